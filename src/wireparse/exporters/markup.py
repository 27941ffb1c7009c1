"""A story's text as HTML: the source block by block, with its pieces marked where they stand.

Every character of the source is in the markup exactly once, so one tree of elements serves both the story as read and
the whole text as it came.  Nothing of the text is ever markup: it is escaped, and controls are made visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from operator import itemgetter
from typing import Final

from wireparse.exporters.terminal_safe import visible
from wireparse.model import PROSE_KINDS, TITLE_KINDS, Block, Quote, Slice, Story
from wireparse.pattern import regex
from wireparse.record import Record

__all__ = ["VOICES", "Mark", "attributes", "blocks", "linked", "marked", "shown", "voices"]

#: How many colours there are for speakers; further speakers share them.
VOICES: Final = 8

# Every end of a line, so that the text breaks on the page where it breaks for a reader of lines.
_LINE_END: Final = regex("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WEB: Final = regex(r"https?://[^\s<>\"\\\x00-\x20\x7f]{1,2000}")
# Blocks that are elements of their own kind; the others are divisions.
_ELEMENTS: Final = {"headline": "h2", "subhead": "h3", "list_item": "li"}


class Mark(Record):
    """A stretch of the source inside one element: its name, and its attributes as markup."""

    start: int
    end: int
    tag: str
    attributes: str


def shown(text: str) -> str:
    """`text` as character data or an attribute's value, with controls made visible and line ends as newlines."""
    return escape(visible(_LINE_END.sub("\n", text)))


def attributes(**values: str | int | None) -> str:
    """Attributes as markup, a space in front of each; None leaves one out.  `_` stands for `-`, and ends `class_`."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{shown(str(value))}"'
        for name, value in values.items()
        if value is not None
    )


def linked(parts: list[str], url: str | None) -> str:
    """Some texts on one line as markup, each in its own direction; as a link where `url` is an address of the web."""
    link = _link(url) if url else None
    text = " · ".join(shown(part) if part.isascii() else f"<bdi>{shown(part)}</bdi>" for part in parts)
    return f"<a{link}>{text}</a>" if link else text


def _link(url: str) -> str | None:
    """The attributes of a link; None for what is no address of the web, whatever else it may be."""
    return attributes(href=url, rel="nofollow noopener noreferrer") if _WEB.fullmatch(url) else None


def marked(text: str, start: int, marks: Iterable[Mark]) -> str:
    """`text`, which begins at offset `start` of the source, with `marks` as elements around their stretches.

    Marks that cross one another are split, and only the first part keeps its `id`; the others refer to it.
    """
    inside = [
        mark._replace(start=max(mark.start, start), end=min(mark.end, start + len(text)))
        for mark in marks
        if mark.start < start + len(text) and mark.end > start and mark.start < mark.end
    ]
    inside.sort(key=lambda mark: (mark.start, -mark.end))
    parts: list[str] = []
    stack: list[Mark] = []
    at = start

    def close(until: int) -> None:
        """Write the text up to `until`, closing the marks that end before or there."""
        nonlocal at
        while stack and (end := min(mark.end for mark in stack)) <= until:
            parts.append(shown(text[at - start : end - start]))
            at = end
            reopened = []
            while any(mark.end == end for mark in stack):
                mark = stack.pop()
                parts.append(f"</{mark.tag}>")
                if mark.end > end:
                    reopened.append(mark)
            for mark in reversed(reopened):
                parts.append(f"<{mark.tag}{_continued(mark.attributes)}>")
                stack.append(mark)
        parts.append(shown(text[at - start : until - start]))
        at = until

    for mark in inside:
        close(mark.start)
        parts.append(f"<{mark.tag}{mark.attributes}>")
        stack.append(mark)
    close(start + len(text))
    return "".join(parts)


def _continued(markup: str) -> str:
    """The attributes of a further part of a mark: it refers to the first part, and is no stop of the Tab key."""
    return re.sub(r' (?:tabindex|data-note)="[^"]*"', "", markup).replace(' id="', ' data-quote="')


def voices(story: Story) -> dict[str, int]:
    """The number of each speaker's colour, in the order in which they are first quoted."""
    spoken = dict.fromkeys(quote.speaker.id for quote in story.quotes if quote.speaker)
    return {speaker: number % VOICES for number, speaker in enumerate(spoken)}


