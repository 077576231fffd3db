"""Stretches of time as people say them: hours and minutes."""

from __future__ import annotations

from models.fact import Text


def in_hours(minutes: int, lang: str) -> str:
    """`10小时30分`, `11小时`, `30分钟`; in English `10 h 30 min`, `11 h`, `30 min`."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return Text(f"{hours}小时", f"{hours} h").in_language(lang)
    if not hours:
        return Text(f"{rest}分钟", f"{rest} min").in_language(lang)
    return Text(f"{hours}小时{rest}分", f"{hours} h {rest} min").in_language(lang)
