"""The lines of a page with what they stood in: for exports, whose pages say by classes what a line is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wireparse.readers.composing import on_one_line
from wireparse.readers.markup import tags
from wireparse.record import Record

__all__ = ["MarkedLine", "marked_lines"]

_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "td",
        "th",
        "body",
        "small",
        "dl",
        "dt",
        "dd",
    ]
)
_LINE_BREAK: Final = "br"
_LEFT_OUT: Final = frozenset({"head", "noscript", "iframe", "svg"})
_DEEPEST: Final = 256


class MarkedLine(Record):
    """A line of a page: its text, the classes and ids of the elements around it, the innermost last, and of those
    inside it; the names of the elements around it."""

    text: str
    around: tuple[str, ...]
    inside: tuple[str, ...]
    elements: tuple[str, ...]


def marked_lines(markup: str) -> Iterator[MarkedLine]:
    """The lines of a page that say anything, in order."""
    opened: list[tuple[str, str]] = []
    words: list[str] = []
    inside: list[str] = []
    hidden = 0

    def line() -> Iterator[MarkedLine]:
        text = on_one_line("".join(words))
        if text.strip(" \u00a0"):
            yield MarkedLine(
                text.strip(" \u00a0"),
                tuple(name for _, names in opened for name in names.split()),
                tuple(inside),
                tuple(element for element, _ in opened),
            )
        words.clear()
        inside.clear()

    for tag in tags(markup):
        if not tag.name:
            if not hidden:
                words.append(tag.text)
            continue
        if tag.name in _LEFT_OUT:
            hidden = max(0, hidden + (-1 if tag.closes else 1))
        elif tag.name == _LINE_BREAK:
            yield from line()
        elif tag.name in _BLOCKS:
            yield from line()
            if not tag.closes:
                opened.append((tag.name, f"{tag.get('class')} {tag.get('id')}"))
                del opened[_DEEPEST:]
            elif any(name == tag.name for name, _ in opened):
                while opened and opened.pop()[0] != tag.name:
                    pass
        elif not tag.closes:
            inside += tag.get("class").split()
    yield from line()
