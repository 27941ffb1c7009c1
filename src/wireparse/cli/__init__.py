"""The command line: thin, and the only home of typer and rich."""

from __future__ import annotations

import os
import sys

__all__ = ["main", "run"]


def main() -> None:
    """The console script: run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


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
