"""The files that a command line says to write: refused in the same words wherever they are named."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from models.fact import Text
from models.fault import Fault

OUTPUT = "-o"
STANDARD_OUTPUT = "-"
ANOTHER = Text("换一个文件名", "name another file")
ANOTHER_ENDING = Text("换一个扩展名", "choose another ending")
FILE_NAME = Text(
    "写出文件名；文件夹名以 / 结尾，每人一个 .ics", "name a file; names of folders end in /, with an .ics per person"
)


def faults_of_ending(stated: str, endings: Sequence[str], place: str = OUTPUT) -> list[Fault]:
    """A folder, or a file in whose form nothing can be written; `-o` takes standard output too."""
    zh, en = f"以 {'、'.join(endings)} 结尾的文件", f"a file ending in {', '.join(endings)}"
    allowed = Text(f"{zh}，或 -", f"{en}, or -") if place == OUTPUT else Text(zh, en)
    if is_folder(stated):
        return [Fault(place, stated, allowed, FILE_NAME)]
    return [] if Path(stated).suffix.lower() in endings else [Fault(place, stated, allowed, ANOTHER_ENDING)]


def is_folder(stated: str) -> bool:
    """Whether a folder is meant: one that exists, or a name that ends like one."""
    return names_folder(stated) or Path(stated).is_dir()


def names_folder(stated: str) -> bool:
    """Whether a name ends like one of a folder."""
    return stated.endswith(("/", os.sep))


def faults_of_folder(stated: str, path: Path, place: str = OUTPUT) -> list[Fault]:
    """Why files cannot be written into a folder, which may have to be made."""
    if path.exists() and not path.is_dir():
        return [Fault(place, stated, Text("文件夹，不是文件", "a folder, not a file"), ANOTHER)]
    return faults_of_target(stated, path, place=place)


def faults_of_target(stated: str, path: Path, read: Path | None = None, place: str = OUTPUT) -> list[Fault]:
    """Why a file cannot be written there: no such folder, no right, or it is the file that was read."""
    folder = path.parent
    if not folder.is_dir():
        allowed = Text(f"已有的文件夹（{folder} 不存在）", f"a folder that exists ({folder} does not)")
        return [Fault(place, stated, allowed, Text("先建文件夹，或换一处", "make the folder, or choose another"))]
    if not os.access(path if path.exists() else folder, os.W_OK):
        return [Fault(place, stated, Text("可写入的位置", "a place that can be written"), ANOTHER)]
    if read is not None and path.exists() and read.exists() and path.samefile(read):
        return [Fault(place, stated, Text("不是所读的文件", "not the file that is read"), ANOTHER)]
    return []
