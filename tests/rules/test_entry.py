"""An entry of a policy refuses a scope that its rule would ignore."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from solver.rules.catalogue import ENTRIES, RULES, entry
from solver.rules.roster.evidence_pair import EvidencePair
from solver.rules.roster.kept_out import KeptOut
from solver.rules.scope import Scope


def test_a_scope_that_the_rule_ignores_is_refused_with_its_fields() -> None:
    with pytest.raises(ValidationError, match="evidence_pair does not look at weekdays"):
        entry(EvidencePair(), scope=Scope(weekdays=(1,)))


def test_a_scope_that_the_rule_heeds_is_taken() -> None:
    scope = Scope(people=("甲",), weekdays=(1,), nights=True)
    assert entry(KeptOut(), scope=scope).scope == scope


def test_a_scope_without_restriction_suits_every_rule() -> None:
    assert entry(EvidencePair()).scope == Scope()


def test_an_entry_has_the_level_of_its_rule() -> None:
    assert {e.model_fields["level"].default - RULES[name].level for name, e in ENTRIES.items()} == {0}


@pytest.mark.parametrize("name", ["min_rest", "kept_out"])
def test_an_entry_may_leave_out_parameters_where_all_have_defaults(name: str) -> None:
    assert ENTRIES[name].model_validate({"id": "x", "rule": name}).parameters == RULES[name]()


def test_an_entry_must_state_parameters_where_one_has_no_default() -> None:
    with pytest.raises(ValidationError, match="parameters"):
        ENTRIES["forbidden_succession"].model_validate({"id": "x", "rule": "forbidden_succession"})
