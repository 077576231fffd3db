"""The colours of a printed roster, one source for every form in which it is shown."""

from __future__ import annotations

COLORS: dict[str, str] = {
    "ink": "#1c2733",
    "quiet": "#66727f",
    "line": "#d9dfe5",
    "firm": "#aab4be",
    "paper": "#ffffff",
    "head": "#f3f6f8",
    "team": "#e9eef2",
    "weekend": "#f4f0e4",
    "statutory": "#fde3df",
    "moved_off": "#fbeeea",
    "red": "#b42318",
    "green": "#1d6b3a",
    "accent": "#c2255c",
    "lock": "#3d4a57",
    "leave": "#c9d1d8",
    "unknown": "#e4e7ea",
}
"""Ink and paper, the heads of days by their class, and the signs; `unknown` is a shift that the facts do not know."""
