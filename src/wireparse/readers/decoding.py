"""The reader: from files and bytes to text.

Decoding tries the byte order mark, then strict UTF-8, then Windows-1252, and says in the story's warnings what it had
to do.  Nothing is read beyond the size that the caller allows, compressed or not.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from typing import IO, Final

from wireparse.errors import InputError, UsageError
from wireparse.model import Notice
from wireparse.readers.packing import unpacking
from wireparse.readers.remote import open_bytes
from wireparse.record import Record

__all__ = [
    "BROKEN",
    "MAX_SIZE",
    "Decoded",
    "checked_encoding",
    "decode",
    "empty",
    "is_utf8",
    "open_file",
    "read_file",
    "read_lines",
    "read_stream",
    "standard_input",
    "too_big",
    "unreadable",
]

#: What an input may measure, in bytes, unless the caller says otherwise.
MAX_SIZE: Final = 64 * 1024 * 1024

# The longer marks first: the one of UTF-32 begins with the one of UTF-16.
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


#: What reading may raise, the unpacking of a damaged file included.
BROKEN: Final = (OSError, EOFError, ValueError, zlib.error)


class Decoded(Record):
    """A text as decoded: `encoding` is the codec that turns the bytes into just this text."""

    text: str
    encoding: str
    notices: tuple[Notice, ...]


def decode(data: bytes, source: str, encoding: str = "auto") -> Decoded:
    """Decode `data`; `source` is the name for error messages.

    `auto` takes the byte order mark's word, then strict UTF-8, then Windows-1252, unless well-formed UTF-8 sequences
    outnumber the broken ones: then the text is UTF-8 with some damage.  Bytes that mean nothing become U+FFFD.
    Raises `InputError` with `E_BINARY` for NUL bytes outside UTF-16 and UTF-32.
    """
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    codec = marked or "utf-8" if encoding == "auto" else encoding
    wide = codec.startswith(("utf-16", "utf-32"))
    if not wide and b"\0" in data:
        raise InputError("E_BINARY", source, "it has NUL bytes, so it is a binary file; give text")
    try:
        return Decoded(data.decode(codec), codec, ())
    except UnicodeDecodeError:
        pass
    notices = []
    if encoding == "auto" and not marked and not _mostly_utf8(data):
        codec = "cp1252"
        notices.append(_notice("guessed-encoding", "the bytes are no UTF-8 and were read as Windows-1252"))
    text = data.decode(codec, "replace")
    stated = 0 if wide or codec == "cp1252" else data.count("\ufffd".encode())
    damaged = text.count("\ufffd") - stated
    if damaged:
        many = "1 undecodable byte" if damaged == 1 else f"{damaged} undecodable bytes"
        notices.append(_notice("replaced-bytes", f"{many} became U+FFFD"))
    return Decoded(text, codec, tuple(notices))


def _mostly_utf8(data: bytes) -> bool:
    """Whether `data` has more well-formed sequences of several bytes than broken ones."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(text.encode("ascii", "ignore")) + 2 * broken < len(text)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, and not by being ASCII."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _notice(code: str, message: str) -> Notice:
    return Notice(code, message, None, None)


def checked_encoding(name: str) -> str:
    """`name`, if it is `auto` or a codec that turns bytes into text.  Raises `UsageError`."""
    import codecs

    if name == "auto":
        return name
    try:
        "a".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError, UnicodeError):
        message = f"unknown encoding {name!r}; give auto or a name such as utf-8, cp1252, koi8-r or gb18030"
        raise UsageError(message) from None


def open_file(path: str) -> IO[bytes]:
    """A file's bytes, unpacked if they are packed.  Raises `InputError`: `E_READ`, `E_EXTRA`."""
    try:
        return unpacking(open_bytes(path), path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def standard_input(source: str) -> IO[bytes]:
    """The bytes of standard input.  Raises `InputError` with `E_READ` if it is closed."""
    if sys.stdin is None:
        raise InputError("E_READ", source, "cannot be read: standard input is closed")
    return sys.stdin.buffer


def unreadable(source: str, error: Exception) -> InputError:
    """The `E_READ` for what the system, or the unpacking of a `.gz`, said about an input."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return InputError("E_READ", source, f"cannot be read: {reason[:1].lower()}{reason[1:]}")


def read_file(path: str, limit: int = MAX_SIZE) -> bytes:
    """The bytes of a file, never more than `limit`.  Raises `InputError`: `E_READ`, `E_TOO_BIG`."""
    with open_file(path) as stream:
        return read_stream(stream, path, limit)


def read_stream(stream: IO[bytes], source: str, limit: int = MAX_SIZE) -> bytes:
    """All bytes of a stream, never more than `limit`.  Raises `InputError`: `E_READ`, `E_TOO_BIG`."""
    try:
        data = stream.read(limit + 1)
    except BROKEN as error:
        raise unreadable(source, error) from error
    if len(data) > limit:
        raise too_big(source, limit)
    return data


def too_big(source: str, limit: int) -> InputError:
    """The `E_TOO_BIG` for an input of more than `limit` bytes."""
    return InputError("E_TOO_BIG", source, f"it has more than {limit:,} bytes; allow more with --max-size")


def read_lines(stream: IO[bytes], source: str, limit: int = MAX_SIZE) -> Iterator[tuple[int, bytes | InputError]]:
    """The lines of a stream with their numbers, blank ones left out; an `InputError` stands for a line of more than
    `limit` bytes, which is skipped, and for what ends the reading early."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(limit + 1)
            if len(line) > limit:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(1 << 16)
                yield number, too_big(f"{source}:{number}", limit)
                continue
        except BROKEN as error:
            yield number, unreadable(source, error)
            return
        if not line:
            return
        if line.strip():
            yield number, line


def empty(source: str) -> InputError:
    """The `E_EMPTY` for an input without a single visible character."""
    return InputError("E_EMPTY", source, "there is no text in it")
