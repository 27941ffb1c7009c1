"""Packed files, told by their first bytes and unpacked as they are read, never to more than a bound.

A reader of a packed file sees its content as it would that of any other, and bounds what it takes of it.
"""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from importlib import import_module
from typing import IO, Any, Final, cast

from wireparse.errors import InputError

__all__ = ["PACKINGS", "packing_of", "unpacked_opening", "unpacking"]

#: The first bytes of each packing.
PACKINGS: Final = {
    b"\x1f\x8b\x08": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
_BLOCK_OF_BZIP2: Final = (b"1AY&SY", b"\x17rE8P\x90")
#: So much is unpacked at a time, packed a thousand times smaller at the most.
_PACKED: Final = 1 << 12
_LOOKED_AT: Final = 1 << 14


def packing_of(opening: bytes) -> str | None:
    """How an input is packed that begins with these bytes."""
    for mark, name in PACKINGS.items():
        if opening.startswith(mark) and (name != "bzip2" or opening[4:10] in _BLOCK_OF_BZIP2):
            return name
    return None


def unpacked_opening(opening: bytes) -> bytes | None:
    """What a packed input begins with; None for one that is not packed, or is by something that is not there."""
    name = packing_of(opening)
    with suppress(zlib.error, OSError, EOFError, ValueError, InputError):
        if name == "gzip":
            return zlib.decompressobj(wbits=31).decompress(opening, _LOOKED_AT)
        if name == "bzip2":
            import bz2

            return bz2.BZ2Decompressor().decompress(opening, _LOOKED_AT)
        if name == "xz":
            return _xz(opening)
        if name == "zstd":
            return cast("bytes", _zstd("").ZstdDecompressor().decompressobj().decompress(opening))
    return None


def _xz(opening: bytes) -> bytes:
    import lzma

    return lzma.LZMADecompressor().decompress(opening, _LOOKED_AT)


def unpacking(stream: IO[bytes], source: str) -> IO[bytes]:
    """What a packed stream holds, as a stream; one that is not packed as it is.

    `source` names it in error messages; what is damaged raises `OSError` when it is read.  Raises `InputError` with
    `E_EXTRA` if what unpacks it is not installed.
    """
    peek = getattr(stream, "peek", None)
    name = packing_of(peek(16)[:16]) if peek else None
    if name is None:
        return stream
    opened: Any
    if name == "zstd":
        opened = _Zstd(_zstd(source), stream)
    else:
        opened = import_module({"gzip": "gzip", "bzip2": "bz2", "xz": "lzma"}[name]).open(stream, "rb")
    return cast("IO[bytes]", io.BufferedReader(_Unpacked(opened, stream, name)))


class _Unpacked(io.RawIOBase):
    """What a packed stream holds; whatever its unpacker raises becomes an `OSError`."""

    def __init__(self, opened: Any, stream: IO[bytes], name: str) -> None:
        self._opened, self._stream, self._name = opened, stream, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._opened.read(len(buffer))
        except _broken(self._name) as error:
            raise OSError(f"the {self._name} data is damaged: {error}") from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class _Zstd:
    """What zstd has packed; the library's own reader takes a torn file for a whole one."""

    def __init__(self, module: Any, stream: IO[bytes]) -> None:
        self._module, self._stream = module, stream
        self._frame = module.ZstdDecompressor().decompressobj()
        self._waiting = b""

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end.  Raises `EOFError` for a file that breaks off."""
        while not self._waiting:
            packed = self._frame.unused_data or self._stream.read(_PACKED)
            if self._frame.eof:
                self._frame = self._module.ZstdDecompressor().decompressobj()
                if not packed:
                    return b""
            if not packed:
                raise EOFError("it breaks off")
            self._waiting = self._frame.decompress(packed)
        data, self._waiting = self._waiting[:size], self._waiting[size:]
        return data


def _broken(name: str) -> tuple[type[Exception], ...]:
    """What an unpacker raises for damaged data."""
    if name == "xz":
        return (EOFError, import_module("lzma").LZMAError)
    if name == "zstd":
        return (EOFError, import_module("zstandard").ZstdError)
    return (EOFError, ValueError, zlib.error)


def _zstd(source: str) -> Any:
    try:
        return import_module("zstandard")
    except ModuleNotFoundError:
        cure = "pip install 'wireparse[zstd]' brings what unpacks it"
        raise InputError("E_EXTRA", source, f"it is packed with zstd; {cure}") from None
