"""The people of a text: everybody who is named in full, where, by which parts, and with which nouns beside the name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set as AbstractSet
from typing import Final

from wireparse.draft import Prose
from wireparse.lexicon import given_names

__all__ = ["GivenNames", "People", "Person", "find_people"]

_WORD: Final = re.compile(r"[^\W\d_]++(?:[-'’][^\W\d_]++)*")
_END: Final = re.compile(r"[.!?:;«»„“”\"()\n]")
_STOP: Final = re.compile(r"[.!?:\n]")
_MARK: Final = re.compile(r"[«»„“”\"]")
#: Letters at the end of an inflected word that may differ, and those at its beginning that may not, at least.
_ENDING: Final = 3
_STEM: Final = 3
_REACH: Final = 6000  # characters that a noun, or a family name that several have, may be away from the full name
_LONGEST: Final = 5  # words of a name
_BESIDE: Final = 7  # words before a name, and behind a comma, that may describe its bearer


def same_word(one: str, other: str) -> bool:
    """May two words be forms of one, in a language that puts endings on?"""
    if one == other:
        return True
    alike = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        alike += 1
    return alike >= _STEM and max(len(one), len(other)) - alike <= _ENDING and abs(len(one) - len(other)) <= _ENDING


class GivenNames:
    """Given names with the gender that they tell, those of a language besides those of all; as they are inflected."""

    def __init__(self, own: dict[str, str], *, inflected: bool) -> None:
        self._all, self._own, self._inflected = given_names(), own, inflected
        self._by_stem: dict[str, list[str]] | None = None

    def gender(self, word: str) -> str | None:
        """The gender that a given name tells, "" for either; None if a word is no given name."""
        small = word.lower()
        found = self._own.get(small, self._all.get(small))
        if found is not None or not self._inflected:
            return found
        if self._by_stem is None:
            self._by_stem = {}
            for name in (*self._own, *self._all):
                self._by_stem.setdefault(name[:_STEM], []).append(name)
        for name in self._by_stem.get(small[:_STEM], ()):
            if same_word(name, small) and len(small) >= len(name) - 1 > _STEM - 1:
                return self._own.get(name, self._all.get(name, ""))
        return None


class Person:
    """Somebody named in full: the words of the name as first met, the nouns beside it, the gender that the given name
    tells; `sure` if a given name is known to be one, else it may be a body's name."""

    __slots__ = ("described", "forms", "gender", "sure", "words")

    def __init__(self, words: tuple[str, ...], gender: str | None) -> None:
        self.words = words
        self.gender, self.sure = gender or "", gender is not None
        self.forms: dict[tuple[str, ...], int] = {}
        self.described: set[str] = set()

    def has(self, last: str, first: str, *, inflected: bool) -> bool:
        """Does the name end with a word, and has it another, or are both no more than that last word?"""
        alike = same_word if inflected else str.__eq__
        last, first = last.lower(), first.lower()
        own = [word.lower() for word in self.words]
        return alike(own[-1], last) and any(alike(word, first) for word in own)

    @property
    def name(self) -> str:
        """The form of the name that is most likely the nominative: the shortest of those met."""
        return min((sum(map(len, words)), -count, " ".join(words)) for words, count in self.forms.items())[2]


