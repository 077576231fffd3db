"""Rows of a table of duties: what each column may hold, and the duty that a row states."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import get_args

from pydantic import ValidationError

from api.exchange.csv_text import cell_place
from api.exchange.duty_columns import NAME, NEEDED, Columns
from api.exchange.typed_dates import typed_date, typed_moment
from api.exchange.typed_names import NAMED, TypedNames, ambiguous, named_otherwise
from api.exchange.workbook.wording import plain
from models.another_station import NAMED as LISTS
from models.fact import Text
from models.fault import Fault
from models.plan import Assignment
from models.references import Known
from models.station import Station
from models.work import SegmentKind

ALLOWED: dict[str, Text] = {
    "date": Text("日期，如 2026-02-01、2026年2月1日 或 2月1日", "a date such as 2026-02-01, 2026/2/1 or 2月1日"),
    "start": Text(
        "形如 2026-02-01T08:00 或 8:00 的时刻，或留空", "a time such as 2026-02-01T08:00 or 8:00, or nothing"
    ),
    "end": Text("形如 2026-02-02T08:00 或 8:00 的时刻，或留空", "a time such as 2026-02-02T08:00 or 8:00, or nothing"),
    "kind": Text(f"{'、'.join(get_args(SegmentKind))}，或留空", f"{', '.join(get_args(SegmentKind))}, or nothing"),
    "role": Text("leader，或留空", "leader, or nothing"),
}
A_NAME = Text("编号：1 至 64 个字符，不含斜线", "an id: 1 to 64 characters without a slash")

WORDS: dict[str, dict[str, str]] = {
    "kind": {
        "工作": "work", "值班": "watch", "备勤": "onsite_standby", "听班": "athome_standby", "备班": "athome_standby",
        "走访": "visit", "训练": "training",
    },
    "role": {"带班": "leader", "带班领导": "leader"},
}  # fmt: skip
"""Chinese words of kind and role."""


@dataclass
class DutyReader:
    """Reads the rows of one table against the facts of its station; `faults` are those found, with their rows."""

    facts: Station
    columns: Columns
    names: TypedNames
    known: Known
    faults: list[tuple[int, Fault]] = field(default_factory=list)

    def duty(self, row: int, cells: list[str]) -> Assignment | None:
        """The duty of a row as far as it can be read; None without person, date or shift."""
        typed = {name: cell if name == "duty" else cell.strip() for name, cell in self.columns.of_row(cells).items()}
        before = len(self.faults)
        stated: dict[str, object] = {name: cell for name, cell in typed.items() if cell and name != NAME}
        stated |= self._named(row, typed)
        stated |= {name: WORDS[name].get(plain(typed[name]), typed[name]) for name in WORDS if typed.get(name)}
        stated |= self._times(typed, stated)
        wrong = {fault.place for _, fault in self.faults[before:]}
        duty = self._fitted(row, typed, stated, wrong)
        self.faults += [(row, fault) for fault in self._beyond(row, cells)]
        return duty

    def _named(self, row: int, typed: dict[str, str]) -> dict[str, object]:
        """The ids behind people, shifts and places; a word that means nothing stays as it stands."""
        found: dict[str, object] = {}
        for name in NAMED:
            word, column = typed.get(name, ""), name
            if name == "person" and not word:
                word, column = typed.get(NAME, ""), NAME
            if not word:
                continue
            ids = self.names.ids(name, word)
            if len(ids) > 1:
                self.faults.append((row, ambiguous(self.columns.place(row, column), word, ids)))
            found[name] = ids[0] if len(ids) == 1 else word
        self._compare_name(row, typed, found)
        return found

    def _compare_name(self, row: int, typed: dict[str, str], found: dict[str, object]) -> None:
        """A name that stands beside the id of a person has to be that person's."""
        person = self.facts.person_by_id.get(str(found.get("person")))
        name = typed.get(NAME, "")
        if person is not None and name and person.name and person.id not in self._called(name):
            self.faults.append((row, named_otherwise(self.columns.place(row, NAME), name, person)))

    def _called(self, name: str) -> list[str]:
        return self.names.ids("person", name)

    def _times(self, typed: dict[str, str], stated: dict[str, object]) -> dict[str, object]:
        """Date, start and end as the models write them; what is none stays as it stands."""
        day = typed_date(typed["date"], self.facts.start, self.facts.days)
        found: dict[str, object] = {"date": day or "-"}
        if day is None:
            return found | dict.fromkeys(("start", "end"))
        if typed.get("start"):
            found["start"] = typed_moment(typed["start"], day) or typed["start"]
        if typed.get("end"):
            found["end"] = typed_moment(typed["end"], day, self._begins(stated, found)) or typed["end"]
        return found

    def _begins(self, stated: dict[str, object], found: dict[str, object]) -> int | None:
        """The minute of the day on which the duty starts: its own, else its shift's."""
        clock = str(found.get("start", ""))[11:].split(":")
        if len(clock) == 2 and all(part.isdecimal() for part in clock):
            return int(clock[0]) * 60 + int(clock[1])
        shift = self.facts.shift_by_id.get(str(stated.get("shift")))
        return shift.start_minute if shift else None

    def _fitted(self, row: int, typed: dict[str, str], stated: dict[str, object], told: set[str]) -> Assignment | None:
        """The duty without what does not fit, which becomes a fault unless its cell has one already."""
        stated = {name: value for name, value in stated.items() if value is not None}
        wrong: dict[str, None] = {}
        try:
            Assignment.model_validate(stated)
        except ValidationError as error:
            wrong = dict.fromkeys(str(found["loc"][0]) for found in error.errors())
        for name in wrong:
            place = self.columns.place(row, name)
            if place not in told:
                cure = Text("改正该单元格", "correct the cell")
                value = typed.get(name) or typed.get(NAME if name == "person" else name) or '""'
                self.faults.append((row, Fault(place, value[:60], ALLOWED.get(name, A_NAME), cure)))
        if wrong.keys() & set(NEEDED) or told:
            self.faults += [(row, fault) for fault in self._unknown(row, typed, wrong)]
            return None
        return self._placed(Assignment.model_validate({n: stated[n] for n in stated if n not in wrong}))

    def _unknown(self, row: int, typed: dict[str, str], wrong: Container[str]) -> Iterator[Fault]:
        """Words that mean nothing here, of a row that cannot be held against the facts as a whole."""
        for name in NAMED:
            word = typed.get(name) or (typed.get(NAME) if name == "person" else "")
            if word and name not in wrong and not self.names.ids(name, word):
                yield self.known.unknown(self.columns.place(row, name), word, LISTS[name][0])

    def _placed(self, duty: Assignment) -> Assignment:
        """The duty at the one place that its shift leaves open."""
        stated = (duty.post, duty.zone, duty.unit)
        post, zone, unit = self.names.place(duty.shift, duty.person, stated)
        return (
            duty if (post, zone, unit) == stated else duty.model_copy(update={"post": post, "zone": zone, "unit": unit})
        )

    def _beyond(self, row: int, cells: list[str]) -> list[Fault]:
        """Cells to the right of the last column: the row has slipped."""
        nothing, cure = Text("空", "nothing"), Text("核对该行的逗号和引号", "check the commas and quotes of the row")
        return [
            Fault(cell_place(row, at), cells[at][:60], nothing, cure)
            for at in range(len(self.columns.cells), len(cells))
            if cells[at].strip()
        ]
