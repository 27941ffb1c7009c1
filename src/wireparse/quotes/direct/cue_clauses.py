"""Clauses near a quotation: cues outside quotation marks, each with the phrases that may be its source.

Only what is near is read, the nearest first, and each cue once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from wireparse.knowledge.reporting import VERB_FORMS, CueWord
from wireparse.pattern import regex
from wireparse.quotes import word_letters as letters
from wireparse.quotes.noun_phrases import Span, clause_subject, phrase_after, subject
from wireparse.quotes.passages import Passage
from wireparse.record import Record

__all__ = ["CueClause", "CueClauses", "form_of"]

_HEAD: Final = regex(f"[{letters.of('base s ing past participle')}]")
#: Classes before a noun, and before a verb that shares its subject with another; marks before an inverted clause.
_BEFORE_NOUN: Final = letters.of("determiner possessive possessor")
_JOINING: Final = letters.of("and but to")
_OPENINGS: Final = ",-'" + letters.QUOTED
#: How many tokens away a clause may be: what keeps the work linear.
_FARTHEST: Final = 200
#: How far before a verb that no list has a quotation may end.
_NEAR: Final = 40


class CueClause(Record):
    """A cue outside quotation marks: its word `head` in the verb group `first` up to `end`, and one phrase that may be
    its source, found in a certain `way`: before, after, by (in the passive), clause (shared with another verb).

    `form` is what the source looks like, `passed` counts the segments before it, `sentence` the sentences up to its
    own.
    """

    first: int
    head: int
    end: int
    word: CueWord
    way: str
    source: Span
    form: str
    passed: int
    sentence: int

    @property
    def joined(self) -> bool:
        """Does the source touch the verb group?"""
        return self.source[1] == self.first or self.source[0] == self.end


class CueClauses:
    """The clauses of the prose, one for each cue and phrase that may be its source."""

    def __init__(self) -> None:
        self._read: dict[int, list[CueClause]] = {}

    def before(self, passage: Passage, at: int, most: int) -> list[CueClause]:
        """The clauses of a passage that are nearest before a token, the nearest first."""
        found: list[CueClause] = []
        start = max(passage.first, at - _FARTHEST)
        for head in reversed([match.start() for match in _HEAD.finditer(passage.outside, start, at)]):
            found += reversed(self._at(passage, head))
            if len(found) >= most:
                break
        return found[:most]

    def behind(self, passage: Passage, at: int, most: int) -> list[CueClause]:
        """The clauses of a passage that are nearest behind a token, the nearest first."""
        found: list[CueClause] = []
        for match in _HEAD.finditer(passage.outside, at, min(passage.end, at + _FARTHEST)):
            found += self._at(passage, match.start())
            if len(found) >= most:
                break
        return found[:most]

    def _at(self, passage: Passage, head: int) -> list[CueClause]:
        """The clauses that a verb heads."""
        found = self._read.get(head)
        if found is None:
            found = self._read[head] = list(_clauses(passage, head))
        return found


def _clauses(passage: Passage, head: int) -> Iterator[CueClause]:
    small = passage.tokens.lower[head]
    companions = passage.reporting.companions
    word = passage.reporting.cues.get(small)
    ways: Iterator[tuple[int, int, str, Span]]
    sentence = bisect_right(passage.sentences, head)
    floor = passage.sentences[sentence - 1]
    ceiling = passage.sentences[sentence] if sentence < len(passage.sentences) else passage.end
    if small in companions.according:
        word = CueWord(small, "according", "adverb")
        ways = _according(passage, head, ceiling)
    elif word is None:
        if passage.outside[head] != letters.PAST or not _beside(passage, head):
            return
        kind = "say" if _has_particle(passage, head + 1) else "other"  # "shot back"
        word = CueWord(small, kind, "past")  # a verb that no list has, beside a quotation
        ways = _ways(passage, head, word, floor, ceiling)
    elif word.form in VERB_FORMS:
        ways = _ways(passage, head, word, floor, ceiling)
    else:
        return
    for first, end, way, source in ways:
        if word.kind != "other" or _touched(passage, min(first, source[0]), max(end, source[1])):
            passed = bisect_right(passage.segments, (head,))
            yield CueClause(first, head, end, word, way, source, form_of(passage, source), passed, sentence)


def _has_particle(passage: Passage, at: int) -> bool:
    """Does a particle that belongs to the verb before it stand at a token?"""
    return at < passage.end and passage.tokens.lower[at] in passage.reporting.companions.answering


def _beside(passage: Passage, head: int) -> bool:
    """Does a segment end before a verb, or begin right behind it?"""
    return letters.QUOTED in passage.outside[max(head - _NEAR, passage.first) : min(head + 3, passage.end)]


def _according(passage: Passage, head: int, ceiling: int) -> Iterator[tuple[int, int, str, Span]]:
    if head + 1 < ceiling and passage.outside[head + 1] == letters.TO:
        source = phrase_after(passage.outside, head + 2, ceiling, wide=True)
        if source:
            yield head, head + 2, "after", source


def _ways(passage: Passage, head: int, word: CueWord, floor: int, ceiling: int) -> Iterator[tuple[int, int, str, Span]]:
    """The verb group of a cue in its sentence with each phrase that may be its source, and how that was found."""
    outside = passage.outside
    before = outside[head - 1] if head > floor else "^"
    if word.form != "past" and before in _BEFORE_NOUN:  # "a claim"
        return
    first = head
    while first > floor and outside[first - 1] in letters.GROUP:
        first -= 1
    end = head + 2 if _has_particle(passage, head + 1) else head + 1
    passive = word.form in ("past", "participle") and letters.BE in outside[first:head]
    if passive and end < ceiling and passage.tokens.lower[end] in passage.reporting.companions.agents:
        source = phrase_after(outside, end + 1, ceiling)
        if source:
            yield first, end, "by", source
            return
    joined = first > floor and (before in _JOINING or (word.form == "ing" and outside[first - 1] == ","))
    source = None if joined else subject(outside, first, floor)
    if source:
        yield first, end, "passive" if passive else "before", source
    if source is None or word.form == "ing":
        source = clause_subject(outside, first, floor)
        if source:
            yield first, end, "clause", source
    if first == floor or outside[first - 1] in _OPENINGS:
        source = phrase_after(outside, end, ceiling)
        if source:
            yield first, end, "after", source


def _touched(passage: Passage, first: int, end: int) -> bool:
    """Does a segment touch a clause?"""
    outside = passage.outside
    if first > passage.first and outside[first - 1] == letters.QUOTED:
        return True
    if end + 1 < passage.end and outside[end] in ",:":
        end += 1
    return end < passage.end and outside[end] == letters.QUOTED


def form_of(passage: Passage, source: Span) -> str:
    """What a source looks like: a pronoun, a name, a description."""
    outside = passage.outside
    first, end = source
    if end - first == 1 and outside[first] != letters.NAME:
        return passage.tokens.lower[first] if outside[first] == letters.PRONOUN else letters.name_of(outside[first])
    return "name" if letters.NAME in outside[first:end] else "words"
