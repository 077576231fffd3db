"""Faults as lines for a terminal: place, value, what is allowed, the cure."""

from __future__ import annotations

from collections.abc import Sequence

from models.fault import Fault


def fault_lines(faults: Sequence[Fault], lang: str) -> list[str]:
    """A line that counts the faults, and one for each."""
    count = len(faults)
    if lang == "en":
        return [f"{count} fault{'s' if count > 1 else ''}:", *(_english(fault) for fault in faults)]
    return [f"有 {count} 处错误：", *(_chinese(fault) for fault in faults)]


def _chinese(fault: Fault) -> str:
    found = "缺少" if fault.value == "-" else f"现为 {fault.value}"
    place = "" if fault.place == "-" else f"{fault.place}："
    return f"  {place}{found}；应为 {fault.allowed.zh}。改法：{fault.cure.zh}。"


def _english(fault: Fault) -> str:
    found = "missing" if fault.value == "-" else f"it is {fault.value}"
    place = "" if fault.place == "-" else f"{fault.place}: "
    return f"  {place}{found}; allowed: {fault.allowed.en}. Cure: {fault.cure.en}."
