"""The journal of a run: how far it is, as checkpoints in `NAME.resume` beside its output.

The first line says which version and options made the output.  Each other line is a checkpoint: after so many inputs,
whose checksum is this, the output was whole, and the run had counted so much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from zlib import crc32

from wireparse.atomic_files import beside, unwritable
from wireparse.batch.ledger import Ledger
from wireparse.batch.tally import Tally
from wireparse.batch.worker import Input, Outcome
from wireparse.errors import UsageError

__all__ = ["Checkpoint", "Journal", "journal_of"]

Checkpoint: TypeAlias = dict[str, Any]


def journal_of(output: str) -> str:
    """The path of an output's journal."""
    return beside(output, ".resume")


class Journal:
    """The journal of one output, locked while it is open: no other run writes there."""

    def __init__(self, output: str, mark: str, path: str | None = None) -> None:
        """`mark` identifies version and options; `path` is the journal's own if it is not the usual one."""
        self._output = output
        self._inputs = self._digest = 0
        self._ledger = Ledger(path or journal_of(output), output, mark)

    def checkpoints(self) -> list[Checkpoint]:
        """What an earlier run left, in order.  Raises `UsageError` if its version or options were others."""
        return [entry | {"at": at} for entry, at in self._ledger.entries()]

    def begin(self) -> None:
        """Begin anew."""
        with self._told():
            self._ledger.begin()

    def go_on(self, last: Checkpoint, tally: Tally) -> int:
        """Go on behind a checkpoint, whose figures go into `tally`; how many bytes of the error log belong to it."""
        with self._told():
            self._ledger.cut(last["at"])
        self._inputs, self._digest = last["inputs"], last["digest"]
        tally.finished, tally.warned, tally.failed = last["converted"], last["warned"], Counter(last["failed"])
        return int(last["errors"])

    def remaining(self, items: Iterable[Input | Outcome]) -> Iterator[Input | Outcome]:
        """The inputs behind the checkpoint.  Raises `UsageError` if those before it are not the same as then."""
        rest, digest = iter(items), 0
        for _ in range(self._inputs):
            item = next(rest, None)
            if item is None:
                break
            digest = _digested(item, digest)
        if digest != self._digest:
            raise UsageError(
                f"the inputs are not those that {self._output!r} was begun with; start anew with --overwrite"
            )
        return rest

    def count(self, item: Input | Outcome) -> None:
        """One more input is through."""
        self._inputs += 1
        self._digest = _digested(item, self._digest)

    def note(self, tally: Tally, errors: int, **more: Any) -> None:
        """Write a checkpoint: the output is whole, and the error log has so many bytes."""
        entry = {
            "inputs": self._inputs,
            "digest": self._digest,
            "converted": tally.converted + tally.finished,
            "warned": tally.warned,
            "failed": tally.failed,
            "errors": errors,
        }
        with self._told():
            self._ledger.write(entry | more)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unwritable(self._output, error) from error

    def remove(self) -> None:
        """The output is complete: nothing is left to go on with."""
        self._ledger.remove()

    def close(self) -> None:
        """Close the file."""
        self._ledger.close()


def _digested(item: Input | Outcome, digest: int) -> int:
    if isinstance(item, Outcome):
        return crc32(item.name.encode("utf-8", "surrogatepass"), digest)
    return crc32(item.data, crc32(f"{item.name}\0{item.stamp}".encode("utf-8", "surrogatepass"), digest))
