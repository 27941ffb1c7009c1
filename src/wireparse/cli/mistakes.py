"""What is said about a command line that makes no sense: what is wrong, what may be meant, where it is explained."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import lexists
from typing import Any, Final

from wireparse.errors import unknown
from wireparse.pattern import pattern

__all__ = ["told"]

# The words of a message of typer that stand for the message, and what is wrong then.
_TOO_MANY: Final = pattern(r"Got unexpected extra arguments?(?:\(s\))? \((\S++).*")
_KINDS: Final = (
    ("requires an argument", "the option {word!r} needs a value"),
    ("does not take a value", "the option {word!r} takes no value"),
)


def told(error: Exception, arguments: Sequence[str], commands: dict[str, Any]) -> str:
    """One sentence about the `error` that typer has raised for `arguments`; `commands` are those there are."""
    first = arguments[0] if arguments else ""
    named = f"wireparse {first}" if first in commands else "wireparse"
    hint = f"{named} --help lists what there is"
    message = str(getattr(error, "message", error))
    word = getattr(error, "option_name", None)
    if message.startswith("No such command"):
        if lexists(first):
            return f"{first!r} is a file, not a command: write wireparse convert {first} (or show, or explain)"
        return str(unknown("command", first, commands, "wireparse --help lists them"))
    if message.startswith("No such option"):
        return str(unknown("option", _whole(str(word), arguments), _flags(error), f"{named} --help lists them"))
    if found := _TOO_MANY.match(message):
        return f"{found[1].rstrip(',)')!r} is one argument too many ({hint})"
    for mark, sentence in _KINDS:
        if mark in message:
            return f"{sentence.format(word=word)} ({hint})"
    return f"{message[:1].lower()}{message[1:].rstrip('.')} ({hint})"


def _whole(option: str, arguments: Sequence[str]) -> str:
    """The option as it was typed: typer takes `-quiet` for five options of one letter."""
    if option.startswith("--"):
        return option
    typed = (word for word in arguments if word[:1] == "-" != word[1:2] and option[1:] in word)
    return next(typed, option)


def _flags(error: Exception) -> list[str]:
    context = getattr(error, "ctx", None)
    parameters = context.command.params if context else ()
    flags = [flag for each in parameters for flag in (*each.opts, *each.secondary_opts) if flag.startswith("-")]
    return [*flags, "--help"]
