"""A folder of outputs that mirrors the tree of the inputs: one file a story, or a file of lines a file of records.

Each file is written beside its name and renamed.  The folder's manifest, `.wireparse.resume`, is a ledger: its first
line says which version and options made the folder, each other line which input is finished, in which file, of which
size and checksum.  An input whose file is no longer that, or that was finished but is not on the list (the machine
stopped in between), is converted again, to the same bytes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO
from zlib import crc32

from wireparse.atomic_files import beside, gone, in_place, new_file, reason, unwritable, write_whole
from wireparse.batch.ledger import Entry, Ledger
from wireparse.batch.output_names import MANIFEST, base, grouped, output_name, record_name
from wireparse.batch.tally import Tally
from wireparse.batch.worker import Input, Outcome, failed
from wireparse.errors import InputError
from wireparse.exporters import Format

__all__ = ["Tree"]

# How much of a file is read at a time to sum it.
_PIECE = 1 << 20


class Tree:
    """A folder of outputs."""

    def __init__(self, form: Format, folder: str, mark: str) -> None:
        """`mark` identifies version and options: a run goes on only with what the same ones have made."""
        self._form = form
        self._folder = folder
        self._mark = mark
        self._manifest: Ledger | None = None
        # What an earlier run has finished: hashes of an input and its stamp.
        self._finished: set[int] = set()
        # Whose each output is: hashes of its place and of its input.
        self._owners: dict[int, int] = {}
        self._made = ""
        self._group: _Group | None = None

    def open(self, tally: Tally, *, resume: bool) -> int:
        """Open the folder; the inputs that its manifest lists are passed over if `resume` and their outputs are as
        they were."""
        self._manifest = Ledger(os.path.join(self._folder, MANIFEST), self._folder, self._mark)
        end = self._read_manifest(self._manifest) if resume else 0
        try:
            if end:
                self._manifest.cut(end)
            else:
                self._manifest.begin()
        except OSError as error:
            raise unwritable(self._folder, error) from error
        return 0

    def _read_manifest(self, manifest: Ledger) -> int:
        """Take in what is finished; where the last whole entry ends, 0 if there is none."""
        whole = 0
        for entry, end in manifest.entries():
            whole = end
            if self._stands(entry):
                self._finished.add(hash((entry["input"], entry["stamp"])))
                self._owners[hash(entry["output"])] = hash(entry["input"])
        return whole

    def _stands(self, entry: Entry) -> bool:
        """Whether an entry's output is there, of the size and with the checksum that it had."""
        with suppress(OSError, KeyError, TypeError):
            path = os.path.join(self._folder, entry["output"])
            state = os.lstat(path)
            if stat.S_ISREG(state.st_mode) and state.st_size == entry["size"]:
                with open(path, "rb") as stream:
                    return bool(_checksum(stream) == entry["crc"])
        return False

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
        self._check_in_place()
        if item.kind == "record" and grouped(self._form):
            return self._put_in_group(item, outcome)
        self._end_group()
        if not outcome.bodies:
            return outcome
        stem = base(item.place)
        if item.kind == "record":
            stem = os.path.join(stem, record_name(outcome.name))
        output, owner = output_name(stem, self._form.suffix), hash(item.name)
        if self._owners.setdefault(hash(output), owner) != owner:
            # A record with the id of another, or a file that came after it was seen that no outputs collide.
            return failed(InputError("E_EXISTS", item.name, f"an earlier input has become {output!r}"))
        page = self._form.head(None) + outcome.bodies[0] + self._form.tail(None)
        try:
            self._make_folder_of(output)
            write_whole(os.path.join(self._folder, output), page)
        except OSError as error:
            return failed(InputError("E_WRITE", item.name, f"its output cannot be written: {reason(error)}"))
        self._note(item.name, _stamp(item), output, len(page), crc32(page))
        return outcome

    def _check_in_place(self) -> None:
        if self._manifest is not None and not self._manifest.in_place:
            raise gone(self._folder)

    def _make_folder_of(self, output: str) -> None:
        """Make the folder that an output lies in.  Raises `OSError`, also where a link would lead out of the tree."""
        inside = os.path.dirname(output)
        if inside == self._made:
            return
        path = self._folder
        for part in inside.split(os.sep):
            path = os.path.join(path, part)
            with suppress(FileExistsError):
                os.mkdir(path)
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                raise NotADirectoryError(20, f"{path!r} is a link, or no folder")
        self._made = inside

    def _put_in_group(self, item: Input, outcome: Outcome) -> Outcome:
        if self._group is None or self._group.source != _file_of(item):
            self._end_group()
            output = output_name(base(item.place), self._form.suffix)
            self._group = _Group(_file_of(item), item.stamp, output)
            try:
                self._make_folder_of(output)
                self._group.open(os.path.join(self._folder, output))
            except OSError as error:
                self._group.error = error
        return self._group.put(item, outcome)

    def _end_group(self) -> None:
        group, self._group = self._group, None
        if group is not None and group.publish():
            self._note(group.source, group.stamp, group.output, group.size, group.crc)

    def _note(self, source: str, stamp: str, output: str, size: int, crc: int) -> None:
        # Without an entry the input is converted once more, no worse: a full disk need not end the run here.
        if self._manifest is not None:
            with suppress(OSError):
                self._manifest.write({"input": source, "stamp": stamp, "output": output, "size": size, "crc": crc})

    def checkpoint(self, tally: Tally, errors: int, *, now: bool = False) -> None:
        """Nothing to do: each file is its own checkpoint."""

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through."""
        self._check_in_place()
        self._end_group()

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do; whether a later run can go on."""
        return self._manifest is not None and self._manifest.in_place

    def close(self) -> None:
        """Close the manifest; what is not whole goes."""
        if self._group is not None:
            self._group.drop()
        if self._manifest is not None:
            self._manifest.close()


