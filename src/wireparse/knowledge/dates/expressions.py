"""Expressions of time in running text: "on Tuesday", "earlier this month", "two years ago", "Nov. 21", "in 1990".

Two steps keep this quick.  A handful of fixed strings (`anchors`: "day", "week", "Nov") is looked for; only around a
hit are words read.  From the hit one goes back over the words that may open an expression
("earlier", "on", "the", "last", "two") and then reads forward, every word looked up in the calendar of the language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, Literal

from wireparse.knowledge.dates.absolute import Parts, parts_at
from wireparse.knowledge.dates.calendar import Calendar
from wireparse.pattern import pattern, regex
from wireparse.record import Record

__all__ = ["TimeExpression", "expression_at", "find_expressions"]

Unit = Literal["date", "weekday", "day", "hour", "week", "weekend", "month", "quarter", "year", "decade", "century"]

# No word of a calendar is longer; a longer run of letters is cut, and so found in none.
_LONGEST: Final = 24
_WORD: Final = regex(rf"[^\W\d_]{{1,{_LONGEST}}}+(?:[-'](?!s\b)[^\W\d_]{{1,{_LONGEST}}}+){{0,2}}")
_YEAR: Final = pattern(r"(?:1[5-9]|20)\d\d(?![\d\w]|[.,:]\d|-\d\d|[ -]?%)")
_DECADE: Final = pattern(r"(?:1[5-9]|20)\d0'?s(?!\w)")
_YEARS: Final = r"1[5-9]\d|20\d"  # the first three figures of a year
_NUMBERED: Final = pattern(r"(?<!\d)(?:\d{4}[年년] ?)?\d\d?[月월] ?\d\d?[日일]")
_NUMBER: Final = pattern(r"\d{1,3}(?![\d.,])")
_MONEY: Final = ("$", "£", "€", "¥")
# Months of fewer letters are abbreviations.
_LONG: Final = 5
# What may stand between two words of an expression; lines may be wrapped within one.
_GAPS: Final = frozenset(" \n-")
# How many words an expression may open with before the one that was looked for.
_OPENERS: Final = 5
_REACH: Final = 80


class TimeExpression(Record):
    """An expression of time: its span and what it says.

    `unit` date: `parts` (year and day may be missing).  `weekday`: `amount` is the weekday, `shift` -1, 0 or 1 for
    last, this and next, None for a bare one.  Any other unit: `amount` of it from the story's own day, None for an
    amount that isn't told ("in recent years").
    """

    start: int
    end: int
    unit: Unit
    amount: int | None = None
    shift: int | None = None
    parts: Parts | None = None

    @property
    def is_open(self) -> bool:
        """Whether past or future decides what is meant: a bare weekday or "this Friday", a date without a year."""
        if self.parts is not None:
            return self.parts.year is None
        return self.unit == "weekday" and not self.shift


class _Opening(Record):
    """What an expression opens with: where, the kind of its preposition, a degree ("early"), an article, and the
    shift of "last", "this" or "next"."""

    start: int
    preposition: str | None
    degree: bool
    article: bool
    shift: int | None

    @property
    def leads(self) -> bool:
        """Whether the opening shows that a time follows."""
        return self.preposition is not None or self.degree or self.shift is not None


def find_expressions(text: str, spans: Sequence[tuple[int, int]], calendar: Calendar) -> Iterator[TimeExpression]:
    """The expressions of time in the spans of a folded text, which are in order, from left to right."""
    if not spans:
        return
    done, size = 0, len(text)
    for hit in _hits(text, spans[0][0], spans[-1][1], calendar):
        start, end = spans[bisect_right(spans, (hit, size)) - 1]
        if not done <= hit < end:
            continue
        phrase = _around(text, hit, max(start, done), calendar) if calendar.months else _numbered(text, hit, calendar)
        if phrase is not None and phrase.end <= end and not _fixed(text, phrase, calendar):
            yield phrase
            done = phrase.end


def _numbered(text: str, hit: int, calendar: Calendar) -> TimeExpression | None:
    """The date at a hit in a language that numbers its months and sets no spaces between words."""
    parts = parts_at(text, hit, calendar)
    return TimeExpression(hit, parts.end, "date", parts=parts) if parts is not None else None


def _hits(text: str, start: int, end: int, calendar: Calendar) -> list[int]:
    """Where anchors and years stand, in order."""
    if not calendar.months:
        return [match.start() for match in _NUMBERED.finditer(text, start, end)]
    rare, common = _sorted(calendar.anchors)
    hits = [match.start() for match in rare.finditer(text, start, end)]
    for anchor in common:
        at = text.find(anchor, start, end)
        while at >= 0:
            hits.append(at)
            at = text.find(anchor, at + 1, end)
    hits.sort()
    return hits


@cache
def _sorted(anchors: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """How to look for anchors.  Capitals and figures are rare, so for anchors that open with one, and for years, one
    pattern is quickest; for the rest one search each is."""
    rare = [anchor for anchor in anchors if anchor[0].isupper()]
    common = tuple(anchor for anchor in anchors if anchor not in rare)
    return regex("|".join([_YEARS, *map(re.escape, rare)])), common


def _around(text: str, hit: int, done: int, calendar: Calendar) -> TimeExpression | None:
    """The longest expression that covers a hit and starts at or after `done`."""
    start = hit if text[hit] != " " else hit + 1
    first = max(done, start - _LONGEST)
    while start > first and text[start - 1].isalnum():
        start -= 1
    head, end = _word(text, start)
    if not (head in calendar.heads or text[start].isdigit()):
        return None
    starts = [start]
    openers: list[str] = []
    before = text[max(done, start - _REACH) : start]
    for printed in reversed(before[:-1].replace("\n", " ").split(" ")[-_OPENERS:] if before[-1:] in _GAPS else ()):
        word = printed.lstrip("\"'([")
        opener = word.rstrip(".,").casefold()
        if not (opener in calendar.openers or word[:1].isdigit()):
            break
        start -= 1 + len(word)
        starts.append(start)
        openers.append(opener)
        if len(word) < len(printed):
            break
    if head in calendar.measures and calendar.which.keys().isdisjoint(openers):
        following, _ = _word(text, _after(text, end))
        if following not in calendar.ago:
            return None
    for start in reversed(starts):
        phrase = expression_at(text, start, calendar)
        if phrase is not None and phrase.end > hit:
            return phrase
    return None


def expression_at(text: str, at: int, calendar: Calendar) -> TimeExpression | None:
    """The expression of time that starts exactly at `at`."""
    start, preposition, shift, degree = at, None, None, False
    word, end = _word(text, at)
    for _ in range(3):  # "earlier on", "in early", "late in"
        if word in calendar.degrees and not degree:
            degree = True
        elif word in calendar.at and preposition is None:
            preposition = calendar.at[word]
        else:
            break
        at = _after(text, end)
        word, end = _word(text, at)
    article = word in calendar.articles
    if article:
        at = _after(text, end)
        word, end = _word(text, at)
    while word in calendar.which:  # "last", "this past"
        shift, at = calendar.which[word], _after(text, end)
        word, end = _word(text, at)
    opening = _Opening(start, preposition, degree, article, shift)
    if text[at : at + 1].isdigit():
        phrase = _figure(text, at, calendar, opening)
    elif article and shift is None:
        phrase = None
    else:
        phrase = _named(text, at, word, end, calendar, opening)
    if phrase is None or preposition is None:
        return phrase
    # "on" goes with days, "in" with all else, and neither with "last week's talks".
    whole = preposition == "any" or (preposition == "day") == _is_day(phrase)
    return phrase if whole and not text.startswith("'s", phrase.end) else None


def _is_day(phrase: TimeExpression) -> bool:
    return phrase.unit in ("weekday", "day") or (phrase.parts is not None and phrase.parts.day is not None)


def _named(text: str, at: int, word: str, end: int, calendar: Calendar, opening: _Opening) -> TimeExpression | None:
    """An expression that goes on with a word."""
    if (weekday := calendar.weekday(word)) is not None:
        return _weekday(text, at, end, calendar, weekday, opening) if _written(text, at, calendar) else None
    if word in calendar.months and _written(text, at, calendar):
        return _month(text, at, end, word, calendar, opening)
    if word in calendar.relative and opening.shift is None:
        return _today(text, at, end, word, calendar, opening)
    if opening.shift is not None and word in calendar.parts and text[at].islower():
        return TimeExpression(opening.start, end, "day", opening.shift)
    return _amount(text, at, word, end, calendar, opening)


def _word(text: str, at: int) -> tuple[str, int]:
    match = _WORD.match(text, at)
    return (match.group().casefold(), match.end()) if match else ("", at)


def _after(text: str, end: int) -> int:
    """Where the next word starts; the end of the text if something stands between."""
    return end + 1 if text[end : end + 1] in _GAPS else len(text)


def _written(text: str, at: int, calendar: Calendar) -> bool:
    return not calendar.capitals or text[at].isupper()


def _part(text: str, end: int, calendar: Calendar) -> int:
    """The end of an expression with the part of the day that follows ("night")."""
    at = _after(text, end)
    if not text[at : at + 1].islower():
        return end
    word, after = _word(text, at)
    return after if word in calendar.parts else end


def _weekday(
    text: str, at: int, end: int, calendar: Calendar, weekday: int, opening: _Opening
) -> TimeExpression | None:
    following = text[end : end + 2]
    if following[:1] == "," or following[1:].isdigit() or following[1:].isupper() or not calendar.capitals:
        dated = parts_at(text, at, calendar)  # "Tuesday, Nov. 21"
        if dated is not None:
            return TimeExpression(opening.start, dated.end, "date", parts=dated)
    return TimeExpression(opening.start, _part(text, end, calendar), "weekday", weekday, opening.shift)


def _today(text: str, at: int, end: int, word: str, calendar: Calendar, opening: _Opening) -> TimeExpression | None:
    """A relative word; "Today" in capitals within a sentence, or alone between quotation marks, is a name."""
    if text[at].isupper() and (text[at - 2 : at - 1].isalnum() or (text[at - 1 : at] == '"' == text[end : end + 1])):
        return None
    return TimeExpression(opening.start, _part(text, end, calendar), "day", calendar.relative[word])


def _month(text: str, at: int, end: int, word: str, calendar: Calendar, opening: _Opening) -> TimeExpression | None:
    """A month: with a day or year, or alone where nothing speaks against it ("May", "April Smith", "Dec")."""
    dated = parts_at(text, at, calendar)
    if dated is not None:
        return TimeExpression(opening.start, dated.end, "date", parts=dated)
    alone = not opening.leads
    if alone and (word in calendar.doubtful or not calendar.capitals or len(word) < _LONG):
        return None
    if len(word) < _LONG and word not in calendar.doubtful and text[end : end + 1] != ".":
        return None
    if alone and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return None
    return TimeExpression(
        opening.start, end, "date", shift=opening.shift, parts=Parts(end, None, calendar.months[word], None)
    )


def _figure(text: str, at: int, calendar: Calendar, opening: _Opening) -> TimeExpression | None:
    """An expression that goes on with a figure: a date, a year, an amount."""
    dated = parts_at(text, at, calendar, calendar.day_first)
    if dated is not None:
        return TimeExpression(opening.start, dated.end, "date", parts=dated)
    year = _YEAR.match(text, at)
    if year is not None:
        if opening.article or opening.shift is not None or not (opening.leads or _bounded(text, at, calendar)):
            return None
        return TimeExpression(opening.start, year.end(), "year", int(year.group()), shift=0)
    decade = _DECADE.match(text, at)
    if decade is not None and opening.article:
        return TimeExpression(opening.start, decade.end(), "decade")
    number = _NUMBER.match(text, at)
    if number is None or text[at - 1 : at] in _MONEY:
        return None
    return _counted(text, _after(text, number.end()), int(number.group()), calendar, opening)


def _bounded(text: str, at: int, calendar: Calendar) -> bool:
    """Whether a bare year follows a word such as "since", "mid-" or "by"."""
    before = text[max(0, at - 10) : at - 1].replace("\n", " ").rpartition(" ")[2].casefold()
    return text[at - 1 : at] in _GAPS and before in calendar.bounds


def _amount(text: str, at: int, word: str, end: int, calendar: Calendar, opening: _Opening) -> TimeExpression | None:
    """An amount in words, or a unit behind "last", "this" or "next"."""
    if word in calendar.numbers:
        amount = calendar.numbers[word]
        following, after = _word(text, _after(text, end))
        while following in calendar.numbers or following in calendar.joints:  # "a couple of", "a few"
            amount = calendar.numbers.get(following, amount)
            end = after
            following, after = _word(text, _after(text, end))
        return _counted(text, _after(text, end), amount or None, calendar, opening)
    if opening.shift is None or word not in calendar.units or calendar.units[word] == "hour":
        return None
    # "The next day" is seen from what was told before, not from the story's day; "recent years" are no one year.
    told = not opening.article and word not in calendar.plurals
    return TimeExpression(opening.start, end, calendar.units[word], opening.shift if told else None)  # type: ignore[arg-type]


def _counted(text: str, at: int, amount: int | None, calendar: Calendar, opening: _Opening) -> TimeExpression | None:
    """An amount of a unit: "two weeks ago"; "last two weeks", "two weeks later" are no day that could be told."""
    word, end = _word(text, at)
    if word not in calendar.units:
        return None
    unit = calendar.units[word]
    following, after = _word(text, _after(text, end))
    if opening.shift is not None:
        return TimeExpression(opening.start, end, unit) if following not in calendar.ago else None  # type: ignore[arg-type]
    if following not in calendar.ago or opening.preposition or opening.article:
        return None
    return TimeExpression(opening.start, after, unit, (amount or 0) * calendar.ago[following] or None)  # type: ignore[arg-type]


def _fixed(text: str, phrase: TimeExpression, calendar: Calendar) -> bool:
    """Whether the expression stands in a name: "Black Friday", "The Sunday Times"."""
    if phrase.unit not in ("weekday", "day") or text[phrase.start].islower():
        return False
    around = text[max(0, phrase.start - 12) : phrase.end + 16].casefold()
    return any(map(around.__contains__, calendar.fixed))
