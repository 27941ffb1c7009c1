"""The stories that `show` and `explain` are about."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from wireparse.batch.worker import Failure
from wireparse.errors import InputError, UsageError

if TYPE_CHECKING:
    from wireparse.model import Story

__all__ = [
    "Certain",
    "Color",
    "Date",
    "Encoding",
    "Fix",
    "From",
    "Furniture",
    "Lang",
    "Path",
    "Paths",
    "Versions",
    "stories",
]

Path = Annotated[
    str | None,
    typer.Argument(metavar="[PATH]", show_default=False, help="The story; - or nothing reads standard input."),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...", show_default=False, help="Files, folders and patterns; - or nothing reads standard input."
    ),
]
From = Annotated[
    str,
    typer.Option("--from", "-f", metavar="FORM", help="What it is: text, html, anpa or iptc7901; auto: by content."),
]
Furniture = Annotated[
    str | None,
    typer.Option("--furniture", metavar="FILE", show_default=False, help="What sites repeat (wireparse furniture)."),
]
Versions = Annotated[
    tuple[str, str] | None,
    typer.Option("--versions", metavar="A B", show_default=False, help="Two versions of a story, side by side."),
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
Certain = Annotated[
    str,
    typer.Option(metavar="sure|likely|guess", help="The least certain quotes to put out."),
]
Encoding = Annotated[
    str,
    typer.Option(metavar="auto|NAME", help="How the bytes are to be read; auto: mark, UTF-8, then Windows-1252."),
]
Color = Annotated[
    str,
    typer.Option(metavar="auto|always|never", help="Colour; auto: as the terminal, NO_COLOR and FORCE_COLOR say."),
]


def stories(
    paths: Sequence[str],
    date: str | None,
    lang: str | None,
    encoding: str,
    form: str,
    *,
    fix: bool,
    certain: str,
    furniture: str | None = None,
) -> Iterator[Story | Failure]:
    """Every story of `paths`, or on standard input, and for each input that gives none the reason.

    `date`, `lang`, `encoding`, `form`, `fix`, `certain` and `furniture` are the options as given.  Raises `UsageError`.
    """
    from wireparse.arguments import checked_date, checked_language
    from wireparse.batch.inputs import DASH, Sources
    from wireparse.batch.worker import Options, Outcome, Worker
    from wireparse.cli.values import certainty, input_form
    from wireparse.readers import Settings
    from wireparse.readers.decoding import checked_encoding

    reading = Settings(checked_encoding(encoding), fix=fix)
    known = ((furniture, ""),) if furniture else ()
    worker = Worker(
        Options(
            date=checked_date(date),
            language=checked_language(lang),
            certainty=certainty(certain),
            reading=reading,
            furniture=known,
        )
    )
    if not paths and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("no story; name a file, or pipe one in")
    for item in Sources(paths or (DASH,), form=input_form(form, fix=fix), reading=reading).inputs():
        if isinstance(item, Outcome):
            if item.failure is not None:
                yield item.failure
            continue
        try:
            yield worker.story(item)
        except InputError as error:
            yield Failure(error.source, error.code, error.message)
