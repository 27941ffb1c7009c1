"""Frames: the sentences of a paragraph with each quotation in them as one sign, whatever stands inside it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import Final

from wireparse.draft import Prose
from wireparse.quotes.grammar.words import Words
from wireparse.quotes.marks import Segment
from wireparse.record import Record
from wireparse.text.tokens import Tokens

__all__ = ["QUOTED", "Frame", "frames", "inner_capitals"]

#: What stands for a quotation: two signs, which are never one word.
QUOTED: Final = "“”"
_STEM: Final = 4  # letters of an inflected name that its forms share
_STOPS: Final = frozenset(".!?…")
_ENDS: Final = ".!?…"


class Frame(Record):
    """A sentence: `raw` and `low` are its words as typed and in small letters, `places` where each begins and ends in
    the text, `quoted` the place in it of each of its quotations, by their number in the paragraph; `names` are the
    words of the whole text that have a capital inside a sentence (and their beginnings)."""

    raw: list[str]
    low: list[str]
    places: list[tuple[int, int]]
    quoted: dict[int, int]
    names: frozenset[str]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The view span of the words from `first` up to `end`, exclusive."""
        return self.places[first][0], self.places[end - 1][1]


def inner_capitals(tokens: Tokens, known: Words) -> frozenset[str]:
    """The words that have a capital inside a sentence; where names are inflected also how they begin."""
    found = {
        word
        for before, word in pairwise(tokens.words)
        if word[0].isupper() and (before[0].isalnum() or before in ",;") and not word.isupper()
    }
    return frozenset(found | {word[:_STEM] for word in found} if known.stems else found)


def frames(tokens: Tokens, part: Prose, segments: list[Segment], known: Words, names: frozenset[str]) -> list[Frame]:
    """The sentences of a stretch of prose."""
    raw: list[str] = []
    low: list[str] = []
    places: list[tuple[int, int]] = []
    at = bisect_left(tokens.starts, part.body)
    for segment in segments:
        opening, behind = (bisect_left(tokens.starts, place) for place in (segment.open, segment.close))
        raw += [*tokens.words[at:opening], QUOTED]
        low += [*tokens.lower[at:opening], QUOTED]
        places += zip(tokens.starts[at:opening], tokens.ends[at:opening], strict=True)
        places.append((segment.start, segment.end))
        at = behind
    end = bisect_left(tokens.starts, part.end)
    raw += tokens.words[at:end]
    low += tokens.lower[at:end]
    places += zip(tokens.starts[at:end], tokens.ends[at:end], strict=True)
    return _split(tokens.text, raw, low, places, known, names)


def _split(
    text: str, raw: list[str], low: list[str], places: list[tuple[int, int]], known: Words, names: frozenset[str]
) -> list[Frame]:
    """The sentences of a paragraph's words."""
    found: list[Frame] = []
    first, number = 0, 0
    quoted: dict[int, int] = {}
    for at, word in enumerate(raw):
        if word == QUOTED:
            quoted[number] = at - first
            number += 1
        if at + 1 == len(raw) or _ends(text, raw, low, places, at, known):
            found.append(Frame(raw[first : at + 1], low[first : at + 1], places[first : at + 1], quoted, names))
            first, quoted = at + 1, {}
    return found


def _ends(text: str, raw: list[str], low: list[str], places: list[tuple[int, int]], at: int, known: Words) -> bool:
    """Does a sentence end with a word, which is not its paragraph's last one?"""
    following = raw[at + 1]
    if raw[at] == QUOTED:
        begin, end = places[at]
        whole = text[end - 1] in _ENDS and (following == QUOTED or following[0].isupper())
        return whole or (following == QUOTED and text[places[at + 1][0]].isupper() and text[begin].isupper())
    if raw[at] not in _STOPS or following in _STOPS or following[0].islower() or following in ",;:)":
        return False
    if raw[at] != ".":
        return True
    before = raw[at - 1] if at else ""
    if before.isdigit():
        return len(before) > 2 or following == QUOTED
    return not (len(before) == 1 and before.isupper()) and low[at - 1] not in known.titles
