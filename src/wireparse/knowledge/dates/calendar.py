"""The calendar of each language: what its packs say of months, weekdays and the words around them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from wireparse.lexicon import DEFAULT, languages, load, pack
from wireparse.record import Record

__all__ = ["Calendar", "any_calendar", "calendar"]

# Weekdays and months in short ("do", "Mar") mean a date only beside other parts of one; these are long enough.
_FULL: Final = 5


class Calendar(Record):
    """The words of one language, or of all, in small letters without a final point.

    `months` count from 1, `weekdays` from 0 (Monday).  `day_first` is how 03/04 is read, None where habits differ and
    only the `month_first` countries put the month first.  `capitals` says that months and weekdays are written with a
    capital letter.  `at` are the prepositions of time and what they go with (day, month or any); `relative` are days
    counted from today.

    The rest is what only complete packs have: `degrees` (earlier, late), `which` (last: -1, this: 0, next: 1),
    `units` and their `plurals`, `parts` of a day, `numbers` (0 for several) and their `joints` ("of"), `ago` (0 where
    it isn't from now), `doubtful` months (words or names too), `bounds` that may stand before a bare year, `fixed`
    phrases that are no dates, words that put a clause in the `future` or `past`, how regular verbs in the past end,
    and the `infinitives` behind which a form of the past is none ("be held").

    `anchors` are what is looked for in a text, `heads` the words that an anchor must be part of, `measures` those of
    them that say nothing alone, `openers` the words that may stand before them in an expression.
    """

    day_first: bool | None
    month_first: frozenset[str]
    capitals: bool
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    at: Mapping[str, str]
    relative: Mapping[str, int]
    degrees: frozenset[str]
    which: Mapping[str, int]
    articles: frozenset[str]
    units: Mapping[str, str]
    plurals: frozenset[str]
    parts: frozenset[str]
    numbers: Mapping[str, int]
    joints: frozenset[str]
    ago: Mapping[str, int]
    doubtful: frozenset[str]
    bounds: frozenset[str]
    fixed: tuple[str, ...]
    future: frozenset[str]
    past: frozenset[str]
    past_endings: tuple[str, ...]
    infinitives: frozenset[str]
    anchors: tuple[str, ...]
    heads: frozenset[str]
    measures: frozenset[str]
    openers: frozenset[str]
    published: frozenset[str]
    updated: frozenset[str]

    def weekday(self, word: str) -> int | None:
        """The weekday that a word written out in full names."""
        return self.weekdays.get(word) if len(word) >= _FULL or not word.isalpha() else None


@cache
def calendar(language: str | None) -> Calendar:
    """The calendar of a language (BCP 47); the default one's where it has none."""
    code = (language or DEFAULT).partition("-")[0].lower()
    code = load("dates")["calendars"].get(code, code)
    return _calendar(pack("calendar", code if code in languages("calendar") else DEFAULT))


@cache
def any_calendar() -> Calendar:
    """The months, weekdays and labels of all languages in one."""
    merged: dict[str, Any] = {"day_first": None, "capitals": False}
    for language in reversed(languages("calendar")):  # so that English has the last word
        for name, value in pack("calendar", language).items():
            if name in ("months", "weekdays", "relative"):
                merged.setdefault(name, {}).update(value)
            elif name in ("published", "updated"):
                merged.setdefault(name, []).extend(value)
    return _calendar(merged)


def _calendar(data: dict[str, Any]) -> Calendar:
    return Calendar(
        day_first=data["day_first"],
        month_first=frozenset(data.get("month_first", ())),
        capitals=data["capitals"],
        months=data["months"],
        weekdays=data["weekdays"],
        at=data.get("at", {}),
        relative=data["relative"],
        degrees=frozenset(data.get("degrees", ())),
        which=data.get("which", {}),
        articles=frozenset(data.get("articles", ())),
        units=data.get("units", {}),
        plurals=frozenset(data.get("plurals", ())),
        parts=frozenset(data.get("parts", ())),
        numbers=data.get("numbers", {}),
        joints=frozenset(data.get("joints", ())),
        ago=data.get("ago", {}),
        doubtful=frozenset(data.get("doubtful", ())),
        bounds=frozenset(data.get("bounds", ())),
        fixed=tuple(data.get("fixed", ())),
        future=frozenset(data.get("future", ())),
        past=frozenset(data.get("past", ())),
        past_endings=tuple(data.get("past_endings", ())),
        infinitives=frozenset(data.get("infinitives", ())),
        heads=_words(data, "months", "weekdays", "relative", "units", "parts", "ago"),
        measures=_words(data, "units", "parts") - _words(data, "months", "weekdays", "relative"),
        openers=_words(data, "at", "which", "degrees", "articles", "numbers", "joints", "months", "units"),
        anchors=tuple(data.get("anchors", ())) or _anchors(data),
        published=frozenset(data["published"]),
        updated=frozenset(data["updated"]),
    )


def _words(data: dict[str, Any], *topics: str) -> frozenset[str]:
    return frozenset(word for topic in topics for word in data.get(topic, ()))


def _anchors(data: dict[str, Any]) -> tuple[str, ...]:
    """What to look for in a text to find its dates: how months and weekdays begin, and whole relative words."""
    names = {name[:3] for topic in ("months", "weekdays") for name in data[topic] if len(name) >= 3}
    if data["capitals"]:
        names = {name.capitalize() for name in names}
    return tuple(sorted(names | set(data["relative"])))
