"""The fields that a model allows at some depth of a document."""

from __future__ import annotations

from collections.abc import Iterable
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from api.exchange.places import Step


def fields_of(model: type[BaseModel]) -> dict[str, None]:
    """The names under which a model's fields stand in a document."""
    return {field.alias or name: None for name, field in model.model_fields.items()}


def fields_at(model: type[BaseModel], steps: Iterable[Step]) -> dict[str, None]:
    """The same for the model to which `steps` lead; empty when they lead to none."""
    kind: Any = model
    for step in steps:
        if isinstance(step, int):
            kind = next(iter(get_args(_bare(kind))), None)
        else:
            owner = _model(kind)
            fields = owner.model_fields.items() if owner else ()
            kind = next((field.annotation for name, field in fields if step in (name, field.alias)), None)
    found = _model(kind)
    return fields_of(found) if found else {}


def _bare(kind: Any) -> Any:
    """A kind without its annotations and without null."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            return kind


def _model(kind: Any) -> type[BaseModel] | None:
    bare = _bare(kind)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None
