"""The record behind every export format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from wireparse.model import Story
from wireparse.record import Record

__all__ = ["Format", "Store", "utf8"]


class Store(Protocol):
    """An open file of a kind that is more than its bytes one after the other, such as a database.

    Each method raises `OutputError` where the file cannot be written.
    """

    def add(self, body: bytes, origin: bytes | None = None) -> None:
        """Take in the body of one story; `origin` is the digest of what it was read from."""

    def has(self, origin: bytes) -> bool:
        """Whether the file keeps origins, and has a story of this one."""

    def commit(self) -> None:
        """Make what was added so far last, where the file can grow bit by bit."""

    def finish(self) -> None:
        """All stories are in: complete the file and give it its name."""

    def close(self) -> None:
        """Let go of the file; what was added since the last `commit` and not finished is gone."""


class Format(Record):
    """One way to write stories, story by story, as UTF-8."""

    id: str
    """The name, for `--to`."""
    suffix: str
    """What its files' names end in, the dot included."""
    summary: str
    """One sentence, for `wireparse formats`."""
    tables: tuple[str, ...]
    """The names of its tables, the first the usual one; none where it has no tables."""
    head: Callable[[str | None], bytes]
    """What comes before the first story.  It takes the name of a table, or of the appendix, else None, as `body` and
    `tail` do."""
    body: Callable[[Story, str | None], bytes]
    """One story among others."""
    alone: Callable[[bytes], bytes]
    """Turns the body of a story into the form that it has when it is the only one."""
    appendix: str | None = None
    """The name of what is written on request only."""
    store: Callable[[str, bool], Store] | None = None
    """Opens a path for a format that makes its file itself: anew or, if the format grows, to add to it."""
    grows: bool = False
    """Whether a store adds to what is there."""
    offsets: bool = False
    """Whether the format writes the story's offsets and nothing that hangs on their unit."""
    tail: Callable[[str | None], bytes] = lambda table: b""
    """What comes after the last story."""
    reads: Mapping[str | None, frozenset[str]] = MappingProxyType({})
    """The keys of the story that a table (None: a format without tables) is made of, everything where it is not named:
    the rest need not be parsed."""
    select: Callable[[Format, Sequence[str], str | None], Format] | None = None
    """A format like this one with only some fields of a table; raises `UsageError` for one that there is not."""


def utf8(text: str) -> bytes:
    r"""`text` as UTF-8; a lone surrogate, which has no UTF-8 form, is written as its escape `\udXXX`."""
    return text.encode("utf-8", "backslashreplace")
