"""What raw wire copy says to the desk: slugs, priorities, versions and editors' notes, told by shape and word list."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireparse.lexicon import load
from wireparse.pattern import regex

__all__ = ["note_end", "opens_notebook", "slug_line", "version_end"]

_LINE_AT_MOST: Final = 100
#: What a wire calls its pictures: "GATK105".
_PICTURE: Final = regex(r"(?<![^\W_])[A-Z]{2,6}\d{2,5}(?![^\W_])")
_NOTE_AT_MOST: Final = 240
# "^Note to Editors :" is no longer.
_LABEL_AT_MOST: Final = 20


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("slugs")[key])


def _any_of(key: str) -> str:
    return "|".join(sorted(map(re.escape, load("slugs")[key]), key=len, reverse=True))


@cache
def _slug() -> re.Pattern[str]:
    """ "BC-Quake-Peru, 1st Ld-Writethru": a cycle, then words joined by hyphens; a caret opens any line of the kind."""
    return regex(rf"\^|(?:{_any_of('cycles')})-{{1,2}}[A-Z][\w.&']{{1,24}}(?:-{{1,2}}[\w(]|,|$| \()")


@cache
def _version() -> re.Pattern[str]:
    """ "UPDATE 1-", "URGENT:", "(LEAD) ", "CORRECTED-", "FACTBOX-": in capitals, before a headline."""
    words, genres = _any_of("versions").upper(), _any_of("genres").upper()
    return regex(
        rf"(?:(?:{genres})-(?=\W?\w[a-z\d.])"
        rf"|(?:\d(?:{_any_of('ordinals')}) )?(?:{words})(?: \d{{1,2}})?(?:-|: ?)(?=\S)"
        rf"|\((?:{words}|\d\w\w {words})\) )+"
    )


@cache
def _note() -> re.Pattern[str]:
    words, labels, bracketed = _any_of("notes"), _any_of("note_labels"), _any_of("bracketed_notes")
    return regex(rf"[\^*]?(?:\((?:{words})(?![\w'])|(?:{labels}) ?:|\((?:[a-z]+ )?(?:{bracketed}):)", re.I)


@cache
def _pictures() -> tuple[str, ...]:
    return tuple(load("slugs")["picture_lists"])


def opens_notebook(text: str) -> bool:
    """Whether a line is the heading of what a desk writes to others behind a story."""
    return text.startswith("#") and text.strip().casefold() in _words("notebooks")


def slug_line(text: str) -> bool:
    """Whether a whole line is a slug, a priority or a list of pictures: "^BC-US--Harbor Fire,340", "URGENT",
    "AP Photo NYHF101"."""
    if len(text) > _LINE_AT_MOST or text[-1:] in (".", "!", "?"):
        return False
    if text[-1:].isdigit() and text.casefold().startswith(_pictures()):
        return _PICTURE.search(text) is not None
    if text[:1] == "^" or text[2:3] == "-":
        return _slug().match(text) is not None
    return len(text) < 16 and text.strip(" :=*-").casefold() in _words("priorities") and text.isupper()


def version_end(text: str, start: int, end: int) -> int:
    """Where a headline begins behind "UPDATE 1-" and its like; `start` where there is none."""
    if not (text[start : start + 3].isupper() or text[start : start + 1] in "(123"):
        return start
    match = _version().match(text, start, end)
    return match.end() if match else start


def note_end(text: str, start: int, end: int) -> int | None:
    """The end of an editors' note that opens at `start`: its closing bracket, or the end of its line; None if none
    does."""
    opening = text[start : start + _LABEL_AT_MOST]
    if ":" not in opening and "(" not in opening[:2]:
        return None
    if not (opening[0] in "(^*" or opening[0].isupper()):
        return None
    if _note().match(text, start, end) is None:
        return None
    if "(" in text[start : start + 2]:
        close = text.find(")", start, min(end, start + _NOTE_AT_MOST))
        return close + 1 if close > 0 else None
    stop = text.find("\n", start, end)
    return stop if stop > 0 else end
