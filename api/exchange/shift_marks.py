"""How shifts look in a roster's cell: a short code on a colour of their own."""

from __future__ import annotations

from dataclasses import dataclass

from api.exchange.short_names import short_names
from models.station import Station
from models.work import Shift

PALETTE = (
    "#bce5ff", "#fadab0", "#c2ecc9", "#e6d7ff", "#adeeed", "#ffd0ca", "#e6e3b1", "#ffcfea",
    "#9dbdff", "#f5aa80", "#a7cc83", "#dca8e8", "#62cfe8", "#f7a1b5", "#d8bb6b", "#71d4b3",
)  # fmt: skip
"""Light colours, evenly spaced in hue, the second half deeper: neighbours in the list are far apart in hue."""

DARK_INK, LIGHT_INK = "#16202b", "#ffffff"


@dataclass(frozen=True)
class ShiftMark:
    """The look of one shift; `number` is its place among the shifts, and names its style on the page."""

    number: int
    code: str
    color: str
    ink: str


def shift_marks(facts: Station) -> dict[str, ShiftMark]:
    """The look of every shift: its own code and colour where it has them, else the shortest telling name and the
    next colour of the palette that no shift has claimed."""
    claimed = {shift.color.lower() for shift in facts.shifts if shift.color}
    free = [color for color in PALETTE if color not in claimed] or list(PALETTE)
    plain = [shift for shift in facts.shifts if not shift.color]
    colors = {shift.id: free[number % len(free)] for number, shift in enumerate(plain)}
    codes = shift_codes(facts.shifts)
    marks = {}
    for number, shift in enumerate(facts.shifts):
        color = shift.color or colors[shift.id]
        marks[shift.id] = ShiftMark(number, codes[shift.id], color, ink_on(color))
    return marks


def shift_codes(shifts: tuple[Shift, ...]) -> dict[str, str]:
    """The text in a cell per shift."""
    own = {shift.id: shift.code.strip() for shift in shifts if shift.code.strip()}
    nameless = [shift for shift in shifts if shift.id not in own]
    made = short_names([shift.label for shift in nameless], own.values())
    return own | {shift.id: code for shift, code in zip(nameless, made, strict=True)}


def ink_on(color: str) -> str:
    """The ink, dark or light, that contrasts more with a background."""
    background = luminance(color)
    dark = (background + 0.05) / (luminance(DARK_INK) + 0.05)
    light = (luminance(LIGHT_INK) + 0.05) / (background + 0.05)
    return DARK_INK if dark >= light else LIGHT_INK


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0 black to 1 white (sRGB)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
