"""WARC files taken apart into records, whatever has happened to them.

After ISO 28500 (WARC/1.1): a record is a version line, named fields, an empty line, a block of `Content-Length` bytes
and two empty lines; in a `.gz` each is a member of its own, as a rule.  A damaged record is told of, and the reading
goes on with the next one that can be found: at the first bytes of a member, or at a version line.  Of one in whose
middle the file ends, the beginning is given.  The records of ARC files, which came before, are given as those of WARC.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.pattern import regex
from wireparse.readers.decoding import BROKEN, too_big, unreadable

__all__ = ["Record", "records"]

_CHUNK: Final = 1 << 16
_MEMBER: Final = b"\x1f\x8b\x08"
# What a record's fields may take: the standard sets no bound.
_HEAD: Final = 1 << 18
#: Of a page that is cut off so many bytes are worth reading.
_LEAST: Final = 64
_START: Final = regex(rb"\n(?=WARC/\d\.\d+\r?\n)")
# An ARC file's record: address, host, time, type, in the second version more, and the length.
_ARC: Final = regex(
    rb"(\S{3,4000}) \S{1,60} (\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d) (\S{1,100})(?: \S{1,400}){0,5} (\d{1,15})\s*\Z"
)
_VERSION: Final = regex(rb"WARC/\d\.\d+\s*\Z")
_LENGTH: Final = regex(rb"(?mi)^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$")
#: What is said of a record that the file's end has cut.
_CUT: Final = b"\r\nWARC-Truncated: unspecified\r\n\r\n"
_TYPE: Final = regex(rb"(?mi)^warc-type[ \t]*:[ \t]*(\w+)[ \t]*\r?$")


class Record:
    """One record: its type, and the bytes of its head (fields and empty line) and its block."""

    __slots__ = ("block", "head", "kind")

    def __init__(self, kind: str, head: bytes, block: bytes) -> None:
        self.kind = kind
        self.head = head
        self.block = block


class _DamageError(Exception):
    """Something is not as it should be; the message says what."""


class _CutError(Exception):
    """The file ends in the middle of a block, of which `block` is there."""

    def __init__(self, block: bytes) -> None:
        super().__init__()
        self.block = block


class _EndError(_DamageError):
    """The file ends in the middle of what is packed."""


def records(
    stream: IO[bytes], source: str, kinds: frozenset[str], limit: int
) -> Iterator[tuple[int, Record | InputError]]:
    """The records of these kinds with their numbers among all; an `InputError` stands for one that is damaged, or whose
    block has more than `limit` bytes, which is skipped.  No more than one record is held in memory."""
    file = _File(stream)
    number, lost = 0, False
    while True:
        try:
            head = file.head()
            if head is None:
                return
            number += 1
            kind, length = _told(head)
            if length > limit and kind in kinds:
                file.skip(length)
                yield number, too_big(f"{source}:{number}", limit)
            elif kind in kinds:
                block = file.block(length)
                yield number, Record(kind, head, block)
            else:
                file.skip(length)
            lost = False
        except _CutError as cut:
            yield number, Record(kind, (head or b"").rstrip() + _CUT, cut.block)
            return
        except _DamageError as damage:
            # What follows a damaged record may look damaged as well until the next one is found: it is told once.
            if not lost:
                number += 0 if file.inside else 1
                yield number, InputError("E_RECORD", f"{source}:{number}", f"the record is damaged: {damage}")
            lost = True
        except BROKEN as error:
            yield number + 1, unreadable(source, error)
            return


def _told(head: bytes) -> tuple[str, int]:
    kind, length = _TYPE.search(head), _LENGTH.search(head)
    if kind is None or length is None:
        raise _DamageError("it does not say what and how long it is")
    return kind[1].decode().lower(), int(length[1])


def _has_body(block: bytes) -> bool:
    """Whether there is more of a page than its headers."""
    return len(block) >= _LEAST and (not block.startswith(b"HTTP/") or len(block.partition(b"\r\n\r\n")[2]) >= _LEAST)


def _of_arc(found: re.Match[bytes]) -> bytes:
    """The head of a WARC record for the line that opens one of an ARC file."""
    address, *time, kind, length = found.groups()
    notes = address.startswith(b"filedesc:")
    fields = {
        b"WARC-Type": b"warcinfo" if notes else b"response" if address.startswith(b"http") else b"resource",
        b"WARC-Target-URI": address,
        b"WARC-Date": b"%b-%b-%bT%b:%b:%bZ" % tuple(time),
        b"Content-Type": b"application/http" if address.startswith(b"http") else kind,
        b"Content-Length": length,
    }
    return b"WARC/1.0\r\n" + b"".join(b"%b: %b\r\n" % field for field in fields.items()) + b"\r\n"


class _File:
    """The bytes of an archive, unpacked, with a place in them.  `inside` says that the place is behind the head of a
    record."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._unpacked = _Unpacked(stream)
        self._held = b""
        self._at = 0
        self.inside = False

    def head(self) -> bytes | None:
        """The next record's version line, fields and empty line; None at the end.  Raises `_DamageError` for anything
        else."""
        self.inside = False
        line = b"\n"
        while not line.strip():
            line = self._line()
            if not line:
                return None
        if arc := _ARC.match(line):
            self.inside = True
            return _of_arc(arc)
        if not _VERSION.match(line):
            self._find()
            raise _DamageError("there is something else where a record should begin")
        lines, size = [line], len(line)
        while line.strip():
            line = self._line()
            lines.append(line)
            size += len(line)
            if not line or size > _HEAD:
                raise _DamageError("its fields do not end")
        self.inside = True
        return b"".join(lines)

    def block(self, length: int) -> bytes:
        """The record's block.  Raises `_DamageError` if it is not as long as it is said to be, `_CutError` if the file
        ends in it."""
        parts, lack = [self._held[self._at :]], length - len(self._held) + self._at
        try:
            while lack > 0 and (more := self._more()):
                parts.append(more)
                lack -= len(more)
        except _EndError:
            block = b"".join(parts)
            if not _has_body(block):
                raise
            raise _CutError(block) from None
        self._held, self._at = b"".join(parts), 0
        block = self._held[self._at : self._at + length]
        self._at += len(block)
        if len(block) < length or self._line().strip():
            # The length is wrong: the next record may begin inside this very block.
            self._at -= len(block)
            if not self._find() and len(block) < length and _has_body(block):
                raise _CutError(block)
            raise _DamageError(f"it is not as long as it says, {length:,} bytes")
        return block

    def skip(self, length: int) -> None:
        """Pass over a record's block."""
        while length > 0:
            passed = min(length, len(self._held) - self._at)
            self._at += passed
            length -= passed
            if length:
                self._held, self._at = self._more(), 0
                if not self._held:
                    return

    def _more(self) -> bytes:
        try:
            return self._unpacked.read()
        except _DamageError:
            self._held, self._at = b"", 0  # what comes next has nothing to do with what is held
            raise

    def _take(self, more: bytes) -> None:
        self._held, self._at = self._held[self._at :] + more, 0

    def _line(self) -> bytes:
        """The next line, or as much of it as is taken in at a time; empty at the end."""
        end = self._held.find(b"\n", self._at)
        while end < 0 and len(self._held) - self._at < _CHUNK and (more := self._more()):
            self._take(more)
            end = self._held.find(b"\n", self._at)
        line = self._held[self._at : end + 1 if end >= 0 else len(self._held)]
        self._at += len(line)
        return line

    def _find(self) -> bool:
        """Go to the next version line, or to the end; whether there is one."""
        while True:
            found = _START.search(self._held, self._at)
            if found:
                self._at = found.end()
                return True
            self._at = max(self._at, len(self._held) - 16)  # a version line may have begun
            more = self._more()
            if not more:
                self._at = len(self._held)
                return False
            self._take(more)


