"""Files that are never seen half-written."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import IO

from wireparse.errors import OutputError, UsageError

__all__ = ["lock", "reason", "unwritable", "write_whole"]


def reason(error: OSError) -> str:
    """What the system says about an error, to stand after a colon."""
    text = error.strerror or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


def unwritable(name: str, error: OSError) -> OutputError:
    """The error of an output that the system does not let us write."""
    return OutputError(f"{name!r} cannot be written: {reason(error)}")


def write_whole(path: str, data: bytes) -> None:
    """Write a file beside its name and rename it, making its folders.  Raises `OSError`, and leaves nothing then."""
    folder, name = os.path.split(path)
    part = os.path.join(folder, f".{name}.part")
    try:
        try:
            stream = open(part, "wb")  # noqa: SIM115
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
            stream = open(part, "wb")  # noqa: SIM115
        with stream:
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
