"""The rows of a suite as a page in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from api.bench.entries import entries_by_conditions
from api.bench.row import Row
from api.bench.words import cells, conditions_in_words, head
from models.fact import Text

HOW_READ = Text(
    "扣分由独立检验在写出再读回的方案上得出；多个种子取中间者。差距、到 5 % 和到 1 % 的时间相对最好已知值，"
    "没有已知值时相对本表中最好的结果；有多层时逐层比较，取到首个更好的一层为止的最大差距。内存是求解进程的峰值。",
    "Penalties are those of the independent check on the plan as written and read back; of several seeds the middle "
    "one. Gap and seconds to 5 % and 1 % are against the best known value, else against the best of these rows; on "
    "several levels the largest gap down to the first level that is better. Memory is the searching process's peak.",
)


def summary_page(suite: str, rows: Sequence[Row], lang: str, picture: str | None = None) -> str:
    """A table for each version, time and cores; `picture` is the file of the curves."""
    parts = [f"# {Text(f'基准测试 {suite}', f'Benchmark {suite}').in_language(lang)}"]
    for conditions, entries in entries_by_conditions(rows).items():
        titles = head(lang)
        lines = [titles, ["---", "---:", "---:", "---", *["---:"] * (len(titles) - 4)]]
        lines += [[cell.replace("|", "\\|") for cell in cells(entry, lang)] for entry in entries]
        parts += [conditions_in_words(conditions, lang), "\n".join(f"| {' | '.join(line)} |" for line in lines)]
    if picture:
        parts.append(f"![{Text('曲线', 'curves').in_language(lang)}]({picture})")
    return "\n\n".join([*parts, HOW_READ.in_language(lang)]) + "\n"
