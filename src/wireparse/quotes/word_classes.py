"""Word classes without a tagger: closed classes by look-up, open ones by shape.

A news sentence shows most of its structure in its function words, its verbs of reporting and its capitals.  One table
gives each token as typed the letter of its class, works out a new word once and remembers it, so that classing a
paragraph is one dictionary look-up a token.
"""

import re
from collections.abc import Mapping
from functools import cache
from sys import intern
from typing import Final

from wireparse.knowledge.reporting import VERB_FORMS, Reporting
from wireparse.lexicon import ByWord
from wireparse.pattern import regex
from wireparse.quotes import word_letters as letters

__all__ = ["keys", "word_classes"]

#: What may be a first name that looks like an auxiliary ("Will Jones"), or a verb that looks like a name, as it opens
#: its sentence ("Citing a report, …", "Added Ann Lee: …").
_DOUBTFUL: Final = regex(
    f"{letters.MODAL}(?={letters.NAME})|"
    f'(?<![^.?!:"-]){letters.NAME}'
    f"(?={letters.any_of('name determiner possessive pronoun object that preposition to as')})"
)
#: What opens the object of a verb that no list has ("Citing a report").
_OBJECTS: Final = letters.of("determiner possessive pronoun object that")
#: Classes whose words differ so much that a model sees the word itself.
_WORDED: Final = letters.of("preposition question when and but as relative negation modal be have do determiner")


@cache
def _classes(reporting: Reporting) -> ByWord:
    """The letters of classes by token as typed."""
    closed = {word: letters.LETTERS[name] for word, name in reporting.closed.items()}
    endings = [(ending, letters.LETTERS[name]) for ending, name in reporting.endings]
    cues = reporting.cues

    def letter(word: str) -> str:
        small = word.lower()
        if small in closed and word not in reporting.acronyms:
            return closed[small]
        first = word[0]
        if not first.isalnum():
            return first
        if small.endswith(reporting.contracted):
            return letters.CONTRACTED
        if first.isdigit():
            return letters.NUMBER
        if first.isupper():
            return letters.NAME
        cue = cues.get(small)
        if cue and cue.form in VERB_FORMS:
            return letters.LETTERS[cue.form]
        if len(small) > 4:
            for ending, found in endings:
                if small.endswith(ending):
                    return found
        return letters.WORD

    return ByWord(letter)


@cache
def keys(reporting: Reporting) -> Mapping[str, str]:
    """What a model sees of each token as typed: its class, or the word itself if that is a function word."""
    classes = _classes(reporting)

    def key(word: str) -> str:
        letter = classes[word]
        return intern(word.lower()) if letter in _WORDED else letters.name_of(letter)

    return ByWord(key)


def word_classes(words: list[str], reporting: Reporting) -> str:
    """The letters of the classes of some tokens in a row."""
    classes, cues = _classes(reporting), reporting.cues

    def resolved(doubtful: re.Match[str]) -> str:
        at, letter = doubtful.start(), doubtful[0]
        if letter == letters.MODAL:
            return letters.NAME if words[at][0].isupper() else letter
        small = words[at].lower()
        verb = classes[small]
        if verb == letters.ING and (small in cues or classes[words[at + 1]] in _OBJECTS):
            return verb
        return verb if verb == letters.PAST and small in cues else letter

    return _DOUBTFUL.sub(resolved, "".join(map(classes.__getitem__, words)))
