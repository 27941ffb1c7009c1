"""Inputs that lie elsewhere, named by their addresses: `s3://`, `gs://`, `https://` and whatever else fsspec knows.

Nothing is fetched but what the caller has named.  Credentials are those that the environment holds for the store's own
library.  What that library says when something goes wrong becomes an `OSError`, as if it were a file.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BufferedReader, RawIOBase
from typing import IO, Any, Final, cast

from wireparse.errors import UsageError
from wireparse.pattern import pattern

__all__ = ["is_remote", "listed_remote", "open_bytes", "refuse_remote"]

_ADDRESS: Final = pattern(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_CHUNK: Final = 1 << 18
_TALKATIVE: Final = ("fsspec", "gcsfs", "s3fs")
# What the libraries of stores raise that is no error of the system, by module.
_FOREIGN: Final = {
    "aiohttp": ("ClientError",),
    "botocore.exceptions": ("BotoCoreError", "ClientError"),
    "google.auth.exceptions": ("GoogleAuthError",),
    "gcsfs.retry": ("HttpError",),
}


def is_remote(path: str) -> bool:
    """Whether a path is the address of something elsewhere."""
    return "://" in path and _ADDRESS.match(path) is not None


def refuse_remote(path: str | None) -> None:
    """Refuse to write elsewhere: neither locks nor files that appear as a whole are to be had there.  Raises
    `UsageError`."""
    if path is not None and is_remote(path):
        message = "is elsewhere, and only inputs may be; pipe standard output there, or write here and copy it"
        raise UsageError(f"{path!r} {message}")


def open_bytes(path: str) -> IO[bytes]:
    """The bytes of a file here or elsewhere, as a stream that can be peeked into.  Raises `OSError`, and `UsageError`
    if what the address needs is not installed."""
    if not is_remote(path):
        return open(path, "rb")
    store, place = _store(path)
    with _as_system_error():
        return cast("IO[bytes]", BufferedReader(_Elsewhere(store.open(place, "rb")), _CHUNK))


def listed_remote(path: str) -> Iterator[tuple[str, str, int, str]]:
    """The files that an address names, in order: the one there, those that it matches as a pattern, or those below it.

    Each with its own address, its place below what was named, its size (bytes, 0 if unknown) and what tells whether it
    has changed.  Raises as `open_bytes` does.
    """
    store, place = _store(path)
    with _as_system_error():
        found: dict[str, dict[str, Any]]
        if path.startswith(("http://", "https://")):
            found, top = {place: {}}, os.path.dirname(place)  # the web has no folders
        elif any(mark in place for mark in "*?["):
            found = store.glob(place, detail=True)
            top = os.path.dirname(place[: min(place.index(mark) for mark in "*?[" if mark in place)])
        elif store.isdir(place):
            found, top = store.find(place, detail=True), place
        else:
            found, top = {place: store.info(place)}, os.path.dirname(place)
    for name, about in sorted(found.items()):
        if about.get("type", "file") == "file":
            size = int(about.get("size") or 0)
            stamp = str(about.get("ETag") or about.get("LastModified") or about.get("mtime") or "")
            below = name[len(top) :].lstrip("/") if name.startswith(top) else os.path.basename(name)
            yield store.unstrip_protocol(name), below, size, f"{size} {stamp}" if stamp else ""


def _store(path: str) -> tuple[Any, str]:
    """The store of an address and the place in it.  Raises `UsageError`."""
    import logging

    for library in _TALKATIVE:  # what they tell of is told as an error
        logging.getLogger(library).addHandler(logging.NullHandler())
    try:
        found: tuple[Any, str] = import_module("fsspec.core").url_to_fs(path)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "fsspec":
            raise UsageError(f"{path!r} needs {missing.name}; pip install it") from None
        raise UsageError("fsspec is not installed; pip install 'wireparse[remote]' brings it") from None
    except (ImportError, ValueError) as error:
        message = str(error).partition("\n")[0].rstrip(".")
        raise UsageError(f"{path!r} cannot be opened: {message[:1].lower()}{message[1:]}") from None
    return found


@contextmanager
def _as_system_error() -> Iterator[None]:
    loaded = [(sys.modules[module], names) for module, names in _FOREIGN.items() if module in sys.modules]
    foreign = tuple(getattr(module, name) for module, names in loaded for name in names)
    try:
        yield
    except FileNotFoundError as error:
        # Some stores name the address alone, and have the reason as what it came from.
        reason = str(error.__cause__ or error.__context__ or "").partition("\n")[0]
        raise FileNotFoundError(errno.ENOENT, reason or "nothing is there") from error
    except foreign as error:
        raise OSError(str(error).partition("\n")[0] or type(error).__name__) from error


class _Elsewhere(RawIOBase):
    """A file of a store as a raw stream."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        with _as_system_error():
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
