"""Names that try to climb out of where a name is looked up, in every dress that a reader may undo."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import product
from urllib.parse import quote

STEPS = (
    *("../" * number for number in range(1, 9)),
    *("", "/", "./", "~/", "~root/", "file://", "file:///", "./../", "policies/../../", "law/../../../", "//"),
    *("....//....//....//", "..././..././", "..;/..;/..;/", "/proc/self/root/", "/proc/self/cwd/", "\\\\?\\", "C:\\"),
)
"""What stands before the name of a file."""

Dress = Callable[[str], str]

DRESSES: tuple[Dress, ...] = (
    lambda name: name,
    lambda name: quote(name, safe=""),
    lambda name: quote(quote(name, safe=""), safe=""),
    lambda name: quote(quote(quote(name, safe=""), safe=""), safe=""),
    lambda name: "".join(f"%{byte:02x}" for byte in name.encode()),
    lambda name: "".join(f"%25{byte:02x}" for byte in name.encode()),
    lambda name: name.replace("/", "%2f"),
    lambda name: name.replace(".", "%2E"),
    lambda name: name.replace("/", "\\"),
    lambda name: name.replace("/", "%5c"),
    lambda name: name.replace("/", "%c0%af").replace(".", "%c0%ae"),
    lambda name: name.replace("/", "%e0%80%af"),
    lambda name: name.replace("/", "%u2215").replace(".", "%u002e"),
    lambda name: name.replace("/", "∕").replace(".", "․"),
    lambda name: name.replace("/", "／").replace(".", "．"),
    lambda name: name.replace("..", "‥"),
    lambda name: name.replace("/", "⁄"),
    lambda name: f"{name}\0.json",
    lambda name: f"{name}%00.json",
    lambda name: f"law\0{name}",
    lambda name: f"{name}.json",
    lambda name: f"{name}/.",
    lambda name: f"{name} ",
    lambda name: f" {name}",
    lambda name: f"{name}.",
    lambda name: f"{name}::$DATA",
    lambda name: f"{name}?",
    lambda name: f"{name}#law",
    lambda name: f"\N{RIGHT-TO-LEFT OVERRIDE}{name}",
    lambda name: name.upper(),
)
"""How it is written."""


def payloads(targets: tuple[str, ...], count: int) -> list[str]:
    """So many names of files such as `/etc/passwd`, none twice, the same on every run."""

    def all_of_them() -> Iterator[str]:
        for target, step, dress in product(targets, STEPS, DRESSES):
            yield dress(step + (target.lstrip("/") if step else target))

    known = list(dict.fromkeys(all_of_them()))
    return random.Random(1).sample(known, count)
