"""The one story that `show` and `explain` are about."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from wireparse.errors import UsageError

if TYPE_CHECKING:
    from wireparse.model import Story

__all__ = ["Color", "Date", "Encoding", "Fix", "From", "Lang", "Path", "read_story"]

Path = Annotated[
    str | None,
    typer.Argument(metavar="[PATH]", show_default=False, help="The story; - or nothing reads standard input."),
]
From = Annotated[
    str,
    typer.Option("--from", "-f", metavar="FORM", help="What it is: text, html, anpa or iptc7901; auto: by content."),
]
Fix = Annotated[bool, typer.Option("--fix", help="Repair mojibake, such as â€œ for a quotation mark (extra fix).")]
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


def read_story(
    path: str | None, date: str | None, lang: str | None, encoding: str, form: str = "auto", *, fix: bool = False
) -> Story:
    """Read and parse the story at `path`, or on standard input.  Raises `UsageError` and `InputError`."""
    from wireparse.cli.values import day, input_form, language_tag
    from wireparse.readers import AUTO, Settings
    from wireparse.readers.decoding import checked_encoding
    from wireparse.readers.sniffing import form_of_stream
    from wireparse.readers.stories import found_form, only_story, parse_file

    given, language = day(date), language_tag(lang)
    input_form(form, fix=fix)
    if path not in (None, "-"):
        return parse_file(str(path), form=form, date=given, language=language, encoding=encoding, fix=fix)
    if sys.stdin is None or (path is None and sys.stdin.isatty()):
        raise UsageError("no story; name a file, or pipe one in")
    name, stream, settings = "<stdin>", sys.stdin.buffer, Settings(checked_encoding(encoding), fix=fix)
    chosen = found_form(form_of_stream(stream, settings.text_field) if form == AUTO else form, name)
    return only_story(chosen, stream, name, settings, given, language)
