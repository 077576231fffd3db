"""What the README and docs/ say is run: Python pages, command lines, batches, links."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from api.batch.reading import load_batch
from api.cli.groups import GROUPS
from api.cli.main import main
from solver.batch.batch import Batch
from solver.batch.strength import absent

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, *sorted((ROOT / "docs").rglob("*.md"))]
BATCHES = ROOT / "docs" / "batches.md"


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def command_lines(page: Path) -> list[list[str]]:
    """The words of each command line; lines ending in a backslash are joined, comments dropped."""
    text = "".join(blocks(page, "sh")).replace("\\\n", " ")
    return [words for line in text.splitlines() if (words := shlex.split(line, comments=True))]


def named(pages: list[Path]) -> list[object]:
    return [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in pages]


def lay_out(page: Path, folder: Path) -> list[Path]:
    """Writes the page's YAML blocks into files; the name stands in a comment on the first line."""
    files = []
    for block in blocks(page, "yaml"):
        named = re.match(r"# (\S+\.yaml)\n", block)
        assert named, f"{page.name}: a YAML block begins with its file name as a comment"
        files.append(folder / named[1])
        files[-1].write_text(block, "utf-8")
    return files


@pytest.mark.parametrize("page", named([page for page in PAGES if blocks(page, "python")]))
def test_the_python_of_a_page_runs_as_one_script(page: Path, tmp_path: Path) -> None:
    lay_out(page, tmp_path)
    script = tmp_path / "page.py"
    script.write_text("\n".join(blocks(page, "python")), "utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def batches(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Batch]:
    """The batches of their page by file name, read beside the station that it generates; faults raise InputError."""
    folder = tmp_path_factory.mktemp("batches")
    words = next(words for words in command_lines(BATCHES) if words[1] == "generate")
    at = words.index("-o") + 1
    assert main([*words[1:at], str(folder / words[at]), "--quiet"]) == 0
    return {file.stem: load_batch(file) for file in lay_out(BATCHES, folder)}


def test_no_two_cases_of_a_batch_that_is_shown_are_the_same(batches: dict[str, Batch]) -> None:
    same = [name for name, batch in batches.items() if len({c.scenario.digest for c in batch.cases}) < len(batch.cases)]
    assert (same, len(batches)) == ([], len(blocks(BATCHES, "yaml")))


def test_people_of_a_batch_that_is_shown_go_and_come(batches: dict[str, Batch]) -> None:
    facts = {case.patch: case.scenario.facts for case in batches["officers"].cases}
    people = {patch: len(there.people) - len(absent(there)) for patch, there in facts.items()}
    assert people == {
        "as it is": 36,
        "three officers fewer": 33,
        "three officers fewer, two auxiliaries more": 35,
        "case team one fewer": 35,
    }


def test_a_fourth_shift_that_is_shown_brings_its_work(batches: dict[str, Batch]) -> None:
    three, four = (case.scenario.facts for case in batches["shifts"].cases)
    assert {shift.id for shift in four.shifts} - {shift.id for shift in three.shifts} == {"afternoon"}
    assert [demand.shift for demand in four.demand if demand not in three.demand] == ["afternoon"] * 5


def test_strengths_that_are_shown_are_asked_about(batches: dict[str, Batch]) -> None:
    assert [item.strength for item in batches["fewest"].items()] == [6, 10, 14, 18, 22]


@pytest.mark.parametrize("readme", named(READMES))
def test_a_batch_that_a_readme_shows_is_read(readme: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert main(["generate", "station", "--preset", "changxing", "-o", str(tmp_path / "out/scenario.json")]) == 0
    [file] = lay_out(readme, tmp_path)
    as_it_is, fewer = (len(case.scenario.facts.people) for case in load_batch(file).cases)
    assert as_it_is - fewer == 3


@pytest.mark.parametrize("readme", named(READMES))
def test_readmes_show_make_and_paiqin_only(readme: Path) -> None:
    known = {"make", "paiqin", "pip", "python3", ".venv/bin/paiqin"}
    assert {words[0] for words in command_lines(readme)} <= known


@pytest.mark.parametrize("page", named(PAGES))
def test_make_targets_that_a_page_names_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    used = {words[1] for words in command_lines(page) if words[0] == "make"}
    assert used <= targets


def paiqin_help(*words: str) -> subprocess.CompletedProcess[str]:
    start = "import sys; from api.cli.main import main; sys.exit(main())"
    wide = {**os.environ, "COLUMNS": "300", "NO_COLOR": "1"}
    command = [sys.executable, "-c", start, *words, "--help"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=wide)


def paiqin_lines() -> list[object]:
    """Command words and the options used with them, over all pages, in an order that every run shares."""
    used: dict[tuple[str, ...], set[str]] = {}
    for page in PAGES:
        inline = [shlex.split(line) for line in re.findall(r"`(paiqin [^`]+)`", page.read_text("utf-8"))]
        for words in command_lines(page) + inline:
            if not words[0].endswith("paiqin") or words[1].startswith("-"):
                continue
            path = tuple(words[1:3]) if words[1] in GROUPS else (words[1],)
            used.setdefault(path, set()).update(word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word))
    return [pytest.param(path, sorted(options), id=" ".join(path)) for path, options in sorted(used.items())]


@pytest.mark.parametrize(("path", "options"), paiqin_lines())
def test_commands_and_options_that_pages_show_exist(path: tuple[str, ...], options: list[str]) -> None:
    shown = paiqin_help(*path)
    missing = [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", shown.stdout)]
    assert (shown.returncode, missing) == (0, []), shown.stderr


@pytest.mark.parametrize("page", named(PAGES))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
    inner = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in inner if not (page.parent / link).exists()] == []
