"""The deck of a page's story: the sentences below its headline that a page sets apart from the story's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from wireparse.blocks.marks import Page, marks_of
from wireparse.blocks.page_title import folded
from wireparse.blocks.window import STORY
from wireparse.draft import Line

__all__ = ["deck_below"]

#: So many lines below a headline may be its deck, among them so many of the story's.
_REACH: Final = 12
_FIRST: Final = 2
#: A summary of fewer words may be anything; one that was cut is so much of the deck.
_WORDS: Final = 5
_CUT: Final = 0.9
#: What stands in an element with so much of the story's text is the story's own.
_OWN: Final = 0.5


def deck_below(lines: Sequence[Line], page: Page, states: Sequence[int], title: int) -> int | None:
    """The line below a headline that is its deck: the page calls it so, or it is the page's own summary of the story
    and stands apart from the story's text, in an element of its own and with furniture behind it.  None where no line
    is one."""
    marks = marks_of(lines, page)
    prose: Counter[int] = Counter()
    for line, mark, state in zip(lines, marks, states, strict=True):
        if mark and state == STORY:
            prose[mark.parent] += len(line.text)
    total = prose.total()
    summaries = [text for text in map(folded, page.summaries) if text.count(" ") + 1 >= _WORDS]
    own = 0
    for at in range(title + 1, min(title + _REACH, len(lines) - 1)):
        mark = marks[at]
        if states[at] != STORY:
            continue
        own += 1
        if own > _FIRST:
            return None
        if mark is None or lines[at].text.count(" ") + 1 < _WORDS:
            continue
        following = marks[at + 1]
        if "deck" in mark.classes:
            return None if following and "deck" in following.classes else at
        apart = states[at + 1] != STORY and prose[mark.parent] < _OWN * total
        if apart and any(_sums_up(text, lines[at].text) for text in summaries):
            return at
    return None


def _sums_up(summary: str, text: str) -> bool:
    return folded(text).startswith(summary[: int(len(summary) * _CUT)])
