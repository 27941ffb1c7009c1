"""Outputs that their format writes itself into one file, such as a database."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from wireparse.batch.tally import Tally
from wireparse.batch.work import Input, Outcome
from wireparse.errors import OutputError
from wireparse.export import Format
from wireparse.export.form import Store

__all__ = ["Stored"]

# Seconds between commits.
_PACE: Final = 2.0


class Stored:
    """A file that takes in stories.  One that grows keeps them if the run ends early, and a later run adds the rest."""

    def __init__(self, form: Format, path: str, *, anew: bool) -> None:
        self._form = form
        self._path = path
        self._anew = anew
        self._store: Store | None = None
        self._committed = time.monotonic()

    def open(self, tally: Tally, *, resume: bool) -> int:
        """Open the file; no byte of an earlier run's error log belongs to it."""
        if self._form.store is not None:
            self._store = self._form.store(self._path, self._anew or not self._form.grows)
        return 0

    def remaining(self, items: Iterable[Input | Outcome], tally: Tally) -> Iterator[Input | Outcome]:
        """All inputs: the file itself knows the stories that it has."""
        return iter(items)

    def put(self, item: Input | Outcome, outcome: Outcome) -> Outcome:
        """Take in one story; the outcome."""
        if self._store is not None and outcome.bodies:
            self._store.add(outcome.bodies[0])
        return outcome

    def checkpoint(self, tally: Tally, errors: int, *, now: bool = False) -> None:
        """Make what is in last, if it is time to."""
        if self._store is not None and (now or time.monotonic() - self._committed > _PACE):
            self._committed = time.monotonic()
            self._store.commit()

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through."""
        if self._store is not None:
            self._store.finish()

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do; whether running it again goes on with it."""
        if self._store is not None and self._form.grows:
            with suppress(OutputError):
                self._store.commit()
        return self._form.grows

    def close(self) -> None:
        """Let go of the file."""
        if self._store is not None:
            self._store.close()
