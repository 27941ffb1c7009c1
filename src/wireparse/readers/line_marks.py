"""What a page says of each line of its text: the element that it stands in, what that element and those around it are
called, how much of it is links, and what holds it.

Nothing of this decides; it is evidence, which the window weighs with what the line looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from wireparse.lexicon import load
from wireparse.metadata import Mark
from wireparse.pattern import regex
from wireparse.record import Record

__all__ = ["Frame", "LineMarks", "inner_frame", "outermost"]

#: So many elements that hold a line are told, the nearest first.
CONTAINERS: Final = 5
#: Elements that say by themselves what stands inside.
_TELLING: Final = frozenset(
    (
        *("article", "main", "nav", "aside", "footer", "header", "figure", "figcaption", "form"),
        *("blockquote", "table", "address", "details", "dialog"),
    )
)
#: Names of an element longer than this, in characters, are cut.
_READ: Final = 300
_NAME: Final = regex(r"[A-Z]?[a-z]++|[A-Z]++")
#: Attributes whose values say what an element is.
_NAMED: Final = ("class", "id", "itemprop", "role", "rel", "data-testid", "data-component", "data-module")
_NAMING: Final = frozenset(_NAMED)
_NOTHING: Final[frozenset[str]] = frozenset()
#: Elements inside a line that say nothing of it.
_PLAIN: Final = frozenset(
    ("b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "br", "wbr", "abbr", "code", "font", "cite")
)


class Frame(Record):
    """An open element as a line sees it: the block-level `element`, the names of what that is and of what those around
    it are, whether it is a link, the numbers of the elements that hold it."""

    element: str
    own: frozenset[str]
    around: frozenset[str]
    link: bool
    containers: tuple[int, ...]


def outermost() -> Frame:
    """The frame of a page's body."""
    return Frame("body", _NOTHING, _NOTHING, False, (0,))


def inner_frame(frame: Frame, tag: str, attributes: dict[str, str | None], number: int, *, block: bool) -> Frame:
    """The frame of an element inside another one; `number` is its own number, `block` whether it makes lines."""
    if not block and tag in _PLAIN:
        return frame
    own = _NOTHING
    if attributes and not _NAMING.isdisjoint(attributes):
        named = " ".join([attributes[name] or "" for name in _NAMED if name in attributes])
        own = _meant(named[:_READ])
    if tag in _TELLING:
        own |= {tag}
    element, outer, around, link, containers = frame
    if block:
        return Frame(tag, own, around | outer if outer else around, link, (number, *containers[: CONTAINERS - 1]))
    return Frame(element, outer | own if own else outer, around, link or tag == "a", containers)


@cache
def _words() -> dict[str, str]:
    return {word: meaning for meaning, words in load("marks").items() for word in words.split()}


@cache
def _meanings() -> dict[str, frozenset[str]]:
    return {}


def _meant(named: str) -> frozenset[str]:
    """What the names that an element has say of it."""
    remembered = _meanings()
    if (meant := remembered.get(named)) is None:
        words = _words()
        parts = [part.lower() for part in _NAME.findall(named)]
        meant = remembered[named] = frozenset(words[part] for part in parts if part in words)
        if len(remembered) > 20_000:
            remembered.clear()
    return meant


class LineMarks:
    """The marks of a text on its way: what was written so far, with the frame of each stretch."""

    def __init__(self) -> None:
        self._stretches: list[tuple[int, int, Frame]] = []

    def add(self, start: int, size: int, frame: Frame) -> None:
        """Take in a stretch of text."""
        if size:
            self._stretches.append((start, size, frame))

    def marks(self, text: str, cut: int = 0) -> Iterator[Mark]:
        """A mark for each line that is not blank, in order; `cut` characters before the first one are left out."""
        at, stretches = 0, self._stretches
        named: dict[tuple[frozenset[str], frozenset[str]], tuple[str, ...]] = {}
        start = 0
        while start < len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            frame, linked, size = None, 0, 0
            while at < len(stretches) and stretches[at][0] < end:
                _, length, piece = stretches[at]
                frame = frame or piece
                size += length
                linked += length if piece.link else 0
                at += 1
            if frame is not None:
                key = frame.own, frame.around
                if (classes := named.get(key)) is None:
                    classes = named[key] = (*sorted(frame.own), *[f"in {name}" for name in sorted(frame.around)])
                element, held = frame.element, frame.containers
                yield Mark(
                    None, start - cut, end - cut, element=element, classes=classes, links=linked / size, held=held
                )
            start = end + 1
