"""When the story was published and updated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from wireparse.details.fields import BlockText, StoryFields
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
#: Blocks that say when, and those below a headline that may do so too.
_KINDS: Final = frozenset(("timestamp", "byline", "source_credit"))
_MIXED: Final = frozenset(("other", "comment", "author_bio", "share", "subheadline"))
#: A line of those that says when does so within so many characters.
_OPENS: Final = 30
# How much of a text tells which country it is from.
_OPENING: Final = 600


class _Mark(Record):
    """A date, time or "3 hours ago" in a timestamp, and the label that it stands behind."""

    start: int
    end: int
    label: Label | None
    what: dates.Stamp | dates.TimeExpression


def read_timestamps(blocks: BlockText, fields: StoryFields) -> None:
    """Take `published` and `updated` from what the file states, else from the timestamps, and from bylines and sources
    that carry a date."""
    fields.published = _stated(blocks.metadata.published)
    fields.updated = _stated(blocks.metadata.updated)
    heading, marks = _read_marks(blocks)
    own = next((mark for mark in heading if mark.label != "updated" and _full(mark.what)), None)
    if own is not None and fields.published is not None:
        fields.published = _earlier(fields, _date(blocks, own, None))
    if any(mark.label == "updated" for mark in heading):  # what stands further down is of something else
        marks = [mark for mark in marks if mark.label is not None or mark in heading]
    # A time that says what it is goes before one that may be a reader's comment's, or the page's own clock.
    for label in ("published", None):
        first = own if label is None and own else next((mark for mark in marks if mark.label == label), None)
        fields.published = fields.published or (_date(blocks, first, None) if first else None)
    first = next((mark for mark in marks if mark.label == "updated"), None)
    fields.updated = fields.updated or (_date(blocks, first, fields.published) if first else None)


def _read_marks(blocks: BlockText) -> tuple[list[_Mark], list[_Mark]]:
    """The marks that stand between the headline and the first paragraph, and all."""
    opening = next((index for index, tile in blocks.others.items() if tile.kind == "headline"), None)
    body = next((index for index in blocks.prose if opening is not None and index > opening), 0)
    heading: list[_Mark] = []
    found: list[_Mark] = []
    kept = [
        (index, tile)
        for index, tile in blocks.others.items()
        if tile.kind in _KINDS or (opening is not None and opening < index < body and tile.kind in _MIXED)
    ]
    for index, tile in kept[:_TILES]:
        marks = [
            mark
            for mark in _marks(blocks, tile)
            if tile.kind == "timestamp"
            or (_full(mark.what) and _early(tile, mark))
            or (mark.label is not None and tile.kind in _KINDS)
        ]
        found += marks
        if opening is not None and opening < index < body:
            heading += marks
    return heading, found


def _earlier(fields: StoryFields, shown: Date) -> Date | None:
    """What the page states, or the day below its headline where that is earlier and the page states a single day: a
    system that was filled anew gives all its stories the day of that."""
    published, updated = fields.published, fields.updated
    stated, seen = dates.day_from(published.iso if published else None), dates.day_from(shown.iso)
    single = updated is None or dates.day_from(updated.iso) == stated
    return shown if single and stated and seen and seen < stated else published


def _stated(iso: str | None) -> Date | None:
    return Date(None, None, None, iso, "metadata") if iso else None


def settle_published(blocks: BlockText, fields: StoryFields) -> None:
    """Where no timestamp says when the story was published, the dateline's day does, else the caller's date."""
    if (country := _country(fields)) is not None:
        fields.published = _ordered(blocks, fields.published, country)
        fields.updated = _ordered(blocks, fields.updated, country)
    fields.published = _local(blocks, fields, fields.published)
    fields.updated = _local(blocks, fields, fields.updated)
    if fields.published is not None and fields.published.iso is not None:
        return
    dateline = fields.dateline.date if fields.dateline else None
    if dateline is not None and dates.day_from(dateline.iso):
        fields.published = dateline
    elif fields.published is None and dates.day_from(blocks.given):
        fields.published = Date(None, None, None, blocks.given, "given")
    elif fields.published is None and fields.updated is not None:
        fields.published = fields.updated._replace(basis="inferred")


def _marks(blocks: BlockText, tile: Tile) -> Iterator[_Mark]:
    text, at, end = blocks.view.text, tile.first, min(tile.last, tile.first + _REACH)
    calendar = dates.any_calendar()
    label: Label | None = None
    while match := _STARTS.search(text, at, end):
        start = match.start()
        at = match.end()
        if found := _label(text, start, end, calendar):
            label, at = found
            continue
        stamp = dates.stamp_at(text, start, blocks.language, _habit(blocks))
        what = stamp if stamp and (stamp.parts or label) else _relative(text, start, blocks.language)
        if what is not None and what.end <= end:
            yield _Mark(start, what.end, label, what)
            at = what.end
        else:
            while at < end and text[at].isalnum():
                at += 1


def _relative(text: str, at: int, language: str | None) -> dates.TimeExpression | None:
    """ "3 hours ago", "yesterday", "Tuesday"."""
    phrase = dates.expression_at(text, at, dates.calendar(language))
    return phrase if phrase and phrase.unit in ("hour", "day", "weekday") else None


def _label(text: str, at: int, end: int, calendar: dates.Calendar) -> tuple[Label, int] | None:
    """The label that starts here ("Published", "Last updated", "Mis à jour"), and where it ends."""
    match = _LABEL.match(text, at, end)
    words = match.group().casefold() if match else ""
    while words:
        if words in calendar.published:
            return "published", at + len(words)
        if words in calendar.updated:
            return "updated", at + len(words)
        words = words.rpartition(" ")[0]
    return None


def _habit(blocks: BlockText) -> bool | None:
    """Whether the language puts the day first in 03/04; None where its habits differ."""
    return dates.calendar(blocks.language).day_first if blocks.language else None


def _country(fields: StoryFields) -> str | None:
    """The country of the story's wire."""
    agency = fields.agency or (fields.dateline.agency if fields.dateline else None)
    return agency.country if agency else None


