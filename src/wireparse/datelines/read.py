"""Datelines: where, by whom and when a story was filed, read off the shape of its opening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from wireparse.datelines.lexer import REACH, Part, lex, spell
from wireparse.datelines.place_names import PlaceSpan, Surface
from wireparse.datelines.plausibility import Opening, body_start, sensible
from wireparse.datelines.rules import DATELINE_RULES, UNSPACED_RULES, DatelineRule
from wireparse.knowledge import places
from wireparse.knowledge.agencies import decide, identify, wire
from wireparse.knowledge.dates import resolve
from wireparse.lexicon import load
from wireparse.model import Agency, Certainty, Date, Dateline, Place
from wireparse.pattern import regex
from wireparse.record import Record
from wireparse.text.view import View

__all__ = ["FoundDateline", "find_dateline", "make_agency", "make_dateline", "read_dateline", "stated_dateline"]

_WRAPPED: Final = 30  # columns: no shorter line is broken by wrapping
_WINDOW: Final = 2 * REACH  # a dateline, and enough of the text to see that it is one


class FoundDateline(Record):
    """A dateline in view offsets: the span, the text behind its separator, and the parts."""

    start: int
    end: int
    body: int
    places: tuple[PlaceSpan, ...]
    agency: tuple[int, int] | None
    date: tuple[int, int] | None
    rule: str
    certainty: Certainty


def read_dateline(
    view: View,
    start: int,
    end: int,
    *,
    language: str | None = None,
    reference: str | None = None,
    early: bool = True,
    disabled: AbstractSet[str] = frozenset(),
) -> tuple[Dateline, int] | None:
    """The dateline that opens the view span `start` to `end`, and the view offset of the text behind its separator.

    `reference` is the story's own day, which completes a date without a year; `early` says that nothing of the story
    stands before, which lets weaker forms count.
    """
    found = find_dateline(view, start, end, early=early, disabled=disabled)
    return (make_dateline(view, found, language=language, reference=reference), found.body) if found else None


def find_dateline(
    view: View,
    start: int,
    end: int,
    *,
    early: bool = True,
    alone: bool = False,
    disabled: AbstractSet[str] = frozenset(),
) -> FoundDateline | None:
    """Where the dateline is that opens a view span, perhaps behind a label or an editor's note; `alone` says that the
    span is nothing else."""
    if end - start < 3:
        return None
    if view.text[start] > "\u2e7f" or view.text[start + 1] > "\u2e7f":
        rule = UNSPACED_RULES[0]
        if rule.id in disabled:
            return None
        from wireparse.datelines.cjk import match_unspaced  # few texts need its patterns

        spans = match_unspaced(view.text, start, end)
        return FoundDateline(*spans, rule.id, rule.certainty) if spans else None
    tried = [
        rule
        for rule in DATELINE_RULES
        if rule.id not in disabled and (early or not rule.early) and (alone or not rule.alone)
    ]
    found = _match(view, start, end, tried)
    if found is None:
        label = _label().match(view.text, start, min(end, start + 120))
        found = _match(view, label.end(), end, tried) if label and label.end() < end else None
        if found and label and label.lastgroup != "label" and found.agency is None and found.date is None:
            return None
    return found


@cache
def _label() -> re.Pattern[str]:
    """What may stand before a dateline: a label with its colon or point, or an editor's note in brackets."""
    labels = "|".join(sorted(map(re.escape, load("datelines")["labels"]), key=len, reverse=True))
    return regex(rf"(?P<label>(?:{labels})(?: \d{{1,2}})?(?:[:.] ?| ?-+ ?|\n))|\([^()\n]{{3,110}}\)\s{{1,4}}", re.I)


def _match(view: View, start: int, end: int, rules: Sequence[DatelineRule]) -> FoundDateline | None:
    head = view.text[start]
    if not (head.isalnum() or head in "([/"):
        return None
    surface = _surface(view, start, end)
    size = end - start
    parts = _dates_joined(lex(surface, 0, size))
    shape = spell(parts)
    if len(shape) < 2:
        return None
    for rule in rules:
        match = rule.pattern.match(shape)
        if match and sensible(surface, Opening(parts, shape, match, size)):
            return _in_view(surface, rule, match, parts, start)
    return None


