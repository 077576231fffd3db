"""What `solve` returns: the plan, how good it is, what is missing and why. Absent is None, never infinity."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from pydantic import Field

from models.fact import Fact
from models.people import Kind, Rank
from models.plan import Plan

Status = Literal["OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNKNOWN"]

LEVEL_NAMES: tuple[tuple[str, str], ...] = (
    ("法律与资格", "law and eligibility"),
    ("未满足勤务", "unfilled demand"),
    ("休息与负荷", "rest and load"),
    ("对已公布的变动", "changes to what is published"),
    ("公平", "fairness with history"),
    ("意愿与习惯", "wishes and style"),
)
LEVELS = len(LEVEL_NAMES)


class LevelResult(Fact):
    """One level: its penalty, the proven lower bound on it given the levels above, and the seconds spent.

    A reproducible solve counts no seconds.
    """

    level: int = Field(ge=0, lt=LEVELS)
    name: str
    penalty: int
    bound: int | None
    seconds: float | None


class Breach(Fact):
    """One departure from one entry of the policy.

    `about` names the person, day or work concerned; `measured` and `allowed` are in the rule's unit;
    `penalty` is what it costs on its level.
    """

    entry: str
    rule: str
    level: int
    about: tuple[str, ...]
    measured: int
    allowed: int
    penalty: int
    sentence: str


class Asked(Fact):
    """Who is asked for; what is not said does not matter."""

    kind: Kind | None = None
    ranks: tuple[Rank, ...] = ()
    skill: str | None = None
    woman: bool | None = None


class Unfilled(Fact):
    """Work for which people are missing, and why. A person missing is counted once, whoever asks for the duty."""

    duty: str
    date: Date
    shift: str | None
    post: str | None
    who: Asked = Asked()
    missing: int
    why: str


class LedgerRow(Fact):
    """What one person carries in the horizon; `total` adds the history's counters.

    Compensatory rest (L9) in days: owed when the horizon began, earned on rest days worked, taken, still due, and due
    for too long. due = carried + earned − taken.
    """

    person: str
    name: str
    team: str | None
    duties: int
    hours: float
    nights: int
    weekends: int
    holidays: int
    leads: int
    standbys: int
    days_off: int
    rest_carried: int | None = None
    rest_earned: int | None = None
    rest_taken: int | None = None
    rest_due: int | None = None
    rest_overdue: int | None = None
    total: dict[str, int]


class Conflict(Fact):
    """One hard requirement of a minimal set that cannot hold together."""

    entry: str
    about: tuple[str, ...]
    sentence: str


class Change(Fact):
    """One cell that differs from the published roster; None stands for off."""

    person: str
    date: Date
    layer: str
    before: str | None
    after: str | None


class Outcome(Fact):
    """The answer to one scenario. `levels` is the truth; two plans compare by levels in order."""

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["outcome"] = "outcome"
    status: Status
    levels: tuple[LevelResult, ...] = ()
    objective: int | None = None
    bound: int | None = None
    gap: float | None = None
    unfilled: tuple[Unfilled, ...] = ()
    breaches: tuple[Breach, ...] = ()
    conflict: tuple[Conflict, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    kpis: dict[str, float | int | None] = {}
    changes: tuple[Change, ...] = ()
    notices: tuple[str, ...] = ()
    trace: tuple[tuple[float, int, int, int | None], ...] = ()
    seconds: float
    first_seconds: float | None = None
    seed: int
    workers: int
    effort: int | None = None
    digest: str
    versions: dict[str, str] = {}
    plan: Plan | None = None
