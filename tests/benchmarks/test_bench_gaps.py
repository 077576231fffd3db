"""How near penalties are to reference ones, by hand."""

from __future__ import annotations

import pytest

from api.bench.axes import axes_for
from api.bench.gaps import gap, seconds_within


@pytest.mark.parametrize(
    ("levels", "reference", "expected"),
    [
        pytest.param((0, 105), (0, 100), 0.05, id="one level"),
        pytest.param((0, 90), (0, 100), -0.1, id="better than the best known"),
        pytest.param((0, 3), (0, 0), 3.0, id="nothing can be missed"),
        pytest.param((2, 100), (1, 200), 1.0, id="a higher level is worse"),
        pytest.param((1, 300), (2, 100), -0.5, id="a higher level is better, the lower does not count"),
        pytest.param((0, 110, 50, 900), (0, 100, 60, 100), 0.1, id="what lies below a better level does not count"),
        pytest.param((1, 300), (1, 100), 2.0, id="a lower level is worse"),
    ],
)
def test_the_gap_is_the_largest_down_to_the_first_better_level(
    levels: tuple[int, ...], reference: tuple[int, ...], expected: float
) -> None:
    assert gap(levels, reference) == pytest.approx(expected)


def test_seconds_are_those_of_the_first_plan_that_is_near() -> None:
    curve = ((0.5, (0, 200)), (2.0, (0, 105)), (9.0, (0, 100)))
    assert [seconds_within(curve, (0, 100), share) for share in (1.0, 0.05, 0.01)] == [0.5, 2.0, 9.0]
    assert seconds_within(curve, (0, 10), 0.05) is None


def test_axes_hold_every_second_and_gap() -> None:
    axes = axes_for(100, 50, [0.7, 60.0], [0.0, 0.02, 700.0])
    assert (axes.first, axes.x(0.7) > 0, axes.x(60.0)) == (0.3, True, 100)
    assert (axes.y(0.0), axes.y(700.0)) == (50, 0)
    assert axes.y(0.001) < 50
