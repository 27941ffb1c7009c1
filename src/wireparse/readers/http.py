"""Answers by HTTP, as crawlers store them: headers, and the body without its chunks and packing."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Final

from wireparse.errors import InputError, UsageError
from wireparse.pattern import regex
from wireparse.readers.decoding import too_big
from wireparse.readers.input_form import needs
from wireparse.record import Record

__all__ = ["Body", "fields", "opened", "unpacked"]

_END: Final = regex(rb"\r?\n\r?\n")
_SIZE: Final = regex(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHUNK: Final = 1 << 14

# Unpacks the bytes given, to no more than so many.
_Unpack = Callable[[bytes, int], bytes]


class Body(Record):
    """The body of an answer; `whole` is False if it ends too early."""

    data: bytes
    whole: bool


def opened(answer: bytes) -> tuple[bytes, bytes]:
    """The headers of an answer and what comes behind them."""
    end = _END.search(answer)
    return (answer[: end.start()], answer[end.end() :]) if end else (answer, b"")


def fields(head: bytes) -> dict[str, str]:
    """The fields of a head by their names in small letters, the first of each name."""
    found: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def unpacked(data: bytes, headers: dict[str, str], source: str, limit: int) -> Body:
    """The body without its chunks and packing.  Raises `InputError`: `E_TOO_BIG` for more than `limit` bytes,
    `E_RECORD` for what cannot be unpacked."""
    whole = True
    if headers.get("transfer-encoding", "").lower().endswith("chunked"):
        data, whole = _joined(data)
    for encoding in reversed(headers.get("content-encoding", "").lower().replace(",", " ").split()):
        data, complete = _decoded(data, encoding, source, limit)
        whole = whole and complete
    return Body(data, whole)


def _joined(data: bytes) -> Body:
    """A body of chunks, put together.  What does not begin with a chunk is taken as it is: crawlers that join the
    chunks leave the header that announced them."""
    parts: list[bytes] = []
    at = 0
    while size := _SIZE.match(data, at):
        end = size.end() + int(size[1], 16)
        if end == size.end():
            return Body(b"".join(parts), True)
        if data[end : end + 2] != b"\r\n" and not parts and end < len(data):
            break
        parts.append(data[size.end() : end])
        at = end + 2
    return Body(b"".join(parts), False) if parts else Body(data, True)


def _decoded(data: bytes, encoding: str, source: str, limit: int) -> Body:
    if encoding == "identity" or (encoding.endswith("gzip") and not data.startswith(b"\x1f\x8b")):
        return Body(data, True)  # unpacked by the crawler, which left the header
    unpack, ended = _unpacker(encoding, data, source)
    parts: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(data), _CHUNK):
            parts.append(unpack(data[at : at + _CHUNK], limit + 1 - size))
            size += len(parts[-1])
            if size > limit:
                raise too_big(source, limit)
    except ValueError as error:
        raise InputError("E_RECORD", source, f"the page cannot be unpacked ({encoding}): {error}") from None
    return Body(b"".join(parts), ended())


def _unpacker(encoding: str, data: bytes, source: str) -> tuple[_Unpack, Callable[[], bool]]:
    """What unpacks a body, and tells whether it came to its end."""
    if encoding in ("gzip", "x-gzip", "deflate"):
        # What calls itself deflate is either zlib's format or, by a mistake as old as browsers, the bare stream.
        bits = 47 if encoding != "deflate" or data[:1] == b"\x78" else -15
        inflate = zlib.decompressobj(bits)

        def unpack(packed: bytes, limit: int) -> bytes:
            try:
                return inflate.decompress(inflate.unconsumed_tail + packed, limit)
            except zlib.error as error:
                raise ValueError(str(error)) from None

        return unpack, lambda: inflate.eof
    if encoding == "br":
        try:
            needs("warc", "brotli")()
        except UsageError as error:
            raise InputError("E_EXTRA", source, f"the page is packed with brotli: {error}") from None
        brotli = import_module("brotli")
        decompressor = brotli.Decompressor()

        def unpack_brotli(packed: bytes, limit: int) -> bytes:
            try:
                return bytes(decompressor.process(packed, output_buffer_limit=limit))
            except brotli.error as error:
                raise ValueError(str(error)) from None

        return unpack_brotli, decompressor.is_finished
    if encoding == "zstd":
        return _zstd(data, source)
    raise InputError("E_RECORD", source, f"the page is packed in a way that is not known here, {encoding!r}")


def _zstd(data: bytes, source: str) -> tuple[_Unpack, Callable[[], bool]]:
    try:
        needs("zstd", "zstandard")()
    except UsageError as error:
        raise InputError("E_EXTRA", source, f"the page is packed with zstd: {error}") from None
    zstandard = import_module("zstandard")
    reader = zstandard.ZstdDecompressor().stream_reader(data)
    sizes: list[int] = []

    def unpack(packed: bytes, limit: int) -> bytes:
        # The reader has all of the body and bounds what it gives, whatever part of it is asked for.
        try:
            part = bytes(reader.read(limit))
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from None
        sizes.append(len(part))
        return part

    def whole() -> bool:
        stated = zstandard.get_frame_parameters(data).content_size
        return stated in (0, zstandard.CONTENTSIZE_UNKNOWN, sum(sizes))

    return unpack, whole
