"""Independent verdict on a roster: arithmetic over facts, policy and plan, with no solver in sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.fact import Text
from models.outcome import LEVELS, Breach
from models.plan import Plan
from models.station import Station
from solver.rules.base import Finding
from solver.rules.duration import in_hours
from solver.rules.entry import Entry
from solver.rules.item_words import shown_item
from solver.rules.timeline import Timeline

ONE_DUTY_TITLE = Text("一人一班", "One duty at a time")
ONE_DUTY = Text(
    "{person}{date}同一层有{count}个班，只能有一个",
    "{person} has {count} duties of one layer on {date}; one is allowed",
)


@dataclass(frozen=True)
class Group:
    """The breaches of one entry on one level, in the order in which they were found."""

    level: int
    entry: str
    rule: str
    breaches: tuple[Breach, ...]

    @property
    def penalty(self) -> int:
        return sum(breach.penalty for breach in self.breaches)


@dataclass(frozen=True)
class Verdict:
    """All breaches of a plan, and the penalty of each level."""

    breaches: tuple[Breach, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        return tuple(sum(b.penalty for b in self.breaches if b.level == level) for level in range(LEVELS))

    @property
    def entries(self) -> dict[str, int]:
        """Penalty per entry of the policy, for entries that were breached."""
        total: dict[str, int] = {}
        for breach in self.breaches:
            total[breach.entry] = total.get(breach.entry, 0) + breach.penalty
        return total

    @property
    def groups(self) -> tuple[Group, ...]:
        """The breaches by level, then by entry in the order of the policy."""
        found: dict[tuple[int, str, str], list[Breach]] = {}
        for breach in self.breaches:
            found.setdefault((breach.level, breach.entry, breach.rule), []).append(breach)
        ordered = sorted(found.items(), key=lambda item: item[0][0])
        return tuple(Group(*key, tuple(breaches)) for key, breaches in ordered)


def verify(
    facts: Station, policy: Iterable[Entry], plan: Plan, published: Plan | None = None, lang: str = "zh"
) -> Verdict:
    """Checks a plan against every entry of the policy that is on."""
    timeline = Timeline(facts, plan, published)
    found = list(_double_duties(timeline, lang))
    found += [breach for entry in policy if entry.on for breach in _breaches(entry, timeline, lang)]
    return Verdict(tuple(found))


def penalties(facts: Station, policy: Iterable[Entry], plan: Plan, published: Plan | None = None) -> tuple[int, ...]:
    """The penalty of each level alone, as `verify` finds it: what is missed is not put into words."""
    timeline = Timeline(facts, plan, published)
    total = [0] * LEVELS
    for breach in _double_duties(timeline):
        total[breach.level] += breach.penalty
    for entry in policy:
        for finding in entry.parameters.check(timeline, entry.scope) if entry.on else ():
            total[entry.level] += finding.amount * entry.weight
    return tuple(total)


def _double_duties(timeline: Timeline, lang: str = "zh") -> Iterator[Breach]:
    """A person holds at most one duty a day in each layer: no policy is needed for that."""
    for person in timeline.facts.people:
        held = Counter((duty.day, duty.offer.layer) for duty in timeline.duties(person.id))
        for (day, layer), count in held.items():
            if count > 1:
                date = timeline.facts.day(day).isoformat()
                yield Breach(
                    entry="plan",
                    rule="one_duty",
                    level=0,
                    about=(person.id, date, layer),
                    measured=count,
                    allowed=1,
                    penalty=count - 1,
                    sentence=ONE_DUTY.in_language(lang).format(person=person.label, date=date, count=count),
                )


def _breaches(entry: Entry, timeline: Timeline, lang: str) -> Iterator[Breach]:
    for finding in entry.parameters.check(timeline, entry.scope):
        yield Breach(
            entry=entry.id,
            rule=entry.rule,
            level=entry.level,
            about=about(finding, timeline.facts),
            measured=finding.measured,
            allowed=finding.allowed,
            penalty=finding.amount * entry.weight,
            sentence=sentence(entry, finding, timeline.facts, lang),
        )


def about(finding: Finding, facts: Station) -> tuple[str, ...]:
    """Person, date and item of a finding, as far as it names them."""
    date = facts.day(finding.day).isoformat() if finding.day is not None else None
    return tuple(part for part in (finding.person, date, finding.item) if part is not None)


def sentence(entry: Entry, finding: Finding, facts: Station, lang: str) -> str:
    """The finding as the rule puts it."""
    person = facts.person_by_id[finding.person].label if finding.person in facts.person_by_id else finding.person
    return entry.parameters.sentence.in_language(lang).format(
        person=person or "",
        date=facts.day(finding.day).isoformat() if finding.day is not None else "",
        item=shown_item(finding.item, facts, lang),
        measured=_shown(entry, finding.measured, lang),
        allowed=_shown(entry, finding.allowed, lang),
    )


def _shown(entry: Entry, amount: int, lang: str) -> str:
    return in_hours(amount, lang) if entry.parameters.is_in_minutes else str(amount)
