"""Outputs that take many stories: standard output, one file, or the files of several tables.

A file grows beside its name as `NAME.part` and is renamed when it is complete.  Its progress is kept in
`NAME.resume`, as checkpoints: after so many inputs (whose checksum is this) so many bytes (whose checksum is that) were
written.  A later run drops what comes after the last checkpoint that holds, and goes on from there: a kill, a power
cut or a full disk costs at most the work of the last moment, and no story is lost or doubled.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, Final
from zlib import crc32

from wireparse.batch.files import lock, unwritable
from wireparse.batch.tally import Tally
from wireparse.batch.work import Input, Outcome
from wireparse.errors import OutputError, UsageError
from wireparse.export import Format
from wireparse.export.visible import visible

__all__ = ["Streams", "is_stream_file", "unfinished"]

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
    return os.path.exists(_journal_of(path)) or os.path.exists(_part_of(path))


class Streams:
    """The streams that every story goes to, one a table.  `paths` has None for standard output."""

    def __init__(self, form: Format, tables: Sequence[str | None], paths: Sequence[str | None], mark: str) -> None:
        """`mark` identifies version and options: a run goes on only with what the same ones have made."""
        self._form = form
        self._tables = tables
        self._files = [_Stream(path) for path in paths]
        self._mark = mark
        self._journal: IO[bytes] | None = None
        self._inputs = self._digest = 0
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
        journal = _journal_of(name)
        try:
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
            self._journal = open(journal, "a+b")  # noqa: SIM115
        except OSError as error:
            raise unwritable(name, error) from error
        lock(self._journal, name)
        self._journal.seek(0)
        last = self._last_checkpoint(self._journal.readlines()) if resume else None
        for index, file in enumerate(self._files):
            file.open(*(last["streams"][index] if last else (0, 0)))
        if last is None:
            self._journal.truncate(0)
            self._write_journal({"mark": self._mark})
            self._heads()
            return 0
        self._journal.truncate(last["at"])
        self._inputs, self._digest, self._stories = last["inputs"], last["digest"], last["converted"]
        tally.finished, tally.warned, tally.failed = last["converted"], last["warned"], Counter(last["failed"])
        return int(last["errors"])

    def _heads(self) -> None:
        for file, table in zip(self._files, self._tables, strict=True):
            file.write(self._form.head(table))

    def _last_checkpoint(self, lines: list[bytes]) -> dict[str, Any] | None:
        """The last checkpoint that the files bear out, with the place `at` in the journal behind it."""
        checkpoints: list[dict[str, Any]] = []
        at = 0
        for line in lines:
            at += len(line)
            with suppress(ValueError):
                if line.endswith(b"\n"):
                    checkpoints.append(json.loads(line) | {"at": at})
        if not checkpoints:
            return None
        if checkpoints[0].get("mark") != self._mark:
            name = self._files[0].path
            raise UsageError(
                f"the unfinished {name!r} was made by another version or with other options; "
                "repeat those, or start anew with --overwrite"
            )
        sums = [
            file.checksums({each["streams"][index][0] for each in checkpoints[1:]})
            for index, file in enumerate(self._files)
        ]
        holds = (
            each
            for each in reversed(checkpoints[1:])
            if all(known.get(size) == crc for known, (size, crc) in zip(sums, each["streams"], strict=True))
        )
        return next(holds, None)

    # -- running ------------------------------------------------------------------------------------------------------

    def remaining(self, items: Iterable[Input | Outcome], tally: Tally) -> Iterator[Input | Outcome]:
        """The inputs behind the checkpoint.  Raises `UsageError` if those before it are not the same as then."""
        rest, digest = iter(items), 0
        for _ in range(self._inputs):
            item = next(rest, None)
            if item is None:
                break
            digest = _digested(item, digest)
        if digest != self._digest:
            raise UsageError(
                f"the inputs are not those that {self._files[0].path!r} was begun with; start anew with --overwrite"
            )
        return rest

    def put(self, item: Input | Outcome, outcome: Outcome) -> Outcome:
        """Write one story; the outcome."""
        self._inputs += 1
        self._digest = _digested(item, self._digest)
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
        for file in self._files:
            file.flush()
        if self._journal is not None:
            self._write_journal(
                {
                    "inputs": self._inputs,
                    "digest": self._digest,
                    "streams": [(file.size, file.crc) for file in self._files],
                    "converted": tally.converted + tally.finished,
                    "warned": tally.warned,
                    "failed": tally.failed,
                    "errors": errors,
                }
            )

    def _write_journal(self, entry: dict[str, Any]) -> None:
        if self._journal is not None:
            try:
                self._journal.write(json.dumps(entry).encode() + b"\n")
                self._journal.flush()
            except OSError as error:
                raise unwritable(str(self._files[0].path), error) from error

    # -- closing ------------------------------------------------------------------------------------------------------

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through: complete the files and give them their names."""
        if self._held is not None:
            held, self._held = self._held, None
            self._write(map(self._form.alone, held))
        self.checkpoint(tally, errors, now=True)
        self._write(map(self._form.tail, self._tables))
        for file in self._files:
            file.publish()
        if self._journal is not None:
            with suppress(OSError):
                os.unlink(self._journal.name)

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do: keep what is done; whether a later run can go on with it."""
        with suppress(OutputError):
            if self._journal is None:
                self._release()
            self.checkpoint(tally, errors, now=True)
        return self._journal is not None

    def close(self) -> None:
        """Close all files, whatever state they are in."""
        for file in self._files:
            file.close()
        if self._journal is not None:
            self._journal.close()


class _Stream:
    """One stream of bytes: it knows their number and their checksum."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self.regular = path is not None and is_stream_file(path)
        self.size = self.crc = 0
        self._name = path or "standard output"
        self._target = _part_of(path) if path is not None and self.regular else path
        self._stream: IO[bytes] | None = None
        self._terminal = False

    def open(self, size: int = 0, crc: int = 0) -> None:
        """Open the stream, behind the first `size` bytes of what an earlier run wrote."""
        self.size, self.crc = size, crc
        try:
            if self._target is None:
                if sys.stdout is None:
                    raise OSError(9, "it is closed")
                self._stream, self._terminal = sys.stdout.buffer, sys.stdout.isatty()
                return
            if self.regular:
                os.makedirs(os.path.dirname(self._target) or ".", exist_ok=True)
            self._stream = open(self._target, "r+b" if size else "wb")  # noqa: SIM115
            if size:
                self._stream.truncate(self._stream.seek(size))
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
        """Hand what is written to the system.  Raises as `write` does."""
        try:
            if self._stream is not None:
                self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise unwritable(self._name, error) from error

    def close(self) -> None:
        """Close the file; standard output stays open."""
        if self._stream is not None and self._target is not None:
            with suppress(OSError):
                self._stream.close()

    def publish(self) -> None:
        """Give the complete file its name."""
        self.flush()
        if self._stream is None or self.path is None or not self.regular:
            return
        try:
            os.fsync(self._stream.fileno())
            self._stream.close()
            os.replace(_part_of(self.path), self.path)
        except OSError as error:
            raise unwritable(self._name, error) from error

    def checksums(self, sizes: set[int]) -> dict[int, int]:
        """The checksum of the first so many bytes of what an earlier run wrote, for each of `sizes` there are."""
        found, crc, at = {}, 0, 0
        with suppress(OSError), open(str(self._target), "rb") as stream:
            for size in sorted(sizes):
                while at < size and (data := stream.read(min(1 << 20, size - at))):
                    at, crc = at + len(data), crc32(data, crc)
                if at == size:
                    found[size] = crc
        return found


def _part_of(path: str) -> str:
    return f"{path}.part"


def _journal_of(path: str) -> str:
    return f"{path}.resume"


def _digested(item: Input | Outcome, digest: int) -> int:
    if isinstance(item, Outcome):
        return crc32(item.name.encode("utf-8", "surrogatepass"), digest)
    return crc32(item.data, crc32(f"{item.name}\0{item.stamp}".encode("utf-8", "surrogatepass"), digest))
