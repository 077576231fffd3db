"""The next month's scenario as somebody would write it: facts carried over, policies still by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from api.cli.reading import Source
from api.cli.scenario_form import ScenarioForm, form_text
from api.cli.transcription import document_in
from api.exchange.document import ENDINGS, WORKBOOKS
from api.exchange.documents import document_of_fact
from models.station import Station

WRITTEN_WORKBOOKS = (".xlsx",)
WRITTEN = (*ENDINGS, *WRITTEN_WORKBOOKS)
"""Endings of the files in which a scenario is written."""


def rolled_form(source: Source, facts: Station, home: Path) -> ScenarioForm:
    """The scenario's document with these facts and nothing published, for a file in the folder `home`.

    Facts that stood in a file of their own stand in the document; paths of policies are seen from `home`. A scenario
    of another form, such as a benchmark's, is written with its policy merged.
    """
    stated = _stated(source)
    policy = stated.get("policy")
    if isinstance(policy, list):
        policy = [_seen_from(home, source.file.parent, item) for item in policy]
    return ScenarioForm(facts=document_of_fact(facts), policy=policy, budget=stated.get("budget"))


def write_rolled(form: ScenarioForm, target: Path, lang: str) -> None:
    """Saves the scenario as the file's ending has it. Raises OSError."""
    if target.suffix.lower() in WRITTEN_WORKBOOKS:
        from api.exchange.workbook.writer import write_workbook  # noqa: PLC0415  it takes a while to load

        write_workbook(document_of_fact(form), target, lang)
    else:
        target.write_text(form_text(form, target.suffix.lower()), "utf-8", newline="\n")


def _stated(source: Source) -> dict[str, Any]:
    """The document in the scenario's file, before policies were merged."""
    ending = source.file.suffix.lower()
    if ending in WORKBOOKS:
        from api.exchange.workbook.load import open_workbook  # noqa: PLC0415

        return open_workbook(source.file).reading.document
    return document_in(source.file) if ending in ENDINGS else document_of_fact(source.scenario)


def own_entries(form: ScenarioForm) -> list[str]:
    """Ids of the entries that the scenario states itself, in order."""
    return [str(item.get("id", "")) for item in form.policy or () if isinstance(item, dict)]


def _seen_from(home: Path, old: Path, item: Any) -> Any:
    """A policy's path as it is from another folder; names and entries stay."""
    is_path = isinstance(item, str) and (item.lower().endswith(ENDINGS) or "/" in item or "\\" in item)
    if not is_path or Path(item).is_absolute():
        return item
    return Path(os.path.relpath(old / item, home)).as_posix()
