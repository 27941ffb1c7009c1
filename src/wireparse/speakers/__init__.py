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
from wireparse.speakers.coreference import Scene
from wireparse.speakers.entities import Cast, Mention
from wireparse.speakers.entity_kinds import told, told_later
from wireparse.speakers.name_index import common, gather
from wireparse.speakers.names import lexicon
from wireparse.speakers.roles import SEEN, Standing, standing
from wireparse.speakers.sentence_map import Stage
from wireparse.speakers.source_phrases import Phrase, kind_of, read_phrase, singular
from wireparse.text.view import View

__all__ = ["find_speakers"]


def find_speakers(
    view: View, prose: list[Prose], sources: list[tuple[int, int] | None], *, language: str | None
) -> tuple[tuple[Speaker, ...], list[int | None]]:
    """The speakers behind the sources of the quotes, and for each source the index of its speaker.

    `sources` are view spans in any order; None stands for a quote without a source.  A source whose speaker is not
    known gets None, rather than a wrong one.  Titles, roles and whom pronouns mean are known in English alone; in a
    language with a pack of inquits names are told by their look.
    """
    spoken_in = language.split("-")[0].casefold() if language else "en"
    if spoken_in not in languages("cues") and spoken_in in languages("inquits"):
        from wireparse.speakers.by_name import named

        return named(view, sources, spoken_in)
    spans = sorted(filter(None, set(sources)))
    if not spans:
        return (), [None] * len(sources)
    text = view.text
    cast = gather(text, prose)
    scene = Scene(cast, Stage(text, prose, cast.begins))
    for begin, _, body, _, _ in prose:
        if begin < body:  # a dateline, which says nothing
            del spans[bisect_left(spans, (begin,)) : bisect_left(spans, (body,))]
    who: dict[tuple[int, int] | None, int] = {}
    for start, end in spans:
        figure = _speaker(scene, start, read_phrase(text[start:end]))
        if figure is not None:
            who[start, end] = figure
            scene.hear(start, end, figure)
    rank: dict[int | None, int] = dict(zip(scene.spans, count()))
    return _speakers(view, scene), list(map(rank.get, map(who.get, sources)))


def _speaker(scene: Scene, start: int, phrase: Phrase) -> int | None:
    """The figure that a source phrase means, which is read from an offset on."""
    form = phrase.form
    if form == "name":
        return _named(scene.cast, start, phrase)
    if form == "pronoun":
        return scene.pronoun(phrase.head, start + phrase.start)
    if form == "description":
        return _described(scene, phrase.moved(start))
    return scene.cast.only_person() if form == "interviewee" else None


def _named(cast: Cast, offset: int, phrase: Phrase) -> int | None:
    """The figure of a source phrase whose head is a name."""
    _, first, stop, _, opener, core, _ = phrase
    start = offset + first
    bracketed = cast.before_bracket(start) if cast.text[start - 1] == "(" else None
    if bracketed is not None:
        return bracketed  # "Ana Torres (D-N.M.)", of which only the brackets were taken for the source
    starts = cast.starts(start, offset + stop)
    if len(starts) == 1 and starts[0] < offset + core and opener != "the":
        index = cast.figure(starts[0])
    else:
        index = _compound(cast, phrase.moved(offset))
    figure = cast.figures[index]
    if figure.kind is None:
        figure.kind = _kind(cast, index, opener)
    return None if figure.kind == "document" else index


def _compound(cast: Cast, phrase: Phrase) -> int:
    """The figure of a source phrase of several names, or of one with an article; two people are a group of their
    own."""
    text = cast.text
    mentions = cast.between(phrase.start, phrase.end)
    holder = _office_holder(cast, mentions, phrase.end) if phrase.complemented else None
    if holder is not None:
        return holder
    inside = [mention for mention in mentions if mention.opens < phrase.core]
    people = [mention for mention in inside if cast.figures[mention.figure].kind != "organisation"]
    for one, other in pairwise(people):
        if text[one.end : other.opens].lstrip(" ,").startswith("and "):
            return _pair(cast, one, other)
    whole = _whole_body(text[phrase.start : phrase.end].split()) if phrase.opener == "the" else ()
    if whole:
        part = cast.figures[inside[0].figure] if inside else None
        if part is None or part.kind != "organisation" or part.words[0] != whole[0]:
            return cast.organisation(whole)
        part.words = whole
        return inside[0].figure
    if not inside:
        return cast.meant(text[phrase.start : phrase.core])
    last = inside[-1]
    if phrase.opener == "the" and cast.figures[last.figure].kind is None and last.start > phrase.start:
        return cast.organisation(tuple(text[phrase.start : phrase.core].split()))  # "the American Legion"
    return last.figure


def _kind(cast: Cast, index: int, opener: str) -> SpeakerKind:
    """What one capitalised word stands for of which the story tells no more: a place or a wire, else what its
    surroundings say, else a person, unless it has its capital only from opening its sentence ("Proponents",
    "Repeatedly")."""
    name = cast.figures[index].name
    if opener == "the" or _place(name) or (agencies.is_alias(name) and name.lower() not in lexicon().given):
        return "organisation"
    near = cast.appearances(index, SEEN)
    for mention in near:
        if said := told(cast.text, mention.opens, mention.end):
            return said
    for mention in near:
        if said := told_later(cast.text, mention.end):
            return said
    if common(cast.text, name.lower()) and all(opening(cast, mention.opens) for mention in near):
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


