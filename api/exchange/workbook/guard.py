"""The parts of a workbook's file, opened only when they can do no harm: no macros, no bomb, nothing oversized."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from api.exchange.text_of_file import MEGABYTE, bytes_of_file, refused
from models.fact import Text
from models.fault import InputError

MOST_MEGABYTES = 20
MOST_UNPACKED = 64
"""Megabytes that all parts together may declare."""

MOST_PARTS = 3000
CHUNK = 1 << 20
OLD_FORM = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What an old form holds that is an .xlsx under a password."""

PASSWORD = Text("没有密码的工作簿", "a workbook without a password")
WITHOUT_PASSWORD = Text("取消密码再保存", "save it without a password")

ALLOWED = Text("以 .xlsx 保存的工作簿", "a workbook saved as .xlsx")
SAVE_AS_XLSX = Text(
    "在 Excel 或 WPS 中另存为“Excel 工作簿 (.xlsx)”", "save it from Excel or WPS as “Excel workbook (.xlsx)”"
)
SAVE_WITHOUT_MACROS = Text("另存为不含宏的 .xlsx", "save it as .xlsx, without macros")
COPY_CELLS = Text("把表格复制到一个新的工作簿再保存", "copy the tables into a new workbook and save that")
OTHER_FORMS = {"word/document.xml": ".docx", "ppt/presentation.xml": ".pptx"}
MACROS = ("vbaproject.bin", "/macrosheets/", "/dialogsheets/", "/intlmacrosheets/")


class Package:
    """The parts of one workbook's file, by name; `file` is what faults call it."""

    def __init__(self, archive: zipfile.ZipFile, file: Path | str) -> None:
        self.file = file
        self._archive = archive
        self._parts = {info.filename.lstrip("/").lower(): info for info in archive.infolist()}

    def has(self, name: str) -> bool:
        return name.lower() in self._parts

    def part(self, name: str) -> bytes:
        """The content of a part, never longer than it declares. Raises InputError when it cannot be unpacked."""
        info = self._parts.get(name.lower())
        if info is None:
            raise broken(self.file, name)
        try:
            with self._archive.open(info) as stream:
                content = stream.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise broken(self.file, name) from error
        if len(content) > info.file_size:
            raise broken(self.file, name)
        return content


def open_package(path: Path, name: str | None = None) -> Package:
    """The parts of the .xlsx file at `path`; faults call it `name`. Raises InputError for whatever it must not be."""
    file = name or path
    content = bytes_of_file(path, MOST_MEGABYTES, file)
    if content.startswith(OLD_FORM):
        if ENCRYPTED in content:
            raise refused(file, "***", PASSWORD, WITHOUT_PASSWORD)
        raise refused(file, ".xls", ALLOWED, SAVE_AS_XLSX)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        raise refused(file, _form_of(content) or path.suffix or path.name, ALLOWED, SAVE_AS_XLSX) from error
    _refuse_what_harms(archive, file)
    package = Package(archive, file)
    if not package.has("[Content_Types].xml") or package.has("xl/workbook.bin"):
        raise refused(file, path.suffix or path.name, ALLOWED, SAVE_AS_XLSX)
    for part, form in OTHER_FORMS.items():
        if package.has(part):
            raise refused(file, form, ALLOWED, SAVE_AS_XLSX)
    if b"macroEnabled" in package.part("[Content_Types].xml"):
        raise macros(file)
    return package


def _form_of(content: bytes) -> str | None:
    """What a file that is no archive seems to be."""
    if not content.strip():
        return "0 B"
    for start, form in ((b"%PDF", ".pdf"), (b"<", ".html")):
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            return form
    return None if b"\0" in content[:CHUNK] else ".txt / .csv"


def _refuse_what_harms(archive: zipfile.ZipFile, file: Path | str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise refused(
            file, str(len(parts)), Text(f"最多 {MOST_PARTS} 个部件", f"at most {MOST_PARTS} parts"), COPY_CELLS
        )
    if unpacked > MOST_UNPACKED * MEGABYTE:
        most = Text(f"解压后最多 {MOST_UNPACKED} MB", f"at most {MOST_UNPACKED} MB when unpacked")
        raise refused(file, f"{unpacked // MEGABYTE} MB", most, COPY_CELLS)
    if any(part.flag_bits & 1 for part in parts):
        raise refused(file, "***", PASSWORD, WITHOUT_PASSWORD)
    if any(mark in f"/{part.filename.lower()}" for part in parts for mark in MACROS):
        raise macros(file)


def macros(file: Path | str) -> InputError:
    """The error of a workbook that holds programs."""
    return refused(file, "macro", Text("不含宏的工作簿", "a workbook without macros"), SAVE_WITHOUT_MACROS)


def broken(file: Path | str, part: str) -> InputError:
    """The error of a part that is missing, damaged or not what it declares."""
    whole = Text("完好的 .xlsx 工作簿", "an undamaged .xlsx workbook")
    return refused(file, part[:60], whole, Text(f"重新保存；或{COPY_CELLS.zh}", f"save it again, or {COPY_CELLS.en}"))
