"""What a page's own elements say of a line, by name: evidence for the window, weighed with what the line looks like."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from wireparse.blocks.page_title import folded
from wireparse.draft import Line
from wireparse.metadata import Mark
from wireparse.record import Record

__all__ = ["NO_PAGE", "Page", "headings", "mark_names", "marks_of"]

#: Elements that are told apart; all others are one.
_ELEMENTS: Final = frozenset(
    ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "td", "th", "dd", "dt", "figcaption", "blockquote")
)
#: The share of a line that is links, and the share of the page's prose that an element holds, cut here.
_LINKED: Final = (0.05, 0.4, 0.95)
_SHARES: Final = (0.001, 0.05, 0.2, 0.5, 0.8)
#: A line of fewer words or with more links is no prose.
_PROSE: Final = 9
_MOSTLY: Final = 0.5
#: An element that holds so much of the page's prose is the story's, if none inside it does.
_ROOT: Final = 0.6


class Page(Record):
    """What an HTML page says of its lines: a mark for each, in view offsets, the titles that it gives the story, the
    likeliest first, and how it sums it up."""

    marks: Sequence[Mark] = ()
    titles: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()


NO_PAGE: Final = Page()


def mark_names(lines: Sequence[Line], page: Page) -> list[tuple[str, ...]]:
    """The features' names of each line: of its element, of those around it, of its links, of how much of the page's
    prose the elements hold that it is in, and whether it is the page's title."""
    found = marks_of(lines, page)
    held: Counter[int] = Counter()
    for line, mark in zip(lines, found, strict=True):
        if mark and mark.links < _MOSTLY and line.text.count(" ") >= _PROSE:
            held.update(dict.fromkeys(mark.held, len(line.text)))
    total = max(held.values(), default=0)
    wanted = set(map(folded, page.titles)) - {""}
    return [
        (*_names(mark, held, total), *(("title",) if wanted and folded(line.text) in wanted else ())) if mark else ()
        for line, mark in zip(lines, found, strict=True)
    ]


def headings(lines: Sequence[Line], page: Page) -> frozenset[int]:
    """The lines that stand in a heading of the page of the first two levels."""
    found = marks_of(lines, page)
    return frozenset(at for at, mark in enumerate(found) if mark and mark.element in ("h1", "h2"))


def marks_of(lines: Sequence[Line], page: Page) -> list[Mark | None]:
    """The mark of each line: the one that its first character lies in."""
    marks = page.marks
    starts = list(map(attrgetter("start"), marks))
    found: list[Mark | None] = []
    for line in lines:
        at = bisect_right(starts, line.first) - 1
        found.append(marks[at] if at >= 0 and line.first < marks[at].end else None)
    return found


def _names(mark: Mark, held: Counter[int], total: int) -> list[str]:
    element = mark.element if mark.element in _ELEMENTS else "other"
    links = bisect_right(_LINKED, mark.links)
    names = [f"element={element}", f"links={links}", f"element_links={element}/{links}"]
    names += [name.replace(" ", "=", 1) if name.startswith("in ") else f"own={name}" for name in mark.classes]
    if total:
        shares = [held[number] / total for number in mark.held]
        names += [f"held{level}={bisect_right(_SHARES, share)}" for level, share in enumerate(shares[:3])]
        root = next((level for level, share in enumerate(shares) if share >= _ROOT), None)
        names.append(f"root={'out' if root is None else root}")
        names.append(f"root_element={'out' if root is None else root}/{element}/{links}")
    return names
