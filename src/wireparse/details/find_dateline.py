"""Which of the blocks carries the story's dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from wireparse.datelines import Found, find_dateline, make_dateline, stated_dateline
from wireparse.details.fields import Details, Sheet
from wireparse.details.find_byline import byline_before
from wireparse.draft import Tile
from wireparse.model import Notice

__all__ = ["read_datelines"]

# A dateline stands in the first of these paragraphs at the latest: behind an abstract, a correction, a label.
_PARAGRAPHS: Final = 6
_REACH: Final = 120
_UNMARKED: Final = 40  # "ANDINA, Lima, nov. 21. El": a dateline without any of the marks is short
_SMALL_WORD: Final = re.compile(r"[^\w'][a-zß-ÿа-я]{2}")
_SMALL_WORDS: Final = 4  # "Buenos Aires, 21 de noviembre de 2017 (", "Frankfurt am Main ("
_UNSPACED: Final = "\u2e80"  # from here on, scripts without spaces and capitals
# A line with place and date or agency is the story's first, whatever it was taken for.
_DOUBTFUL: Final = frozenset({"other", "headline", "subheadline", "related", "breadcrumb"})
# These it is only if it is nothing else.
_WHOLE: Final = frozenset({"caption", "photo_credit", "navigation", "source_credit", "timestamp"})
# Lines that may be a dateline without any of its marks.
_ALONE: Final = frozenset({"dateline", "timestamp"})
# Every family shows one of these near its start.
_SIGN: Final = re.compile(r"[–—―(/\[:|_【（=-]")


def read_datelines(sheet: Sheet, details: Details) -> None:
    """Find the dateline, on its own line or at the head of a paragraph; note a second one."""
    for index, found in chain(_datelines(sheet, details), _stated(sheet, details)):
        if details.dateline is not None:
            _note_second(sheet, details, found)
            return
        if index in sheet.prose:
            details.bodies[index] = min(found.body, sheet.tiles[index].last)
        reference = (details.published.iso if details.published else None) or sheet.given
        details.dateline = make_dateline(sheet.view, found, language=sheet.language, reference=reference)


def _stated(sheet: Sheet, details: Details) -> Iterator[tuple[int, Found]]:
    """The dateline that the file has beside its text, where that has none of its own."""
    if details.dateline is not None:
        return
    for index, tile in enumerate(sheet.tiles):
        if tile.kind == "dateline" and sheet.is_given(tile):
            found = find_dateline(sheet.view, tile.first, tile.last, alone=True)
            yield index, found or stated_dateline(sheet.view, tile.first, tile.last, tile.rule)
            return


def _datelines(sheet: Sheet, details: Details) -> Iterator[tuple[int, Found]]:
    """The datelines of the story's first paragraphs, then of lines that were hardly taken for what they are."""
    paragraphs = 0
    doubtful = []
    for index, tile in enumerate(sheet.tiles):
        prose = index in sheet.prose
        if not prose and not paragraphs and tile.kind in _DOUBTFUL | _WHOLE:
            doubtful.append((index, tile))
        if not prose and (tile.kind != "dateline" or sheet.is_given(tile)):
            continue
        found = _find(sheet, tile, early=not paragraphs)
        if found is None and prose and paragraphs < 2:
            found = _behind_byline(sheet, details, tile)
        if found is not None:
            yield index, found
            doubtful = []
        paragraphs += prose
        if paragraphs >= _PARAGRAPHS:
            break
    for index, tile in doubtful:
        found = _find(sheet, tile, early=False)
        fits = tile.kind in _DOUBTFUL or (found is not None and found.body >= tile.last)
        if found is not None and fits and (found.agency or found.date) and found.places:
            yield index, found
            return


def _find(sheet: Sheet, tile: Tile, *, early: bool) -> Found | None:
    text, start = sheet.view.text, tile.first
    sign = _sign(sheet.view.raw, start, min(tile.last, start + _REACH))
    alone = tile.kind in _ALONE
    plain = sign is None and text[start : start + 1] < _UNSPACED and not text[start : start + 2].isupper()
    if plain and not alone:
        return None
    opening = text[start : min(tile.last, start + _UNMARKED) if sign is None else sign]
    if len(_SMALL_WORD.findall(f" {opening}")) > _SMALL_WORDS:  # prose, that is
        return None
    return find_dateline(sheet.view, start, tile.last, early=early, alone=alone, disabled=sheet.disabled)


def _sign(raw: str, start: int, end: int) -> int | None:
    """Where the first mark stands that a dateline could end with or hold; a hyphen inside a word is none."""
    for match in _SIGN.finditer(raw, start, end):
        at = match.start()
        if raw[at] != "-" or not (raw[at - 1 : at].isalnum() and raw[at + 1 : at + 2].isalnum()):
            return at
    return None


def _behind_byline(sheet: Sheet, details: Details, tile: Tile) -> Found | None:
    """A dateline that a byline runs into; the byline is kept, if there is no better one."""
    for byline, rest in byline_before(sheet, tile):
        found = find_dateline(sheet.view, rest, tile.last, early=False, disabled=sheet.disabled)
        if found is not None and (found.agency or found.date):
            if byline and not (details.byline and details.byline.authors):
                details.byline = byline
            return found
    return None


def _note_second(sheet: Sheet, details: Details, other: Found) -> None:
    """Two stories in one text, or a story quoted in full: whoever reads it should know."""
    if other.agency:
        _, start, end = sheet.view.span(other.start, other.end)
        details.warnings.append(Notice("two-datelines", "the text has a second dateline", start, end))
