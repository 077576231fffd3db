"""How a summary and a picture call things, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from api.bench.entries import Conditions, Entry
from api.bench.gaps import PRICED
from api.bench.row import Row
from models.fact import Text

ENGINE_NAMES = {"paiqin": Text("派勤", "Paiqin"), "cpsat": Text("CP-SAT", "CP-SAT"), "highs": Text("HiGHS", "HiGHS")}
HEAD = (
    Text("算例", "instance"),
    Text("人×天", "people × days"),
    Text("最好已知", "best known"),
    Text("求解器", "engine"),
    Text("种子数", "seeds"),
    Text("扣分", "penalty"),
    Text("差距", "gap"),
    Text("下界", "bound"),
    Text("首个方案", "first"),
    Text("到 5 %", "to 5 %"),
    Text("到 1 %", "to 1 %"),
    Text("内存", "memory"),
)
NONE = "–"


def head(lang: str) -> list[str]:
    """The head of the table."""
    return [title.in_language(lang) for title in HEAD]


def cells(entry: Entry, lang: str) -> list[str]:
    """An entry as a line of the table."""
    row = entry.row
    known = row.best_known
    return [
        row.instance,
        f"{row.people} × {row.days}",
        NONE if known is None else str(known),
        ENGINE_NAMES[row.engine].in_language(lang),
        str(len(entry.rows)),
        penalty_in_words(row, lang),
        gap_in_words(entry.gap),
        bounds_in_words(row),
        seconds_in_words(entry.first_seconds, lang),
        seconds_in_words(entry.near_seconds, lang),
        seconds_in_words(entry.nearer_seconds, lang),
        f"{entry.memory_mb} MB",
    ]


def is_priced(row: Row) -> bool:
    """Whether the instance prices everything on one level, as public benchmarks do."""
    return row.suite != "own"


def penalty_in_words(row: Row, lang: str) -> str:
    """The penalty, or those of levels 1 to 5; that the plan breaks level 0, or that there is none."""
    if row.levels is None:
        return Text("证明无解", "impossible").in_language(lang) if row.status == "INFEASIBLE" else NONE
    shown = str(row.levels[PRICED]) if is_priced(row) else _joined(row.levels)
    broken = Text(f"（违反第0层 {row.levels[0]}）", f" (level 0 broken: {row.levels[0]})")
    return shown + (broken.in_language(lang) if row.levels[0] else "")


def bounds_in_words(row: Row) -> str:
    """The bound, or those of levels 1 to 5."""
    if not row.bounds:
        return NONE
    return _number(row.bounds[PRICED]) if is_priced(row) else _joined(row.bounds)


def _joined(values: Sequence[int | None]) -> str:
    return " · ".join(_number(value) for value in values[1:])


def _number(value: int | None) -> str:
    return NONE if value is None else str(value)


def gap_in_words(gap: float | None) -> str:
    """A gap in percent with its sign."""
    return NONE if gap is None else f"{100 * gap:+.{0 if abs(gap) >= 10 else 1}f} %"


def seconds_in_words(seconds: float | None, lang: str) -> str:
    """Seconds, or a dash."""
    return NONE if seconds is None else Text(f"{seconds:.1f} 秒", f"{seconds:.1f} s").in_language(lang)


def conditions_in_words(conditions: Conditions, lang: str) -> str:
    """Under which conditions a table was measured."""
    version, time, workers, machine = conditions.version, conditions.time, conditions.workers, conditions.machine
    return Text(
        f"派勤 {version}，每次 {time:g} 秒，{workers} 核；{machine}",
        f"Paiqin {version}, {time:g} s each on {workers} cores; {machine}",
    ).in_language(lang)
