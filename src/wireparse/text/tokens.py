"""The words of the prose, with their places: what the quotes engine reads.

One `re.split` with a capturing group gives words and gaps in turn, and their running lengths are the offsets.  All
of it happens in C and once for the whole story, so the pass costs no more than listing the matches of a bare word
pattern.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, repeat
from typing import Final

from wireparse.draft import Prose
from wireparse.lexicon import DEFAULT, ByWord, pack
from wireparse.pattern import regex
from wireparse.record import Record

__all__ = ["Tokens", "sentence_starts", "tokenise"]

# A word keeps what stands inside it: "don't", "Al-Qaeda", "AT&T", "3.5", "1,000", "U.S" (the last full stop is a
# token of its own).  The possessive "'s" is a token; so is a run of dots or dashes, and any other sign.
_TOKEN: Final = regex(
    r"(\w++(?:[-'&.,](?:(?<=\d[.,])(?=\d)|(?<=[-'&])(?!s\b)|(?<=\b\w\.))\w++)*|'s\b|\.{2,}+|-{2,}+|[^\w\s])"
)
#: Words in small letters, one object each: look-ups know it again at once.
_SMALL: Final = ByWord(str.lower)
#: What fills the gaps between stretches of prose: white space that no folded text has.
_GAP: Final = "\f"
# A full stop, question or exclamation mark, or a few dots, with the closing marks that touch it, with white
# space and more of the stretch behind it.
_STOP: Final = regex(rf"[.!?…](?<!\.\.)\.{{0,4}}+(?!\.)[\"')\]}}]*+(?=[^\S{_GAP}]++\S)")


class Tokens(Record):
    """The tokens of some stretches of prose.

    `text` is the prose at the offsets of the view, with gaps between the stretches.  `starts`, `ends`, `words` and
    `lower` are parallel: view offsets where each token starts and ends, the token, and the token in lower case.
    `firsts` has for each stretch the index of its first token.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    firsts: list[int]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The view span of the tokens from `first` up to `end`, exclusive."""
        return self.starts[first], self.ends[end - 1]


def tokenise(text: str, prose: Sequence[Prose]) -> Tokens:
    """The tokens of the prose in a folded text."""
    pieces: list[str] = []
    done = 0
    for start, end, *_ in prose:
        pieces += (_GAP * (start - done), text[start:end])
        done = end
    alone = "".join(pieces)
    parts = _TOKEN.split(alone)
    offsets = list(accumulate(map(len, parts), initial=0))
    starts, words = offsets[1:-1:2], parts[1::2]
    firsts = list(map(bisect_left, repeat(starts), [part.start for part in prose]))
    return Tokens(alone, starts, offsets[2::2], words, list(map(_SMALL.__getitem__, words)), firsts)


def sentence_starts(tokens: Tokens) -> list[int]:
    """The index of the first token of each sentence.

    A sentence ends at a full stop, question or exclamation mark and the closing marks that touch it, if white space
    and something other than a small letter follow; abbreviations are looked up.
    """
    text, starts, _, words, lower, firsts = tokens
    found = set(firsts)
    last = len(words) - 1
    for match in _STOP.finditer(text):
        following = bisect_left(starts, match.end())
        opening = following
        while not words[opening][0].isalnum() and opening < min(last, following + 4):
            opening += 1
        if words[opening][0].islower():
            continue
        if words[following - 1] == "." and not _ends(lower[following - 2], lower[opening]):
            continue
        found.add(following)
    return sorted(found)


def _ends(word: str, following: str) -> bool:
    """Does a full stop after `word` end the sentence, if `following` opens with a capital letter or figure?"""
    abbreviations, before_number, openers = _abbreviations()
    if word in before_number:
        return not following[0].isdigit()
    if word in abbreviations or "." in word or (len(word) == 1 and word.isalpha()):
        return following in openers
    return True


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = pack("abbreviations", DEFAULT)
    return frozenset(words["abbreviations"]), frozenset(words["before_number"]), frozenset(words["openers"])
