"""Dash lines: speech that a dash opens, as Polish, Russian, Swedish and Norwegian newspapers print it.

A paragraph that opens with a dash and a space is speech, up to a dash before a verb of saying ("- Xxx - powiedział
Y."), or a comma before one with its subject behind it ("- Xxx, säger Y."), else to its end; behind the sentence of that
verb a dash opens it again.  In some languages a dash behind a full stop opens speech within a paragraph too.
"""

from __future__ import annotations

import re
from typing import Final

from wireparse.draft import Prose
from wireparse.knowledge.reporting import Reporting
from wireparse.quotes.grammar.words import words_of
from wireparse.quotes.marks import Segment

__all__ = ["with_dash_lines"]

_OPENING: Final = re.compile(r'-{1,2} (?=["\'¿¡(]?[^\W\d_])')
_AGAIN: Final = re.compile(r'[.!?…:,]["\')]? -{1,2} (?=["\'¿¡(]?[^\W\d_])')
_CUE: Final = re.compile(r"(?: -{1,2}|[,!?]) (?:-{1,2} )?([^\W\d_]+)(?: ([^\W_]+))?(?: ([^\W_]+))?(?: ([^\W_]+))?")
_EDGE: Final = " ,\"'-"
_ENDS: Final = ".!?…:\"'»”)"
_ITEMS: Final = 3  # paragraphs in a row that a list has at least
_FEWEST: Final = 3  # words of speech that nobody is told to say, at least


def with_dash_lines(
    text: str, prose: list[Prose], segments: list[list[Segment]], reporting: Reporting
) -> list[list[Segment]]:
    """The segments of each stretch of prose, with those that dashes open in the place of what is quoted inside them."""
    habit = reporting.data.get("dash")
    if not habit:
        return segments
    found = []
    spoken = [_lines(text, part, reporting, habit == "between") if part.paragraph is not None else [] for part in prose]
    for lines, marked in zip(_without_lists(text, spoken), segments, strict=True):
        kept = [one for one in marked if not any(line.open < one.close and one.open < line.close for line in lines)]
        found.append(sorted([*kept, *lines]) if lines else marked)
    return found


def _without_lists(text: str, spoken: list[list[Segment]]) -> list[list[Segment]]:
    """The speech of each stretch of prose without that of lists: paragraphs in a row that are dash lines to their end,
    no question among them."""
    found = list(spoken)
    first = 0
    for at in range(len(spoken) + 1):
        if at < len(spoken) and _is_item(text, spoken[at]):
            continue
        if at - first >= _ITEMS:
            found[first:at] = [[]] * (at - first)
        first = at + 1
    return found


def _is_item(text: str, lines: list[Segment]) -> bool:
    """May the speech of a paragraph be an item of a list: one line, that nobody is told to say and no question?"""
    return len(lines) == 1 and not lines[0].closed and text.find("?", lines[0].start, lines[0].end) < 0


def _lines(text: str, part: Prose, reporting: Reporting, inside: bool) -> list[Segment]:
    """The speech behind dashes in a stretch of prose."""
    opening = _OPENING.match(text, part.body, part.end)
    if opening is None and not inside:
        return []
    found: list[Segment] = []
    at = part.body
    while True:
        if opening is None:
            opening = _AGAIN.search(text, at, part.end)
            if opening is None:
                return found
            if not text[opening.end()].isupper() and text[opening.end()].isalpha() and not found:
                at = opening.end()
                opening = None
                continue
        start = opening.end()
        close, told = _close(text, start, part.end, reporting)
        first = start
        end = close
        while end > first and text[end - 1] in _EDGE:
            end -= 1
        whole = told or (opening.start() == part.body or bool(found))
        spoken = told or (text.count(" ", first, end) >= _FEWEST - 1 and text[close - 1] in _ENDS)
        if end > first and whole and spoken:
            found.append(Segment(opening.end() - 1, first, end, close, told, False))
        if not told:
            return found
        at, opening = close + 1, None


def _close(text: str, start: int, end: int, reporting: Reporting) -> tuple[int, bool]:
    """Where speech that begins at an offset ends, and whether a verb of saying ends it."""
    known = words_of(reporting.language)
    for match in _CUE.finditer(text, start, end):
        first, *others = match.groups("")
        second = others[0]
        if not first[0].islower():
            continue
        dashed = "-" in match.group()[:4]
        word = first if first in reporting.cues else second if dashed and second in reporting.cues else ""
        if not word:
            continue
        if (
            dashed
            or second in known.pronouns
            or second in known.articles
            or any(map(known.speaks, others))
            or any(word[:1].isupper() for word in others)
        ):
            return match.start(), True
    return end, False
