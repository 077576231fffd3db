"""Files that would harm are refused with the reason, and in bounded memory."""

import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from api.exchange.workbook.book_reader import read_book
from models.fault import InputError

SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
MOST_MEMORY = 300 * 1024 * 1024
MEASURE = """
import re, sys
from pathlib import Path
from api.exchange.workbook.book_reader import read_book
from models.fault import InputError
try:
    read_book(Path(sys.argv[1]))
except InputError:
    print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024)
"""


def sheet(rows: bytes, before: bytes = b"") -> bytes:
    return HEAD + before + b"<sheetData>" + rows + b"</sheetData></worksheet>"


def bomb() -> Iterator[bytes]:
    yield HEAD + b"<sheetData>"
    for _ in range(550):
        yield b'<row r="1"><c r="A1"><v>1</v></c></row>' * 10_000
    yield b"</sheetData></worksheet>"


def entity() -> bytes:
    cell = b'<row><c t="inlineStr"><is><t>&a;</t></is></c></row>'
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + sheet(cell)[21:]


def many_rows() -> bytes:
    return sheet(b"".join(b'<row r="%d"/>' % number for number in range(1, 1_048_577)))


def many_cells(rows: int = 300) -> bytes:
    return sheet((b"<row>" + b"<c><v>1</v></c>" * 900 + b"</row>") * rows)


def far_corner() -> bytes:
    return sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def vast_dimension() -> bytes:
    return sheet(b"", b'<dimension ref="A1:XFD1048576"/>')


def vast_merge() -> bytes:
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="50000"><c r="ALL50000"><v>1</v></c></row>'
    merge = b'<mergeCells><mergeCell ref="A1:ALL50000"/></mergeCells>'
    return HEAD + b"<sheetData>" + cells + b"</sheetData>" + merge + b"</worksheet>"


def long_text() -> bytes:
    return sheet(b'<row><c t="inlineStr"><is><t>' + b"a" * 60_000_000 + b"</t></is></c></row>")


def no_markup() -> bytes:
    return b"<worksheet><sheetData>"


HOSTILE: dict[str, tuple[Callable[[], Iterable[bytes]], str]] = {
    "a bomb of 0.6 MB that declares 214 MB": (bomb, "214 MB"),
    "an external entity": (entity, "DOCTYPE"),
    "1 048 576 rows": (many_rows, "10486"),
    "270 000 cells": (many_cells, "> 200000"),
    "2.7 million cells": (lambda: many_cells(3000), "5403"),
    "a cell in the last corner": (far_corner, "1048576"),
    "a dimension of 17 billion cells": (vast_dimension, "A1:XFD1048576"),
    "a merge over everything": (vast_merge, "50000000"),
    "60 MB of text in a cell": (long_text, "> 6000000"),
    "half a sheet": (no_markup, SHEET),
}


@pytest.fixture
def rewritten(saved: Callable[..., Path]) -> Callable[..., Path]:
    """The plain workbook with some of its parts exchanged or added."""

    def rewrite(parts: Mapping[str, bytes | Iterable[bytes]], name: str = "hostile.xlsx") -> Path:
        plain = saved()
        path = plain.with_name(name)
        with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.namelist():
                if part not in parts:
                    new.writestr(part, old.read(part))
            for part, content in parts.items():
                with new.open(part, "w") as stream:
                    stream.writelines([content] if isinstance(content, bytes) else content)
        return path

    return rewrite


def value_of_refusal(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_book(path)
    assert len(error.value.faults) == 1
    return error.value.faults[0].value


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_sheet_is_refused_with_the_reason(name: str, rewritten: Callable[..., Path]) -> None:
    make, value = HOSTILE[name]
    assert value in value_of_refusal(rewritten({SHEET: make()}))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("name", ["a bomb of 0.6 MB that declares 214 MB", "1 048 576 rows", "270 000 cells"])
def test_hostile_sheet_is_refused_in_less_than_300_mb(name: str, rewritten: Callable[..., Path]) -> None:
    path = rewritten({SHEET: HOSTILE[name][0]()})
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    assert 0 < int(done.stdout) < MOST_MEMORY


def test_part_longer_than_it_declares_is_refused(rewritten: Callable[..., Path]) -> None:
    path = rewritten({SHEET: bomb()})
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", size), struct.pack("<I", 1000)))
    assert value_of_refusal(path) == SHEET


def test_macros_are_refused_whatever_the_ending(rewritten: Callable[..., Path]) -> None:
    assert value_of_refusal(rewritten({"xl/vbaProject.bin": b"x"})) == "macro"
    assert value_of_refusal(rewritten({"xl/macrosheets/sheet1.xml": b"<x/>"}, "old.xlsm")) == "macro"


def test_old_form_and_passwords_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"0" * 600)
    assert value_of_refusal(path) == ".xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    assert value_of_refusal(path) == "***"


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"<html><table></table></html>", ".html"),
        (b"\xef\xbb\xbf<table>", ".html"),
        (b"%PDF-1.7\0", ".pdf"),
        ("姓名,类别\n".encode("gbk"), ".txt / .csv"),
        (b"", "0 B"),
        (b"\0\1\2", ".xlsx"),
    ],
)
def test_another_file_called_a_workbook_is_refused_as_what_it_is(tmp_path: Path, content: bytes, form: str) -> None:
    path = tmp_path / "page.xlsx"
    path.write_bytes(content)
    assert value_of_refusal(path) == form


def test_a_document_of_word_is_refused_as_such(rewritten: Callable[..., Path]) -> None:
    assert value_of_refusal(rewritten({"word/document.xml": b"<w/>"})) == ".docx"


def test_reading_opens_no_other_file(rewritten: Callable[..., Path]) -> None:
    link = b'<?xml version="1.0"?><Relationships><Relationship Id="rId1" TargetMode="External" Target="/etc/passwd" '
    path = rewritten({"xl/worksheets/_rels/sheet1.xml.rels": link + b'Type="x/hyperlink"/></Relationships>'})
    assert [grid.name for grid in read_book(path).grids] == ["派出所", "人员", "班次", "需求"]
