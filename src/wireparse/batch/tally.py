"""What a run has done so far, and the failures that it met."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from wireparse.atomic_files import lock, unwritable
from wireparse.batch.worker import Failure, Outcome
from wireparse.errors import OutputError
from wireparse.exporters.format import utf8

__all__ = ["ErrorLog", "Tally", "holds_errors"]

# How each line of a log of errors begins.
_OPENING: Final = b'{"source": "'


class Tally:
    """How many inputs were converted, failed (by code), gave warnings, or had been finished by an earlier run."""

    def __init__(self) -> None:
        self.converted = 0
        self.warned = 0
        self.finished = 0
        self.failed: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count one more outcome."""
        if outcome.failure:
            self.failed[outcome.failure.code] += 1
        else:
            self.converted += 1
            self.warned += bool(outcome.warnings)

    @property
    def exit_code(self) -> int:
        """0: all well; 1: some inputs failed; 3: nothing could be converted."""
        if not self.failed and self.converted + self.finished:
            return 0
        return 1 if self.converted + self.finished else 3


def holds_errors(path: str) -> bool:
    """Whether a file is empty, or the log of an earlier run."""
    try:
        with open(path, "rb") as stream:
            return _OPENING.startswith(stream.read(len(_OPENING)))
    except OSError:
        return True  # it is told when it is opened for writing


class ErrorLog:
    """The file of `--errors`: one JSON object a line for each failed input; without a path, nothing.

    Where it cannot be written, `error` says so and nothing more is written: the run goes on without it.
    """

    def __init__(self, path: str | None) -> None:
        """Open the log as it is.  Raises `UsageError` if another run writes it."""
        self.size = 0
        self.error: OutputError | None = None
        self._path = path
        self._stream: IO[bytes] | None = None
        if path is None:
            return
        with self._told():
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            there = os.path.isfile(path)
            self._stream = open(path, "r+b" if there else "wb", buffering=0)  # noqa: SIM115
            if there:
                lock(self._stream, path)

    def begin(self, keep: int) -> None:
        """Of what an earlier run has left, the first `keep` bytes stay."""
        if self._stream is not None and self._stream.seekable():
            with self._told():
                self.size = self._stream.truncate(min(keep, self._stream.seek(0, os.SEEK_END)))
                self._stream.seek(0, os.SEEK_END)

    def add(self, failure: Failure) -> None:
        """Write one failure."""
        if self._stream is None or self.error is not None:
            return
        line = utf8(json.dumps(failure._asdict(), ensure_ascii=False)) + b"\n"
        with self._told():
            self._stream.write(line)
            self.size += len(line)

    def close(self) -> None:
        """Close the file."""
        if self._stream is not None:
            self._stream.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.error = OutputError(f"{unwritable(str(self._path), error)}; failures are told on standard error alone")
