"""Formats that make one JSON document of a story: alone it is indented, several are JSON Lines."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any, Final

from wireparse.exporters.as_json import pretty
from wireparse.exporters.as_jsonl import escaped
from wireparse.exporters.format import Format
from wireparse.model import Credit, Date, Story
from wireparse.pattern import regex

__all__ = ["body_text", "copyright_credit", "documents", "flat", "instant", "keywords", "uri"]

# What stands in front of a slug's words: a mark, and the cycle in two capitals ("^BC-").
_CYCLE: Final = regex(r"^\^?(?:[A-Z]{2}-+)?")

_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def documents(
    name: str, summary: str, make: Callable[[Story], dict[str, Any]], *, lines: bool = False, embedded: bool = False
) -> Format:
    """The format that writes what `make` makes of a story, without keys whose value is None, "" or [].

    With `lines` a story is one line even when it is alone.  With `embedded` no `<` stands there raw, so that the
    document cannot end the script element of a page that it is put into.
    """

    def sealed(document: bytes) -> bytes:
        return document.replace(b"<", b"\\u003c") if embedded else document

    def body(story: Story, table: str | None) -> bytes:
        document = {key: value for key, value in make(story).items() if value not in (None, "", [])}
        return sealed(escaped(_encode(document)) + b"\n")

    return Format(
        id=name,
        suffix=".jsonl" if lines else ".json",
        summary=summary,
        tables=(),
        head=lambda table: b"",
        body=body,
        alone=(lambda body: body) if lines else lambda body: sealed(pretty(body)),
    )


def uri(story: Story) -> str:
    """A name for a story that follows from its text alone: the digest as a URI (RFC 6920)."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(story.source.sha256)).decode().rstrip('=')}"


def flat(text: str) -> str:
    """A text on one line: breaks inside it come from wrapping."""
    return " ".join(text.split())


def body_text(story: Story) -> str:
    """The story's prose, a blank line between paragraphs."""
    return "\n\n".join(flat(paragraph.text) for paragraph in story.paragraphs)


def instant(date: Date | None) -> str | None:
    """A date as an instant (RFC 3339), if the story says the time and its offset from UTC; else None."""
    if date is None or date.iso is None or "T" not in date.iso:
        return None
    day, _, time = date.iso.partition("T")
    clock = time.rstrip("Z").partition("+")[0].partition("-")[0]
    zone = time[len(clock) :]
    if not zone:
        return None
    return f"{day}T{clock}{':00' if clock.count(':') == 1 else ''}{zone}"


def keywords(story: Story) -> list[str]:
    """The words of a slug: "BC-Ferry-Norway, 1st Ld" has Ferry and Norway; a priority or a version alone has none."""
    slug = flat(story.slugline.text).partition(",")[0] if story.slugline else ""
    words = [word.strip() for word in re.split("[-/]+", _CYCLE.sub("", slug, count=1))]
    return [] if slug.isupper() else [word for word in dict.fromkeys(words) if word[:1].isalpha()]


def copyright_credit(story: Story) -> Credit | None:
    """The first copyright line."""
    return next((credit for credit in story.credits if credit.kind == "copyright"), None)
