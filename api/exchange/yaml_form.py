"""Reading YAML as if it were JSON: no aliases, no tags, no dates, no yes and no; only what JSON can say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.reader import Reader

from api.exchange.places import shown
from api.exchange.plain import DEEPEST, MOST_FAULTS, Oversized, repeated_key, too_deep, too_many
from api.exchange.syntax import Spot, fault_of_syntax, spot_of, yaml_cause
from models.fact import Text
from models.fault import Fault, InputError

LONGEST_NUMBER = 400
WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
FRACTION = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")

_LOADER = getattr(yaml, "CLoader", yaml.Loader)


def yaml_of(text: str, file: str, most_values: int) -> Any:
    """The value that a YAML text states. Raises InputError with the line of each fault."""
    reader = _Reader(file, most_values)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
            if reader.is_over:
                break
    except yaml.YAMLError as error:
        reader.faults.append(_syntax_fault(file, text, error))
    if reader.faults:
        raise InputError(reader.faults)
    return reader.document


@dataclass
class _Open:
    """A list or object that is being read; `key` is the field whose value comes next."""

    value: list[Any] | dict[str, Any]
    key: str | None = None


@dataclass
class _Reader:
    """Builds plain values out of events, and notes what may not be there."""

    file: str
    most_values: int
    faults: list[Fault] = field(default_factory=list)
    document: Any = None
    is_over: bool = False
    _open: list[_Open] = field(default_factory=list)
    _documents: int = 0
    _count: int = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._note_marks(event)
            self._take_scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._note_marks(event)
            self._begin(event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._note(
                event, f"*{event.anchor}", "不用别名（*）", "no aliases (*)", "写出内容", "write the content out"
            )
            self._put(None, event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._note(event, "---", "一个文件一份文档", "one document in a file", "分成几个文件", "make two files")
                self.is_over = True
        self.is_over = self.is_over or len(self.faults) >= MOST_FAULTS

    def _take_scalar(self, event: Any) -> None:
        holder = self._open[-1] if self._open else None
        if holder and isinstance(holder.value, dict) and holder.key is None:
            self._take_key(holder, event)
        else:
            self._put(_scalar(event), event)

    def _take_key(self, holder: _Open, event: Any) -> None:
        holder.key = event.value
        if event.value in holder.value:
            self.faults.append(repeated_key(self._line(event), event.value))

    def _begin(self, event: Any) -> None:
        value: list[Any] | dict[str, Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        holder = self._open[-1] if self._open else None
        if holder and isinstance(holder.value, dict) and holder.key is None:
            self._note(event, "?", "字段名是文本", "a field's name is text", "改正字段名", "correct the field's name")
            self.is_over = True
        self._put(value, event)
        self._open.append(_Open(value))
        if len(self._open) > DEEPEST:
            self.faults.append(too_deep(self._line(event)))
            self.is_over = True

    def _put(self, value: Any, event: Any) -> None:
        self._count += 1
        if self._count > self.most_values:
            self.faults.append(too_many(self.most_values))
            self.is_over = True
        if not self._open:
            self.document = value
            return
        holder = self._open[-1]
        if isinstance(holder.value, list):
            holder.value.append(value)
        elif holder.key is None:
            holder.key = shown(value)
        else:
            holder.value[holder.key] = value
            holder.key = None

    def _note_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._note(event, f"&{event.anchor}", "不用锚点（&）", "no anchors (&)", "去掉锚点", "remove the anchor")
        if event.tag is not None:
            self._note(event, event.tag, "不用标签（!）", "no tags (!)", "去掉标签", "remove the tag")

    def _note(self, event: Any, value: str, *words: str) -> None:
        zh, en, cure_zh, cure_en = words
        self.faults.append(Fault(self._line(event), value[:60], Text(zh, en), Text(cure_zh, cure_en)))

    def _line(self, event: Any) -> str:
        return f"{self.file}:{event.start_mark.line + 1}:{event.start_mark.column + 1}"


def _scalar(event: Any) -> Any:
    """Null, truths and numbers as JSON writes them; everything else, and whatever is quoted, is text."""
    text: str = event.value
    if event.style:
        return text
    if text in WORDS:
        return WORDS[text]
    if len(text) >= LONGEST_NUMBER:
        return Oversized(text) if FRACTION.fullmatch(text) else text
    if WHOLE.fullmatch(text):
        return int(text)
    return float(text) if FRACTION.fullmatch(text) else text


def _syntax_fault(file: str, text: str, error: yaml.YAMLError) -> Fault:
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in said:
        mark = getattr(error, "context_mark", None) or mark
    if mark:
        spot = spot_of(text, mark.line, mark.column)
    else:
        found = Reader.NON_PRINTABLE.search(text)
        before = text[: found.start() if found else 0]
        spot = Spot(before.count("\n") + 1, len(before) - before.rfind("\n"), "?")
    return fault_of_syntax("YAML", file, spot, yaml_cause(said, spot))
