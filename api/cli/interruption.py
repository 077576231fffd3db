"""Ctrl-C and SIGTERM: the first asks for the best plan so far, the second ends at once."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any, Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Listens to signals while it is entered; `number` is the first that came."""

    def __init__(self) -> None:
        self.number: int | None = None
        self._former: dict[signal.Signals, Any] = {}

    @property
    def has_come(self) -> bool:
        return self.number is not None

    @property
    def status(self) -> int:
        """The exit status of a program that the signal ended."""
        return 128 + (self.number or 0)

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._former = {number: signal.signal(number, self._receive) for number in SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for number, former in self._former.items():
            signal.signal(number, former)

    def _receive(self, number: int, _: FrameType | None) -> None:
        if self.number is not None:
            raise SystemExit(128 + number)
        self.number = number
