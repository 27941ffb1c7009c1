"""From an expression of time to the day it means, seen from the story's own day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from wireparse.knowledge.dates.absolute import Parts, Stamp, any_of, day_of, nearest, stamp_at
from wireparse.knowledge.dates.calendar import calendar
from wireparse.knowledge.dates.expressions import TimeExpression, expression_at
from wireparse.model import Basis
from wireparse.pattern import pattern, regex

__all__ = ["day_from", "meaning", "resolve", "resolve_stamp"]

# A day without a year lies at most this far ahead of the story, unless its clause speaks of the future; then it lies
# at most this far behind ("was due to end on Feb. 28").
_ABOUT_NOW: Final = timedelta(days=60)
_MONTHS_AHEAD: Final = 2
# A date this close to the story's day is about it.
_ABOUT: Final = timedelta(days=14)
_STARTS: Final = regex(r"(?<![^\W_])[^\W_]")
_FULL_YEAR: Final = pattern(r"\d{4}")


@cache
def _day_before() -> re.Pattern[str]:
    """A day before a month."""
    return regex(rf"\d\d?(?:{any_of('ordinals')}|[.º])?(?: (?:{any_of('before_month')}))? ?$")


def day_from(iso: str | None) -> date | None:
    """The day of an ISO 8601 date or time; None where it names no day."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def resolve(
    text: str, *, language: str | None, reference: str | None, day_first: bool | None = None
) -> tuple[str | None, Basis]:
    """The ISO 8601 form of one expression of time as far as it is known, and where it comes from.

    `reference` is the story's own day: it completes a date without a year (to the closest such day) and decides
    relative expressions and weekdays, and the basis is then `inferred`.  `day_first` reads 03/04 as 3 April; without
    it the habit of the language decides, and where habits differ, as in English, only the year is told.  What can't
    be resolved, impossible days included, gives None.
    """
    day = day_from(reference)
    known = calendar(language)
    for match in _STARTS.finditer(text):
        stamp = stamp_at(text, match.start(), language, day_first)
        if stamp is not None and stamp.parts is not None:
            impossible = stamp.parts.day is None and _day_before().search(text, 0, stamp.start)  # "31 June 2017"
            return (None, "stated") if impossible else resolve_stamp(stamp, day)
        phrase = expression_at(text, match.start(), known)
        if phrase is not None:
            return meaning(phrase, day)
    return _generic(text), "stated"


def resolve_stamp(stamp: Stamp, day: date | None) -> tuple[str | None, Basis]:
    """The ISO form of a date or time written out.  One without a year is the closest to `day`; of the two readings of
    03/04 the one is taken that alone lies about `day`."""
    parts = stamp.parts
    if day is not None and parts is not None and parts.open is not None:
        month, number = parts.open
        readings = [parts._replace(open=None), parts._replace(month=month, day=number, open=None)]
        close = [reading for reading in readings if _distance(reading, day) <= _ABOUT]
        if len(close) == 1:
            return stamp._replace(parts=close[0]).iso(nearest(close[0], day)), "inferred"
    if parts is None or parts.year is not None:
        return stamp.iso(), "stated"
    return (stamp.iso(nearest(parts, day)), "inferred") if day else (None, "stated")


def _distance(parts: Parts, day: date) -> timedelta:
    found = day_from(day_of(parts, nearest(parts, day)))
    return abs(found - day) if found else timedelta.max


def meaning(phrase: TimeExpression, day: date | None, *, future: bool | None = None) -> tuple[str | None, Basis]:
    """What an expression means in a story of a day; `future` says whether its clause speaks of what is to come, None
    that it isn't known."""
    if phrase.unit == "year" and phrase.shift is not None:
        return f"{phrase.amount:04}", "stated"
    parts = phrase.parts
    if parts is not None and parts.year is not None:
        return day_of(parts), "stated"
    if day is None:
        return None, "stated" if parts is not None else "inferred"
    try:
        if parts is not None:
            return day_of(parts, _year(phrase, parts, day, future=future)), "inferred"
        return _relative(phrase, day, future=future), "inferred"
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None, "inferred"


def _relative(phrase: TimeExpression, day: date, *, future: bool | None) -> str | None:
    amount = phrase.amount
    if amount is None:
        return None
    if phrase.unit == "weekday":
        return _weekday(amount, phrase.shift, day, future=future).isoformat()
    if phrase.unit == "day":
        return (day + timedelta(days=amount)).isoformat()
    if phrase.unit == "hour":
        return day.isoformat() if abs(amount) < 24 else None
    if phrase.unit == "week":
        year, week, _ = (day + timedelta(weeks=amount)).isocalendar()
        return f"{year:04}-W{week:02}"
    if phrase.unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
        return f"{year:04}-{month + 1:02}"
    if phrase.unit == "year":
        return f"{day.year + amount:04}"
    return None


def _weekday(weekday: int, shift: int | None, day: date, *, future: bool | None) -> date:
    """A weekday is the story's own day or the most recent one before it.  In the future, and behind "this" unless the
    clause is in the past, it is the first one from that day on; "last" and "next" leave the day itself out."""
    before, ahead = (day.weekday() - weekday) % 7, (weekday - day.weekday()) % 7
    if shift == 1:
        return day + timedelta(days=ahead or 7)
    if shift == -1:
        return day - timedelta(days=before or 7)
    if future or (shift == 0 and future is None):
        return day + timedelta(days=ahead)
    return day - timedelta(days=before)


def _year(phrase: TimeExpression, parts: Parts, day: date, *, future: bool | None) -> int:
    """The year of a date that has none: by default its most recent occurrence, or one that is about to come."""
    if parts.day is None:
        return _year_of_month(parts.month, phrase.shift, day, future=future)
    if parts.month == 2 and parts.day == 29:
        return nearest(parts, day)
    this = date(day.year, parts.month, parts.day)
    if future:
        return day.year + (day - this > _ABOUT_NOW)
    if date(day.year + 1, parts.month, parts.day) - day <= _ABOUT_NOW:
        return day.year + 1
    return day.year - (this - day > _ABOUT_NOW)


def _year_of_month(month: int, shift: int | None, day: date, *, future: bool | None) -> int:
    """The same of a month alone, and of "last May", "this May", "next May"."""
    if shift is not None:
        return day.year + {-1: -(month >= day.month), 0: 0, 1: month <= day.month}[shift]
    if future or (future is None and (month - day.month) % 12 <= _MONTHS_AHEAD):
        return day.year + (month < day.month)
    return day.year - (month > day.month)


def _generic(text: str) -> str | None:
    """A full date in a form that the readers here don't know, by python-dateutil.

    dateutil fills what a text lacks from a default day, so it is asked twice, with two defaults: only what comes out
    the same both times was stated.
    """
    if not _FULL_YEAR.search(text) or len(text) > 80:
        return None
    from datetime import datetime

    from dateutil import parser

    try:
        found = {
            parser.parse(text, default=datetime(year, month, day)) for year, month, day in ((2000, 1, 1), (2001, 2, 2))
        }
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    if len(found) != 1:
        return None
    moment = found.pop()
    return moment.isoformat() if moment.time() or moment.tzinfo else moment.date().isoformat()
