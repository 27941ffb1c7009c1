"""Outputs that take many stories: standard output, one file, or the files of several tables.

A file grows beside its name as `NAME.part` and is renamed when it is complete.  Its progress is kept in
`NAME.resume`, as checkpoints: after so many inputs (whose checksum is this) so many bytes (whose checksum is that) were
written.  A later run drops what comes after the last checkpoint that holds, and goes on from there: a kill, a power
cut or a full disk costs at most the work of the last moment, and no story is lost or doubled.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Final
from zlib import crc32

from wireparse.atomic_files import beside, gone, in_place, kept_file, new_file, unwritable
from wireparse.batch.journal import Checkpoint, Journal, journal_of
from wireparse.batch.tally import Tally
from wireparse.batch.worker import Input, Outcome
from wireparse.errors import OutputError
from wireparse.exporters import Format
from wireparse.exporters.terminal_safe import visible

__all__ = ["Stream", "Streams", "is_stream_file", "part_of", "unfinished"]

# Seconds between checkpoints.
_PACE: Final = 0.2


def is_stream_file(path: str) -> bool:
    """Whether a path is, or will be, a regular file, which can be written beside and renamed; a device or a pipe
    cannot."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def unfinished(path: str) -> bool:
    """Whether an earlier run has left this output unfinished."""
    return os.path.lexists(journal_of(path)) or os.path.lexists(part_of(path))


