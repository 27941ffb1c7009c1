"""What a language reports with: its words of saying and thinking, their forms, the words beside them, its word classes.

One record a language, made from `data/LANG/reporting.json` and, where sentences are read, `data/LANG/grammar.json`.
A class of cues tells what a verb takes: *say* a clause or a quotation, *tell* an addressee first, *think* a clause
nobody spoke, *intend* and *order* an infinitive, *judge* and *support* a plain object, *show* has documents for its
source, *seem* none at all.  What a language's files lack switches a reading off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from wireparse.lexicon import languages, pack
from wireparse.record import Record

__all__ = ["VERB_FORMS", "Companions", "CueWord", "Reporting", "reporting"]

Form: TypeAlias = Literal["base", "s", "ing", "past", "participle", "noun", "plural", "adjective", "adverb", "listed"]

#: The forms of verbs.
VERB_FORMS: Final[frozenset[Form]] = frozenset(("s", "past", "participle", "ing", "base"))


class CueWord(Record):
    """One form of a word that can signal an attribution: the dictionary form, its class, and which form it is ("past"
    stands for a participle as well, where both look alike; "listed" for any, where a language does not tell them)."""

    lemma: str
    kind: str
    form: Form


class Companions(Record):
    """Words beside a cue: particles of its verb ("point out"), the verbs with particles that tell nothing ("call off"),
    prepositions that it takes ("call for"), what makes a report hypothetical ("would say"), prepositions of time, place
    and manner ("said on Tuesday by phone"), "according", what stands before an agent, before a manner and before
    whoever a noun comes from, "if", relative pronouns that are subjects, endings that
    negate a verb, and verbs that stand before their subject behind a whole clause ("…, said Ann Lee"), and
    particles that make a verb an answer ("shot back")."""

    particles: frozenset[str]
    silent: frozenset[str]
    complements: frozenset[str]
    hypothetical: frozenset[str]
    adjuncts: frozenset[str]
    according: frozenset[str]
    agents: frozenset[str]
    manners: frozenset[str]
    origins: frozenset[str]
    conditions: frozenset[str]
    relatives: frozenset[str]
    negating: frozenset[str]
    inverting: frozenset[str]
    answering: frozenset[str]


class Reporting:
    """A language's record.

    `cues` has every form (casefolded) of its words of reporting, `companions` the words beside them; `closed` names the
    class of each function word, `endings` that of other words by their ends, `contracted` has the ends of contractions,
    `acronyms` the names that look like a function word in capitals ("US"), `narrators` the words for who tells a story.
    `data` is the file itself, for the words that only one reading asks for.
    """

    __slots__ = ("acronyms", "closed", "companions", "contracted", "cues", "data", "endings", "language", "narrators")

    def __init__(self, language: str) -> None:
        self.language = language
        self.data: dict[str, Any] = pack("reporting", language)
        self.cues: Mapping[str, CueWord] = _cues(self.data)
        self.companions = Companions._make([frozenset(self.data.get(name, ())) for name in Companions._fields])
        grammar = pack("grammar", language) if language in languages("grammar") else {}
        classes: dict[str, list[str]] = grammar.get("classes", {})
        self.closed = {word: name for name, words in classes.items() for word in words}
        self.acronyms = frozenset(grammar.get("acronyms", ()))
        self.narrators = frozenset(grammar.get("narrators", ()))
        self.endings: tuple[tuple[str, str], ...] = tuple(grammar.get("endings", {}).items())
        self.contracted: tuple[str, ...] = tuple(grammar.get("contracted", ()))

    @property
    def reads_sentences(self) -> bool:
        """Are word classes known, so that reported speech can be read?  Else only what stands beside marks is."""
        return bool(self.closed)


@cache
def reporting(language: str) -> Reporting | None:
    """The record of a language (its first subtag, in small letters); None where it has none."""
    return Reporting(language) if language in languages("reporting") else None


def _cues(data: dict[str, Any]) -> dict[str, CueWord]:
    """Every form of the words of reporting.

    A form that a verb and a noun share ("claim") is the verb's.  Homographs, forms that are mostly something else
    ("states", "work"), are left out.
    """
    rules: dict[Form, list[tuple[str, int, str]]] = data.get("inflection", {})
    inflection = {form: [(tuple(ends.split()), cut, end) for ends, cut, end in found] for form, found in rules.items()}
    words: dict[str, CueWord] = {}
    for kind, lemmas in data.get("verbs", {}).items():
        for lemma in lemmas:
            for form, word in _forms(lemma, data["forms"].get(lemma), inflection):
                words.setdefault(word, CueWord(lemma, kind, form))
    for ends, stems in data.get("paradigms", ()):
        endings = ends.split()
        for stem in stems.split():
            for end in endings:
                words.setdefault(_joined(stem, end), CueWord(_joined(stem, endings[0]), "say", "listed"))
    for kind, lemmas in data.get("nouns", {}).items():
        for lemma in lemmas:
            words.setdefault(lemma, CueWord(lemma, kind, "noun"))
            words.setdefault(_inflected(lemma, inflection["s"]), CueWord(lemma, kind, "plural"))
    for lemma in data.get("adjectives", ()):
        words.setdefault(lemma, CueWord(lemma, "adjective", "adjective"))
    for lemma in data.get("adverbs", ()):
        words.setdefault(lemma, CueWord(lemma, "adverb", "adverb"))
    for word in data.get("homographs", ()) if rules else ():
        words.pop(word, None)
    return words


def _joined(stem: str, end: str) -> str:
    """A form by paradigm: an ending put on, "-" for none."""
    return stem + end.removeprefix("-")


_Rules: TypeAlias = list[tuple[tuple[str, ...], int, str]]


def _forms(lemma: str, listed: list[str] | None, inflection: dict[Form, _Rules]) -> Iterator[tuple[Form, str]]:
    """The forms of a verb: as listed (third person, -ing form, past, participle, then spelling variants), else by the
    language's rules; in a language without rules any of them."""
    if not inflection:
        for word in listed or (lemma,):
            yield "listed", word
        return
    yield "base", lemma
    if listed is None:
        for form, rules in inflection.items():
            yield form, _inflected(lemma, rules)
        return
    yield from zip(inflection, listed, strict=False)
    for word in listed[len(inflection) :]:
        variants = [form for form, rules in inflection.items() if word.endswith(rules[-1][2])]
        yield (variants[-1] if variants else "participle"), word


def _inflected(lemma: str, rules: _Rules) -> str:
    """A form by the first rule whose endings fit: so many letters cut off, an ending put on."""
    for ends, cut, end in rules:
        if not ends or lemma.endswith(ends):
            return lemma[: len(lemma) - cut] + end
    return lemma
