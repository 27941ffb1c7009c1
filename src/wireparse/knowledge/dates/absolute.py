"""Dates written out: their parts, and the day that they name."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from wireparse.knowledge.dates.calendar import Calendar, any_calendar, calendar
from wireparse.knowledge.dates.clock import Clock, clock_at, offset
from wireparse.lexicon import load
from wireparse.pattern import pattern, regex
from wireparse.record import Record

__all__ = ["Parts", "Stamp", "any_of", "day_of", "nearest", "parts_at", "stamp_at"]

_WORD: Final = r"[^\W\d_]{3,14}+"
_GAP: Final = r"[\ \n]"  # lines may be wrapped within a date
_NO_MORE: Final = r"(?!\d(?!\d?:\d\d))"  # a year ends here, be it that its time is glued to it: "20247:55 AM"


def any_of(key: str) -> str:
    """The words of a key of `data/dates.json`, as the branches of an expression."""
    return "|".join(map(re.escape, load("dates")[key]))


@cache
def _date() -> re.Pattern[str]:
    """A date in any order, with what ordinals and prepositions stand in it."""
    ordinal, day_ordinal = any_of("ordinals"), any_of("day_ordinals")
    before_month, before_year = any_of("before_month"), any_of("before_year")
    return regex(
        rf"""
      (?P<iso_year>\d{{4}}) (?P<iso>[-/.]) (?P<iso_month>\d\d?) (?P=iso) (?P<iso_day>\d\d?) (?!\d)
    | (?P<first>\d\d?) (?P<mark>[-/.]) (?P<other>\d\d?) (?P=mark)
        (?: (?P<numeric_year>\d{{4}}|\d\d) (?!\d) | (?=[\s,)]|$) )
    | (?P<day>\d\d?) (?:{day_ordinal}|[.ºª°])? (?:{_GAP}(?:{before_month}){_GAP}|{_GAP}|-)? (?P<month>{_WORD}) \.?
        (?: (?:,?{_GAP}(?:(?:{before_year}){_GAP})?|-) (?P<year>\d{{4}}) {_NO_MORE} )?
    | (?P<us_month>{_WORD}) (?:\.{_GAP}?|{_GAP}|-)? (?P<us_day>\d\d?) (?:{ordinal})? (?!\d|[:.]\d|,\d{{3}}(?!\d))
        (?: (?:,{_GAP}?|{_GAP}|-) (?P<us_year>\d{{4}}) {_NO_MORE} (?![.,]\d) )?
    | (?P<only_month>{_WORD}) \.? ,?{_GAP}(?:(?:{before_year}){_GAP})? (?P<only_year>(?:1[0-9]|20)\d\d) (?!\d)
    | (?: (?P<east_year>\d{{4}}) [年년] \ ? )? (?P<east_month>\d\d?) [月월] \ ? (?P<east_day>\d\d?) [日일]
    """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _weekday() -> re.Pattern[str]:
    """What may be a weekday before a date."""
    return regex(rf"([^\W\d_]{{2,14}}+(?:{any_of('weekday_ends')})?)\.?,?[ \n](?:(?:{any_of('before_day')})[ \n])?")


# What may stand between a date and a time: "21 November 2017 | 10:42", "Nov 21 at 4 p.m.", "um", "à", "в".
@cache
def _between() -> re.Pattern[str]:
    return regex(rf"T(?=\d)|[ ,|·•@/(-]{{1,6}}+(?:[^\W\d_A-Z]{{1,3}}\.? (?:(?:{any_of('before_hour')}) )?)?")


_LATE_YEAR: Final = pattern(r",? (\d{4})(?!\d)")  # "Tue Nov 21 16:05:00 2017", as the C library writes it
# Two figures are a year from 1970 to 2069.
_CENTURY: Final = 70


class Parts(Record):
    """A date as written: where it ends, and what it says.  `open` is the other reading of 03/04, as month and day."""

    end: int
    year: int | None
    month: int
    day: int | None
    open: tuple[int, int] | None = None


class Stamp(Record):
    """A date and perhaps a time, in either order."""

    start: int
    end: int
    parts: Parts | None
    clock: Clock | None

    def iso(self, year: int | None = None) -> str | None:
        """The ISO 8601 form as far as it is known; `year` completes a date without one."""
        if self.parts is None:
            return None
        day = day_of(self.parts, year)
        if day is None or self.clock is None or len(day) < 10:
            return day
        zone = offset(self.clock.zone, date.fromisoformat(day)) if self.clock.zone else None
        return f"{day}T{self.clock.time}{zone or ''}"


def day_of(parts: Parts, year: int | None = None) -> str | None:
    """`2017-11-21`, `2017-11` or, where 03/04 is left open, `2017`; None without a year or for no day at all."""
    year = parts.year if parts.year is not None else year
    if year is None:
        return None
    if parts.open is not None:
        return f"{year:04}"
    if parts.day is None:
        return f"{year:04}-{parts.month:02}"
    return f"{year:04}-{parts.month:02}-{parts.day:02}" if _possible(year, parts.month, parts.day) else None


def parts_at(text: str, at: int, calendar: Calendar, day_first: bool | None = None) -> Parts | None:
    """The date that starts at `at`; its words must be in the calendar."""
    match = None
    weekday = _weekday().match(text, at)
    if weekday is not None and weekday[1].casefold() in calendar.weekdays:
        match = _date().match(text, weekday.end())
    match = match or _date().match(text, at)  # "mar" is a month too
    if match is None:
        return None
    if name := match["month"] or match["us_month"] or match["only_month"]:
        month = calendar.months.get(name.casefold())
        return _named(match, name.casefold(), month, calendar) if month else None
    if match["first"]:
        return _numeric(match, True if match["mark"] == "." else day_first)
    year = match["iso_year"] or match["east_year"]
    return _checked(
        match.end(), year, int(match["iso_month"] or match["east_month"]), int(match["iso_day"] or match["east_day"])
    )


def _named(match: re.Match[str], name: str, month: int, calendar: Calendar) -> Parts | None:
    """A date with the name of its month; the point after a name that isn't shortened ends the sentence."""
    end = match.end()
    if match.string[end - 1] == "." and not _shortened(name, month, calendar):
        end -= 1
    if match["only_month"]:
        return Parts(end, int(match["only_year"]), month, None)
    return _checked(end, match["year"] or match["us_year"], month, int(match["day"] or match["us_day"]))


