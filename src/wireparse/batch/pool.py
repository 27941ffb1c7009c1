"""Inputs to outcomes, in order: in this process, or by a pool of others.

Each worker has one chunk at a time, so the parent knows whose work is lost when one dies: the chunk is tried again
input by input, and the input that kills its worker twice is a failure of its own (`E_WORKER`); the rest goes on.
A large input has a worker even if it is the only one, and no worker may take all memory.
What passes between the processes is JSON and bytes, never a pickle.
"""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, cast

from wireparse.batch.interrupts import leave_to_parent
from wireparse.batch.memory import limit
from wireparse.batch.worker import Failure, Input, Options, Outcome, Worker, failed
from wireparse.errors import InputError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["converted", "processors"]

# A chunk is as many inputs as are worth the way to a worker and back, and no more than memory can bear many times.
_CHUNK_INPUTS: Final = 16
_CHUNK_BYTES: Final = 256 * 1024
# Bytes of an input that is worth a process of its own, whatever `jobs` is: its death can be told of.
_LARGE: Final = 4 * 1024 * 1024
# Chunks begun for each worker: the one in front may be slow, and the others must wait for it to keep the order.
_AHEAD: Final = 8

Job = tuple[Input | Outcome, Outcome]


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def converted(items: Iterable[Input | Outcome], options: Options, jobs: int) -> Iterator[Job]:
    """Each input with its outcome, in the order of the inputs, whatever `jobs` is."""
    chunks = _chunks(items) if jobs > 1 else iter(())
    first = next(chunks, [])
    second = next(chunks, None)
    if second is None:
        yield from _one_by_one(first if jobs > 1 else items, options)
        return
    with _Pool(options, jobs) as pool:
        yield from pool.map(chain((first, second), chunks))


def _one_by_one(items: Iterable[Input | Outcome], options: Options) -> Iterator[Job]:
    worker = Worker(options)
    for item in items:
        if isinstance(item, Outcome):
            yield item, item
        elif item.size < _LARGE:
            yield item, worker.convert(item)
        else:
            with _Pool(options, 1) as pool:
                yield from pool.map(_chunks([item]))


def _chunks(items: Iterable[Input | Outcome]) -> Iterator[list[Input | Outcome]]:
    chunk: list[Input | Outcome] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += item.size if isinstance(item, Input) else 0
        if len(chunk) >= _CHUNK_INPUTS or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class _Chunk:
    """Inputs on their way: `outcomes` is None until they are back."""

    __slots__ = ("items", "outcomes", "tried")

    def __init__(self, items: list[Input | Outcome], *, tried: bool = False) -> None:
        self.items = items
        self.tried = tried
        self.outcomes: list[Outcome] | None = None


