"""Graded duty 等级勤务: one dated day on which every crew of a shift is larger (D7)."""

from __future__ import annotations

from random import Random

from models.demand import Demand
from models.station import Station


def graded_duty(facts: Station, shift: str, random: Random) -> tuple[Demand, ...]:
    """Demand for a Saturday of the horizon: one more in each crew of the shift, as far as there are seats."""
    saturdays = [number for number, day in enumerate(facts.dates) if day.isoweekday() == 6]
    if not saturdays:
        return ()
    number = random.choice(saturdays)
    crews = [d for d in facts.demand_by_day[number] if d.shift == shift and d.unit and d.kind == "auxiliary"]
    return tuple(_raised(crew, facts, number) for crew in crews if crew.minimum)


def _raised(crew: Demand, facts: Station, number: int) -> Demand:
    most = crew.maximum or crew.minimum + 1
    minimum = min(most, crew.minimum + 1)
    return crew.model_copy(
        update={
            "id": f"{crew.id}-graded", "minimum": minimum, "preferred": max(minimum, crew.preferred or 0),
            "weekdays": (), "day_classes": (), "dates": (facts.day(number),),
        }
    )  # fmt: skip
