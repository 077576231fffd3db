"""The text of a roster's cell in the workbook: shift codes, the place after a dot, several joined by a slash."""

from __future__ import annotations

from collections.abc import Sequence

from api.exchange.roster_book.text_width import text_pixels
from api.exchange.roster_cells import Cell, Chip

JOIN, AT = "/", "·"
CODE_POINTS, PLACE_POINTS = 9.0, 7.0
PADDING = 6


def chip_text(chip: Chip) -> str:
    """`早·车1`, or `早` where the shift tells all."""
    return f"{chip.code}{AT}{chip.where}" if chip.where else chip.code


def chip_pixels(chip: Chip) -> float:
    """How wide a duty stands in a cell."""
    place = text_pixels(chip.where, PLACE_POINTS) + 4 if chip.where else 0.0
    return text_pixels(chip.code, CODE_POINTS) + place


def laid_out(chips: Sequence[Chip], pixels: float) -> list[list[Chip]]:
    """The duties of a cell line by line: on one line as many as fit."""
    lines: list[list[Chip]] = []
    used = 0.0
    for chip in chips:
        width = chip_pixels(chip) + 4
        if lines and used + width <= pixels - PADDING:
            lines[-1].append(chip)
            used += width
        else:
            lines.append([chip])
            used = width
    return lines


def cell_lines(cell: Cell, pixels: float) -> int:
    """How many lines a cell takes in a column of that width; a duty wider than the column runs on."""
    room = max(1.0, pixels - PADDING)
    lines = laid_out(cell.chips, pixels)
    return sum(max(1, -(-int(sum(map(chip_pixels, line))) // int(room))) for line in lines) or 1
