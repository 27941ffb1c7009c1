"""Speakers by the look of their names and by agreement, for languages that are read by the grammar of a sentence.

A name is a run of two capitalised words or more; a word alone stands for the last full name that ends with it.  Where
names are inflected, words are the same if they begin alike.  A description means the person whose name its nouns
stood beside; a pronoun whoever opened a sentence since somebody was heard, else the last one heard, else named, whose
given name has its gender.  What does not agree stays open.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from wireparse.draft import Prose
from wireparse.lexicon import load, pack
from wireparse.model import Speaker, SpeakerKind
from wireparse.record import Record
from wireparse.speakers.meaning import NOBODY, Meaning
from wireparse.speakers.people import GivenNames, Person, find_people
from wireparse.text.view import View

__all__ = ["SpeakersByName", "speakers_by_name"]


class _Forms(Record):
    """A language's pronouns by gender, articles, honorifics, nouns for people, particles of names, whoever is spoken
    to, what goes on with a noun phrase, indefinite articles, nouns for bodies, relative pronouns, function words,
    articles by gender, the ends of nouns for women and given names, and whether its names are inflected and its nouns
    have capitals."""

    pronouns: dict[str, str]
    articles: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    particles: frozenset[str]
    audience: frozenset[str]
    joints: frozenset[str]
    indefinite: frozenset[str]
    bodies: frozenset[str]
    relatives: frozenset[str]
    small: frozenset[str]
    genders: dict[str, str]
    feminine: tuple[str, ...]
    given: GivenNames
    inflected: bool
    nouns: bool


@cache
def _forms(language: str) -> _Forms:
    data = pack("reporting", language)
    pronouns = {word: gender for gender, words in data.get("pronouns", {}).items() for word in words.split()}
    names = ("articles", "titles", "roles", "particles", "audience", "joints", "indefinite", "bodies", "relatives")
    articles, *lists = (frozenset(data.get(name, "").split()) for name in names)
    articles |= frozenset(data.get("possessives", "").split())
    small = frozenset(load("stopwords").get(language, "").split())
    inflected = bool(data.get("inflected"))
    own = {name: gender for gender, names in data.get("given", {}).items() for name in names.split()}
    given = GivenNames(own, inflected=inflected)
    genders = {word: gender for gender, words in data.get("article_genders", {}).items() for word in words.split()}
    feminine = tuple(data.get("feminine_ends", "").split())
    return _Forms._make(
        [pronouns, articles, *lists, small, genders, feminine, given, inflected, bool(data.get("capital_nouns"))]
    )


class SpeakersByName:
    """Whom some sources mean: entities are the names, or descriptions, that they are known by."""

    def __init__(self, view: View, names: list[str], kinds: list[SpeakerKind], meanings: list[Meaning]) -> None:
        self._view = view
        self._names = names
        self._kinds = kinds
        #: For each source whom it means.
        self.meanings = meanings

    def speakers(self, named: list[tuple[tuple[int, int], int]]) -> tuple[tuple[Speaker, ...], dict[int, int]]:
        """The speakers of some sources, each a view span with the entity that it means, in the order in which they are
        first heard; and the place of each entity among them."""
        heard: dict[int, list[tuple[int, int]]] = {}
        for span, entity in sorted(set(named)):
            heard.setdefault(entity, []).append(span)
        speakers = tuple(
            Speaker(
                f"s{number}", self._names[index], None, None, None, self._kinds[index], tuple(self._view.pieces(own))
            )
            for number, (index, own) in enumerate(heard.items(), 1)
        )
        return speakers, {index: place for place, index in enumerate(heard)}


def speakers_by_name(
    view: View, prose: list[Prose], sources: list[tuple[int, int] | None], language: str
) -> SpeakersByName:
    """Whom some sources, view spans in any order, mean in a language."""
    spans = sorted(filter(None, set(sources)))
    resolver = _Resolver(view.text, prose, _forms(language)) if spans else None
    entities: dict[str, int] = {}
    kinds: list[SpeakerKind] = []
    who: dict[tuple[int, int] | None, Meaning] = {}
    for span in spans:
        found = resolver.speaker(*span) if resolver else None
        if found:
            name, kind = found
            if name not in entities:
                entities[name] = len(kinds)
                kinds.append(kind)
            who[span] = Meaning(entities[name], "literal" if kind == "unnamed" else "full")
    return SpeakersByName(view, list(entities), kinds, [who.get(source, NOBODY) for source in sources])


#: So far back a pronoun or a description may mean somebody, in characters.
_FAR: Final = 1500
_CLOSE: Final = 900
_NEAR: Final = 120
_STEM: Final = 4  # letters of a noun that ends a compound, at least


class _Resolver:
    """Tells who is meant, source by source in reading order."""

    def __init__(self, text: str, prose: list[Prose], forms: _Forms) -> None:
        self.text, self.forms = text, forms
        self.people = find_people(
            text,
            prose,
            stop=forms.titles | forms.roles | forms.audience | forms.articles | forms.small,
            particles=forms.particles,
            inflected=forms.inflected,
            given=forms.given,
            nouns=forms.nouns,
            roles=forms.roles,
        )
        self.heard: list[tuple[int, Person]] = []

    def speaker(self, start: int, end: int) -> tuple[str, SpeakerKind] | None:
        """The name of whoever a source means, and what it stands for."""
        words = self.text[start:end].split()
        if len(words) > 1 and words[-1].lower() in self.forms.relatives:  # "the police, who"
            words = [*words[:-2], words[-2].rstrip(",")]
        gender = self.forms.pronouns.get(words[0].lower()) if len(words) == 1 else None
        clitic = words[0].rpartition("-")[2].lower() if len(words) == 1 and "-" in words[0] else ""
        gender = self.forms.pronouns.get(clitic) if gender is None and clitic else gender
        if gender is not None:
            person = self._pronoun(gender, start)
            return self._told(start, person, []) if person else None
        person = self._inside(start, end)
        if person is None or not person.sure:
            person = self._described_by(start, words[0]) or person
        person = person or self._surname(words, start) or self._beside(start, end)
        if person:
            return self._told(start, person, words)
        capitals = self._capitals(words)
        if capitals and not self._is_common(words, capitals):
            if self._is_body(words, capitals):
                return " ".join(capitals), "organisation"
            self.heard.append((start, self.people.short(capitals)))
            return " ".join(capitals), "person"
        person = self._described(words, start)
        return self._told(start, person, []) if person else (" ".join(words), "unnamed")

    def _told(self, start: int, person: Person, words: list[str]) -> tuple[str, SpeakerKind]:
        self.heard.append((start, person))
        body = not person.sure and bool(words) and words[0].lower() in self.forms.articles
        return person.name, "organisation" if body else "person"

    def _inside(self, start: int, end: int) -> Person | None:
        """The person named in full in a source; behind a preposition only where a given name is known."""
        for first, person in self.people.between(start, end):
            before = self.text[start:first].lower().split()
            joined = any(word in self.forms.joints for word in before[1:]) and self._is(before[1], self.forms.roles)
            if person.sure or not (before and (joined or before[-1] in self.forms.joints)):
                return person
        return None

    def _surname(self, words: list[str], start: int) -> Person | None:
        """The person whose family name, or given name, a source has."""
        run = self._capitals(words, alone=True)
        found = self.people.by_part(run[-1].rpartition("'")[2], start) if run else None
        if found and not found.sure and len(run) == 1 and any(word.lower() in self.forms.roles for word in words[:-1]):
            return None  # "the speaker of the Duma": the body, whatever name it stands before elsewhere
        if found and len(run) > 1 and not found.has(run[-1], run[0], inflected=self.forms.inflected):
            return None
        return found

    def _beside(self, start: int, end: int) -> Person | None:
        """The person named right behind a description, in an apposition."""
        gap = self.text[end : end + 3]
        for first, person in self.people.between(end, end + 4):
            if gap.startswith((", ", " ")) and first <= end + 2:
                return person
        return None

    def _described_by(self, start: int, first: str) -> Person | None:
        """The person named right before a description without an article ("Ana Ruiz, speaker of ...")."""
        return (
            self.people.ending(start - 2)
            if self.text[start - 2 : start] == ", " and self._is(first.lower(), self.forms.roles)
            else None
        )

    def _capitals(self, words: list[str], *, alone: bool = False) -> list[str]:
        """The capitalised words in a source that are a name: those behind its article, honorifics and nouns; with
        `alone` also a word that may be a name or a noun, which only a full name elsewhere can tell."""
        run: list[str] = []
        role = False
        for at, word in enumerate(words):
            bare = word.strip(".,()\"'")
            small = bare.lower()
            if not run and small in self.forms.joints and small not in self.forms.articles:
                return []
            if not run and small in self.forms.roles:
                role = True
                continue
            common = small in self.forms.titles or (at == 0 and small in self.forms.small)
            elided = "'" in bare and bare.rpartition("'")[2][:1].islower()
            if (bare[:1].isupper() and not common and not elided) or (run and small in self.forms.particles):
                run.append(bare)
            elif run:
                break
        while run and not run[-1][0].isupper():
            run.pop()
        if alone:
            return run
        if role and len(run) == 1 and (self.forms.inflected or run[0].isupper()):
            return []  # "the speaker of the Duma", not of that name
        if self.forms.nouns and not (run and run[0].isupper() and len(run[0]) > 1):
            return []
        return run

    def _is_common(self, words: list[str], run: list[str]) -> bool:
        """Is a word with a capital a noun rather than a name: alone behind an article ("the State")?"""
        if len(run) > 1 or run[0].isupper():
            return False
        return words[0].islower() and words[0] in self.forms.articles and words[-1].strip(".,()") == run[0]

    def _is_body(self, words: list[str], run: list[str]) -> bool:
        return words[0].lower() in self.forms.articles or all(word.isupper() for word in run)

    def _pronoun(self, gender: str, start: int) -> Person | None:
        """The last person heard or named before a pronoun that has its gender."""
        if gender in ("p", "1"):
            return None
        if gender == "r":
            near = self.people.between(start - _NEAR, start)
            return near[-1][1] if near and near[-1][1].sure else None
        for at, person in reversed(self.heard):
            if start - at > _FAR:
                break
            if person.gender in ("", gender) and (person.sure or not self._foreign(person)):
                return self.people.topic(max(at + 1, start - _CLOSE), start, gender) or person
        return self.people.latest(start, gender, _FAR)

    def _foreign(self, person: Person) -> bool:
        """Is a name in Latin letters where the text is in others?"""
        return person.name.isascii() and any(not word.isascii() and word[0] > "\u036f" for word in self.forms.pronouns)

    def _described(self, words: list[str], start: int) -> Person | None:
        """The last person whose name stood beside the noun of a description."""
        if words[0].lower() in self.forms.indefinite:
            return None
        nouns = [word.lower().rpartition("'")[2].strip(".,()") for word in words]
        if any(self._is(noun, self.forms.bodies) for noun in nouns[:4]):
            return None
        gender = self._gender(words[0].lower(), nouns)
        for noun in nouns[:4]:
            if self.forms.nouns or noun in self.forms.roles:
                found = self.people.by_description(noun, nouns, start) if noun not in self.forms.small else None
                if found and found.gender in ("", gender or found.gender):
                    return found
        if not any(self._is(noun, self.forms.roles) for noun in nouns[:4]):
            return None
        if any(word[:1].isupper() for word in words[2:]) and not self.forms.nouns:
            return None  # "the president of EA": another one
        if self.heard and start - self.heard[-1][0] < _FAR:
            person = self.heard[-1][1]
            return person if person.gender in ("", gender or person.gender) else None
        return None

    def _is(self, noun: str, nouns: frozenset[str]) -> bool:
        """Is a word one of some nouns, behind others in a compound too where nouns have capitals?"""
        return noun in nouns or (self.forms.nouns and any(noun.endswith(one) for one in nouns if len(one) > _STEM))

    def _gender(self, article: str, nouns: list[str]) -> str:
        """The gender that a description tells, by its article or by the end of its noun; "" if none."""
        roles = [noun for noun in nouns[:4] if self._is(noun, self.forms.roles)]
        if self.forms.feminine and any(noun.endswith(self.forms.feminine) for noun in roles):
            return "f"
        return self.forms.genders.get(article, "")