class _Unpacked:
    """A stream's bytes, chunk by chunk, unpacked if they are packed with gzip."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._rest = stream.read(_CHUNK)
        self._packed = self._rest.startswith(_MEMBER)
        self._member: zlib._Decompress | None = None

    def read(self) -> bytes:
        """The next bytes; none at the end.  Raises `_DamageError` where a member is damaged: what comes next is then
        from the member behind it."""
        if not self._packed:
            chunk, self._rest = self._rest or self._stream.read(_CHUNK), b""
            return chunk
        while True:
            chunk, self._rest = self._rest or self._stream.read(_CHUNK), b""
            if self._member is None:
                chunk = chunk.lstrip(b"\0")  # padding, as tapes have it
                if not chunk:
                    return b""
                self._member = zlib.decompressobj(wbits=31)
                opening = 1
            else:
                opening = 0
            try:
                unpacked = self._member.decompress(chunk, _CHUNK)
            except zlib.error:
                self._next_member(chunk[opening:])
                raise _DamageError("it cannot be unpacked") from None
            if self._member.eof:
                self._rest, self._member = self._member.unused_data, None
            elif not chunk and not unpacked:
                self._member = None
                raise _EndError("the file ends in the middle of it")
            else:
                self._rest = self._member.unconsumed_tail
            if unpacked:
                return unpacked

    def _next_member(self, chunk: bytes) -> None:
        """Go to what may be the beginning of the next member."""
        self._member = None
        while (place := chunk.find(_MEMBER)) < 0:
            more = self._stream.read(_CHUNK)
            if not more:
                break
            chunk = chunk[-2:] + more
        self._rest = chunk[place:] if place >= 0 else b""
