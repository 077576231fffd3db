"""The ids of what a sheet lists: stated, or made from names; two of one name are told by both their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.exchange.workbook.columns import Sheet
from api.exchange.workbook.grid import Cell
from api.exchange.workbook.headings import Heading
from api.exchange.workbook.located import Located
from api.exchange.workbook.naming import Naming, id_from
from api.exchange.workbook.rows import Row
from api.exchange.workbook.wording import tight
from models.fact import Text
from models.fault import Fault
from models.references import LISTS


@dataclass(frozen=True)
class _Named:
    row: Row
    id: str
    name: str
    code: str
    cell: Cell
    id_cell: Cell


def name_items(
    sheet: Sheet, heading: Heading, rows: Sequence[Row], naming: Naming, located: Located
) -> Iterator[Fault]:
    """Gives every row of a list its id and makes it known by id, name and code; yields what is wrong with them."""
    if sheet.path not in LISTS or sheet.path == "demand":
        return
    named = [_named(heading, row) for row in rows]
    alike: dict[str, list[_Named]] = {}
    for item in named:
        if item.name:
            alike.setdefault(tight(item.name), []).append(item)
    taken = {item.id for item in named if item.id}
    for item in named:
        if not item.id and not item.name:
            column = sheet.column("name").name if any(c.field == "name" for c in sheet.columns) else sheet.name
            allowed = Text(f"{column.zh}或编号", f"a {column.en.lower()} or an id")
            yield located.fault(item.cell, allowed, Text("填写名称", "write a name"))
            item.row.id = id_from(f"{sheet.name.zh}{item.row.number}", taken)
        elif not item.id and len(alike[tight(item.name)]) > 1:
            yield _namesakes(item, alike[tight(item.name)], located)
            item.row.id = id_from(item.name, taken)
        else:
            item.row.id = item.id or id_from(item.name)
        taken.add(item.row.id)
        naming.add(sheet.path, item.row.id, item.name, item.code, item.cell.name)


def _named(heading: Heading, row: Row) -> _Named:
    """What a row says about itself; the cell is that of its name, else of its id."""
    texts = {}
    for field in ("id", "name", "code"):
        column = heading.columns.get(field)
        texts[field] = row.cell(column) if column else Cell(row.grid.name, row.number, 1, None)
    at = "name" if "name" in heading.columns and (texts["name"].text or "id" not in heading.columns) else "id"
    cell = texts[at] if at in heading.columns else row.cell(min(heading.columns.values()))
    return _Named(row, texts["id"].text, texts["name"].text, texts["code"].text, cell, texts["id"])


def _namesakes(item: _Named, alike: list[_Named], located: Located) -> Fault:
    cells = "、".join(other.cell.name for other in alike if other is not item)
    return located.fault(
        item.cell,
        Text(
            f"只有一项叫这个名称，或各有编号（同名的还有 {cells}）",
            f"a name of one only, or ids (so is called {cells} too)",
        ),
        Text("在“编号”列给同名的各填一个编号，别处写编号", "give each of them an id, and write the id elsewhere"),
    )
