"""The inputs of a run: paths, folders, globs and lists, in the order in which they are converted.

Everything here is a stream: a folder with a million files is listed folder by folder, a file of a million records is
read record by record.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from fnmatch import fnmatchcase
from typing import IO, Final
from zlib import crc32

from wireparse.batch.worker import Input, Outcome, failed
from wireparse.errors import InputError
from wireparse.lexicon import load
from wireparse.readers import AUTO, Form, Settings, splits
from wireparse.readers.decoding import BROKEN, open_file, read_stream, standard_input, unreadable
from wireparse.readers.remote import is_remote, listed_remote
from wireparse.readers.sniffing import form_of_file, form_of_name
from wireparse.readers.stories import named_pieces, opened, streamed
from wireparse.record import Record

__all__ = ["STDIN", "Found", "Sources", "listed", "told_left_out"]

#: The path that means standard input, and the name that its text goes by.
DASH: Final = "-"
STDIN: Final = "<stdin>"

_DEFAULTS: Final = Settings()
# What is said of one that is left out, where it is not what is said of several.
_SINGULAR: Final = {
    "linked folders": "linked folder",
    "devices and pipes": "device or pipe",
    "web answers without a page": "web answer without a page",
    "web resources that are no text": "web resource that is no text",
    "further segments of web pages": "further segment of a web page",
    "parts of web archives that are no pages": "part of a web archive that is no page",
}


class Found(Record):
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
        form: str = AUTO,
        globs: Iterable[str] = (),
        reading: Settings = _DEFAULTS,
        shard: tuple[int, int] | None = None,
    ) -> None:
        """`shard` (number from 1, of how many) leaves in `inputs` the share of one machine of several."""
        self.paths = tuple(paths)
        self.form = form
        self.globs = tuple(globs)
        self.reading = reading
        self.shard = shard
        self.left_out: Counter[str] = Counter()
        #: The forms of what was read.
        self.forms: set[str] = set()
        #: Device and inode of the file that standard output goes to, which a folder may hold.
        self.output: tuple[int, int] | None = None

    def files(self) -> Iterator[Found | Outcome]:
        """Every file, in order.  A folder without one has failed."""
        self.left_out.clear()
        for path in self.paths:
            if path == DASH:
                yield Found(DASH, "stdin", 0, "")
            elif is_remote(path):
                yield from self._elsewhere(path)
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
        """Every input of this machine's share, in order: files as they are, those of records record by record."""
        return self._all() if self.shard is None else filter(self._is_ours, self._all())

    def _is_ours(self, item: Input | Outcome) -> bool:
        """Whether an input is in this machine's share, by where it stands below what was named, so that machines that
        keep the same tree in different places agree."""
        number, count = self.shard or (1, 1)
        place = item.name if isinstance(item, Outcome) else item.place
        inside = item.name.rpartition(":")[2] if isinstance(item, Input) and item.kind == "record" else ""
        ours = crc32(f"{place}:{inside}".encode("utf-8", "surrogatepass")) % count == number - 1
        if not ours:
            self.left_out["of other shards"] += 1
        return ours

    def _all(self) -> Iterator[Input | Outcome]:
        for found in self.files():
            if isinstance(found, Outcome):
                yield found
                continue
            try:
                if found.path == DASH:
                    stated = None if self.form == AUTO else self.form
                    chosen, stream = streamed(standard_input(STDIN), stated, STDIN, self.reading.text_field)
                    yield from self._stories(chosen, stream, found._replace(path=STDIN))
                elif self._is_whole(found.path) and not splits(form := self._form_of(found.path), self.reading):
                    self.forms.add(form)
                    yield Input("file", found.path, b"", found.place, found.size, found.stamp, form)
                else:
                    chosen, stream = opened(found.path, self.form, self.reading.text_field)
                    with stream:
                        yield from self._stories(chosen, stream, found)
            except InputError as error:
                yield failed(error)

    def holds_records(self, found: Found) -> bool:
        """Whether a file holds many stories: by its form, as named, or as its name or content tells."""
        return found.path != DASH and splits(self._form_of(found.path), self.reading)

    def _is_whole(self, path: str) -> bool:
        """Can a worker open it by itself, and is its form known without?  Then a file elsewhere is fetched by workers,
        several at once."""
        if is_remote(path):
            return self.form != AUTO or form_of_name(path) is not None
        return os.path.isfile(path)

    def _form_of(self, path: str) -> str:
        if self.form != AUTO:
            return self.form
        return form_of_file(path, self.reading.text_field) if os.path.isfile(path) else form_of_name(path) or "text"

    def _stories(self, form: Form, stream: IO[bytes], found: Found) -> Iterator[Input | Outcome]:
        path, place, stamp = found.path, found.place, found.stamp
        self.forms.add(form.id)
        if not form.splits(self.reading):
            data = read_stream(stream, path, self.reading.max_size)
            yield Input("text", path, data, place, len(data), stamp, form.id)
            return
        name = ""
        for of, name, piece in named_pieces(form, stream, path, self.reading, self._count):
            self.forms.add(of.id)
            if isinstance(piece, InputError):
                yield failed(piece)
            else:
                yield Input("record", name, piece, place, len(piece), stamp, of.id)
        if not name:
            yield failed(InputError("E_EMPTY", path, f"there is no record in it{self._passed()}"))

    def _count(self, reason: str) -> None:
        self.left_out[reason] += 1

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
        return self._reason_of_name(place)

    def _reason_of_name(self, place: str) -> str | None:
        """Why a file is left out for its name alone, `place` being where it stands below what was named."""
        name = os.path.basename(place)
        if name.startswith("."):
            return "hidden"
        if self.globs and not any(fnmatchcase(place if "/" in glob else name, glob) for glob in self.globs):
            return "not matching --glob"
        suffix = os.path.splitext(name.removesuffix(".gz"))[1].lower()
        if suffix in load("binary-files") and form_of_name(name) != self.form:
            return suffix
        return None

    def _elsewhere(self, address: str) -> Iterator[Found | Outcome]:
        """The files that an address names.  Raises `UsageError` if what it needs is not installed."""
        empty = True
        try:
            for found, place, size, stamp in listed_remote(address):
                reason = None if found == address else self._reason_of_name(place)
                if reason:
                    self.left_out[reason] += 1
                else:
                    empty = False
                    yield Found(found, place, size, stamp)
        except OSError as error:
            yield failed(unreadable(address, error))
            return
        if empty:
            yield failed(InputError("E_EMPTY", address, f"there is no story there{self._passed()}"))

    def _passed(self) -> str:
        return f" (left out: {told_left_out(self.left_out)})" if self.left_out else ""


def told_left_out(counts: Mapping[str, int]) -> str:
    """What a listing passed over: how many of each kind; a suffix stands for files of a binary type."""
    types = {suffix: count for suffix, count in counts.items() if suffix.startswith(".")}
    if types:
        kinds = ", ".join(f"{suffix} {count:,}" for suffix, count in sorted(types.items(), key=lambda item: -item[1]))
        rest = {what: count for what, count in counts.items() if what not in types}
        counts = {**rest, f"of binary types ({kinds})": sum(types.values())}
    return ", ".join(f"{count:,} {_SINGULAR.get(what, what) if count == 1 else what}" for what, count in counts.items())


def listed(source: str, *, null: bool) -> Iterator[str]:
    """The paths of a list (`-` for standard input), one a line, or separated by NUL bytes.  Raises `InputError`."""
    named = source != DASH
    try:
        with open_file(source) if named else nullcontext(standard_input(STDIN)) as stream:
            data = stream.read()
    except BROKEN as error:
        raise unreadable(source if named else STDIN, error) from error
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
