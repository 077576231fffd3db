"""`paiqin solve`: makes a roster and writes it in the forms that are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from typer import Option

from api.cli.command import command
from api.cli.interruption import Interruption
from api.cli.numbers import budget_fields
from api.cli.options import Json, Lang, Quiet, ScenarioPath, both
from api.cli.outputs import STANDARD_OUTPUT, Output, outcome_json, outputs_of, write_outputs
from api.cli.reading import Source, read_plan, read_scenario
from api.cli.solving import solved
from api.cli.summary import conflict_lines, headline, notice_lines, summary_lines
from api.cli.voice import Voice, default_language
from api.exchange.outcome_page import filled_in_words
from models.outcome import Outcome
from models.plan import Plan

NO_PLAN, BREACH = 3, 4


def solve(
    scenario: ScenarioPath,
    policy: Annotated[
        list[str] | None,
        Option(
            "--policy",
            metavar="NAME|FILE",
            help=both("再加一层政策：名称或文件；可重复", "one more layer of policy, by name or file; may be repeated"),
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        Option(
            "-o",
            metavar="FILE",
            help=both(
                "写入文件，可重复：.json .yaml .csv .html .md .txt，- 为标准输出",
                "write a file, may be repeated: .json .yaml .csv .html .md .txt, - for standard output",
            ),
        ),
    ] = None,
    time: Annotated[
        float | None,
        Option(
            "--time",
            metavar="S",
            help=both(
                "最多用时（秒），默认按场景，场景未写为 60",
                "seconds to take at most; by default the scenario's, else 60",
            ),
        ),
    ] = None,
    workers: Annotated[
        int | None,
        Option(
            "--workers",
            metavar="N",
            help=both("使用的核数，默认按场景，场景未写为 2", "cores to use; by default the scenario's, else 2"),
        ),
    ] = None,
    seed: Annotated[
        int | None,
        Option(
            "--seed",
            metavar="N",
            help=both("随机种子，默认按场景，场景未写为 0", "the random seed; by default the scenario's, else 0"),
        ),
    ] = None,
    gap: Annotated[
        float | None,
        Option(
            "--gap", metavar="G", help=both("达到该差距即可停止，默认 0", "the gap at which it may stop, 0 by default")
        ),
    ] = None,
    from_plan: Annotated[
        str | None,
        Option(
            "--from-plan",
            metavar="PLAN",
            help=both("从这份方案出发；不等于已公布的排班", "begin from this plan; it does not count as published"),
        ),
    ] = None,
    strict: Annotated[
        bool, Option("--strict", help=both("有未满足勤务时退出码为 4", "exit status 4 when work is unfilled"))
    ] = False,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Reads, checks the outputs, solves, writes."""
    voice = Voice(lang or default_language(), as_json, quiet)
    given = budget_fields({"--time": time, "--workers": workers, "--seed": seed, "--gap": gap})
    with Interruption() as interruption:
        source = _with_budget(read_scenario(scenario, policy or ()), given)
        outputs = outputs_of([*(output or ()), *([STANDARD_OUTPUT] if as_json else ())], source)
        start = read_plan(from_plan, source) if from_plan else None
        if interruption.has_come:
            return interruption.status
        task = _Task(source, outputs, start, voice)
        return task.status(task.run(interruption), interruption, strict)


def _with_budget(source: Source, given: dict[str, float]) -> Source:
    budget = source.scenario.budget.model_copy(update=given)
    return Source(source.scenario.model_copy(update={"budget": budget}), source.file, source.notices, source.is_curtois)


@dataclass(frozen=True)
class _Task:
    """One solve and what becomes of its outcome."""

    source: Source
    outputs: Sequence[Output]
    start: Plan | None
    voice: Voice

    def run(self, interruption: Interruption) -> Outcome:
        """Solves, writes the files, and tells."""
        files = [output.path for output in self.outputs if not output.is_standard]
        first: Path | None = files[0] if files else None
        outcome = solved(self.source.scenario, self.voice, interruption, first, self.start)
        written = write_outputs(self.outputs, self.source, outcome, self.voice.lang)
        self._tell(outcome, written)
        return outcome

    def _tell(self, outcome: Outcome, written: Sequence[Output]) -> None:
        facts, lang, voice = self.source.scenario.facts, self.voice.lang, self.voice
        voice.note(*(notice.in_language(lang) for notice in self.source.notices))
        names = [output.stated for output in written]
        said = [voice.text(f"已写入 {'、'.join(names)}", f"written: {', '.join(names)}")] if names else []
        if any(output.is_standard for output in self.outputs):
            voice.say(outcome_json(outcome).rstrip("\n"))
            voice.note(*said)
        elif not self.outputs:
            voice.say(*summary_lines(facts, outcome, lang))
        elif not voice.quiet:
            voice.say(*headline(facts, outcome, lang), *_short(outcome, lang), *said)
        elif outcome.plan is None:
            print_no_plan(voice, outcome)

    def status(self, outcome: Outcome, interruption: Interruption, strict: bool) -> int:
        """The exit status."""
        if outcome.plan is None:
            return interruption.status if interruption.has_come else NO_PLAN
        return BREACH if strict and outcome.unfilled else 0


def _short(outcome: Outcome, lang: str) -> list[str]:
    if outcome.plan is None:
        return conflict_lines(outcome, lang) + notice_lines(outcome, lang)
    return [filled_in_words(outcome, lang), *notice_lines(outcome, lang)[1:]]


def print_no_plan(voice: Voice, outcome: Outcome) -> None:
    """Says why there is no plan, even to those who want no messages."""
    loud = Voice(voice.lang, voice.as_json)
    loud.note(outcome.status, *conflict_lines(outcome, voice.lang))


COMMAND = command(solve, both("排勤务，写出要求的各种格式。", "Makes a roster and writes it in the forms asked for."))
