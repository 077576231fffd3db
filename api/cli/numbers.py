"""Numbers on the command line, checked together before anything is done."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from api.cli.usage import NUMBERS
from models.fact import Text
from models.fault import Fault, InputError

BOUNDS: dict[str, tuple[float, float]] = {
    "--time": (0, 86_400),
    "--workers": (1, 256),
    "--seed": (0, 2**31 - 1),
    "--gap": (0, 1),
    "--effort": (1, 1_000_000),
    "--people": (10, 500),
    "--days": (1, 400),
}
FIELDS = {"--time": "seconds", "--workers": "workers", "--seed": "seed", "--gap": "gap", "--effort": "effort"}


def faults_of_numbers(stated: Mapping[str, float | None]) -> list[Fault]:
    """Options whose number lies outside its bounds."""
    cure = Text("更正数值", "correct the number")
    return [
        Fault(name, f"{value:g}" if isinstance(value, float) else str(value), NUMBERS[name], cure)
        for name, value in stated.items()
        if value is not None and not _is_within(name, value)
    ]


def budget_fields(stated: Mapping[str, float | None]) -> dict[str, Any]:
    """What the options change in a budget: only those that were given. Raises InputError."""
    faults = faults_of_numbers(stated)
    if faults:
        raise InputError(faults)
    return {FIELDS[name]: value for name, value in stated.items() if value is not None}


def _is_within(name: str, value: float) -> bool:
    low, high = BOUNDS[name]
    return math.isfinite(value) and low <= value <= high and (name != "--time" or value > 0)
