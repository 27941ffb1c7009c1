"""What every output of a run must do, whatever it is: streams, a folder, a file that its format writes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from wireparse.batch.tally import Tally
from wireparse.batch.worker import Input, Outcome

__all__ = ["Sink"]


class Sink(Protocol):
    """The output of a run.  Between `open` and `close` it belongs to that run alone: another is refused.

    Each method raises `OutputError` where the output cannot be written, or was taken away meanwhile.
    """

    def open(self, tally: Tally, *, resume: bool) -> int:
        """Open the output, with what an earlier run has left if `resume`, whose figures go into `tally`; how many
        bytes of the log of errors belong to it.  Raises `UsageError` if it cannot be gone on with."""

    def remaining(self, items: Iterable[Input | Outcome], tally: Tally) -> Iterator[Input | Outcome]:
        """The inputs that are not in the output yet; those that are may be counted in `tally`.  Raises `UsageError` if
        the inputs are not those that it was begun with."""

    def put(self, item: Input | Outcome, outcome: Outcome) -> Outcome:
        """Write what came of one input; the outcome, which is a failure if that alone could not be written."""

    def checkpoint(self, tally: Tally, errors: int, *, now: bool = False) -> None:
        """Make what was put so far last, if it is time to, or `now`; `errors` is the size of the log of errors."""

    def finish(self, tally: Tally, errors: int) -> None:
        """All inputs are through: complete the output."""

    def keep(self, tally: Tally, errors: int) -> bool:
        """The run ends before its inputs do: keep what is done; whether a later run can go on with it."""

    def close(self) -> None:
        """Let go of the output, whatever state it is in."""
