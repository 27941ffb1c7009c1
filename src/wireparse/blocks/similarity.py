"""Similarity: how much a line has in common with the core of the story, by name.

A paragraph of the story speaks of what the rest of it speaks of, and is about as long as the others; a teaser of
another story, the notice of a newsletter, what a firm says of itself at the end of its press release are not.  That
holds in any language with spaces.
"""

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from wireparse.record import Record

__all__ = ["Column", "Similarity", "similarities"]

#: Words of fewer characters are in every text.
LONG: Final = 5
#: Of fewer such words nothing is said.
FEWEST: Final = 2
#: Kinds of lines that have the core's words, and kinds of which the median is taken.
_PROSE: Final = frozenset("PRS")
_PARAGRAPH: Final = frozenset("PR")

# Where one name ends and the next begins: the share of a line's words that the core has elsewhere, a line's words
# beside those of the core's median paragraph, the words of the core.
_SHARES: Final = (0.001, 0.15, 0.3, 0.5, 0.8)
_LENGTHS: Final = (0.25, 0.4, 0.6, 0.9, 1.5)
_SIZES: Final = (60, 150, 300, 700)


#: A value for each line; empty where there is nothing to say.
Column: TypeAlias = Sequence[str]


class Similarity(Record):
    """How long the core is; how long a line of prose is beside its paragraphs; how many of a line's words it has, alone
    and with the line's kind.  All empty where a text has no core."""

    core_words: Column
    length: Column
    shared: Column
    kind_shared: Column


def similarities(
    words: Sequence[AbstractSet[str]], kinds: str, counts: Sequence[int], core: tuple[int, int] | None
) -> Similarity:
    """What each line has in common with the core, given by its first and last line; `words` are those of each line, in
    small letters."""
    inside = range(core[0], core[1] + 1) if core else range(0)
    lengths = sorted([counts[at] for at in inside if kinds[at] in _PARAGRAPH])
    if not lengths:
        nothing = [""] * len(words)
        return Similarity(nothing, nothing, nothing, nothing)
    median = lengths[len(lengths) // 2]
    words = [{word for word in of_line if len(word) >= LONG} for of_line in words]
    # The words of the core's lines, and those that two lines of it or more have.
    once: set[str] = set()
    again: set[str] = set()
    others = [once] * len(words)
    for at in inside:
        if kinds[at] in _PROSE:
            own = words[at]
            again |= once & own
            once |= own
            others[at] = again
    shared = [
        "012345"[bisect_right(_SHARES, len(own & common) / len(own))] if len(own) >= FEWEST and kind != "s" else ""
        for kind, own, common in zip(kinds, words, others, strict=True)
    ]
    return Similarity(
        [str(bisect_right(_SIZES, sum(lengths)))] * len(words),
        [
            "012345"[bisect_right(_LENGTHS, count / median)] if kind in _PROSE else ""
            for kind, count in zip(kinds, counts, strict=True)
        ],
        shared,
        [f"{kind}/{share}" if share else "" for kind, share in zip(kinds, shared, strict=True)],
    )
