"""A folder of part files of so many stories each: what is whole stays, whatever ends the run.

The folder's manifest, `.wireparse.resume`, is a journal with a checkpoint a part.  A later run goes on behind the last
part that stands as it was; the part that was being written is made anew.  So the parts of a run that was killed are
those of one that was not, in any format, also in one whose files cannot be gone on with, such as Parquet.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from wireparse.atomic_files import unwritable
from wireparse.batch.journal import Checkpoint, Journal
from wireparse.batch.output_names import MANIFEST, part_name, parts_in
from wireparse.batch.stream_sink import Stream
from wireparse.batch.tally import Tally
from wireparse.batch.worker import Input, Outcome
from wireparse.exporters import Format
from wireparse.exporters.format import Store

__all__ = ["Parts"]


class Parts:
    """A folder of part files, of each table one."""

    def __init__(self, form: Format, tables: Sequence[str | None], folder: str, mark: str, size: int) -> None:
        """`size` is the number of stories of a part; `mark` identifies version and options."""
        self._form = form
        self._tables = tables
        self._folder = folder
        self._mark = mark
        self._size = size
        self._journal: Journal | None = None
        self._number = self._stories = 0
        self._streams: list[Stream] = []
        self._store: Store | None = None
        self._ended = False

    def open(self, tally: Tally, *, resume: bool) -> int:
        """Open the folder, behind its last whole part if `resume`; how many bytes of the log of errors belong to it."""
        self._journal = Journal(self._folder, self._mark, os.path.join(self._folder, MANIFEST))
        last: Checkpoint | None = None
        for each in self._journal.checkpoints() if resume else ():
            if not self._stands(each):
                break
            last = each
        self._number = last["part"] + 1 if last else 0
        try:
            for number, path in parts_in(self._folder, self._form.suffix):
                if number >= self._number:  # nobody must take them for ours
                    os.unlink(path)
        except OSError as error:
            raise unwritable(self._folder, error) from error
        if last is not None:
            return self._journal.go_on(last, tally)
        self._journal.begin()
        return 0

    def _paths(self, number: int) -> list[str]:
        names = (part_name(table, number, self._form.suffix) for table in self._tables)
        return [os.path.join(self._folder, name) for name in names]

    def _sizes(self, number: int) -> list[int]:
        return [os.path.getsize(path) for path in self._paths(number)]

    def _stands(self, checkpoint: Checkpoint) -> bool:
        """Whether the files of a checkpoint's part are there, of the sizes that they had."""
        with suppress(OSError):
            return bool(checkpoint["sizes"] == self._sizes(checkpoint["part"]))
        return False

    def remaining(self, items: Iterable[Input | Outcome], tally: Tally) -> Iterator[Input | Outcome]:
        """The inputs behind the last whole part.  Raises `UsageError` if those before it are not the same as then."""
        return self._journal.remaining(items) if self._journal is not None else iter(items)

    def put(self, item: Input | Outcome, outcome: Outcome) -> Outcome:
        """Write one story, and end its part if it is full; the outcome."""
        if self._journal is not None:
            self._journal.count(item)
        if outcome.bodies:
            if not self._stories:
                self._begin_part()
            self._stories += 1
            if self._store is not None:
                self._store.add(outcome.bodies[0])
            for stream, body in zip(self._streams, outcome.bodies, strict=False):
                stream.write(body)
            if self._stories == self._size:
                self._end_part()
        return outcome

    def _begin_part(self) -> None:
        paths = self._paths(self._number)
        if self._form.store is not None:
            self._store = self._form.store(paths[0], True)
            return
        self._streams = [Stream(path) for path in paths]
        for stream, table in zip(self._streams, self._tables, strict=True):
            stream.open()
            stream.write(self._form.head(table))

    def _end_part(self) -> None:
        if self._store is not None:
            self._store.finish()
            self._store.close()
            self._store = None
        for stream, table in zip(self._streams, self._tables, strict=False):
            stream.write(self._form.tail(table))
            stream.publish()
        self._streams, self._stories, self._ended = [], 0, True

    def checkpoint(self, tally: Tally, errors: int, *, now: bool = False) -> None:
        """Note the part that has just been ended."""
        if self._ended and self._journal is not None:
            self._journal.note(tally, errors, part=self._number, sizes=self._sizes(self._number))
            self._number, self._ended = self._number + 1, False

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through: end the last part."""
        if self._stories:
            self._end_part()
        self.checkpoint(tally, errors)

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do: its whole parts are kept, and can be gone on with."""
        return self._journal is not None

    def close(self) -> None:
        """Let go of the folder; a part that is not whole goes."""
        if self._store is not None:
            self._store.close()
            for path in self._paths(self._number) if self._form.grows else ():
                with suppress(OSError):
                    os.unlink(path)
        for stream in self._streams:
            stream.drop()
        if self._journal is not None:
            self._journal.close()
