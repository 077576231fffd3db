"""Pieces of time, computed by hand."""

from __future__ import annotations

from models.work import Segment
from solver.rules.pieces import pieces
from solver.rules.tiny import DAY, EVENING, NIGHT, WATCH, tiny

LONG = DAY.model_copy(update={"id": "G", "segments": (Segment(start="10:00", end="09:00+2"),)})
EARLY = DAY.model_copy(update={"id": "Y", "segments": (Segment(start="01:00", end="02:00"),)})


def test_a_day_without_shifts_is_one_piece() -> None:
    assert pieces(tiny(())) == [(0, 1440)]


def test_a_day_is_cut_where_a_shift_begins_and_where_it_ends() -> None:
    assert pieces(tiny((DAY,))) == [(0, 480), (480, 1020), (1020, 1440)]


def test_a_duty_of_the_day_before_cuts_the_day_it_ends_on() -> None:
    assert pieces(tiny((NIGHT,))) == [(0, 420), (420, 1380), (1380, 1440)]


def test_a_duty_of_two_days_before_cuts_the_day_it_ends_on() -> None:
    assert pieces(tiny((LONG,))) == [(0, 540), (540, 600), (600, 1440)]


def test_a_duty_of_the_next_day_cuts_an_interval_past_midnight() -> None:
    assert pieces(tiny((EARLY,)), 1380, 1800) == [(1380, 1500), (1500, 1560), (1560, 1800)]


def test_an_edge_at_the_start_or_end_of_an_interval_makes_no_empty_piece() -> None:
    assert pieces(tiny((DAY,)), 480, 1020) == [(480, 1020)]


def test_an_interval_is_cut_inside_alone() -> None:
    assert pieces(tiny((DAY, EVENING)), 500, 1000) == [(500, 900), (900, 1000)]


def test_a_watch_of_24_hours_cuts_once() -> None:
    assert pieces(tiny((WATCH,))) == [(0, 480), (480, 1440)]


def test_a_last_minute_of_its_own_is_a_piece() -> None:
    assert pieces(tiny((DAY,)), 479, 1021) == [(479, 480), (480, 1020), (1020, 1021)]
