"""Times of day and their zones."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from wireparse.lexicon import load
from wireparse.pattern import pattern, regex
from wireparse.record import Record

__all__ = ["Clock", "clock_at", "local_offset", "offset"]


@cache
def _time() -> re.Pattern[str]:
    """A time of day, with what stands behind an hour."""
    behind = ("behind_hour", "behind_points", "behind_military")
    hours, points, military = ("|".join(load("dates")[key]) for key in behind)
    return regex(
        rf"""
    (?:
      (?P<point_hour>\d{{1,2}}+) \. (?P<point_minute>\d\d)
        (?: \ ?(?P<point_half>[ap]) \.?m\b\.? | (?= \ (?:{points}|(?-i:[A-Z]{{3,4}}))\b ) )
    | (?P<military>\d{{4}}) (?= \ (?:{military})\b )
    | (?P<hour>\d{{1,2}}+) (?: [:h] (?P<minute>\d\d) (?: : (?P<second>\d\d) (?: [.,]\d{{1,9}}+ )? )? )?
      (?: \ ? (?P<half>[ap]) \.?m\b\.? )?
      (?P<word> \ ?(?:{hours})\b )?
    )
    (?![\d:])
    """,
        re.VERBOSE | re.IGNORECASE,
    )


_ZONE: Final = pattern(
    r"\ ?\(?(?: (?P<shift> (?:GMT|UTC)?\ ?[+-]\d\d?(?::?\d\d)?(?!\d) ) | (?P<name>Z|[A-ZМСК]{2,5})\b )\)?", re.VERBOSE
)
_WORDS: Final = regex(r"[^\W\d_]++")
_SHIFT: Final = pattern(r"([+-])(\d\d?)(?::?(\d\d))?$")


class Clock(Record):
    """A time of day: where it ends in the text, `HH:MM` or `HH:MM:SS`, and its zone as printed (`GMT`, `+05:30`)."""

    end: int
    time: str
    zone: str | None


def clock_at(text: str, at: int) -> Clock | None:
    """The time of day that starts at `at`: 14:30, 4:05 p.m. ET, 10:42 GMT, 1642 GMT, 14h30, 14.30 Uhr."""
    match = _time().match(text, at)
    if match is None:
        return None
    hour, minute, second = (
        match["hour"] or match["point_hour"],
        match["minute"] or match["point_minute"],
        match["second"],
    )
    half = (match["half"] or match["point_half"] or "").lower()
    if match["military"]:
        hour, minute = match["military"][:2], match["military"][2:]
    elif not (minute or half or match["word"]):
        return None
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    if hours > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    time = f"{hours:02}:{minute or '00'}" + (f":{second}" if second else "")
    end, zone = _zone_at(text, match.end())
    return Clock(end, time, zone)


def _zone_at(text: str, at: int) -> tuple[int, str | None]:
    match = _ZONE.match(text, at)
    if match is None:
        return at, None
    zones = load("zones")
    if match["shift"]:
        return match.end(), match["shift"]
    if match["name"] in zones["offsets"] or match["name"] in zones["american"]:
        return match.end(), match["name"]
    return at, None


def offset(zone: str, day: date) -> str | None:
    """The offset from UTC that a zone as printed has on a day; "ET" and its kin follow daylight saving time."""
    zones = load("zones")
    if zone in zones["american"]:
        standard, summer = zones["american"][zone]
        return str(summer if _daylight(day) else standard)
    if zone in zones["offsets"]:
        return str(zones["offsets"][zone])
    match = _SHIFT.search(zone)
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}" if match else None


def local_offset(printed: str, country: str | None, text: str) -> str | None:
    """The offset of a zone that another country calls by an American zone's name, "EST" in Australia; None where the
    time as `printed` has no such zone, or neither the story's `country` nor the names in its `text` are of there."""
    for code, known in load("zones")["local"].items():
        zone = next((name for name in known["offsets"] if name in printed.split()), None)
        if zone and (country == code or (country is None and _names(text, known["names"]))):
            return str(known["offsets"][zone])
    return None


def _names(text: str, names: list[str]) -> bool:
    words = f" {' '.join(_WORDS.findall(text))} "
    return any(f" {name} " in words for name in names)


def _daylight(day: date) -> bool:
    """Whether American clocks are forward on a day: the second Sunday of March to the first of November (Energy
    Policy Act of 2005, in force since 2007); before, the first of April to the last of October (1987 to 2006)."""
    if day.year >= 2007:
        return _sunday(day.year, 3, 8) <= day < _sunday(day.year, 11, 1)
    return _sunday(day.year, 4, 1) <= day < _sunday(day.year, 10, 25)


def _sunday(year: int, month: int, first: int) -> date:
    """The first Sunday on or after a day."""
    day = date(year, month, first)
    return day.replace(day=first + 6 - day.weekday())
