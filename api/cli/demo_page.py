"""What a demonstration made, in a few lines or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.cli.voice import Voice, columns
from api.exchange.outcome_page import filled_in_words, penalties_in_words, status_in_words, unfilled_lines
from models.fact import Text
from models.outcome import Outcome
from models.station import Station

MOST_UNFILLED = 5
FILES = {
    "roster.html": Text("排班表，用浏览器打开或打印", "the roster, to open in a browser or to print"),
    "roster.xlsx": Text("同一份排班的工作簿：上墙表、各队、每日、台账", "the same as a workbook: wall, teams, days"),
    "roster.csv": Text("同一份排班，每行一项勤务", "the same, one duty a row"),
    "outcome.json": Text("完整结果：各层扣分与下界、缺员原因、台账", "the outcome: levels, bounds, reasons, ledger"),
    "scenario.json": Text("场景：改动后用 paiqin solve 再排", "the scenario: change it and run paiqin solve"),
}


def demo_document(outcome: Outcome, folder: Path) -> dict[str, Any]:
    """Status, unfilled works, seconds and files."""
    return {
        "status": outcome.status,
        "unfilled": len(outcome.unfilled),
        "seconds": outcome.seconds,
        "files": [str(folder / file) for file in FILES if (folder / file).exists()],
    }


def demo_page(facts: Station, outcome: Outcome, folder: Path, voice: Voice) -> list[str]:
    """For whom, how good, what is missing, and where the files are."""
    status = status_in_words(outcome, voice.lang)
    first, last = facts.dates[0].isoformat(), facts.dates[-1].isoformat()
    made = voice.text(
        f"虚构的{facts.name}，{len(facts.people)} 人，{first} 至 {last}：{status}，用时 {outcome.seconds:.0f} 秒",
        f"{facts.name}, invented, {len(facts.people)} people, {first} to {last}: {status}, {outcome.seconds:.0f} s",
    )
    penalties = [] if outcome.plan is None else [penalties_in_words(outcome, voice.lang)]
    return [made, *_checked(outcome, voice), *penalties, *_missing(facts, outcome, voice), *_files(folder, voice)]


def _checked(outcome: Outcome, voice: Voice) -> list[str]:
    """The independent check's word on the law: every plan that comes out of a solve has passed through it."""
    if outcome.plan is None:
        return []
    count = sum(breach.level == 0 for breach in outcome.breaches)
    return [voice.text(f"独立检验：违反法律与资格 {count} 处", f"Checked independently: {count} breaches of law")]


def _missing(facts: Station, outcome: Outcome, voice: Voice) -> list[str]:
    rows = unfilled_lines(facts, outcome, voice.lang)
    lines = [filled_in_words(outcome, voice.lang)] if outcome.plan is not None else []
    for row in rows[:MOST_UNFILLED]:
        short = voice.text(f"缺 {row.missing} 人", f"{row.missing} missing")
        parts = (row.date, row.shift, row.post, row.who, short, row.why)
        lines.append("  " + "  ".join(part for part in parts if part))
    left = len(rows) - MOST_UNFILLED
    more = voice.text(f"  另有 {left} 处，见 roster.html", f"  and {left} more, see roster.html")
    return [*lines, more] if left > 0 else lines


def _files(folder: Path, voice: Voice) -> list[str]:
    rows = [(str(folder / file), FILES[file].in_language(voice.lang)) for file in FILES if (folder / file).exists()]
    return [voice.text("文件：", "Files:"), *(f"  {line}" for line in columns(rows))]
