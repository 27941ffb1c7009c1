"""How a command ends: its exit code, and what is said when it could not do its work."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from wireparse.cli.terminal import say, utf8_output
from wireparse.errors import InputError, UsageError, WireparseError

__all__ = ["guarded"]


def guarded(command: Callable[[], object]) -> int:
    """Run a command; its exit code.

    0 unless the command returns another, 2 for wrong usage, 3 for an input or an output that made it impossible, 130
    when it is interrupted; a pipe that nobody reads any more ends it silently.
    """
    utf8_output()
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
        _forget_output()
        return 0
    except KeyboardInterrupt:
        return 130
    return result if isinstance(result, int) else 0


def _forget_output() -> None:
    """What is left in the buffer of standard output must not raise when it is flushed at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
