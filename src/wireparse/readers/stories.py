"""From files to stories: what `parse_file` and `parse_stories` do, and the batch for each of its inputs."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader, RawIOBase, TextIOBase
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final, cast

from wireparse.arguments import checked_date, checked_language
from wireparse.errors import InputError, UsageError
from wireparse.parser import Parser
from wireparse.readers import AUTO, REFUSED, Form, Reading, Settings, form_named
from wireparse.readers.decoding import MAX_SIZE, checked_encoding, empty, open_file, read_stream, unreadable
from wireparse.readers.input_form import Pieces, checked_split
from wireparse.readers.packing import unpacking
from wireparse.readers.remote import open_bytes
from wireparse.readers.sniffing import form_of_file, form_of_name, form_of_stream

if TYPE_CHECKING:
    from wireparse.model import Story

__all__ = [
    "found_form",
    "named_pieces",
    "only_story",
    "opened",
    "parse_file",
    "parse_stories",
    "read_story",
    "story_of",
]

#: What a stream goes by that has no name.
STREAM: Final = "<stream>"
# How much of a stream is looked at to tell what it is.
_AHEAD: Final = 1 << 18


def found_form(name: str, source: str) -> Form:
    """The form that an input was found to have.  Raises `InputError`: `E_EXTRA` if what it needs is not there,
    `E_FORM`, `E_PACKED` or `E_BINARY` for what is not read."""
    if name.startswith(REFUSED):
        from wireparse.readers.signatures import refusal

        raise refusal(name, source)
    try:
        return form_named(name)
    except UsageError as error:
        raise InputError("E_EXTRA", source, f"it is {name}, and {error}; --from text reads it as it stands") from None


def opened(path: str, form: str, text_field: str) -> tuple[Form, IO[bytes]]:
    """The form of a file, `auto` to tell it by the content, and its bytes as that form wants them.  Raises
    `InputError`: `E_READ`, `E_EXTRA`; and `UsageError` for a form that there is not."""
    try:
        if form == AUTO and not os.path.isfile(path):
            stream = open_bytes(path)  # a pipe is read only once, and what lies elsewhere is fetched once
            return streamed(stream, form_of_name(path), path, text_field)
        chosen = found_form(form_of_file(path, text_field), path) if form == AUTO else form_named(form)
        return chosen, open_bytes(path) if chosen.packed else open_file(path)
    except (OSError, ValueError) as error:
        if isinstance(error, UsageError):
            raise
        raise unreadable(path, error) from error


def streamed(stream: IO[bytes], form: str | None, source: str, text_field: str) -> tuple[Form, IO[bytes]]:
    """The form of a stream, None to tell it by what comes first, and its bytes as that form wants them.  Raises as
    `opened` does."""
    chosen = found_form(form or form_of_stream(stream, text_field), source)
    try:
        return chosen, stream if chosen.packed else unpacking(stream, source)
    except (OSError, ValueError) as error:
        raise unreadable(source, error) from error


def read_story(form: Form, data: bytes, source: str, settings: Settings) -> Reading:
    """What the bytes of one story say.  Raises `InputError`: what the form's reader does, and `E_EMPTY`."""
    reading = form.read(data, source, settings)
    if not reading.text.strip():
        raise empty(source)
    if reading.metadata.form is None:
        reading = reading._replace(metadata=reading.metadata._replace(form=form.id))
    if settings.fix:
        from wireparse.readers.mojibake import repaired

        return repaired(reading)
    return reading


