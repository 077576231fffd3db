"""`paiqin demo`: an invented station rostered for a month, verified, with every file that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from api.cli.command import command
from api.cli.generate_station import faults_of_preset
from api.cli.interruption import Interruption
from api.cli.months import DAYS, first_day
from api.cli.numbers import budget_fields
from api.cli.options import Json, Lang, Quiet, both
from api.cli.outputs import Output, write_outputs
from api.cli.reading import Source, read_scenario
from api.cli.scenario_form import form_text, invented_form
from api.cli.solving import solved
from api.cli.voice import Voice, columns, default_language
from api.exchange.outcome_page import filled_in_words, status_in_words, unfilled_lines
from models.fact import Text
from models.fault import Fault, InputError
from models.outcome import Outcome
from solver.generate.shipped import demo_names
from solver.generate.station import generate_station
from solver.verify import verify

NO_PLAN = 3
SEED = 1
MOST_UNFILLED = 5
FILES = {
    "roster.html": Text("排班表，用浏览器打开或打印", "the roster, to open in a browser or to print"),
    "roster.csv": Text("同一份排班，用表格软件打开", "the same for a spreadsheet"),
    "outcome.json": Text(
        "完整结果：各层扣分与下界、缺员原因、台账", "the whole outcome: levels, bounds, reasons, ledger"
    ),
    "scenario.json": Text("场景：改动后用 paiqin solve 再排", "the scenario: change it and run paiqin solve"),
}


def demo(
    name: Annotated[
        str,
        Argument(
            metavar="NAME", help=both("样式，见 --list；默认 shanghai", "which one, see --list; shanghai by default")
        ),
    ] = "shanghai",
    listing: Annotated[bool, Option("--list", help=both("列出可演示的样式", "lists what can be shown"))] = False,
    month: Annotated[
        str | None,
        Option(
            "--month",
            metavar="YYYY-MM",
            help=both("从该月 1 日起 35 天，默认下月", "35 days from this month's first, by default next month's"),
        ),
    ] = None,
    out: Annotated[
        str,
        Option(
            "--out",
            metavar="DIR",
            help=both("写到哪个文件夹，默认 ./paiqin-demo", "the folder to write, ./paiqin-demo by default"),
        ),
    ] = "paiqin-demo",
    time: Annotated[
        float,
        Option("--time", metavar="S", help=both("最多用时（秒），默认 60", "seconds to take at most, 60 by default")),
    ] = 60.0,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Invents, solves, verifies, writes and tells."""
    voice = Voice(lang or default_language(), as_json, quiet)
    if listing:
        return _list(voice)
    budget = budget_fields({"--time": time})
    faults = faults_of_preset(name, "NAME")
    if faults:
        raise InputError(faults)
    folder, start = _folder(out), first_day(month, Date.today())
    with Interruption() as interruption:
        station = generate_station(name, seed=SEED, days=DAYS, start=start)
        form = invented_form(name, station).model_copy(update={"budget": budget})
        (folder / "scenario.json").write_text(form_text(form, ".json"), "utf-8", newline="\n")
        source = read_scenario(str(folder / "scenario.json"))
        files = [Output(str(folder / file)) for file in FILES if file != "scenario.json"]
        outcome = solved(source.scenario, voice, interruption, folder / "outcome.json")
        write_outputs(files, source, outcome, voice.lang)
        _Show(source, outcome, folder, voice).tell()
        if outcome.plan is None:
            return interruption.status if interruption.has_come else NO_PLAN
    return 0


def _list(voice: Voice) -> int:
    titles = {name: title.in_language(voice.lang) for name, title in demo_names().items()}
    if voice.as_json:
        voice.json(titles)
    else:
        voice.say(*columns(titles.items()))
    return 0


def _folder(stated: str) -> Path:
    folder = Path(stated)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "scenario.json").touch()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        allowed = Text(f"可写入的文件夹（{reason}）", f"a folder that can be written ({reason})")
        another = Text("换一个文件夹", "name another folder")
        raise InputError([Fault("--out", stated, allowed, another)]) from None
    return folder


@dataclass(frozen=True)
class _Show:
    """What the demonstration made."""

    source: Source
    outcome: Outcome
    folder: Path
    voice: Voice

    def tell(self) -> None:
        """A few lines, or JSON."""
        if self.voice.as_json:
            files = [str(self.folder / file) for file in FILES]
            status, missing = self.outcome.status, len(self.outcome.unfilled)
            self.voice.json({"status": status, "unfilled": missing, "seconds": self.outcome.seconds, "files": files})
        else:
            self.voice.say(*self._made(), *self._missing(), *self._files())

    def _made(self) -> list[str]:
        facts, outcome, voice = self.source.scenario.facts, self.outcome, self.voice
        status = status_in_words(outcome, voice.lang)
        first, last = facts.dates[0].isoformat(), facts.dates[-1].isoformat()
        lines = [
            voice.text(
                f"虚构的{facts.name}，{len(facts.people)} 人，{first} 至 {last}："
                f"{status}，用时 {outcome.seconds:.0f} 秒",
                f"{facts.name}, invented, {len(facts.people)} people, {first} to {last}: "
                f"{status}, in {outcome.seconds:.0f} s",
            )
        ]
        if outcome.plan is not None:
            held = self.source.scenario
            verdict = verify(held.facts, held.entries_on, outcome.plan, held.published, voice.lang)
            count = sum(breach.level == 0 for breach in verdict.breaches)
            checked = voice.text(
                f"独立检验：违反法律与资格 {count} 处", f"Checked independently: {count} breaches of law"
            )
            lines.append(checked)
        return lines

    def _missing(self) -> list[str]:
        rows = unfilled_lines(self.source.scenario.facts, self.outcome)
        lines = [filled_in_words(self.outcome, self.voice.lang)] if self.outcome.plan is not None else []
        for row in rows[:MOST_UNFILLED]:
            short = self.voice.text(f"缺 {row.missing} 人", f"{row.missing} missing")
            lines.append("  " + "  ".join(part for part in (row.date, row.shift, row.post, short, row.why) if part))
        left = len(rows) - MOST_UNFILLED
        more = self.voice.text(f"  另有 {left} 处，见 roster.html", f"  and {left} more, see roster.html")
        return [*lines, more] if left > 0 else lines

    def _files(self) -> list[str]:
        names = [file for file in FILES if (self.folder / file).exists()]
        rows = [(str(self.folder / file), FILES[file].in_language(self.voice.lang)) for file in names]
        return [self.voice.text("文件：", "Files:"), *(f"  {line}" for line in columns(rows))]


COMMAND = command(
    demo,
    both(
        "为虚构的派出所排一个月的勤务，独立检验，写出场景、结果和排班表。",
        "Rosters an invented station for a month, checks it, writes scenario, outcome and roster.",
    ),
)
