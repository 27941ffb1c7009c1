"""Containers, zip and tar: every file in one is an input of its own, `a.zip/x/y.txt`, of whatever form it has.

Nothing is unpacked to disk, so no name can lead anywhere; a member is read as a stream and bounded as any other input,
however small it is packed.
"""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, Any, Final, cast

from wireparse.errors import InputError
from wireparse.lexicon import load
from wireparse.readers.decoding import empty, read_stream, unreadable
from wireparse.readers.input_form import Form, Member, Reading, Settings

__all__ = ["TAR", "ZIP"]

_BROKEN: Final = (
    zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip
_ENCRYPTED: Final = 1
#: The folder of a WACZ that has its pages.
_ARCHIVE: Final = "archive/"
_OPENING: Final = 1 << 14
#: Folders that a system puts beside the files.
_NOT_FILES: Final = frozenset({"__MACOSX"})


def _zip_members(stream: IO[bytes], source: str, settings: Settings) -> Iterator[Member]:
    try:
        opened = stream if stream.seekable() else io.BytesIO(read_stream(stream, source, settings.max_size))
        with zipfile.ZipFile(opened) as archive:
            pages = _is_web_archive(archive.namelist())
            for info in archive.infolist():
                if info.is_dir():
                    continue
                name = f"{source}/{info.filename}"
                if pages and not info.filename.startswith(_ARCHIVE):
                    yield Member(name, None, None, "parts of web archives that are no pages")
                    continue
                if info.flag_bits & _ENCRYPTED:
                    message = "it is packed with a password; unpack it first"
                    yield Member(name, None, InputError("E_PACKED", name, message), "")
                    continue
                yield from _member(name, info.filename, lambda info=info: archive.open(info))
    except InputError as error:
        yield Member(source, None, error, "")
    except _BROKEN as error:
        yield Member(source, None, InputError("E_RECORD", source, f"it is no whole zip: {error}"), "")


def _is_web_archive(names: Sequence[str]) -> bool:
    """Whether a zip is a WACZ: web archives, and beside them their indexes and what was found."""
    return "datapackage.json" in names and any(name.startswith(_ARCHIVE) and ".warc" in name for name in names)


def _tar_members(stream: IO[bytes], source: str, settings: Settings) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                if info.isfile():
                    name = f"{source}/{info.name}"
                    yield from _member(name, info.name, lambda info=info: archive.extractfile(info))
    except _BROKEN as error:
        yield Member(source, None, InputError("E_RECORD", source, f"it is no whole tar: {error}"), "")


def _member(name: str, inside: str, opened: Any) -> Iterator[Member]:
    """A member, unless it is one of those that a folder's walk would leave out as well."""
    parts = inside.replace("\\", "/").split("/")
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or not _NOT_FILES.isdisjoint(parts):
        yield Member(name, None, None, "hidden")
        return
    suffix = os.path.splitext(parts[-1])[1].lower()
    if suffix in load("binary-files"):
        yield Member(name, None, None, suffix)
        return
    try:
        with opened() as stream:
            yield Member(name, cast("IO[bytes]", io.BufferedReader(_Held(stream), _OPENING)), None, "")
    except _BROKEN as error:
        yield Member(name, None, unreadable(name, error), "")


class _Held(io.RawIOBase):
    """What a member holds; whatever its unpacker raises becomes an `OSError`."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except _BROKEN as error:
            raise OSError(f"it is damaged: {error}") from None
        buffer[: len(data)] = data
        return len(data)


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    raise empty(source)  # members are read by readers of their own


ZIP: Final = Form(id="zip", summary="zip: every file in it, of whatever form", read=_read, members=_zip_members)
TAR: Final = Form(
    id="tar", summary="tar, packed or not: every file in it, of whatever form", read=_read, members=_tar_members
)
