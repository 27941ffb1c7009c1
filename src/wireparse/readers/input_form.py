"""The record behind every form of input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Final, TypeAlias

from wireparse.errors import InputError, UsageError
from wireparse.metadata import Mark, Metadata
from wireparse.model import Notice
from wireparse.readers.decoding import MAX_SIZE
from wireparse.record import Record

__all__ = ["BY_SIGNS", "NEVER", "Form", "Member", "Pieces", "Reading", "Settings", "checked_split", "needs"]


#: What says that a text is taken apart by its signs, and that it holds one story.
BY_SIGNS: Final = "auto"
NEVER: Final = "none"


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
    split: str | None = None
    """How plain text is taken apart: `auto` where its stories begin, a pattern what stands between them; None leaves
    one whole that seems to hold several, and says so, `none` says nothing."""

    @property
    def splits_text(self) -> bool:
        """Whether plain text is to be taken apart."""
        return self.split not in (None, NEVER)


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


#: The pieces of a file that holds many stories, with their numbers; an error stands for a piece that cannot be had, a
#: word for one that is left out as that.
Pieces: TypeAlias = Iterator[tuple[int, bytes | InputError | str]]


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

    on_request: bool = False
    """Whether a file is taken apart only if that is asked for."""

    def splits(self, settings: Settings) -> bool:
        """Whether a file of this form is one of many stories."""
        return self.members is not None or (self.split is not None and (settings.splits_text or not self.on_request))


def checked_split(value: str | None) -> str | None:
    """`value`, if it is `auto`, `none` or a regular expression.  None stays None.  Raises `UsageError`."""
    try:
        re.compile(value or "")
    except (re.error, RecursionError, OverflowError) as error:
        message = (
            f"{value!r} is no pattern to split by ({error}); write auto, none, or an expression such as '^[*]{{3}}$'"
        )
        raise UsageError(message) from None
    if value == "":
        raise UsageError("the pattern to split by is empty; write auto, none, or an expression such as '^[*]{3}$'")
    return value


def needs(extra: str, *modules: str) -> Callable[[], None]:
    """The check of a form that needs modules, which come with an extra of wireparse."""

    def check() -> None:
        from importlib.util import find_spec

        for module in modules:
            if find_spec(module) is None:
                raise UsageError(f"{module} is not installed; pip install 'wireparse[{extra}]' brings it")

    return check
