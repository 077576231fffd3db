"""`paiqin demo`: an invented station rostered for a month, verified, with every file that comes of it."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from api.cli.command import command
from api.cli.demo_page import FILES, demo_document, demo_page
from api.cli.generate_station import faults_of_preset
from api.cli.interruption import Interruption
from api.cli.months import DAYS, first_day
from api.cli.numbers import budget_fields
from api.cli.options import Json, Lang, Quiet, both
from api.cli.outputs import Output, write_outputs
from api.cli.reading import read_scenario
from api.cli.scenario_form import form_text, invented_form
from api.cli.solving import solved
from api.cli.voice import Voice, columns, default_language
from models.fact import Text
from models.fault import Fault, InputError
from solver.engine.server import get_ready
from solver.generate.shipped import demo_names
from solver.generate.station import generate_station

NO_PLAN = 3
SEED = 1


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
    start = first_day(month, Date.today())
    folder = _folder(out)
    get_ready()
    with Interruption() as interruption:
        station = generate_station(name, seed=SEED, days=DAYS, start=start)
        form = invented_form(name, station).model_copy(update={"budget": budget})
        (folder / "scenario.json").write_text(form_text(form, ".json"), "utf-8", newline="\n")
        source = read_scenario(str(folder / "scenario.json"))
        files = [Output(str(folder / file)) for file in FILES if file != "scenario.json"]
        outcome = solved(source.scenario, voice, interruption, folder / "outcome.json")
        write_outputs(files, source, outcome, voice.lang)
        if as_json:
            voice.json(demo_document(outcome, folder))
        else:
            voice.say(*demo_page(source.scenario.facts, outcome, folder, voice))
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


COMMAND = command(
    demo,
    both(
        "为虚构的派出所排一个月的勤务，独立检验，写出场景、结果和排班表。",
        "Rosters an invented station for a month, checks it, writes scenario, outcome and roster.",
    ),
)
