"""Outputs that their format writes itself into one file, such as a database."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import Final

from wireparse.atomic_files import gone
from wireparse.batch.journal import journal_of
from wireparse.batch.ledger import Ledger
from wireparse.batch.tally import Tally
from wireparse.batch.worker import Input, Outcome
from wireparse.errors import OutputError
from wireparse.exporters import Format
from wireparse.exporters.format import Store

__all__ = ["Stored"]

# Seconds between commits.
_PACE: Final = 2.0
# Bytes of a digest: so many that no two inputs share them.
_ENOUGH: Final = 16


class Stored:
    """A file that takes in stories.  One that grows keeps them if the run ends early, and knows which inputs they came
    from, so that a later run need not read those again."""

    def __init__(self, form: Format, path: str, mark: str, *, anew: bool) -> None:
        """`mark` identifies version and options; `anew` replaces what is there."""
        self._form = form
        self._path = path
        self._mark = mark
        self._anew = anew
        self._resume = False
        self._store: Store | None = None
        self._lock: Ledger | None = None
        self._committed = time.monotonic()

    def open(self, tally: Tally, *, resume: bool) -> int:
        """Open the file, to go on with it if `resume`; how many bytes of the error log stay: none, as what failed is
        tried again."""
        self._resume = resume
        self._lock = Ledger(journal_of(self._path), self._path, self._mark)  # it holds nothing
        if self._form.store is not None:
            self._store = self._form.store(self._path, self._anew or not self._form.grows)
        return 0

    def remaining(self, items: Iterable[Input | Outcome], tally: Tally) -> Iterator[Input | Outcome]:
        """The inputs that are not in the file yet, if it is gone on with; the others are counted."""
        for item in items:
            if self._resume and isinstance(item, Input) and self._store and self._store.has(self._origin(item)):
                tally.finished += 1
            else:
                yield item

    def put(self, item: Input | Outcome, outcome: Outcome) -> Outcome:
        """Take in one story; the outcome."""
        if self._store is not None and isinstance(item, Input) and outcome.bodies:
            with self._watched():
                self._store.add(outcome.bodies[0], self._origin(item))
        return outcome

    def _origin(self, item: Input) -> bytes:
        """What tells an input that is read with these options: its bytes, or the name, size and time of its file."""
        data = item.data or f"{item.name}\0{item.stamp}".encode("utf-8", "surrogatepass")
        return sha256(f"{self._mark} {item.form}\n".encode() + data).digest()[:_ENOUGH]

    def checkpoint(self, tally: Tally, errors: int, *, now: bool = False) -> None:
        """Make what is in last, if it is time to."""
        if self._store is not None and (now or time.monotonic() - self._committed > _PACE):
            self._committed = time.monotonic()
            with self._watched():
                self._store.commit()

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through."""
        if self._store is not None:
            with self._watched():
                self._store.finish()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Tell that the file is gone rather than what the system made of that.  Raises `OutputError`."""
        try:
            yield
        except OutputError:
            if not self._in_place():
                raise gone(self._path) from None
            raise
        if not self._in_place():
            raise gone(self._path)

    def _in_place(self) -> bool:
        """Whether the file is there, if it is one that grows where it stands."""
        return not self._form.grows or os.path.exists(self._path)

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do; whether running it again goes on with it."""
        if self._form.grows:
            with suppress(OutputError):
                self.checkpoint(tally, errors, now=True)
        return self._form.grows and self._in_place()

    def close(self) -> None:
        """Let go of the file."""
        if self._store is not None:
            self._store.close()
        if self._lock is not None:
            self._lock.remove()
            self._lock.close()
