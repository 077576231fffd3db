"""Faults as lines for a terminal: place, value, what is allowed, the cure; of each sort only the first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from models.fact import Text
from models.fault import Fault

MOST_OF_A_SORT = 20
"""So many faults at places of one sort, such as `facts.people[…].kind`, are shown; the rest are counted."""

_NUMBER = re.compile(r"\d+")


def fault_lines(faults: Sequence[Fault], lang: str) -> list[str]:
    """A line that counts the faults, one for each that is shown, and one for each sort of which more were found."""
    count = len(faults)
    head = f"{count} fault{'s' if count > 1 else ''}:" if lang == "en" else f"有 {count} 处错误："
    found: Counter[str] = Counter()
    lines = [head]
    for fault in faults:
        sort = sort_of(fault)
        found[sort] += 1
        if found[sort] <= MOST_OF_A_SORT:
            lines.append(_english(fault) if lang == "en" else _chinese(fault))
    return lines + [
        _more(sort, number - MOST_OF_A_SORT, lang) for sort, number in found.items() if number > MOST_OF_A_SORT
    ]


def sort_of(fault: Fault) -> str:
    """The place without its numbers; a file's name keeps them."""
    file, colon, place = fault.place.rpartition(": ")
    return file + colon + _NUMBER.sub("…", place)


def _more(sort: str, left: int, lang: str) -> str:
    return Text(
        f"  {sort}：同类错误另有 {left} 处；--json 列出全部", f"  {sort}: and {left} more; --json lists all"
    ).in_language(lang)


def _chinese(fault: Fault) -> str:
    found = "缺少" if fault.value == "-" else f"现为 {fault.value}"
    place = "" if fault.place == "-" else f"{fault.place}："
    return f"  {place}{found}；应为 {fault.allowed.zh}。改法：{fault.cure.zh}。"


def _english(fault: Fault) -> str:
    found = "missing" if fault.value == "-" else f"it is {fault.value}"
    place = "" if fault.place == "-" else f"{fault.place}: "
    return f"  {place}{found}; allowed: {fault.allowed.en}. Cure: {fault.cure.en}."
