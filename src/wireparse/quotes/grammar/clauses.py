"""Clauses of reporting in a frame: a cue, and its subject before or behind it, or none where the language leaves it
out."""

from __future__ import annotations

from typing import Final

from wireparse.quotes.grammar.frames import QUOTED, Frame
from wireparse.quotes.grammar.phrases import Phrase, Phrases
from wireparse.quotes.grammar.words import Words
from wireparse.record import Record

__all__ = ["Clause", "read_clauses"]

_FAR: Final = 8  # idle words between a cue and its subject at most
_REACH: Final = 16  # words from the beginning of what a relative pronoun stands for to the pronoun at most
_LONG: Final = 30  # words of a clause between a quotation and its cue at most
_PARENTHESIS: Final = frozenset((",", "-", "--", QUOTED, ":", "("))


class Clause(Record):
    """A cue (its words and its lemma), the phrase of its subject, the way it was found ("before" or "after" its cue,
    "shared" with the clause before, "dropped", "unknown"), and "according" where the cue is no verb."""

    first: int
    end: int
    lemma: str
    subject: Phrase | None
    way: str
    kind: str


def read_clauses(frame: Frame, known: Words) -> list[Clause]:
    """The clauses of reporting in a sentence, from left to right."""
    return _ClauseReader(frame, known).all()


