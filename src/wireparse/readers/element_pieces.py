"""Files of many items cut into their items, as bytes: XML feeds however large, as they come, without a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.decoding import BROKEN, too_big, unreadable

__all__ = ["Elements", "documents"]

_CHUNK: Final = 1 << 18
#: So much of a file may stand before its first item, and so much may a tag measure.
_PROLOG: Final = 1 << 22
_TAG: Final = 4096
_ENDS: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}


class Elements:
    """The outermost elements of some names in a stream.

    `prolog` is what stands before the first; where the file breaks off in an element, that comes as far as it goes.
    """

    def __init__(self, stream: IO[bytes], source: str, names: tuple[str, ...], limit: int) -> None:
        """`limit` is the most bytes that an element may have; `source` names the stream in error messages."""
        self.prolog = b""
        self._stream, self._source, self._limit = stream, source, limit
        name = "|".join(map(re.escape, names)).encode()
        prefix = rb"(?:[\w.-]{1,40}:)?(?:" + name + rb")"
        self._token = re.compile(
            rb"<!\[CDATA\[|<!--|<" + prefix + rb"(?=[\s>/])[^<>]{0,%d}>|</" % _TAG + prefix + rb"\s{0,8}>"
        )
        self._buffer = bytearray()
        self._at = 0
        self._start = -1  # where the open element begins in the buffer
        self._dropped = False  # whether the open element is too big to be kept

    def __iter__(self) -> Iterator[tuple[int, bytes | InputError]]:
        depth = number = 0
        waiting = b""  # what ends the comment or the section of CDATA that is open
        while True:
            try:
                found = self._next(waiting)
            except BROKEN as error:
                yield number + 1, unreadable(self._source, error)
                return
            if found is None:
                break
            waiting = _ENDS.get(found, b"") if not waiting else b""
            if found in _ENDS or not found.startswith(b"<") or found.endswith(b"/>"):
                continue
            if not found.startswith(b"</"):
                if not depth:
                    self._open(len(found), first=not number)
                depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    number += 1
                    yield number, self._closed(number)
        if depth:
            yield number + 1, self._closed(number + 1, torn=True)

    def _next(self, ending: bytes) -> bytes | None:
        """The next token, read as far as it is needed; None at the end of the file."""
        while True:
            if ending:
                end = self._buffer.find(ending, self._at)
                found = ending if end >= 0 else None
                seen = len(self._buffer) - len(ending) + 1
            else:
                match = self._token.search(self._buffer, self._at)
                end, found = (match.start(), match[0]) if match else (-1, None)
                last = self._buffer.rfind(b"<", max(self._at, len(self._buffer) - _TAG))
                seen = last if last >= 0 else len(self._buffer)
            if found is not None:
                self._at = end + len(found)
                return found
            self._at = max(self._at, seen)
            self._forget()
            chunk = self._stream.read(_CHUNK)
            if not chunk:
                return None
            self._buffer += chunk

    def _forget(self) -> None:
        """Let go of what has been looked at and is in no element that is kept."""
        if self._start < 0:
            first = not self.prolog
            if first and self._at <= _PROLOG:
                return
            del self._buffer[: self._at]
            self._at = 0
        elif self._at - self._start > self._limit:
            self._dropped = True
            del self._buffer[self._start : self._at]
            self._at = self._start

    def _open(self, size: int, *, first: bool) -> None:
        start = self._at - size
        if first:
            self.prolog = bytes(self._buffer[:start]) or b" "
        del self._buffer[:start]
        self._start, self._at = 0, size

    def _closed(self, number: int, *, torn: bool = False) -> bytes | InputError:
        end = len(self._buffer) if torn else self._at
        whole = not self._dropped and end <= self._limit
        piece = bytes(self._buffer[:end]) if whole else too_big(f"{self._source}:{number}", self._limit)
        del self._buffer[:end]
        self._at, self._start, self._dropped = 0, -1, False
        return piece


_OPENED: Final = re.compile(rb"<(/?)([A-Za-z_][\w.:-]{0,60})(?=[\s>/])[^<>]{0,4096}>")
#: A longer prolog is not repeated for each item, but for its declaration.
_REPEATED: Final = 1 << 16
_DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,80}<\?xml[^>]{0,200}\?>")


def documents(
    stream: IO[bytes], source: str, names: tuple[str, ...], limit: int
) -> Iterator[tuple[int, bytes | InputError]]:
    """The elements of some names, each as a document of its own: with what stands before the first of them, as far as
    that is still open, around it."""
    found = Elements(stream, source, names, limit)
    opening: bytes | None = None
    closing = b""
    for number, piece in found:
        if opening is None:
            opening, closing = _around(found.prolog)
        yield number, piece if isinstance(piece, InputError) else opening + piece + closing


def _around(prolog: bytes) -> tuple[bytes, bytes]:
    """What an item needs before and behind it to be a document."""
    prolog = prolog.strip()
    if len(prolog) > _REPEATED:
        declared = _DECLARATION.match(prolog)
        return (declared[0] if declared else b""), b""
    opened: list[bytes] = []
    for tag in _OPENED.finditer(re.sub(rb"<!--(?>(?:[^-]|-(?!->))*)-->", b"", prolog)):
        if tag[0].endswith(b"/>"):
            continue
        if not tag[1]:
            opened.append(tag[2])
        elif tag[2] in opened:
            while opened.pop() != tag[2]:
                pass
    return prolog, b"".join(b"</" + name + b">" for name in reversed(opened))