class Streams:
    """The streams that every story goes to, one a table.  `paths` has None for standard output."""

    def __init__(self, form: Format, tables: Sequence[str | None], paths: Sequence[str | None], mark: str) -> None:
        """`mark` identifies version and options: a run goes on only with what the same ones have made."""
        self._form = form
        self._tables = tables
        self._files = [Stream(path) for path in paths]
        self._mark = mark
        self._journal: Journal | None = None
        self._marked = 0.0
        self._failed = False
        # The first story, until a second one shows that it is not alone: so long there is no checkpoint.
        self._held: tuple[bytes, ...] | None = None
        self._stories = 0

    # -- opening ------------------------------------------------------------------------------------------------------

    def open(self, tally: Tally, *, resume: bool) -> int:
        """Open the outputs, at the last checkpoint if `resume`, whose figures go into `tally`; how many bytes of the
        error log belong to it."""
        name = self._files[0].path
        if name is None or not self._files[0].regular:
            for file in self._files:
                file.open()
            self._heads()
            return 0
        self._journal = Journal(name, self._mark)
        last = self._last_whole(self._journal.checkpoints()) if resume else None
        for index, file in enumerate(self._files):
            file.open(*(last["streams"][index] if last else (0, 0)))
        if last is None:
            self._journal.begin()
            self._heads()
            return 0
        self._stories = last["converted"]
        return self._journal.go_on(last, tally)

    def _heads(self) -> None:
        for file, table in zip(self._files, self._tables, strict=True):
            file.write(self._form.head(table))

    def _last_whole(self, checkpoints: list[Checkpoint]) -> Checkpoint | None:
        """The last checkpoint that the files bear out."""
        sums = [
            file.checksums({each["streams"][index][0] for each in checkpoints})
            for index, file in enumerate(self._files)
        ]
        holds = (
            each
            for each in reversed(checkpoints)
            if all(known.get(size) == crc for known, (size, crc) in zip(sums, each["streams"], strict=True))
        )
        return next(holds, None)

    # -- running ------------------------------------------------------------------------------------------------------

    def remaining(self, items: Iterable[Input | Outcome], tally: Tally) -> Iterator[Input | Outcome]:
        """The inputs behind the checkpoint.  Raises `UsageError` if those before it are not the same as then."""
        return self._journal.remaining(items) if self._journal is not None else iter(items)

    def put(self, item: Input | Outcome, outcome: Outcome) -> Outcome:
        """Write one story; the outcome."""
        if self._journal is not None:
            self._journal.count(item)
        if outcome.bodies:
            self._stories += 1
            if self._stories == 1 and any(self._form.alone(body) != body for body in outcome.bodies):
                self._held = outcome.bodies
            else:
                self._release()
                self._write(outcome.bodies)
        return outcome

    def _release(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            self._write(held)

    def _write(self, bodies: Iterable[bytes]) -> None:
        try:
            for file, body in zip(self._files, bodies, strict=True):
                file.write(body)
        except OutputError:
            # What was written last is not whole: only the checkpoints before it count.
            self._failed = True
            raise

    def checkpoint(self, tally: Tally, errors: int, *, now: bool = False) -> None:
        """Note how far the run is, if it is time to, or `now`."""
        moment = time.monotonic()
        if self._failed or self._held is not None or (not now and moment - self._marked < _PACE):
            return
        self._marked = moment
        try:
            for file in self._files:
                file.flush()
        except OutputError:
            self._failed = True
            raise
        if self._journal is not None:
            self._journal.note(tally, errors, streams=[(file.size, file.crc) for file in self._files])

    # -- closing ------------------------------------------------------------------------------------------------------

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through: complete the files and give them their names."""
        if self._held is not None:
            held, self._held = self._held, None
            self._write(map(self._form.alone, held))
        self.checkpoint(tally, errors, now=True)
        self._write(map(self._form.tail, self._tables))
        try:
            for file in self._files:
                file.publish()
        except OutputError:
            self._failed = True
            raise
        if self._journal is not None:
            self._journal.remove()

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do: keep what is done; whether a later run can go on with it."""
        with suppress(OutputError):
            if self._journal is None:
                self._release()
            self.checkpoint(tally, errors, now=True)
        return self._journal is not None and all(file.in_place for file in self._files)

    def close(self) -> None:
        """Close all files, whatever state they are in."""
        for file in self._files:
            file.close()
        if self._journal is not None:
            self._journal.close()


class Stream:
    """One stream of bytes: it knows their number and their checksum."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self.regular = path is not None and is_stream_file(path)
        self.size = self.crc = 0
        self._name = path or "standard output"
        self._target = part_of(path) if path is not None and self.regular else path
        self._stream: IO[bytes] | None = None
        self._terminal = False

    def open(self, size: int = 0, crc: int = 0) -> None:
        """Open the stream, behind the first `size` bytes of what an earlier run wrote."""
        self.size, self.crc = size, crc
        try:
            if self._target is None:
                self._stream, self._terminal = sys.stdout.buffer, sys.stdout.isatty()
                return
            if self.regular:
                os.makedirs(os.path.dirname(self._target) or ".", exist_ok=True)
            if size:
                self._stream = kept_file(self._target, "r+b")
                self._stream.truncate(self._stream.seek(size))
            else:
                self._stream = new_file(self._target) if self.regular else open(self._target, "wb")  # noqa: SIM115
        except OSError as error:
            raise unwritable(self._name, error) from error

    def write(self, data: bytes) -> None:
        """Write the next bytes.  Raises `OutputError`; `BrokenPipeError` if nobody reads any more."""
        if self._stream is None or not data:
            return
        if self._terminal:
            data = visible(data.decode("utf-8", "replace")).encode()
        try:
            self._stream.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise unwritable(self._name, error) from error
        self.size += len(data)
        self.crc = crc32(data, self.crc)

    def flush(self) -> None:
        """Hand what is written to the system.  Raises as `write` does, also if the file was taken away."""
        try:
            if self._stream is not None:
                self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise unwritable(self._name, error) from error
        if not self.in_place:
            raise gone(str(self._target))

    @property
    def in_place(self) -> bool:
        """Whether the file that is being written is still where it was begun."""
        return self._stream is None or not self.regular or in_place(self._stream, str(self._target))

    def close(self) -> None:
        """Close the file; standard output stays open."""
        if self._stream is not None and self._target is not None:
            with suppress(OSError):
                self._stream.close()

    def drop(self) -> None:
        """Leave nothing behind of a file that is not whole."""
        self.close()
        if self.regular:
            with suppress(OSError):
                os.unlink(str(self._target))

    def publish(self) -> None:
        """Give the complete file its name."""
        self.flush()
        if self._stream is None or self.path is None or not self.regular:
            return
        try:
            os.fsync(self._stream.fileno())
            self._stream.close()
            os.replace(part_of(self.path), self.path)
        except OSError as error:
            raise unwritable(self._name, error) from error

    def checksums(self, sizes: set[int]) -> dict[int, int]:
        """The checksum of the first so many bytes of what an earlier run wrote, for each of `sizes` there are."""
        found, crc, at = {}, 0, 0
        with suppress(OSError), kept_file(str(self._target), "rb") as stream:
            for size in sorted(sizes):
                while at < size and (data := stream.read(min(1 << 20, size - at))):
                    at, crc = at + len(data), crc32(data, crc)
                if at == size:
                    found[size] = crc
        return found


def part_of(path: str) -> str:
    """The path of an output while it grows."""
    return beside(path, ".part")
