"""The smallest strength that fills everything is found by as few tries as possible, and said with what is proved."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.batch.comparison.words import answer_in_words
from solver.batch.search import PROBES, Answer, Finding, Search


def searched(search: Search, filled_from: int, proved_below: int) -> tuple[Answer, int, int]:
    """The answer where strengths from `filled_from` on fill everything; how many rounds and tries it took."""
    found: dict[int, Finding | None] = {}
    rounds = 0
    while wanted := search.wanted(found):
        rounds += 1
        assert not set(wanted) & found.keys()
        assert all(search.least <= strength <= search.most for strength in wanted)
        for strength in wanted:
            found[strength] = Finding(strength >= filled_from, strength < proved_below)
    return search.answer(found), rounds, len(found)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(-5, 130))
def test_the_smallest_is_found_in_a_logarithm_of_rounds(least: int, wide: int, filled_from: int) -> None:
    search = Search(least, least + wide)
    answer, rounds, tries = searched(search, filled_from, filled_from)
    smallest = max(least, filled_from)
    assert answer.is_over
    assert answer.at_most == (smallest if smallest <= search.most else None)
    assert rounds <= math.ceil(math.log(wide + 2, PROBES + 1)) + 1
    assert tries <= wide + 1


def test_what_is_proved_short_is_told_apart_from_what_was_not_found() -> None:
    answer, _, _ = searched(Search(1, 20), filled_from=12, proved_below=9)
    assert (answer.at_least, answer.at_most, answer.is_proved) == (8, 12, False)
    proved, _, _ = searched(Search(1, 20), filled_from=12, proved_below=12)
    assert (proved.at_least, proved.at_most, proved.is_proved) == (12, 12, True)


def test_that_nobody_asked_below_is_no_proof() -> None:
    answer, _, _ = searched(Search(20, 22), filled_from=17, proved_below=17)
    assert (answer.at_least, answer.at_most, answer.is_proved) == (None, 20, False)
    assert Search(0, 3).answer({0: Finding(True, False)}).is_proved


def test_a_proof_above_a_strength_that_fills_everything_counts_for_nothing() -> None:
    answer = Search(1, 20).answer({5: Finding(True, False), 6: Finding(False, True), 4: Finding(False, True)})
    assert (answer.at_least, answer.at_most) == (5, 5)


def test_each_state_of_the_answer_is_told_in_other_words() -> None:
    answers = [
        Answer(None, None, False), Answer(None, None, True), Answer(5, 5, True), Answer(3, 5, True),
        Answer(None, 5, True), Answer(None, 1, True),
    ]  # fmt: skip
    told = [answer_in_words(answer, 1, 9) for answer in answers]
    assert len({text.zh for text in told}) == len({text.en for text in told}) == len(answers)


@pytest.mark.parametrize("known", [{7: None}, {7: None, 14: Finding(True, False)}])
def test_what_is_under_way_is_waited_for(known: dict[int, Finding | None]) -> None:
    assert Search(1, 20).wanted(known) == []


def test_what_cannot_matter_any_more_is_not_waited_for() -> None:
    known = {7: Finding(True, False), 14: None, 3: Finding(False, True)}
    assert Search(1, 20).wanted(known) == [4, 5]
