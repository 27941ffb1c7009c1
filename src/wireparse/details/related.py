"""Related stories: the items of a block of them, each told from the next.

An item is a headline, perhaps an excerpt, and what stands around it: a rank, a section, a time, an address.  A headline
that was cut off ends at its first "...", what follows in the same line is the excerpt.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from wireparse.datelines import read_dateline
from wireparse.details.block_lines import lines_of, lowered, opening, trimmed, vocabulary, width
from wireparse.details.fields import BlockText, StoryFields
from wireparse.draft import Line, Tile
from wireparse.lexicon import given_names
from wireparse.lines.classify import classify
from wireparse.lines.features import features_of
from wireparse.lines.furniture import Furniture
from wireparse.lines.letters import (
    AUTHOR_NOTE,
    CAPTION,
    COMMENT,
    CONTACT,
    COPYRIGHT,
    DATELINE,
    HEADING,
    HOUR,
    LETTERS,
    LIST_ITEM,
    MENU,
    MENU_ITEM,
    NAME,
    OPENS_WITH_DATELINE,
    PROMO,
    PROSE,
    READ_MORE,
    RELATED_HEADER,
    SENTENCE,
    SOURCE_CREDIT,
    TEASER,
    TIMESTAMP,
    TITLE,
    WORD,
)
from wireparse.lines.predicates import ADDRESS
from wireparse.model import Related
from wireparse.pattern import pattern

__all__ = ["read_related"]

_CUT: Final = pattern(r"\.\.\.|…")
_RANK: Final = pattern(r"#?\d{1,2}[.)] +(?=\D)")
# Behind a header's phrase ("Next article") so many spaces make a headline of what follows, not a name.
_TITLE_SPACES: Final = 3
# Letters of lines (see the rules for lines) that are an excerpt below a headline, that are a time, that are nothing.
_PROSE: Final = frozenset((PROSE, SENTENCE, OPENS_WITH_DATELINE))
_TIMES: Final = frozenset((TIMESTAMP, HOUR))
_SKIPPED: Final = frozenset(LETTERS.values()) - {
    PROSE,
    OPENS_WITH_DATELINE,
    SENTENCE,
    TIMESTAMP,
    TITLE,
    HOUR,
    HEADING,
    CAPTION,
    WORD,
    READ_MORE,
    RELATED_HEADER,
    NAME,
    LIST_ITEM,
    MENU_ITEM,
    TEASER,
    SOURCE_CREDIT,
    AUTHOR_NOTE,
    DATELINE,
}


Part: TypeAlias = Literal["header", "title", "excerpt", "time", "section", "url"]


class _Item:
    """An item in view spans, as it is put together."""

    def __init__(
        self, headline: tuple[int, int], excerpt: tuple[int, int] | None = None, *, truncated: bool = False
    ) -> None:
        self.headline = headline
        self.truncated = truncated
        self.excerpt = excerpt
        self.time: tuple[int, int] | None = None
        self.section: tuple[int, int] | None = None
        self.url: tuple[int, int] | None = None


def read_related(blocks: BlockText, fields: StoryFields) -> None:
    """Read the items of the blocks of related stories."""
    tiles = [tile for tile in blocks.others.values() if tile.kind == "related"]
    if tiles:
        furniture, wrapped = vocabulary(blocks), width(blocks)
        reference = (fields.published.iso if fields.published else None) or blocks.given
        fields.related = tuple(
            _related(blocks, item, reference) for tile in tiles for item in _items(blocks, tile, furniture, wrapped)
        )


def _items(blocks: BlockText, tile: Tile, furniture: Furniture, wrapped: int) -> list[_Item]:
    lines = list(lines_of(blocks, tile, wrapped))
    letters = [
        rule.letter for rule in classify(features_of([line.text.replace("\n", " ") for line in lines], furniture))
    ]
    parts = [(_part(line, letters, at), line) for at, line in enumerate(lines)]
    # Times and sections stand above all titles of a list or below them: as they do around the first.
    first = next((at for at, (part, _) in enumerate(parts) if part == "title"), len(parts))
    leading = {part for part, _ in parts[:first]}
    items: list[_Item] = []
    waiting: dict[str, tuple[int, int]] = {}
    for part, line in parts:
        span = (line.first, line.last)
        last = items[-1] if items else None
        if part == "header":
            start = line.first + opening(lowered(line.text), ("related",), furniture)
            start, end = trimmed(blocks.view.text, start, line.last, ":-")
            if line.first < start and blocks.view.text.count(" ", start, end) >= _TITLE_SPACES:
                items.append(_Item((start, end)))
        elif part == "url":
            if last:
                last.url = span
        elif part == "time" or part == "section":
            if last is None or part in leading:
                waiting[part] = span
            elif getattr(last, part) is None:
                setattr(last, part, span)
        elif part == "excerpt" and last and last.excerpt is None and not last.truncated and line.text[-1] not in "?!":
            last.excerpt = span
        elif part == "title" or part == "excerpt":
            items.append(_item(blocks, line))
            items[-1].time, items[-1].section = waiting.pop("time", None), waiting.pop("section", None)
    return items


def _part(line: Line, letters: list[str], at: int) -> Part | None:
    """What a line of a list is; None where it says nothing of a story."""
    letter = letters[at]
    if letter == RELATED_HEADER:
        return "header"
    if ADDRESS.fullmatch(line.text):
        return "url"
    if letter in _TIMES:
        return "time"
    if letter in (WORD, MENU) and line.text.count(" ") < 2 and not _is_title(letters, at):
        return "section" if line.text[0].isupper() else None
    if letter == NAME and line.text.partition(" ")[0].casefold() in given_names() and not _is_title(letters, at):
        return None  # who wrote the story above
    if letter in _SKIPPED and not _says_much(line, letter):
        return None
    return "excerpt" if letter in _PROSE else "title"


def _says_much(line: Line, letter: str) -> bool:
    """A headline may hold a phrase of furniture: "Share prices fall: comment"."""
    return letter in (COMMENT, MENU, PROMO, COPYRIGHT, CONTACT) and line.text.count(" ") >= 5


def _is_title(letters: list[str], at: int) -> bool:
    """One or two words are a headline only where nothing that could be one is near."""
    return not any(letter in (TITLE, LIST_ITEM, TEASER, PROSE) for letter in letters[max(0, at - 3) : at + 4])


def _item(blocks: BlockText, line: Line) -> _Item:
    text = blocks.view.text
    rank = _RANK.match(text, line.first, line.last)
    start = rank.end() if rank else line.first
    cut = _CUT.search(text, start, line.last)
    if not cut:
        return _Item((start, line.last))
    excerpt = trimmed(text, cut.end(), line.last)
    if excerpt[0] < excerpt[1] and not text[excerpt[0]].isalnum() and text[excerpt[0]] not in "\"'([":
        return _Item((start, line.last))
    return _Item((start, cut.end()), truncated=True, excerpt=excerpt if excerpt[0] < excerpt[1] else None)


def _related(blocks: BlockText, item: _Item, reference: str | None) -> Related:
    view = blocks.view
    found = None
    if item.excerpt:
        found = read_dateline(
            view, *item.excerpt, language=blocks.language, reference=reference, disabled=blocks.disabled
        )
    return Related(
        headline=view.piece(*item.headline),
        excerpt=view.piece(*item.excerpt) if item.excerpt else None,
        truncated=item.truncated,
        dateline=found[0] if found else None,
        url=view.piece(*item.url) if item.url else None,
        time=view.piece(*item.time) if item.time else None,
        section=view.piece(*item.section) if item.section else None,
    )
