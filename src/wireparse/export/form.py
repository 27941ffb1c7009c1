"""The record behind every export format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wireparse.model import Story

__all__ = ["Format", "utf8"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to write stories, story by story, as UTF-8.

    `head` is what comes before the first story, `body` one story among others, `tail` what comes after the last; all
    take the name of a table, or of the `appendix` where the format has one that is written on request, else None.
    `alone` turns the body of a story into the form that it has when it is the only one.
    """

    id: str
    suffix: str
    summary: str
    tables: tuple[str, ...]
    head: Callable[[str | None], bytes]
    body: Callable[[Story, str | None], bytes]
    alone: Callable[[bytes], bytes]
    appendix: str | None = None
    tail: Callable[[str | None], bytes] = lambda table: b""


def utf8(text: str) -> bytes:
    r"""`text` as UTF-8; a lone surrogate, which has no UTF-8 form, is written as its escape `\udXXX`."""
    return text.encode("utf-8", "backslashreplace")
