"""The record behind every form of input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Final, TypeAlias

from wireparse.errors import InputError, UsageError
from wireparse.metadata import Mark, Metadata
from wireparse.model import Notice
from wireparse.readers.decoding import MAX_SIZE
from wireparse.record import Record

__all__ = ["Form", "Member", "Pieces", "Reading", "Settings", "needs"]


class Settings(Record):
    """How inputs are to be read."""

    encoding: str = "auto"
    """The codec of the text; `auto` to find it out."""
    max_size: int = MAX_SIZE
    """The most bytes that a story may have."""
    text_field: str = "text"
    """The field of records that holds the text."""
    id_field: str = "id"
    """The field that names the record."""
    date_field: str = "date"
    """The field with the record's day."""
    fix: bool = False
    """Whether mojibake is to be repaired."""
    site_field: str | None = None
    """The field of records that holds the site, or an address there."""


_NOTHING: Final = Metadata()


class Reading(Record):
    """What was read of one story."""

    text: str
    """The text, in whose code points everything is then said."""
    encoding: str | None = None
    """The codec of its bytes."""
    date: str | None = None
    """The day (ISO 8601) that is known beside the text."""
    notices: tuple[Notice, ...] = ()
    """What the reader of the story should know."""
    name: str | None = None
    """A record's own name."""
    marks: tuple[Mark, ...] = ()
    """What kind of block stretches of the text are, by the file itself."""
    metadata: Metadata = _NOTHING
    """What the file states of the story beside the text."""


#: The pieces of a file that holds many stories, with their numbers; an error stands for a piece that cannot be had.
Pieces: TypeAlias = Iterator[tuple[int, bytes | InputError]]


class Member(Record):
    """A file in a container: what it holds, or why it cannot be read, or as what it is left out."""

    name: str
    """The path inside the container."""
    stream: IO[bytes] | None
    """What it holds, to be read before the next one comes; None if it cannot be read or is left out."""
    error: InputError | None
    """Why it cannot be read."""
    left_out: str
    """As what it is left out ("picture"); empty if it is not."""


class Form(Record):
    """One form of input."""

    id: str
    """The name, for `--from`."""
    summary: str
    """One sentence, for `wireparse formats`."""
    read: Callable[[bytes, str, Settings], Reading]
    """From the bytes of one story and their name in messages to a `Reading`; raises `InputError`."""
    split: Callable[[IO[bytes], str, Settings], Pieces] | None = None
    """Takes a file of many stories apart: the bytes of each, numbered from 1; none where a file is one story."""
    packed: bool = False
    """Whether it wants the file as it is, a `.gz` not unpacked."""
    check: Callable[[], None] | None = None
    """Raises `UsageError` if something that it needs is not installed."""
    alone: bool = False
    """Whether a file may well hold one story only, which then goes by the name of the file."""
    members: Callable[[IO[bytes], str, Settings], Iterator[Member]] | None = None
    """Opens the files of a container, each of a form of its own."""

    @property
    def splits(self) -> bool:
        """Whether a file of this form holds many stories."""
        return self.split is not None or self.members is not None


def needs(extra: str, *modules: str) -> Callable[[], None]:
    """The check of a form that needs modules, which come with an extra of wireparse."""

    def check() -> None:
        from importlib.util import find_spec

        for module in modules:
            if find_spec(module) is None:
                raise UsageError(f"{module} is not installed; pip install 'wireparse[{extra}]' brings it")

    return check