class People:
    """All people of a text with where they are named in full, in reading order."""

    def __init__(self, *, inflected: bool) -> None:
        self.inflected = inflected
        self._mentions: list[tuple[int, int, Person, bool]] = []
        self._alone: list[tuple[int, int, str, bool]] = []
        self._titled: list[tuple[int, int, str, str, str]] = []
        self._by_start: list[int] = []
        self._parts: dict[str, list[Person]] = {}
        self._short: dict[tuple[str, ...], Person] = {}

    def add(
        self, start: int, end: int, words: tuple[str, ...], described: list[str], gender: str | None, first: bool
    ) -> None:
        """Another full name in the text, behind all before it.

        `start` and `end` are its place, `described` the words beside it that may describe its bearer, `gender` what
        the given name tells (None if it is not known to be one); `first` says that no name stands before it in its
        sentence.
        """
        person = self._known(words)
        if person is None:
            person = Person(words, gender)
            for word in words:
                if word[0].isupper():
                    self._parts.setdefault(self._key(word), []).append(person)
        person.forms[words] = person.forms.get(words, 0) + 1
        person.described.update(described)
        self._mentions.append((start, end, person, first))
        self._by_start.append(start)

    def note(self, start: int, end: int, word: str, first: bool) -> None:
        """A word that may be a family name alone, to be settled when all full names are known."""
        self._alone.append((start, end, word, first))

    def crown(self, start: int, end: int, word: str, title: str, gender: str) -> None:
        """A given name alone behind a noun for its bearer, to be settled when all full names are known."""
        self._titled.append((start, end, word, title, gender))

    def settle(self) -> None:
        """Count the family names that stand alone as mentions too, where they can be only one person's, and take a
        given name alone behind a noun ("King Harald") for a name if no full one has it."""
        crowned: dict[str, Person] = {}
        for start, end, word, title, gender in self._titled:
            key = self._key(word)
            if key not in crowned and any(self._has(one, word) for one in self._parts.get(key, ())):
                continue
            person = crowned.setdefault(key, Person((word,), gender))
            person.forms[(word,)] = person.forms.get((word,), 0) + 1
            person.described.add(title)
            self._parts.setdefault(key, [person])
            self._mentions.append((start, end, person, True))
        for start, end, word, first in self._alone:
            fitting = [one for one in self._parts.get(self._key(word), ()) if self._same(one.words[-1], word)]
            if len(fitting) == 1 and fitting[0].sure:
                self._mentions.append((start, end, fitting[0], first))
        self._mentions.sort(key=_start)
        self._by_start = list(map(_start, self._mentions))

    def ending(self, end: int) -> Person | None:
        """The person whose full name ends at a place."""
        at = bisect_left(self._by_start, end) - 1
        return self._mentions[at][2] if at >= 0 and self._mentions[at][1] == end else None

    def between(self, first: int, end: int) -> list[tuple[int, Person]]:
        """The full names that begin in a stretch of text, with where they do."""
        found = self._mentions[bisect_left(self._by_start, first) : bisect_left(self._by_start, end)]
        return [(start, person) for start, _, person, _ in found]

    def _before(self, end: int, reach: int) -> list[tuple[int, int, Person, bool]]:
        """The mentions of full names before a place, and no further from it than `reach`, the nearest first."""
        return self._mentions[bisect_left(self._by_start, end - reach) : bisect_left(self._by_start, end)][::-1]

    def latest(self, before: int, gender: str, reach: int) -> Person | None:
        """The last person named before a place, and no further from it than `reach`, that has a gender: one first
        named in a sentence, else any."""
        near = [person for _, _, person, first in self._before(before, reach) if first]
        near += [person for _, _, person, first in self._before(before, reach) if not first]
        return next((person for person in near if person.sure and person.gender in ("", gender)), None)

    def topic(self, first: int, end: int, gender: str) -> Person | None:
        """The last person of a gender, the given name known, named first in a sentence of a stretch of text."""
        found = self._mentions[bisect_left(self._by_start, first) : bisect_left(self._by_start, end)]
        for _, _, person, opens in reversed(found):
            if opens and person.sure and person.gender == gender:
                return person
        return None

    def short(self, words: list[str]) -> Person:
        """Somebody who is known by a family name alone, or by a name that is no full one."""
        key = tuple(words)
        if key not in self._short:
            person = self._short[key] = Person(key, None)
            person.forms[key] = 1
        return self._short[key]

    def by_part(self, word: str, before: int) -> Person | None:
        """The person who has a word in the name: the one whose last word it is, and of several the last one named."""
        fitting = [person for person in self._parts.get(self._key(word), ()) if self._has(person, word)]
        last = [person for person in fitting if self._same(person.words[-1], word)]
        sure = [person for person in last or fitting if person.sure]
        if not sure and not last and len(fitting) > 1:
            most = max(sum(person.forms.values()) for person in fitting)
            fitting = [person for person in fitting if sum(person.forms.values()) == most]
        return self._latest(sure or last or (fitting if len(fitting) == 1 else []), before)

    def by_description(self, noun: str, description: list[str], before: int) -> Person | None:
        """The person named before a place whose name the noun of a description stood beside: with most of its other
        words too, and of several the last one named."""
        best, most = None, 0
        for _, _, person, _ in self._before(before, _REACH):
            if person is best or not person.sure or not self._beside(person, noun):
                continue
            shared = 1 + sum(len(word) > _STEM and self._beside(person, word) for word in description if word != noun)
            if shared > most:
                best, most = person, shared
        return best

    def _beside(self, person: Person, word: str) -> bool:
        return any(self._same(one, word) for one in person.described)

    def _known(self, words: tuple[str, ...]) -> Person | None:
        for person in self._parts.get(self._key(words[-1]), ()):
            if self._same(person.words[-1], words[-1]) and self._same(person.words[0], words[0]):
                return person
        return None

    def _latest(self, people: list[Person], before: int) -> Person | None:
        if len(people) < 2:
            return people[0] if people else None
        return next((person for _, _, person, _ in self._before(before, _REACH) if person in people), people[0])

    def _key(self, word: str) -> str:
        return word[:_STEM].lower() if self.inflected else word.lower()

    def _has(self, person: Person, word: str) -> bool:
        return any(self._same(part, word) for part in person.words)

    def _same(self, one: str, other: str) -> bool:
        one, other = one.lower(), other.lower()
        return same_word(one, other) if self.inflected else one == other


