"""Credits: who took the picture, whose the story is, who edited it, who holds the rights, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wireparse.details.block_lines import lines_of, lowered, opening, trimmed, vocabulary, width
from wireparse.details.fields import BlockText, StoryFields
from wireparse.draft import Line
from wireparse.lines.credit_predicates import owned
from wireparse.lines.furniture import Furniture
from wireparse.model import Credit, CreditKind
from wireparse.pattern import pattern, regex

__all__ = ["read_credits"]

_KINDS: Final[dict[str, CreditKind]] = {
    "photo_credit": "photo",
    "source_credit": "source",
    "editor_credit": "editor",
    "copyright": "copyright",
    "contact": "contact",
}
_MARKS: Final = ' \t.,;:|/()[]*-"'
_YEARS: Final = pattern(r"(?:©|\(c\)|\b(?:19|20)\d\d(?>(?: ?[-/,] ?(?:19|20)?\d\d)*)\b|[\s.,:|-])+", re.IGNORECASE)
_YEARS_BEHIND: Final = pattern(r"[\s,-](?:19|20)\d\d[\s,-]{0,3}\Z")
_WORD: Final = pattern(r"\w++")
_SENTENCE_END: Final = regex(r"(?<=[\w)]{3})\. |\n| \| ")
_SPLIT: Final = regex(r"; ?|\. (?=\S)")
# The bracket that closes a caption, or a part behind the last sentence.
_BRACKET: Final = pattern(r"[(\[]([^()\[\]\n]{2,110})[)\]][ .]?$")
_NAME_END: Final = pattern(r"[,;(]|\s(?=[+\d])|(?<!\S)\S{1,80}@")
_MOST_WORDS: Final = 12


def read_credits(blocks: BlockText, fields: StoryFields) -> None:
    """Read one credit a line of the blocks of credits, one a part of an editors' sign-off, and those in captions."""
    tiles = [tile for tile in blocks.others.values() if tile.kind in _KINDS or tile.kind == "caption"]
    if not tiles:
        return
    furniture = vocabulary(blocks)
    wrapped = width(blocks)
    found: list[Credit] = []
    for tile in tiles:
        for line in lines_of(blocks, tile, wrapped):
            if tile.kind == "caption":
                found += _in_caption(blocks, line, furniture)
            else:
                found += _credits(blocks, line, _KINDS[tile.kind], furniture)
    fields.credits = tuple(found)


def _credits(blocks: BlockText, line: Line, kind: CreditKind, furniture: Furniture) -> Iterator[Credit]:
    if kind == "editor":
        for start, end in _parts(line, furniture):
            yield _credit(blocks, start, end, kind, furniture)
    else:
        yield _credit(blocks, line.first, line.last, kind, furniture)


def _parts(line: Line, furniture: Furniture) -> Iterator[tuple[int, int]]:
    """The parts of a sign-off: "Reporting by A; Editing by B"."""
    start = 0
    for found in _SPLIT.finditer(line.text):
        if opening(lowered(line.text[found.end() :]), ("editor",), furniture):
            yield line.first + start, line.first + found.start()
            start = found.end()
    yield line.first + start, line.last


def _credit(blocks: BlockText, start: int, end: int, kind: CreditKind, furniture: Furniture) -> Credit:
    text, view = blocks.view.text, blocks.view
    holder = _HOLDERS.get(kind, _named)(text, start, end, kind, furniture)
    if kind == "editor":
        start, end = trimmed(text, start, end, "()")
    return Credit(*view.span(start, end), kind=kind, holder=view.piece(*holder) if holder[0] < holder[1] else None)


def _named(text: str, start: int, end: int, kind: str, furniture: Furniture) -> tuple[int, int]:
    """What stands behind the label, up to the end of its sentence; nothing where there is but a label."""
    first, last = trimmed(text, start, end, _MARKS)
    if f"{kind}.labels" in furniture.labels.get(lowered(text[first:last]), ()):
        return first, first
    while first < last:
        size = 1 if text[first] == "©" else opening(lowered(text[first:last]), (kind,), furniture)
        if not size:
            break
        first, last = trimmed(text, first + size, last, _MARKS)
    return _to_sentence_end(text, first, last)


