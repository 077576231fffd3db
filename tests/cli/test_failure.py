"""A solver that fails is our fault: status 1 without a plan, the verified plan with a notice when there is one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solver.engine.child import Ending

Paiqin = Callable[..., Any]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the solver's process send so many plans and then fail."""

    def fail_after(plans: int) -> None:
        def watch(task: Any, receive: Any, may_go_on: Any, memory_bytes: int) -> Ending:
            for _ in range(plans):
                receive(("plan", (0.0, task.program.nothing, ())))
            return Ending("failed", "Traceback …\nValueError: no such cell\n")

        monkeypatch.setattr("solver.solve.watch", watch)

    return fail_after


def test_a_failure_without_a_plan_has_status_1_and_writes_nothing(
    paiqin: Paiqin, failing: Callable[[int], None], scenario: Path, tmp_path: Path
) -> None:
    failing(0)
    done = paiqin("solve", scenario, "-o", tmp_path / "roster.json")
    assert done.status == 1
    assert "no such cell" in done.err
    assert not (tmp_path / "roster.json").exists()


@pytest.mark.parametrize(("lang", "said"), [("zh", "求解程序出错"), ("en", "the solver failed")])
def test_a_failure_with_a_plan_writes_it_and_says_so(
    paiqin: Paiqin, failing: Callable[[int], None], scenario: Path, tmp_path: Path, lang: str, said: str
) -> None:
    failing(1)
    done = paiqin("solve", scenario, "--lang", lang, "-o", tmp_path / "roster.json")
    assert done.status == 0
    assert f"{said}" in done.out
    assert "ValueError: no such cell" in done.out
    assert paiqin("verify", scenario, tmp_path / "roster.json").status == 0
