"""Markdown (CommonMark): what is known in YAML front matter, then the clean story.

What the text contains is escaped, so that it reads as the same text when it is rendered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from wireparse.exporters.format import Format, utf8
from wireparse.model import Paragraph, Piece, Story
from wireparse.pattern import regex

__all__ = ["FORMAT", "document"]

# The part that stands at the end on request: links and related stories.
_APPENDIX: Final = "appendix"

# Line breaks inside a paragraph come from hard wrapping.
_BREAK: Final = regex("[ \t]*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029][\\s\x1c-\x1f\x85]*")
_MARKUP: Final = regex(r"[\\`*_\[\]<#~|{}]|&(?=[#a-zA-Z])")
# What makes a list, a quotation or a rule out of a line that opens with it.
_OPENING: Final = regex(r"[-+=>:]|([0-9]{1,9})[.)](?=\s|$)")
_BULLET: Final = regex(r"[•·▪▫◦‣∙●○■□*–—-][ \t\u00a0]+(?=\S)")

# What a YAML reader refuses, folds or strips even between double quotes.
_NO_YAML: Final = regex("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def document(story: Story, *, appendix: bool = False) -> str:
    """One story as Markdown; with `appendix`, links and related stories follow as lists."""
    parts = [_front_matter(story)]
    if story.headline:
        parts.append(f"# {_escaped(story.headline.text)}")
    if story.subheadline:
        parts.append(_escaped(story.subheadline.text))
    parts += _prose(story.paragraphs)
    if appendix:
        parts += _appendix(story)
    return "\n\n".join(part for part in parts if part) + "\n"


def _prose(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    items: list[str] = []
    for paragraph in paragraphs:
        if paragraph.kind == "list_item":
            items.append(f"- {_escaped(_BULLET.sub('', paragraph.text, count=1))}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        mark = "## " if paragraph.kind == "subhead" else ""
        yield f"{mark}{_escaped(paragraph.text)}"
    if items:
        yield "\n".join(items)


def _appendix(story: Story) -> Iterator[str]:
    if story.links:
        yield "## Links"
        yield "\n".join(f"- {_linked(link.headline or link.label, link.url)}" for link in story.links)
    if story.related:
        yield "## Related stories"
        yield "\n".join(f"- {_linked(item.headline, item.url)}" for item in story.related)


def _linked(text: Piece, url: Piece | None) -> str:
    target = url.text.strip() if url else ""
    if not re.fullmatch(r"https?://[^\s<>\\\x00-\x1f\x7f]+", target):
        return _escaped(text.text)
    return f"[{_escaped(text.text)}](<{target}>)"


def _escaped(text: str) -> str:
    """`text` on one line, with a backslash before all that Markdown would take for markup."""
    line = _BREAK.sub(" ", text).strip().replace("\0", "\ufffd")
    line = _MARKUP.sub(r"\\\g<0>", line)
    opening = _OPENING.match(line)
    if opening is None:
        return line
    number = opening[1] or ""
    return f"{number}\\{line[len(number) :]}"


def _front_matter(story: Story) -> str:
    byline, dateline, agency = story.byline, story.dateline, story.agency
    fields: dict[str, str | list[str] | None] = {
        "headline": story.headline.text if story.headline else None,
        "subheadline": story.subheadline.text if story.subheadline else None,
        "byline": byline.line if byline else None,
        "authors": [author.name for author in byline.authors] if byline else None,
        "dateline": dateline.text if dateline else None,
        "places": [place.name for place in dateline.places] if dateline else None,
        "agency": (agency.name or agency.text) if agency else None,
        "published": story.published.iso or story.published.text if story.published else None,
        "updated": story.updated.iso or story.updated.text if story.updated else None,
        "language": story.language,
        "source": story.source.name,
    }
    lines = [f"{key}: {_yaml(value)}" for key, value in fields.items() if value]
    return "\n".join(("---", *lines, "---")) if lines else ""


def _yaml(value: str | list[str]) -> str:
    """A value as double-quoted YAML: JSON is YAML, but for a few characters that it takes raw."""
    return _NO_YAML.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))


_READ: Final = frozenset(
    {
        "source",
        "language",
        "headline",
        "subheadline",
        "byline",
        "dateline",
        "agency",
        "published",
        "updated",
        "paragraphs",
    }
)


def _body(story: Story, part: str | None) -> bytes:
    # A blank line at the end keeps the next story's front matter from making a heading of the last paragraph.
    return utf8(document(story, appendix=part == _APPENDIX)) + b"\n"


FORMAT: Final = Format(
    id="md",
    suffix=".md",
    summary="Markdown: YAML front matter, then the story without its furniture",
    tables=(),
    head=lambda table: b"",
    body=_body,
    alone=lambda body: body[:-1],
    appendix=_APPENDIX,
    reads={None: _READ, _APPENDIX: _READ | {"links", "related"}},
)
