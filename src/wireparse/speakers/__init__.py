"""Mentions: who is meant by a name, a description or a pronoun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain, count, islice, pairwise
from typing import TYPE_CHECKING, Final

from wireparse.draft import Prose
from wireparse.knowledge import agencies, places
from wireparse.lexicon import languages
from wireparse.model import Speaker, SpeakerKind
from wireparse.speakers.appositions import named_beside, opening, person_beside
from wireparse.speakers.description_resolver import DescriptionResolver
from wireparse.speakers.entities import EntityTable, Mention
from wireparse.speakers.entity_kinds import kind_from_context, kind_from_pronoun
from wireparse.speakers.lexicon import lexicon
from wireparse.speakers.meaning import NOBODY, Meaning
from wireparse.speakers.name_index import common, index_names
from wireparse.speakers.roles import SEEN, PersonDetails, person_details
from wireparse.speakers.sentence_map import SentenceMap
from wireparse.speakers.source_phrases import SourcePhrase, kind_of, read_phrase, singular
from wireparse.text.view import View

if TYPE_CHECKING:
    from wireparse.speakers.by_name import SpeakersByName

__all__ = ["FoundSpeakers", "Meaning", "find_speakers"]


class FoundSpeakers:
    """Whom some sources mean, and the records of those who are kept as speakers."""

    def __init__(self, view: View, resolver: DescriptionResolver | None, meanings: list[Meaning]) -> None:
        self._view = view
        self._resolver = resolver
        #: For each source whom it means.
        self.meanings = meanings

    def speakers(self, named: list[tuple[tuple[int, int], int]]) -> tuple[tuple[Speaker, ...], dict[int, int]]:
        """The speakers of some sources, each a view span with the entity that it means, in the order in which they are
        first heard; and the place of each entity among them."""
        if self._resolver is None or not named:
            return (), {}
        heard: dict[int, set[tuple[int, int]]] = {}
        for span, entity in sorted(named):
            heard.setdefault(entity, set()).add(span)
        return _speakers(self._view, self._resolver.table, heard), dict(zip(heard, count()))


def find_speakers(
    view: View,
    prose: list[Prose],
    sources: list[tuple[int, int] | None],
    *,
    language: str | None,
    contents: Iterable[tuple[int, int]] = (),
) -> FoundSpeakers | SpeakersByName:
    """Whom the sources of the quotes mean.

    view: the text.
    prose: its headline and paragraphs.
    sources: view spans in any order; None stands for a quote without a source.
    language: a BCP 47 tag; None where undecided.
    contents: the spans of what is said, in which nobody stands whom a pronoun outside means.

    A source whose speaker is not known means nobody, rather than a wrong one.  Titles, roles and whom pronouns mean are
    known in English alone; in a language with a record of reporting names are told by their look.
    """
    spoken_in = language.split("-")[0].casefold() if language else languages("reporting")[0]
    if spoken_in not in languages("people") and spoken_in in languages("reporting"):
        from wireparse.speakers.by_name import speakers_by_name

        return speakers_by_name(view, prose, sources, spoken_in)
    spans = sorted(filter(None, set(sources)))
    if not spans:
        return FoundSpeakers(view, None, [NOBODY] * len(sources))
    text = view.text
    table = index_names(text, prose)
    resolver = DescriptionResolver(table, SentenceMap(text, prose, table.begins, contents))
    for begin, _, body, _, _ in prose:
        if begin < body:  # a dateline, which says nothing
            del spans[bisect_left(spans, (begin,)) : bisect_left(spans, (body,))]
    who: dict[tuple[int, int] | None, Meaning] = {}
    for start, end in spans:
        meaning = who[start, end] = _meaning(resolver, start, end)
        if meaning.entity is not None:
            resolver.add_source(start, end, meaning.entity)
    for span, meaning in who.items():
        if meaning.entity is not None:
            entity = table.entities[meaning.entity]
            who[span] = meaning._replace(kind=entity.kind or "unnamed", size=len(entity.words))
    return FoundSpeakers(view, resolver, [who.get(source, NOBODY) for source in sources])


def _meaning(resolver: DescriptionResolver, start: int, end: int) -> Meaning:
    """Whom the source phrase between two offsets means."""
    table = resolver.table
    phrase = read_phrase(table.text[start:end])
    form = phrase.form
    if form == "pronoun":
        return resolver.pronoun(phrase.head, start + phrase.start)
    beside = person_beside(table, start, end) if form in ("name", "description") else None
    if beside is not None:
        return Meaning(beside, "apposed")
    if form == "name":
        return _named(table, start, phrase)
    if form == "description":
        return _described(resolver, phrase.moved(start))
    return Meaning(table.only_person(), "interviewee") if form == "interviewee" else NOBODY


def _named(table: EntityTable, offset: int, phrase: SourcePhrase) -> Meaning:
    """The entity of a source phrase whose head is a name."""
    _, first, stop, _, opener, core, _ = phrase
    start = offset + first
    bracketed = table.before_bracket(start) if table.text[start - 1] == "(" else None
    if bracketed is not None:
        # "Ana Torres (D-N.M.)", of which only the brackets were taken for the source
        return Meaning(bracketed, "bracket")
    starts = table.starts(start, offset + stop)
    if len(starts) == 1 and starts[0] < offset + core and opener != lexicon().article:
        index, way = table.entity(starts[0]), "full" if table.names[starts[0]].trust != "short" else "short"
        if way == "short" and table.namesakes(starts[0]):
            way = "namesake"
    else:
        index, way = _compound(table, phrase.moved(offset)), "compound"
    entity = table.entities[index]
    if entity.kind is None:
        entity.kind = _kind(table, index, opener)
        way += " guess"
    return NOBODY if entity.kind == "document" else Meaning(index, way)


def _compound(table: EntityTable, phrase: SourcePhrase) -> int:
    """The entity of a source phrase of several names, or of one with an article; two people are a group of their
    own."""
    text = table.text
    mentions = table.between(phrase.start, phrase.end)
    holder = _office_holder(table, mentions, phrase.end) if phrase.complemented else None
    if holder is not None:
        return holder
    inside = [mention for mention in mentions if mention.opens < phrase.core]
    people = [mention for mention in inside if table.entities[mention.entity].kind != "organisation"]
    for one, other in pairwise(people):
        if text[one.end : other.opens].lstrip(" ,").startswith(_conjoined()):
            return _pair(table, one, other)
    whole = _whole_body(text[phrase.start : phrase.end].split()) if phrase.opener == lexicon().article else ()
    if whole:
        part = table.entities[inside[0].entity] if inside else None
        if part is None or part.kind != "organisation" or part.words[0] != whole[0]:
            return table.organisation(whole)
        part.words = whole
        return inside[0].entity
    if not inside:
        return table.meant(text[phrase.start : phrase.core])
    last = inside[-1]
    if phrase.opener == lexicon().article and table.entities[last.entity].kind is None and last.start > phrase.start:
        return table.organisation(tuple(text[phrase.start : phrase.core].split()))  # "the American Legion"
    return last.entity


def _conjoined() -> tuple[str, ...]:
    """How what follows opens that speaks together with somebody."""
    return tuple(f"{word} " for word in lexicon().conjunctions)


def _kind(table: EntityTable, index: int, opener: str) -> SpeakerKind:
    """What one capitalised word stands for of which the story tells no more: a place or a wire, else what its
    surroundings say, else a person, unless it has its capital only from opening its sentence ("Proponents",
    "Repeatedly")."""
    name = table.entities[index].name
    if opener == lexicon().article or _place(name) or (agencies.is_alias(name) and name.lower() not in lexicon().given):
        return "organisation"
    near = table.appearances(index, SEEN)
    for mention in near:
        if said := kind_from_context(table.text, mention.opens, mention.end):
            return said
    for mention in near:
        if said := kind_from_pronoun(table.text, mention.end):
            return said
    if common(table.text, name.lower()) and all(opening(table, mention.opens) for mention in near):
        return kind_of(name.lower())
    return "person"


def _whole_body(words: list[str]) -> tuple[str, ...]:
    """The words of an organisation's name with an "and" in it, which runs of capitals leave apart ("Ministry of Oceans
    and Fisheries", "Food and Drug Administration")."""
    known = lexicon()
    if known.conjunctions.isdisjoint(words[1:-1]) or sum(word in known.conjunctions for word in words) > 1:
        return ()
    heads = [word for word in words if word.lower() in known.organisations]
    head = words[0] if len(words) > 1 and words[1] == known.genitive else words[-1]
    if heads != [head] or any(word.lower() in known.roles for word in words):
        return ()
    if any(not word[0].isupper() and word not in known.inner for word in words):
        return ()
    return () if any(word.isupper() or word.lower() in known.given for word in words) else tuple(words)


