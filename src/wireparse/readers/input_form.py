"""The record behind every form of input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Final, TypeAlias

from wireparse.errors import InputError, UsageError
from wireparse.metadata import Mark, Metadata
from wireparse.model import Notice
from wireparse.readers.decoding import MAX_SIZE
from wireparse.record import Record

__all__ = ["Form", "Pieces", "Reading", "Settings", "needs"]


class Settings(Record):
    """How inputs are to be read: the encoding (`auto` to find it out), the most bytes that a story may have, the
    fields of records that hold the text, its name and its day, whether mojibake is to be repaired, and the field of
    records that holds the site or an address there."""

    encoding: str = "auto"
    max_size: int = MAX_SIZE
    text_field: str = "text"
    id_field: str = "id"
    date_field: str = "date"
    fix: bool = False
    site_field: str | None = None


_NOTHING: Final = Metadata()


class Reading(Record):
    """What was read of one story: the text, the codec of its bytes, the day (ISO) that is known to the caller's table,
    what the reader of the story should know, and of a record its name; the marks over the text and the metadata that a
    form with structure has."""

    text: str
    encoding: str | None = None
    date: str | None = None
    notices: tuple[Notice, ...] = ()
    name: str | None = None
    marks: tuple[Mark, ...] = ()
    metadata: Metadata = _NOTHING


#: The pieces of a file that holds many stories, with their numbers; an error stands for a piece that cannot be had.
Pieces: TypeAlias = Iterator[tuple[int, bytes | InputError]]


class Form(Record):
    """One form of input.

    `read` takes the bytes of a story and their name for error messages; it raises `InputError` for what cannot be
    read.  A file that holds many stories is taken apart by `split`, which yields the bytes of each, numbered from 1;
    `packed` says that it wants the file as it is, a `.gz` not unpacked, `alone` that a file may well hold one story
    only, which then goes by the file's name.  `check` raises `UsageError` if something that
    the form needs is not installed.
    """

    id: str
    summary: str
    read: Callable[[bytes, str, Settings], Reading]
    split: Callable[[IO[bytes], str, Settings], Pieces] | None = None
    packed: bool = False
    check: Callable[[], None] | None = None
    alone: bool = False


def needs(extra: str, *modules: str) -> Callable[[], None]:
    """The check of a form that needs modules, which come with an extra of wireparse."""

    def check() -> None:
        from importlib.util import find_spec

        for module in modules:
            if find_spec(module) is None:
                raise UsageError(f"{module} is not installed; pip install 'wireparse[{extra}]' brings it")

    return check
