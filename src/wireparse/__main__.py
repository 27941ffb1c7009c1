"""`python -m wireparse` and the console script."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress

from wireparse.cli import main as command

__all__ = ["main"]


def main() -> None:
    """Run the command line, and end the process.

    What is open is flushed and what is registered for the end is called, as ever; but the tens of thousands of objects
    of the word lists, which the system takes back as a whole, are not taken apart one by one before.
    """
    try:
        command()
    except SystemExit as end:
        if not isinstance(end.code, int) or _others_run():
            raise
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with suppress(AttributeError, OSError, ValueError):  # closed, or not there at all
                stream.flush()
        os._exit(end.code)


def _others_run() -> bool:
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


if __name__ == "__main__":
    main()