def _office_holder(cast: Cast, mentions: list[Mention], end: int) -> int | None:
    """The person whose name ends a source phrase, at an offset, behind an organisation and a role ("Chamber of Commerce
    director Ann Lee")."""
    if len(mentions) < 2 or mentions[-1].end != end or cast.figures[mentions[-1].figure].kind != "person":
        return None
    between = cast.text[mentions[-2].end : mentions[-1].opens].split()
    return mentions[-1].figure if between and between[-1].lower() in lexicon().roles else None


def _place(name: str) -> bool:
    """Is a one-word name a country's, region's or big city's, written out or abbreviated?"""
    return places.region(name) or places.region(f"{name}.") or places.people(name) >= _METROPOLIS


_METROPOLIS: Final = 300  # thousands of inhabitants; smaller places share their names with many families


def _pair(cast: Cast, one: Mention, other: Mention) -> int:
    """The figure of two people who speak together."""
    words = (*cast.figures[one.figure].name.split(), "and", *cast.figures[other.figure].name.split())
    return cast.group(words)


def _described(scene: Scene, phrase: Phrase) -> int | None:
    """The figure of a source phrase whose head is a common noun."""
    known = lexicon()
    cast = scene.cast
    kind = _kind_of(cast.text, phrase)
    beside = named_beside(cast, phrase, kind)
    if beside is not None:
        return beside
    if kind in ("unnamed", "group"):
        name = _name_inside(cast, phrase)
        if name is not None:
            return name.figure
    if kind == "document":
        writer = _writer(scene, phrase)
        if writer is not None:
            return writer
    if phrase.opener in known.definite or phrase.opener in known.possessive:
        found = None if phrase.complemented else scene.described(phrase, kind)
        if found is not None:
            return found
    words = tuple(cast.text[phrase.start : phrase.end].removesuffix("'s").rstrip("'").split())
    if kind == "document" and len(words) == 1 and not phrase.opener and phrase.head not in known.documents:
        return None  # "Typically", "raising": nothing that is known to speak
    return scene.description(kind, words, phrase.head)


def _kind_of(text: str, phrase: Phrase) -> SpeakerKind:
    """What a description stands for, going by its head noun and the word before that ("the coast guard")."""
    before = lexicon().bodies.get(phrase.head)
    if before is not None and not text.startswith(" of ", phrase.core):
        words = text[phrase.start : phrase.core].lower().split()
        if len(words) > 1 and words[-2] in before:
            return "organisation"
    return kind_of(phrase.head)


def _writer(scene: Scene, phrase: Phrase) -> int | None:
    """The person whose words a source phrase names: "Dillon's account", "her demand"."""
    pronoun = lexicon().pronouns.get(phrase.opener)
    if pronoun in ("m", "f"):
        return scene.person(phrase.start, pronoun)
    for mention in scene.cast.between(phrase.start, phrase.core):
        if scene.cast.text.startswith("'", mention.end) and scene.cast.figures[mention.figure].kind == "person":
            return mention.figure
    return None


def _name_inside(cast: Cast, phrase: Phrase) -> Mention | None:
    """The person's name in a source phrase whose head is a common noun: "the director, NAME", "master of ceremonies
    NAME", or the head itself is a name ("Masters")."""
    known = lexicon()
    for mention in cast.between(phrase.start, phrase.rest + 40):
        if cast.figures[mention.figure].kind != "person":
            continue
        if mention.opens <= phrase.start:
            if mention.start >= phrase.core or (
                mention.end >= phrase.core and len(cast.figures[mention.figure].words) > 1
            ):
                return mention
        elif mention.opens in (phrase.rest, phrase.rest + 1) and singular(phrase.head) == phrase.head:
            return mention
        elif mention.end == phrase.end and not phrase.opener and cast.text.startswith(" of ", phrase.core):
            before = cast.text[phrase.core : mention.opens].split()
            if before[-1] not in known.prepositions and before[-1] not in known.articles:
                return mention
    return None


_NOTHING: Final = Standing(None, None, None)


def _speakers(view: View, scene: Scene) -> tuple[Speaker, ...]:
    """The speakers that the figures heard make: mentioned where named in full or with titles, and where heard."""
    cast = scene.cast
    figures = list(map(cast.figures.__getitem__, scene.spans))
    spans = [
        sorted({*map(cast.span, figure.places), *heard})
        for figure, heard in zip(figures, scene.spans.values(), strict=True)
    ]
    pieces = iter(view.pieces(chain.from_iterable(spans)))
    rows = [
        (
            f"s{number}",
            figure.name,
            *(standing(cast.text, cast.appearances(index, SEEN)) if figure.kind == "person" else _NOTHING),
            figure.kind or "unnamed",
            tuple(islice(pieces, len(places))),
        )
        for number, index, figure, places in zip(count(1), scene.spans, figures, spans)
    ]
    return records(Speaker, rows)
