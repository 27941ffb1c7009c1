"""The prose as the rules of attribution read it: its words, their classes, what is quoted, sentences and passages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import compress, repeat

from wireparse.draft import Prose
from wireparse.knowledge.reporting import Reporting
from wireparse.quotes.marks import Segment
from wireparse.quotes.word_classes import word_classes
from wireparse.quotes.word_letters import QUOTED
from wireparse.record import Record
from wireparse.text.tokens import Tokens, sentence_starts

__all__ = ["Passage", "read_passages"]


class Passage(Record):
    """A stretch of prose: the tokens from `first` up to `end`; what stands before `opening` is a dateline.

    These cover the whole prose: the tokens, the letters of their classes, the same with those between marks masked,
    for each token 1 in a quoted segment and 0 outside, and the index of each sentence's first token.  `segments` are
    the token ranges of the passage's segments, `paragraph` its place among the story's paragraphs, None for the
    headline; `reporting` is the language's record; `whole` tells that all of it stands in quotation marks.
    """

    tokens: Tokens
    classes: str
    quoted: list[int]
    sentences: list[int]
    first: int
    opening: int
    end: int
    segments: list[tuple[int, int]]
    paragraph: int | None
    outside: str
    reporting: Reporting
    whole: bool


def read_passages(
    tokens: Tokens, prose: list[Prose], segments: list[list[Segment]], reporting: Reporting
) -> list[Passage]:
    """The prose with the segments of each of its stretches.  A dateline is a sentence of its own, nobody's words."""
    starts, words, firsts = tokens.starts, tokens.words, tokens.firsts
    classes = word_classes(words, reporting)
    quoted = [0] * len(words)
    outside: list[str] = []
    done = 0
    ranges: list[list[tuple[int, int]]] = [[]] * len(prose)
    for number in compress(range(len(prose)), segments):
        marked = ranges[number] = []
        for opening, _, _, closing, _, _ in segments[number]:
            first, end = bisect_left(starts, opening), bisect_left(starts, closing)
            if end < len(words) and words[end] == "'" and starts[end] == closing:  # a third mark
                end += 1
            quoted[first:end] = [1] * (end - first)
            marked.append((first, end))
            outside += (classes[done:first], QUOTED * (end - max(first, done)))
            done = max(done, end)
    sentences = sentence_starts(tokens)
    openings = list(map(bisect_left, repeat(starts), [part.body for part in prose]))
    for first, opening in zip(firsts, openings, strict=True):
        if first < opening:
            inside = slice(bisect_right(sentences, first), bisect_right(sentences, opening))
            sentences[inside] = [opening] if opening < len(words) else []
    masked = "".join([*outside, classes[done:]])
    ends = [*firsts, len(words)][1:]
    paragraphs = [part.paragraph for part in prose]
    wholes = [0 not in quoted[first:end] for first, end in zip(firsts, ends, strict=True)]
    shared = map(repeat, (tokens, classes, quoted, sentences))
    own = firsts, openings, ends, ranges, paragraphs, repeat(masked), repeat(reporting), wholes
    return list(map(Passage, *shared, *own))
