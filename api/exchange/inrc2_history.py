"""The history that a roster leaves behind, in the form of an INRC-II history file."""

from __future__ import annotations

from itertools import takewhile

from api.exchange.inrc2_text import NO_SHIFT, HistoryText, Inrc2Text, PastLine
from models.plan import Plan
from models.station import Station

WEEK = 7


def history_name(found: Inrc2Text) -> str:
    """The file's name, with the number of the week that would come next."""
    return f"H{found.history.week + len(found.weeks)}-{found.scenario.id}.txt"


def write_history(found: Inrc2Text, facts: Station, plan: Plan) -> str:
    """The history file after the last week of the horizon."""
    after = history_after_weeks(found, facts, plan)
    lines = [
        f"{p.nurse} {p.total} {p.weekends} {p.last or NO_SHIFT} {p.same_shift} {p.work} {p.off}"
        for p in after.nurses.values()
    ]
    return "\n".join(["HISTORY", f"{after.week} {found.scenario.id}", "", "NURSE_HISTORY", *lines]) + "\n"


def history_after_weeks(found: Inrc2Text, facts: Station, plan: Plan) -> HistoryText:
    """Totals and weekends go on from the history; runs that were open before and never ended go on too."""
    days = range(facts.days)
    rows: dict[str, list[str | None]] = {nurse: [None] * facts.days for nurse in found.scenario.nurses}
    for duty in plan.assignments:
        rows[duty.person][facts.index(duty.date)] = duty.shift
    nurses = {}
    for nurse, row in rows.items():
        before, back = found.history.nurses[nurse], row[::-1]
        last = back[0]
        work = len(list(takewhile(lambda shift: shift is not None, back)))
        off = len(list(takewhile(lambda shift: shift is None, back)))
        same = _same(back) if last is not None else 0
        goes_on = before.last == last
        nurses[nurse] = PastLine(
            nurse,
            total=before.total + sum(shift is not None for shift in row),
            weekends=before.weekends + sum(any(row[day : day + 2]) for day in days[5::WEEK]),
            last=last,
            same_shift=same + (before.same_shift if same == facts.days and goes_on else 0),
            work=work + (before.work if work == facts.days else 0),
            off=off + (before.off if off == facts.days else 0),
        )
    return HistoryText(found.history.week + len(found.weeks), nurses)


def _same(back: list[str | None]) -> int:
    """How many days in a row the last shift was had."""
    return len(list(takewhile(lambda shift: shift == back[0], back)))
