"""The text of a file that somebody hands in, whatever is in it."""

from __future__ import annotations

import codecs
import errno
from pathlib import Path

from models.fact import Text
from models.fault import Fault, InputError

MEGABYTE = 1_000_000
MOST_MEGABYTES = 10

_READABLE = Text("可读的文件", "a file that can be read")
_ANOTHER = Text("给出一个存在、可读的文件", "name a file that exists and can be read")
_UTF_8 = Text("另存为 UTF-8", "save it as UTF-8")


def read_text(path: Path, most_megabytes: int = MOST_MEGABYTES, name: str | None = None) -> str:
    """A file's text in UTF-8, with or without byte order mark, else in GB18030; `name` is what faults call the file.

    Raises InputError.
    """
    place = name or path
    content = bytes_of_file(path, most_megabytes, place)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refused(place, "UTF-16", Text("UTF-8 或 GB18030 文本", "text in UTF-8 or GB18030"), _UTF_8)
    if b"\0" in content:
        allowed = Text("文本，不含零字节", "text without null bytes")
        raise refused(place, "\\0", allowed, Text("给出文本文件", "name a text file"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip("\ufeff \t\r\n"):
            filled = Text("有内容的文件", "a file with content")
            raise refused(place, "0 B", filled, Text("填写内容，或换一个文件", "fill it, or name another file"))
        return text
    raise refused(place, "?", Text("UTF-8 或 GB18030 文本", "text in UTF-8 or GB18030"), _UTF_8)


def bytes_of_file(path: Path, most_megabytes: int, place: Path | str) -> bytes:
    """A regular file's content; `place` is what faults call it. Raises InputError, also for one larger than that."""
    most = most_megabytes * MEGABYTE
    try:
        if path.is_dir():
            raise refused(
                place, "/", Text("文件", "a file"), Text("给出文件夹里的文件", "name a file inside the folder")
            )
        if not path.is_file():
            raise refused(place, "-", Text("存在的普通文件", "a regular file that exists"), _ANOTHER)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        denied = isinstance(error, PermissionError)
        allowed = Text("有权读取的文件", "a file that you may read") if denied else _READABLE
        raise refused(place, _reason(error), allowed, _ANOTHER) from error
    if len(content) > most:
        smaller = Text(f"最多 {most_megabytes} MB", f"at most {most_megabytes} MB")
        raise refused(place, f"> {most_megabytes} MB", smaller, Text("分成几个文件", "make several files of it"))
    return content


def refused(path: Path | str, value: str, allowed: Text, cure: Text) -> InputError:
    """The error of a whole file."""
    return InputError([Fault(place_of_file(path), value, allowed, cure)])


def place_of_file(path: Path | str) -> str:
    """How faults call a file: its path, of a long one the end."""
    place = str(path).encode("utf-8", "replace").decode()
    return place if len(place) <= 200 else f"…{place[-199:]}"


def _reason(error: Exception) -> str:
    """The system's own name of what went wrong, which is the same in every language, such as EACCES."""
    number = getattr(error, "errno", None)
    return errno.errorcode.get(number, str(number)) if number is not None else "?"
