"""The segments of a shift: its spans, and for each the nature, post, zone and credited minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.exchange.workbook.grid import Cell
from api.exchange.workbook.located import Located
from models.fact import Text
from models.fault import Fault

BESIDE = {"kinds": "kind", "segment_posts": "post", "segment_zones": "zone", "credits": "credited_minutes"}
"""Columns that say something of each segment, and its field."""


def segments_of(fields: dict[str, Any], cells: dict[str, Cell], located: Located, faults: list[Fault]) -> None:
    """Turns the spans of a row and what stands beside them into segments, in place."""
    spans = fields.pop("spans", None)
    beside = {column: fields.pop(column) for column in BESIDE if column in fields}
    if "spans" in cells:
        cells["segments"] = cells["spans"]
    if spans is None:
        return
    segments = [{"start": start, "end": end} for start, end in spans]
    for column, values in beside.items():
        if len(values) not in (1, len(spans)):
            count = Text(f"一个，或与时间一样 {len(spans)} 个", f"one, or {len(spans)} as there are times")
            cure = Text("按时间的段数填写，没有的写 -", "write as many as there are times, - for none")
            faults.append(located.fault(cells[column], count, cure))
            continue
        for number, segment in enumerate(segments):
            value = values[number] if len(values) > 1 else values[0]
            if value is not None:
                segment[BESIDE[column]] = value
            cells[f"segments[{number}].{BESIDE[column]}"] = cells[column]
    fields["segments"] = segments


def columns_of_segments(segments: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The columns of a shift's row that `segments_of` turns into these segments."""
    columns: dict[str, Any] = {"spans": [(segment["start"], segment["end"]) for segment in segments]}
    for column, name in BESIDE.items():
        values = [segment.get(name) for segment in segments]
        if any(value is not None for value in values):
            columns[column] = values
    return columns
