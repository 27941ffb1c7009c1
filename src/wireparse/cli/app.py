"""The application that typer sees: the commands, and what is said about a command line that makes no sense."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any, Final, cast

import typer

from wireparse.cli.catalogue import agencies, formats, rules, schema
from wireparse.cli.completion import OPTION_VALUES
from wireparse.cli.convert import convert
from wireparse.cli.ending import guarded
from wireparse.cli.explain import explain
from wireparse.cli.furniture import furniture
from wireparse.cli.group import group
from wireparse.cli.mistakes import told
from wireparse.cli.options import FURNITURE_OPTIONS, GROUP_OPTIONS, OPTIONS, PATHS, Option, Request
from wireparse.cli.show import show
from wireparse.cli.terminal import say

__all__ = ["app", "run", "typer_command"]


def typer_command(work: Callable[[Request], object], options: tuple[Option, ...] = OPTIONS) -> Callable[..., object]:
    """A command that takes paths and options, those of `convert` unless said, in the form that typer reads: a
    signature."""

    def command(**given: Any) -> object:
        paths = tuple(given.pop(PATHS.field) or ())
        repeated = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
        return work(Request(paths, **(given | repeated)))

    parameters = [_parameter(option) for option in (PATHS, *options)]
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
            autocompletion=OPTION_VALUES.get(option.field),
        )
    default = [] if option.default == () else option.default
    return Parameter(option.field, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info])


_COMMANDS: Final[dict[str, Callable[..., object]]] = {
    each.__name__: each
    for each in (
        typer_command(convert),
        typer_command(group, GROUP_OPTIONS),
        typer_command(furniture, FURNITURE_OPTIONS),
        show,
        explain,
        rules,
        agencies,
        formats,
        schema,
    )
}
_HELP: Final = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="markdown", context_settings=_HELP
)
for _each in _COMMANDS.values():
    app.command(context_settings=_HELP)(_each)

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
        typer.Option("--version", "-V", callback=_show_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Turn wire stories, as messy text, into structured data: headline, dateline, quotes with their speakers, and
    every kind of boilerplate, with exact offsets and reasons."""


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code."""
    arguments = _usual(arguments)
    try:
        return guarded(lambda: app(arguments, prog_name="wireparse", standalone_mode=False))
    except _CommandLineError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(getattr(error, "format_message", error.__str__)(), file=sys.stderr)
        else:
            say(told(error, arguments, _COMMANDS))
        return 2


def _usual(arguments: list[str]) -> list[str]:
    """The command line with what other programs are asked for in words of their own: `help`, `help COMMAND`, `version`,
    and completion for a shell that is named."""
    match arguments:
        case ["help", *words]:
            return [*words[:1], "--help"]
        case ["version"]:
            return ["--version"]
        case ["--install-completion" | "--show-completion", _]:
            # typer then takes the shell that is named for the one it finds.
            os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"
    return arguments
