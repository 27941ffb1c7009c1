"""Noun phrases of a frame: a pronoun, a name with what stands before it, or a noun with its article."""

from __future__ import annotations

from typing import Final

from wireparse.quotes.grammar.frames import QUOTED, Frame
from wireparse.quotes.grammar.words import Words
from wireparse.record import Record

__all__ = ["Phrase", "Phrases"]

_LONG: Final = 14  # words of a phrase at most
_STEM: Final = 4  # letters of an inflected name that its forms share
_TERM: Final = 40  # characters of a quoted name at most
_APPOSED: Final = 10  # words of an apposition at most


class Phrase(Record):
    """A noun phrase: its words from `first` up to `end`, where what belongs to it ends, and whether it is a "pronoun",
    has a "name", or is a "noun"."""

    first: int
    end: int
    behind: int
    kind: str


class _Grown:
    """A phrase while it is read: up to where it is kept, how many capitals and whether a noun was met, and whether a
    word that joins two came last."""

    __slots__ = ("article", "capitals", "joined", "kept", "noun")

    def __init__(self, first: int, article: bool) -> None:
        self.kept, self.article = first, article
        self.capitals, self.noun, self.joined = 0, False, False

    def add_noun(self, at: int) -> None:
        self.kept, self.noun, self.joined = at + 1, True, False


