"""The group of a cue word: the auxiliaries, negation and adverbs before it, the particle and preposition behind it."""

from __future__ import annotations

from typing import Final

from wireparse.knowledge.reporting import CueWord
from wireparse.quotes import word_letters as letters
from wireparse.quotes.sentences import Sentence
from wireparse.quotes.word_letters import BE, GROUP, TO
from wireparse.record import Record

__all__ = ["BARE", "CueGroup", "cue_group", "with_complement"]

#: The classes of cues that take no preposition, and the forms that a passive can have.
BARE: Final = frozenset(("say", "tell", "seem"))
_PASSIVE: Final = frozenset(("past", "participle"))
_INFINITIVE: Final = letters.of("base be have do word")


class CueGroup(Record):
    """A cue word, a verb or adjective, with the words that belong to it: the tokens from `first` up to `end` around its
    `head`; `passive` also says that it is an adjective."""

    head: int
    first: int
    end: int
    cue: CueWord
    passive: bool


def cue_group(sentence: Sentence, head: int, cue: CueWord) -> CueGroup | None:
    """The group of a cue; None for a verb that with its particle tells nothing ("call off")."""
    lower, classes = sentence.lower, sentence.classes
    first = head - 1 if cue.form == "base" and classes[head - 1] == TO else head
    while classes[first - 1] in GROUP:
        first -= 1
    end = head + 1
    if lower[end] in sentence.reporting.companions.particles:
        if f"{cue.lemma} {lower[end]}" in sentence.reporting.companions.silent:
            return None
        end += 1
    if cue.kind not in BARE:
        end = with_complement(sentence, end)
    passive = first < head and cue.form in _PASSIVE and BE in classes[first:head]
    return CueGroup(head, first, end, cue, passive or cue.form == "adjective")


def with_complement(sentence: Sentence, at: int) -> int:
    """The end of the cue with the preposition it takes ("called for", "referring to")."""
    if sentence.lower[at] not in sentence.reporting.companions.complements:
        return at
    if sentence.classes[at] == TO and sentence.classes[at + 1] in _INFINITIVE:
        return at
    return at + 1