def _start(mention: tuple[int, int, Person, bool]) -> int:
    return mention[0]


def find_people(
    text: str,
    prose: list[Prose],
    *,
    stop: AbstractSet[str],
    particles: AbstractSet[str],
    inflected: bool,
    given: GivenNames,
    nouns: bool,
    roles: AbstractSet[str],
) -> People:
    """The people named in full in some stretches of prose.

    `stop` are words that no name has, though they may have a capital; `particles` stand inside names; `given` are the
    given names known; `nouns` tells that every noun has a capital; `roles` are nouns for people.
    """
    people = People(inflected=inflected)
    for part in prose:
        run: list[tuple[int, int, str]] = []
        before: list[str] = []
        done, fresh, quoted = part.body, True, False
        words = [(*match.span(), match.group()) for match in _WORD.finditer(text, part.body, part.end)]
        for at, (start, end, word) in enumerate([*words, (part.end, part.end, "")]):
            if not run and not word[:1].isupper() and text[done:start] == " ":
                before.append(word.lower())
                done = end
                continue  # most words
            gap = text[done:start]
            initial = bool(run) and len(run[-1][2]) == 1 and gap == ". "
            touching = not run or gap in (" ", "\n") or initial
            small = word.lower()
            lead, elision, noun = word.partition("'")
            common = bool(elision) and len(lead) < 3 and noun[:1].islower()  # "L'ancien"
            inside = bool(run) and run[-1][2] in particles  # "van der Meer", though "meer" is a word too
            capital = word[:1].isupper() and (small not in stop or inside) and not common
            going = capital or (bool(run) and small in particles)
            if run and not (touching and going):
                added = _add(
                    people, run, before, words[at : at + _BESIDE], text, given, nouns, fresh and not quoted, roles
                )
                fresh = fresh and not added
                before = [] if added else (before + [part[2].lower() for part in run])[-_BESIDE:]
                run = []
            before = before[-_BESIDE:]
            if gap != " " and _END.search(gap) and not initial:
                before = []
                fresh = fresh or bool(_STOP.search(gap))
                for mark in _MARK.findall(gap):
                    quoted = mark in "«„" or (mark in '“"' and not quoted)
            if capital or (run and going):
                head, mark, rest = word.rpartition("'")
                elided = bool(mark) and len(head) < 3 and rest[:1].isupper() and not head[:1].isupper()
                run.append((start + len(head) + 1, end, rest) if elided else (start, end, word))
            else:
                before = [*before, small][-_BESIDE:]
            done = end
    people.settle()
    return people


def _add(
    people: People,
    run: list[tuple[int, int, str]],
    before: list[str],
    behind: list[tuple[int, int, str]],
    text: str,
    given: GivenNames,
    nouns: bool,
    fresh: bool,
    roles: AbstractSet[str],
) -> bool:
    """Note a run of capitalised words, if it is a full name, with the words around it that may describe its bearer;
    returns whether somebody is named."""
    while run and not run[-1][2][0].isupper():
        run = run[:-1]
    if len(run) > _LONGEST - 1:
        cut = next((at for at, (_, _, word) in enumerate(run) if at > 1 and not word[0].isupper()), len(run))
        run = run[:cut]
    genders = [given.gender(word) for _, _, word in run[:-1]]
    first = next((at for at, gender in enumerate(genders) if gender is not None), None)
    if first is None and len(run) > 2 and len(run[0][2]) > 1 and run[0][2].isupper() and run[1][2][0].isupper():
        first, gender = 1, None  # "the N-VA's" in front of a name
    elif first is None and nouns:
        first, gender = max(0, len(run) - 2), None
        if not run or not run[first][2][0].isupper():
            return False
    elif first is None:
        first, gender = 0, None
    else:
        gender = genders[first]
    before = [*before, *[word.lower() for _, _, word in run[:first]]]
    run = run[first:]
    if len(run) == 1:
        people.note(*run[0], fresh)
        told = given.gender(run[0][2])
        if told is not None and before and before[-1] in roles:
            people.crown(*run[0], before[-1], told)
            return True
    if not 2 <= len(run) <= _LONGEST or all(word.isupper() for _, _, word in run):
        return False
    end = run[-1][1]
    apposed = [word.lower() for _, _, word in behind] if text[end : end + 1] == "," else []
    people.add(run[0][0], end, tuple([word for _, _, word in run]), [*before, *apposed], gender, fresh)
    return True
