"""Interrupts: the first one ends the feeding, the second one everything."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import FrameType
from typing import Any, Final, TypeVar

__all__ = ["Stop", "leave_to_parent"]

T = TypeVar("T")


# What asks a run to stop: the keyboard, another process, a terminal that is closed.  Windows knows two of them.
_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
)


def leave_to_parent() -> None:
    """In a worker: what asks to stop is for the parent, which lets what is in flight be finished."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)


class _Break(Exception):  # noqa: N818 - it is a way out, not an error
    """Ends a wait for input."""


class Stop:
    """While it is entered, SIGINT, SIGTERM, SIGHUP and SIGQUIT let what is in flight be finished; a second one raises
    `KeyboardInterrupt`.  A signal that is ignored, as nohup ignores SIGHUP, stays ignored."""

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Stop:
        with suppress(ValueError):  # not the main thread: interrupts are somebody else's there
            for each in _SIGNALS:
                if signal.getsignal(each) != signal.SIG_IGN:
                    self._before[each] = signal.signal(each, self._ask)
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
