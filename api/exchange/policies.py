"""Gathers the layers of a scenario's policy: shipped by name, from files, and stated in the scenario itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from pydantic import Field, ValidationError

from api.exchange.document import ENDINGS, document_of, read_document
from api.exchange.envelope import faults_of_envelope
from api.exchange.misfits import Misfit, fitted, misfit_of_date, misfits_of, restated
from api.exchange.places import place_of, shown
from api.exchange.references import faults_of_reference
from models.fact import Fact, Id, Name, Text
from models.fault import Fault, InputError
from models.nearest import Nearest, listed
from solver.rules.catalogue import ENTRIES
from solver.rules.entry import POLICY_LAYERS, PolicyLayer
from solver.scenario.policy import MERGED_BY_KEY, Merged, Misstatement, Statement, merge

DEFAULT_POLICY = ("law", "default")
"""What holds where a scenario names no policy."""


def shipped_policies() -> Traversable:
    """The folder of the policies that come with Paiqin."""
    return files("instances") / "policies"


def policy_names(shelf: Traversable | None = None) -> list[str]:
    """The names of the shipped policies."""
    return sorted({name.rpartition(".")[0] for name in _files(shelf or shipped_policies())})


class _Head(Fact):
    """A policy apart from what its entries say."""

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["policy"] = "policy"
    id: Id
    name: Name = ""
    layer: PolicyLayer
    entries: tuple[dict[str, Any], ...]


MOST_ENTRIES = 1000


class Item(NamedTuple):
    """One element of a scenario's policy: a name, a path below `home` (None: no file may be read) or an entry."""

    place: str
    stated: Any
    home: Path | None = None


