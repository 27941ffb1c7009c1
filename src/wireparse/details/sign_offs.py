"""The author as the story's end names them: a wire's closing credit, where to follow them, a note about them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireparse.datelines.rules import BYLINE_RULES
from wireparse.details.byline_names import BylineName, given, make_byline, person_end, read_names, words
from wireparse.details.fields import BlockText
from wireparse.lexicon import load
from wireparse.model import PROSE_KINDS, Byline
from wireparse.pattern import regex

__all__ = ["read_sign_off"]

_RULES: Final = {rule.id: rule for rule in BYLINE_RULES}
_REPORTING: Final = _RULES["byline.reporting-credit"]
_FOLLOW: Final = _RULES["byline.follow-line"]
_BIO: Final = _RULES["byline.author-bio"]

_TILES: Final = 12
_LINES: Final = 16
_BIO_LINES: Final = 4
_BIO_AT_MOST: Final = 420
_FOLLOW_AT_MOST: Final = 240
_TWO_WORDS: Final = 60
_ROW: Final = regex(r"\S(?:.*\S)?")
# A name on a network, which an address of mail is not; an outlet's short name within its long one ("HTV North").
_HANDLE: Final = regex(r"(?<![\w.])@\w")
_OUTLET: Final = regex(r"(?<!\w)[A-Z]{3,5}(?!\w)")


@cache
def _credit() -> re.Pattern[str]:
    """What opens the credit of those who reported."""
    return regex(rf"[(\[]? ?(?:{'|'.join(load('bylines')['reporting'])}) ", re.I)


def read_sign_off(blocks: BlockText) -> Byline | None:
    """The first form that names somebody, sought from the end: the last lines first."""
    text = blocks.view.text
    lines = _last_lines(blocks)
    for credit in [found for first, last in lines if (found := _credit().match(text, first, last))]:
        if byline := _reporting_credit(blocks, credit):
            return byline
    if lines and text.find("@", lines[-1][0]) >= 0:
        for first, last in lines:
            if byline := _follow_line(blocks, first, last):
                return byline
    for first, last in lines[:_BIO_LINES]:
        if byline := _author_bio(blocks, first, last):
            return byline
    return None


def _last_lines(blocks: BlockText) -> list[tuple[int, int]]:
    """The spans of the last paragraphs and of the last lines that are none, the last one first."""
    text = blocks.view.text
    lines: list[tuple[int, int]] = []
    for kind, _, _, first, last, _, _ in reversed(blocks.tiles[-_TILES:]):
        if kind in PROSE_KINDS:
            lines.append((first, last))
        else:
            lines += [found.span() for found in _ROW.finditer(text, first, last)][::-1]
    return lines[:_LINES]


def _reporting_credit(blocks: BlockText, credit: re.Match[str]) -> Byline | None:
    """ "(Reporting by A B in ROME; Editing by C D)": who reported, not who edited or added."""
    first, last = credit.start(), credit.endpos
    stop = blocks.view.text.find(";", credit.end(), last)
    names = read_names(blocks.view, credit.end(), stop if stop > 0 else last)
    return make_byline(blocks, first, last, names.people, _REPORTING) if names.people else None


@cache
def _follow() -> re.Pattern[str]:
    starts = "|".join(sorted(map(re.escape, load("bylines")["sign_offs"])))
    return regex(rf'["\']?(?:{starts}) (?=[^\W\d_])', re.I)


def _follow_line(blocks: BlockText, first: int, last: int) -> Byline | None:
    """ "Follow A B on Twitter @ab"."""
    text = blocks.view.text
    if last - first > _FOLLOW_AT_MOST or not _HANDLE.search(text, first, last):
        return None
    match = _follow().match(text, first, last)
    at = match.end() if match else last
    while match and at < min(last, match.end() + 100):  # "Follow Harbour News reporter Ana Ruiz on Twitter"
        stop = person_end(text, at, last)
        if stop is not None and (given(text[at:stop]) or (at == match.end() and not _OUTLET.search(text, at, stop))):
            return make_byline(blocks, first, last, (BylineName(at, stop, None, None),), _FOLLOW)
        at = text.find(" ", at, last) + 1 or last
    return None


def _author_bio(blocks: BlockText, first: int, last: int) -> Byline | None:
    """ "A B, a reporter, is the author of …": a closing note on somebody whom the story does not mention."""
    text = blocks.view.text
    if last - first > _BIO_AT_MOST:
        return None
    if not all(word[:1].isupper() for word in text[first : first + _TWO_WORDS].split(" ", 2)[:2]):
        return None
    if not any(map(text[first:last].lower().__contains__, words("bio_words"))):
        return None
    name_end = person_end(text, first, last)
    if name_end is None or _is().match(text, name_end, last) is None:
        return None
    if not _bio_words().search(text, name_end, last) or text.find(text[first:name_end]) < first:
        return None
    return make_byline(blocks, first, last, (BylineName(first, name_end, None, None),), _BIO)


@cache
def _is() -> re.Pattern[str]:
    """What follows the name in a note on an author: a verb, perhaps behind an apposition."""
    return regex(rf"(?:, [^,;.]{{3,140}},)? (?:{'|'.join(sorted(words('is')))})(?!\w)")


@cache
def _bio_words() -> re.Pattern[str]:
    return regex(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words('bio_words'))))})(?!\w)", re.I)
