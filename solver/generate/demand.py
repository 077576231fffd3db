"""The demand of an invented station: adopted lines as minimum, what lies beyond them as wishes."""

from __future__ import annotations

from models.demand import Demand
from models.station import Station
from solver.generate.lines import Adopted, adopted_lines
from solver.generate.preset import Peak, Preset


def demand_of(preset: Preset, bare: Station) -> tuple[Demand, ...]:
    """The station's demand: adopted lines with their peaks, open police offices, and a woman at every hour (L4)."""
    found: list[Demand] = []
    for entry in adopted_lines(preset, bare):
        found += _demands(preset, entry, bare)
    for opening in preset.openings:
        for zone in bare.zones:
            found.append(
                Demand(
                    id=f"office-{zone.id}-{opening.start}", post=preset.community_post, zone=zone.id,
                    start=opening.start, end=opening.end, day_classes=opening.day_classes,
                    minimum=opening.minimum, preferred=opening.preferred, priority=opening.priority,
                )
            )  # fmt: skip
    hours = {"start": preset.woman.start, "end": preset.woman.end, "woman": True}
    found.append(Demand(id="woman", **hours, minimum=preset.woman.minimum, priority=preset.woman.priority))
    found.append(Demand(id="woman-officer", **hours, kind="officer", preferred=1))
    return tuple(found)


def _demands(preset: Preset, entry: Adopted, bare: Station) -> list[Demand]:
    line = entry.line
    name = f"{line.id}-{entry.unit}" if entry.unit else line.id
    wished = entry.count + (line.wished if entry.count else line.count)
    if entry.count == 0 and line.unit is None:
        return []
    seats = {unit.id: unit.seats for unit in bare.units}
    most = seats[entry.unit] - 1 if entry.unit and line.led else wished + line.spare
    usual = Demand(
        id=name, post=line.post, shift=line.shift, unit=entry.unit, kind=preset.pools[line.pool].kind,
        ranks=line.ranks, skill=line.skill, weekdays=line.weekdays, day_classes=line.day_classes,
        minimum=entry.count, preferred=min(wished, most), maximum=most,
        priority=line.priority,
    )  # fmt: skip
    return [usual, *(_peak(usual, peak, number) for number, peak in enumerate(line.peaks, start=1) if entry.count)]


def _peak(usual: Demand, peak: Peak, number: int) -> Demand:
    minimum = usual.minimum + peak.more
    preferred = max(minimum, (usual.preferred or 0) + peak.more_preferred)
    most = usual.maximum or preferred
    if usual.unit is None:
        most = max(most, preferred)
    more = {
        "minimum": min(minimum, most), "preferred": min(preferred, most), "maximum": most,
        "weekdays": peak.weekdays, "day_classes": peak.day_classes,
    }  # fmt: skip
    return usual.model_copy(update={"id": f"{usual.id}-peak-{number}", **more})
