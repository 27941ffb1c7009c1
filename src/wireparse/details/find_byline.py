"""Which lines say who wrote the story: a byline's own line, or the words before a dateline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from wireparse.datelines import make_agency
from wireparse.datelines.rules import BYLINE_RULES
from wireparse.details.byline_names import Name, given, label_end, make_author, make_byline, read_names
from wireparse.details.fields import Details, Sheet
from wireparse.details.sign_offs import read_sign_off
from wireparse.draft import Tile
from wireparse.metadata import Mark, given_rule
from wireparse.model import Byline
from wireparse.pattern import pattern

__all__ = ["byline_before", "read_bylines"]

_RULES: Final = {rule.id: rule for rule in BYLINE_RULES}
_LABEL: Final = _RULES["byline.label"]
_PLAIN: Final = _RULES["byline.plain"]
_BEFORE: Final = _RULES["byline.before-dateline"]

_BYLINE_REACH: Final = 120
_EARLY: Final = 2  # a byline that was taken for prose is one of the first paragraphs
# A date has a year or an hour; somewhere behind it stands a label, such as "by".
_DATED: Final = pattern(r"(?:19|20)\d\d\b|\d[:.]\d\d\b")
_NEXT: Final = pattern(r" (?=[^\W\d_]{2,4}:? [^\W\d_])")
_CUT: Final = pattern(r"\n\s{0,12}| (?=[A-ZÀ-ÞА-Я]{3})")


def read_bylines(sheet: Sheet, details: Details) -> None:
    """Find the byline: the first form of the list that names somebody, else a line that names only an agency."""
    for mark in sheet.marked("byline"):
        _read_given(sheet, details, mark)
    if details.byline and details.byline.authors:
        return
    unsigned = details.byline
    for tile in _own_lines(sheet):
        byline, agency = _own_line(sheet, tile)
        if tile.kind != "byline" and not (byline and _fills(sheet, tile, byline)):
            continue
        if byline and agency and details.agency is None:
            details.agency = make_agency(sheet.view, agency, country=None, language=sheet.language)
        if byline and byline.authors:
            details.byline = byline
            return
        unsigned = unsigned or byline
    details.byline = read_sign_off(sheet) or unsigned


def _read_given(sheet: Sheet, details: Details, mark: Mark) -> None:
    """The byline that the file states, with the authors whom it marks, else those whom its words name."""
    text, rule = sheet.view.text, given_rule(sheet.metadata.form)
    names_at = label_end(text, mark.start, mark.end)
    names = read_names(sheet.view, names_at or mark.start, mark.end)
    authors = tuple(
        make_author(sheet.view, Name(one.start, one.end, None, None), one.value)
        for one in sheet.marked("author")
        if mark.start <= one.start < mark.end
    )
    if not authors:
        authors = tuple(make_author(sheet.view, name) for name in names.people)
    if names.agency and details.agency is None:
        details.agency = make_agency(sheet.view, names.agency, country=None, language=sheet.language)
    if details.byline is None or (authors and not details.byline.authors):
        details.byline = Byline(*sheet.view.span(mark.start, mark.end), authors=authors, rule=rule, certainty="sure")


def _own_lines(sheet: Sheet) -> list[Tile]:
    """The tiles that may be a byline: those taken for one, the first paragraphs, lines such as "^By TOM REYES"."""
    text = sheet.view.text
    early = [
        (index, tile) for index, tile in islice(sheet.prose.items(), _EARLY) if tile.last - tile.first <= _BYLINE_REACH
    ]
    others = [
        (index, tile)
        for index, tile in sheet.others.items()
        if tile.kind == "byline" or (tile.kind == "other" and text.startswith("^", tile.first))
    ]
    return [tile for _, tile in sorted(early + others)]


def byline_before(sheet: Sheet, tile: Tile) -> Iterator[tuple[Byline | None, int]]:
    """Each way to cut a byline off the head of a paragraph, and where the rest begins: at the line's end, or before
    a word in capitals ("By Ana Ruiz LIMA, Nov. 21 (Reuters) -")."""
    text = sheet.view.text
    names_at = label_end(text, tile.first, tile.last)
    if names_at is None:
        return
    for match in _CUT.finditer(text, names_at, min(tile.last, names_at + _BYLINE_REACH)):
        names = read_names(sheet.view, names_at, match.start())
        if names.people:
            yield make_byline(sheet, tile.first, names.end, names.people, _BEFORE), match.end()


def _fills(sheet: Sheet, tile: Tile, byline: Byline) -> bool:
    """Whether a line that was not taken for a byline is nothing else."""
    return byline.end == sheet.view.source_span(tile.first, tile.last)[1] and bool(byline.authors)


def _own_line(sheet: Sheet, tile: Tile) -> tuple[Byline | None, tuple[int, int] | None]:
    """A byline that stands alone, and the wire that it names; perhaps behind a date: "May 4, 2017 by Ana Ruiz".

    Without a label its first name must be a given name, or a role or wire follow; a line that was not taken for a
    byline must have one.
    """
    text = sheet.view.text
    whole = label_end(text, tile.first, tile.last)
    if whole is None and tile.kind != "byline":
        return None, None
    wire = None
    for start in (tile.first, *_behind_date(text, tile)):
        names_at = label_end(text, start, tile.last)
        names = read_names(sheet.view, names_at or start, tile.last)
        people = names.people
        if names_at is None and people:
            first = people[0]
            if not (first.role or first.affiliation or given(text[first.start : first.end])):
                people = ()
        if people:
            return make_byline(sheet, start, names.end, people, _LABEL if names_at else _PLAIN), names.agency
        wire = wire or (names if names.agency else None)
    if wire is None:
        return None, None
    return make_byline(sheet, tile.first, wire.end, (), _LABEL if whole else _PLAIN), wire.agency


def _behind_date(text: str, tile: Tile) -> list[int]:
    """Where a label may begin behind a date: "Posted on May 4, 2017 by", "May 4, 2017 | By"."""
    if tile.kind != "byline":
        return []
    dated = _DATED.search(text, tile.first, min(tile.last, tile.first + _BYLINE_REACH))
    starts = [match.end() for match in _NEXT.finditer(text, dated.end(), tile.last)] if dated else []
    return [start for start in starts if label_end(text, start, tile.last) is not None]