def named_pieces(
    form: Form,
    stream: IO[bytes],
    source: str,
    settings: Settings,
    left_out: Callable[[str], object] = lambda reason: None,
) -> Iterator[tuple[Form, str, bytes | InputError]]:
    """The stories of a stream, as bytes with their forms and names: `FILE:3`, or the file's own name for one that is
    alone in a form whose files often hold one; `a.zip/x.txt` of a container's member.  `left_out` is told as what a
    member was passed over."""
    if form.members is not None:
        for member in form.members(stream, source, settings):
            if member.left_out:
                left_out(member.left_out)
            elif member.error or member.stream is None:
                yield form, member.name, member.error or empty(member.name)
            else:
                yield from _of_member(member.stream, member.name, settings, left_out)
        return
    if form.split is None or not form.splits(settings):
        yield form, source, read_stream(stream, source, settings.max_size)
        return
    pieces = _kept(form.split(stream, source, settings), left_out)
    first = next(pieces, None)
    second = next(pieces, None) if first and form.alone else None
    if first and form.alone and second is None:
        yield form, source, first[1]
        return
    for number, data in chain(filter(None, (first, second)), pieces):
        yield form, f"{source}:{number}", data


def _kept(pieces: Pieces, left_out: Callable[[str], object]) -> Iterator[tuple[int, bytes | InputError]]:
    for number, piece in pieces:
        if isinstance(piece, str):
            left_out(piece)
        else:
            yield number, piece


def _of_member(
    stream: IO[bytes], name: str, settings: Settings, left_out: Callable[[str], object]
) -> Iterator[tuple[Form, str, bytes | InputError]]:
    form = form_named("text")
    try:
        found = form_of_name(name) or form_of_stream(stream, settings.text_field)
        form = found_form(found, name)
        if form.members is not None:
            raise InputError("E_PACKED", name, "it is packed within something packed; unpack one of them")
        yield from named_pieces(form, stream if form.packed else unpacking(stream, name), name, settings, left_out)
    except InputError as error:
        yield form, name, error


def story_of(parser: Parser, reading: Reading, source: str | None, date: str | None, language: str | None) -> Story:
    """The story of a reading; the day that its file states counts before `date`."""
    return parser.parse(
        reading.text,
        name=reading.name if reading.name is not None else source,
        date=reading.date or date,
        language=language,
        encoding=reading.encoding,
        warnings=reading.notices,
        marks=reading.marks,
        metadata=reading.metadata,
    )


def only_story(
    form: Form, stream: IO[bytes], source: str, settings: Settings, date: str | None, language: str | None
) -> Story:
    """The one story that a stream holds.  Raises `InputError` with `E_RECORD` if it holds several, or if its form is
    one of records."""
    if not form.splits(settings):
        data: bytes | InputError = read_stream(stream, source, settings.max_size)
    else:
        pieces = list(islice(named_pieces(form, stream, source, settings), 2)) if form.alone or form.members else []
        if len(pieces) != 1:
            message = f"it holds many stories ({form.id}): wireparse convert, or parse_stories, reads them"
            raise InputError("E_RECORD", source, message)
        form, source, data = pieces[0]
    if isinstance(data, InputError):
        raise data
    return story_of(Parser(), read_story(form, data, source, settings), source, date, language)


def parse_file(
    path: str | os.PathLike[str],
    *,
    form: str = AUTO,
    date: str | datetime.date | None = None,
    language: str | None = None,
    encoding: str = "auto",
    fix: bool = False,
    max_size: int = MAX_SIZE,
) -> Story:
    """Read and parse a file that holds one story.

    Args:
        path: The file; a packed one is unpacked.
        form: What the file is: one of the forms of input, such as `text` or `html`; `auto` tells it by the content.
        date: The day that the story is known to be from, a date or ISO 8601; one that the file states comes first.
        language: The language that it is written in, a BCP 47 tag; else it is found out.
        encoding: The codec of the file's text; `auto` finds it out.
        fix: Whether to repair mojibake first; that needs the extra `fix`.
        max_size: The most bytes that are read, unpacked.

    Raises:
        InputError: `E_READ`, `E_TOO_BIG`, `E_BINARY`, `E_EMPTY`, `E_EXTRA`, and `E_RECORD` for a file of many stories,
            which `parse_stories` reads.
        UsageError: for a form, date, language or encoding that there is not.
    """
    name, settings = os.fspath(path), Settings(checked_encoding(encoding), max_size, fix=fix)
    day, tag = checked_date(date), checked_language(language)
    chosen, stream = opened(name, form, settings.text_field)
    with stream:
        return only_story(chosen, stream, name, settings, day, tag)


