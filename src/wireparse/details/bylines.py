"""Which lines say who wrote the story: a byline's own line, the words before a dateline, or the sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from wireparse.details.byline import Name, given, label_end, make_author, person_end, read_names, words
from wireparse.details.dateline import make_agency
from wireparse.details.sheet import Details, Sheet
from wireparse.draft import Tile
from wireparse.lexicon import load
from wireparse.model import PROSE_KINDS, Byline
from wireparse.rules import Rule
from wireparse.rules.details import BYLINE_RULES

__all__ = ["byline_before", "read_bylines"]

_RULES: Final = {rule.id: rule for rule in BYLINE_RULES}
_LABEL: Final = _RULES["byline.label"]
_PLAIN: Final = _RULES["byline.plain"]
_BEFORE: Final = _RULES["byline.before-dateline"]
_REPORTING: Final = _RULES["byline.reporting-credit"]
_FOLLOW: Final = _RULES["byline.follow-line"]
_BIO: Final = _RULES["byline.author-bio"]

_TAIL: Final = 12  # a sign-off is one of the last tiles
_BYLINE_REACH: Final = 120
_EARLY: Final = 2  # a byline that was taken for prose is one of the first paragraphs
_BIO_TILES: Final = 3
_BIO_REACH: Final = 420
_BIO_KINDS: Final = PROSE_KINDS | {"author_bio", "other", "promo"}
_CUT: Final = re.compile(r"\n\s{0,12}| (?=[A-ZÀ-ÞА-Я]{3})")
_CREDIT: Final = re.compile(r"[(\[]? ?(?:additional )?(?:reporting|reported|written|writing) by ", re.I)
_MORE: Final = re.compile(r"; ?(?:writing|written) by ", re.I)


def read_bylines(sheet: Sheet, details: Details) -> None:
    """Find the byline: the first form of the list that names somebody, else a line that names only an agency."""
    unsigned: Byline | None = None
    paragraphs = 0
    for tile in sheet.tiles:
        prose = tile.kind in PROSE_KINDS
        paragraphs += prose
        early = prose and paragraphs <= _EARLY and tile.last - tile.first <= _BYLINE_REACH
        control = tile.kind == "other" and sheet.view.text[tile.first : tile.first + 1] == "^"  # "^By TOM REYES"
        if not (tile.kind == "byline" or early or control):
            continue
        byline, agency = _own_line(sheet, tile)
        if tile.kind != "byline" and not (byline and _fills(sheet, tile, byline)):
            continue
        if byline and agency and details.agency is None:
            details.agency = make_agency(sheet.view, agency, country=None, language=sheet.language)
        if byline and byline.authors:
            details.byline = byline
            return
        unsigned = unsigned or byline
    details.byline = _sign_off(sheet) or unsigned


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
            yield _byline(sheet, tile.first, names.end, names.people, _BEFORE), match.end()


def _fills(sheet: Sheet, tile: Tile, byline: Byline) -> bool:
    """Whether a line that was not taken for a byline is nothing else."""
    whole = byline.end == sheet.view.source_span(tile.first, tile.last)[1]
    return whole and bool(byline.authors) and byline.rule == _LABEL.id


def _byline(sheet: Sheet, start: int, end: int, people: tuple[Name, ...], rule: Rule) -> Byline | None:
    if rule.id in sheet.disabled:
        return None
    authors = tuple(make_author(sheet.view, name) for name in people)
    return Byline(*sheet.view.span(start, end), authors=authors, rule=rule.id, certainty=rule.certainty)


def _own_line(sheet: Sheet, tile: Tile) -> tuple[Byline | None, tuple[int, int] | None]:
    """A byline that stands alone, and the wire that it names.

    Without a label its first name must be a given name, or a role or wire follow.
    """
    text = sheet.view.text
    names_at = label_end(text, tile.first, tile.last)
    names = read_names(sheet.view, names_at or tile.first, tile.last)
    if names_at is None:
        people = tuple(
            name for name in names.people if name.role or name.affiliation or given(text[name.start : name.end])
        )
        rule = _PLAIN
    else:
        people, rule = names.people, _LABEL
    if not people and names.agency is None:
        return None, None
    return _byline(sheet, tile.first, names.end, people, rule), names.agency


def _sign_off(sheet: Sheet) -> Byline | None:
    """The author as the story's end names them."""
    tail = [tile for tile in sheet.tiles[-_TAIL:] if tile.last > tile.first]
    for reader, reach in ((_reporting_credit, _TAIL), (_follow_line, _TAIL), (_author_bio, _BIO_TILES)):
        for tile in reversed(tail[-reach:]):
            byline = reader(sheet, tile)
            if byline:
                return byline
    return None


def _reporting_credit(sheet: Sheet, tile: Tile) -> Byline | None:
    """ "(Reporting by A B in ROME; Editing by C D)": who reported, not who edited or added."""
    text = sheet.view.text
    match = _CREDIT.match(text, tile.first, tile.last)
    if match is None or "additional" in match.group().lower():
        return None
    stop = text.find(";", match.end(), tile.last)
    names = read_names(sheet.view, match.end(), stop if stop > 0 else tile.last)
    return _byline(sheet, tile.first, tile.last, names.people, _REPORTING) if names.people else None


@cache
def _follow() -> re.Pattern[str]:
    starts = "|".join(sorted(map(re.escape, load("bylines")["sign_offs"])))
    return re.compile(rf'["\']?(?:{starts}) (?=[^\W\d_])', re.I)


def _follow_line(sheet: Sheet, tile: Tile) -> Byline | None:
    """ "Follow A B on Twitter @ab"."""
    text = sheet.view.text
    if tile.last - tile.first > 240 or "@" not in text[tile.first : tile.last]:
        return None
    match = _follow().match(text, tile.first, tile.last)
    if match is None:
        return None
    at = match.end()
    while at < min(tile.last, match.end() + 100):  # "Follow Harbour News reporter Ana Ruiz on Twitter"
        stop = person_end(text, at, tile.last)
        if stop is not None and (at == match.end() or given(text[at:stop])):
            return _byline(sheet, tile.first, tile.last, (Name(at, stop, None, None),), _FOLLOW)
        at = text.find(" ", at, tile.last) + 1 or tile.last
    return None


def _author_bio(sheet: Sheet, tile: Tile) -> Byline | None:
    """ "A B, a reporter, is the author of …": a closing note on somebody whom the story does not mention."""
    if tile.kind not in _BIO_KINDS or tile.last - tile.first > _BIO_REACH:
        return None
    text = sheet.view.text
    name_end = person_end(text, tile.first, tile.last)
    if name_end is None or _is().match(text, name_end, tile.last) is None:
        return None
    if not _bio_words().search(text, name_end, tile.last) or text.find(text[tile.first : name_end]) < tile.first:
        return None
    return _byline(sheet, tile.first, tile.last, (Name(tile.first, name_end, None, None),), _BIO)


@cache
def _is() -> re.Pattern[str]:
    """What follows the name in a note on an author: a verb, perhaps behind an apposition."""
    return re.compile(rf"(?:, [^,;.]{{3,140}},)? (?:{'|'.join(sorted(words('is')))})(?!\w)")


@cache
def _bio_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words('bio_words'))))})(?!\w)", re.I)
