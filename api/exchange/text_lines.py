"""Reading a text of comma-separated lines: cells become numbers and names, and every fault is kept with its line."""

from __future__ import annotations

import re
from collections.abc import Collection

from models.fact import Text
from models.fault import Fault, InputError

SHOWN = 60
"""So many characters of a wrong value are shown."""


class TextLines:
    """Gathers the faults of one text. A faulty number is replaced by one that is allowed, so that reading goes on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._faults: list[tuple[int, Fault]] = []

    def fault(self, line: int, value: str, allowed: Text, cure: Text) -> None:
        """Keeps one fault; line 0 is the text as a whole."""
        place = f"{self.name}:{line}" if line else self.name
        shown = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
        self._faults.append((line, Fault(place, shown, allowed, cure)))

    def raise_faults(self) -> None:
        """Raises what was gathered, in the order of the text."""
        if self._faults:
            raise InputError([fault for _, fault in sorted(self._faults, key=lambda item: item[0])])

    def has_width(self, line: int, cells: list[str], least: int, most: int) -> bool:
        """Whether the line has from `least` to `most` cells; a fault if not."""
        if least <= len(cells) <= most:
            return True
        count = str(least) if least == most else f"{least}–{most}"
        cure = Text("补足或删去多余的项", "add or remove cells")
        self.fault(line, ",".join(cells), Text(f"一行{count}项", f"{count} cells on the line"), cure)
        return False

    def number(self, line: int, cell: str, least: int, most: int) -> int:
        """A whole number within bounds; `least` and a fault if the cell holds none."""
        if re.fullmatch(r"[+-]?[0-9]{1,9}", cell) and least <= int(cell) <= most:
            return int(cell)
        allowed = Text(f"{least} 至 {most} 的整数", f"a whole number from {least} to {most}")
        self.fault(line, cell, allowed, Text("改正此数", "correct the number"))
        return least

    def is_known(self, line: int, name: str, known: Collection[str]) -> bool:
        """Whether the name is among those known; a fault if not."""
        if name in known:
            return True
        some = ", ".join(list(known)[:12]) + (" …" if len(known) > 12 else "")
        allowed = Text(f"已列出的名称：{some}", f"a name that is listed: {some}")
        self.fault(line, name, allowed, Text("改正名称，或先列出它", "correct the name, or list it first"))
        return False

    def is_new(self, line: int, name: str, known: Collection[str], longest: int) -> bool:
        """Whether the name may be given to something new; a fault if it is taken, or cannot be a name."""
        if re.fullmatch(rf"[^\s\x00-\x1f\x7f/,|=]{{1,{longest}}}", name) and name != "-" and name not in known:
            return True
        allowed = Text(
            f"1 至 {longest} 个字符、未用过的名称，不含空格和 / , | =",
            f"a name not used before, of 1 to {longest} characters, without blanks and / , | =",
        )
        self.fault(line, name, allowed, Text("换一个名称", "choose another name"))
        return False
