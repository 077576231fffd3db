"""Text as people type it, brought to one form: widths, blanks, remarks, lists."""

from __future__ import annotations

import re
import unicodedata

from models.fact import Text

_REMARK = re.compile(r"[\(\[【〔{<《][^\)\]】〕}>》]*[\)\]】〕}>》]?\s*$")
_HEAD_NUMBER = re.compile(r"^[\s\d一二三四五六七八九十]*[.、\)．]\s*")
_BLANK_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
SEPARATORS = re.compile(r"[、,;/|\n]+")


class Misread(Exception):  # noqa: N818
    """What stands in a cell is not what its column holds."""

    def __init__(self, allowed: Text, cure: Text) -> None:
        super().__init__(allowed.en)
        self.allowed, self.cure = allowed, cure


def plain(text: str) -> str:
    """A text with full-width characters made narrow, unseen characters removed, blanks joined and none around it."""
    narrow = unicodedata.normalize("NFKC", text.translate(_UNSEEN))
    return re.sub(r"[ \t\r\f\v]+", " ", narrow).strip()


def tight(text: str) -> str:
    """The form in which names are compared: `张 三` and `张三` are one, `p001` and `Ｐ００１` too."""
    return "".join(plain(text).casefold().split())


def joined(text: str) -> str:
    """A name without the blanks by which two characters are spread to the width of three."""
    return _BLANK_BETWEEN.sub("", plain(text))


def heading_key(text: str) -> str:
    """The form in which sheets and columns are compared: without numbers before, remarks and marks after."""
    bare = _HEAD_NUMBER.sub("", plain(text))
    while (shorter := _REMARK.sub("", bare).strip(" *:：")) != bare:
        bare = shorter
    return re.sub(r"[\s*:：_\-.·]+", "", bare).casefold()


def remark_of(text: str) -> str:
    """What stands in brackets after a heading, such as a unit."""
    found = _REMARK.search(plain(text))
    return found[0].strip("()[]{}<>【】〔〕《》 ") if found else ""


def parts_of(text: str) -> list[str]:
    """The items of a list: separated by 、 ， , ; / or line breaks."""
    return [part.strip() for part in SEPARATORS.split(plain(text)) if part.strip()]
