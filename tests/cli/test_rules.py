from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solver.rules.catalogue import RULES

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]


def test_docs_rules_md_is_current(paiqin: Run) -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == paiqin("rules", "--markdown").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_is_listed_with_its_title(lang: str, paiqin: Run) -> None:
    listed = paiqin("rules", "--lang", lang).out
    assert [name for name, rule in RULES.items() if rule.title.in_language(lang) not in listed] == []


def test_parameters_come_with_bounds_and_default(paiqin: Run) -> None:
    found = paiqin("rules", "min_rest", "--json").json["parameters"][0]
    assert (found["name"], found["least"], found["most"], found["default"]) == ("hours", 1, 96, 11)


@pytest.mark.parametrize("name", RULES)
def test_the_page_of_a_rule_names_its_parameters(name: str, paiqin: Run) -> None:
    page = paiqin("rules", name).out
    assert [field for field in RULES[name].model_fields if field not in page] == []
