"""Writes documents of ours as JSON and YAML: stable, readable, without what stands at its default."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeDumper as Dumper
except ImportError:
    from yaml import SafeDumper as Dumper  # type: ignore[assignment]

from api.exchange.yaml_form import FRACTION, WORDS
from models.fact import Fact

WIDTH = 120


def document_of_fact(fact: Fact, *, complete: bool = False) -> dict[str, Any]:
    """The plain value of a document; defaults are left out unless it is to be `complete`."""
    stated = fact.model_dump(mode="json", by_alias=True, exclude_defaults=not complete)
    return _marked(fact, stated)


def _marked(fact: Fact, stated: dict[str, Any]) -> dict[str, Any]:
    """The same with `schema` and `kind`, here and in the documents within."""
    for name, value in fact:
        if isinstance(value, Fact) and name in stated:
            stated[name] = _marked(value, stated[name])
    if {"version", "kind"} <= type(fact).model_fields.keys():
        marks = {"schema": getattr(fact, "version"), "kind": getattr(fact, "kind")}  # noqa: B009
        return {**marks, **stated}
    return stated


def json_text(fact: Fact, *, complete: bool = False) -> str:
    """A document as JSON, short objects on one line each."""
    return _json_lines(document_of_fact(fact, complete=complete), "") + "\n"


def yaml_text(fact: Fact, *, complete: bool = False) -> str:
    """A document as YAML; text that any reader might take for a number, a date or a truth is quoted."""
    stated = document_of_fact(fact, complete=complete)
    text: str = yaml.dump(
        stated, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=WIDTH
    )
    return text


def write_json(fact: Fact, path: Path, *, complete: bool = False) -> None:
    """Saves a document as JSON."""
    path.write_text(json_text(fact, complete=complete), "utf-8", newline="\n")


def write_yaml(fact: Fact, path: Path, *, complete: bool = False) -> None:
    """Saves a document as YAML."""
    path.write_text(yaml_text(fact, complete=complete), "utf-8", newline="\n")


def _json_lines(value: Any, indent: str, *, is_item: bool = False) -> str:
    """A value on one line if it is short and no list of objects, save within an item of a list; else line by line."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    is_short = len(line) + len(indent) <= WIDTH
    if not isinstance(value, dict | list) or not value or (is_short and (is_item or not _holds_objects(value))):
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {_json_lines(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(inner + row for row in rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _json_lines(item, inner, is_item=True) for item in value) + f"\n{indent}]"


def _holds_objects(value: Any) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    return any(isinstance(item, dict) or (isinstance(item, list) and _holds_objects(item)) for item in inner)


class _Dumper(Dumper):
    """Writes no aliases, and quotes what the reader of either YAML or JSON would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if text in WORDS or FRACTION.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
