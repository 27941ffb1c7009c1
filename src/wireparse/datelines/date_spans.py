"""Where a date in a dateline ends, asked of the calendar only where one can be."""

from __future__ import annotations

import re
from typing import Final

from wireparse.knowledge.dates import date_at
from wireparse.lexicon import load
from wireparse.pattern import regex

__all__ = ["date_end", "date_in_name"]

# A dateline's date has a digit: first, behind a month, or behind a weekday and a month ("TUESDAY, Nov. 21").
_DIGIT_NEAR: Final = regex(
    r"\d|[^\W\d_]{2,12}+(?:\.|,|\.,)? ?\d"
    rf"|[^\W\d_]{{3,12}}+,? (?:(?:{'|'.join(load('datelines')['within_dates'])}) )?[^\W\d_]{{3,12}}+\.? ?\d"
)
_WEEKDAY: Final = regex(r"[^\W\d_]{5,12}+(?=,? [(-])")  # "LONDON, Tuesday (Reuters)"
_MONTH_AND_DAY: Final = regex(r"\d|[^\W\d_]{3,12}+\.? \d")
_TIME: Final = regex(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?(?: ?(?:GMT|UTC|[A-Z]{2,4}T)\b)?|\d{1,2} ?[ap]\.?m\b\.?", re.I
)
# What stands before a bracket or slash like a date is one, in whatever language: "21. studenoga (Hina)",
# "21 (SERVIMEDIA)", "2017. november 21., kedd (MTI)".
_BEFORE_BRACKET: Final = regex(
    r"\d{1,2}(?:/| - )\d{1,2}(?= \()"
    r"|(?:\d{4}\. [^\W\d]{3,12}+ )?\d{1,2}\.?(?:(?: |, )[^\s\d(),/]{3,14}+){0,2}(?: \d{4}\.?)?(?=,? ?[(/][^\W\d])"
)
_SLASHED: Final = regex(r"\d{1,2}/[^\W\d]{3,9}/\d{2,4}")  # "21/NOV/2017"
_YEAR_BEHIND: Final = regex(r"/(?:19|20)\d\d\b")  # "November 21/2017"


def date_end(text: str, at: int, limit: int) -> int | None:
    """The end of a date, of a time or of what must be one before a bracket; None where none starts at `at`."""
    if _DIGIT_NEAR.match(text, at, limit) is None:
        weekday = _WEEKDAY.match(text, at, limit)
        return weekday.end() if weekday and date_at(text, at) == weekday.end() else None
    stop = date_at(text, at)
    if stop is not None and stop <= limit:
        year = _YEAR_BEHIND.match(text, stop, limit)
        return year.end() if year else stop
    other = _TIME.match(text, at, limit) or _SLASHED.match(text, at, limit) or _BEFORE_BRACKET.match(text, at)
    return other.end() if other else None


def date_in_name(text: str, at: int) -> bool:
    """Whether a date follows a place without a mark between: "Addis Ababa November 21", "PRAHA 21. listopadu"."""
    return _MONTH_AND_DAY.match(text, at) is not None and date_at(text, at) is not None
