"""Mentions: who is meant by a name, a description or a pronoun."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, count, islice, pairwise
from typing import Final

from wireparse.draft import Prose
from wireparse.knowledge import agencies, places
from wireparse.lexicon import languages
from wireparse.model import Speaker, SpeakerKind
from wireparse.record import records
from wireparse.speakers.appositions import named_beside, opening
from wireparse.speakers.coreference import Resolver
from wireparse.speakers.entities import EntityTable, Mention
from wireparse.speakers.entity_kinds import kind_from_context, kind_from_pronoun
from wireparse.speakers.name_index import common, index_names
from wireparse.speakers.names import lexicon
from wireparse.speakers.roles import SEEN, PersonDetails, person_details
from wireparse.speakers.sentence_map import SentenceMap
from wireparse.speakers.source_phrases import SourcePhrase, kind_of, read_phrase, singular
from wireparse.text.view import View

__all__ = ["find_speakers"]


def find_speakers(
    view: View, prose: list[Prose], sources: list[tuple[int, int] | None], *, language: str | None
) -> tuple[tuple[Speaker, ...], list[int | None]]:
    """The speakers behind the sources of the quotes, and for each source the index of its speaker.

    `sources` are view spans in any order; None stands for a quote without a source.  A source whose speaker is not
    known gets None, rather than a wrong one.  Titles, roles and whom pronouns mean are known in English alone; in a
    language with a record of reporting names are told by their look.
    """
    spoken_in = language.split("-")[0].casefold() if language else languages("reporting")[0]
    if spoken_in not in languages("people") and spoken_in in languages("reporting"):
        from wireparse.speakers.by_name import speakers_by_name

        return speakers_by_name(view, prose, sources, spoken_in)
    spans = sorted(filter(None, set(sources)))
    if not spans:
        return (), [None] * len(sources)
    text = view.text
    table = index_names(text, prose)
    resolver = Resolver(table, SentenceMap(text, prose, table.begins))
    for begin, _, body, _, _ in prose:
        if begin < body:  # a dateline, which says nothing
            del spans[bisect_left(spans, (begin,)) : bisect_left(spans, (body,))]
    who: dict[tuple[int, int] | None, int] = {}
    for start, end in spans:
        entity = _speaker(resolver, start, read_phrase(text[start:end]))
        if entity is not None:
            who[start, end] = entity
            resolver.add_source(start, end, entity)
    rank: dict[int | None, int] = dict(zip(resolver.spans, count()))
    return _speakers(view, resolver), list(map(rank.get, map(who.get, sources)))


def _speaker(resolver: Resolver, start: int, phrase: SourcePhrase) -> int | None:
    """The entity that a source phrase means, which is read from an offset on."""
    form = phrase.form
    if form == "name":
        return _named(resolver.table, start, phrase)
    if form == "pronoun":
        return resolver.pronoun(phrase.head, start + phrase.start)
    if form == "description":
        return _described(resolver, phrase.moved(start))
    return resolver.table.only_person() if form == "interviewee" else None


def _named(table: EntityTable, offset: int, phrase: SourcePhrase) -> int | None:
    """The entity of a source phrase whose head is a name."""
    _, first, stop, _, opener, core, _ = phrase
    start = offset + first
    bracketed = table.before_bracket(start) if table.text[start - 1] == "(" else None
    if bracketed is not None:
        return bracketed  # "Ana Torres (D-N.M.)", of which only the brackets were taken for the source
    starts = table.starts(start, offset + stop)
    if len(starts) == 1 and starts[0] < offset + core and opener != "the":
        index = table.entity(starts[0])
    else:
        index = _compound(table, phrase.moved(offset))
    entity = table.entities[index]
    if entity.kind is None:
        entity.kind = _kind(table, index, opener)
    return None if entity.kind == "document" else index


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
        if text[one.end : other.opens].lstrip(" ,").startswith("and "):
            return _pair(table, one, other)
    whole = _whole_body(text[phrase.start : phrase.end].split()) if phrase.opener == "the" else ()
    if whole:
        part = table.entities[inside[0].entity] if inside else None
        if part is None or part.kind != "organisation" or part.words[0] != whole[0]:
            return table.organisation(whole)
        part.words = whole
        return inside[0].entity
    if not inside:
        return table.meant(text[phrase.start : phrase.core])
    last = inside[-1]
    if phrase.opener == "the" and table.entities[last.entity].kind is None and last.start > phrase.start:
        return table.organisation(tuple(text[phrase.start : phrase.core].split()))  # "the American Legion"
    return last.entity


def _kind(table: EntityTable, index: int, opener: str) -> SpeakerKind:
    """What one capitalised word stands for of which the story tells no more: a place or a wire, else what its
    surroundings say, else a person, unless it has its capital only from opening its sentence ("Proponents",
    "Repeatedly")."""
    name = table.entities[index].name
    if opener == "the" or _place(name) or (agencies.is_alias(name) and name.lower() not in lexicon().given):
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
    if "and" not in words[1:-1] or words.count("and") > 1:
        return ()
    heads = [word for word in words if word.lower() in known.organisations]
    head = words[0] if len(words) > 1 and words[1] == "of" else words[-1]
    if heads != [head] or any(word.lower() in known.roles for word in words):
        return ()
    if any(not word[0].isupper() and word not in ("and", "of", "the", "for") for word in words):
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
    words = (*table.entities[one.entity].name.split(), "and", *table.entities[other.entity].name.split())
    return table.group(words)


def _described(resolver: Resolver, phrase: SourcePhrase) -> int | None:
    """The entity of a source phrase whose head is a common noun."""
    known = lexicon()
    table = resolver.table
    kind = _kind_of(table.text, phrase)
    beside = named_beside(table, phrase, kind)
    if beside is not None:
        return beside
    if kind in ("unnamed", "group"):
        name = _name_inside(table, phrase)
        if name is not None:
            return name.entity
    if kind == "document":
        writer = _writer(resolver, phrase)
        if writer is not None:
            return writer
    if phrase.opener in known.definite or phrase.opener in known.possessive:
        found = None if phrase.complemented else resolver.described(phrase, kind)
        if found is not None:
            return found
    words = tuple(table.text[phrase.start : phrase.end].removesuffix("'s").rstrip("'").split())
    if kind == "document" and len(words) == 1 and not phrase.opener and phrase.head not in known.documents:
        return None  # "Typically", "raising": nothing that is known to speak
    return resolver.description(kind, words, phrase.head)


def _kind_of(text: str, phrase: SourcePhrase) -> SpeakerKind:
    """What a description stands for, going by its head noun and the word before that ("the coast guard")."""
    before = lexicon().bodies.get(phrase.head)
    if before is not None and not text.startswith(" of ", phrase.core):
        words = text[phrase.start : phrase.core].lower().split()
        if len(words) > 1 and words[-2] in before:
            return "organisation"
    return kind_of(phrase.head)


def _writer(resolver: Resolver, phrase: SourcePhrase) -> int | None:
    """The person whose words a source phrase names: "Dillon's account", "her demand"."""
    pronoun = lexicon().pronouns.get(phrase.opener)
    if pronoun in ("m", "f"):
        return resolver.person(phrase.start, pronoun)
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
        elif mention.end == phrase.end and not phrase.opener and table.text.startswith(" of ", phrase.core):
            before = table.text[phrase.core : mention.opens].split()
            if before[-1] not in known.prepositions and before[-1] not in known.articles:
                return mention
    return None


_NOTHING: Final = PersonDetails(None, None, None)


def _speakers(view: View, resolver: Resolver) -> tuple[Speaker, ...]:
    """The speakers that the entities heard make: mentioned where named in full or with titles, and where heard."""
    table = resolver.table
    entities = list(map(table.entities.__getitem__, resolver.spans))
    spans = [
        sorted({*map(table.span, entity.places), *heard})
        for entity, heard in zip(entities, resolver.spans.values(), strict=True)
    ]
    pieces = iter(view.pieces(chain.from_iterable(spans)))
    rows = [
        (
            f"s{number}",
            entity.name,
            *(person_details(table.text, table.appearances(index, SEEN)) if entity.kind == "person" else _NOTHING),
            entity.kind or "unnamed",
            tuple(islice(pieces, len(places))),
        )
        for number, index, entity, places in zip(count(1), resolver.spans, entities, spans)
    ]
    return records(Speaker, rows)