def _office_holder(table: EntityTable, mentions: list[Mention], end: int) -> int | None:
    """The person whose name ends a source phrase, at an offset, behind an organisation and a role ("Chamber of Commerce
    director Ann Lee")."""
    if len(mentions) < 2 or mentions[-1].end != end or table.entities[mentions[-1].entity].kind != "person":
        return None
    between = table.text[mentions[-2].end : mentions[-1].opens].split()
    return mentions[-1].entity if between and between[-1].lower() in lexicon().roles else None


def _place(name: str) -> bool:
    """Is a one-word name a country's, region's or big city's, written out or abbreviated?"""
    return places.region(name) or places.region(f"{name}.") or places.people(name) >= _METROPOLIS


_METROPOLIS: Final = 300  # thousands of inhabitants; smaller places share their names with many families


def _pair(table: EntityTable, one: Mention, other: Mention) -> int:
    """The entity of two people who speak together."""
    joint = next(iter(lexicon().conjunctions))
    words = (*table.entities[one.entity].name.split(), joint, *table.entities[other.entity].name.split())
    return table.group(words)


def _described(resolver: DescriptionResolver, phrase: SourcePhrase) -> Meaning:
    """The entity of a source phrase whose head is a common noun."""
    known = lexicon()
    table = resolver.table
    kind = _kind_of(table.text, phrase)
    beside = named_beside(table, phrase, kind)
    if beside is not None:
        return Meaning(beside, "beside")
    if kind in ("unnamed", "group"):
        name = _name_inside(table, phrase)
        if name is not None:
            return Meaning(name.entity, "inside")
    if kind == "document":
        writer = _writer(resolver, phrase)
        if writer is not None:
            return Meaning(writer, "writer")
    if phrase.opener in known.definite or phrase.opener in known.possessive:
        found = None if phrase.complemented else resolver.described(phrase, kind)
        if found is not None:
            return found
    words = tuple(table.text[phrase.start : phrase.end].removesuffix("'s").rstrip("'").split())
    if kind == "document" and len(words) == 1 and not phrase.opener and phrase.head not in known.documents:
        return NOBODY  # "Typically", "raising": nothing that is known to speak
    way = (
        "literal the"
        if phrase.opener in known.definite
        else "literal its"
        if phrase.opener in known.possessive
        else "literal"
    )
    return Meaning(resolver.description(kind, words, phrase.head), way)