def _shortened(name: str, month: int, calendar: Calendar) -> bool:
    return any(
        number == month and len(other) > len(name) and other.startswith(name)
        for other, number in calendar.months.items()
    )


def _numeric(match: re.Match[str], day_first: bool | None) -> Parts | None:
    first, other, year = int(match["first"]), int(match["other"]), match["numeric_year"]
    if year is None and match["mark"] != ".":
        return None
    if year and len(year) == 2:
        year = f"{20 if int(year) < _CENTURY else 19}{year}"
    if first > 12 or (day_first and other <= 12):
        first, other = other, first
    elif other <= 12 and first != other and day_first is None:
        return Parts(match.end(), int(year) if year else None, first, other, open=(other, first))
    return _checked(match.end(), year, first, other)


def _checked(end: int, year: str | None, month: int, day: int) -> Parts | None:
    # A day without a year may be of a leap year.
    return Parts(end, int(year) if year else None, month, day) if _possible(int(year or 2000), month, day) else None


def _possible(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def stamp_at(text: str, at: int, language: str | None, day_first: bool | None = None) -> Stamp | None:
    """The date, the time, or both in either order, that start at `at` in folded text, in any language known."""
    if not text[at : at + 1].isalnum():
        return None
    if day_first is None:
        day_first = calendar(language).day_first if language else None
    parts = _parts_at(text, at, language, day_first)
    if parts is not None:
        glued = text[parts.end : parts.end + 1].isdigit()
        between = None if glued else _between().match(text, parts.end)
        clock = clock_at(text, between.end() if between else parts.end) if glued or between else None
        if clock is None:
            return Stamp(at, parts.end, parts, None)
        if parts.year is None and (year := _LATE_YEAR.match(text, clock.end)):
            return Stamp(at, year.end(), parts._replace(year=int(year[1])), clock)
        return Stamp(at, clock.end, parts, clock)
    clock = clock_at(text, at)
    if clock is None:
        return None
    if between := _between().match(text, clock.end):
        parts = _parts_at(text, between.end(), language, day_first)
    return Stamp(at, parts.end if parts else clock.end, parts, clock)


def _parts_at(text: str, at: int, language: str | None, day_first: bool | None) -> Parts | None:
    """A date in the language at hand or, where that fails on its words, in any."""
    return parts_at(text, at, calendar(language), day_first) or parts_at(text, at, any_calendar(), day_first)


def nearest(parts: Parts, reference: date) -> int:
    """The year that brings a date without one closest to a reference day."""
    day = timedelta(days=400)
    best = reference.year
    for year in (reference.year - 1, reference.year, reference.year + 1):
        if _possible(year, parts.month, parts.day or 15):
            distance = abs(date(year, parts.month, parts.day or 15) - reference)
            if distance < day:
                best, day = year, distance
    return best
