"""Antecedents: whom a pronoun or a description means, in reading order.

Candidates are weighed by a few features of the places where they are named, in the tradition of Lappin and Leass, "An
Algorithm for Pronominal Anaphora Resolution" (1994): how far back, whether in the place of the subject, whether the
entity has just been heard.  What stands inside quotation marks counts for nothing: speakers talk of others there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf
from typing import Final

from wireparse.model import SpeakerKind
from wireparse.pattern import pattern, regex
from wireparse.speakers.entities import Entity, EntityTable
from wireparse.speakers.lexicon import lexicon
from wireparse.speakers.meaning import NOBODY, Meaning
from wireparse.speakers.roles import SEEN, heads
from wireparse.speakers.sentence_map import SentenceMap
from wireparse.speakers.source_phrases import SourcePhrase, kind_of, read_phrase, singular

__all__ = ["LEAST", "LOOKED_AT", "REACH", "Resolver"]

REACH: Final = 3  # paragraphs back in which an antecedent may stand
LOOKED_AT: Final = 40  # mentions

_WEIGHTS: Final = {
    "sentence": -1.0,  # for each sentence between
    "paragraph": -0.8,  # for each paragraph break between
    "subject": 1.0,  # the first person that the sentence names, at its start
    "first": 0.5,  # the first person, further on
    "heard": 1.0,  # the source of a quote
    "speaker": 0.3,  # has been the source of a quote before
    "possessive": -1.0,  # "Dillon's"
    "object": -0.7,  # behind a preposition or a verb; of a source, behind "by"
    "addressed": -1.5,  # behind "told"
    "reported": -1.5,  # in what somebody says of others
    "unnamed": -1.0,  # without a name
    "unproven": -1.5,  # capitalised words that nothing else shows to be a person
    "gender": 0.8,  # known to agree
    "often": 0.05,  # for each mention, ten at most
}
LEAST: Final = -3.5
_MARGIN: Final = 2.0  # by which the best must be ahead for the second to be out of the question
_OFTEN: Final = 10
# The most that a mention, and a source, can weigh.
_MOST: Final = _WEIGHTS["subject"] + _WEIGHTS["gender"] + _WEIGHTS["speaker"] + _WEIGHTS["often"] * _OFTEN
_MOST_SPOKEN: Final = _MOST + _WEIGHTS["heard"]
_SENTENCE: Final = _WEIGHTS["sentence"]
_PARAGRAPH: Final = _WEIGHTS["paragraph"]
_NEXT: Final = _SENTENCE + _PARAGRAPH  # at most, for a paragraph on
_ROOM: Final = 45  # characters before a subject that stands near the start of its sentence
_ARTICLE: Final = 14  # characters before one that opens it, but for an article or a possessor
_NEAR: Final = 160  # characters before a relative pronoun


class Resolver:
    """What has happened in the story so far, as far as it matters for who is meant."""

    __slots__ = ("_by_head", "_by_words", "_heard", "_said", "_weights", "sentence_map", "spans", "table")

    def __init__(self, table: EntityTable, sentence_map: SentenceMap) -> None:
        self.table = table
        self.sentence_map = sentence_map
        #: Where each entity is the source of a quote; the entities in the order in which they are first heard.
        self.spans: dict[int, list[tuple[int, int]]] = {}
        # The sources so far, in reading order: where each begins and who it is.
        self._heard: list[tuple[int, int]] = []
        self._by_head: dict[str, int] = {}
        self._by_words: dict[tuple[str, ...], int] = {}
        self._weights: dict[int, float] = {}
        self._said: dict[int, frozenset[str]] = {}

    def add_source(self, start: int, end: int, index: int) -> None:
        """Note that an entity speaks."""
        self._heard.append((start, index))
        self.spans.setdefault(index, []).append((start, end))
        head = self.table.entities[index].head
        if head:
            self._by_head[head] = index

    def last_heard(self, offset: int) -> int | None:
        """The source that was heard last before an offset, not too far back; paragraphs that open with what somebody
        says are no distance."""
        prose = self.sentence_map.prose
        number, left = self.sentence_map.piece(offset), REACH
        while number and left:
            number -= 1
            left -= not self.sentence_map.quoted(prose[number].body + 1)
        return self._heard[-1][1] if self._heard and self._heard[-1][0] >= prose[number].start else None

    def description(self, kind: SpeakerKind, words: tuple[str, ...], head: str) -> int:
        """The entity of a description: one described so before, or a new one."""
        index = self._by_words.get(words)
        if index is None:
            entity = Entity(kind, words, lexicon().roles.get(head, ""), head)
            index = self._by_words[words] = self.table.add(entity)
        return index

    def pronoun(self, word: str, offset: int) -> Meaning:
        """Whom a pronoun means at an offset."""
        sort = lexicon().pronouns[word]
        if word in lexicon().reflexive:
            beside = self._named_before(offset)  # "Marit Dahl herself"
            if beside is not None:
                return Meaning(beside, "beside")
        if sort in ("m", "f"):
            asked = self._asked(offset, sort) if self._replies(offset, word) else None
            return self.person(offset, sort) if asked is None else Meaning(asked, "asked")
        if sort == "relative":
            return Meaning(self.relative(offset), "relative")
        if sort == "thing":
            return Meaning(self.thing(offset), "thing")
        if sort == "many":
            return Meaning(self.many(offset), "many")
        return NOBODY

    def _replies(self, offset: int, word: str) -> bool:
        """Does the pronoun at an offset stand beside a verb of replying ("she replied", "answered she")?"""
        behind = self.table.text[offset + len(word) : offset + len(word) + _VERB].split(None, 1)
        beside = {behind[0].rstrip(".,:").lower() if behind else "", _word_before(self.table.text, offset)}
        return not lexicon().replying.isdisjoint(beside)

    def _asked(self, offset: int, gender: str) -> int | None:
        """Who was asked something last ("a reporter asked Torres"), if nobody has spoken since."""
        text = self.table.text
        last = self._heard[-1][0] if self._heard else 0
        floor = self.sentence_map.prose[max(0, self.sentence_map.piece(offset) - 1)].start
        for start, index in self.table.people(offset, LOOKED_AT):
            if start < max(floor, last):
                return None
            addressed = _word_before(text, self.table.mention(start).opens) in lexicon().asking
            if addressed and not self.sentence_map.quoted(start):
                return index if self._may_be(self.table.entities[index], gender, spoke=False) else None
        return None

    def _named_before(self, offset: int) -> int | None:
        """Whoever is named right before an offset."""
        for mention in reversed(self.table.between(max(0, offset - _NEAR), offset, 1)):
            if mention.end == offset - 1:
                return mention.entity
        return None

    def person(self, offset: int, gender: str, *, least: float = LEAST) -> Meaning:
        """The person most likely meant at an offset by a pronoun or description of a gender (empty: any)."""
        sentence_map = self.sentence_map
        number = first = sentence_map.piece(offset)
        floor = sentence_map.prose[max(0, number - REACH)].start
        pieces = self.table.begins
        begins = sentence_map.sentences(number)  # of the paragraphs from `first` on
        here = bisect_right(begins, offset)
        scores: dict[int, float] = {}
        best_score = least
        spoken = self._heard[max(bisect_left(self._heard, (floor,)), len(self._heard) - LOOKED_AT) :]
        for places, spoke, most in (
            (reversed(spoken), True, _MOST_SPOKEN),
            (self.table.people(offset, LOOKED_AT), False, _MOST),
        ):
            for start, index in places:
                if start < floor:
                    break
                there = bisect_right(pieces, start) - 1
                if _NEXT * (number - there) + most <= best_score - _MARGIN:
                    break  # further back nobody comes near
                while there < first:
                    first -= 1
                    earlier = sentence_map.sentences(first)
                    begins, here = earlier + begins, here + len(earlier)
                score = _SENTENCE * (here - bisect_right(begins, start)) + _PARAGRAPH * (number - there)
                if score + most <= best_score - _MARGIN:
                    break
                score += self._weight(start, index, gender, spoke)
                if score > scores.get(index, -inf):
                    scores[index] = score
                    best_score = max(best_score, score)
        ranked = sorted(scores.items(), key=lambda one: -one[1])
        if not ranked or ranked[0][1] <= least:
            return NOBODY
        second = ranked[1][1] if len(ranked) > 1 else -inf
        return Meaning(ranked[0][0], "person", min(ranked[0][1] - second, _MARGIN))

    def _weight(self, start: int, index: int, gender: str, spoke: bool) -> float:
        """The weight of a candidate at a place apart from the distance; minus infinity for one that cannot be meant."""
        entity = self.table.entities[index]
        if not self._may_be(entity, gender, spoke):
            return -inf
        often = self.table.often(entity)
        weight = self._spoken(start) if spoke else self._surroundings(start)
        weight += _WEIGHTS["often"] * min(often, _OFTEN)
        if index in self.spans:
            weight += _WEIGHTS["speaker"]
        if entity.kind == "unnamed":
            weight += _WEIGHTS["unnamed"]
        elif not (spoke or entity.gender or entity.titles or often > 2 or self._said_of(index)):
            weight += _WEIGHTS["unproven"]
        return weight + _WEIGHTS["gender"] if gender and entity.gender else weight

    def _may_be(self, entity: Entity, gender: str, spoke: bool) -> bool:
        """May an entity be a person of a gender?"""
        if gender and entity.gender and entity.gender != gender:
            return False
        if entity.kind == "unnamed":
            return kind_of(entity.head) == "unnamed"
        return entity.kind == "person" or (entity.kind is None and spoke)

    def _spoken(self, start: int) -> float:
        """The weight of a source's surroundings: only a passive ("said by") makes it an object."""
        weight = _WEIGHTS["heard"] + _WEIGHTS["subject"]
        return weight + _WEIGHTS["object"] if _word_before(self.table.text, start) in lexicon().agents else weight

    def _surroundings(self, start: int) -> float:
        """The weight of where a name stands; minus infinity inside quotation marks."""
        weight = self._weights.get(start)
        if weight is None:
            weight = self._weights[start] = self._standing(start) if self._may_stand(start) else -inf
        return weight

    def _may_stand(self, start: int) -> bool:
        """May whoever is named at an offset be taken up again: not where speakers talk of others, nor in a subhead."""
        sentence_map = self.sentence_map
        return not sentence_map.quoted(start) and sentence_map.prose[sentence_map.piece(start)].kind != "subhead"

    def _standing(self, start: int) -> float:
        """The weight of a name's place in its sentence."""
        text = self.table.text
        mention = self.table.mention(start)
        begin = self.sentence_map.begin(start)
        weight = 0.0
        before = _word_before(text, mention.opens)
        if before in lexicon().says:  # "said Dillon"
            weight += _WEIGHTS["subject"]
        elif self._leads(start, begin):
            weight += _WEIGHTS["subject" if mention.opens - begin <= _ROOM else "first"]
        if text.startswith("'", mention.end) and not text.startswith("''", mention.end):
            weight += _WEIGHTS["possessive"]
        elif _governs(before):
            weight += _WEIGHTS["object"]
        if before in lexicon().addressing:
            weight += _WEIGHTS["addressed"]
        if self.sentence_map.reported(start):
            weight += _WEIGHTS["reported"]
        return weight

    def _leads(self, start: int, begin: int) -> bool:
        """Is a name the first of a person in its sentence, which begins at an offset, outside quotation marks?"""
        return not any(
            self.table.entities[other.entity].kind == "person"
            and not self.table.text.startswith("'s", other.end)
            and not self.sentence_map.quoted(other.start)
            for other in self.table.between(begin, start, LOOKED_AT)
        )

    def relative(self, offset: int) -> int | None:
        """Whom "who" or "which" means: what is named right before it."""
        text = self.table.text
        begin = max(0, offset - _NEAR)
        edge = begin + len(text[begin:offset].rstrip(" ,-("))
        near = self.table.between(begin, offset, LOOKED_AT)
        for mention in reversed(near):
            gap = text[mention.end : edge]
            if gap.strip(".") == "" or (_ASIDE.fullmatch(gap) and self.table.entities[mention.entity].kind == "person"):
                return mention.entity
            if "." in gap or '"' in gap:
                break
        if self._heard:
            start, index = self._heard[-1]
            if start < offset <= self.spans[index][-1][1] + 4:
                return index
        noun = self._noun_before(edge)
        if noun is not None:
            return noun
        begin = self.sentence_map.begin(offset)
        for mention in reversed(near):
            entity = self.table.entities[mention.entity]
            if mention.start < begin:
                break
            if (
                entity.kind == "person"
                and not text.startswith("'s", mention.end)
                and not self.sentence_map.quoted(mention.start)
            ):
                return mention.entity
        return None

    def _noun_before(self, edge: int) -> int | None:
        """Whom the noun phrase that ends at an offset means ("the Mexican president, who")."""
        known = lexicon()
        text = self.table.text
        begin = max(0, edge - _NOUN_PHRASE)
        words = list(_WORD.finditer(text, begin, edge))
        last = words[-1].group().lower() if words and words[-1].end() == edge else ""
        if last not in known.roles and singular(last) not in known.roles and last not in known.groups:
            return None
        first = len(words) - 1
        while first > 0 and words[first].group().lower() not in known.articles:
            if text[words[first - 1].end() : words[first].start()] != " ":
                break
            first -= 1
        opened = words[first].group().lower() in known.articles
        start = words[first if opened else -1].start()
        phrase = read_phrase(text[start:edge]).moved(start)
        kind = kind_of(phrase.head)
        if phrase.form != "description" or kind not in ("unnamed", "group"):
            return None
        if phrase.opener in known.definite and not phrase.complemented:
            found = self.described(phrase, kind)
            if found is not None:
                return found.entity
        return self.description(kind, tuple(text[phrase.start : phrase.end].split()), phrase.head)

    def thing(self, offset: int) -> int | None:
        """What "it" means: the organisation or document last heard, else last named."""
        floor = self.sentence_map.prose[max(0, self.sentence_map.piece(offset) - 1)].start
        entities = self.table.entities
        for start, index in reversed(self._heard[-LOOKED_AT:]):
            if start < floor:
                break
            if start < offset and entities[index].kind in ("organisation", "document"):
                return index
        number, place = self.sentence_map.sentence(offset)
        for start, index in self.table.before(offset, LOOKED_AT):
            if start < floor:
                break
            if entities[index].kind != "organisation" or self.sentence_map.quoted(start):
                continue
            there, sentence = self.sentence_map.sentence(start)
            if there != number or place - sentence > 1:
                return None
            if self.table.mention(start).opens - self.sentence_map.begin(start) <= _ARTICLE:
                return index
        return None

    def many(self, offset: int) -> int | None:
        """Whom "they" means: the group last heard close by, else a group that the sentence or the one before names."""
        number = self.sentence_map.piece(offset)
        floor = self.sentence_map.prose[max(0, number - 1)].start
        for start, index in reversed(self._heard[-LOOKED_AT:]):
            if start < floor:
                break
            if start < offset and self.table.entities[index].kind == "group":
                return index
        known = lexicon()
        begin = max(floor, offset - 400)
        for match in reversed(list(_PLURAL.finditer(self.table.text, begin, offset))):
            word = match[2].lower()
            one = singular(word)
            if word not in known.groups and (one == word or one not in known.roles):
                continue
            if (match[1] or "").lower() not in known.prepositions and not self.sentence_map.quoted(match.start(2)):
                return self.description("group", (match[2] if word in known.groups else word,), word)
        return None

    def _said_of(self, index: int) -> frozenset[str]:
        """What the story says that an entity is."""
        found = self._said.get(index)
        if found is None:
            table = self.table
            found = self._said[index] = heads(table.text, table.entities[index], table.appearances(index, SEEN))
        return found

    def described(self, phrase: SourcePhrase, kind: SpeakerKind) -> Meaning | None:
        """What a definite description means; None if nothing that is known."""
        raise NotImplementedError


_NOUN_PHRASE: Final = 60  # characters
_VERB: Final = 20  # characters in which a verb stands
_WORD: Final = pattern(r"[\w'-]++")
_ASIDE: Final = regex(r" ?\([^()]{1,30}\)|, \d{1,3}")
_PLURAL: Final = pattern(r"(?:(\w++)\s)?(\w{4,})")


def _governs(word: str) -> bool:
    """Does the word before a name make it an object?"""
    known = lexicon()
    if len(word) > 4 and word.endswith(known.participle_ends):
        return word not in known.says
    return word in known.prepositions


def _word_before(text: str, offset: int) -> str:
    words = text[max(0, offset - 16) : offset].rsplit(None, 1)
    return words[-1].lower() if words else ""
