"""How a command ends: its exit code, and what is said when it could not do its work."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from wireparse.atomic_files import unwritable
from wireparse.cli.terminal import prepare_streams, say
from wireparse.errors import InputError, UsageError, WireparseError

__all__ = ["forget_output", "guarded"]


def guarded(command: Callable[[], object]) -> int:
    """Run a command; its exit code.

    0 unless the command returns another, 2 for wrong usage, 3 for an input or an output that made it impossible, 130
    when it is interrupted; a pipe that nobody reads any more ends it silently.
    """
    prepare_streams()
    try:
        result = command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except UsageError as error:
        say(str(error))
        return 2
    except InputError as error:
        say(f"{error.source}: {error.message} [{error.code}]")
        return 3
    except WireparseError as error:
        say(str(error))
        return 3
    except (BrokenPipeError, SystemExit) as error:
        # typer and rich make a SystemExit of a pipe that nobody reads any more.
        if not isinstance(error.__context__ or error, BrokenPipeError):
            raise
        forget_output()
        return 0
    except OSError as error:
        # What files cannot be read or written is told where it happens; what has no name is standard output.
        if error.filename is not None:
            raise
        say(str(unwritable("standard output", error)))
        forget_output()
        return 3
    except KeyboardInterrupt:
        return 130
    return result if isinstance(result, int) else 0


def forget_output() -> None:
    """What is left in the buffer of standard output must not raise when it is flushed at exit."""
    null = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it takes the place of standard output
    with suppress(OSError, ValueError):
        os.dup2(null.fileno(), sys.stdout.fileno())
    sys.stdout = null
