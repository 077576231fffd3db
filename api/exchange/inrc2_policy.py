"""The requirements H1 to H4 and S1 to S7 of INRC-II as entries of a policy."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from api.exchange.gathered import gathered
from api.exchange.inrc2_text import Bounds, ContractLine, ScenarioText
from solver.rules.base import EVERYTHING, Rule
from solver.rules.catalogue import entry
from solver.rules.entry import Entry
from solver.rules.roster.complete_weekends import CompleteWeekends
from solver.rules.roster.cover import Cover
from solver.rules.roster.duty_count import DutyCount
from solver.rules.roster.eligible import Eligible
from solver.rules.roster.forbidden_succession import ForbiddenSuccession
from solver.rules.roster.off_run import OffRun
from solver.rules.roster.request_off import RequestOff
from solver.rules.roster.weekends import Weekends
from solver.rules.roster.work_run import WorkRun
from solver.rules.scope import Scope

Value = TypeVar("Value", bound=Hashable)

WEIGHTS = {"S1": 30, "S2 shift": 15, "S2": 30, "S3": 30, "S4": 10, "S5": 30, "S6": 20, "S7": 30}
"""The price of one step of each soft requirement, as the competition sets it."""


def hard_entries(found: ScenarioText) -> Iterator[Entry]:
    """H2 to H4 on level 0; that a nurse has one assignment a day (H1) goes without saying."""
    yield _hard("H2 cover", Cover(bound="minimum"))
    for forbidden, after in gathered((found.closed.get(shift, ()), shift) for shift in found.shifts).items():
        if forbidden:
            yield _hard(f"H3 after {after[0]}", ForbiddenSuccession(after=tuple(after), forbidden=forbidden))
    yield _hard("H4 skill", Eligible())


def soft_entries(found: ScenarioText) -> Iterator[Entry]:
    """S1 to S7 on level 5, by the weights of the competition."""
    yield _soft("S1", "cover", Cover(bound="preferred"))
    for shift, run in found.shifts.items():
        yield from _run("S2 shift", shift, run, Scope(shifts=(shift,)))
    shifts = tuple(found.shifts)
    for run, teams in _alike(found, lambda contract: contract.work):
        yield from _run("S2", _named(teams), run, Scope(teams=teams, shifts=shifts))
    for (least, most), teams in _alike(found, lambda contract: contract.off):
        yield _soft("S3", _named(teams), OffRun(least=_least(least), most=most), Scope(teams=teams))
    yield _soft("S4", "requests", RequestOff())
    for is_complete, teams in _alike(found, lambda contract: contract.is_complete):
        if is_complete:
            yield _soft("S5", _named(teams), CompleteWeekends(), Scope(teams=teams))
    for (least, most), teams in _alike(found, lambda contract: contract.total):
        yield _soft("S6", _named(teams), DutyCount(least=least or None, most=most, carried=True), Scope(teams=teams))
    for most, teams in _alike(found, lambda contract: contract.most_weekends):
        yield _soft("S7", _named(teams), Weekends(most=most, carried=True), Scope(teams=teams))


def _run(kind: str, name: str, run: Bounds, scope: Scope) -> Iterator[Entry]:
    yield _soft(kind, name, WorkRun(least=_least(run[0]), most=run[1]), scope)


def _least(days: int) -> int | None:
    """A least run of one day asks nothing."""
    return days if days > 1 else None


def _alike(found: ScenarioText, limit: Callable[[ContractLine], Value]) -> Iterator[tuple[Value, tuple[str, ...]]]:
    """Each value of a limit with its contracts."""
    for value, contracts in gathered((limit(line), line.id) for line in found.contracts.values()).items():
        yield value, tuple(contracts)


def _named(teams: tuple[str, ...]) -> str:
    """What tells the entries of one requirement apart: the first contract that they are about."""
    return teams[0]


def _hard(id: str, rule: Rule) -> Entry:
    return entry(rule, id=id, level=0, source=(f"INRC-II {id[:2]}",))


def _soft(kind: str, name: str, rule: Rule, scope: Scope = EVERYTHING) -> Entry:
    return entry(rule, id=f"{kind} {name}", level=5, weight=WEIGHTS[kind], scope=scope, source=(f"INRC-II {kind[:2]}",))
