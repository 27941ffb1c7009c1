"""The command line: thin, and the only home of typer and rich."""

from __future__ import annotations

import gc
import os
import sys
from typing import Final

from wireparse.pattern import keep
from wireparse.ready import find_modules

__all__ = ["main", "run"]

find_modules()

# Hardly anything here is garbage that needs collecting, and the word lists and weights, tens of thousands of objects,
# stay until the end.  Looking through them again and again takes a sixth of a short run.
_SELDOM: Final = 50_000


def main() -> None:
    """The console script: run the command line and exit with its code."""
    gc.set_threshold(_SELDOM)
    code = run(sys.argv[1:])
    keep()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command line; its exit code."""
    if arguments[:1] == ["convert"] and "_WIREPARSE_COMPLETE" not in os.environ:
        from wireparse.cli.options import read

        request = read(arguments[1:])
        if request is not None:
            from wireparse.cli.convert import convert
            from wireparse.cli.ending import guarded

            return guarded(lambda: convert(request))
    from wireparse.cli.app import run as run_typer

    return run_typer(arguments)
