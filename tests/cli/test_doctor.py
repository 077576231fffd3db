from collections.abc import Callable
from typing import Any

import pytest

from api.cli import doctor

Run = Callable[..., Any]


def test_a_sound_installation_is_status_0(paiqin: Run) -> None:
    assert paiqin("doctor").status == 0


def test_solvers_that_do_not_load_together_are_status_1(monkeypatch: pytest.MonkeyPatch, paiqin: Run) -> None:
    monkeypatch.setattr(doctor, "BOTH_SOLVERS", "raise ImportError('undefined symbol')")
    done = paiqin("doctor", "--json")
    amiss = [finding["found"] for finding in done.json if not finding["is_well"]]
    assert (done.status, amiss) == (1, ["ImportError: undefined symbol"])


def test_quiet_names_only_what_is_amiss(paiqin: Run) -> None:
    assert paiqin("doctor", "--quiet").out == ""
