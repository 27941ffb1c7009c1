"""The application: the commands, and how their errors are told."""

from __future__ import annotations

import os
import sys
from typing import Annotated, cast

import typer

from wireparse.cli.catalogue import agencies, formats, rules, schema
from wireparse.cli.convert import convert
from wireparse.cli.explain import explain
from wireparse.cli.show import show
from wireparse.cli.terminal import say, utf8_output
from wireparse.errors import InputError, UsageError, WireparseError

__all__ = ["app", "run"]

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="markdown")
for _command in (convert, show, explain, rules, agencies, formats, schema):
    app.command()(_command)

#: What typer raises when a command line makes no sense.
_CommandLineError = cast("type[Exception]", typer.BadParameter.__mro__[1])


def _show_version(wanted: bool) -> None:
    if wanted:
        from wireparse import __version__

        print(f"wireparse {__version__}")
        raise typer.Exit


@app.callback()
def _group(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Turn wire stories, as messy text, into structured data: headline, dateline, quotes with their speakers, and
    every kind of boilerplate, with exact offsets and reasons."""


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code."""
    utf8_output()
    try:
        result = app(arguments, prog_name="wireparse", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except _CommandLineError as error:
        return _misused(error)
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


def _misused(error: Exception) -> int:
    """Say what is wrong with a command line, in one line."""
    format_message = getattr(error, "format_message", error.__str__)
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(format_message(), file=sys.stderr)
        return 2
    message = format_message().rstrip(".")
    command = context.command_path if context else "wireparse"
    say(f"{message[:1].lower()}{message[1:]} ({command} --help lists what there is)")
    return 2


def _forget_output() -> None:
    """Nobody reads standard output any more: what is left in its buffer must not raise when it is flushed at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
