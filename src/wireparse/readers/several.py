"""Where the stories begin in a text that holds several: roundups, downloads without markup, files pasted together.

Three signs count, each only where what follows is a story: heads that number the documents, lines of marks or closing
words that part them, and datelines with an agency over prose of their own.  A teaser's dateline is none of a story's:
nothing but its one paragraph stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from wireparse.datelines import find_dateline
from wireparse.lexicon import load
from wireparse.text.view import View

__all__ = ["beginnings"]

#: Fewer characters are no two stories.
_LEAST: Final = 240
#: So many characters of prose a story has below its dateline or its head.
_PROSE: Final = 100
#: So many lines a headline, a byline and their kin may take above a dateline, and so long is each.
_ABOVE: Final = 4
_SHORT: Final = 120
_REACH: Final = 400
_MOST: Final = 4000
_RULE: Final = re.compile(r"\n[ \t]{0,60}(?>(?:[*=_#~•·—–-][ \t]{0,4}){3,120})(?=\r?\n)")
#: A line that may open with a dateline and its agency.
_DATELINE: Final = re.compile(r"\n(?=[^\n]{1,90}?[(/][^\W\d_][^()/\n]{1,40}[)/])")
_BLANK: Final = re.compile(r"\n[ \t\r]*+\n")
_SENTENCE: Final = re.compile(r"[.!?。][\"”»“’)]?\s")
_STOP: Final = (".", "!", "?", "…", ":", ",", ";", '"', "”", "»", "“", ")")


def beginnings(text: str) -> list[int]:
    """Where the stories of a text begin, as offsets in code points; one at most if it holds no more than one.

    What stands before the first is none of them unless it has prose.
    """
    if len(text) < _LEAST:
        return [0]
    openings = sum(1 for _ in islice(_DATELINE.finditer(f"\n{text}"), 2))
    for signs in (_numbered, _parted, _datelined) if openings > 1 else (_numbered,):
        found = signs(text)
        if len(found) > 1:
            return found if not _prose(text, 0, found[0]) else [0, *found]
    return [0]


@cache
def _heads() -> re.Pattern[str]:
    words, of = (
        "|".join(map(re.escape, sorted(load("several")[key], key=len, reverse=True))) for key in ("numbered", "of")
    )
    return re.compile(
        rf"\n[ \t]{{0,90}}(?:(?:{words}) )?(\d{{1,5}}) ?(?:{of}) ?(\d{{1,6}})(?: (?:{words}))?[ \t]{{0,80}}(?=\r?\n)",
        re.I,
    )


@cache
def _closings() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("several")["closing"]))
    return re.compile(rf"\n[ \t]{{0,60}}(?:{words})[ \t]{{0,20}}(?=\r?\n)", re.I)


def _numbered(text: str) -> list[int]:
    """Heads that count up, each with a word for what they count: "Document 2 of 9"."""
    found: list[int] = []
    last = 0
    for head in _heads().finditer(f"\n{text}"):
        if not any(letter.isalpha() for letter in head[0].replace(" of ", "")) or int(head[1]) > int(head[2]):
            continue
        if found and int(head[1]) != last + 1:
            continue
        found.append(head.start())
        last = int(head[1])
    return found


def _parted(text: str) -> list[int]:
    """Behind lines of marks or closing words, where a dateline over prose follows."""
    ends = sorted({0, *(mark.end() for pattern in (_RULE, _closings()) for mark in pattern.finditer(text))})
    if len(ends) < 2 or len(ends) > _MOST:
        return []
    found = []
    for start, end in zip(ends, [*ends[1:], len(text)], strict=True):
        if any(_prose(text, at, end) for at in _dated(text, start, min(end, start + 3 * _REACH))):
            found.append(start)
    return found


def _datelined(text: str) -> list[int]:
    """Datelines with two paragraphs at least, each with the head above it."""
    dated = list(_dated(text, 0, len(text)))
    if len(dated) < 2 or len(dated) > _MOST:
        return []
    found: list[int] = []
    for start, end in zip(dated, [*dated[1:], len(text)], strict=True):
        stop = _head(text, end, start) if end < len(text) else end
        behind = _behind(text, start, stop)
        if behind and _prose(text, behind, stop):
            found.append(_head(text, start, found[-1] if found else 0))
    return found


def _behind(text: str, start: int, stop: int) -> int:
    """Where the paragraph ends that begins at `start`, 0 if nothing follows: at a blank line, or at the end of a line
    that is not wrapped."""
    blank = _BLANK.search(text, start, stop)
    if blank:
        return blank.start()
    line = text.find("\n", start, stop)
    return line if line - start >= _PROSE else 0


def _dated(text: str, start: int, end: int) -> Iterator[int]:
    """Where lines begin that open with a dateline of an agency's."""
    if start == 0:
        text, start, end, shift = f"\n{text}", 0, end + 1, 1
    else:
        shift = 0
        start -= 1
    for line in _DATELINE.finditer(text, start, end):
        at = line.end()
        view = View(text[at : at + _REACH])
        first = len(view.text) - len(view.text.lstrip())
        found = find_dateline(view, first, len(view.text), early=False)
        if found and found.agency and found.places:
            yield at - shift


def _head(text: str, at: int, least: int) -> int:
    """Where the lines begin that stand above a dateline and are no prose: headline, byline, day."""
    start = at
    for _ in range(_ABOVE):
        end = len(text[least:start].rstrip()) + least
        line = max(text.rfind("\n", least, end) + 1, least)
        words = text[line:end].strip()
        if not words or len(words) > _SHORT or words.endswith(_STOP):
            break
        start = line
    return start


def _prose(text: str, start: int, end: int) -> bool:
    """Whether there is a sentence or more, so long that it is no head."""
    return any(len(part) >= _PROSE and _SENTENCE.search(f"{part} ") for part in _BLANK.split(text[start:end].strip()))