@dataclass
class Gathered:
    """Statements of all layers in the order in which they were named, and what is wrong with the documents.

    `documents` are those read, by the root of the places in them.
    """

    shelf: Traversable = field(default_factory=shipped_policies)
    statements: list[Statement] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Adds what an item states; a document named again adds nothing."""
        if isinstance(item.stated, dict):
            self._add_entry(item)
        elif not isinstance(item.stated, str):
            self.faults.append(self._no_policy(item))
        elif f"{item.stated}: " not in self.documents:
            try:
                found = self._document(item)
            except InputError as error:
                self.faults += error.faults
            else:
                self._add_document(item.stated, found)

    def _add_entry(self, item: Item) -> None:
        layer = item.stated.get("layer", "station")
        if layer not in POLICY_LAYERS and layer is not None:
            allowed = Text("、".join(POLICY_LAYERS), ", ".join(POLICY_LAYERS))
            cure = Text("改为其中之一", "write one of them")
            self.faults.append(Fault(f"{item.place}.layer", shown(layer), allowed, cure))
        layer = layer if layer in POLICY_LAYERS else "station"
        self.statements.append(Statement(item.place, "", cast(PolicyLayer, layer), item.stated))

    def _add_document(self, item: str, found: Any) -> None:
        root = f"{item}: "
        faults = faults_of_envelope(found, ("policy",), root)
        if not faults:
            head, misfits = fitted(_Head, found, root)
            faults = [misfit.fault for misfit in misfits]
            if head and len(head.entries) > MOST_ENTRIES:
                faults = [too_many_entries(f"{root}entries", len(head.entries))]
            elif head:
                faults = _layers_differ(head, root)
                self.statements += [
                    Statement(f"{root}entries[{number}]", item, head.layer, fields)
                    for number, fields in enumerate(head.entries)
                ]
        self.faults += faults
        self.documents[root] = found

    def _document(self, item: Item) -> Any:
        named: str = item.stated
        if not (named.lower().endswith(ENDINGS) or "/" in named or "\\" in named):
            file = next((f for n, f in _files(self.shelf).items() if n.rpartition(".")[0] == named), None)
            if file is None:
                raise InputError([self._no_policy(item)])
            return document_of(file.read_text("utf-8"), named, is_json=file.name.endswith(".json"))
        if item.home is None:
            raise InputError([self._no_policy(item)])
        path = item.home / named
        try:
            return read_document(path, name=named)
        except InputError as error:
            raise InputError(faults_of_reference(item.place, named, path, error.faults)) from None

    def _no_policy(self, item: Item) -> Fault:
        names = policy_names(self.shelf)
        some = listed(names, Text("无", "none"))
        path = Text("、文件路径", ", a path") if item.home is not None else Text("", "")
        return Fault(
            item.place,
            shown(item.stated),
            Text(f"政策名（{some.zh}）{path.zh}或规则条目", f"the name of a policy ({some.en}){path.en} or an entry"),
            Nearest().cure(str(item.stated)[:60], names, Text("改正名称", "correct the name")),
        )


def merged_policy(gathered: Gathered) -> tuple[Merged, list[Fault]]:
    """The merged layers, and every fault of their entries, each where it was stated."""
    merged = merge(gathered.statements)
    faults = [*gathered.faults, *merged.faults]
    nearest = Nearest()
    for misstatement in merged.misstatements:
        faults += _faults_of_misstatement(misstatement, merged, nearest)
    for statement, entry in merged.read:
        stated = {name: statement.fields[name] for name in MERGED_BY_KEY if name in statement.fields}
        for steps, value in restated(stated, entry.model_dump(mode="json", by_alias=True)):
            faults.append(misfit_of_date(steps, value, statement.place).fault)
    return merged, faults


def _faults_of_misstatement(wrong: Misstatement, merged: Merged, nearest: Nearest) -> list[Fault]:
    rule, fields = wrong.full.get("rule"), wrong.statement.fields
    model = ENTRIES.get(rule) if isinstance(rule, str) else None
    if model is None:
        return _no_rule(wrong, list(merged.statements), nearest)
    error = wrong.error
    try:
        model.model_validate_json(json.dumps(wrong.full), strict=True)
    except ValidationError as own:
        error = own
    misfits = misfits_of(error, model, wrong.full, wrong.statement.place)
    own_places = [m for m in misfits if _stands_in(m, fields)]
    return [misfit.fault for misfit in own_places or misfits]


def _stands_in(misfit: Misfit, fields: Any) -> bool:
    """Whether the statement itself says what does not fit, rather than a layer before."""
    for step in misfit.steps:
        if isinstance(fields, dict) and step not in fields:
            return misfit.fault.value == "-"
        try:
            fields = fields[step]
        except (TypeError, LookupError):
            return True
    return True


def _no_rule(wrong: Misstatement, ids: list[str], nearest: Nearest) -> list[Fault]:
    rule, stated = wrong.full.get("rule"), "rule" in wrong.full
    place = place_of(("rule",), wrong.statement.place)
    some = listed(ENTRIES, Text("无", "none"))
    allowed = Text(f"规则名（{some.zh}）", f"the name of a rule ({some.en})")
    if stated:
        cure = nearest.cure(str(rule), ENTRIES, Text("见 paiqin rules", "see paiqin rules"))
        return [Fault(place, shown(rule), allowed, cure)]
    otherwise = Text("写明规则；只改已有条目时，编号须与之相同", "name the rule; to change an entry, repeat its id")
    near = nearest.of(wrong.statement.id, ids)
    cure = Text(f"{otherwise.zh}（如 {near}）", f"{otherwise.en} (such as {near})") if near else otherwise
    return [Fault(place, "-", allowed, cure)]


def too_many_entries(place: str, count: int) -> Fault:
    """The fault of a policy longer than any."""
    allowed = Text(f"最多 {MOST_ENTRIES} 项", f"at most {MOST_ENTRIES} items")
    return Fault(place, str(count), allowed, Text("合并条目", "join entries"))


def _layers_differ(head: _Head, root: str) -> list[Fault]:
    allowed = Text(f"文档的层 {head.layer}", f"{head.layer}, the document's layer")
    cure = Text("删去条目的 layer", "remove the entry's layer")
    return [
        Fault(f"{root}entries[{number}].layer", shown(entry["layer"]), allowed, cure)
        for number, entry in enumerate(head.entries)
        if entry.get("layer", head.layer) != head.layer
    ]


def _files(folder: Traversable) -> dict[str, Traversable]:
    found = folder.iterdir() if folder.is_dir() else ()
    return {file.name: file for file in found if file.name.lower().endswith(ENDINGS)}
