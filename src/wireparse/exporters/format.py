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
    """One way to write stories, story by story, as UTF-8.

    `head` is what comes before the first story, `body` one story among others, `tail` what comes after the last; all
    take the name of a table, or of the `appendix` where the format has one that is written on request, else None.
    `alone` turns the body of a story into the form that it has when it is the only one.  A format with a `store`
    writes its file itself: it opens the path, anew or, if the format `grows`, to add to what is there.  `offsets` says
    that the format writes the story's offsets and nothing that hangs on their unit.  `reads` names the keys of the
    story that a table (None: a format without tables) is made of, everything where it is not named: the rest need not
    be parsed.  `select` gives a format like this one with only some fields of a table, and raises `UsageError` for one
    that there is not.
    """

    id: str
    suffix: str
    summary: str
    tables: tuple[str, ...]
    head: Callable[[str | None], bytes]
    body: Callable[[Story, str | None], bytes]
    alone: Callable[[bytes], bytes]
    appendix: str | None = None
    store: Callable[[str, bool], Store] | None = None
    grows: bool = False
    offsets: bool = False
    tail: Callable[[str | None], bytes] = lambda table: b""
    reads: Mapping[str | None, frozenset[str]] = MappingProxyType({})
    select: Callable[[Format, Sequence[str], str | None], Format] | None = None


def utf8(text: str) -> bytes:
    r"""`text` as UTF-8; a lone surrogate, which has no UTF-8 form, is written as its escape `\udXXX`."""
    return text.encode("utf-8", "backslashreplace")
