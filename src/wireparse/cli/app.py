"""The application: the commands, and how their errors are told."""

from __future__ import annotations

import typer

from wireparse.cli.convert import convert

__all__ = ["app", "run"]

app = typer.Typer(add_completion=True, no_args_is_help=True)
app.command()(convert)


@app.callback()
def _group() -> None:
    """Turn wire stories, as messy text, into structured data."""


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code."""
    result = app(arguments, prog_name="wireparse", standalone_mode=False)
    return result if isinstance(result, int) else 0