def parse_stories(
    path: str | os.PathLike[str] | IO[bytes],
    *,
    name: str | None = None,
    form: str = AUTO,
    date: str | datetime.date | None = None,
    language: str | None = None,
    encoding: str = "auto",
    fix: bool = False,
    split: str | None = None,
    max_size: int = MAX_SIZE,
    text_field: str = "text",
    id_field: str = "id",
    date_field: str = "date",
    failed: Callable[[InputError], object] | None = None,
) -> Iterator[Story]:
    """Read and parse every story of a file, one after the other: those of its records, or the one that it holds.

    Args:
        path: The file, or a stream of its bytes, which is closed in the end; what is packed is unpacked.
        name: What the file is called in stories and errors, if not by its path; of a stream also what tells its form.
        form: What the file is: one of the forms of input, such as `jsonl` or `warc`; `auto` tells it by the content.
        date: The day that the stories are known to be from, a date or ISO 8601; one that a record states comes first.
        language: The language that they are written in, a BCP 47 tag; else it is found out for each.
        encoding: The codec of the file's text; `auto` finds it out.
        fix: Whether to repair mojibake first; that needs the extra `fix`.
        split: How plain text is taken apart: `auto` where its stories begin, `none` not at all, else a regular
            expression for what stands between them; without it a text that seems to hold several is told of.
        max_size: The most bytes that are read for a story.
        text_field: The field of records that holds the text.
        id_field: The field that names the record.
        date_field: The field with the record's day.
        failed: Is given each `InputError`, and the reading goes on; without it the first one is raised.

    Raises:
        InputError: `E_READ`, `E_TOO_BIG`, `E_BINARY`, `E_EMPTY`, `E_EXTRA`, `E_RECORD`.
        UsageError: for a form, date, language, encoding or pattern that there is not.
    """
    settings = Settings(
        checked_encoding(encoding), max_size, text_field, id_field, date_field, fix, split=checked_split(split)
    )
    if isinstance(path, (str, os.PathLike)):
        place = os.fspath(path)
        source = place if name is None else name
        opening = partial(opened, place, form, text_field)
    else:
        source = STREAM if name is None else name
        opening = partial(_streamed, path, form, source, text_field)
    return _parsed(opening, source, settings, checked_date(date), checked_language(language), failed)


def _streamed(stream: IO[bytes], form: str, source: str, text_field: str) -> tuple[Form, IO[bytes]]:
    """The form of a stream, and its bytes.  Raises as `opened` does, and `UsageError` for a stream of text."""
    if isinstance(stream, TextIOBase):
        raise UsageError("the stream gives text; open it in binary mode")
    # What comes first is looked at, and not taken from it.
    seen = stream if hasattr(stream, "peek") else cast("IO[bytes]", BufferedReader(cast("RawIOBase", stream), _AHEAD))
    return streamed(seen, form_of_name(source) if form == AUTO else form, source, text_field)


def _parsed(
    opening: Callable[[], tuple[Form, IO[bytes]]],
    name: str,
    settings: Settings,
    date: str | None,
    language: str | None,
    failed: Callable[[InputError], object] | None,
) -> Iterator[Story]:
    parser = Parser()
    chosen, stream = opening()
    with stream:
        for form_of_piece, source, data in named_pieces(chosen, stream, name, settings):
            try:
                if isinstance(data, InputError):
                    raise data
                story = story_of(parser, read_story(form_of_piece, data, source, settings), source, date, language)
            except InputError as error:
                if failed is None:
                    raise
                failed(error)
            else:
                yield story
