import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli.groups import GROUPS, Paiqin

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
COMMANDS = [*Paiqin.table, *(f"{group} {name}" for group, kind in GROUPS.items() for name in kind.table)]
START = "import sys; from api.cli.main import main; status = main(sys.argv[1:]); sys.stdout.flush(); "


def process(*args: str, after: str = "sys.exit(status)", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", START + after, *args]
    kept = {name: value for name, value in os.environ.items() if name != "PAIQIN_LANG"}
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env={**kept, **environment}
    )


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("rules",)], ids=" ".join)
def test_no_solver_is_loaded_for(args: tuple[str, ...]) -> None:
    done = process(*args, after="print([m for m in ('ortools', 'highspy', 'pandas') if m in sys.modules])")
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_complete_in_english(command: str, paiqin: Run) -> None:
    done = paiqin(*command.split(), "--help", "--lang", "en")
    assert (done.status, re.findall("[\u4e00-\u9fff]", done.out)) == (0, [])


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_chinese_by_default(command: str, paiqin: Run) -> None:
    lines = paiqin(*command.split(), "--help").out.splitlines()
    options = [line for line in lines if line.lstrip().startswith("--")]
    assert [line for line in options if line.isascii()] == []


def test_every_command_takes_language_json_and_quiet(paiqin: Run) -> None:
    pages = {name: paiqin(*name.split(), "--help").out for name in COMMANDS if name not in GROUPS}
    lacking = [name for name, page in pages.items() for option in ("--lang", "--json", "--quiet") if option not in page]
    assert lacking == []


def test_the_environment_picks_the_language() -> None:
    assert "Usage" in process("--help", PAIQIN_LANG="en").stdout


def test_chinese_goes_into_a_pipe_as_utf_8_whatever_the_locale() -> None:
    assert "用法" in process("--help", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="").stdout


def test_the_version_is_told(paiqin: Run) -> None:
    assert paiqin("--version").out.startswith("paiqin 0.")


@pytest.mark.parametrize(
    "line",
    [
        "solv", "solve", "solve a b", "solve a --foo", "solve a --time x", "solve a --time nan", "solve a --gap 2",
        "solve a --workers 0", "solve a -o", "rules covr", "demo nope", "demo --month 2026-13", "generate",
        "generate bureau", "generate station -o a.json --preset x", "--foo", "rules --lang fr", "verify a",
        "convert a b", "",
    ],
)  # fmt: skip
def test_wrong_usage_is_status_2_with_words_on_standard_error(line: str, paiqin: Run) -> None:
    done = paiqin(*line.split())
    assert (done.status, done.out, bool(done.err.strip()), "Traceback" in done.err) == (2, "", True, False)


def test_a_mistyped_command_is_corrected(paiqin: Run) -> None:
    assert "solve" in paiqin("solv", "--json").json["faults"][0]["cure"]


def test_a_mistyped_option_is_corrected(paiqin: Run) -> None:
    assert "--strict" in paiqin("solve", "a", "--strikt", "--json").json["faults"][0]["cure"]


def test_wrong_numbers_are_told_together(paiqin: Run) -> None:
    done = paiqin("solve", "a", "--time", "0", "--gap", "7", "--json")
    assert [fault["place"] for fault in done.json["faults"]] == ["--time", "--gap"]


def test_usage_faults_are_json_too(paiqin: Run) -> None:
    assert paiqin("solve", "--json").json["faults"][0]["place"] == "SCENARIO"


def test_exit_status_and_streams_of_a_process() -> None:
    done = process("rules", "covr")
    assert (done.returncode, done.stdout, "cover" in done.stderr) == (2, "", True)


def test_a_reader_that_leaves_early_is_no_fault_of_ours() -> None:
    command = [sys.executable, "-c", START + "sys.exit(status)", "rules", "--markdown"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == (b"", 141)


@pytest.mark.parametrize(
    "line",
    ["batch b.yaml --cores 0", "worker --cores x", "worker --lease 0", "serve --port 70000", "serve --cores -1"],
)
def test_a_number_outside_its_bounds_is_told_with_its_bounds(line: str, paiqin: Run) -> None:
    done = paiqin(*line.split(), "--lang", "en")
    assert done.status == 2
    assert re.search(r"--\w+: it is \S+; allowed: .*from \d+ to \d+", done.err)
