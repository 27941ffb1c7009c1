"""The application that typer sees: the commands, and what is said about a command line that makes no sense."""

from __future__ import annotations

import sys
from collections.abc import Callable
from inspect import Parameter, Signature
from os.path import lexists
from typing import Annotated, Any, cast

import typer

from wireparse.cli.catalogue import agencies, formats, rules, schema
from wireparse.cli.convert import convert
from wireparse.cli.ending import guarded
from wireparse.cli.explain import explain
from wireparse.cli.options import OPTIONS, PATHS, Option, Request
from wireparse.cli.show import show
from wireparse.cli.terminal import say

__all__ = ["app", "run", "typer_command"]


def typer_command(work: Callable[[Request], object]) -> Callable[..., object]:
    """A command with the options of `convert`, in the form that typer reads: a signature."""

    def command(**given: Any) -> object:
        paths = tuple(given.pop(PATHS.field) or ())
        repeated = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
        return work(Request(paths, **(given | repeated)))

    parameters = [_parameter(option) for option in (PATHS, *OPTIONS)]
    command.__name__ = getattr(work, "__name__", "command")
    command.__doc__ = work.__doc__
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return command


def _parameter(option: Option) -> Parameter:
    kind: Any = (
        list[str] if option.default == () else type(option.default) if option.default is not None else str | None
    )
    shown: Any = True if option.shown is None else option.shown or False
    if not option.flags:
        info: Any = typer.Argument(metavar=option.metavar, help=option.help, show_default=False)
    else:
        info = typer.Option(
            *option.flags,
            metavar=option.metavar,
            help=option.help,
            rich_help_panel=option.panel,
            show_default=shown if option.metavar else False,
        )
    default = [] if option.default == () else option.default
    return Parameter(option.field, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info])


app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="markdown")
for _each in (typer_command(convert), show, explain, rules, agencies, formats, schema):
    app.command()(_each)

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
    try:
        return guarded(lambda: app(arguments, prog_name="wireparse", standalone_mode=False))
    except _CommandLineError as error:
        return _misused(error, arguments[0] if arguments else "")


def _misused(error: Exception, first: str) -> int:
    """Say what is wrong with a command line, in one line; its `first` word may be a file that lacks its command."""
    format_message = getattr(error, "format_message", error.__str__)
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(format_message(), file=sys.stderr)
        return 2
    message = format_message().rstrip(".")
    if message.startswith("No such command") and lexists(first):
        say(f"{first!r} is a file, not a command: write wireparse convert {first} (or show, or explain)")
        return 2
    command = context.command_path if context else "wireparse"
    say(f"{message[:1].lower()}{message[1:]} ({command} --help lists what there is)")
    return 2
