"""The entity table: the people and organisations that a story names, by full names, short forms and acronyms."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from wireparse.model import SpeakerKind
from wireparse.record import Record
from wireparse.speakers.lexicon import lexicon
from wireparse.speakers.names import Name, Sort, find_runs, read_run

__all__ = ["Entity", "EntityTable", "Mention"]

_NAMESAKES: Final = 24  # entities of one family name that are told apart; no story has more
_KIN: Final = 40  # characters before a name in which "her husband" may stand
_CAPITALS: Final = 6  # characters of a name in capitals that is written normally; shorter ones may be acronyms
_FRESH: Final = 1.5  # full mentions that the latest one, in an earlier paragraph, is worth


class Mention(Record):
    """A place where an entity is named: `opens` is where its titles begin."""

    start: int
    end: int
    opens: int
    entity: int


class Entity:
    """Somebody or something named or described.  `kind` is None for one capitalised word of which nothing more is
    known; `head` is the head noun of a description, the last word of a body's name; `given` is the given name of
    somebody named in full (small letters); `places` are where the full name or a name with titles begins, in reading
    order."""

    __slots__ = ("gender", "given", "head", "kind", "places", "titles", "words")

    def __init__(
        self, kind: SpeakerKind | None, words: tuple[str, ...], gender: str = "", head: str = "", given: str = ""
    ) -> None:
        self.kind = kind
        self.words = words
        self.gender = gender
        self.head = head
        self.given = given
        self.places: list[int] = []
        self.titles: list[tuple[str, ...]] = []

    @property
    def name(self) -> str:
        """The fullest name; a person's in capitals is written normally."""
        name = " ".join(self.words)
        if self.kind != "person" or not name.isupper() or len(name) < _CAPITALS:
            return name
        return " ".join([word if "." in word or len(word) == 1 else word.title() for word in self.words])


