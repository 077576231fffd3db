"""Reads an .xlsx file into grids, within bounds: `read_book`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.exchange.text_of_file import refused
from api.exchange.workbook.grid import Book
from api.exchange.workbook.guard import SAVE_AS_XLSX, Package, broken, open_package
from api.exchange.workbook.markup import Markup, attribute
from api.exchange.workbook.number_form import BUILT_IN, Form, form_of
from api.exchange.workbook.sheet_reader import Shared, read_sheet
from models.fact import Text

MOST_SHEETS = 600
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_book(path: Path, name: str | None = None, only: Callable[[str], bool] | None = None) -> Book:
    """The workbook at a path; faults call it `name`. With `only`, none but the sheets whose names it admits are read.

    Raises InputError with the fault of a file that cannot or must not be read.
    """
    package = open_package(path, name)
    markup = Markup(package.file)
    contents = _contents(package, markup)
    shared = Shared(_strings(package, markup, contents), _forms(package, markup, contents), contents.from_1904)
    grids = []
    for sheet in contents.sheets:
        part = contents.targets.get(sheet.relation)
        if part is None or "chartsheet" in part or (only and not only(sheet.name)):
            continue
        grids.append(read_sheet(package, markup, part, sheet.name, shared, is_hidden=sheet.is_hidden))
    if not contents.sheets:
        one = Text("至少有一张工作表", "at least one sheet")
        raise refused(package.file, "0", one, SAVE_AS_XLSX)
    return Book(package.file, tuple(grids))


@dataclass(frozen=True)
class _Listed:
    name: str
    relation: str
    is_hidden: bool


@dataclass
class _Contents:
    sheets: list[_Listed] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    sorts: dict[str, str] = field(default_factory=dict)
    from_1904: bool = False


def _contents(package: Package, markup: Markup) -> _Contents:
    """The sheets by name, and where their parts are."""
    found = _Contents()
    main = _main_part(package, markup)
    folder, _, file = main.rpartition("/")

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.targets[attributes.get("Id", "")] = part
        found.sorts[attributes.get("Type", "").rpartition("/")[2]] = part

    def listed(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            found.sheets.append(_Listed(attributes.get("name", ""), attribute(attributes, "id") or "", hidden))
        elif tag == "workbookPr":
            found.from_1904 = attributes.get("date1904") in ("1", "true")

    relations = f"{folder}/_rels/{file}.rels"
    markup.walk(relations, package.part(relations), relation)
    markup.walk(main, package.part(main), listed)
    if len(found.sheets) > MOST_SHEETS:
        most = Text(f"最多 {MOST_SHEETS} 张工作表", f"at most {MOST_SHEETS} sheets")
        raise refused(package.file, str(len(found.sheets)), most, Text("删去多余的表", "remove sheets"))
    return found


def _main_part(package: Package, markup: Markup) -> str:
    found = ["xl/workbook.xml"]

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    if package.has("_rels/.rels"):
        markup.walk("_rels/.rels", package.part("_rels/.rels"), relation)
    main = next((part for part in reversed(found) if package.has(part)), None)
    if main is None:
        raise broken(package.file, "xl/workbook.xml")
    return main


def _strings(package: Package, markup: Markup, contents: _Contents) -> list[str]:
    """The texts that cells share; phonetic readings are left out."""
    part = contents.sorts.get("sharedStrings")
    if part is None or not package.has(part):
        return []
    strings: list[str] = []
    said: list[str] = []
    state = {"text": False, "phonetic": False}

    def begin(tag: str, _: Mapping[str, str]) -> None:
        if tag == "si":
            said.clear()
        elif tag == "rPh":
            state["phonetic"] = True
        elif tag == "t":
            state["text"] = not state["phonetic"]

    def end(tag: str) -> None:
        if tag == "si":
            strings.append(unescaped("".join(said)))
        elif tag == "rPh":
            state["phonetic"] = False
        elif tag == "t":
            state["text"] = False

    def say(text: str) -> None:
        if state["text"]:
            said.append(text)

    markup.walk(part, package.part(part), begin, end, say)
    return strings


def _forms(package: Package, markup: Markup, contents: _Contents) -> list[Form]:
    """By number of a cell's style, how its number is shown."""
    part = contents.sorts.get("styles")
    if part is None or not package.has(part):
        return []
    own: dict[str, Form] = {}
    forms: list[Form] = []
    inside = {"cellXfs": False}

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            own[attributes.get("numFmtId", "")] = form_of(attributes.get("formatCode", ""))
        elif tag == "cellXfs":
            inside["cellXfs"] = True
        elif tag == "xf" and inside["cellXfs"]:
            number = attributes.get("numFmtId", "0")
            forms.append(own.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, "number"))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside["cellXfs"] = False

    markup.walk(part, package.part(part), begin, end)
    return forms


def unescaped(text: str) -> str:
    """A text without the escapes `_x000D_` that workbooks use for control characters."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