class _Pool:
    """Processes that convert chunks.  They end with the pool, and by themselves if this process is killed."""

    def __init__(self, options: Options, jobs: int) -> None:
        import multiprocessing

        method = "fork" if sys.platform == "linux" else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        self._options = options
        self._jobs = jobs
        self._members: dict[Connection, BaseProcess] = {}
        self._idle: list[Connection] = []
        self._busy: dict[Connection, _Chunk] = {}

    def __enter__(self) -> _Pool:
        for _ in range(self._jobs):
            self._hire()
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        for connection in self._members:
            connection.close()
        for process in self._members.values():
            process.join(timeout=0 if error else 5)
            if process.is_alive():
                process.kill()
                process.join()

    def _hire(self) -> None:
        ours, theirs = self._context.Pipe()
        # A forked child has copies of our ends of all pipes and must close them: only then does a worker see the end
        # of its pipe when this process goes.
        inherited = (*self._members, ours) if self._context.get_start_method() == "fork" else ()
        process = self._context.Process(
            target=_serve, args=(theirs, inherited, tuple(self._options)), daemon=True, name="wireparse-worker"
        )
        process.start()
        theirs.close()
        self._members[ours] = process
        self._idle.append(ours)

    def map(self, chunks: Iterator[list[Input | Outcome]]) -> Iterator[Job]:
        """Every chunk's inputs with their outcomes, in order."""
        from multiprocessing.connection import wait

        line: deque[_Chunk] = deque()
        again: deque[_Chunk] = deque()
        coming = next(chunks, None)
        while coming or line:
            # What is read and written here is read and written while the workers work.
            while self._idle and (again or (coming and len(line) < _AHEAD * self._jobs)):
                if again:
                    self._send(again.popleft())
                elif coming:
                    line.append(_Chunk(coming))
                    self._send(line[-1])
                    coming = next(chunks, None)
            while line and line[0].outcomes is not None:
                done = line.popleft()
                yield from zip(done.items, done.outcomes or (), strict=True)
            if not self._busy:
                continue
            for ready in wait(list(self._busy)):
                connection = cast("Connection", ready)
                chunk = self._busy.pop(connection)
                try:
                    answer = connection.recv_bytes()
                except (EOFError, OSError):
                    self._replace(connection)
                    self._retry(chunk, line, again)
                else:
                    self._idle.append(connection)
                    chunk.outcomes = _merged(chunk.items, _unpacked_outcomes(answer))

    def _send(self, chunk: _Chunk) -> None:
        connection = self._idle.pop()
        self._busy[connection] = chunk
        # A worker that died while idle is found out when its answer is awaited.
        with suppress(OSError):
            connection.send_bytes(_packed_inputs([item for item in chunk.items if isinstance(item, Input)]))

    def _replace(self, connection: Connection) -> None:
        connection.close()
        process = self._members.pop(connection)
        process.kill()
        process.join()
        self._hire()

    @staticmethod
    def _retry(chunk: _Chunk, line: deque[_Chunk], again: deque[_Chunk]) -> None:
        """Try the inputs of a lost chunk one by one; give up the one that was alone and tried before, or is large."""
        first = chunk.items[0]
        if len(chunk.items) == 1 and (chunk.tried or getattr(first, "size", 0) >= _LARGE):
            message = (
                "the process that worked on it died; it may need more memory than there is: "
                "split it, or set a smaller --max-size"
            )
            chunk.outcomes = [failed(InputError("E_WORKER", first.name, message))]
            return
        singles = [_Chunk([item], tried=True) for item in chunk.items]
        place = line.index(chunk)
        line.remove(chunk)
        for offset, single in enumerate(singles):
            line.insert(place + offset, single)
        again.extend(singles)


def _serve(connection: Connection, inherited: Sequence[Connection], options: tuple[Any, ...]) -> None:
    """The life of a worker: chunks in, outcomes out, until the other end is closed."""
    leave_to_parent()
    limit()
    for other in inherited:
        other.close()
    worker = Worker(Options(*options))
    with suppress(EOFError, OSError):
        while True:
            items = _unpacked_inputs(connection.recv_bytes())
            connection.send_bytes(_packed_outcomes([worker.convert(item) for item in items]))


def _merged(items: list[Input | Outcome], outcomes: Iterator[Outcome]) -> list[Outcome]:
    return [item if isinstance(item, Outcome) else next(outcomes) for item in items]


# A message is a line of JSON that lists the parts, and then the bytes of all parts, one after the other.


def _packed_inputs(items: list[Input]) -> bytes:
    head = [(item.kind, item.name, item.form, len(item.data)) for item in items]
    return b"".join((json.dumps(head).encode(), b"\n", *(item.data for item in items)))


def _unpacked_inputs(message: bytes) -> Iterator[Input]:
    head, _, data = message.partition(b"\n")
    at = 0
    for kind, name, form, length in json.loads(head):
        yield Input(kind, name, data[at : at + length], form=form)
        at += length


def _packed_outcomes(outcomes: list[Outcome]) -> bytes:
    head = [(each.name, [len(body) for body in each.bodies], each.warnings, each.failure) for each in outcomes]
    return b"".join((json.dumps(head).encode(), b"\n", *(body for each in outcomes for body in each.bodies)))


def _unpacked_outcomes(message: bytes) -> Iterator[Outcome]:
    head, _, data = message.partition(b"\n")
    at = 0
    for name, lengths, warnings, failure in json.loads(head):
        bodies = []
        for length in lengths:
            bodies.append(data[at : at + length])
            at += length
        yield Outcome(name, tuple(bodies), tuple(warnings), Failure(*failure) if failure else None)
