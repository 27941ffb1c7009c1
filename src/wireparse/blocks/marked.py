"""Marked lines: what a file states about its text goes before what its lines look like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wireparse.blocks.window import Scores
from wireparse.draft import Line
from wireparse.lines import letters
from wireparse.lines.rules import LineRule
from wireparse.metadata import Mark
from wireparse.model import PROSE_KINDS
from wireparse.text.wrapping import logical_lines

__all__ = ["MarkedLines", "divide"]

_CERTAIN: Final = 1e6
#: Letters of lines that are furniture wherever a feed's paragraph may stand, and of those that are so only before the
#: first paragraph that reads as prose or behind the last.
_FURNITURE: Final = frozenset(
    (
        letters.END_MARK,
        letters.DECORATION,
        letters.COPYRIGHT,
        letters.EDITOR_CREDIT,
        letters.PHOTO_CREDIT,
        letters.READ_MORE,
        letters.RELATED_HEADER,
        letters.SHARE,
        letters.DESK,
    )
)
_AT_THE_EDGES: Final = _FURNITURE | {
    letters.BYLINE,
    letters.BYLINE_LABEL,
    letters.DATELINE,
    letters.TIMESTAMP,
    letters.WEB_ADDRESS,
    letters.CONTACT,
    letters.PROMO,
    letters.SOURCE_CREDIT,
    letters.CAPTION,
}
_PROSE: Final = frozenset((letters.PROSE, letters.OPENS_WITH_DATELINE, letters.SENTENCE))


class MarkedLines:
    """The lines of a marked text: `lines`, and for each the mark that it is, None for one of which nothing is said."""

    def __init__(self, lines: list[Line], marks: list[Mark | None]) -> None:
        self.lines: Final = lines
        self.marks: Final = marks
        #: The lines that are furniture, though the file has them among its paragraphs.
        self.furniture: frozenset[int] = frozenset()

    def settle(self, rules: Sequence[LineRule]) -> None:
        """Find the doubtful paragraphs that are furniture after all."""
        looks = [rule.letter for rule in rules]
        told = [at for at, mark in enumerate(self.marks) if mark and mark.kind in PROSE_KINDS]
        prose = [at for at in told if looks[at] in _PROSE]
        first, last = (prose[0], prose[-1]) if prose else (len(looks), -1)
        self.furniture = frozenset(
            at
            for at in told
            if not self.is_sure(at) and looks[at] in (_FURNITURE if first <= at <= last else _AT_THE_EDGES)
        )

    def is_sure(self, at: int) -> bool:
        """Whether a line is what its mark says, whatever it looks like."""
        mark = self.marks[at]
        return mark is not None and mark.sure

    def stated(self, at: int) -> Mark | None:
        """The mark that decides what a line is."""
        return None if at in self.furniture else self.marks[at]

    def weighed(self, rows: Sequence[Scores]) -> list[Scores]:
        """The lines' evidence for the states of the window, with what the marks say added."""
        return [self._weighed(at, row) for at, row in enumerate(rows)]

    def _weighed(self, at: int, row: Scores) -> Scores:
        mark = self.marks[at]
        if mark is None:
            return row
        own = mark.kind in PROSE_KINDS and at not in self.furniture
        return row[0], row[1] + (_CERTAIN if own else -_CERTAIN), row[2], row[3]

    def first(self, kind: str) -> int | None:
        """The first line with a mark of a kind."""
        return next((at for at, mark in enumerate(self.marks) if mark and mark.kind == kind), None)


def divide(text: str, lines: Sequence[Line], marks: Sequence[Mark]) -> MarkedLines:
    """Cut a text at its marks: each makes one line, of all the lines that it touches; what lies between two is joined
    as ever.  The marks, in view offsets, are in order and do not overlap."""
    found: list[Line] = []
    kinds: list[Mark | None] = []
    at = done = 0
    for mark, following in zip(marks, [*[mark.start for mark in marks[1:]], len(text)], strict=True):
        start = text.rfind("\n", done, mark.start) + 1 or done
        at = _unmarked(text, lines, at, done, start, found)
        kinds += [None] * (len(found) - len(kinds))
        done = text.find("\n", mark.end, following) + 1 or following
        found.append(Line(start, done, mark.start, mark.end, text[mark.start : mark.end].replace("\n", " ")))
        kinds.append(mark)
    _unmarked(text, lines, at, done, len(text), found)
    return MarkedLines(found, kinds + [None] * (len(found) - len(kinds)))


def _unmarked(text: str, lines: Sequence[Line], at: int, start: int, end: int, found: list[Line]) -> int:
    """Add the logical lines from `start` to `end`; the index of the first line behind them."""
    while at < len(lines) and lines[at].start < start:
        at += 1
    first = at
    while at < len(lines) and lines[at].start < end:
        at += 1
    if first < at:
        found += logical_lines(text, list(lines[first:at]))
    return at
