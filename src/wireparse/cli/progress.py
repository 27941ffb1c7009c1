"""What `convert` tells while it runs and when it is done, all on standard error."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final

from wireparse.batch.inputs import told_left_out
from wireparse.cli.terminal import console, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.progress import Progress, TaskID

    from wireparse.batch.inputs import Sources
    from wireparse.batch.plan import Destination
    from wireparse.batch.run import Ending
    from wireparse.batch.tally import Tally
    from wireparse.batch.worker import Input, Outcome

__all__ = ["Reporter"]

# Seconds: a run that is over sooner needs no bar; how often the bar moves.
_PATIENCE: Final = 0.5
_PACE: Final = 0.1


class Reporter:
    """Tells failures as they happen, progress where somebody watches, and a summary."""

    def __init__(self, sources: Sources, *, quiet: bool, strict: bool, progress: str, color: str) -> None:
        self._sources = sources
        self._quiet = quiet
        self._strict = strict
        self._color = color
        watched = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._wanted = progress == "always" or (progress == "auto" and watched and not quiet)
        self._begun = time.monotonic()
        self._next = self._begun + (0 if progress == "always" else _PATIENCE)
        self._bar: Progress | None = None
        self._task: TaskID
        self._seen = self._bytes = 0

    def __enter__(self) -> Reporter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def watch(self, tally: Tally, item: Input | Outcome, outcome: Outcome) -> None:
        """One more input is done."""
        self._seen += 1
        self._bytes += getattr(item, "size", 0)
        if outcome.failure:
            self._tell(f"{outcome.failure.source}: {outcome.failure.message} [{outcome.failure.code}]")
        elif self._strict:
            for warning in outcome.warnings:
                self._tell(f"{outcome.name}: warning: {warning}")
        if self._wanted and time.monotonic() >= self._next:
            self._move(tally)
            self._next = time.monotonic() + _PACE

    def _tell(self, message: str) -> None:
        if self._bar is not None:
            self._bar.stop()
        say(message)
        if self._bar is not None:
            self._bar.start()

    def _move(self, tally: Tally) -> None:
        if self._bar is None:
            self._bar, self._task = self._new_bar()
        rate = tally.converted / max(time.monotonic() - self._begun, _PACE)
        told = f"{_count(tally.converted + tally.finished, 'story', 'stories')}, {_rate(rate)}"
        failed = f"{tally.failed.total():,} failed" if tally.failed else ""
        self._bar.update(self._task, completed=self._bytes, told=told, failed=failed, refresh=True)

    def _new_bar(self) -> tuple[Progress, TaskID]:
        from rich.progress import (
            BarColumn,
            Progress,
            ProgressColumn,
            SpinnerColumn,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        total = self._total()
        columns: list[ProgressColumn] = [SpinnerColumn(), TextColumn("converting")]
        if total:
            columns += [BarColumn(), TaskProgressColumn(), TimeRemainingColumn()]
        columns += [TextColumn("{task.fields[told]}"), TextColumn("[red]{task.fields[failed]}")]
        # Without a thread of its own: a worker may be forked at any time.
        bar = Progress(*columns, console=console(sys.stderr, self._color), auto_refresh=False, transient=True)
        bar.start()
        return bar, bar.add_task("converting", total=total, told="", failed="")

    def _total(self) -> int | None:
        """How many bytes there are, where that can be known before they are read."""
        from wireparse.batch.inputs import Found

        total = 0
        for found in self._sources.files():
            if isinstance(found, Found):
                if not found.stamp or found.path.endswith(".gz"):
                    return None
                total += found.size
        return total

    def close(self, ending: Ending, destination: Destination) -> None:
        """The summary."""
        tally, output = ending.tally, destination.path
        if ending.idle:
            if not self._quiet:
                say(f"{output!r} is finished, nothing is left to do; --overwrite makes it anew")
            return
        for error in filter(None, (ending.unlogged, ending.error)):
            say(str(error))
        on = f"; what is done is kept, --resume goes on with {output!r}" if ending.resumable else ""
        if ending.interrupted:
            say(f"interrupted{on}")
        elif ending.error is not None and on:
            say(on.removeprefix("; "))
        printed = destination.kind == "stdout"
        more = tally.failed or tally.finished or self._sources.left_out
        if self._quiet or (self._seen <= 1 and not more and printed):
            return
        summary = _summary(tally, time.monotonic() - self._begun, self._sources.left_out)
        # What is not whole has been told, with the way to go on.
        say(summary if printed or ending.error or ending.interrupted else f"{summary}, into {_place(destination)}")


def _place(destination: Destination) -> str:
    return f"{'the folder ' if destination.kind == 'folder' else ''}{destination.path!r}"


def _summary(tally: Tally, seconds: float, left_out: Mapping[str, int]) -> str:
    parts = [f"converted {_count(tally.converted, 'story', 'stories')}"]
    if tally.finished:
        parts.append(f"{tally.finished:,} finished before")
    if tally.failed:
        codes = ", ".join(f"{code} {count:,}" for code, count in sorted(tally.failed.items()))
        parts.append(f"{tally.failed.total():,} failed ({codes})")
    if tally.warned:
        parts.append(f"{tally.warned:,} with warnings")
    if left_out:
        parts.append(f"left out {told_left_out(left_out)}")
    rate = f", {_rate(tally.converted / seconds)}" if tally.converted > 1 and seconds > 0 else ""
    return f"{', '.join(parts)} in {seconds:.1f} s{rate}"


def _rate(stories: float) -> str:
    return f"{stories:,.0f}/s" if stories >= 10 else f"{stories:.1f}/s" if stories >= 0.1 else f"{stories * 60:.1f}/min"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
