"""The words of a stretch of text, with their places: what the mentions and quotes engines read.

One `re.split` with a capturing group gives words and gaps in turn, and their running lengths are the offsets.  All
of it happens in C, so the pass costs no more than listing the matches of a bare word pattern.
"""

import re
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

from wireparse.lexicon import load

__all__ = ["Tokens", "sentence_starts", "tokenise"]

# A word keeps what stands inside it: "don't", "Al-Qaeda", "AT&T", "3.5", "1,000", "U.S" (the last full stop is a
# token of its own).  The possessive "'s" is a token; so is a run of dots or dashes, and any other sign.
_TOKEN: Final = re.compile(
    r"(\w++(?:[-'&.,](?:(?<=\d[.,])(?=\d)|(?<=[-'&])(?!s\b)|(?<=\b\w\.))\w++)*+|'s\b|\.{2,}+|-{2,}+|[^\w\s])"
)
_STOPS: Final = frozenset(".!?…") | {"..", "...", "....", "....."}
_CLOSERS: Final = frozenset("\"')]}")


class Tokens(NamedTuple):
    """Parallel lists: view offsets where each token starts and ends, the token, and the token in lower case."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The view span of the tokens from `first` up to `end`, exclusive."""
        return self.starts[first], self.ends[end - 1]


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`, a folded text; offsets are into `text`."""
    parts = _TOKEN.split(text[start:end])
    offsets = list(accumulate(map(len, parts), initial=start))
    words = parts[1::2]
    return Tokens(offsets[1:-1:2], offsets[2::2], words, list(map(str.lower, words)))


def sentence_starts(tokens: Tokens) -> list[int]:
    """The index of the first token of each sentence.

    A sentence ends at a full stop, question or exclamation mark and the closing marks that touch it, if white space
    and something other than a small letter follow; abbreviations are looked up.
    """
    starts, ends, words, lower = tokens
    size = len(words)
    found = [0] if size else []
    for index in [index for index, word in enumerate(words) if word in _STOPS]:
        following = index + 1
        while following < size and words[following] in _CLOSERS and starts[following] == ends[following - 1]:
            following += 1
        if following == size or starts[following] == ends[following - 1]:
            continue
        opening = following
        while opening < min(size - 1, following + 4) and not words[opening][0].isalnum():
            opening += 1
        if words[opening][0].islower():
            continue
        if following == index + 1 and words[index] == "." and index and not _ends(lower[index - 1], lower[opening]):
            continue
        found.append(following)
    return found


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
    pack = load("abbreviations/en")
    return frozenset(pack["abbreviations"]), frozenset(pack["before_number"]), frozenset(pack["openers"])
