"""Writing the one output of a command: a file that is never seen half-written, or standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from wireparse.errors import UsageError

if TYPE_CHECKING:
    from wireparse.batch.inputs import Sources

__all__ = ["checked_output", "written"]


def checked_output(path: str | None, sources: Sources, *, overwrite: bool) -> None:
    """Refuse what would destroy something.  Raises `UsageError`."""
    from wireparse.batch.inputs import DASH
    from wireparse.readers.remote import refuse_remote

    refuse_remote(path)
    if path in (None, DASH) or path is None or not os.path.lexists(path):
        return
    if os.path.isdir(path):
        raise UsageError(f"{path!r} is a folder; give a file to write")
    if any(os.path.exists(each) and os.path.samefile(each, path) for each in sources.paths):
        raise UsageError(f"{path!r} is an input; choose another file to write")
    if not overwrite:
        raise UsageError(f"{path!r} exists; --overwrite replaces it")


def written(path: str | None, parts: Iterable[bytes]) -> None:
    """Write the parts, one after the other.  Raises `OutputError`."""
    from wireparse.atomic_files import beside, new_file, unwritable
    from wireparse.batch.inputs import DASH
    from wireparse.exporters.terminal_safe import visible

    if path is None or path == DASH:
        terminal = sys.stdout.isatty()
        for part in parts:
            sys.stdout.buffer.write(visible(part.decode("utf-8", "replace")).encode() if terminal else part)
        return
    unfinished = beside(path, ".part", ".")
    try:
        with new_file(unfinished) as stream:
            for part in parts:
                stream.write(part)
        os.replace(unfinished, path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            os.unlink(unfinished)
