"""The frozen base of every document, and the plain types that documents share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, StringConstraints


class Fact(BaseModel):
    """Something stated once: frozen, without unknown fields, without NaN or infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values; what was computed from the old ones is not carried over."""
        copied = super().model_copy(update=update, deep=deep)
        for derived in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[derived]
        return copied


Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[^\s\x00-\x1f\x7f/][^\x00-\x1f\x7f/]*$")]
"""A name that other facts refer to: 1 to 64 characters, no control character, no slash, no leading blank."""

Name = Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$")]
"""A text for people; never used to refer to something."""

MINUTES_PER_DAY = 1440


class Text(NamedTuple):
    """One message in both languages."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh
