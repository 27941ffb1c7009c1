"""The inputs of a run: paths, folders, globs and lists, in the order in which they are converted.

Everything here is a stream: a folder with a million files is listed folder by folder, a file of a million records is
read line by line.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from typing import IO, Final, NamedTuple

from wireparse.batch.work import Input, Outcome, failed
from wireparse.errors import InputError
from wireparse.lexicon import load
from wireparse.reader import MAX_SIZE, open_file, read_lines, read_stream, unreadable

__all__ = ["STDIN", "Found", "Sources", "is_records", "listed"]

#: The path that means standard input, and the name that its text goes by.
DASH: Final = "-"
STDIN: Final = "<stdin>"

# Forms of files that hold records, and the names of those that hold one a line.
_OF_RECORDS: Final = ("jsonl", "csv")
_RECORDS: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


class Found(NamedTuple):
    """A file to convert: its path, where it stands in the tree that outputs mirror, and what tells whether it has
    changed (size and time; empty where there is nothing to tell it from)."""

    path: str
    place: str
    size: int
    stamp: str


class Sources:
    """What the caller named, as a stream of files and of inputs; an outcome among them is an input that failed before
    it could be read.

    It can be listed more than once (to see collisions before the first byte is written); `left_out` counts what the
    last listing passed over.
    """

    def __init__(
        self,
        paths: Iterable[str],
        *,
        form: str = "auto",
        globs: Iterable[str] = (),
        text_field: str = "text",
        limit: int = MAX_SIZE,
    ) -> None:
        self.paths = tuple(paths)
        self.form = form
        self.globs = tuple(globs)
        self.text_field = text_field
        self.limit = limit
        self.left_out: Counter[str] = Counter()
        #: Device and inode of the file that standard output goes to, which a folder may hold.
        self.output: tuple[int, int] | None = None

    def files(self) -> Iterator[Found | Outcome]:
        """Every file, in order.  A folder without one has failed."""
        self.left_out.clear()
        for path in self.paths:
            if path == DASH:
                yield Found(DASH, "stdin", 0, "")
            elif os.path.isdir(path):
                empty = True
                for entry in self._walk(path, "" if len(self.paths) == 1 else _place(path)):
                    empty = False
                    yield entry
                if empty:
                    yield failed(InputError("E_EMPTY", path, f"there is no story in this folder{self._passed()}"))
            else:
                yield from map(_file, _globbed(path))

    def inputs(self) -> Iterator[Input | Outcome]:
        """Every input, in order: files as they are, those of records line by line."""
        for found in self.files():
            if isinstance(found, Outcome):
                yield found
            elif found.path == DASH:
                yield from self._standard_input()
            elif is_records(found.path, self.form):
                yield from self._records(found)
            else:
                yield Input("file", found.path, place=found.place, size=found.size, stamp=found.stamp)

    def _walk(self, folder: str, place: str) -> Iterator[Found | Outcome]:
        """The files below a folder, sorted by name, folder by folder; no recursion, so any depth will do."""
        stack = [(place, _entries(folder))]
        while stack:
            place, entries = stack[-1]
            entry = next(entries, None)
            if entry is None:
                stack.pop()
                continue
            if isinstance(entry, Outcome):
                yield entry
                continue
            inside = os.path.join(place, entry.name)
            reason = self._reason_to_leave_out(entry, inside)
            if reason:
                self.left_out[reason] += 1
            elif entry.is_dir(follow_symlinks=False):
                stack.append((inside, _entries(entry.path)))
            else:
                yield _file(entry.path, inside)

    def _reason_to_leave_out(self, entry: os.DirEntry[str], place: str) -> str | None:
        if entry.name.startswith("."):
            return "hidden"
        if entry.is_dir(follow_symlinks=False):
            return None
        if entry.is_symlink() and os.path.isdir(entry.path):
            # Not followed: a link may lead out of the tree, or round in a circle.
            return "linked folders"
        if os.path.exists(entry.path) and not os.path.isfile(entry.path):
            return "devices and pipes"  # reading one might never end
        if self.output and entry.inode() == self.output[1] and entry.stat().st_dev == self.output[0]:
            return "being written"
        if self.globs and not any(fnmatchcase(place if "/" in glob else entry.name, glob) for glob in self.globs):
            return "not matching --glob"
        if os.path.splitext(entry.name.removesuffix(".gz"))[1].lower() in load("binary-files"):
            return "of binary types"
        return None

    def _passed(self) -> str:
        passed = ", ".join(f"{count} {what}" for what, count in self.left_out.items())
        return f" (left out: {passed})" if passed else ""

    def _records(self, found: Found) -> Iterator[Input | Outcome]:
        try:
            with open_file(found.path) as stream:
                yield from self._lines(stream, found)
        except InputError as error:
            yield failed(error)

    def _reader(self) -> Callable[[IO[bytes], str, int], Iterator[tuple[int, bytes | InputError]]]:
        if self.form != "csv":
            return read_lines
        from wireparse.readers.rows import read_rows

        return read_rows

    def _lines(self, stream: IO[bytes], found: Found) -> Iterator[Input | Outcome]:
        number = 0
        for number, line in self._reader()(stream, found.path, self.limit):
            if isinstance(line, InputError):
                yield failed(line)
            else:
                yield Input("record", f"{found.path}:{number}", line, found.place, len(line), found.stamp)
        if not number:
            yield failed(InputError("E_EMPTY", found.path, "there is no record in it"))

    def _standard_input(self) -> Iterator[Input | Outcome]:
        found = Found(STDIN, "stdin", 0, "")
        stream = sys.stdin.buffer
        if self.form in _OF_RECORDS or (self.form == "auto" and self._looks_like_records(stream)):
            yield from self._lines(stream, found)
            return
        try:
            data = read_stream(stream, STDIN, self.limit)
        except InputError as error:
            yield failed(error)
        else:
            yield Input("text", STDIN, data, found.place, len(data))

    def _looks_like_records(self, stream: IO[bytes]) -> bool:
        """Whether a stream, which has no name to tell, opens with a JSON object that has the field of the text."""
        peek = getattr(stream, "peek", None)
        head: bytes = peek(1) if peek else b""
        opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return opening.startswith(b"{") and f'"{self.text_field}"'.encode() in opening


def is_records(path: str, form: str) -> bool:
    """Whether a file is read as records: on request, or by its name."""
    return form in _OF_RECORDS or (form == "auto" and path.lower().endswith(_RECORDS))


def listed(source: str, *, null: bool) -> Iterator[str]:
    """The paths of a list (`-` for standard input), one a line, or separated by NUL bytes.  Raises `InputError`."""
    if source == DASH:
        data = sys.stdin.buffer.read()
    else:
        with open_file(source) as stream:
            data = stream.read()
    start, mark = 0, b"\0" if null else b"\n"
    while start < len(data):
        end = data.find(mark, start)
        end = end if end >= 0 else len(data)
        path = data[start:end] if null else data[start:end].rstrip(b"\r")
        if path:
            yield os.fsdecode(path)
        start = end + 1


def _file(path: str, place: str | None = None) -> Found:
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        # Missing, or gone since it was listed: the worker that tries to read it says so.
        return Found(path, place or _place(path), 0, "")
    return Found(path, place or _place(path), state.st_size, f"{state.st_size} {state.st_mtime_ns}")


def _place(path: str) -> str:
    """Where a named file or folder stands in the mirrored tree: as it was written, if that stays inside."""
    plain = os.path.normpath(path)
    if os.path.isabs(plain) or plain.split(os.sep)[0] == os.pardir:
        return os.path.basename(plain)
    return plain


def _globbed(path: str) -> Iterator[str]:
    """The path, or what it matches if it is a pattern that no shell has expanded."""
    if os.path.lexists(path) or not any(mark in path for mark in "*?["):
        return iter((path,))
    from glob import glob

    return iter(sorted(found for found in glob(path, recursive=True) if not os.path.isdir(found)) or (path,))


def _entries(folder: str) -> Iterator[os.DirEntry[str] | Outcome]:
    """What a folder holds, by name; a failure if that cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return iter(sorted(entries, key=lambda entry: entry.name))
    except OSError as error:
        return iter((failed(unreadable(folder, error)),))
