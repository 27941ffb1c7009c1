"""Files that are never seen half-written, nor written through a link that somebody laid where they grow."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from hashlib import sha256
from typing import IO, Final

from wireparse.errors import OutputError, UsageError

__all__ = [
    "LONGEST_NAME",
    "beside",
    "gone",
    "in_place",
    "kept_file",
    "lock",
    "new_file",
    "reason",
    "unwritable",
    "write_whole",
]

#: Most file systems allow names of so many bytes.
LONGEST_NAME: Final = 255
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)


def reason(error: OSError) -> str:
    """What the system says about an error, to stand after a colon."""
    text = error.strerror or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


def unwritable(name: str, error: OSError) -> OutputError:
    """The error of an output that the system does not let us write."""
    return OutputError(f"{name!r} cannot be written: {reason(error)}")


def gone(name: str) -> OutputError:
    """The error of a file or folder that somebody took away while it was being written."""
    return OutputError(f"{name!r} was removed or replaced while it was being written; what was in it is lost")


def beside(path: str, suffix: str, prefix: str = "") -> str:
    """The path of a file that stands beside `path` while a run works: its name between `prefix` and `suffix`, or a
    digest of the name where the file system would not take one so long."""
    folder, name = os.path.split(path)
    if len(os.fsencode(name)) + len(prefix) + len(suffix) > LONGEST_NAME:
        name = sha256(os.fsencode(name)).hexdigest()[:32]
    return os.path.join(folder, f"{prefix}{name}{suffix}")


def new_file(path: str) -> IO[bytes]:
    """A new file, open for writing, in place of what has that name: a link there is removed, not followed.  Raises
    `OSError`."""
    with suppress(FileNotFoundError):
        os.unlink(path)
    return open(path, "xb")


def kept_file(path: str, mode: str) -> IO[bytes]:
    """Open a file of an earlier run with `mode`.  Raises `OSError`, also if it is no plain file of one name only."""
    try:
        stream: IO[bytes] = open(path, mode, opener=_without_link)  # noqa: SIM115
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, f"{path!r} is a link; remove it") from None
        raise
    state = os.fstat(stream.fileno())
    if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1:
        stream.close()
        raise OSError(errno.EINVAL, f"{path!r} is a link, or no file; remove it")
    return stream


def _without_link(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_LINK, 0o666)


def in_place(stream: IO[bytes], path: str) -> bool:
    """Whether an open file still goes by its name: nobody has removed or replaced it."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), os.lstat(path))
    except (OSError, ValueError):
        return False


def write_whole(path: str, data: bytes) -> None:
    """Write a file beside its name and rename it.  Raises `OSError`, and leaves nothing then."""
    part = beside(path, ".part", ".")
    try:
        with new_file(part) as stream:
            stream.write(data)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            os.unlink(part)
        raise


def lock(stream: IO[bytes], name: str) -> None:
    """Keep other runs from writing the same output, until `stream` is closed or this process ends.

    Raises `UsageError` if another run does.  Where the system has no such locks, nothing happens.
    """
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"another run is writing {name!r}; wait for its end") from None
    except OSError:
        return  # a file system without locks
