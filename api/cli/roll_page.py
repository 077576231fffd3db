"""What `paiqin roll` says of the next month: its days, its history, what was kept and what is past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from api.cli.voice import Voice
from models.station import Station

KEPT = (
    ("leave", "休假", "leave"),
    ("requests", "申请", "requests"),
    ("locks", "锁定", "locks"),
    ("demand", "需求", "demands"),
)


def figures(following: Station) -> dict[str, Any]:
    """The same as numbers."""
    known = following.history.known_from
    return {
        "start": following.start.isoformat(),
        "days": following.days,
        "known_from": known.isoformat() if known else None,
        "duties": len(following.history.duties),
        "counters": len(following.history.counters),
        "rest_owed": _rest_owed(following),
        **{name: len(getattr(following, name)) for name, _, _ in KEPT},
    }


def lines(following: Station, facts: Station, voice: Voice) -> list[str]:
    """Three lines for people."""
    return [_horizon(following, voice), _history(following, voice), _kept(following, facts, voice)]


def _horizon(following: Station, voice: Voice) -> str:
    first, last, days = following.start, following.end - timedelta(days=1), following.days
    return voice.text(f"下一期：{first} 至 {last}，{days} 天", f"next: {first} to {last}, {days} days")


def _history(following: Station, voice: Voice) -> str:
    known, duties, counters = following.history.known_from, following.history.duties, following.history.counters
    since = min((counter.since for counter in counters), default=following.start)
    owed = _rest_owed(following)
    return voice.text(
        f"历史：{known} 起的勤务 {len(duties)} 项；累计数 {len(counters)} 个，自 {since} 起；欠补休 {owed} 天",
        f"history: {len(duties)} duties from {known} on; {len(counters)} counters since {since}; "
        f"{owed} days of rest owed",
    )


def _rest_owed(following: Station) -> int:
    """Days of compensatory rest that the next month begins with, of everybody."""
    return sum(owed.days for owed in following.history.rest_owed)


def _kept(following: Station, facts: Station, voice: Voice) -> str:
    kept: list[tuple[str, str, Sequence[Any], Sequence[Any]]] = [
        (zh, en, getattr(following, name), getattr(facts, name)) for name, zh, en in KEPT
    ]
    return voice.text(
        "带入：" + "，".join(f"{zh} {len(now)} 条（已过去 {len(then) - len(now)} 条）" for zh, _, now, then in kept),
        "kept: " + ", ".join(f"{len(now)} {en} ({len(then) - len(now)} past)" for _, en, now, then in kept),
    )
