"""The measurements of a command line, one after the other, and what is said and written of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.bench.case import Case
from api.bench.entries import Entry, entries_by_conditions
from api.bench.measuring import Terms, measure, this_version
from api.bench.picture import picture
from api.bench.row import ENGINES, Row
from api.bench.rows_file import RowsFile
from api.bench.summary import summary_page
from api.bench.words import ENGINE_NAMES, cells, conditions_in_words, head
from api.cli.interruption import Interruption
from api.cli.voice import Voice, columns
from models.fault import DefectError
from solver.scenario.scenario import Scenario


@dataclass(frozen=True)
class Run:
    """What a command line asks for: the suite, where rows go, the budget, the seeds, and whether plain solvers too."""

    suite: str
    path: Path
    time: float
    workers: int
    judge: Path | None
    seeds: tuple[int, ...]
    plain: bool

    @property
    def terms(self) -> Terms:
        return Terms(self.suite, self.time, self.workers, self.judge)

    @property
    def engines(self) -> tuple[str, ...]:
        return ENGINES if self.plain else ENGINES[:1]


def measured(run: Run, cases: Sequence[Case], voice: Voice, interruption: Interruption) -> tuple[list[Row], int]:
    """Measures what the file does not hold; returns the suite's rows, and how many measurements failed."""
    file, failed, skipped = RowsFile(run.path), 0, 0
    for case, scenario, engine in _asked(run, cases):
        if interruption.has_come:
            break
        if file.has((scenario.digest, engine, this_version())):
            skipped += 1
            continue
        named = f"{case.name}  {ENGINE_NAMES[engine].in_language(voice.lang)}  {scenario.budget.seed}"
        try:
            row = measure(case, scenario, engine, run.terms, lambda: interruption.has_come)
        except DefectError as error:
            failed += 1
            voice.note(voice.text(f"{named}：出错：{error}", f"{named}: failed: {error}"))
            continue
        if interruption.has_come:
            break
        file.append(row)
        entry = _entry_of(row, file.rows)
        said = zip(head(voice.lang), cells(entry, voice.lang), strict=True)
        voice.note("  ".join([named, *(f"{title} {cell}" for title, cell in list(said)[5:])]))
    if skipped:
        voice.note(voice.text(f"已有 {skipped} 行，未重测", f"{skipped} rows were there and not measured again"))
    return [row for row in file.rows if row.suite == run.suite], failed


def _asked(run: Run, cases: Sequence[Case]) -> Iterator[tuple[Case, Scenario, str]]:
    """Every measurement that was asked for, instance by instance."""
    for case in cases:
        read = case.scenario()
        for seed in run.seeds:
            scenario = run.terms.with_budget(read, seed)
            for engine in run.engines:
                yield case, scenario, engine


def _entry_of(row: Row, rows: Sequence[Row]) -> Entry:
    """A single row as an entry, against what is known so far."""
    tables = entries_by_conditions([row, *(other for other in rows if other.instance == row.instance)])
    return next(entry for entry in next(iter(tables.values())) if entry.row.engine == row.engine)


def written(run: Run, rows: Sequence[Row], voice: Voice) -> None:
    """Writes summary and picture beside the rows, and says what they say."""
    if not rows:
        voice.note(voice.text("还没有结果", "nothing has been measured yet"))
        return
    page, drawn = run.path.with_suffix(".md"), run.path.with_suffix(".svg")
    drawn.write_text(picture(run.suite, rows, voice.lang), "utf-8", newline="\n")
    page.write_text(summary_page(run.suite, rows, voice.lang, drawn.name), "utf-8", newline="\n")
    files = [str(run.path), str(page), str(drawn)]
    tables = entries_by_conditions(rows)
    if voice.as_json:
        voice.json({"entries": [_document(entry) for table in tables.values() for entry in table], "written": files})
        return
    for conditions, entries in tables.items():
        table = [head(voice.lang), *(cells(entry, voice.lang) for entry in entries)]
        voice.say(conditions_in_words(conditions, voice.lang), "", *columns(table, right=range(4, len(table[0]))), "")
    voice.note(voice.text(f"已写入 {'、'.join(files)}", f"written: {', '.join(files)}"))


def _document(entry: Entry) -> dict[str, object]:
    """An entry for programs: of the middle seed, all of its row but the curve."""
    row = entry.row.model_dump(mode="json", exclude={"curve"})
    return {
        **row,
        "seeds": [other.seed for other in entry.rows],
        "gap": None if entry.gap is None else round(entry.gap, 6),
        "first_seconds": entry.first_seconds,
        "seconds_to_5": entry.near_seconds,
        "seconds_to_1": entry.nearer_seconds,
        "memory_mb": entry.memory_mb,
    }
