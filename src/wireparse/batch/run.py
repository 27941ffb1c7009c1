"""A run from its first input to its last."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

from wireparse import __version__
from wireparse.batch.inputs import Sources
from wireparse.batch.interrupts import Stop
from wireparse.batch.output_names import grouped
from wireparse.batch.plan import Destination, check
from wireparse.batch.pool import converted
from wireparse.batch.tally import ErrorLog, Tally
from wireparse.batch.worker import Input, Options, Outcome
from wireparse.errors import OutputError
from wireparse.record import Record

if TYPE_CHECKING:
    from wireparse.batch.sink import Sink

__all__ = ["Ending", "run"]

Watcher = Callable[[Tally, Input | Outcome, Outcome], None]


class Ending(Record):
    """How a run ended: `interrupted` by a signal, or by an `error` of the output; `resumable` if `--resume` goes on
    from there; `unlogged` says why the log of errors is not whole.  It was `idle` if an earlier run had finished
    everything."""

    tally: Tally
    interrupted: bool = False
    error: OutputError | None = None
    unlogged: OutputError | None = None
    resumable: bool = False
    idle: bool = False

    @property
    def exit_code(self) -> int:
        """0: all well; 1: some inputs failed; 3: nothing could be converted; 130: interrupted."""
        if self.interrupted:
            return 130
        if self.error is not None or self.unlogged is not None:
            return max(self.tally.exit_code, 1)
        return 0 if self.idle else self.tally.exit_code


def run(
    sources: Sources,
    to: Destination,
    options: Options,
    *,
    jobs: int = 1,
    overwrite: bool = False,
    resume: bool = False,
    errors: str | None = None,
    watch: Watcher = lambda tally, item, outcome: None,
) -> Ending:
    """Convert all inputs of `sources`; `watch` is called after each, with what came of it.

    Raises `UsageError` before anything is written where something stands in the way, `OutputError` where the output
    cannot even be opened, and `BrokenPipeError` when nobody reads the output any more.
    """
    tally = Tally()
    if not check(to, sources, overwrite=overwrite, resume=resume, errors=errors):
        return Ending(tally, idle=True)
    resume = resume and not overwrite
    options = options._replace(format=to.form.id, tables=to.tables, alone=to.mirrors and not grouped(to.form))
    sink = _sink(to, _mark(options, sources.form, to.rotate), anew=overwrite)
    with closing(ErrorLog(errors)) as log, closing(sink), Stop() as stop:
        log.begin(sink.open(tally, resume=resume))
        inputs = sink.remaining(sources.inputs(), tally)
        try:
            for item, outcome in converted(stop.until(inputs), options, jobs):
                final = sink.put(item, outcome)
                tally.add(final)
                if final.failure:
                    log.add(final.failure)
                watch(tally, item, final)
                sink.checkpoint(tally, log.size)
            if not stop.asked:
                sink.finish(tally, log.size)
                return Ending(tally, unlogged=log.error, idle=_none_ours(sources, tally))
            return Ending(tally, interrupted=True, unlogged=log.error, resumable=sink.keep(tally, log.size))
        except OutputError as error:
            return Ending(tally, error=error, unlogged=log.error, resumable=sink.keep(tally, log.size))


def _none_ours(sources: Sources, tally: Tally) -> bool:
    """Whether there was nothing in this machine's share."""
    return sources.shard is not None and not (tally.converted or tally.finished or tally.failed)


def _sink(to: Destination, mark: str, *, anew: bool) -> Sink:
    if to.rotate:
        from wireparse.batch.part_sink import Parts

        return Parts(to.form, to.tables, to.path, mark, to.rotate)
    if to.form.store is not None:
        from wireparse.batch.store_sink import Stored

        return Stored(to.form, to.path, mark, anew=anew)
    if to.mirrors:
        from wireparse.batch.folder_sink import Tree

        return Tree(to.form, to.path, mark)
    from wireparse.batch.stream_sink import Streams

    return Streams(to.form, to.tables, to.paths, mark)


def _mark(options: Options, form: str, rotate: int) -> str:
    """What a later run must share with this one to go on with it."""
    return sha256(json.dumps([__version__, form, rotate, *options._replace(strict=False)]).encode()).hexdigest()[:16]