def _picture(text: str, start: int, end: int, kind: str, furniture: Furniture) -> tuple[int, int]:
    """Whoever made or sells the picture: an agency's name at the beginning is no label."""
    first, last = trimmed(text, start, end, _MARKS)
    low = lowered(text[first:last])
    size = opening(low, (kind,), furniture)
    if size and low[:size].strip(_MARKS) in furniture.words["photo"] and low[size - 1] != ":":
        return first, last
    return _named(text, start, end, kind, furniture)


def _editor(text: str, start: int, end: int, kind: str, furniture: Furniture) -> tuple[int, int]:
    """The names behind the label, or before "contributed reporting"."""
    before = _find(lowered(text[start:end]), "contributor.inside", furniture)
    if before and before[0] > 0:
        return trimmed(text, start, start + before[0], _MARKS)
    return _named(text, start, end, kind, furniture)


def _source(text: str, start: int, end: int, kind: str, furniture: Furniture) -> tuple[int, int]:
    """The name behind a label or a phrase; the whole line where it is but a name; what stands before "contributed to
    this report"."""
    low = lowered(text[start:end])
    before = _find(low, "contributor.inside", furniture)
    if before and before[0] > 0:
        return trimmed(text, start, start + before[0], _MARKS)
    behind = _find(low, "source.inside", furniture)
    if behind and not opening(low, (kind,), furniture):
        start += behind[1]
    first, last = _named(text, start, end, kind, furniture)
    return (first, last) if text.count(" ", first, last) < _MOST_WORDS else (first, first)


def _find(low: str, name: str, furniture: Furniture) -> tuple[int, int] | None:
    """Where the first phrase of a name stands in a line."""
    found = [(low.find(phrase), low.find(phrase) + len(phrase)) for phrase in furniture.named[name] if phrase in low]
    return min(found, default=None)


def _rights(text: str, start: int, end: int, kind: str, furniture: Furniture) -> tuple[int, int]:
    """Whose rights: neither years nor "all rights reserved"."""
    words = furniture.words["copyright"]
    first, last = max(start, text.find("©", start, end)), end
    if first == start and not _YEARS.match(text, start, end) and lowered(text[start:end]).split()[0] not in words:
        return start, start
    while first < last:
        if found := _YEARS.match(text, first, last):
            first = found.end()
        elif (word := _WORD.match(text, first, last)) and word.group().lower() in words:
            first = word.end()
        else:
            break
    first, last = _to_sentence_end(text, *trimmed(text, first, last, _MARKS))
    reserved = _find(lowered(text[first:last]), "copyright.inside", furniture)
    if reserved:
        last = first + reserved[0]
    if years := _YEARS_BEHIND.search(text, first, last):
        last = years.start()
    first, last = trimmed(text, first, last, _MARKS)
    return (first, last) if text.count(" ", first, last) < _MOST_WORDS else (first, first)


def _contact(text: str, start: int, end: int, kind: str, furniture: Furniture) -> tuple[int, int]:
    """The person or office behind the label, where capitals and no number say that it is one."""
    first, last = _named(text, start, end, kind, furniture)
    if end_of_name := _NAME_END.search(text, first, last):
        last = end_of_name.start()
    first, last = trimmed(text, first, last, _MARKS)
    words = text[first:last].split()
    if not words or len(words) > 6 or not words[0][0].isupper():
        return first, first
    if not all(word[0].isupper() or len(word) < 4 for word in words):
        return first, first
    return first, last


def _to_sentence_end(text: str, first: int, last: int) -> tuple[int, int]:
    found = _SENTENCE_END.search(text, first, last)
    return trimmed(text, first, found.start() if found else last, _MARKS)


_HOLDERS: Final = {"photo": _picture, "editor": _editor, "source": _source, "copyright": _rights, "contact": _contact}


def _in_caption(blocks: BlockText, line: Line, furniture: Furniture) -> Iterator[Credit]:
    """The credit in brackets that ends a caption."""
    found = _BRACKET.search(line.text[-120:])
    if not found:
        return
    shift = line.last - min(len(line.text), 120)
    start, end = found.start(1) + shift, found.end(1) + shift
    start, end = trimmed(blocks.view.text, start, end)
    low = lowered(blocks.view.text[start:end])
    if opening(low, ("photo",), furniture) or owned(low, furniture):
        yield _credit(blocks, start, end, "photo", furniture)
