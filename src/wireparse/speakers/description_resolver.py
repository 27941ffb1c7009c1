"""Whom a definite description means: "the minister", "the company", "his lawyer".

A description that was heard before means who it meant; one that claims something (a role, a place, an age) means whom
the story says that of; a body's noun means the body that it fits.  Only then is it the person who was heard last, and
only if nothing is said that speaks against that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wireparse.model import SpeakerKind
from wireparse.speakers.coreference import LEAST, LOOKED_AT, REACH, Resolver
from wireparse.speakers.descriptions import Description, placed, read_description
from wireparse.speakers.lexicon import lexicon
from wireparse.speakers.meaning import NOBODY, Meaning
from wireparse.speakers.source_phrases import SourcePhrase

__all__ = ["DescriptionResolver"]


#: Quotes of somebody who speaks at length, and characters in which an article stands before its noun.
_AT_LENGTH: Final = 2
_MODIFIED: Final = 24


class DescriptionResolver(Resolver):
    """A resolver that knows whom descriptions mean, too."""

    __slots__ = ()

    def described(self, phrase: SourcePhrase, kind: SpeakerKind) -> Meaning | None:
        """What a definite description ("the minister", "the company") means; None if nothing that is known."""
        known = lexicon()
        same = self._same(phrase)
        again = None if same is None else Meaning(same, "again")
        if kind in ("group", "document"):
            return again
        if kind == "organisation":
            body = self._body(phrase) if same is None else None
            if again is None and body is None:
                return NOBODY if self._near_body(phrase) else None
            return again or Meaning(body, "body")
        claim = read_description(self.table.text[phrase.start : phrase.core], phrase.head)
        found = self._by_claim(phrase, claim)
        if found is not None:
            return Meaning(found, "claim")
        if again is not None:
            return again
        if phrase.head in known.kin or "'" in self._owned(phrase):
            return None
        if phrase.head in known.reticent:
            return self._taken_up(phrase, claim)
        if phrase.opener in known.possessive or phrase.head in known.honorifics or claim.places:
            return None  # a senator, or somebody from Ohio, would have been called so
        if phrase.head not in known.roles and not phrase.head.endswith(known.aged):
            return None
        last = self.person(phrase.start, known.roles.get(phrase.head, ""), least=LEAST + 1.0)
        if last.entity is None or not claim.agrees(self._said_of(last.entity)):
            return None
        return Meaning(last.entity, "last", last.margin)

    def _taken_up(self, phrase: SourcePhrase, claim: Description) -> Meaning | None:
        """The person who speaks at length and was heard last, by a noun that might be anybody's ("the expert"), where
        nobody else was introduced by it ("an expert", "experts")."""
        last = self.last_heard(phrase.start)
        if last is None or phrase.opener not in lexicon().articles:
            return None
        entity = self.table.entities[last]
        if entity.kind != "person" or len(self.spans[last]) < _AT_LENGTH or not claim.agrees(self._said_of(last)):
            return None
        gender = lexicon().roles.get(phrase.head, "")
        if gender and entity.gender and gender != entity.gender:
            return None
        text = self.table.text
        for found in re.finditer(rf"\b{re.escape(phrase.head)}s?\b", text[: phrase.start], re.IGNORECASE):
            if found.group()[-1] == "s" or "the" not in text[max(0, found.start() - _MODIFIED) : found.start()].split():
                return None
        return Meaning(last, "taken up")

    def _owned(self, phrase: SourcePhrase) -> str:
        """The words of a description before its head noun, in which somebody may be named whose it is."""
        return self.table.text[phrase.start : phrase.core]

    def _near_body(self, phrase: SourcePhrase) -> bool:
        """May a body's noun mean an organisation that was heard, or the only one that is named, close by ("the
        retailer")?  It may as well be another, so nobody is named."""
        if "'" in self._owned(phrase) or _names(self._words(phrase)):
            return False
        floor = self.sentence_map.prose[max(0, self.sentence_map.piece(phrase.start) - REACH)].start
        entities = self.table.entities
        for start, index in reversed(self._heard[-LOOKED_AT:]):
            if start < floor:
                break
            if entities[index].kind == "organisation" and entities[index].words[0][0].isupper():
                return True
        near = {
            index
            for start, index in self.table.people(phrase.start, LOOKED_AT)
            if start >= floor and entities[index].kind == "organisation" and not self.sentence_map.quoted(start)
        }
        return len(near) == 1

    def _same(self, phrase: SourcePhrase) -> int | None:
        """Who was heard last under the head noun of a description, unless it names somebody else ("the Torres
        campaign" behind "Dillon's campaign"); a person may have been called by less."""
        index = self._by_head.get(phrase.head)
        if index is None:
            return None
        entity = self.table.entities[index]
        names, known = _names(self._words(phrase)), _names(entity.words)
        owner = lexicon().pronouns.get(phrase.opener)
        if known and owner in ("m", "f"):  # "her campaign"
            who = self.person(phrase.start, owner).entity
            names = names if who is None else {self.table.entities[who].words[-1]}
        if names and names.isdisjoint(known) and (known or entity.kind != "unnamed"):
            return None
        return index

    def _words(self, phrase: SourcePhrase) -> list[str]:
        """The words of a description up to its head noun."""
        return self.table.text[phrase.start : phrase.core].split()

    def _by_claim(self, phrase: SourcePhrase, claim: Description) -> int | None:
        """The person named last before the phrase of whom the story says what the phrase claims."""
        entities = self.table.entities
        second = None
        for start, index in self.table.latest(phrase.start, 3 * LOOKED_AT):
            if entities[index].kind != "person":
                continue
            said = self._said_of(index)
            if not claim.heads.isdisjoint(said) and claim.agrees(said):
                if claim.fits(said) and not self.sentence_map.quoted(start):
                    return index
                if second is None and not (claim.places and placed(said)):
                    second = index
        return second

    def _body(self, phrase: SourcePhrase) -> int | None:
        """The organisation named last before the phrase that the noun fits."""
        known = lexicon()
        ends = known.generic.get(phrase.head, frozenset((phrase.head,)))
        entities = self.table.entities
        names = {name for name in _names(self._words(phrase)) if name.lower() not in known.labels}
        for _, index in self.table.latest(phrase.start, 3 * LOOKED_AT):
            entity = entities[index]
            other = names and names.isdisjoint(entity.words)
            if entity.kind == "organisation" and not other and not ends.isdisjoint(_nouns(entity.words)):
                return index
        if known.companies.isdisjoint(ends):
            return None
        for _, index in reversed(self._heard[-LOOKED_AT:]):  # "Andina Norte", whose name does not say what it is
            entity = entities[index]
            if entity.kind == "organisation" and entity.words[0][0].isupper():
                words = [word.lower().removesuffix("'s") for word in entity.words]
                return index if known.organisations.isdisjoint(words) else None
        return None


def _names(words: Sequence[str]) -> set[str]:
    """The names before a noun, which is the last word ("Paris-based" is none)."""
    return {
        word.removesuffix("'s").rstrip("'")
        for word in words[:-1]
        if word[0].isupper() and not word.rpartition("-")[2].islower()
    }


def _nouns(words: Sequence[str]) -> list[str]:
    """The nouns that say what a body is (small letters): the last of its words, and one with an "of" behind it."""
    followers = [*words[1:], lexicon().genitive]
    return [word.lower().rstrip(".") for word, after in zip(words, followers, strict=True) if after.islower()]