def blocks(story: Story, key: str) -> Iterator[str]:
    """The blocks of a story, in order; `key` begins every id in them, so that stories can share a page."""
    marks = sorted(_marks(story, key), key=itemgetter(0))
    titled = listed = False
    following = 0
    active: list[Mark] = []
    for index, block in enumerate(story.blocks):
        while following < len(marks) and marks[following].start < block.end:
            active.append(marks[following])
            following += 1
        active = [mark for mark in active if mark.end > block.start]
        item = block.kind == "list_item"
        if item != listed:
            yield '<ul dir="auto">' if item else "</ul>"
            listed = item
        tag = _ELEMENTS.get(block.kind, "p" if block.kind == "paragraph" else "div")
        if tag == "h2" and titled:
            tag = "div"
        titled = titled or tag == "h2"
        yield f"<{tag}{_of_block(block, f'{key}-b{index}')}>{marked(block.text, block.start, active)}</{tag}>"
    if listed:
        yield "</ul>"


def _of_block(block: Block, identity: str) -> str:
    prose = "prose" if block.kind in PROSE_KINDS else "title" if block.kind in TITLE_KINDS else None
    return attributes(
        class_=f"b {prose} {block.kind}" if prose else f"b {block.kind}",
        id=identity,
        dir="auto",
        data_kind=block.kind.replace("_", " "),
        data_rule=f"{block.rule}, {block.certainty}",
    )


def _marks(story: Story, key: str) -> Iterator[Mark]:
    colours = voices(story)
    for line in (story.dateline, *(item.dateline for item in story.related)):
        if line:
            yield Mark(line.start, line.end, "b", ' class="dateline"')
    for speaker in story.speakers:
        colour = f"who v{colours[speaker.id]}" if speaker.id in colours else "who"
        named = {word for word in speaker.name.split() if not word.islower()}
        for piece in speaker.mentions:
            if not named.isdisjoint(piece.text.split()):  # a name; pronouns and descriptions stay as they are
                yield Mark(piece.start, piece.end, "b", f' class="{colour}"')
    for quote in story.quotes:
        yield from _of_quote(quote, colours, key)
    for url in (*(item.url for item in story.related), *(link.url for link in story.links)):
        if url and (link := _link(url.text)):
            yield Mark(url.start, url.end, "a", link)


def _of_quote(quote: Quote, colours: dict[str, int], key: str) -> Iterator[Mark]:
    voice = f"v{colours[quote.speaker.id]}" if quote.speaker else "nobody"
    for number, piece in enumerate(quote.segments):
        yield Mark(
            piece.start,
            piece.end,
            "mark",
            attributes(
                class_=f"q {quote.kind} {voice}",
                id=f"{key}-{quote.id}" if number == 0 else None,
                tabindex=0 if number == 0 else None,
                data_quote=f"{key}-{quote.id}" if number else None,
                data_note=_note(quote) if number == 0 else None,
            ),
        )
    if quote.cue and not quote.continues:
        yield Mark(quote.cue.start, quote.cue.end, "i", ' class="cue"')


def _note(quote: Quote) -> str:
    """What is known about a quote, a line each: label, colon, value."""
    known = {
        "Speaker": quote.speaker.name if quote.speaker else "left open",
        "Source": _quoted(quote.source),
        "Cue": f"{_quoted(quote.cue)} ({quote.cue.lemma})" if quote.cue else None,
        "Kind": f"{quote.kind}, {quote.modality}" if quote.modality else quote.kind,
        "Continues": quote.continues,
        "Rule": quote.rule,
        "Certainty": quote.certainty,
    }
    return "\n".join(f"{label}: {value}" for label, value in known.items() if value)


def _quoted(piece: Slice | None) -> str | None:
    return f"“{' '.join(piece.text.split())}”" if piece else None
