"""When the story was published and updated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from wireparse.details.fields import Details, Sheet
from wireparse.draft import Tile
from wireparse.knowledge import dates
from wireparse.model import Date
from wireparse.pattern import pattern
from wireparse.record import Record

__all__ = ["read_timestamps", "settle_published"]

Label = Literal["published", "updated"]

_STARTS: Final = pattern(r"(?<![^\W_])[^\W_]")
_LABEL: Final = pattern(r"[^\W\d_]++(?: [^\W\d_]++){0,2}")
# A timestamp is short; and a page has few that are the story's own.
_REACH: Final = 240
_TILES: Final = 8


class _Mark(Record):
    """A date, time or "3 hours ago" in a timestamp, and the label that it stands behind."""

    start: int
    end: int
    label: Label | None
    what: dates.Stamp | dates.Phrase


def read_timestamps(sheet: Sheet, details: Details) -> None:
    """Take `published` and `updated` from what the file states, else from the timestamps, and from bylines and sources
    that carry a date."""
    details.published = _stated(sheet.metadata.published)
    details.updated = _stated(sheet.metadata.updated)
    tiles = [tile for tile in sheet.others.values() if tile.kind in ("timestamp", "byline", "source_credit")]
    for tile in tiles[:_TILES]:
        for mark in _marks(sheet, tile):
            if tile.kind != "timestamp" and mark.label is None and not _full(mark.what):
                continue
            if mark.label == "updated":
                details.updated = details.updated or _date(sheet, mark, details.published)
            else:
                details.published = details.published or _date(sheet, mark, None)
        if details.published and details.updated:
            return


def _stated(iso: str | None) -> Date | None:
    return Date(None, None, None, iso, "metadata") if iso else None


def settle_published(sheet: Sheet, details: Details) -> None:
    """Where no timestamp says when the story was published, the dateline's day does, else the caller's date."""
    if (country := _country(details)) is not None:
        details.published = _ordered(sheet, details.published, country)
        details.updated = _ordered(sheet, details.updated, country)
    if details.published is not None and details.published.iso is not None:
        return
    dateline = details.dateline.date if details.dateline else None
    if dateline is not None and dates.day_from(dateline.iso):
        details.published = dateline
    elif details.published is None and dates.day_from(sheet.given):
        details.published = Date(None, None, None, sheet.given, "given")


def _marks(sheet: Sheet, tile: Tile) -> Iterator[_Mark]:
    text, at, end = sheet.view.text, tile.first, min(tile.last, tile.first + _REACH)
    known = dates.any_calendar()
    label: Label | None = None
    while match := _STARTS.search(text, at, end):
        start = match.start()
        at = match.end()
        if found := _label(text, start, end, known):
            label, at = found
            continue
        stamp = dates.stamp_at(text, start, sheet.language, _habit(sheet))
        what = stamp if stamp and (stamp.parts or label) else _relative(text, start, sheet.language)
        if what is not None and what.end <= end:
            yield _Mark(start, what.end, label, what)
            at = what.end
        else:
            while at < end and text[at].isalnum():
                at += 1


def _relative(text: str, at: int, language: str | None) -> dates.Phrase | None:
    """ "3 hours ago", "yesterday", "Tuesday"."""
    phrase = dates.phrase_at(text, at, dates.calendar(language))
    return phrase if phrase and phrase.unit in ("hour", "day", "weekday") else None


def _label(text: str, at: int, end: int, known: dates.Calendar) -> tuple[Label, int] | None:
    """The label that starts here ("Published", "Last updated", "Mis à jour"), and where it ends."""
    match = _LABEL.match(text, at, end)
    words = match.group().casefold() if match else ""
    while words:
        if words in known.published:
            return "published", at + len(words)
        if words in known.updated:
            return "updated", at + len(words)
        words = words.rpartition(" ")[0]
    return None


def _habit(sheet: Sheet) -> bool | None:
    """Whether the language puts the day first in 03/04; None where its habits differ."""
    return dates.calendar(sheet.language).day_first if sheet.language else None


def _country(details: Details) -> str | None:
    """The country of the story's wire."""
    agency = details.agency or (details.dateline.agency if details.dateline else None)
    return agency.country if agency else None


def _ordered(sheet: Sheet, found: Date | None, country: str) -> Date | None:
    """A date such as 03/04/2017 that was left open, as the wire's country reads it."""
    if found is None or found.text is None or found.iso is None or len(found.iso) > len("2017"):
        return found
    day_first = country not in dates.calendar(sheet.language).month_first
    iso, _ = dates.resolve(found.text, language=sheet.language, reference=None, day_first=day_first)
    return found._replace(iso=iso or found.iso, basis="inferred")


def _full(what: dates.Stamp | dates.Phrase) -> bool:
    return isinstance(what, dates.Stamp) and what.parts is not None and what.parts.year is not None


def _date(sheet: Sheet, mark: _Mark, published: Date | None) -> Date:
    """The date of a mark; an update without a day ("Updated 11:15 GMT") is of the day of publication."""
    day = dates.day_from((published.iso if published else None) or sheet.given)
    if isinstance(mark.what, dates.Phrase):
        iso, basis = dates.meaning(mark.what, day)
    else:
        iso, basis = dates.resolve_stamp(mark.what, day)
    return Date(*sheet.view.span(mark.start, mark.end), iso=iso, basis=basis)
