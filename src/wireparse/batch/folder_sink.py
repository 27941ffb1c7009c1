"""A folder of outputs that mirrors the tree of the inputs: one file a story, or a file of lines a file of records.

Each file is written beside its name and renamed.  The folder's manifest, `.wireparse.resume`, is a list that only
grows: its first line says which version and options made the folder, each other line which input is finished.  An
input that was finished but is not on the list (the machine stopped in between) is converted again, to the same bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO
from zlib import crc32

from wireparse.batch.atomic_files import lock, reason, unwritable, write_whole
from wireparse.batch.output_names import MANIFEST, base, grouped, record_name
from wireparse.batch.tally import Tally
from wireparse.batch.worker import Input, Outcome, failed
from wireparse.errors import InputError, UsageError
from wireparse.exporters import Format

__all__ = ["Tree"]


class Tree:
    """A folder of outputs."""

    def __init__(self, form: Format, folder: str, mark: str) -> None:
        """`mark` identifies version and options: a run goes on only with what the same ones have made."""
        self._form = form
        self._folder = folder
        self._mark = mark
        self._manifest: IO[bytes] | None = None
        self._finished: set[int] = set()
        self._taken: set[int] = set()
        self._group: _Group | None = None

    def open(self, tally: Tally, *, resume: bool) -> int:
        """Open the folder; the inputs that its manifest lists are passed over if `resume`."""
        path = os.path.join(self._folder, MANIFEST)
        try:
            os.makedirs(self._folder, exist_ok=True)
            self._manifest = open(path, "a+b")  # noqa: SIM115
        except OSError as error:
            raise unwritable(self._folder, error) from error
        lock(self._manifest, self._folder)
        self._manifest.seek(0)
        if not (resume and self._read_manifest(self._manifest)):
            self._manifest.truncate(0)
            self._note({"mark": self._mark})
        return 0

    def _read_manifest(self, manifest: IO[bytes]) -> bool:
        """Take in what is finished; False if the manifest has not even its first line."""
        whole = 0
        for line in manifest:
            try:
                entry = json.loads(line)
            except ValueError:
                break
            if not line.endswith(b"\n"):
                break
            if not whole and entry.get("mark") != self._mark:
                raise UsageError(
                    f"{self._folder!r} was made by another version or with other options; "
                    "repeat those, or start anew with --overwrite"
                )
            if whole:
                self._finished.add(hash((entry["input"], entry["stamp"])))
            whole += len(line)
        manifest.truncate(whole)
        return whole > 0

    def remaining(self, items: Iterable[Input | Outcome], tally: Tally) -> Iterator[Input | Outcome]:
        """The inputs that are not finished; the others are counted."""
        for item in items:
            if isinstance(item, Input) and self._is_finished(item):
                tally.finished += 1
            else:
                yield item

    def _is_finished(self, item: Input) -> bool:
        if not self._finished:
            return False
        if item.kind == "record" and grouped(self._form):
            return hash((_file_of(item), item.stamp)) in self._finished
        return hash((item.name, _stamp(item))) in self._finished

    def put(self, item: Input | Outcome, outcome: Outcome) -> Outcome:
        """Write one story; the outcome, which is a failure if the file cannot be written."""
        if isinstance(item, Outcome):
            if self._group is not None:
                self._group.whole = False  # a line of its file that could not be read
            return outcome
        if item.kind == "record" and grouped(self._form):
            return self._put_in_group(item, outcome)
        self._end_group()
        if not outcome.bodies:
            return outcome
        place = base(item.place)
        if item.kind == "record":
            place = os.path.join(place, record_name(outcome.name))
        if (key := hash(place)) in self._taken:
            # A record with the id of another, or a file that came after it was seen that no outputs collide.
            message = f"an earlier input has become {place + self._form.suffix!r}"
            return failed(InputError("E_EXISTS", item.name, message))
        self._taken.add(key)
        try:
            page = self._form.head(None) + outcome.bodies[0] + self._form.tail(None)
            write_whole(os.path.join(self._folder, place + self._form.suffix), page)
        except OSError as error:
            return failed(InputError("E_WRITE", item.name, f"its output cannot be written: {reason(error)}"))
        self._note({"input": item.name, "stamp": _stamp(item)})
        return outcome

    def _put_in_group(self, item: Input, outcome: Outcome) -> Outcome:
        if self._group is None or self._group.source != _file_of(item):
            self._end_group()
            target = os.path.join(self._folder, base(item.place) + self._form.suffix)
            self._group = _Group(_file_of(item), item.stamp, target)
        return self._group.put(item, outcome)

    def _end_group(self) -> None:
        group, self._group = self._group, None
        if group is not None and group.publish():
            self._note({"input": group.source, "stamp": group.stamp})

    def _note(self, entry: dict[str, str]) -> None:
        # Without an entry the input is converted once more, no worse: a full disk need not end the run here.
        if self._manifest is not None:
            with suppress(OSError):
                self._manifest.write(json.dumps(entry).encode() + b"\n")
                self._manifest.flush()

    def checkpoint(self, tally: Tally, errors: int, *, now: bool = False) -> None:
        """Nothing to do: each file is its own checkpoint."""

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through."""
        self._end_group()

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do; whether a later run can go on."""
        return True

    def close(self) -> None:
        """Close the manifest; what is not whole goes."""
        if self._group is not None:
            self._group.drop()
        if self._manifest is not None:
            with suppress(OSError):
                self._manifest.close()


class _Group:
    """The stories of one file of records, on their way into one file."""

    def __init__(self, source: str, stamp: str, target: str) -> None:
        self.source = source
        self.stamp = stamp
        self._target = target
        folder, name = os.path.split(target)
        self._part = os.path.join(folder, f".{name}.part")
        self.whole = True
        self._error: OSError | None = None
        try:
            os.makedirs(folder, exist_ok=True)
            self._stream = open(self._part, "wb")  # noqa: SIM115
        except OSError as error:
            self._error = error

    def put(self, item: Input, outcome: Outcome) -> Outcome:
        """Add a story; the outcome, a failure once the file could not be written."""
        if not outcome.bodies:
            self.whole = False
            return outcome
        try:
            if self._error is not None:
                raise self._error
            self._stream.write(outcome.bodies[0])
            self._stream.flush()
        except OSError as error:
            self._error, self.whole = error, False
            return failed(InputError("E_WRITE", item.name, f"its output cannot be written: {reason(error)}"))
        return outcome

    def publish(self) -> bool:
        """Give the file its name; whether every record is in it."""
        if self._error is not None:
            self.drop()
            return False
        self._stream.close()
        os.replace(self._part, self._target)
        return self.whole

    def drop(self) -> None:
        """Leave nothing behind."""
        if self._error is None:
            self._stream.close()
        with suppress(OSError):
            os.unlink(self._part)


def _file_of(record: Input) -> str:
    return record.name.rpartition(":")[0]


def _stamp(item: Input) -> str:
    return item.stamp if item.kind == "file" else f"{crc32(item.data):08x}"
