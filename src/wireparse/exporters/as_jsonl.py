"""JSON Lines: one story a line, with the keys of the story model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from wireparse.arguments import checked_parts
from wireparse.exporters.format import Format, utf8
from wireparse.model import Story
from wireparse.pattern import pattern

__all__ = ["FORMAT", "escaped", "line", "selected"]

_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

# What JSON allows raw but a terminal, an editor or a line reader may obey: DEL and the C1 controls, line separators,
# bidi marks, overrides and isolates.
_UNSAFE: Final = pattern("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def line(story: Story) -> bytes:
    """One story as one line of JSON, its newline included."""
    return escaped(_encode(story.to_dict())) + b"\n"


def fields_line(story: Story, fields: Sequence[str]) -> bytes:
    """Some keys of one story as one line of JSON."""
    keys = story.to_dict()
    return escaped(_encode({field: keys[field] for field in fields})) + b"\n"


def selected(form: Format, fields: Sequence[str], table: str | None) -> Format:
    """A format of JSON with some keys of the story in that order.  Raises `UsageError` for one that no story has."""
    kept = checked_parts(fields)
    return form._replace(body=lambda story, table: fields_line(story, kept), reads={None: frozenset(kept)})


def escaped(document: str) -> bytes:
    r"""A JSON document as UTF-8 that is safe to look at: what must not stand in it raw becomes `\uXXXX`."""
    if not document.isascii() or "\x7f" in document:
        document = _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", document)
    return utf8(document)


FORMAT: Final = Format(
    id="jsonl",
    suffix=".jsonl",
    summary="JSON Lines: one story a line, with every key of the story model",
    tables=(),
    head=lambda table: b"",
    body=lambda story, table: line(story),
    alone=lambda body: body,
    offsets=True,
    select=selected,
)
