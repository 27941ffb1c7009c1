"""Turns of an interview, debate or transcript: paragraphs that open with who speaks and a colon."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise, repeat
from typing import Final

from wireparse.draft import Prose, QuoteDraft
from wireparse.lexicon import load
from wireparse.pattern import regex
from wireparse.record import Record

__all__ = ["find_turns"]

_NAME: Final = r"[^\W\d_a-z][\w.'-]{0,30}"
#: Turns that labels in small letters must show before they count as a transcript, and how often a label comes back.
_MOST_SMALL: Final = 4
_BACK: Final = 2


class _Turn(Record):
    part: int
    label: str
    source: tuple[int, int]
    colon: int
    start: int
    quoted: bool


@cache
def _turn() -> re.Pattern[str]:
    """A label that opens a paragraph: a name, perhaps with a remark in brackets, and a colon."""
    particles = "|".join(load("quotation")["label_particles"])
    return regex(rf'("?)({_NAME}(?: (?:{_NAME}|{particles})){{0,6}})(?: ?\([^)\n]{{1,60}}\))?(:) {{0,2}}(?=[^\s"])')


def find_turns(text: str, prose: list[Prose]) -> list[QuoteDraft]:
    """The turns in folded text: who is named before the colon says what stands behind it.

    Labels in capitals ("Q:", "JONES:") must come back or follow one another; others must alternate ("Jones: … Lee: …
    Jones: … Lee: …"), for many a paragraph opens with a name and a colon.
    """
    _, ends, bodies, *_ = zip(*prose, strict=True) if prose else ((), (), ())
    matches = map(_turn().match, repeat(text), bodies, ends)
    turns = [
        _Turn(index, found[2], found.span(2), found.start(3), found.end(), bool(found[1]))
        for index, found in enumerate(matches)
        if found and prose[index].paragraph is not None
    ]
    if len(turns) < 2:
        return []
    counts = Counter(turn.label for turn in turns)
    large = [turn for turn in turns if turn.label.isupper()]
    small = [turn for turn in turns if counts[turn.label] >= _BACK and not turn.label.isupper()]
    neighbours = any(second.part == first.part + 1 and second.label != first.label for first, second in pairwise(large))
    if not neighbours:
        large = [turn for turn in large if counts[turn.label] >= _BACK]
    if len(small) < _MOST_SMALL or len({turn.label for turn in small}) < 2:
        small = []
    return [_draft(text, turn, prose[turn.part]) for turn in large + small]


def _draft(text: str, turn: _Turn, part: Prose) -> QuoteDraft:
    end = part.end
    if turn.quoted and text[end - 1] == '"':
        end -= 1
    return QuoteDraft(
        kind="mixed" if '"' in text[turn.start : end] else "direct" if turn.quoted else "indirect",
        segments=((turn.start, max(end, turn.start + 1)),),
        cue=(turn.colon, turn.colon + 1, ":"),
        source=turn.source,
        paragraph=part.paragraph,
        continues=None,
        modality=None,
        rule="quote.turn",
        certainty="likely",
    )
