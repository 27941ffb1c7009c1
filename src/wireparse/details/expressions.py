"""Expressions of time in the story's own prose, seen from its own day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from wireparse import dates
from wireparse.details.sheet import Details, Sheet
from wireparse.model import PROSE_KINDS, Date

__all__ = ["read_expressions"]

_WORDS: Final = re.compile(r"[^\W\d_]+|'ll\b|[.?!](?= )")
# How far around an expression its clause is looked at for a verb.
_BEFORE: Final = 60
_AFTER: Final = 90


def read_expressions(sheet: Sheet, details: Details) -> None:
    """Find the expressions of time in the paragraphs and resolve them: against the dateline's day, else the day of
    publication, else the caller's date."""
    view, known = sheet.view, dates.calendar(sheet.language)
    day = _own_day(sheet, details)
    found: list[Date] = []
    for index, tile in enumerate(sheet.tiles):
        if tile.kind in PROSE_KINDS:
            start = details.bodies.get(index, tile.first)
            for phrase in dates.find_phrases(view.text, start, tile.last, known):
                relative = phrase.shift is None and phrase.unit in ("weekday", "date")
                future = day is not None and relative and _future(view.text, phrase, start, known)
                iso, basis = dates.meaning(phrase, day, future=future)
                found.append(Date(*view.span(phrase.start, phrase.end), iso=iso, basis=basis))
    details.dates = tuple(found)


def _own_day(sheet: Sheet, details: Details) -> date | None:
    """The day that the story speaks from."""
    dateline = details.dateline.date.iso if details.dateline and details.dateline.date else None
    published = details.published.iso if details.published else None
    return dates.day_from(dateline) or dates.day_from(published) or dates.day_from(sheet.given)


def _future(text: str, phrase: dates.Phrase, start: int, known: dates.Calendar) -> bool:
    """Whether the clause around an expression speaks of the future.

    The verb closest before the expression decides ("said he will resign on Friday", "will resign, he said Friday"),
    or the first one after it where the expression opens the sentence.
    """
    if not known.future:
        return False
    before = _WORDS.findall(text, max(start, phrase.start - _BEFORE), phrase.start)
    for word in reversed(before):
        if not word[0].isalpha() and word != "'ll":
            break
        if (tense := _tense(word.casefold(), known)) is not None:
            return tense
    for word in _WORDS.findall(text, phrase.end, phrase.end + _AFTER):
        if not word[0].isalpha() and word != "'ll":
            break
        if (tense := _tense(word.casefold(), known)) is not None:
            return tense
    return False


def _tense(word: str, known: dates.Calendar) -> bool | None:
    if word in known.future:
        return True
    return False if word in known.past or word.endswith(known.past_endings) else None
