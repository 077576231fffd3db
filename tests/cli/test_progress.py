from api.cli.progress import progress_line
from solver.solve import Progress


def line(levels: tuple[int, ...] | None, bounds: tuple[int | None, ...], gone: float = 12) -> str:
    return progress_line(Progress(gone, levels, bounds), gone, 60, "en")


def test_the_first_level_that_is_not_proved_is_shown() -> None:
    shown = line((0, 4, 90, 0, 7, 1), (0, 4, 30, None, None, None))
    assert shown == "12/60 s  level 2, rest and load: penalty 90, bound 30"


def test_a_level_without_penalty_needs_no_bound() -> None:
    assert "level 1" in line((0, 4, 0, 0, 0, 0), (None,) * 6)


def test_before_the_first_plan_it_says_so() -> None:
    assert "first plan" in line(None, (None,) * 6)


def test_after_the_time_it_is_checking() -> None:
    assert "checking" in line((0, 4, 0, 0, 0, 0), (None,) * 6, gone=61)
