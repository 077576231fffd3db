"""The next month's scenario as somebody would write it: facts carried over, policies still by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from api.cli.reading import Source
from api.cli.scenario_form import ScenarioForm
from api.cli.transcription import document_in
from api.exchange.document import ENDINGS
from api.exchange.documents import document_of_fact
from models.station import Station


def rolled_form(source: Source, facts: Station, home: Path) -> ScenarioForm:
    """The scenario's document with these facts and nothing published, for a file in the folder `home`.

    Facts that stood in a file of their own stand in the document; paths of policies are seen from `home`. A scenario
    of another form, such as a benchmark's, is written with its policy merged.
    """
    is_ours = source.file.suffix.lower() in ENDINGS
    stated = document_in(source.file) if is_ours else document_of_fact(source.scenario)
    policy = stated.get("policy")
    if isinstance(policy, list):
        policy = [_seen_from(home, source.file.parent, item) for item in policy]
    return ScenarioForm(facts=document_of_fact(facts), policy=policy, budget=stated.get("budget"))


def own_entries(form: ScenarioForm) -> list[str]:
    """Ids of the entries that the scenario states itself, in order."""
    return [str(item.get("id", "")) for item in form.policy or () if isinstance(item, dict)]


def _seen_from(home: Path, old: Path, item: Any) -> Any:
    """A policy's path as it is from another folder; names and entries stay."""
    is_path = isinstance(item, str) and (item.lower().endswith(ENDINGS) or "/" in item or "\\" in item)
    if not is_path or Path(item).is_absolute():
        return item
    return Path(os.path.relpath(old / item, home)).as_posix()
