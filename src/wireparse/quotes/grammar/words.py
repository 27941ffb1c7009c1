"""The words of one language that the grammar of a sentence asks for."""

from __future__ import annotations

from functools import cache
from typing import Final

from wireparse.knowledge.reporting import CueWord, Reporting, reporting
from wireparse.lexicon import load
from wireparse.record import Record

__all__ = ["Words", "words_of"]

#: Letters of a noun that its forms share, at least.
_STEM: Final = 4
#: Lists of words in a record, in the order of the fields below.
_LISTS: Final = (
    "according",
    "according_behind",
    "that",
    "auxiliaries",
    "asides",
    "articles",
    "possessives",
    "prepositions",
    "joints",
    "particles",
    "titles",
    "roles",
    "audience",
    "relatives",
    "conjunctions",
    "citing",
    "homographs",
    "separable",
    "indefinite",
    "subjunctive",
    "impersonal",
    "works",
    "labels",
    "nominative",
    "according_opening",
)


class Words(Record):
    """A language's words: forms of verbs of saying; "according to" in front of its noun, and behind it; what opens a
    content without marks; what may stand between a subject and its verb; days, adverbs and other idle words; articles
    and possessives; prepositions; what goes on with a noun phrase, and with a name; honorifics; nouns for people and
    bodies that speak; whoever is spoken to; relative pronouns; conjunctions; verbs whose object speaks ("cites X");
    forms that are mostly something else, which count right behind a quotation alone; particles of verbs that stand at
    a clause's end; indefinite articles; verbs in the mood that reports; impersonal verbs, which tell what a document
    says ("it says in the letter"); nouns that have a name in marks behind them (films, parties, contests); words
    before a colon that stand for whoever was heard last ("literally:"); pronouns that are subjects alone; what is
    "according to" only where it opens a sentence, before whoever may speak ("for the minister, ..."); the first words
    of all that is "according to"; pronouns with the gender that they tell; function words, which open no name.

    `dropped` tells whether a verb may have no subject, `plural` by which ends a verb has a plural one, `nouns` whether
    nouns have capitals; `stems` are the beginnings of the nouns for people, where nouns are inflected, and `compounds`
    tells whether one word may be put before another; `reported`, whether reported speech is read; `second`, whether the
    verb comes second, so that its subject may stand behind it; `last`, whether it comes last.
    """

    cues: dict[str, CueWord]
    according: frozenset[str]
    according_behind: frozenset[str]
    that: frozenset[str]
    auxiliaries: frozenset[str]
    asides: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    prepositions: frozenset[str]
    joints: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    audience: frozenset[str]
    relatives: frozenset[str]
    conjunctions: frozenset[str]
    citing: frozenset[str]
    homographs: frozenset[str]
    separable: frozenset[str]
    indefinite: frozenset[str]
    subjunctive: frozenset[str]
    impersonal: frozenset[str]
    works: frozenset[str]
    labels: frozenset[str]
    nominative: frozenset[str]
    according_opening: frozenset[str]
    openings: frozenset[str]
    pronouns: dict[str, str]
    small: frozenset[str]
    dropped: bool
    plural: tuple[str, ...]
    nouns: bool
    stems: frozenset[str]
    work_stems: frozenset[str]
    compounds: bool
    reported: bool
    second: bool
    last: bool

    def speaks(self, word: str) -> bool:
        """Is a word in small letters a noun for people or bodies, in any form that the language gives it?"""
        return self._is_form(word, self.roles, self.stems)

    def names(self, word: str) -> bool:
        """Is a word in small letters a noun that has a name in marks behind it, in any form?"""
        return self._is_form(word, self.works, self.work_stems)

    def _is_form(self, word: str, nouns: frozenset[str], stems: frozenset[str]) -> bool:
        bare = word.rpartition("'")[2]
        if bare in nouns:
            return True
        if len(bare) < _STEM:
            return False
        if self.compounds:
            return any(bare[at:] in nouns for at in range(2, len(bare) - _STEM + 1))
        return any(bare[:size] in stems for size in range(max(_STEM, len(bare) - 3), len(bare) + 1))


@cache
def words_of(language: str) -> Words:
    """The words of a language that has a record of reporting."""
    known = reporting(language)
    assert isinstance(known, Reporting)
    data = known.data
    lists = [frozenset(data.get(name, "").split()) for name in _LISTS]
    pronouns = {word: gender for gender, words in data.get("pronouns", {}).items() for word in words.split()}
    according = " ".join([data.get(name, "") for name in ("according", "according_behind", "according_opening")])
    openings = frozenset([word.partition("_")[0] for word in according.split()])
    small = frozenset(load("stopwords").get(language, "").split())
    plural = tuple(data.get("plural", "").split())
    stems = [
        _stems(data.get(name, "").split()) if data.get("inflected") else frozenset() for name in ("roles", "works")
    ]
    flags = [bool(data.get("dropped")), plural, bool(data.get("capital_nouns")), *stems]
    flags += [
        bool(data.get("compounds")),
        bool(data.get("reported")),
        bool(data.get("verb_second")),
        bool(data.get("verb_last")),
    ]
    return Words._make([dict(known.cues), *lists, openings, pronouns, small, *flags])


def _stems(nouns: list[str]) -> frozenset[str]:
    return frozenset([noun[: max(_STEM, len(noun) - 2)] for noun in nouns if len(noun) > _STEM])
