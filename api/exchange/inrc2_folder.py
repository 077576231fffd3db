"""A roster of an INRC-II instance as a folder: a file for each week, and the history that it leaves behind."""

from __future__ import annotations

from pathlib import Path

from api.exchange.inrc2_history import history_name, write_history
from api.exchange.inrc2_solution import write_inrc2
from api.exchange.inrc2_text import Inrc2Text
from models.plan import Plan
from models.station import Station


def write_folder(folder: Path, found: Inrc2Text, facts: Station, plan: Plan) -> None:
    """Writes `Sol-….txt` week by week and the history file; makes the folder where there is none."""
    folder.mkdir(exist_ok=True)
    texts = {**write_inrc2(found, facts, plan), history_name(found): write_history(found, facts, plan)}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
