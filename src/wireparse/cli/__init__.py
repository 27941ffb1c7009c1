"""The command line: thin, and the only home of typer and rich."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """The console script: run the command line and exit with its code."""
    from wireparse.cli.app import run

    sys.exit(run(sys.argv[1:]))