class EntityTable:
    """The entities of a story and the names that it gives them.  Full names have their entity from the start; whom a
    short form means is worked out when it is asked for."""

    __slots__ = (
        "_aliases", "_by_first", "_by_last", "_full", "_organisations", "_starts", "_who",
        "begins", "entities", "exact", "names", "short", "text",
    )  # fmt: skip

    def __init__(self, text: str, begins: tuple[int, ...]) -> None:
        self.text = text
        #: Where the pieces of prose begin.
        self.begins = begins
        self.entities: list[Entity] = []
        #: What each name says, by where it begins (without its titles).
        self.names: dict[int, Name] = {}
        #: Where each short form (small letters) begins, in reading order.
        self.short: defaultdict[str, list[int]] = defaultdict(list)
        #: The entity of each name as printed.
        self.exact: dict[tuple[str, ...], int] = {}
        self._starts: list[int] = []
        self._who: dict[int, int] = {}
        self._full: set[int] = set()
        self._by_last: defaultdict[str, list[int]] = defaultdict(list)
        self._by_first: defaultdict[str, list[int]] = defaultdict(list)
        self._organisations: defaultdict[str, list[int]] = defaultdict(list)
        self._aliases: dict[str, int] = {}

    def add(self, entity: Entity) -> int:
        """Take in an entity; its index."""
        self.entities.append(entity)
        return len(self.entities) - 1

    def add_name(self, start: int, name: Name, sort: Sort) -> None:
        """Take in a full name of a sort."""
        index = self.exact.get(name.words)
        if index is None:
            words = self._completed(start, name)
            index = self.organisation(words) if sort == "organisation" else self.person(name, words)
            self.exact[name.words] = index
        self._who[start] = index
        entity = self.entities[index]
        insort(entity.places, start)
        if name.titles:
            self._entitle(entity, name)

    def link_short_forms(self, titled: list[int]) -> None:
        """All names are known: link the short forms of people, first those with titles, which tell the most."""
        self._starts = sorted(self.names)
        self._full = set(self._who.values())
        for start in sorted(titled):
            insort(self.entities[self.entity(start)].places, start)
        known = self._by_first | self._by_last
        for name in filter(known.__contains__, self.short):
            starts = self.short[name]
            if len(known[name]) == 1 and self.named_after(" ".join(self.names[starts[0]].words)) is None:
                self._give(starts, known[name][0])
            else:
                for start in starts:
                    self.entity(start)

    def _give(self, starts: list[int], index: int) -> None:
        """Link the short forms at some offsets to somebody, but those that are linked."""
        for start in starts:
            self._who.setdefault(start, index)

    def entity(self, start: int) -> int:
        """The entity of the name that begins at an offset."""
        index = self._who.get(start)
        if index is None:
            index = self._who[start] = self._link(start)
        return index

    def mention(self, start: int) -> Mention:
        """The mention whose name begins at an offset."""
        name = self.names[start]
        at = start - name.start
        return Mention(start, at + name.end, at + name.opens, self.entity(start))

    def span(self, start: int) -> tuple[int, int]:
        """Where the name that begins at an offset begins and ends."""
        name = self.names[start]
        return start, start - name.start + name.end

    def starts(self, start: int, end: int) -> list[int]:
        """Where the names in a span begin, in reading order."""
        starts = self._starts
        first = bisect_left(starts, start)
        return starts[first : bisect_left(starts, end, first)]

    def between(self, start: int, end: int, most: int = 1 << 30) -> list[Mention]:
        """The mentions whose names begin in a span, in reading order; the last `most` of them."""
        return list(map(self.mention, self.starts(start, end)[-most:]))

    def before(self, offset: int, most: int) -> Iterator[tuple[int, int]]:
        """The last `most` names that begin before an offset, latest first: where each begins and its entity; short
        forms are linked as they come."""
        stop = bisect_left(self._starts, offset)
        latest = self._starts[max(0, stop - most) : stop][::-1]
        return zip(latest, map(self.entity, latest), strict=True)

    def people(self, offset: int, most: int) -> Iterator[tuple[int, int]]:
        """What `before` gives, without short forms of which nobody knows whom they mean."""
        latest = self._known(offset, most)[::-1]
        return zip(latest, map(self._who.__getitem__, latest), strict=True)

    def latest(self, offset: int, most: int) -> list[tuple[int, int]]:
        """The entities of what `people` gives, each with the place where it is named last, the latest first."""
        starts = self._known(offset, most)
        places = dict(zip(map(self._who.__getitem__, starts), starts, strict=True))
        return sorted(zip(places.values(), places, strict=True), reverse=True)

    def _known(self, offset: int, most: int) -> list[int]:
        stop = bisect_left(self._starts, offset)
        return list(filter(self._who.__contains__, self._starts[max(0, stop - most) : stop]))

    def often(self, entity: Entity) -> int:
        """How often the story names an entity."""
        return len(entity.places) + len(self.short.get(entity.words[-1].lower(), ()))

    def appearances(self, index: int, most: int) -> list[Mention]:
        """The first mentions of an entity: those in full, or where one word is all of its name, any."""
        entity = self.entities[index]
        if entity.places or len(entity.words) > 1:
            return list(map(self.mention, entity.places[:most]))
        starts = self.short.get(entity.words[0].lower(), ())[:most]
        return [self.mention(start) for start in starts if self.entity(start) == index]

    def bodies(self) -> dict[int, int]:
        """The organisations that are named in full, by where their names end."""
        return {
            self.span(start)[1]: index
            for start, index in self._who.items()
            if self.entities[index].kind == "organisation"
        }

    def only_person(self) -> int | None:
        """The one person whom the story names in full; None if there are several."""
        people = [index for index in self._full if self.entities[index].kind == "person"]
        return people[0] if len(people) == 1 else None

    def before_bracket(self, start: int) -> int | None:
        """The entity named before an opening bracket right before an offset."""
        last = bisect_left(self._starts, start) - 1
        if last < 0 or not self.text.startswith(" (", start - 2):
            return None
        before = self.mention(self._starts[last])
        return before.entity if before.end == start - 2 else None

    def _link(self, start: int) -> int:
        """The entity behind a short form."""
        name = self.names[start]
        index = None
        if name.titles or not self.text.endswith(lexicon().articled, 0, start):
            people = self._by_last.get(name.low) or self._by_first.get(name.low)
            if people:
                index = people[0] if len(people) == 1 and not name.titles else self._choose(people, name, start)
        if index is None:
            index = self._body(name, start)
        if name.titles:
            self._entitle(self.entities[index], name)
        return index

    def _entitle(self, entity: Entity, name: Name) -> None:
        """Note the titles that a name gives an entity."""
        entity.titles.append(name.titles)
        entity.gender = entity.gender or name.gender

    def begin(self, offset: int) -> int:
        """Where the paragraph of an offset begins."""
        return self.begins[max(bisect_right(self.begins, offset) - 1, 0)]

    def _completed(self, start: int, name: Name) -> tuple[str, ...]:
        """The words of a name with the full stop of an abbreviation at their end ("Jr.", "U.S.")."""
        words = name.words
        if self.text.startswith(".", start - name.start + name.end):
            last = words[-1]
            if last in lexicon().generations or ("." in last and last[-1] != "."):
                return (*words[:-1], last + ".")
        return words

    def _body(self, name: Name, start: int) -> int:
        """The organisation that a short form means, else somebody new."""
        if not name.titles:
            index = self.named_after(" ".join(name.words))
            if index is not None:
                return index
        elif name.titles[-1].lower() in lexicon().nations:
            return self.organisation((name.titles[-1], *name.words))  # "American Harvest"
        if name.sort == "organisation":
            return self.organisation(self._completed(start, name))
        return self.unknown_entity(name)

    def _choose(self, people: list[int], name: Name, start: int) -> int | None:
        """Who of several with one name is meant: who was named in full last in this paragraph, else who is named in
        full most often, the first of the last paragraph that names any of them preferred."""
        fitting = [index for index in people[:_NAMESAKES] if _fits(self.entities[index], name)]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        counts = {index: bisect_left(self.entities[index].places, start) for index in fitting}
        latest = {self.entities[index].places[count - 1]: index for index, count in counts.items() if count}
        fresh = None
        if latest:
            last = max(latest)
            begin = self.begin(last)
            if begin == self.begin(start):
                return latest[last]
            first = min([place for place in latest if place >= begin])
            opens = self.mention(first).opens
            if lexicon().kin.isdisjoint(self.text[max(0, opens - _KIN) : opens].replace(",", " ").split()):
                fresh = latest[first]  # but not "her husband, former mayor NAME"
        return max(fitting, key=lambda index: counts[index] + (_FRESH if index == fresh else 0.0))

    def person(self, name: Name, words: tuple[str, ...]) -> int:
        """The entity of a full name, its words as completed: one met before under a compatible name, or a new one.  A
        doubtful name may be a family name of two words."""
        exact = self.exact.get(words)
        if exact is not None:
            return exact
        entities, by_last = self.entities, self._by_last
        if name.low in by_last:
            longer = by_last[name.low][0]  # "Torres Vega", or "Abdel Rahman" behind another given name
            if name.trust != "full" or len(entities[longer].words) > len(words):
                return longer
        for index in by_last.get(name.family[0], ())[-_NAMESAKES:]:
            known = entities[index]
            if known.given and _same_given(known.given, name.given[0]) and not _clash(known.gender, name.gender):
                if _fuller(words, known.words):
                    known.words = words
                    known.given = name.given[0]
                known.gender = known.gender or name.gender
                self.exact[words] = index
                return index
        index = self.exact[words] = len(entities)
        entities.append(Entity("person", words, name.gender, given=name.given[0]))
        for short in name.family:
            by_last[short].append(index)
        for short in name.given:
            self._by_first[short].append(index)
        return index

    def organisation(self, words: tuple[str, ...]) -> int:
        """The entity of an organisation: one whose name ends, or ended before, in the same words."""
        exact = self.exact.get(words)
        if exact is not None:
            return exact
        low = " ".join(words).lower().split(" ")
        for index in self._organisations.get(low[-1], ())[-_NAMESAKES:]:
            known = " ".join(self.entities[index].words).lower().split(" ")
            size = min(len(low), len(known))
            if low == known or (size > 1 and low[-size:] == known[-size:]):
                if len(low) > len(known):
                    self.entities[index].words = words
                self.exact[words] = index
                return index
        index = self.add(Entity("organisation", words, head=low[-1]))
        self.exact[words] = index
        self._organisations[low[-1]].append(index)
        self._shorten(words, low, index)
        return index

    def _shorten(self, words: tuple[str, ...], low: list[str], index: int) -> None:
        """Let the initials of an organisation stand for it, and a company's name without "Inc." or "ASA"."""
        if len(initials := "".join([word[0] for word in words if word[0].isupper()])) > 2:
            self._aliases.setdefault(initials, index)
        if len(words) > 1 and low[-1].rstrip(".") in lexicon().companies:
            self._aliases.setdefault(" ".join(words[:-1]), index)
            if low[0] not in lexicon().places and low[0] not in lexicon().labels:
                self._aliases.setdefault(words[0], index)

    def group(self, words: tuple[str, ...]) -> int:
        """The entity of people named together."""
        exact = self.exact.get(words)
        if exact is None:
            exact = self.exact[words] = self.add(Entity("group", words))
        return exact

    def unknown_entity(self, name: Name) -> int:
        """The entity of a short form that nothing else explains."""
        for index in self._by_last.get(name.low, ())[:_NAMESAKES]:
            if _fits(self.entities[index], name):
                return index
        index = self.add(Entity("person" if name.titles else None, name.words, name.gender if name.titles else ""))
        self._by_last[name.low].append(index)
        if not name.titles:
            self._give(self.short.get(name.low, []), index)
        return index

    def alias(self, short: str, index: int) -> None:
        """Let an acronym stand for an organisation."""
        self._aliases[short] = index

    def known_as(self, name: str) -> list[int]:
        """The people whose family name, whole name or else given name is `name` (small letters)."""
        return self._by_last.get(name) or self._by_first.get(name) or []

    def namesakes(self, start: int) -> bool:
        """May the short form that begins at an offset mean several people?"""
        return len(self.known_as(self.names[start].low)) > 1

    def knows(self, words: list[str]) -> bool:
        """Is any of some words (small letters) a family or given name of the story's people?"""
        return not (self._by_last.keys().isdisjoint(words) and self._by_first.keys().isdisjoint(words))

    def named_after(self, word: str) -> int | None:
        """The organisation that one word stands for: an acronym, the whole name, or its end ("the Post")."""
        if word in self._aliases:
            return self._aliases[word]
        low = word.lower()
        for index in self._organisations.get(low, ())[-_NAMESAKES:]:
            words = self.entities[index].words
            if len(words) == 1:
                return index
            # "the House" is not the White House, nor is ESPN the World of ESPN
            if not word.isupper() and low not in lexicon().places and not words[-2].islower():
                return index
        return None

    def called(self, text: str) -> int | None:
        """The person, else the organisation, that a name means."""
        people = self.known_as(text.lower())
        return people[0] if people else self.named_after(text)

    def meant(self, text: str) -> int:
        """Whom a name means that stands outside the prose, or in a headline."""
        index = self.called(text)
        if index is not None:
            return index
        for name in [name for _, run in find_runs(text, 0, len(text)) for name in read_run(run)]:
            index = self.called(" ".join(name.words))
            if index is not None:
                return index
            if name.sort == "person":
                return self.person(name, name.words)
            if name.sort == "bare":
                return self.unknown_entity(name)
        return self.organisation(tuple(text.split()) or (text,))


def _fits(entity: Entity, name: Name) -> bool:
    return not (name.titles and name.gender and entity.gender and name.gender != entity.gender)


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    nicknames = lexicon().nicknames
    return nicknames.get(one, one) == nicknames.get(other, other)


def _clash(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _fuller(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if all(word.isupper() for word in words) != all(word.isupper() for word in known):
        return not words[-1].isupper()
    return len("".join(words)) > len("".join(known))
