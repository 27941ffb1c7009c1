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
from wireparse.quotes.marks import Segment

__all__ = ["with_dash_lines"]

_OPENING: Final = re.compile(r'-{1,2} (?=["\'¿¡(]?[^\W\d_])')
_AGAIN: Final = re.compile(r'[.!?…:,]["\')]? -{1,2} (?=["\'¿¡(]?[^\W\d_])')
_CUE: Final = re.compile(r"(?: -{1,2}|[,!?]) (?:-{1,2} )?([^\W\d_]+)(?: ([^\W_]+))?(?: ([^\W_]+))?(?: ([^\W_]+))?")
_EDGE: Final = " ,\"'-"
_FEWEST: Final = 3  # words of speech that nobody is told to say, at least


def with_dash_lines(
    text: str, prose: list[Prose], segments: list[list[Segment]], reporting: Reporting
) -> list[list[Segment]]:
    """The segments of each stretch of prose, with those that dashes open in the place of what is quoted inside them."""
    habit = reporting.data.get("dash")
    if not habit:
        return segments
    found = []
    for part, marked in zip(prose, segments, strict=True):
        lines = _lines(text, part, reporting, habit == "between") if part.paragraph is not None else []
        kept = [one for one in marked if not any(line.open < one.close and one.open < line.close for line in lines)]
        found.append(sorted([*kept, *lines]) if lines else marked)
    return found


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
        if end > first and whole and (told or text.count(" ", first, end) >= _FEWEST - 1):
            found.append(Segment(opening.end() - 1, first, end, close, True, False))
        if not told:
            return found
        at, opening = close + 1, None


def _close(text: str, start: int, end: int, reporting: Reporting) -> tuple[int, bool]:
    """Where speech that begins at an offset ends, and whether a verb of saying ends it."""
    subjects = _subjects(reporting)
    for match in _CUE.finditer(text, start, end):
        first, *others = match.groups("")
        second = others[0]
        if not first[0].islower():
            continue
        dashed = "-" in match.group()[:4]
        word = first if first in reporting.cues else second if dashed and second in reporting.cues else ""
        if not word:
            continue
        if dashed or second in subjects or any(word[:1].isupper() for word in others):
            return match.start(), True
    return end, False


def _subjects(reporting: Reporting) -> frozenset[str]:
    """The words that a subject may open with."""
    data = reporting.data
    pronouns = [word for words in data.get("pronouns", {}).values() for word in words.split()]
    return frozenset([*pronouns, *data.get("roles", "").split(), *data.get("articles", "").split()])
