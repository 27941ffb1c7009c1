"""Dates: where an expression of time stands in a text, and which day it means.

`absolute` and `clock` read dates and times written out, `phrases` finds expressions in running text, `resolver` turns
either into ISO 8601.  The words of each language are its `data/LANG/calendar.json`.
"""

from __future__ import annotations

from typing import Final

from wireparse.knowledge.dates.absolute import Stamp, stamp_at
from wireparse.knowledge.dates.calendar import Calendar, any_calendar, calendar
from wireparse.knowledge.dates.clock import local_offset
from wireparse.knowledge.dates.expressions import TimeExpression, expression_at, find_expressions
from wireparse.knowledge.dates.resolver import day_from, meaning, resolve, resolve_stamp
from wireparse.pattern import regex

__all__ = [
    "Calendar",
    "Stamp",
    "TimeExpression",
    "any_calendar",
    "calendar",
    "date_at",
    "day_from",
    "expression_at",
    "find_expressions",
    "local_offset",
    "meaning",
    "resolve",
    "resolve_stamp",
    "stamp_at",
]

_WORD: Final = regex(r"[^\W\d_]{2,24}+(?:-feira)?(?![^\W_])")


def date_at(text: str, at: int) -> int | None:
    """The end of a date, or date and time, that starts exactly at `at` in folded text, in any language known; a
    weekday alone is one.  None where there is none, impossible dates included."""
    stamp = stamp_at(text, at, None)
    if stamp is not None and stamp.parts is not None:
        return stamp.end
    word = _WORD.match(text, at)
    return word.end() if word and any_calendar().weekday(word.group().casefold()) is not None else None
