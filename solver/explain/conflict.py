"""Requirements that cannot hold together, each with its bound and by how much it is missed when the others hold."""

from __future__ import annotations

import numpy as np

from models.fact import Text
from models.outcome import Conflict
from models.plan import Plan
from solver.engine.diagnosis import Requirement
from solver.roster.compile import Roster
from solver.rules.base import Finding
from solver.rules.entry import Entry
from solver.rules.item_words import shown_item
from solver.rules.timeline import Timeline
from solver.verify import sentence

MISSED = Text("{title}：其余各条都守住时，{breach}", "{title}: with the others kept, {breach}")
ALONE = Text("{title}：怎样排都做不到，{breach}", "{title}: whatever is planned, {breach}")
TIMES = Text("（共{count}处，此为其一）", " (one of {count})")
BOUND = Text("{title}：{about}", "{title}: {about}")


def conflicts(
    roster: Roster, requirements: list[Requirement], published: Plan | None, lang: str
) -> tuple[Conflict, ...]:
    """The requirements in words: person, time, what was asked and what can be had."""
    words = MISSED if len(requirements) > 1 else ALONE
    return tuple(_conflict(roster, requirement, published, words, lang) for requirement in requirements)


def _conflict(roster: Roster, requirement: Requirement, published: Plan | None, words: Text, lang: str) -> Conflict:
    sheet = roster.sheet
    entry = sheet.entries[requirement.entry]
    person = sheet.facts.people[requirement.person].id if requirement.person >= 0 else None
    item = roster.program.items[requirement.item] if requirement.item >= 0 else None
    title = entry.parameters.title.in_language(lang)
    found = _findings(roster, requirement, entry, published)
    if found:
        worst = max(found, key=lambda finding: abs(finding.measured - finding.allowed))
        breach = sentence(entry, worst, sheet.facts, lang)
        more = TIMES.in_language(lang).format(count=len(found)) if len(found) > 1 else ""
        said = words.in_language(lang).format(title=title, breach=breach) + more
    else:
        said = BOUND.in_language(lang).format(title=title, about=_bound(roster, requirement, entry, lang))
    return Conflict(entry=entry.id, about=tuple(part for part in (person, item) if part is not None), sentence=said)


def _findings(roster: Roster, requirement: Requirement, entry: Entry, published: Plan | None) -> list[Finding]:
    """What the checker finds about a requirement in the plan that misses it least."""
    if requirement.missed is None:
        return []
    facts = roster.sheet.facts
    person = facts.people[requirement.person].id if requirement.person >= 0 else None
    item = roster.program.items[requirement.item] if requirement.item >= 0 else None
    timeline = Timeline(facts, roster.plan(requirement.missed), published)
    found = [f for f in entry.parameters.check(timeline, entry.scope) if person in (None, f.person)]
    return [f for f in found if f.item == item] or found


def _bound(roster: Roster, requirement: Requirement, entry: Entry, lang: str) -> str:
    """Person, item, days and parameters, where there was no time to find by how much it is missed."""
    facts = roster.sheet.facts
    parts = [facts.people[requirement.person].label] if requirement.person >= 0 else []
    if requirement.item >= 0:
        parts.append(shown_item(roster.program.items[requirement.item], facts, lang))
    first, last = _days(roster, requirement)
    parts.append(f"{first}/{last}" if first != last else first)
    stated = entry.parameters.model_dump(mode="json", exclude_none=True)
    parts += [f"{name} = {value}" for name, value in stated.items()]
    return Text("，", ", ").in_language(lang).join(parts)


def _days(roster: Roster, requirement: Requirement) -> tuple[str, str]:
    """The first and the last day that a requirement names; else those of the horizon."""
    program, facts = roster.program, roster.sheet.facts
    days: list[int] = []
    for label, level in ((program.limit_label, program.limit_level), (program.cost_label, program.cost_level)):
        own = (label.entry == requirement.entry) & (label.person == requirement.person)
        own &= (label.item == requirement.item) & (level == 0)
        days += np.take(label.day, np.flatnonzero(own)).tolist()
    named = [day for day in days if 0 <= day < facts.days] or [0, facts.days - 1]
    return facts.day(min(named)).isoformat(), facts.day(max(named)).isoformat()
