"""What a line's own text tells, whatever stands around it: looked at once, however often the line recurs.

A menu is on every page of a site, and hostile texts repeat one line for ever: what the words alone decide is shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from wireparse.blocks.features import Shape, shapes_of
from wireparse.lines.classify import classify
from wireparse.lines.features import features_of
from wireparse.lines.furniture import furniture_of, packs_for
from wireparse.lines.rules import LineRule
from wireparse.record import Record

__all__ = ["Look", "looks_at"]

#: Lines that are remembered from text to text, at most, and how long they may be: menus' items are short, and the
#: paragraphs of a story come once.
REMEMBERED: Final = 2_000
SHORT: Final = 100


class Look(Record):
    """What is seen of a line alone: its rule, its shape, its length in words and its head's words in small letters."""

    rule: LineRule
    shape: Shape
    length: int
    words: set[str]


def looks_at(texts: Sequence[str], disabled: AbstractSet[str] = frozenset()) -> list[Look]:
    """What is seen of each line, one at least and none of them blank; equal lines share it."""
    packs = packs_for(texts)
    known = _remembered(packs, frozenset(disabled))
    looks: dict[str, Look] = {}
    new: dict[str, None] = {}
    for text in texts:
        if look := known.get(text):
            looks[text] = look
        else:
            new[text] = None
    if new:
        fresh = list(zip(new, _looks(list(new), packs, disabled), strict=True))
        looks.update(fresh)
        if len(known) >= REMEMBERED:
            known.clear()
        known.update([(text, look) for text, look in fresh[:REMEMBERED] if len(text) <= SHORT])
    return [looks[text] for text in texts]


def _looks(texts: Sequence[str], packs: tuple[str, ...], disabled: AbstractSet[str]) -> list[Look]:
    features = features_of(texts, furniture_of(packs))
    rules = classify(features, disabled=disabled)
    shapes, counts = shapes_of(features, rules)
    return list(map(Look, rules, shapes, counts, [line.words for line in features]))


@lru_cache(maxsize=8)
def _remembered(packs: tuple[str, ...], disabled: frozenset[str]) -> dict[str, Look]:
    """The looks that are kept for lines read with these packs and without these rules."""
    return {}
