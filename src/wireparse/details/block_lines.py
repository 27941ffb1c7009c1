"""Lines inside blocks, and the furniture's phrases that open them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wireparse.details.fields import BlockText
from wireparse.draft import Line, Tile
from wireparse.lines.features import EDGE
from wireparse.lines.furniture import Furniture, furniture_of, packs_for
from wireparse.pattern import pattern, regex

__all__ = ["lines_of", "lowered", "opening", "trimmed", "vocabulary", "width"]

_BULLET: Final = regex(r"(?:[*•·●■▪◦►▶›>+→|-]{1,2}|o(?= ))\s++(?=\S)")
_FIRST_WORD: Final = pattern(r"[^\s]{1,80}+")
# Words tied by a no-break space leave a row this much shorter.
_NEARLY: Final = 0.7
# Text with longer lines than this was not wrapped to a width.
_WIDEST: Final = 120
_REACH: Final = 400


def vocabulary(blocks: BlockText) -> Furniture:
    """The furniture's vocabulary for the languages of a text's prose."""
    prose = (blocks.view.text[tile.first : tile.last] for tile in blocks.prose.values())
    return furniture_of(packs_for(prose))


def width(blocks: BlockText) -> int:
    """The width that a text was wrapped to: that of its prose's longest line, if paragraphs have several; else 0."""
    rows: list[str] = []
    wrapped = False
    for tile in blocks.prose.values():
        rows += blocks.view.text[tile.start : tile.last].split("\n")
        wrapped = wrapped or "\n" in blocks.view.text[tile.first : tile.last]
    longest = max(map(len, map(str.rstrip, rows)), default=0)
    return longest if wrapped and longest <= _WIDEST else 0


def lines_of(blocks: BlockText, tile: Tile, wrapped: int = 0) -> Iterator[Line]:
    """The lines of a tile that are not blank, without bullets, in view offsets.

    In a text `wrapped` to a width a line goes on in the next one where that one's first word would not have fitted.
    """
    text = blocks.view.text
    start = tile.start if not text[tile.start : tile.first].strip(" ") else tile.first
    while start < tile.last:
        end = _row_end(text, start, tile.last)
        while wrapped and end < tile.last and _goes_on(text, start, end, wrapped):
            end = _row_end(text, end + 1, tile.last)
        first, last = trimmed(text, start, end)
        if first < last:
            bullet = _BULLET.match(text, first, last)
            first = bullet.end() if bullet else first
            yield Line(start, end, first, last, text[first:last])
        start = end + 1


def _row_end(text: str, start: int, end: int) -> int:
    at = text.find("\n", start, end)
    return at if at >= 0 else end


def _goes_on(text: str, start: int, end: int, wrapped: int) -> bool:
    """Whether the row that ends at `end` was full; a teaser's dots end its line all the same."""
    row = text[max(start, text.rfind("\n", start, end) + 1) : end].rstrip()
    if row.endswith(("...", "…")):
        return False
    word = _FIRST_WORD.match(text, end + 1)
    if not row or word is None:
        return False
    return len(row) + 1 + len(word.group()) > wrapped or (word.group()[0].islower() and len(row) > _NEARLY * wrapped)


def trimmed(text: str, start: int, end: int, marks: str = "") -> tuple[int, int]:
    """A span without white space, and without the `marks`, at either end."""
    while start < end and (text[start].isspace() or text[start] in marks):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return start, end


def lowered(text: str) -> str:
    """A line's head in small letters, character for character."""
    head = text[:_REACH]
    low = head.lower()
    if len(low) != len(head):
        low = "".join(character.lower() if len(character.lower()) == 1 else character for character in head)
    return low


def opening(low: str, kinds: Iterable[str], furniture: Furniture) -> int:
    """The length of the phrase of some kinds of furniture that opens a line in small letters; 0 if there is none.

    A label counts with its colon.
    """
    longest = 0
    colon = low.find(":", 1, 48)
    label = furniture.labels.get(low[:colon].strip(EDGE), ()) if colon > 0 else ()
    for kind in kinds:
        if f"{kind}.labels" in label:
            longest = max(longest, colon + 1)
        name = f"{kind}.openings"
        for first in (low[:1], low[:48].partition(" ")[0].strip(EDGE), _word(low)):
            for phrase, of in furniture.openings.get(first, ()):
                if of == name and low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalnum():
                    longest = max(longest, len(phrase))
    return longest


def _word(low: str) -> str:
    found = re.match(r"\w+", low)
    return found.group() if found else ""
