from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
COMMANDS = {
    "solve": ("solve", "{scenario}", "-o", "{out}"),
    "convert": ("convert", "{scenario}", "{out}"),
    "generate": ("generate", "station", "--preset", "changxing", "-o", "{out}"),
}


def fault(paiqin: Run, command: str, lang: str, **files: Path) -> dict[str, str]:
    words = [word.format(**files) for word in COMMANDS[command]]
    [found] = paiqin(*words, "--json", "--lang", lang).json["faults"]
    return dict(found)


@pytest.mark.parametrize(("lang", "cure"), [("zh", "换一个扩展名"), ("en", "choose another ending")])
@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_ending_is_refused_in_the_same_words(
    command: str, lang: str, cure: str, scenario: Path, tmp_path: Path, paiqin: Run
) -> None:
    assert fault(paiqin, command, lang, scenario=scenario, out=tmp_path / "o.foo")["cure"] == cure


@pytest.mark.parametrize(("command", "takes"), [("solve", True), ("convert", False), ("generate", True)])
def test_standard_output_is_offered_where_it_is_taken(
    command: str, takes: bool, scenario: Path, tmp_path: Path, paiqin: Run
) -> None:
    found = fault(paiqin, command, "en", scenario=scenario, out=tmp_path / "o.foo")
    assert found["allowed"].endswith(", or -") == takes


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_refused_whatever_its_name(command: str, scenario: Path, tmp_path: Path, paiqin: Run) -> None:
    (tmp_path / "o.json").mkdir()
    assert "folders" in fault(paiqin, command, "en", scenario=scenario, out=tmp_path / "o.json")["cure"]
