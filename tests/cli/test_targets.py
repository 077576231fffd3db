from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli.generate_station import ENDINGS as INVENTED
from api.cli.outputs import ENDINGS
from api.cli.rolled import WRITTEN

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


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("command", "endings"),
    [("solve", ENDINGS), ("convert", ENDINGS), ("roll", WRITTEN), ("generate station", INVENTED)],
)
def test_the_help_names_every_ending_that_is_written(
    command: str, endings: tuple[str, ...], lang: str, paiqin: Run
) -> None:
    said = paiqin(*command.split(), "--help", "--lang", lang).out
    assert [ending for ending in endings if ending not in said and ending != ".yml"] == []
