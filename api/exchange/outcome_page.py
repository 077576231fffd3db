"""What an outcome says about its plan, arranged for reading: quality, unfilled work, departures, changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from api.exchange.asked_words import who_in_words
from api.exchange.roster_cells import label_of
from api.exchange.roster_words import FIGURE_NAMES, LAYER_NAMES, STATUS, WORDS
from models.fact import Text
from models.outcome import LEVEL_NAMES, Breach, Outcome
from models.station import Station
from solver.rules.catalogue import RULES

MOST_SENTENCES = 200
"""So many departures are written out on a page, the gravest levels first; the rest are counted."""

FEW_SENTENCES = 12
"""An entry with no more departures than these is shown unfolded."""


class LevelLine(NamedTuple):
    """One level in the table of quality; `bound` in words, since a bound of 0 under a penalty is none."""

    number: int
    name: str
    penalty: int
    bound: str
    is_proved: bool


@dataclass(frozen=True)
class EntryBreaches:
    """The departures from one entry of the policy; `hidden` of them are not written out."""

    level: str
    entry: str
    title: str
    count: int
    penalty: int
    sentences: tuple[str, ...]

    @property
    def hidden(self) -> int:
        return self.count - len(self.sentences)

    @property
    def is_open(self) -> bool:
        return self.count <= FEW_SENTENCES


class UnfilledLine(NamedTuple):
    """Work for which people are missing."""

    date: str
    shift: str
    post: str
    who: str
    demand: str
    missing: int
    why: str


class ChangeLine(NamedTuple):
    """A cell before and after."""

    date: str
    person: str
    layer: str
    before: str
    after: str


def status_in_words(outcome: Outcome, lang: str) -> str:
    """The status, and of the first level that is not proved the gap, or that nothing bounds it from below."""
    status = STATUS[outcome.status].in_language(lang)
    level = next((line for line in outcome.levels if line.bound != line.penalty), None)
    if level is None:
        return status
    name, gap = Text(*LEVEL_NAMES[level.level]), f"{outcome.gap or 0:.1%}"
    distance = Text(f"差距{gap}", f"gap {gap}") if level.bound else WORDS["no_bound"]
    return Text(f"{status}（“{name.zh}”层{distance.zh}）", f"{status} ({name.en}: {distance.en})").in_language(lang)


def penalties_in_words(outcome: Outcome, lang: str) -> str:
    """Every level with a penalty, by name and number."""
    found = [f"{line.name} {line.penalty}" for line in level_lines(outcome, lang) if line.penalty]
    if not found:
        return Text("各层均无扣分", "no penalty on any level").in_language(lang)
    return Text(f"扣分：{'，'.join(found)}", f"Penalties: {', '.join(found)}").in_language(lang)


def filled_in_words(outcome: Outcome, lang: str) -> str:
    """Whether all work is filled, and how much is not."""
    missing = sum(line.missing for line in outcome.unfilled)
    if not outcome.unfilled:
        return WORDS["all_filled"].in_language(lang)
    places = len(outcome.unfilled)
    return Text(
        f"未满足勤务{places}处，合计缺{missing}人", f"Unfilled work: {places}, people missing: {missing}"
    ).in_language(lang)


def level_lines(outcome: Outcome, lang: str) -> tuple[LevelLine, ...]:
    """The levels in order."""
    return tuple(
        LevelLine(
            result.level,
            Text(*LEVEL_NAMES[result.level]).in_language(lang),
            result.penalty,
            str(result.bound) if result.bound or not result.penalty else WORDS["no_bound"].in_language(lang),
            result.bound is not None and result.bound >= result.penalty,
        )
        for result in outcome.levels
    )


def unfilled_lines(facts: Station, outcome: Outcome, lang: str) -> tuple[UnfilledLine, ...]:
    """Unfilled work in order of time, in the names that people use."""
    return tuple(
        UnfilledLine(
            line.date.isoformat(),
            label_of(facts, "shift", line.shift),
            label_of(facts, "post", line.post),
            who_in_words(facts, line.who, lang),
            line.duty,
            line.missing,
            line.why,
        )
        for line in sorted(outcome.unfilled, key=lambda line: line.date)
    )


def breaches_by_entry(outcome: Outcome, lang: str, most: int = MOST_SENTENCES) -> tuple[EntryBreaches, ...]:
    """Departures by level, then by entry in the order in which they were found; `most` sentences in all."""
    groups: dict[tuple[int, str], list[Breach]] = {}
    for breach in outcome.breaches:
        groups.setdefault((breach.level, breach.entry), []).append(breach)
    lines, left = [], most
    for (level, entry), found in sorted(groups.items(), key=lambda item: item[0][0]):
        rule = RULES.get(found[0].rule)
        lines.append(
            EntryBreaches(
                level=f"{level} {Text(*LEVEL_NAMES[level]).in_language(lang)}",
                entry=entry,
                title=rule.title.in_language(lang) if rule else found[0].rule,
                count=len(found),
                penalty=sum(breach.penalty for breach in found),
                sentences=tuple(breach.sentence for breach in found[:left]),
            )
        )
        left = max(0, left - len(found))
    return tuple(lines)


def change_lines(facts: Station, outcome: Outcome, lang: str) -> tuple[ChangeLine, ...]:
    """Every changed cell, in the names that people use."""
    off = WORDS["off"].in_language(lang)
    names = {person.id: person.label for person in facts.people}
    layers = {key: name.in_language(lang) for key, name in LAYER_NAMES.items()}
    return tuple(
        ChangeLine(
            change.date.isoformat(),
            names.get(change.person, change.person),
            layers.get(change.layer, change.layer),  # type: ignore[call-overload]
            label_of(facts, "shift", change.before) or off,
            label_of(facts, "shift", change.after) or off,
        )
        for change in outcome.changes
    )


def figures(kpis: Mapping[str, float | int | None], lang: str) -> tuple[tuple[str, str], ...]:
    """Key figures as text: at most two decimals, a dash for what is not known."""
    return tuple((name_of_figure(name, lang), figure(value)) for name, value in kpis.items())


def name_of_figure(name: str, lang: str) -> str:
    """What a key figure is called."""
    known = FIGURE_NAMES.get(name)
    return known.in_language(lang) if known else name.replace("_", " ")


def figure(value: float | int | None) -> str:
    """A number without needless decimals."""
    if value is None:
        return "–"
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
