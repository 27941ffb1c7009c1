"""Expressions of time in the story's own prose, seen from its own day."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from wireparse.details.fields import BlockText, StoryFields
from wireparse.knowledge import dates
from wireparse.lexicon import load
from wireparse.model import Basis, Date
from wireparse.pattern import regex
from wireparse.record import records

__all__ = ["read_expressions"]

_ENDS: Final = frozenset((".", "?", "!", "\n\n"))
# How far around an expression its clause is looked at for a verb.
_BEFORE: Final = 60
_AFTER: Final = 90


@cache
def _words() -> re.Pattern[str]:
    """Words, contractions that stand behind another word, and ends of sentences."""
    contractions = "|".join(load("dates")["contractions"])
    return regex(rf"[^\W\d_]++(?:'[^\W\d_]++)?|(?:{contractions})\b|[.?!](?=\s)|\n\n")


def read_expressions(blocks: BlockText, fields: StoryFields) -> None:
    """Find the expressions of time in the paragraphs and resolve them: against the dateline's day, else the day of
    publication or of the last update, else the caller's date."""
    view, calendar = blocks.view, dates.calendar(blocks.language)
    day = _own_day(blocks, fields)
    spans = [(fields.bodies.get(index, tile.first), tile.last) for index, tile in blocks.prose.items()]
    found: list[tuple[int, int]] = []
    meanings: list[tuple[str | None, Basis]] = []
    for phrase in dates.find_expressions(view.text, spans, calendar):
        future = _future(view.text, phrase, calendar) if day is not None and phrase.is_open else None
        found.append((phrase.start, phrase.end))
        meanings.append(dates.meaning(phrase, day, future=future))
    if found:
        fields.dates = records(Date, zip(*view.slices(found), *zip(*meanings, strict=True), strict=True))


def _own_day(blocks: BlockText, fields: StoryFields) -> date | None:
    """The day that the story speaks from."""
    stated = (fields.dateline.date if fields.dateline else None, fields.published, fields.updated)
    days = (dates.day_from(found.iso) for found in stated if found is not None)
    return next((day for day in days if day is not None), None) or dates.day_from(blocks.given)


def _future(text: str, phrase: dates.TimeExpression, calendar: dates.Calendar) -> bool | None:
    """Whether the clause around an expression speaks of the future; None where no verb tells.

    The verb closest before the expression decides ("said he will resign on Friday", "will resign, he said Friday"),
    or the first one after it where the expression opens the sentence.
    """
    if not calendar.future:
        return None
    before = _words().findall(text, max(0, phrase.start - _BEFORE), phrase.start)[::-1]
    if before and before[0] not in _ENDS:
        return _tense(before, calendar, shift=1)
    return _tense(_words().findall(text, phrase.end, phrase.end + _AFTER), calendar, shift=-1)


def _tense(words: list[str], calendar: dates.Calendar, *, shift: int) -> bool | None:
    """Whether the first verb that tells, up to the end of the sentence, is one of the future; a participle behind "be"
    (the word at `shift` from it) tells nothing."""
    for index, printed in enumerate(words):
        if printed in _ENDS:
            return None
        word = printed.casefold()
        if word in calendar.future and not (word in calendar.months and printed[0].isupper()):  # "may", not "May"
            return True
        if word in calendar.past or word.endswith(calendar.past_endings):
            beside = index + shift
            if not (0 <= beside < len(words) and words[beside].casefold() in calendar.infinitives):
                return False
    return None
