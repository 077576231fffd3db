"""What is done at a station: posts, shifts as lines of segments, patrol units and shared resources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.fact import MINUTES_PER_DAY, Fact, Id, Name
from models.people import Kind, Rank

SegmentKind = Literal["work", "watch", "onsite_standby", "athome_standby", "visit", "training"]
"""Work 工作, watch 值班, on-site standby 备勤, at-home standby 听班, visit 走访, training 训练."""

BUSY_KINDS: tuple[SegmentKind, ...] = ("work", "watch", "visit", "training")
"""Kinds in which a person is actually at work, and after which rest is owed."""

Layer = Literal["duty", "standby", "lead"]
"""A person holds at most one duty a day in each layer."""

LAYERS: tuple[Layer, ...] = ("duty", "standby", "lead")

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-4]):[0-5][0-9](\+[12])?$")]
"""A time of day, `HH:MM`, with `+1` or `+2` for one or two days later."""

CREDIT_PERCENT: dict[SegmentKind, int] = {
    "work": 100,
    "watch": 100,
    "visit": 100,
    "training": 100,
    "onsite_standby": 50,
    "athome_standby": 0,
}
"""Credited share of the time spent, by kind (D12)."""


def minutes_of(clock: str) -> int:
    """Minutes from the start of the shift's day: `08:30` is 510, `08:30+1` is 1950."""
    time, _, later = clock.partition("+")
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes) + MINUTES_PER_DAY * int(later or 0)


class Segment(Fact):
    """Part of a shift, [start, end), in one kind of work.

    An `end` that is not after `start` and carries no `+` lies on the next day: 22:00 to 06:00, or 08:00 to 08:00
    for 24 hours. `post` and `zone` override those of the duty. `credited_minutes` overrides the share of D12.
    """

    start: Clock
    end: Clock
    kind: SegmentKind = "work"
    post: Id | None = None
    zone: Id | None = None
    credited_minutes: int | None = Field(None, ge=0, le=2 * MINUTES_PER_DAY)

    @cached_property
    def start_minute(self) -> int:
        return minutes_of(self.start)

    @cached_property
    def end_minute(self) -> int:
        end = minutes_of(self.end)
        return end + MINUTES_PER_DAY if end <= self.start_minute and "+" not in self.end else end

    @cached_property
    def minutes(self) -> int:
        return self.end_minute - self.start_minute

    @cached_property
    def credit(self) -> int:
        """Credited minutes."""
        if self.credited_minutes is not None:
            return self.credited_minutes
        return self.minutes * CREDIT_PERCENT[self.kind] // 100


class Use(Fact):
    """So many pieces of a resource, taken while the duty lasts."""

    resource: Id
    count: int = Field(1, ge=1, le=1000)


class Shift(Fact):
    """A named line of segments 班次; it belongs to the day on which it starts.

    `posts` are the posts at which it can be served (none: a duty without a post). `code` is the short text in a
    roster's cell. `night` overrides the rule that a shift is a night if it is busy at least `NIGHT_MINUTES`
    between 22:00 and 06:00.
    """

    id: Id
    name: Name = ""
    code: Annotated[str, StringConstraints(max_length=6, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    color: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    layer: Layer = "duty"
    segments: tuple[Segment, ...] = Field(min_length=1, max_length=12)
    posts: tuple[Id, ...] = ()
    uses: tuple[Use, ...] = ()
    night: bool | None = None

    @cached_property
    def start_minute(self) -> int:
        return self.segments[0].start_minute

    @cached_property
    def end_minute(self) -> int:
        return self.segments[-1].end_minute

    @cached_property
    def credit(self) -> int:
        """Credited minutes of the whole shift."""
        return sum(segment.credit for segment in self.segments)

    @cached_property
    def is_night(self) -> bool:
        if self.night is not None:
            return self.night
        busy = (s for s in self.segments if s.kind in BUSY_KINDS)
        return sum(night_minutes(s.start_minute, s.end_minute) for s in busy) >= NIGHT_MINUTES

    @property
    def label(self) -> str:
        return self.name or self.id


NIGHT_MINUTES = 180
NIGHT_FROM, NIGHT_TO = 22 * 60, 30 * 60


def night_minutes(start: int, end: int) -> int:
    """Minutes of [start, end) that lie between 22:00 and 06:00 of any day."""
    return sum(max(0, min(end, to) - max(start, frm)) for frm, to in _nights(end))


def _nights(end: int) -> Iterator[tuple[int, int]]:
    day = -MINUTES_PER_DAY
    while day + NIGHT_FROM < end:
        yield day + NIGHT_FROM, day + NIGHT_TO
        day += MINUTES_PER_DAY


class Post(Fact):
    """A kind of work 岗位, and who may do it.

    `kinds`, `ranks`, `teams` list who is admitted (empty: everybody); of `skills` one suffices (D5, empty: none
    is needed). `zoned`: served in the person's own zone. `evidence`: evidence work (L1, L3). `reception`:
    reception and registration (L2). `enforces`: an auxiliary stands there only with an officer (L5).
    `clerical`: open to clerical auxiliaries too.
    """

    id: Id
    name: Name = ""
    kinds: tuple[Kind, ...] = ()
    ranks: tuple[Rank, ...] = ()
    teams: tuple[Id, ...] = ()
    skills: tuple[Id, ...] = ()
    zoned: bool = False
    evidence: bool = False
    reception: bool = False
    enforces: bool = False
    clerical: bool = False

    @property
    def label(self) -> str:
        return self.name or self.id


class Unit(Fact):
    """A patrol unit 巡逻组 that serves a post with a crew of at most `seats` at a time; its duties name the unit."""

    id: Id
    name: Name = ""
    post: Id
    mode: Literal["car", "motorcycle", "foot", "drone"] = "car"
    seats: int = Field(4, ge=1, le=50)
    uses: tuple[Use, ...] = ()


def seats_of(unit: Unit) -> str:
    """The name under which a unit's seats are counted among the resources; no id can be like it."""
    return f"{unit.id}/seats"


class Resource(Fact):
    """Something shared and countable: vehicles, beds, devices (S5, S16)."""

    id: Id
    name: Name = ""
    count: int = Field(ge=0, le=100_000)