class _Group:
    """The stories of one file of records, on their way into one file."""

    def __init__(self, source: str, stamp: str, output: str) -> None:
        self.source = source
        self.stamp = stamp
        self.output = output
        self.whole = True
        self.error: OSError | None = None
        self.size = self.crc = 0
        self._target = self._part = ""
        self._stream: IO[bytes] | None = None

    def open(self, target: str) -> None:
        """Open the file that is to become `target`.  Raises `OSError`."""
        self._target, self._part = target, beside(target, ".part", ".")
        self._stream = new_file(self._part)

    def put(self, item: Input, outcome: Outcome) -> Outcome:
        """Add a story; the outcome, a failure once the file could not be written."""
        if not outcome.bodies:
            self.whole = False
            return outcome
        try:
            self._write(outcome.bodies[0])
        except OSError as error:
            self.error, self.whole = error, False
            return failed(InputError("E_WRITE", item.name, f"its output cannot be written: {reason(error)}"))
        return outcome

    def _write(self, body: bytes) -> None:
        if self.error is not None:
            raise self.error
        if self._stream is not None:
            self._stream.write(body)
            self._stream.flush()
        self.size, self.crc = self.size + len(body), crc32(body, self.crc)

    def publish(self) -> bool:
        """Give the file its name; whether every record is in it.  Raises `OutputError` if it cannot have it."""
        if self.error is not None or self._stream is None:
            self.drop()
            return False
        if not in_place(self._stream, self._part):
            raise gone(self._target)
        try:
            self._stream.close()
            os.replace(self._part, self._target)
        except OSError as error:
            raise unwritable(self._target, error) from error
        return self.whole

    def drop(self) -> None:
        """Leave nothing behind."""
        if self._stream is not None:
            with suppress(OSError):
                self._stream.close()
            with suppress(OSError):
                os.unlink(self._part)


def _checksum(stream: IO[bytes]) -> int:
    crc = 0
    while piece := stream.read(_PIECE):
        crc = crc32(piece, crc)
    return crc


def _file_of(record: Input) -> str:
    return record.name.rpartition(":")[0]


def _stamp(item: Input) -> str:
    return item.stamp if item.kind == "file" else f"{crc32(item.data):08x}"
