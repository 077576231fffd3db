"""Faults as lines for a terminal: place, value, what is allowed, the cure; of each sort only the first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

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
            lines.append(f"  {fault_line(fault.as_dict(lang), lang)}")
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


def fault_line(fault: Mapping[str, str], lang: str) -> str:
    """A fault as a line, where it is kept in one language already."""
    place, value, allowed, cure = (fault[name] for name in ("place", "value", "allowed", "cure"))
    if lang == "en":
        found = "missing" if value == "-" else f"it is {value}"
        said = f"{found}; allowed: {allowed}. Cure: {cure}."
        return said if place == "-" else f"{place}: {said}"
    found = "缺少" if value == "-" else f"现为 {value}"
    said = f"{found}；应为 {allowed}。改法：{cure}。"
    return said if place == "-" else f"{place}：{said}"
