"""The cells of a roster: what stands in them, and what a pointer resting on them reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from api.exchange.roster_words import LAYER_NAMES, WORDS, times
from api.exchange.shift_marks import ShiftMark, shift_marks
from api.exchange.short_names import short_names
from models.duty import offer_of_assignment
from models.outcome import Change, Outcome
from models.people import Zone
from models.plan import Assignment, Plan
from models.station import Station
from models.work import LAYERS, Layer, Post, Shift, Unit


@dataclass(frozen=True)
class Chip:
    """One duty in a cell: its code, the short name of its post or unit, and its style by the shift's number."""

    code: str
    where: str
    layer: Layer
    style: int | None


@dataclass(frozen=True)
class Cell:
    """One person's day. `title` tells in words what the chips abbreviate."""

    look: str
    chips: tuple[Chip, ...] = ()
    leave: bool = False
    locked: bool = False
    changed: bool = False
    title: str = ""


class CellWriter:
    """Writes the cells of one roster."""

    def __init__(self, facts: Station, outcome: Outcome, plan: Plan, lang: str) -> None:
        self.facts, self.lang = facts, lang
        self.marks = shift_marks(facts)
        self.places = place_names(facts)
        self._duties: dict[tuple[str, Date], list[Assignment]] = {}
        for assignment in plan.assignments:
            self._duties.setdefault((assignment.person, assignment.date), []).append(assignment)
        self._changes: dict[tuple[str, Date], list[Change]] = {}
        for change in outcome.changes:
            self._changes.setdefault((change.person, change.date), []).append(change)
        self._locked = {(lock.person, lock.date) for lock in facts.locks}
        self._looks = {day: "" if c == "workday" else c for day, c in facts.classes.items()}

    def cells(self, person: str) -> tuple[Cell, ...]:
        """A person's cells over the horizon."""
        away = self.facts.leave_days.get(person, frozenset())
        return tuple(self._cell(person, day, day in away) for day in self.facts.dates)

    def _cell(self, person: str, day: Date, leave: bool) -> Cell:
        key = (person, day)
        duties, changes, locked = self._duties.get(key, []), self._changes.get(key, []), key in self._locked
        if not (duties or changes or locked or leave):
            return Cell(self._looks[day])
        chips = sorted((self._chip(duty) for duty in duties), key=lambda chip: LAYERS.index(chip.layer))
        lines = [self._in_words(duty) for duty in duties]
        lines += [WORDS["leave"].in_language(self.lang)] * leave + [WORDS["locked"].in_language(self.lang)] * locked
        lines += [change_in_words(self.facts, change, self.lang) for change in changes]
        return Cell(self._looks[day], tuple(chips), leave, locked, bool(changes), "\n".join(lines))

    def _chip(self, duty: Assignment) -> Chip:
        mark = self.marks.get(duty.shift, ShiftMark(-1, duty.shift[:2], "", ""))
        shift = self.facts.shift_by_id.get(duty.shift)
        layer = shift.layer if shift else offer_of_assignment(self.facts, duty).layer
        return Chip(mark.code, self._where(duty), layer, mark.number if mark.number >= 0 else None)

    def _where(self, duty: Assignment) -> str:
        """The unit, or the post where the shift alone does not tell it."""
        if duty.unit is not None:
            return self.places.get(("unit", duty.unit), "")
        shift = self.facts.shift_by_id.get(duty.shift)
        if duty.post is None or (shift is not None and shift.posts == (duty.post,)):
            return ""
        return self.places.get(("post", duty.post), "")

    def _in_words(self, duty: Assignment) -> str:
        shift = self.facts.shift_by_id.get(duty.shift)
        parts = [shift.label if shift else duty.shift, times(shift, self.lang) if shift else ""]
        parts += [label_of(self.facts, "post", duty.post), label_of(self.facts, "zone", duty.zone)]
        parts.append(label_of(self.facts, "unit", duty.unit))
        return " · ".join(part for part in parts if part)


def place_names(facts: Station) -> dict[tuple[str, str], str]:
    """Short names of posts and units, keyed by ("post" or "unit", id); no two places share one."""
    keys = [("post", post.id) for post in facts.posts] + [("unit", unit.id) for unit in facts.units]
    return dict(zip(keys, short_names([label_of(facts, *key) for key in keys]), strict=True))


def label_of(facts: Station, sort: str, id: str | None) -> str:
    """What a page calls a post, zone, unit or shift; its id if the facts do not know it; nothing for none."""
    listed: dict[str, Sequence[Post | Zone | Unit | Shift]]
    listed = {"post": facts.posts, "zone": facts.zones, "unit": facts.units, "shift": facts.shifts}
    return next((thing.name or thing.id for thing in listed[sort] if thing.id == id), id or "")


def change_in_words(facts: Station, change: Change, lang: str) -> str:
    """What a published cell was and what it is now."""
    off = WORDS["off"].in_language(lang)
    before, after = (label_of(facts, "shift", shift) or off for shift in (change.before, change.after))
    layer = next((name.in_language(lang) for key, name in LAYER_NAMES.items() if key == change.layer), change.layer)
    return f"{WORDS['changed'].in_language(lang)} ({layer}): {before} → {after}"