class Phrases:
    """Reads the noun phrases of a frame."""

    def __init__(self, frame: Frame, known: Words) -> None:
        self.raw, self.low, self.places, self.known = frame.raw, frame.low, frame.places, known
        self.names = frame.names

    def at(self, first: int, limit: int) -> Phrase | None:
        """The noun phrase that begins at a word, if one does."""
        known, raw = self.known, self.raw
        if first >= limit or raw[first] == QUOTED:
            return None
        if self.low[first] in known.pronouns:
            return Phrase(first, first + 1, first + 1, "pronoun")
        article = self._article(first)
        grown = _Grown(first, bool(article))
        at = first + (article == 2)
        while at < min(limit, first + _LONG) and (following := self._grow(grown, at, first, limit)) is not None:
            at = following
        kept, noun = grown.kept, grown.noun
        ends = at == limit or not raw[at][0].isalnum()
        if ends and noun and not known.articles and first < kept < at <= kept + 2 and raw[at - 1][0].isalpha():
            kept = at  # an attribute at the end
        if kept == first or not (grown.capitals or noun):
            return None
        alone = kept == first + 1 and not noun and not article
        if alone and not self._may_be_name(first):
            return None
        common = known.nouns and article and not self._named(first, kept)
        kind = "name" if grown.capitals and not common else "noun"
        return self._with_apposition(Phrase(first, kept, kept, kind), noun or bool(article), limit)

    def _grow(self, grown: _Grown, at: int, first: int, limit: int) -> int | None:
        """Take a word into a phrase: the word behind it, None if it does not belong there."""
        known, raw, word = self.known, self.raw, self.low[at]
        if not raw[at][0].isalnum():
            return self._past_sign(grown, at, first, limit)
        if self._stops(at, first):
            return None
        elided = self._elided(word)
        if raw[at][0].isupper() or ("'" in word and raw[at].rpartition("'")[2][:1].isupper()):
            if at == first and word in known.small:
                return None
            grown.capitals += 1
            grown.kept, grown.joined = at + 1, False
        elif word in known.particles and word not in known.articles and grown.capitals and not grown.joined:
            grown.joined = True
        elif (word in known.joints or elided) and grown.kept > first:
            if word in known.articles and not known.audience.isdisjoint(self.low[at + 1 : at + 4]):
                return None  # "sagte Minister Wiebe der Deutschen Presse-Agentur"
            grown.joined = True
            if elided:
                grown.kept, grown.noun = at + 1, True
        elif word in known.titles or known.speaks(word):
            grown.add_noun(at)
        elif grown.article and (not grown.capitals or grown.joined) and any(map(str.isalpha, raw[at])):
            if word in known.small and (word not in known.possessives or grown.kept > first):
                return None
            if not known.nouns:  # else an attribute, which belongs to the phrase if a noun follows
                grown.add_noun(at)
        elif known.articles or not grown.noun or not raw[at][0].islower() or word in known.small:
            return None  # else an attribute of the noun, which belongs to the phrase if a name follows
        return at + 1

    def _past_sign(self, grown: _Grown, at: int, first: int, limit: int) -> int | None:
        """The word behind a sign inside a phrase: a full stop of an abbreviation, and, where a noun with a name behind
        it needs no article, a name in marks or an abbreviation in brackets."""
        described = grown.noun and not self.known.articles
        if self.raw[at] == QUOTED:
            return at + 1 if described and self._is_term(at, limit) else None
        if self.raw[at] == "(" and described and self.raw[at + 2 : at + 3] == [")"]:
            return at + 3
        abbreviated = self.raw[at] == "." and at > first
        before = self.low[at - 1]
        return at + 1 if abbreviated and (before in self.known.titles or len(before) == 1) else None

    def _may_be_name(self, at: int) -> bool:
        """May a capitalised word that stands alone be a name?  Where it opens its sentence, only if it has its capital
        elsewhere too."""
        if self.low[at] in self.known.small:
            return False
        return at > 0 or self.raw[at] in self.names or (bool(self.known.stems) and self.raw[at][:_STEM] in self.names)

    def _is_term(self, at: int, limit: int) -> bool:
        """Is a quotation inside a phrase the name of something, with a name behind it?"""
        begin, end = self.places[at]
        return end - begin <= _TERM and at + 1 < limit and self.raw[at + 1][0].isupper()

    def _stops(self, at: int, first: int) -> bool:
        """Does a word end a phrase wherever it stands?"""
        known, word = self.known, self.low[at]
        if word in known.titles or known.speaks(word):
            return False
        small = self.raw[at][0].islower()
        return (
            (word in known.cues and small)
            or word in known.that
            or (word in known.auxiliaries and small)
            or (word in known.asides and at > first)
            or (word in known.relatives and at > first and word not in known.articles)
            or (word in known.audience and at > first and word not in known.roles)
            or (word in known.conjunctions and not (at + 1 < len(self.raw) and self.raw[at + 1][0].isupper()))
        )

    def _named(self, first: int, end: int) -> bool:
        """In a language whose nouns have capitals: do two capitals stand side by side at a phrase's end?"""
        return end - first > 1 and self.raw[end - 2][0].isupper() and self.low[end - 2] not in self.known.articles

    def _article(self, at: int) -> int:
        """2 if a word is an article or a possessive, 1 if one stands at its front ("l'entreprise")."""
        word = self.low[at]
        if word in self.known.articles or word in self.known.possessives:
            return 2
        return int(self._elided(word))

    def _elided(self, word: str) -> bool:
        head, mark, _ = word.partition("'")
        return bool(mark) and (head + mark in self.known.articles or head + mark in self.known.joints)

    def _with_apposition(self, phrase: Phrase, described: bool, limit: int) -> Phrase:
        """A phrase, and where an apposition behind it ends; the name in one instead of a noun before it."""
        raw, first = self.raw, phrase.end
        if raw[first : first + 1] == ["("] and described:  # "the delegate of the police (PF), NAME"
            closed = next((at for at in range(first, min(limit, first + 4)) if raw[at] == ")"), None)
            if closed is not None and raw[closed + 1 : closed + 2] == [","]:
                first = closed + 1
        if first >= limit or raw[first] not in (",", "("):
            return phrase
        closing = "," if raw[first] == "," else ")"
        name = self._name(first + 1, limit) if described and closing == "," else None
        inner = self.at(first + 1, limit) if described and closing == "," and not name else None
        if inner and inner.kind == "name" and self._article(inner.first) and self._two_capitals(inner):
            ends = inner.end == limit or not self.raw[inner.end][0].isalnum()
            if ends:
                return inner._replace(behind=inner.end + (inner.end < limit and raw[inner.end] == ","))
        if name:
            behind = name + (name < limit and raw[name] == ",")
            return Phrase(first + 1, name, behind, "name")
        for at in range(first + 1, min(limit, first + 1 + _APPOSED)):
            if raw[at] == QUOTED or (raw[at] in ",;:" and closing == ")"):
                break
            if raw[at] == closing:
                return phrase._replace(behind=at + 1)
        return phrase

    def _two_capitals(self, phrase: Phrase) -> bool:
        pair = self.raw[phrase.first : phrase.end][-2:]
        return len(pair) == 2 and all(word[0].isupper() for word in pair)

    def _name(self, first: int, limit: int) -> int | None:
        """Where a name of two words or more ends that fills the space up to the next sign."""
        at = first
        while at < limit and self.raw[at] != QUOTED:
            if not (self.raw[at][0].isupper() or (at > first and self.low[at] in self.known.particles)):
                break
            at += 1
        ends = at == limit or not self.raw[at][0].isalnum() or self.low[at] in self.known.asides
        return at if ends and at - first > 1 and self.raw[at - 1][0].isupper() else None
