"""What is said of inputs that failed, where no story is written for each input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.cli.terminal import say

if TYPE_CHECKING:
    from wireparse.batch.tally import ErrorLog
    from wireparse.batch.worker import Failure

__all__ = ["Failures"]


class Failures:
    """Tells each failure on standard error, and in the file of `--errors`."""

    def __init__(self, errors: str | None, *, silent: bool = False) -> None:
        """`errors` is the path of the log, None for none; `silent` ones are told by a later reading."""
        from wireparse.batch.tally import ErrorLog

        self._silent = silent
        self._log: ErrorLog = ErrorLog(None if silent else errors)

    def __enter__(self) -> Failures:
        return self

    def __exit__(self, *_: object) -> None:
        self._log.close()

    def add(self, failure: Failure) -> None:
        """One more input failed."""
        if not self._silent:
            say(f"{failure.source}: {failure.message} [{failure.code}]")
            self._log.add(failure)
