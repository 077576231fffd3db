"""An invented scenario: an invented station under the policies of its preset."""

from __future__ import annotations

from datetime import date as Date
from importlib.resources import files
from typing import Any

from models.station import Station
from solver.generate.shipped import preset_of
from solver.generate.station import generate_station
from solver.scenario.policy import merge_policies
from solver.scenario.scenario import Policy, Scenario

MINUTES_PER_WORKING_DAY = 480
OVERTIME_MINUTES = 36 * 60
"""Overtime that 30 days may bring (L11)."""

WORKING_CLASSES = ("workday", "makeup")


def generate_scenario(
    preset: str, *, seed: int = 1, people: int | None = None, days: int = 35, start: Date
) -> Scenario:
    """A station of the preset with law, common practice, the bureau's policy and the month's own numbers."""
    station = generate_station(preset, seed=seed, people=people, days=days, start=start)
    policies = [shipped_policy(name) for name in preset_of(preset).policies]
    return Scenario(facts=station, policy=merge_policies([*policies, station_policy(station)]))


def shipped_policy(name: str) -> Policy:
    """A policy that ships with Paiqin."""
    return Policy.model_validate_json((files("instances") / "policies" / f"{name}.json").read_bytes())


def station_policy(station: Station) -> Policy:
    """What depends on the month: the hours that its working days and 36 h of overtime give, one weekend free.

    most = 8 h · working days + 36 h · days / 30 (L10, L11).
    """
    working = sum(station.classes[day] in WORKING_CLASSES for day in station.dates)
    most = working * MINUTES_PER_WORKING_DAY + OVERTIME_MINUTES * station.days // 30
    weekends = len({day.isocalendar()[:2] for day in station.dates if day.isoweekday() >= 6})
    entries: list[dict[str, Any]] = [
        {"id": "hours-month", "rule": "hours", "parameters": {"most_minutes": most}},
        {"id": "free-weekend", "rule": "weekends", "parameters": {"most": max(0, weekends - 1)}},
    ]
    return Policy.model_validate(
        {"schema": 1, "kind": "policy", "id": "month", "name": "本月参数", "layer": "station", "entries": entries}
    )
