"""The one story that `show` and `explain` are about."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from wireparse.errors import UsageError

if TYPE_CHECKING:
    from wireparse.model import Story

__all__ = ["Color", "Date", "Encoding", "Lang", "Path", "read_story"]

Path = Annotated[
    str | None,
    typer.Argument(metavar="[PATH]", show_default=False, help="The story; - or nothing reads standard input."),
]
Date = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", show_default=False, help="The day the story is from: it dates 'on Tuesday'."),
]
Lang = Annotated[
    str | None,
    typer.Option(metavar="TAG", show_default="found out", help="The story's language, such as en, de or pt-BR."),
]
Encoding = Annotated[
    str,
    typer.Option(metavar="auto|NAME", help="How the bytes are to be read; auto: mark, UTF-8, then Windows-1252."),
]
Color = Annotated[
    str,
    typer.Option(metavar="auto|always|never", help="Colour; auto: as the terminal, NO_COLOR and FORCE_COLOR say."),
]


def read_story(path: str | None, date: str | None, lang: str | None, encoding: str) -> Story:
    """Read and parse the story at `path`, or on standard input.  Raises `UsageError` and `InputError`."""
    from wireparse.cli.values import day, language_tag
    from wireparse.parser import Parser
    from wireparse.reader import checked_encoding, decode, empty, parse_file, read_stream

    given, language = day(date), language_tag(lang)
    if path not in (None, "-"):
        return parse_file(str(path), date=given, language=language, encoding=encoding)
    if sys.stdin is None or (path is None and sys.stdin.isatty()):
        raise UsageError("no story; name a file, or pipe one in")
    name = "<stdin>"
    text, codec, notices = decode(read_stream(sys.stdin.buffer, name), name, checked_encoding(encoding))
    if not text.strip():
        raise empty(name)
    return Parser().parse(text, name=name, date=given, language=language, encoding=codec, warnings=notices)
