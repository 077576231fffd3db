"""What is foreseen of every roster, as a plain value."""

from __future__ import annotations

from typing import Any

from solver.explain.foreseen import Foreseen


def foreseen_document(foreseen: Foreseen, notices: list[str]) -> dict[str, Any]:
    """What is foreseen, and what the reader should know."""
    return {
        "faults": [],
        "unavoidable": [
            {
                "entry": breach.entry.id,
                "person": breach.person.id if breach.person else None,
                "date": breach.date.isoformat() if breach.date else None,
                "item": breach.item,
            }
            for breach in foreseen.unavoidable
        ],
        "short_days": [
            {"date": need.date.isoformat(), "demand": need.item, "needed": need.people, "able": len(need.able)}
            for need in foreseen.short_days
        ],
        "hours": [
            {
                "group": load.group or "all",
                "people": load.members,
                "demanded": round(load.demanded_minutes / 60, 1),
                "available": round(load.available_minutes / 60, 1),
                "short": load.is_short,
            }
            for load in foreseen.loads
        ],
        "notices": notices,
    }