def _ordered(blocks: BlockText, found: Date | None, country: str) -> Date | None:
    """A date such as 03/04/2017 that was left open, as the wire's country reads it."""
    if found is None or found.text is None or found.iso is None or len(found.iso) > len("2017"):
        return found
    day_first = country not in dates.calendar(blocks.language).month_first
    iso, _ = dates.resolve(found.text, language=blocks.language, reference=None, day_first=day_first)
    return found._replace(iso=iso or found.iso, basis="inferred")


def _local(blocks: BlockText, fields: StoryFields, found: Date | None) -> Date | None:
    """A time whose zone means another one where the story is from: "EST" in Australia."""
    if found is None or found.text is None or found.iso is None or found.iso[-6:-5] not in ("+", "-"):
        return found
    places = fields.dateline.places if fields.dateline else ()
    country = _country(fields) or next((place.country for place in places if place.country), None)
    offset = dates.local_offset(found.text, country, blocks.view.text[:_OPENING])
    return found._replace(iso=f"{found.iso[:-6]}{offset}") if offset else found


def _early(tile: Tile, mark: _Mark) -> bool:
    """Whether a date opens its line, where that is not known to say when; a caption's stands at its end."""
    return tile.kind in _KINDS or mark.start - tile.first <= _OPENS


def _full(what: dates.Stamp | dates.TimeExpression) -> bool:
    return isinstance(what, dates.Stamp) and what.parts is not None and what.parts.year is not None


def _date(blocks: BlockText, mark: _Mark, published: Date | None) -> Date:
    """The date of a mark; an update without a day ("Updated 11:15 GMT") is of the day of publication."""
    day = dates.day_from((published.iso if published else None) or blocks.given)
    if isinstance(mark.what, dates.TimeExpression):
        iso, basis = dates.meaning(mark.what, day)
    else:
        iso, basis = dates.resolve_stamp(mark.what, day)
    return Date(*blocks.view.span(mark.start, mark.end), iso=iso, basis=basis)
