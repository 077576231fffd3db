"""One solve as every command runs it: with progress, interruptible, with the evidence kept if we are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.interruption import Interruption
from api.cli.progress import shown_progress
from api.cli.voice import Voice
from api.exchange.rejected_form import rejected_text
from models.fault import DefectError
from models.outcome import Outcome
from models.plan import Plan
from solver.scenario.scenario import Scenario

if TYPE_CHECKING:
    from solver.solve import Rejected

NO_OUTPUT = Path("paiqin")


def solved(
    scenario: Scenario, voice: Voice, interruption: Interruption, first_output: Path | None, start: Plan | None = None
) -> Outcome:
    """The outcome of a scenario. Raises InputError, or DefectError once the evidence is written down."""
    from solver.solve import MismatchError, solve  # noqa: PLC0415  the solvers take a second to load

    try:
        seconds = None if scenario.budget.is_reproducible else scenario.budget.seconds
        with shown_progress(voice, seconds) as tell:
            return solve(scenario, stop=lambda: interruption.has_come, tell=tell, start=start, lang=voice.lang)
    except MismatchError as error:
        path = write_rejected(error.rejected, scenario, first_output or NO_OUTPUT)
        said = voice.text(
            f"求解与检验的结论不一致，未给出方案；证据在 {path}",
            f"the solver and the check disagree, so there is no plan; the evidence is in {path}",
        )
        raise DefectError(said) from error


def write_rejected(rejected: Rejected, scenario: Scenario, output: Path) -> Path:
    """Keeps a plan on which two verdicts differ, with both, beside the output; returns where."""
    path = output.with_name(f"{output.name}.rejected.json")
    path.write_text(rejected_text(rejected, scenario), "utf-8")
    return path
