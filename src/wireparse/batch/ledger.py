"""A file of JSON Lines that only grows, in which a run keeps what it has done.

Its first line says which version and options the output is made with.  It is locked while it is open, so it keeps other
runs out too.  A line that a kill has cut off, and what comes after it, does not count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, Final, TypeAlias

from wireparse.atomic_files import in_place, kept_file, lock, unwritable
from wireparse.errors import UsageError

__all__ = ["Entry", "Ledger"]

Entry: TypeAlias = dict[str, Any]

# How each ledger begins: what does not is somebody else's file.
_OPENING: Final = b'{"mark": "'


class Ledger:
    """The open ledger of one output."""

    def __init__(self, path: str, output: str, mark: str) -> None:
        """Open the ledger at `path`, making its folders; `mark` identifies version and options of what is written to
        `output`.  Raises `OutputError`, and `UsageError` if another run has it open or it is no ledger."""
        self._path = path
        self._output = output
        self._mark = mark
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            self._stream = self._locked()
            opening = self._opening()
        except OSError as error:
            raise unwritable(output, error) from error
        if not opening.startswith(_OPENING) and not _OPENING.startswith(opening):
            self._stream.close()
            raise UsageError(f"{path!r} is in the way and none of wireparse's; move it, or choose another --output")

    def _locked(self) -> IO[bytes]:
        while True:
            stream = kept_file(self._path, "a+b")
            try:
                lock(stream, self._output)
            except UsageError:
                stream.close()
                raise
            if in_place(stream, self._path):
                return stream
            stream.close()  # the run that held it has removed it meanwhile

    def _opening(self) -> bytes:
        self._stream.seek(0)
        return self._stream.read(len(_OPENING))

    def entries(self) -> Iterator[tuple[Entry, int]]:
        """The whole entries behind the first line, each with the place where it ends (bytes).  Raises `UsageError` if
        version or options were others."""
        self._stream.seek(0)
        at = 0
        for line in self._stream:
            entry = _entry(line)
            if entry is None:
                return
            if not at and entry.get("mark") != self._mark:
                raise UsageError(
                    f"{self._output!r} was made by another version or with other options; "
                    "repeat those, or start anew with --overwrite"
                )
            whole, at = at, at + len(line)
            if whole:
                yield entry, at

    def begin(self) -> None:
        """Begin anew.  Raises `OSError`."""
        self.cut(0)
        self.write({"mark": self._mark})

    def cut(self, at: int) -> None:
        """Drop what comes after the first `at` bytes.  Raises `OSError`."""
        self._stream.seek(0, os.SEEK_END)
        self._stream.truncate(at)

    def write(self, entry: Entry) -> None:
        """Add an entry.  Raises `OSError`."""
        self._stream.write(json.dumps(entry).encode() + b"\n")
        self._stream.flush()

    @property
    def in_place(self) -> bool:
        """Whether it still stands where it was opened."""
        return in_place(self._stream, self._path)

    def remove(self) -> None:
        """Nothing is left to go on with."""
        if self.in_place:
            with suppress(OSError):
                os.unlink(self._path)

    def close(self) -> None:
        """Close the file; other runs may open it."""
        with suppress(OSError):
            self._stream.close()


def _entry(line: bytes) -> Entry | None:
    if not line.endswith(b"\n"):
        return None
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None