class _ClauseReader:
    def __init__(self, frame: Frame, known: Words) -> None:
        self.frame, self.known = frame, known
        self.raw, self.low = frame.raw, frame.low
        self.size = len(frame.raw)
        self.phrases = Phrases(frame, known)

    def all(self) -> list[Clause]:
        found: list[Clause] = []
        begin = 0
        openings, cues = self.known.openings, self.known.cues
        for at, word in enumerate(self.low):
            if word not in cues and word not in openings and "-" not in word and "'" not in word:
                continue  # most words
            if at < begin or word == QUOTED:
                continue
            clause = self._according(at) or self._verb(at, begin, found)
            if clause:
                found.append(clause)
                begin = max(at + 1, clause.subject.behind if clause.subject and clause.way == "after" else 0)
        return found

    def _according(self, at: int) -> Clause | None:
        """ "According to" with whom it names."""
        word, known = self.low[at], self.known
        if word in known.according_behind:
            phrase = self._ending(at)
            return Clause(at, at + 1, word, phrase, "before", "according") if phrase else None
        two = f"{word}_{self.low[at + 1]}" if at + 1 < self.size else ""
        apart = f"{word}_{self.low[at + 2]}" if at + 2 < self.size else ""
        if apart in known.according and self.low[at + 1] in known.pronouns:  # "in his words"
            return Clause(at, at + 3, word, Phrase(at + 1, at + 2, at + 3, "pronoun"), "after", "according")
        if apart in known.according and self.low[at + 1] in known.articles:  # "nach einem Bericht der Zeitung"
            phrase = self.phrases.at(at + 1, self.size)
            return Clause(at, at + 1, word, phrase, "after", "according") if phrase else None
        long = two in known.according
        if not long and word not in known.according:
            return self._opinion(at) if word in known.according_opening else None
        first = at + 1 + long
        while first < self.size and (self._preposition(first) or self.low[first] in known.asides):
            first += 1
        if first < self.size and self.low[first] in known.cues and self.raw[first][0].islower():
            return None  # "según dijo": the verb tells
        phrase = self.phrases.at(first, self.size)
        if phrase and phrase.kind == "pronoun":
            phrase = self._with_antecedent(phrase, at)
        return Clause(at, at + 1 + long, word, phrase, "after", "according") if phrase else None

    def _opinion(self, at: int) -> Clause | None:
        """ "For the minister," at the beginning of a sentence, before a comma."""
        if at and self.raw[at - 1][0].isalnum():
            return None
        phrase = self.phrases.at(at + 1, self.size)
        if phrase is None or self.low[phrase.behind - 1 : phrase.behind + 1].count(",") == 0:
            return None
        spoken = self._speaks(phrase) or (
            phrase.kind == "name" and all(map(_capital, self.raw[phrase.first : phrase.end]))
        )
        return Clause(at, at + 1, self.low[at], phrase, "after", "according") if spoken else None

    def _ending(self, end: int) -> Phrase | None:
        """The noun phrase that ends right before a word."""
        for first in range(max(0, end - 8), end):
            phrase = self.phrases.at(first, end)
            if phrase and phrase.behind == end:
                return phrase
        return None

    def _verb(self, at: int, begin: int, found: list[Clause]) -> Clause | None:
        """The clause of a verb of saying."""
        known = self.known
        verb, _, clitic = self.low[at].partition("-")
        clitic = clitic.rpartition("-")[2]
        inverted = clitic in known.pronouns
        attached = bool(clitic) and verb in known.cues and self.low[at] not in known.cues  # "disse-lhe"
        elision, _, head = (verb if inverted or attached else self.low[at]).rpartition("'")
        introduces = at + 1 < self.size and self.low[at + 1] in (":", QUOTED)
        word = known.cues.get(head) if introduces or elision + "'" not in known.prepositions else None
        if word is None or (self.raw[at][0].isupper() and at + 1 < self.size and self.raw[at + 1][0].isupper()):
            return None
        if head in known.homographs and not self._is_verb(at):
            return None
        if inverted:
            return Clause(at, at + 1, word.lemma, Phrase(at, at + 1, at + 1, "pronoun"), "after", "")
        if head in known.citing and (cited := self._cited(at)):
            return Clause(at, at + 1, word.lemma, cited, "after", "")
        left = self._left(at)
        if left >= begin and self._has_clitic(left):
            return Clause(at, at + 1, word.lemma, Phrase(left, left + 1, left + 1, "pronoun"), "after", "")
        if head in known.impersonal and (document := self._document(at, begin)):
            return Clause(at, at + 1, word.lemma, document, "after" if document.first > at else "before", "")
        before, behind = self._before(at, begin), self._behind(at)
        quoted = left >= 0 and self.low[left] in (QUOTED, ",", "-", "--") and self._follows_quotation(left)
        if before is None and left >= begin and QUOTED in self.low[max(begin, left - _LONG) : left + 1]:
            quoted = True
        aside = left < begin or self.low[left] in _PARENTHESIS or self.low[left] in known.according
        if behind and behind.kind == "noun" and not quoted and not self._speaks(behind):
            behind = None
        apart = before is not None and (before.behind > left or self._between_commas(before, left))
        subject: Phrase | None
        addressed = before is not None and behind is not None and self.low[before.end - 1] in known.audience
        if behind and (quoted or addressed or (aside and not apart) or self._inverts(before, behind, at)):
            subject, way = behind, "after"
        elif before:
            subject, way = self._with_antecedent(before, before.first), "before"
        elif behind:
            subject, way = behind, "after"
        elif found and found[-1].subject and found[-1].kind != "according":
            subject, way = found[-1].subject, "shared"
        else:
            subject, way = self._around(at) if quoted else None, "before"
            if subject is None:
                way = "unknown" if self._has_stranger(at) else "dropped"
        return Clause(at, at + 1, word.lemma, subject, way, "")

    def _inverts(self, before: Phrase | None, behind: Phrase, cue: int) -> bool:
        """Does a pronoun right behind a verb tell who says what stands before it, in a language whose verb comes
        second ("the plan called he a farce")?"""
        if before is None or not self.known.second or behind.kind != "pronoun" or behind.first != cue + 1:
            return False
        return self.low[behind.first] in self.known.nominative or (before.kind == "noun" and not self._speaks(before))

    def _document(self, cue: int, begin: int) -> Phrase | None:
        """What an impersonal verb reads from: the noun behind the first preposition that follows it ("it says in the
        letter"), else the one whose prepositional phrase opens the clause ("in the letter it says")."""
        for at in range(cue + 1, min(self.size - 1, cue + _FAR)):
            if not self.raw[at][0].isalnum() or self.low[at] in self.known.that:
                break
            if self._preposition(at):
                return self._noun_behind(at, self.size)
        at = begin
        while at < cue and not self.raw[at][0].isalnum():
            at += 1
        return self._noun_behind(at, cue) if at < cue and self._preposition(at) else None

    def _noun_behind(self, preposition: int, limit: int) -> Phrase | None:
        """The phrase behind a preposition, a plain noun too, but no place."""
        first = preposition + ("'" not in self.low[preposition])
        if first < limit and self.raw[first][0].isupper():
            return None
        phrase = self.phrases.at(first, limit)
        if phrase or first >= limit or not self.raw[first][0].isalpha():
            return phrase
        return Phrase(first, first + 1, first + 1, "noun")

    def _with_antecedent(self, subject: Phrase, clause: int) -> Phrase:
        """A relative pronoun, in a clause that begins at a word, with the phrase right before that clause that it
        stands for; any other subject as it is."""
        word = self.low[subject.first]
        relative = self.known.pronouns.get(word) == "r" or (word in self.known.relatives and word in self.known.that)
        if subject.end - subject.first > 1 or not relative:
            return subject
        comma = clause - (self.low[clause - 1] == ",") if clause else 0
        for first in range(max(0, clause - _REACH), comma):
            if self.low[first] == QUOTED or self._preposition(first):
                continue
            phrase = self.phrases.at(first, clause)
            if phrase and phrase.kind != "pronoun" and comma <= phrase.behind <= clause:
                return Phrase(phrase.first, subject.end, subject.behind, phrase.kind)
        return subject

    def _around(self, cue: int) -> Phrase | None:
        """The subject that opens a sentence, with nothing but a quotation between it and its cue."""
        phrase = self.phrases.at(0, self.size)
        between = self.low[phrase.behind : cue] if phrase else []
        return phrase if QUOTED in between and all(word in _PARENTHESIS for word in between) else None

    def _has_stranger(self, at: int) -> bool:
        """Does somebody stand behind a cue who cannot be told ("said one of the sailors")?"""
        here = at + 1
        return here < self.size and (self.low[here] in self.known.articles or self.low[here] in self.known.indefinite)

    def _is_verb(self, at: int) -> bool:
        """Is a form that is mostly something else a verb of saying here: right behind a quotation, or right before
        what it opens?"""
        left = self._left(at)
        if left >= 0 and self.low[left] in (QUOTED, ",", "-", "--") and self._follows_quotation(left):
            return True
        if at + 1 < self.size and (self.low[at + 1] in self.known.that or self.low[at + 1] == ":"):
            return True
        ends = range(at + 1, min(self.size, at + 2 * _FAR))
        end = next((here for here in ends if not self.raw[here][0].isalnum()), self.size)
        return end > at + 1 and self.low[end - 1] in self.known.separable

    def _follows_quotation(self, left: int) -> bool:
        """Does nothing but signs stand between a quotation and a word?"""
        while left >= 0 and self.low[left] in (",", "-", "--", "."):
            left -= 1
        return left >= 0 and self.low[left] == QUOTED

    def _speaks(self, phrase: Phrase) -> bool:
        return any(map(self.known.speaks, self.low[phrase.first : phrase.end]))

    def _has_clitic(self, at: int) -> bool:
        """Is a word an auxiliary with its subject behind a hyphen ("a-t-elle")?"""
        verb, _, clitic = self.low[at].partition("-")
        return bool(clitic) and clitic.rpartition("-")[2] in self.known.pronouns and verb in self.known.auxiliaries

    def _between_commas(self, phrase: Phrase, left: int) -> bool:
        between = self.low[phrase.end : left + 1]
        return len(between) > 2 and between[0] == "," and between[-1] == ","

    def _cited(self, at: int) -> Phrase | None:
        """Whom a verb cites: the last noun phrase behind it, past the medium."""
        phrase = self._behind(at)
        if phrase is None or phrase.kind == "noun":
            return phrase
        further = self.phrases.at(phrase.end, self.size)
        return further or phrase

    def _left(self, at: int) -> int:
        """The word before a cue and what may stand between it and its subject."""
        known, left = self.known, at - 1
        while left >= 0 and (self.low[left] in known.auxiliaries or self.low[left] in known.asides):
            left -= 1
        return left

    def _before(self, cue: int, begin: int) -> Phrase | None:
        """The subject before a cue: the phrase beside it, else the first of its clause."""
        left = self._left(cue)
        if self.known.last and (nearest := self._nearest(left)):
            return nearest
        if left > begin and self.low[left] in self.known.relatives and self.low[left] in self.known.that:
            relative = Phrase(left, left + 1, left + 1, "pronoun")
            antecedent = self._with_antecedent(relative, left)
            if antecedent.kind == "name" or (antecedent is not relative and self._speaks(antecedent)):
                return antecedent
        first: Phrase | None = None
        at = begin
        while at <= left:
            if self.low[at] == QUOTED:
                first = None
                at += 1
                continue
            if self.low[at] in self.known.that:
                first = None
                at += 1
                continue
            if self._preposition(at):
                if self._opens_name(at, left):
                    return Phrase(at, left + 1, left + 1, "name")
                at = max(at + 1, self._past_prepositional(at + ("'" not in self.low[at])))
                continue
            phrase = self.phrases.at(at, left + 1)
            if phrase is None:
                at += 1
                continue
            if phrase.end == left + 1 and not (first and self.low[phrase.first - 1] == ","):
                return phrase
            if phrase.behind == left + 1:
                return phrase
            before = self.low[phrase.first - 1] if phrase.first else ","
            apart = first is None and (before in self._openers or not before[0].isalnum())
            if apart or (first is None and phrase.kind != "noun"):
                first = phrase
            at = phrase.end
        if first and self._holds(first, left):
            return first
        return None

    def _opens_name(self, at: int, left: int) -> bool:
        """Does a capital open a name whose next word is a particle too, up to the cue ("Von der Leyen said")?"""
        named = left - at > 1 and self.raw[at][0].isupper() and self.raw[left][0].isupper()
        return named and all(word in self.known.particles for word in self.low[at:left])

    def _nearest(self, left: int) -> Phrase | None:
        """In a language whose verb comes last: the phrase right before what is quoted, or before a comma."""
        idle = self.known.auxiliaries | self.known.asides | _PARENTHESIS
        while left > 0 and self.low[left] in idle:
            left -= 1
        return self._ending(left + 1) if left >= 0 else None

    @property
    def _openers(self) -> frozenset[str]:
        return self.known.that | self.known.conjunctions | {",", QUOTED}

    def _holds(self, first: Phrase, left: int) -> bool:
        """May the subject of a cue be a phrase that stands far before it?  Not where another clause begins between
        them, but for one between commas."""
        at = first.end
        while at <= left and self.low[at] in self.known.auxiliaries:
            at += 1
        between = self.low[at : left + 1]
        if not between:
            return True
        if between[0] == "," and between[-1] == ",":
            return True
        last = between[-1]
        return last in self.known.conjunctions or last == "," or between[0] in self.known.prepositions

    def _preposition(self, at: int) -> bool:
        word = self.low[at]
        head, mark, _ = word.partition("'")
        return (word in self.known.prepositions and word not in self.known.articles) or (
            bool(mark) and head + mark in self.known.prepositions
        )

    def _behind(self, cue: int) -> Phrase | None:
        """The subject behind a cue, past idle words and whoever is spoken to."""
        at, known, past = cue + 1, self.known, False
        for _ in range(_FAR):
            if at >= self.size or self.raw[at] == QUOTED or self.low[at] in known.that:
                return None
            word = self.low[at]
            if word in known.auxiliaries or word in known.asides or word.rpartition("'")[2] in known.audience:
                at += 1
                if self.raw[at : at + 1] == ["."] and at + 1 < self.size and self.raw[at + 1][0].islower():
                    at += 2  # a web address
                continue
            if word in known.articles and at + 1 < self.size and self.low[at + 1] in known.asides:
                at += 2  # "this Monday"
                continue
            if self._preposition(at):
                at, past = self._past_prepositional(at + ("'" not in word)), True
                continue
            if not self.raw[at][0].isalnum():
                return None
            phrase = self.phrases.at(at, self.size)
            if phrase:
                return None if past and phrase.kind == "noun" and not self._speaks(phrase) else phrase
            if known.articles or not self.raw[at][0].islower() or word in known.cues:
                return None
            at += 1
        return None

    def _past_prepositional(self, at: int) -> int:
        """The word behind the noun phrase of a preposition: a name, or a noun up to the next name or article."""
        known, noun = self.known, False
        for here in range(at, min(self.size, at + 6)):
            word = self.low[here]
            bare = word.rpartition("'")[2]
            if bare in known.audience:
                here += 1
                while here < self.size and self.raw[here][0].isupper() and self.low[here] in known.audience:
                    here += 1
                return here
            if self.raw[here] == QUOTED or not self.raw[here][0].isalnum():
                return here
            if word in known.articles and here == at:
                continue
            if self.raw[here][0].isupper():
                if noun and not known.nouns:
                    return here
                while here < self.size and self.raw[here][0].isupper():
                    here += 1
                return here
            if noun and (word in known.articles or known.speaks(word) or self._preposition(here)):
                return here
            noun = True
        return min(self.size, at + 6)


def _capital(word: str) -> bool:
    return word[0].isupper()
