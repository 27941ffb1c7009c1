"""The words of reporting, by form: what `says`, `telling`, `belief` or `confident` can signal.

The lemmas and their classes are data (`data/LANG/cues.json`).  A class tells what a verb takes: *say* a clause or a
quotation, *tell* an addressee first, *think* a clause nobody spoke, *intend* and *order* an infinitive, *judge* and
*support* a plain object, *show* has documents for its source, *seem* none at all.  Regular English forms are spelled
out here from the lemma; irregular ones and doubled consonants are listed.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, TypeAlias

from wireparse.lexicon import languages, pack
from wireparse.record import Record

__all__ = ["VERB_FORMS", "Companions", "CueWord", "companions", "cue_words"]

Form: TypeAlias = Literal["base", "s", "ing", "past", "participle", "noun", "plural", "adjective", "adverb"]

#: The forms of verbs.
VERB_FORMS: Final[frozenset[Form]] = frozenset(("s", "past", "participle", "ing", "base"))
_SIBILANT: Final = ("s", "x", "z", "ch", "sh", "o")
_VOWELS: Final = "aeiou"


class CueWord(Record):
    """One form of a word that can signal an attribution: the dictionary form, its class, and which form it is
    ("past" stands for a participle as well, where both look alike)."""

    lemma: str
    kind: str
    form: Form


@cache
def cue_words(language: str) -> dict[str, CueWord]:
    """Every form (casefolded) of the words of reporting in a language; empty where the language has no pack.

    A form that a verb and a noun share ("claim") is the verb's.  Homographs, forms that are mostly something else
    ("states", "work"), are left out.
    """
    if language not in languages("cues"):
        return {}
    data = pack("cues", language)
    words: dict[str, CueWord] = {}
    for kind, lemmas in data["verbs"].items():
        for lemma in lemmas:
            listed = data["forms"].get(lemma)
            for form, word in _listed(lemma, listed) if listed else _regular(lemma):
                words.setdefault(word, CueWord(lemma, kind, form))
    for kind, lemmas in data["nouns"].items():
        for lemma in lemmas:
            words.setdefault(lemma, CueWord(lemma, kind, "noun"))
            words.setdefault(_with_s(lemma), CueWord(lemma, kind, "plural"))
    for form in ("adjective", "adverb"):
        for lemma in data[form + "s"]:
            words.setdefault(lemma, CueWord(lemma, form, form))
    for word in data["homographs"]:
        words.pop(word, None)
    return words


class Companions(Record):
    """Words beside a cue: particles of its verb ("point out"), the verbs with particles that tell nothing ("call off"),
    prepositions that it takes ("call for"), what makes a report hypothetical ("would say"), and prepositions of time,
    place and manner ("said on Tuesday by phone")."""

    particles: frozenset[str]
    silent: frozenset[str]
    complements: frozenset[str]
    hypothetical: frozenset[str]
    adjuncts: frozenset[str]


@cache
def companions(language: str = "en") -> Companions:
    """The companions of a language's cues."""
    data = pack("cues", language)
    return Companions(*(frozenset(data[name]) for name in Companions._fields))


def _listed(lemma: str, forms: list[str]) -> list[tuple[Form, str]]:
    """Forms as the data lists them: third person, -ing form, past, participle, then spelling variants."""
    named: list[tuple[Form, str]] = [("base", lemma), ("s", forms[0]), ("ing", forms[1]), ("past", forms[2])]
    for word in forms[3:]:
        named.append(("ing" if word.endswith("ing") else "past" if word.endswith("ed") else "participle", word))
    return named


def _regular(lemma: str) -> list[tuple[Form, str]]:
    if lemma.endswith("e"):
        stem, past = lemma[:-1] if not lemma.endswith(("ee", "ye")) else lemma, lemma + "d"
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        stem, past = lemma, lemma[:-1] + "ied"
    else:
        stem, past = lemma, lemma + "ed"
    return [("base", lemma), ("s", _with_s(lemma)), ("ing", stem + "ing"), ("past", past)]


def _with_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(_SIBILANT) else "s")
