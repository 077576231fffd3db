"""The parts of a scenario, read one after another; every fault is kept until all have been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

from api.exchange.csv import stated_duties
from api.exchange.document import WORKBOOKS, read_document
from api.exchange.envelope import faults_of_envelope
from api.exchange.facts import PLACE, facts_of
from api.exchange.fields import fields_of
from api.exchange.misfits import fitted
from api.exchange.places import in_order, moved, place_of, shown
from api.exchange.plans import MOST_MEGABYTES, MOST_VALUES, plan_in_workbook, plan_of
from api.exchange.policies import (
    DEFAULT_POLICY,
    MOST_ENTRIES,
    Gathered,
    Item,
    merged_policy,
    too_many_entries,
)
from api.exchange.references import faults_of_reference
from api.exchange.text_of_file import read_text
from models.consistency import MOST_FAULTS
from models.fact import Text
from models.fault import Fault, InputError, NoPlanError
from models.nearest import Nearest, listed
from models.plan import Plan
from models.reading import Reading
from solver.rules.entry import Entry
from solver.scenario.policy_names import faults_of_policy
from solver.scenario.scenario import Budget, Scenario


@dataclass
class Door:
    """Reads the parts of one scenario and keeps what is wrong with them; `others` are further documents by root."""

    document: Any
    home: Path | None
    faults: list[Fault] = field(default_factory=list)
    others: dict[str, Any] = field(default_factory=dict)
    notices: list[Text] = field(default_factory=list)

    def facts(self) -> Reading | None:
        """The facts, stated here or in a file."""
        stated = self.document.get("facts")
        if not isinstance(stated, str):
            if "facts" not in self.document:
                missing = Text("station 的事实，或其文件的路径", "a station's facts, or the path of their file")
                self.faults.append(Fault("facts", "-", missing, Text("补上 facts", "add facts")))
                return None
            reading, faults = facts_of(stated)
            self.faults += faults
            return reading
        root = f"{stated}: "
        try:
            with self._reading("facts", stated) as path:
                found = self.others[root] = read_document(path, name=stated)
        except InputError as error:
            self.faults += error.faults
            return None
        reading, faults = facts_of(found)
        faults = [*faults_of_envelope(found, ("station",), PLACE), *faults]
        self.faults += [moved(fault, PLACE, root) for fault in faults]
        return reading

    def policy(self, further: Sequence[str], shelf: Traversable, reading: Reading | None) -> tuple[Entry, ...]:
        """The merged layers of policy."""
        gathered = Gathered(shelf)
        for item in (*self._policy_items(), *(Item(f"--policy {name}", name, Path()) for name in further)):
            gathered.add(item)
        merged, faults = merged_policy(gathered)
        self.others |= gathered.documents
        self.faults += faults
        if reading:
            self.faults += faults_of_policy(merged.entries, reading.station, reading.known, merged.place)
        return merged.entries

    def _policy_items(self) -> Iterable[Item]:
        stated = self.document.get("policy")
        if stated is None:
            return [Item("policy", name) for name in DEFAULT_POLICY]
        if not isinstance(stated, list):
            allowed = Text("列表：政策名、路径或规则条目", "a list of names, paths or entries")
            self.faults.append(Fault("policy", shown(stated), allowed, Text("写成列表 […]", "write a list […]")))
            return []
        if len(stated) > MOST_ENTRIES:
            self.faults.append(too_many_entries("policy", len(stated)))
            return []
        return [Item(f"policy[{number}]", item, self.home) for number, item in enumerate(stated)]

    def published(self, reading: Reading | None) -> Plan | None:
        """What was published: a plan stated here, or in a file."""
        stated = self.document.get("published")
        if stated is None:
            return None
        try:
            if isinstance(stated, str):
                return self._published_in(stated, reading)
            plan, faults = plan_of(stated, reading, "published", is_inner=True)
            self.faults += faults
            return plan
        except InputError as error:
            self.faults += error.faults
        except NoPlanError:
            allowed = Text("含计划的文档", "a document that holds a plan")
            cure = Text("给出另一计划，或写 null", "name another plan, or write null")
            self.faults.append(Fault("published", shown(stated), allowed, cure))
        return None

    def _published_in(self, stated: str, reading: Reading | None) -> Plan | None:
        root = f"{stated}: "
        with self._reading("published", stated) as file:
            if file.suffix.lower() in WORKBOOKS:
                return self._published_on_wall(file, stated, reading)
            if file.suffix.lower() == ".csv":
                text = read_text(file, MOST_MEGABYTES, stated)
            else:
                self.others[root] = read_document(file, MOST_MEGABYTES, MOST_VALUES, stated)
        if root in self.others:
            plan, faults = plan_of(self.others[root], reading, root)
            self.faults += faults
            return plan
        if reading is None or reading.numbers or not reading.is_dated:
            return None  # a table is read against complete facts only
        try:
            found = stated_duties(text, reading.station)
        except InputError as error:
            raise InputError([moved(fault, "", root) for fault in error.faults]) from None
        self.notices += [Text(f"{root}{notice.zh}", f"{root}{notice.en}") for notice in found.notices]
        return found.plan

    def _published_on_wall(self, file: Path, stated: str, reading: Reading | None) -> Plan | None:
        if reading is None or reading.numbers or not reading.is_dated:
            return None
        try:
            return plan_in_workbook(file, reading.station, stated)
        except InputError as error:
            root = f"{stated}: "
            faults = [fault if fault.place.startswith(stated) else moved(fault, "", root) for fault in error.faults]
            raise InputError(faults) from None

    def budget(self) -> Budget | None:
        """Seconds, workers, seed and gap."""
        budget, misfits = fitted(Budget, self.document.get("budget", {}), "budget")
        self.faults += [misfit.fault for misfit in misfits]
        return budget

    def raise_faults(self) -> None:
        """Raises everything found, in the order of the scenario, then of each further document."""
        if not self.faults:
            return
        own = [fault for fault in self.faults if not fault.place.startswith(tuple(self.others))]
        found = in_order(own, self.document)
        for root, document in self.others.items():
            found += in_order([f for f in self.faults if f.place.startswith(root)], document, root)
        if len(found) > MOST_FAULTS:
            cure = Text("先改正所列各处", "correct those listed first")
            rest = Fault("-", f"+{len(found) - MOST_FAULTS}", Text("更少的错误", "fewer faults"), cure)
            found = [*found[:MOST_FAULTS], rest]
        raise InputError(found)

    @contextmanager
    def _reading(self, field: str, stated: str) -> Iterator[Path]:
        """The file that a field names; faults of reading it become faults of the field."""
        if self.home is None:
            allowed = Text("写在此处的内容", "the content itself")
            raise InputError([Fault(field, shown(stated), allowed, Text("不引用文件", "refer to no file"))])
        path = self.home / stated
        try:
            yield path
        except InputError as error:
            raise InputError(faults_of_reference(field, stated, path, error.faults)) from None


def unknown_fields(document: Mapping[str, Any]) -> list[Fault]:
    """Fields that a scenario does not have."""
    names, nearest = fields_of(Scenario), Nearest()
    some = listed(names, Text("无", "none"))
    allowed = Text(f"字段 {some.zh}", f"the fields {some.en}")
    otherwise = Text("删去该字段", "remove the field")
    return [
        Fault(place_of((name,)), shown(value), allowed, nearest.cure(name, names, otherwise))
        for name, value in islice(document.items(), MOST_FAULTS)
        if name not in names
    ]
