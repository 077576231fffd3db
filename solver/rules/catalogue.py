"""Every rule under solver.rules.roster, found by import; nothing is registered by hand."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import Field, create_model

import solver.rules.roster as home
from solver.rules.base import Rule
from solver.rules.entry import Entry

for _module in sorted(module.name for module in pkgutil.iter_modules(home.__path__)):
    importlib.import_module(f"{home.__name__}.{_module}")

RULES: dict[str, type[Rule]] = {rule.name: rule for rule in sorted(Rule.__subclasses__(), key=lambda r: r.name)}
"""Every rule by its name."""


def _entry_class(rule: type[Rule]) -> type[Entry]:
    """The entry whose parameters are those of `rule`, with the rule's own level as default."""
    complete = not any(f.is_required() for f in rule.model_fields.values())
    parameters: Any = (rule, rule() if complete else ...)
    named: Any = (Literal[rule.name], ...)
    level: Any = (int, Field(rule.level, ge=0, le=5))
    return create_model(
        f"{rule.__name__}Entry", __base__=Entry, rule=named, level=level, parameters=parameters, __doc__=rule.__doc__
    )


ENTRIES: dict[str, type[Entry]] = {name: _entry_class(rule) for name, rule in RULES.items()}
"""The class of entries of each rule."""

if TYPE_CHECKING:
    AnyEntry = Entry
else:
    AnyEntry = Annotated[Union[tuple(ENTRIES.values())], Field(discriminator="rule")]  # noqa: UP007


def entry(rule: Rule, *, id: str | None = None, **fields: Any) -> Entry:
    """An entry of a rule that is already made: for readers of public formats and for tests."""
    return ENTRIES[rule.name](id=id or rule.name, rule=rule.name, parameters=rule, **fields)