def _kind_of(text: str, phrase: SourcePhrase) -> SpeakerKind:
    """What a description stands for, going by its head noun and the word before that ("the coast guard")."""
    before = lexicon().bodies.get(phrase.head)
    if before is not None and not text.startswith(f" {lexicon().genitive} ", phrase.core):
        words = text[phrase.start : phrase.core].lower().split()
        if len(words) > 1 and words[-2] in before:
            return "organisation"
    return kind_of(phrase.head)


def _writer(resolver: DescriptionResolver, phrase: SourcePhrase) -> int | None:
    """The person whose words a source phrase names: "Dillon's account", "her demand"."""
    pronoun = lexicon().pronouns.get(phrase.opener)
    if pronoun in ("m", "f"):
        return resolver.person(phrase.start, pronoun).entity
    for mention in resolver.table.between(phrase.start, phrase.core):
        if (
            resolver.table.text.startswith("'", mention.end)
            and resolver.table.entities[mention.entity].kind == "person"
        ):
            return mention.entity
    return None


def _name_inside(table: EntityTable, phrase: SourcePhrase) -> Mention | None:
    """The person's name in a source phrase whose head is a common noun: "the director, NAME", "master of ceremonies
    NAME", or the head itself is a name ("Masters")."""
    known = lexicon()
    genitive = f" {known.genitive} "
    for mention in table.between(phrase.start, phrase.rest + 40):
        if table.entities[mention.entity].kind != "person":
            continue
        if mention.opens <= phrase.start:
            if mention.start >= phrase.core or (
                mention.end >= phrase.core and len(table.entities[mention.entity].words) > 1
            ):
                return mention
        elif mention.opens in (phrase.rest, phrase.rest + 1) and singular(phrase.head) == phrase.head:
            return mention
        elif mention.end == phrase.end and not phrase.opener and table.text.startswith(genitive, phrase.core):
            before = table.text[phrase.core : mention.opens].split()
            if before and before[-1] not in known.prepositions and before[-1] not in known.articles:
                return mention
    return None


_NOTHING: Final = PersonDetails(None, None, None)


def _speakers(view: View, table: EntityTable, heard: dict[int, set[tuple[int, int]]]) -> tuple[Speaker, ...]:
    """The speakers that some entities make: mentioned where named in full or with titles, and where heard."""
    spans = {index: sorted({*map(table.span, table.entities[index].places), *own}) for index, own in heard.items()}
    pieces = iter(view.pieces(chain.from_iterable(spans.values())))
    found = []
    for number, (index, own) in enumerate(spans.items(), 1):
        entity = table.entities[index]
        person = entity.kind == "person"
        details = person_details(table.text, table.appearances(index, SEEN)) if person else _NOTHING
        mentions = tuple(islice(pieces, len(own)))
        found.append(Speaker(f"s{number}", entity.name, *details, entity.kind or "unnamed", mentions))
    return tuple(found)
