"""Headline and subheadline: the blocks of that kind, less the name of the site."""

from __future__ import annotations

import re
from typing import Final

from wireparse.details.phrases import trimmed, vocabulary
from wireparse.details.sheet import Details, Sheet
from wireparse.draft import Tile
from wireparse.model import Title
from wireparse.pattern import pattern
from wireparse.rules.sight import EDGE

__all__ = ["read_headlines"]

# What may stand between a headline and the name of its site.
_JOINT: Final = re.compile(r" (?:--?|\||::|/|·|•|\") ")
_HARD: Final = ("|", "::", "·", "•")
# A heading's mark in Markdown.
_HEADING: Final = re.compile(r"#{1,6}+ ++(?=\S)")
_LONGEST_NAME: Final = 5
_DOMAIN: Final = pattern(r"[\w-]+\.(?:com|org|net|news|info|tv|co|[a-z]{2})(?:\.[a-z]{2})?")


def read_headlines(sheet: Sheet, details: Details) -> None:
    """Take the first headline and the first subheadline."""
    for tile in sheet.tiles:
        if tile.kind == "headline" and details.headline is None:
            details.headline = _title(sheet, tile, _without_site(sheet, tile))
        elif tile.kind == "subheadline" and details.subheadline is None:
            details.subheadline = _title(sheet, tile, tile.last)


def _title(sheet: Sheet, tile: Tile, end: int) -> Title:
    mark = _HEADING.match(sheet.view.text, tile.first, end)
    start = mark.end() if mark else tile.first
    return Title(*sheet.view.span(start, end), rule=tile.rule, certainty=tile.certainty)


def _without_site(sheet: Sheet, tile: Tile) -> int:
    """Where the headline ends: before " | Harbour Gazette" or " - BBC News", for as long as such names follow."""
    text = sheet.view.text
    end = tile.last
    for joint in reversed(list(_JOINT.finditer(text, tile.first, tile.last))[-3:]):
        name = trimmed(text, joint.end(), end)
        if not _is_site(sheet, joint.group().strip(), *name) or joint.start() - tile.first < 12:
            break
        end = joint.start()
    return trimmed(text, tile.first, end)[1]


def _is_site(sheet: Sheet, joint: str, start: int, end: int) -> bool:
    """Behind a bar a few words will do; behind a dash they must be known as a source's, hold the word of one ("News"),
    be a domain, or stand elsewhere in the text as well."""
    name = sheet.view.text[start:end]
    words = name.split()
    if not words or len(words) > _LONGEST_NAME or not words[0][0].isalnum():
        return False
    if joint in _HARD:
        return True
    if not all(word[0].isupper() or len(word) < 4 or "." in word for word in words):
        return False
    low = name.casefold()
    known = vocabulary(sheet)
    if "source.lines" in known.lines.get(low.strip(EDGE), ()) or _DOMAIN.fullmatch(low):
        return True
    if not known.words.get("site", frozenset()).isdisjoint(low.split()):
        return True
    text = sheet.view.text
    return len(name) > 5 and (text.find(name, end) >= 0 or text.find(name, 0, start) >= 0)
