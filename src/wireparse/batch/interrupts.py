"""Interrupts: the first one ends the feeding, the second one everything."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import Any, TypeVar

__all__ = ["Stop"]

T = TypeVar("T")


class _Break(Exception):  # noqa: N818 - it is a way out, not an error
    """Ends a wait for input."""


class Stop:
    """While it is entered, SIGINT and SIGTERM let what is in flight be finished; a second one raises
    `KeyboardInterrupt`."""

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Stop:
        for each in (signal.SIGINT, signal.SIGTERM):
            try:
                self._before[each] = signal.signal(each, self._ask)
            except ValueError:
                break  # not the main thread: interrupts are somebody else's there
        return self

    def __exit__(self, *_: object) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        if self._waiting:
            raise _Break

    def until(self, items: Iterable[T]) -> Iterator[T]:
        """`items`, until the run is asked to stop, also while it waits for the next one."""
        rest = iter(items)
        while not self.asked:
            try:
                self._waiting = True
                item = next(rest, None)
                self._waiting = False
            except _Break:
                return
            if item is None:
                return
            yield item
