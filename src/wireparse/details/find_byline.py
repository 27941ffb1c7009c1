"""Which lines say who wrote the story: a byline's own line, or the words before a dateline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from wireparse.datelines import make_agency
from wireparse.datelines.rules import BYLINE_RULES
from wireparse.details.block_lines import lowered
from wireparse.details.byline_names import BylineName, given, label_end, make_author, make_byline, read_names
from wireparse.details.fields import BlockText, StoryFields
from wireparse.details.sign_offs import read_sign_off
from wireparse.draft import Tile
from wireparse.metadata import Mark, given_rule
from wireparse.model import Author, Byline
from wireparse.pattern import pattern

__all__ = ["byline_before", "read_bylines"]

_RULES: Final = {rule.id: rule for rule in BYLINE_RULES}
_LABEL: Final = _RULES["byline.label"]
_PLAIN: Final = _RULES["byline.plain"]
_BEFORE: Final = _RULES["byline.before-dateline"]

_BYLINE_REACH: Final = 120
#: Kinds of blocks that name the authors of other stories.
_ELSEWHERE: Final = frozenset(("related", "read_more", "comment", "navigation"))
#: Kinds of blocks that say who wrote the story, perhaps behind a time.
_SIGNED: Final = frozenset(("byline", "timestamp"))
_EARLY: Final = 2  # a byline that was taken for prose is one of the first paragraphs
# A date has a year or an hour; somewhere behind it stands a label, such as "by".
_DATED: Final = pattern(r"(?:19|20)\d\d\b|\d[:.]\d\d\b")
_NEXT: Final = pattern(r" (?=[^\W\d_]{2,4}:? [^\W\d_])")
_CUT: Final = pattern(r"\n\s{0,12}| (?=[A-ZÀ-ÞА-Я]{3})")


def read_bylines(blocks: BlockText, fields: StoryFields) -> None:
    """Find the byline: the first form of the list that names somebody, else a line that names only an agency."""
    for mark in blocks.marked("byline"):
        _read_given(blocks, fields, mark)
    if fields.byline and fields.byline.authors:
        return
    fields.byline = _read_lines(blocks, fields)
    if blocks.metadata.authors:
        fields.byline = _stated(blocks, fields.byline)


def _read_lines(blocks: BlockText, fields: StoryFields) -> Byline | None:
    """The byline as the text has it."""
    unsigned = fields.byline
    for tile in _own_lines(blocks):
        byline, agency = _own_line(blocks, tile)
        if tile.kind not in _SIGNED and not (byline and _fills(blocks, tile, byline)):
            continue
        if byline and agency and fields.agency is None:
            fields.agency = make_agency(blocks.view, agency, country=None, language=blocks.language)
        if byline and byline.authors:
            return byline
        unsigned = unsigned or byline
    return read_sign_off(blocks) or unsigned


def _stated(blocks: BlockText, printed: Byline | None) -> Byline:
    """The byline with the authors whom the file names, each where the text names it outside the story."""
    known = {author.name.casefold(): author for author in printed.authors} if printed else {}
    authors = tuple(known.get(name.casefold()) or _author_named(blocks, name) for name in blocks.metadata.authors)
    if printed and authors == printed.authors:
        return printed
    rule = given_rule(blocks.metadata.form)
    if printed and any(author in printed.authors for author in authors):
        return printed._replace(authors=authors, rule=rule)
    found = next((author for author in authors if author.text is not None), authors[0])
    return Byline(found.text, found.start, found.end, authors=authors, rule=rule, certainty="likely")


def _author_named(blocks: BlockText, name: str) -> Author:
    low = lowered(name)
    for tile in blocks.others.values():
        at = lowered(blocks.view.text[tile.first : tile.last]).find(low) if tile.kind not in _ELSEWHERE else -1
        if at >= 0:
            return Author(name, None, None, *blocks.view.span(tile.first + at, tile.first + at + len(name)))
    return Author(name, None, None, None, None, None)


def _read_given(blocks: BlockText, fields: StoryFields, mark: Mark) -> None:
    """The byline that the file states, with the authors whom it marks, else those whom its words name."""
    text, rule = blocks.view.text, given_rule(blocks.metadata.form)
    names_at = label_end(text, mark.start, mark.end)
    names = read_names(blocks.view, names_at or mark.start, mark.end)
    authors = tuple(
        make_author(blocks.view, BylineName(one.start, one.end, None, None), one.value)
        for one in blocks.marked("author")
        if mark.start <= one.start < mark.end
    )
    if not authors:
        authors = tuple(make_author(blocks.view, name, blocks.view.raw[name.start : name.end]) for name in names.people)
    if names.agency and fields.agency is None:
        fields.agency = make_agency(blocks.view, names.agency, country=None, language=blocks.language)
    if fields.byline is None or (authors and not fields.byline.authors):
        fields.byline = Byline(*blocks.view.span(mark.start, mark.end), authors=authors, rule=rule, certainty="sure")


def _own_lines(blocks: BlockText) -> list[Tile]:
    """The tiles that may be a byline: those taken for one, the first paragraphs, lines such as "^By TOM REYES", times
    that may have names behind them; what stands above the headline comes last."""
    text = blocks.view.text
    early = [
        (index, tile) for index, tile in islice(blocks.prose.items(), _EARLY) if tile.last - tile.first <= _BYLINE_REACH
    ]
    others = [
        (index, tile)
        for index, tile in blocks.others.items()
        if tile.kind in _SIGNED or (tile.kind == "other" and text.startswith("^", tile.first))
    ]
    opening = next((index for index, tile in blocks.others.items() if tile.kind == "headline"), 0)
    return [tile for _, tile in sorted(early + others, key=lambda own: (own[0] < opening, own[0]))]


def byline_before(blocks: BlockText, tile: Tile) -> Iterator[tuple[Byline | None, int]]:
    """Each way to cut a byline off the head of a paragraph, and where the rest begins: at the line's end, or before
    a word in capitals ("By Ana Ruiz LIMA, Nov. 21 (Reuters) -")."""
    text = blocks.view.text
    names_at = label_end(text, tile.first, tile.last)
    if names_at is None:
        return
    for match in _CUT.finditer(text, names_at, min(tile.last, names_at + _BYLINE_REACH)):
        names = read_names(blocks.view, names_at, match.start())
        if names.people:
            yield make_byline(blocks, tile.first, names.end, names.people, _BEFORE), match.end()


def _fills(blocks: BlockText, tile: Tile, byline: Byline) -> bool:
    """Whether a line that was not taken for a byline is nothing else."""
    return byline.end == blocks.view.source_span(tile.first, tile.last)[1] and bool(byline.authors)


def _own_line(blocks: BlockText, tile: Tile) -> tuple[Byline | None, tuple[int, int] | None]:
    """A byline that stands alone, and the wire that it names; perhaps behind a date: "May 4, 2017 by Ana Ruiz".

    Without a label its first name must be a given name, or a role or wire follow; a line that was not taken for a
    byline must have one.
    """
    text = blocks.view.text
    whole = label_end(text, tile.first, tile.last)
    if whole is None and tile.kind not in _SIGNED:
        return None, None
    wire = None
    for start in (tile.first, *_behind_date(text, tile)):
        names_at = label_end(text, start, tile.last)
        names = read_names(blocks.view, names_at or start, tile.last)
        people = names.people
        if names_at is None and tile.kind == "timestamp":
            continue
        if names_at is None and people:
            first = people[0]
            if not (first.role or first.affiliation or given(text[first.start : first.end])):
                people = ()
        if people:
            return make_byline(blocks, start, names.end, people, _LABEL if names_at else _PLAIN), names.agency
        wire = wire or (names if names.agency else None)
    if wire is None:
        return None, None
    return make_byline(blocks, tile.first, wire.end, (), _LABEL if whole else _PLAIN), wire.agency


def _behind_date(text: str, tile: Tile) -> list[int]:
    """Where a label may begin behind a date: "Posted on May 4, 2017 by", "May 4, 2017 | By"."""
    if tile.kind not in _SIGNED:
        return []
    dated = _DATED.search(text, tile.first, min(tile.last, tile.first + _BYLINE_REACH))
    starts = [match.end() for match in _NEXT.finditer(text, dated.end(), tile.last)] if dated else []
    return [start for start in starts if label_end(text, start, tile.last) is not None]
