"""How layers of policy merge: law, bureau, station, overlay; later ones override by id, and none widens the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.fact import Text
from models.fault import Fault, InputError
from solver.rules.catalogue import AnyEntry
from solver.rules.entry import POLICY_LAYERS, Entry, PolicyLayer
from solver.scenario.scenario import Policy, canonical_json
from solver.scenario.widening import faults_of_widening

ENTRY: TypeAdapter[Entry] = TypeAdapter(AnyEntry)
MERGED_BY_KEY = ("parameters", "scope")


@dataclass(frozen=True)
class Statement:
    """One entry as one document states it: fields that it leaves out are kept from the layers before.

    `place` is where it stands, `document` the document (the same id twice in one layer of it is a fault).
    """

    place: str
    document: str
    layer: PolicyLayer
    fields: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.fields.get("id", ""))


@dataclass(frozen=True)
class Misstatement:
    """A statement that makes no entry: `full` is what it says together with the layers before."""

    statement: Statement
    full: Mapping[str, Any]
    error: ValidationError


@dataclass
class Merged:
    """The entries that hold, by the layer that set them last; and what could not be merged.

    `read` pairs each statement with the entry that it makes; `statements` are those that count, by entry id.
    """

    entries: tuple[Entry, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    misstatements: list[Misstatement] = field(default_factory=list)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    read: list[tuple[Statement, Entry]] = field(default_factory=list)

    def place(self, entry: str, *keys: str) -> str:
        """Where the merged entry's value at `keys` was stated last."""
        for statement in reversed(self.statements.get(entry, [])):
            at: Any = statement.fields
            for key in keys:
                at = at.get(key) if isinstance(at, Mapping) else None
            if at is not None:
                return ".".join((statement.place, *keys))
        return entry


def merge(statements: Iterable[Statement]) -> Merged:
    """Lays the layers over one another; the order of the result is that of layers, then of first mention."""
    ordered = sorted(statements, key=lambda statement: POLICY_LAYERS.index(statement.layer))
    merged = Merged(faults=list(_repeated(ordered)))
    entries: dict[str, Entry] = {}
    full: dict[str, dict[str, Any]] = {}
    law: dict[str, Entry] = {}
    for statement in ordered:
        stated = {**laid_over(full.get(statement.id, {}), statement.fields), "layer": statement.layer}
        try:
            entry = ENTRY.validate_json(canonical_json(stated), strict=True)
        except ValidationError as error:
            merged.misstatements.append(Misstatement(statement, stated, error))
            continue
        merged.read.append((statement, entry))
        if entry.id in law:
            widened = list(faults_of_widening(law[entry.id], entry, statement.place))
            merged.faults += widened
            if widened:
                continue
        elif statement.layer == "law":
            law[entry.id] = entry
        entries[entry.id], full[entry.id] = entry, stated
        merged.statements.setdefault(entry.id, []).append(statement)
    layer = {entry.id: POLICY_LAYERS.index(entry.layer or "law") for entry in entries.values()}
    merged.entries = tuple(sorted(entries.values(), key=lambda entry: layer[entry.id]))
    return merged


def laid_over(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """An entry over an earlier one of the same id; of another rule, nothing earlier is kept."""
    if later.get("rule", earlier.get("rule")) != earlier.get("rule"):
        return dict(later)
    full = {**earlier, **later}
    for name in MERGED_BY_KEY:
        if isinstance(earlier.get(name), Mapping) and isinstance(later.get(name), Mapping):
            full[name] = {**earlier[name], **later[name]}
    return full


def merge_policies(policies: Iterable[Policy]) -> tuple[Entry, ...]:
    """Merges policies that are already read. Raises InputError."""
    statements = [
        Statement(f"{policy.id}: entries[{number}]", policy.id, policy.layer, stated_fields(entry))
        for policy in policies
        for number, entry in enumerate(policy.entries)
    ]
    merged = merge(statements)
    if merged.faults:
        raise InputError(merged.faults)
    return merged.entries


def stated_fields(entry: Entry) -> dict[str, Any]:
    """What an entry states itself, without what it leaves at its default."""
    return entry.model_dump(mode="json", exclude_unset=True, exclude={"layer"})


def _repeated(statements: Iterable[Statement]) -> Iterator[Fault]:
    first: dict[tuple[str, str, str], str] = {}
    for statement in statements:
        key = (statement.document, statement.layer, statement.id)
        if key in first and statement.id:
            yield Fault(
                f"{statement.place}.id",
                statement.id,
                Text(
                    f"一层中只出现一次（已见于 {first[key]}）", f"once in a layer (it stands at {first[key]} already)"
                ),
                Text("合并两条，或另取编号", "join the two, or choose another id"),
            )
        first.setdefault(key, statement.place)
