"""Outputs that their format writes itself into one file, such as a database."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from wireparse.batch.journal import Journal
from wireparse.batch.tally import Tally
from wireparse.batch.work import Input, Outcome
from wireparse.errors import OutputError
from wireparse.export import Format
from wireparse.export.form import Store

__all__ = ["Stored"]

# Seconds between commits.
_PACE: Final = 2.0


class Stored:
    """A file that takes in stories.  One that grows keeps them if the run ends early, and its journal says how far a
    later run need not go again."""

    def __init__(self, form: Format, path: str, mark: str, *, anew: bool) -> None:
        """`mark` identifies version and options; `anew` replaces what is there."""
        self._form = form
        self._path = path
        self._mark = mark
        self._anew = anew
        self._store: Store | None = None
        self._journal: Journal | None = None
        self._committed = time.monotonic()

    def open(self, tally: Tally, *, resume: bool) -> int:
        """Open the file, behind what an earlier run has put into it if `resume`; how many bytes of the error log
        belong to that."""
        there = os.path.exists(self._path)
        if self._form.store is not None:
            self._store = self._form.store(self._path, self._anew or not self._form.grows)
        if not self._form.grows:
            return 0
        self._journal = Journal(self._path, self._mark, way_out="leave out --resume to read all of them again")
        checkpoints = self._journal.checkpoints() if resume and there else []
        if checkpoints:
            return self._journal.go_on(checkpoints[-1], tally)
        self._journal.begin()
        return 0

    def remaining(self, items: Iterable[Input | Outcome], tally: Tally) -> Iterator[Input | Outcome]:
        """The inputs that are not in the file yet."""
        return self._journal.remaining(items) if self._journal is not None else iter(items)

    def put(self, item: Input | Outcome, outcome: Outcome) -> Outcome:
        """Take in one story; the outcome."""
        if self._store is not None and outcome.bodies:
            self._store.add(outcome.bodies[0])
        if self._journal is not None:
            self._journal.count(item)
        return outcome

    def checkpoint(self, tally: Tally, errors: int, *, now: bool = False) -> None:
        """Make what is in last, if it is time to."""
        if self._store is not None and (now or time.monotonic() - self._committed > _PACE):
            self._committed = time.monotonic()
            self._store.commit()
            if self._journal is not None:
                self._journal.note(tally, errors)

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through."""
        if self._store is not None:
            self._store.finish()
        if self._journal is not None:
            self._journal.remove()

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do; whether running it again goes on with it."""
        if self._form.grows:
            with suppress(OutputError):
                self.checkpoint(tally, errors, now=True)
        return self._form.grows

    def close(self) -> None:
        """Let go of the file."""
        if self._store is not None:
            self._store.close()
        if self._journal is not None:
            self._journal.close()
