"""Expressions of time in the story's own prose, seen from its own day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from typing import Final

from wireparse import dates
from wireparse.details.sheet import Details, Sheet
from wireparse.model import Date

__all__ = ["read_expressions"]

_WORDS: Final = re.compile(r"[^\W\d_]++(?:'[^\W\d_]++)?|'ll\b|[.?!](?=\s)|\n\n")
_ENDS: Final = frozenset((".", "?", "!", "\n\n"))
# How far around an expression its clause is looked at for a verb.
_BEFORE: Final = 60
_AFTER: Final = 90


def read_expressions(sheet: Sheet, details: Details) -> None:
    """Find the expressions of time in the paragraphs and resolve them: against the dateline's day, else the day of
    publication or of the last update, else the caller's date."""
    view, known = sheet.view, dates.calendar(sheet.language)
    day = _own_day(sheet, details)
    spans = [(details.bodies.get(index, tile.first), tile.last) for index, tile in sheet.prose.items()]
    found: list[Date] = []
    for phrase in dates.find_phrases(view.text, spans, known):
        future = _future(view.text, phrase, known) if day is not None and phrase.is_open else None
        iso, basis = dates.meaning(phrase, day, future=future)
        found.append(Date(*view.span(phrase.start, phrase.end), iso=iso, basis=basis))
    details.dates = tuple(found)


def _own_day(sheet: Sheet, details: Details) -> date | None:
    """The day that the story speaks from."""
    known = (details.dateline.date if details.dateline else None, details.published, details.updated)
    days = (dates.day_from(found.iso) for found in known if found is not None)
    return next((day for day in days if day is not None), None) or dates.day_from(sheet.given)


def _future(text: str, phrase: dates.Phrase, known: dates.Calendar) -> bool | None:
    """Whether the clause around an expression speaks of the future; None where no verb tells.

    The verb closest before the expression decides ("said he will resign on Friday", "will resign, he said Friday"),
    or the first one after it where the expression opens the sentence.
    """
    if not known.future:
        return None
    before = _sentence(reversed(_WORDS.findall(text, max(0, phrase.start - _BEFORE), phrase.start)))
    if before:
        return _tense(before, known, backwards=True)
    after = _sentence(_WORDS.findall(text, phrase.end, phrase.end + _AFTER))
    return _tense(after, known, backwards=False)


def _sentence(words: Iterable[str]) -> list[str]:
    """The words up to the end of the sentence."""
    return [word.casefold() for word in takewhile(lambda word: word not in _ENDS, words)]


def _tense(words: list[str], known: dates.Calendar, *, backwards: bool) -> bool | None:
    """Whether the first verb that tells is one of the future; a participle behind "be" tells nothing."""
    shift = 1 if backwards else -1
    for index, word in enumerate(words):
        if word in known.future:
            return True
        if word in known.past or word.endswith(known.past_endings):
            beside = index + shift
            if not (0 <= beside < len(words) and words[beside] in known.infinitives):
                return False
    return None
