"""The user guides are followed from beginning to end: every command is run, every edit by hand is made.

An edit stands in the guide as a comment, `<!-- by hand: book.xlsx -> copy.xlsx: Sheet!A1=value; … -->`, where the text
tells the reader to make it. A command that is to fail says so behind it: `# exit status 2`. A batch begins with its
file's name as a comment.
"""

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from api.cli.main import main

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
SECONDS = "2"
BATCH_SECONDS = "1"
STEP = re.compile(r"^<!-- by hand: (.*?) -->$|^```yaml\n(.*?)^```$|^```sh\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


def edit(said: str) -> None:
    """Types values into cells, and saves under the name behind the arrow."""
    books, _, cells = said.partition(": ")
    source, _, copy = books.partition(" -> ")
    book = openpyxl.load_workbook(source)
    for cell in cells.split("; "):
        place, _, value = cell.partition("=")
        sheet, _, at = place.partition("!")
        book[sheet][at] = value
    book.save(copy or source)


def lay_out(batch: str) -> None:
    """Saves a batch under its name; its solves are cut short."""
    name = batch.removeprefix("# ").splitlines()[0]
    Path(name).write_text(re.sub(r"(?<=seconds: )\d+", BATCH_SECONDS, batch), "utf-8")


def run(line: str) -> tuple[int, int]:
    """The status a command line ends with and the one the guide promises; solves are cut short."""
    words = shlex.split(line, comments=True)[1:]
    if "--time" in words:
        words[words.index("--time") + 1] = SECONDS
    promised = re.search(r"# (?:exit status|退出码) (\d)", line)
    return main(words), int(promised[1]) if promised else 0


@pytest.mark.parametrize("guide", [pytest.param(guide, id=guide.stem) for guide in GUIDES])
def test_a_guide_can_be_followed_to_its_end(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAIQIN_LANG", guide.stem)
    for by_hand, batch, commands in STEP.findall(guide.read_text("utf-8")):
        if by_hand:
            edit(by_hand)
        if batch:
            lay_out(batch)
        for line in commands.splitlines():
            if line.startswith("paiqin "):
                status, promised = run(line)
                assert status == promised, f"{line}\n{capsys.readouterr().err}"


@pytest.mark.parametrize("guide", [pytest.param(guide, id=guide.stem) for guide in GUIDES])
def test_pictures_of_a_guide_are_shown_and_light(guide: Path) -> None:
    shown = {guide.parent / name for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", guide.read_text("utf-8"))}
    there = set((guide.parent / "pictures").glob(f"*-{guide.stem}.png"))
    assert shown == there
    assert [picture.name for picture in there if picture.stat().st_size >= 200_000] == []
