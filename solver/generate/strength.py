"""How many people of each kind a station has, and how a number is divided in proportion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solver.generate.preset import Preset


@dataclass(frozen=True)
class Strength:
    """How many people there are, and of what."""

    officers: int
    auxiliaries: int
    leaders: int
    zones: int


def strength_of(preset: Preset, people: int) -> Strength:
    """The station's strength in the preset's proportions; every zone has its officer and auxiliaries (S1)."""
    officers = max(3, round(people * preset.officer_share))
    leaders = min(preset.most_leaders, officers // 2, max(2, round(people / preset.people_per_leader)))
    auxiliaries = people - officers
    plan = preset.zones
    affordable = min((officers - leaders) // plan.officers, auxiliaries // max(1, plan.auxiliaries))
    zones = max(1, min(round(people / plan.people_per_zone), affordable))
    return Strength(officers, auxiliaries, leaders, zones)


def split(total: int, weights: Sequence[float], least: Sequence[int]) -> list[int]:
    """`total` in proportion to the weights by largest remainders, none below its `least` as far as that goes."""
    everything = sum(weights) or 1
    exact = [total * weight / everything for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: total - sum(parts)] if any(weights) else []:
        parts[i] += 1
    for i, floor in enumerate(least):
        while parts[i] < floor:
            giver = max((j for j in range(len(parts)) if j != i), key=lambda j: parts[j] - least[j], default=i)
            if giver == i or parts[giver] <= max(least[giver], floor):
                break
            parts[giver] -= 1
            parts[i] += 1
    return parts