def _surface(view: View, start: int, end: int) -> Surface:
    """The opening of a view span, with a wrapped line's breaks as spaces, where a dateline may run over them.

    A break counts as a wrap behind a line that is long enough for one; a short line is a dateline's own.
    """
    stop = min(end, start + _WINDOW)
    text, raw = view.text[start:stop], view.raw[start:stop]
    if text.find("\n", 0, REACH) < _WRAPPED:
        return Surface(text, raw)
    return Surface(text.replace("\n", " "), raw.replace("\n", " ").replace("\r", " "))


def _dates_joined(parts: list[Part]) -> list[Part]:
    """Neighbouring dates and times made one: "TUESDAY, Nov. 21", "Nov 21, 2017 / 06:00 am"."""
    joined: list[Part] = []
    for part in parts:
        if part.letter == "D" and joined:
            before = joined[-1]
            if before.letter == "D":
                joined[-1] = Part("D", before.start, part.end)
                continue
            if before.letter in ",/." and len(joined) > 1 and joined[-2].letter == "D":
                joined[-2:] = [Part("D", joined[-2].start, part.end)]
                continue
        joined.append(part)
    return joined


def _in_view(
    surface: Surface, rule: DatelineRule, match: re.Match[str], parts: list[Part], start: int
) -> FoundDateline:
    """What was found, its offsets from the surface's brought to the view's."""
    line = parts[: match.end(1)]
    body = body_start(parts, match.end())
    body += surface.text[body : body + 1] == "\n"
    found = _parts(line, start)
    return FoundDateline(start + line[0].start, start + line[-1].end, start + body, *found, rule.id, rule.certainty)


def _parts(
    line: Sequence[Part], start: int
) -> tuple[tuple[PlaceSpan, ...], tuple[int, int] | None, tuple[int, int] | None]:
    """The places, the agency and the date among a dateline's parts, in view offsets; the surface is at `start`."""
    agency = next((part for letters in ("Aa", "X") for part in line if part.letter in letters), None)
    date = next((part for part in line if part.letter == "D"), None)
    spans = next((part.places for part in line if part.places), ())
    return (
        tuple(PlaceSpan(start + first, start + name, start + last, areas) for first, name, last, areas in spans),
        (start + agency.start, start + agency.end) if agency else None,
        (start + date.start, start + date.end) if date else None,
    )


def stated_dateline(view: View, start: int, end: int, rule: str) -> FoundDateline:
    """A view span that is a dateline because its file says so, under that rule: the places, wire and day in it,
    whatever their order; all of it is a place where none is seen."""
    surface = _surface(view, start, end)
    parts = _dates_joined(lex(surface, 0, end - start))
    found = _parts(parts, start)
    return FoundDateline(start, end, end, found[0] or (PlaceSpan(start, end, end, ()),), *found[1:], rule, "sure")


def make_dateline(view: View, found: FoundDateline, *, language: str | None, reference: str | None) -> Dateline:
    """The dateline as the model has it: places looked up, the date completed, the agency decided."""
    ids = identify(_line(view, *found.agency)) if found.agency else ()
    only = wire(ids[0]) if len(ids) == 1 else None
    spots = tuple(_place(view, span, only.country if only else None) for span in found.places)
    country = next((spot.country for spot in spots if spot.country), None)
    agency = make_agency(view, found.agency, country=country, language=language) if found.agency else None
    date = None
    if found.date:
        text, start, end = view.span(*found.date)
        iso, basis = resolve(_line(view, *found.date), language=language, reference=reference)
        date = Date(text, start, end, iso, basis)
    return Dateline(
        *view.span(found.start, found.end),
        places=spots,
        agency=agency,
        date=date,
        rule=found.rule,
        certainty=found.certainty,
    )


def _place(view: View, span: PlaceSpan, near: str | None) -> Place:
    name = _line(view, span.start, span.name_end)
    region, country = (*span.areas, None, None)[:2]
    info = places.resolve(name, region, country, near=near)
    return Place(
        *view.span(span.start, span.end),
        name=info.name,
        region=info.region,
        country=info.country,
        latitude=info.latitude,
        longitude=info.longitude,
        candidates=info.candidates,
    )


def _line(view: View, start: int, end: int) -> str:
    """The folded text of a span, on one line."""
    return view.text[start:end].replace("\n", " ")


def make_agency(view: View, span: tuple[int, int], *, country: str | None, language: str | None) -> Agency:
    """The agency printed at a view span; `country` is where the story was filed."""
    ids = identify(_line(view, *span))
    chosen, candidates = decide(ids, country=country, language=language)
    text, start, end = view.span(*span)
    if chosen is None:
        return Agency(None, None, None, text, start, end, candidates)
    return Agency(chosen.id, chosen.name, chosen.country, text, start, end, ())
