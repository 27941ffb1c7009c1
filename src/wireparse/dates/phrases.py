"""Expressions of time in running text: "on Tuesday", "earlier this month", "two years ago", "Nov. 21", "in 1990".

Two steps keep this quick.  A handful of fixed strings (`anchors`: "day", "week", "Nov") is looked for with
`str.find`; only around a hit are words read.  From the hit one goes back over the words that may open an expression
("earlier", "on", "the", "last", "two") and then reads forward, every word looked up in the calendar of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from wireparse.dates.absolute import Parts, parts_at
from wireparse.dates.calendar import Calendar

__all__ = ["Phrase", "find_phrases", "phrase_at"]

Unit = Literal[
    "date", "weekday", "day", "hour", "week", "weekend", "month", "quarter", "year", "decade", "century", "none"
]

_WORD: Final = re.compile(r"[^\W\d_]++(?:[-'](?!s\b)[^\W\d_]++)*+")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d(?![\d\w]|[.,:]\d|-\d\d\d\d|[ -]?%)")
_NUMBER: Final = re.compile(r"\d{1,3}(?![\d.,])")
_MONEY: Final = "$£€¥"
# How many words an expression may open with before the one that was looked for.
_OPENERS: Final = 5
_UNITS: Final[dict[str, Unit]] = {}


class Phrase(NamedTuple):
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


def find_phrases(text: str, start: int, end: int, known: Calendar) -> Iterator[Phrase]:
    """The expressions of time in `text[start:end]`, a folded text, from left to right."""
    done = start
    for hit in _hits(text, start, end, known.anchors):
        if hit < done:
            continue
        phrase = _around(text, hit, done, known)
        if phrase is not None and phrase.end <= end and not _fixed(text, phrase, known):
            yield phrase
            done = phrase.end


def _hits(text: str, start: int, end: int, anchors: tuple[str, ...]) -> list[int]:
    hits = []
    find = text.find
    for anchor in anchors:
        at = find(anchor, start, end)
        while at >= 0:
            hits.append(at)
            at = find(anchor, at + 1, end)
    hits.sort()
    return hits


def _around(text: str, hit: int, done: int, known: Calendar) -> Phrase | None:
    """The longest expression that covers a hit and starts at or after `done`."""
    start = hit if text[hit] != " " else hit + 1
    while start > done and (text[start - 1].isalnum()):
        start -= 1
    starts = [start]
    while len(starts) <= _OPENERS and start - 1 > done and text[start - 1] in " -":
        before = text.rfind(" ", max(done, start - 16), start - 1) + 1 or max(done, start - 16)
        word = text[before : start - 1].lstrip("\"'(").casefold()
        if not _opens(word, known):
            break
        start = start - 1 - len(word)
        starts.append(start)
    for start in reversed(starts):
        phrase = phrase_at(text, start, known)
        if phrase is not None and phrase.end > hit:
            return phrase
    return None


def _opens(word: str, known: Calendar) -> bool:
    return (
        word in known.at
        or word in known.which
        or word in known.degrees
        or word in known.articles
        or word in known.numbers
        or word.isdigit()
        or word == "of"
        or word.rstrip(".,") in known.months
        or (len(word) > 2 and word[0].isdigit() and word[-2:] in ("st", "nd", "rd", "th"))
        or word in known.units
    )


def phrase_at(text: str, at: int, known: Calendar) -> Phrase | None:
    """The expression of time that starts exactly at `at`."""
    start, opened, shift, degree = at, False, None, False
    word, end = _word(text, at)
    if word in known.degrees:
        degree, at = True, end + 1
        word, end = _word(text, at)
    if word in known.at:
        opened, at = True, end + 1
        word, end = _word(text, at)
    if not degree and word in known.degrees:
        degree, at = True, end + 1
        word, end = _word(text, at)
    article = word in known.articles
    if article:
        at = end + 1
        word, end = _word(text, at)
    if word in known.which:
        shift, at = known.which[word], end + 1
        word, end = _word(text, at)
        if word in known.which:  # "this past", "this coming"
            shift, at = known.which[word], end + 1
            word, end = _word(text, at)
    if text[at : at + 1].isdigit():
        return _figure(text, start, at, known, opened=opened or degree, article=article, shift=shift)
    if not word:
        return None
    if (weekday := known.weekday(word)) is not None:
        return _weekday(text, start, at, end, known, weekday, shift) if _written(text, at, known) else None
    if word in known.months and _written(text, at, known):
        return _month(text, start, at, end, word, known, shift, opened=opened or degree)
    if word in known.relative and not article and shift is None:
        return Phrase(start, _part(text, end, known), "day", known.relative[word])
    if shift is not None and word in known.parts:
        return Phrase(start, end, "day", shift)
    return _amount(text, start, at, word, end, known, shift, opened=opened)


def _word(text: str, at: int) -> tuple[str, int]:
    match = _WORD.match(text, at)
    return (match.group().casefold(), match.end()) if match else ("", at)


def _written(text: str, at: int, known: Calendar) -> bool:
    return not known.capitals or text[at].isupper()


def _part(text: str, end: int, known: Calendar) -> int:
    """The end of an expression with the part of the day that follows ("night")."""
    word, after = _word(text, end + 1) if text[end : end + 1] == " " else ("", end)
    return after if word in known.parts else end


def _weekday(
    text: str, start: int, at: int, end: int, known: Calendar, weekday: int, shift: int | None
) -> Phrase | None:
    dated = parts_at(text, at, known)  # "Tuesday, Nov. 21"
    if dated is not None:
        return Phrase(start, dated.end, "date", parts=dated)
    return Phrase(start, _part(text, end, known), "weekday", weekday, shift)


def _month(
    text: str, start: int, at: int, end: int, word: str, known: Calendar, shift: int | None, *, opened: bool
) -> Phrase | None:
    dated = parts_at(text, at, known)
    if dated is not None:
        return Phrase(start, dated.end, "date", parts=dated)
    if len(word) <= 4 and text[end : end + 1] != "." and word not in known.doubtful and known.capitals:
        return None  # "Dec", "Sept" alone
    if (word in known.doubtful or not known.capitals or len(word) <= 4) and not (opened or shift is not None):
        return None
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and not opened and shift is None:
        return None  # "April Smith"
    return Phrase(start, end, "date", shift=shift, parts=Parts(end, None, known.months[word], None))


def _figure(
    text: str, start: int, at: int, known: Calendar, *, opened: bool, article: bool, shift: int | None
) -> Phrase | None:
    dated = parts_at(text, at, known, known.day_first)
    if dated is not None and (
        text[dated.end - 1].isdigit() or dated.year is None or not text[at : dated.end].isdigit()
    ):
        return Phrase(start, dated.end, "date", parts=dated)
    year = _YEAR.match(text, at)
    if year is not None:
        if article or shift is not None or (not opened and not _bounded(text, at, known)):
            return None
        return Phrase(start, year.end(), "year", int(year.group()), shift=0)
    number = _NUMBER.match(text, at)
    if number is None or text[at - 1 : at] in tuple(_MONEY) or text[number.end() : number.end() + 1] not in " -":
        return None
    return _counted(text, start, number.end() + 1, int(number.group()), known, shift, opened=opened)


def _bounded(text: str, at: int, known: Calendar) -> bool:
    """Whether a bare year follows a word such as "since", "mid-" or "by"."""
    before = text[max(0, at - 10) : at - 1].rpartition(" ")[2].casefold()
    return text[at - 1 : at] in (" ", "-") and before in known.bounds


def _amount(
    text: str, start: int, at: int, word: str, end: int, known: Calendar, shift: int | None, *, opened: bool
) -> Phrase | None:
    if word in known.numbers:
        amount: int | None = known.numbers[word]
        following, after = _word(text, end + 1)
        if following == "of":  # "a couple of", "a few"
            following, after = _word(text, after + 1)
        while following in known.numbers:
            amount = known.numbers[following]
            end = after
            following, after = _word(text, end + 1)
            if following == "of":
                end = after
                following, after = _word(text, end + 1)
        return _counted(text, start, after - len(following), amount or None, known, shift, opened=opened)
    if shift is not None and word in known.units:
        unit = known.units[word]
        if unit == "hour":
            return None
        return Phrase(start, end, unit, shift)  # type: ignore[arg-type]
    return None


def _counted(
    text: str, start: int, at: int, amount: int | None, known: Calendar, shift: int | None, *, opened: bool
) -> Phrase | None:
    """An amount of a unit: "two weeks ago", "last two weeks" (which is no one day)."""
    word, end = _word(text, at)
    if word not in known.units:
        return None
    unit = known.units[word]
    if shift is not None:
        return Phrase(start, end, unit, None)  # type: ignore[arg-type]
    following, after = _word(text, end + 1)
    if following not in known.ago or opened:
        return None
    return Phrase(start, after, unit, amount and amount * known.ago[following])  # type: ignore[arg-type]


def _fixed(text: str, phrase: Phrase, known: Calendar) -> bool:
    """Whether the expression stands in a name: "Black Friday", "The Sunday Times"."""
    if phrase.unit != "weekday":
        return False
    around = text[max(0, phrase.start - 12) : phrase.end + 16].casefold()
    return any(name in around for name in known.fixed)
