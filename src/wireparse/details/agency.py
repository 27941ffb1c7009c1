"""The wire that the story comes from, wherever it is stated: dateline, byline, credit, sign-off."""

from __future__ import annotations

from itertools import islice
from typing import Final

from wireparse.datelines import make_agency
from wireparse.details.byline_names import words
from wireparse.details.fields import BlockText, StoryFields
from wireparse.draft import Tile
from wireparse.knowledge.agencies import agency_at, decide, identify
from wireparse.model import Agency
from wireparse.pattern import pattern
from wireparse.text.view import fold

__all__ = ["read_agency"]

_TAIL: Final = 14
_CREDITS: Final = frozenset({"source_credit", "end_mark", "copyright"})
# The last words of a story, behind its last sentence: "(PAP)", "/ritzau/", "—MNA", "(©NTB)", "AGERPRES/(RO - ...)".
_SIGN_OFF: Final = pattern(
    r"(?:^|[.!?\"'»…)] {1,3}|\n\s{0,8})[(/\[-]{0,2} ?©? ?(?P<name>[^()\[\]/\n.]{2,40}+)[)/\]]{0,2}"
    r"(?:\([^()\n]{0,60}\))?\.?$"
)
_SIGN_OFF_REACH: Final = 120
_SIGNED: Final = frozenset({"navigation", "other", "caption"})  # "/ritzau/" alone may have been taken for these
_TOKEN_AT_MOST: Final = 24
# The first of several parts of a line; lines with a time that are looked at.
_BEFORE_BAR: Final = pattern(r"([^|•·\n]{2,40}?) {0,2}[|•·]")
_TIMES: Final = 3
_WORD_START: Final = pattern(r"(?<![\w'&])[^\W_]")


def read_agency(blocks: BlockText, fields: StoryFields) -> None:
    """Keep the dateline's agency; else the file's; else the byline's, which is there already; else look at the line
    with its time and at the story's end."""
    if fields.dateline and fields.dateline.agency:
        fields.agency = fields.dateline.agency
        return
    fields.agency = _stated(blocks, fields) or fields.agency
    if fields.agency is not None:
        return
    span = _beside_time(blocks) or _at_the_end(blocks)
    if span:
        fields.agency = make_agency(blocks.view, span, country=_country(fields), language=blocks.language)


def _country(fields: StoryFields) -> str | None:
    """Where the story was filed."""
    spots = fields.dateline.places if fields.dateline else ()
    return next((spot.country for spot in spots if spot.country), None)


def _stated(blocks: BlockText, fields: StoryFields) -> Agency | None:
    """The wire that the file names beside its text, if it is one that is known."""
    ids = identify(fold(blocks.metadata.agency or ""))
    chosen, candidates = decide(ids, country=_country(fields), language=blocks.language)
    if chosen is None:
        return Agency(None, None, None, None, None, None, candidates) if candidates else None
    return Agency(chosen.id, chosen.name, chosen.country, None, None, None, ())


def _beside_time(blocks: BlockText) -> tuple[int, int] | None:
    """The wire that opens the line with the story's time: "PTI | Kochi | Updated: May 29, 2018"."""
    for tile in [tile for tile in blocks.others.values() if tile.kind == "timestamp"][:_TIMES]:
        match = _BEFORE_BAR.match(blocks.view.text, tile.first, tile.last)
        if match and identify(match.group(1)):
            return match.span(1)
    return None


def _at_the_end(blocks: BlockText) -> tuple[int, int] | None:
    """The wire that one of the last tiles names; of the prose only the last paragraph can."""
    first = len(blocks.tiles) - _TAIL
    for index in sorted([*islice(reversed(blocks.prose), 1), *blocks.others], reverse=True):
        if index < first:
            break
        tile = blocks.tiles[index]
        if tile.kind in _CREDITS:
            span = _credited(blocks, tile)
        elif index in blocks.prose or (tile.kind in _SIGNED and tile.last - tile.first <= _TOKEN_AT_MOST):
            span = _signed_off(blocks, tile)
        else:
            continue
        if span:
            return span
    return None


def _credited(blocks: BlockText, tile: Tile) -> tuple[int, int] | None:
    """The first agency that a credit line names, unless it only helped ("AP contributed to this report")."""
    text = blocks.view.text
    if any(word in words("helped") for word in text[tile.first : tile.last].lower().split()):
        return None
    for match in _WORD_START.finditer(text, tile.first, min(tile.last, tile.first + 160)):
        stop = agency_at(text, match.start(), tile.last)
        if stop is not None:
            return match.start(), stop
    return None


def _signed_off(blocks: BlockText, tile: Tile) -> tuple[int, int] | None:
    """The agency that signs behind the last sentence."""
    start = max(tile.first, tile.last - _SIGN_OFF_REACH)
    match = _SIGN_OFF.search(blocks.view.text[start : tile.last])
    if match is None or not identify(match.group("name").strip()):
        return None
    name = match.group("name")
    first = start + match.start("name") + len(name) - len(name.lstrip())
    return first, first + len(name.strip())
