"""Which of the blocks carries the story's dateline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from wireparse.datelines import FoundDateline, find_dateline, make_dateline, stated_dateline
from wireparse.details.fields import BlockText, StoryFields
from wireparse.details.find_byline import byline_before
from wireparse.draft import Tile
from wireparse.model import Notice
from wireparse.pattern import regex

__all__ = ["read_datelines"]

# A dateline stands in the first of these paragraphs at the latest: behind an abstract, a correction, a label.
_PARAGRAPHS: Final = 6
_REACH: Final = 120
_UNMARKED: Final = 40  # "ANDINA, Lima, nov. 21. El": a dateline without any of the marks is short
_SMALL_WORD: Final = regex(r"[^\w'][a-zß-ÿа-я]{2}")
_SMALL_WORDS: Final = 4  # "Buenos Aires, 21 de noviembre de 2017 (", "Frankfurt am Main ("
_UNSPACED: Final = "\u2e80"  # from here on, scripts without spaces and capitals
# A line with place and date or agency is the story's first, whatever it was taken for.
_DOUBTFUL: Final = frozenset({"other", "headline", "subheadline", "related", "breadcrumb"})
# These it is only if it is nothing else.
_WHOLE: Final = frozenset({"caption", "photo_credit", "navigation", "source_credit", "timestamp"})
_LINE: Final = 60  # a line that is a dateline and nothing else is short
# Lines that may be a dateline without any of its marks.
_ALONE: Final = frozenset({"dateline", "timestamp"})
# Every family shows one of these near its start.
_SIGN: Final = regex(r"[–—―(/\[:|_【（=-]")


def read_datelines(blocks: BlockText, fields: StoryFields) -> None:
    """Find the dateline, on its own line or at the head of a paragraph; note a second one."""
    for index, found in chain(_datelines(blocks, fields), _stated(blocks, fields)):
        if fields.dateline is not None:
            _note_second(blocks, fields, found)
            return
        if index in blocks.prose:
            fields.bodies[index] = min(found.body, blocks.tiles[index].last)
        reference = (fields.published.iso if fields.published else None) or blocks.given
        fields.dateline = make_dateline(blocks.view, found, language=blocks.language, reference=reference)


def _stated(blocks: BlockText, fields: StoryFields) -> Iterator[tuple[int, FoundDateline]]:
    """The dateline that the file has beside its text, where that has none of its own."""
    if fields.dateline is not None:
        return
    for index, tile in enumerate(blocks.tiles):
        if tile.kind == "dateline" and blocks.is_given(tile):
            found = find_dateline(blocks.view, tile.first, tile.last, alone=True)
            yield index, found or stated_dateline(blocks.view, tile.first, tile.last, tile.rule)
            return


def _datelines(blocks: BlockText, fields: StoryFields) -> Iterator[tuple[int, FoundDateline]]:
    """The datelines of the story's first paragraphs, then of lines that were hardly taken for what they are."""
    paragraphs = 0
    doubtful = []
    for index, tile in enumerate(blocks.tiles):
        prose = index in blocks.prose
        if not prose and not paragraphs and tile.kind in _DOUBTFUL | _WHOLE:
            doubtful.append((index, tile))
        if not prose and (tile.kind != "dateline" or blocks.is_given(tile)):
            continue
        found = _find(blocks, tile, early=not paragraphs)
        if found is None and prose and paragraphs < 2:
            found = _behind_byline(blocks, fields, tile)
        if found is not None:
            yield index, found
            doubtful = []
        paragraphs += prose
        if paragraphs >= _PARAGRAPHS:
            break
    for index, tile in doubtful:
        found = _find(blocks, tile, early=False, alone=tile.last - tile.first <= _LINE)
        fits = tile.kind in _DOUBTFUL or (found is not None and found.body >= tile.last)
        if found is not None and fits and (found.agency or found.date) and found.places:
            yield index, found
            return


def _find(blocks: BlockText, tile: Tile, *, early: bool, alone: bool = False) -> FoundDateline | None:
    text, start = blocks.view.text, tile.first
    sign = _sign(blocks.view.raw, start, min(tile.last, start + _REACH))
    alone = alone or tile.kind in _ALONE
    plain = sign is None and text[start : start + 1] < _UNSPACED and not text[start : start + 2].isupper()
    if plain and not alone:
        return None
    opening = text[start : min(tile.last, start + _UNMARKED) if sign is None else sign]
    if len(_SMALL_WORD.findall(f" {opening}")) > _SMALL_WORDS:  # prose, that is
        return None
    return find_dateline(blocks.view, start, tile.last, early=early, alone=alone, disabled=blocks.disabled)


def _sign(raw: str, start: int, end: int) -> int | None:
    """Where the first mark stands that a dateline could end with or hold; a hyphen inside a word is none."""
    for match in _SIGN.finditer(raw, start, end):
        at = match.start()
        if raw[at] != "-" or not (raw[at - 1 : at].isalnum() and raw[at + 1 : at + 2].isalnum()):
            return at
    return None


def _behind_byline(blocks: BlockText, fields: StoryFields, tile: Tile) -> FoundDateline | None:
    """A dateline that a byline runs into; the byline is kept, if there is no better one."""
    for byline, rest in byline_before(blocks, tile):
        found = find_dateline(blocks.view, rest, tile.last, early=False, disabled=blocks.disabled)
        if found is not None and (found.agency or found.date):
            if byline and not (fields.byline and fields.byline.authors):
                fields.byline = byline
            return found
    return None


def _note_second(blocks: BlockText, fields: StoryFields, other: FoundDateline) -> None:
    """Two stories in one text, or a story quoted in full: whoever reads it should know."""
    if other.agency:
        _, start, end = blocks.view.span(other.start, other.end)
        fields.warnings.append(Notice("two-datelines", "the text has a second dateline", start, end))
