"""Files of many documents cut at the marks between them, as bytes and as they come, however large the file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.decoding import BROKEN, too_big, unreadable

__all__ = ["cut"]

_CHUNK: Final = 1 << 18
#: No mark is longer, in bytes.
_LONGEST: Final = 512
_UTF8: Final = b"\xef\xbb\xbf"


def cut(
    stream: IO[bytes], source: str, mark: re.Pattern[bytes], limit: int
) -> Iterator[tuple[int, bytes | InputError]]:
    """What stands before the first mark, as number 0, then each document from its mark on; an `InputError` stands for
    one of more than `limit` bytes, and for what ends the reading early.

    A mark has 512 bytes at the most.  A line feed is put before the file, so that the mark of a line may begin with one
    even on the first: a pattern that begins with a letter is searched ten times as fast as one that begins with `^`.
    """
    buffer = bytearray(b"\n")
    begun = False
    number = at = 0
    dropped = ended = False
    while True:
        found = mark.search(buffer, at)
        if found and found.end() == found.start():
            found = None
        if found and (ended or found.end() <= len(buffer) - _LONGEST):
            if found.start():
                yield number, _piece(buffer, found.start(), source, number, limit, dropped=dropped)
                number += 1
            elif not number:
                yield 0, b""
                number = 1
            del buffer[: found.start()]
            at, dropped = found.end() - found.start(), False
            continue
        if ended:
            yield number, _piece(buffer, len(buffer), source, number, limit, dropped=dropped)
            return
        at = max(at, len(buffer) - 2 * _LONGEST)
        if at > limit:
            dropped = True
            del buffer[:at]
            at = 0
        try:
            chunk = stream.read(_CHUNK)
        except BROKEN as error:
            yield number, unreadable(source, error)
            return
        ended = not chunk
        buffer += chunk if begun else chunk.removeprefix(_UTF8)
        begun = True


def _piece(buffer: bytearray, end: int, source: str, number: int, limit: int, *, dropped: bool) -> bytes | InputError:
    return too_big(f"{source}:{number}", limit) if dropped or end > limit else bytes(buffer[:end])
