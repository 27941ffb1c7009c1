"""The prose as the rules of attribution read it: its words, their classes, what is quoted, sentences and passages."""

from bisect import bisect_left, bisect_right
from itertools import repeat
from typing import Final, NamedTuple

from wireparse.draft import Prose
from wireparse.quotes.grammar import Sentence, keys, word_classes
from wireparse.quotes.marks import Segment
from wireparse.tokens import Tokens, sentence_starts

__all__ = ["Passage", "Stream", "read_stream"]

#: Tokens a sentence has at most: what keeps the work linear in the text.
_LONGEST: Final = 250


class Passage(NamedTuple):
    """A stretch of prose: the tokens from `first` up to `end`; what stands before `opening` is a dateline.

    These cover the whole prose: the tokens, the letters of their classes, for each 1 in a quoted segment and 0 outside,
    and the index of each sentence's first token.  `segments` are the token ranges of the passage's segments.
    """

    tokens: Tokens
    classes: str
    quoted: list[int]
    sentences: list[int]
    first: int
    opening: int
    end: int
    segments: list[tuple[int, int]]

    @property
    def whole(self) -> bool:
        """Does all of it stand in quotation marks?"""
        return all(self.quoted[self.first : self.end])


class Stream(NamedTuple):
    """The whole prose: passages, and the sentences behind their datelines."""

    passages: list[Passage]
    sentences: list[Sentence]


def read_stream(tokens: Tokens, prose: list[Prose], segments: list[list[Segment]]) -> Stream:
    """The prose with the segments of each of its stretches.  A dateline is a sentence of its own, nobody's words."""
    starts, words, firsts = tokens.starts, tokens.words, tokens.firsts
    classes = word_classes(words)
    quoted = [0] * len(words)
    ranges: list[list[tuple[int, int]]] = []
    for found in segments:
        marked = []
        for opening, _, _, closing, _, _ in found:
            first, end = bisect_left(starts, opening), bisect_left(starts, closing)
            if end < len(words) and words[end] == "'" and starts[end] == closing:  # a third mark
                end += 1
            quoted[first:end] = [1] * (end - first)
            marked.append((first, end))
        ranges.append(marked)
    sentences = sentence_starts(tokens)
    openings = list(map(bisect_left, repeat(starts), [part.body for part in prose]))
    for first, opening in zip(firsts, openings, strict=True):
        if first < opening:
            inside = slice(bisect_right(sentences, first), bisect_right(sentences, opening))
            sentences[inside] = [opening] if opening < len(words) else []
    ends = [*firsts, len(words)][1:]
    passages = [
        Passage(tokens, classes, quoted, sentences, first, opening, end, marked)
        for first, opening, end, marked in zip(firsts, openings, ends, ranges, strict=True)
    ]
    known = keys()
    read = []
    for first, end in zip(sentences, [*sentences, len(words)][1:], strict=True):
        number = bisect_right(firsts, first) - 1
        if first >= openings[number]:
            paragraph = prose[number].paragraph
            for cut in range(first, end, _LONGEST):
                last = min(cut + _LONGEST, end)
                read.append(Sentence(words, tokens.lower, classes, quoted, known, cut, last, paragraph))
    return Stream(passages, read)
