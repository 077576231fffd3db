"""Walks through the XML of a workbook's parts, without entities and only so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from xml.parsers import expat

from api.exchange.text_of_file import refused
from api.exchange.workbook.guard import COPY_CELLS, broken
from models.fact import Text

MOST_ELEMENTS = 800_000
"""More than the largest roster of a year has; of all parts together."""

Begin = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Say = Callable[[str], None]


class Markup:
    """Reads the parts of one workbook; what it has walked through counts against one bound."""

    def __init__(self, file: Path | str) -> None:
        self.file = file
        self.elements = 0

    def walk(self, part: str, content: bytes, begin: Begin, end: End | None = None, say: Say | None = None) -> None:
        """Calls `begin`, `end` and `say` for the elements and texts of a part, by their names without prefixes.

        Raises InputError for a document type, for entities, for syntax that is none, and for too much of it.
        """
        self.elements += content.count(b"<") - content.count(b"</")
        if self.elements > MOST_ELEMENTS:
            most = Text(f"最多 {MOST_ELEMENTS} 个元素", f"at most {MOST_ELEMENTS} elements")
            raise refused(self.file, str(self.elements), most, COPY_CELLS)
        names: dict[str, str] = {}

        def opened(tag: str, attributes: dict[str, str]) -> None:
            name = names.get(tag)
            if name is None:
                name = names[tag] = tag.rpartition(" ")[2]
            begin(name, attributes)

        def closed(tag: str) -> None:
            if end:
                end(names.get(tag, tag))

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        if say:
            parser.CharacterDataHandler = say
        parser.StartDoctypeDeclHandler = lambda *_: self._refuse_entities(part)
        parser.EntityDeclHandler = lambda *_: self._refuse_entities(part)
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise broken(self.file, part) from error

    def _refuse_entities(self, part: str) -> None:
        none = Text("不含外部实体和文档类型声明的工作簿", "a workbook without entities or document types")
        raise refused(self.file, f"{part}: DOCTYPE", none, COPY_CELLS)


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """An attribute by its name without a prefix."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == name), None)
