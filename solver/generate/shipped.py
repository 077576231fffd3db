"""The presets that ship with Paiqin, by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from models.fact import Text
from models.fault import Fault, InputError
from solver.generate.preset import Preset


def preset_names() -> tuple[str, ...]:
    """The presets that ship with Paiqin, sorted."""
    folder = files("instances") / "presets"
    return tuple(sorted(f.name.removesuffix(".json") for f in folder.iterdir() if f.name.endswith(".json")))


@cache
def preset_of(name: str) -> Preset:
    """The preset of this name; InputError where there is none."""
    if name not in preset_names():
        known = "、".join(preset_names())
        allowed = Text(f"其中之一：{known}", f"one of {', '.join(preset_names())}")
        raise InputError([Fault("preset", name, allowed, Text("更正名称", "correct the name"))])
    path = files("instances") / "presets" / f"{name}.json"
    return Preset.model_validate_json(path.read_bytes())


def demo_names() -> dict[str, Text]:
    """What a demonstration can show: each name with its title in both languages."""
    return {name: preset_of(name).title for name in preset_names()}
