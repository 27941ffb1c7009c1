"""Echoes: lines that say once more what another one says, and are known by it.

A gallery prints its captions twice, pages repeat the headline above the story or in the middle of it, and the author of
the byline is introduced below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from wireparse.blocks.window import AFTER, ASIDE, BEFORE, STORY
from wireparse.draft import Line
from wireparse.lexicon import load
from wireparse.lines.letters import (
    AUTHOR_NOTE,
    BREADCRUMB,
    BYLINE,
    CAPTION,
    HEADING,
    LIST_ITEM,
    NAME,
    PHOTO_CREDIT,
    PROSE,
    SENTENCE,
    TITLE,
    WORD,
)
from wireparse.pattern import regex

__all__ = ["authors_again", "authors_introduced", "captions_again", "headlines_again", "page_titles"]

#: So much of a line is compared, in characters.
READ: Final = 400
#: A caption has more characters than this, a note on an author at most so many.
LONGER_THAN: Final = 40
NOTE: Final = 600

_PAGE_TITLE_LETTERS: Final = frozenset((TITLE, HEADING, SENTENCE, PROSE, NAME, WORD, BREADCRUMB))
_CAPTION_LETTERS: Final = frozenset((CAPTION, PROSE, SENTENCE, LIST_ITEM))
_NAME_LETTERS: Final = frozenset((NAME, WORD, PROSE, SENTENCE, TITLE, HEADING))
_NOTE_LETTERS: Final = frozenset((PROSE, SENTENCE))
_NAMES: Final = frozenset((NAME, WORD))
_INTRODUCTIONS: Final = frozenset((PROSE, SENTENCE, AUTHOR_NOTE))
_MARKS: Final = regex(r"^[\s#*•]+")


def page_titles(lines: Sequence[Line], letters: Sequence[str], title: int) -> list[int]:
    """The lines above the headline that repeat it: the page's title, most often with the site's name behind."""
    text = _plain(lines[title])
    found = []
    for at in range(title):
        if letters[at] in _PAGE_TITLE_LETTERS:
            line = lines[at].text[:READ].casefold()
            if line.startswith(text) or line.endswith(text):
                found.append(at)
    return found


def headlines_again(lines: Sequence[Line], states: Sequence[int], title: int) -> list[int]:
    """The lines amid the story, but not of it, that are the headline once more."""
    text = lines[title].text
    return [at for at, state in enumerate(states) if state == ASIDE and lines[at].text == text]


def captions_again(lines: Sequence[Line], letters: Sequence[str]) -> Iterator[int]:
    """The lines with the text of a caption: of one with that letter, or of a sentence above a picture's credit."""
    if CAPTION not in letters and PHOTO_CREDIT not in letters:
        return
    captions = [
        at
        for at, letter in enumerate(letters)
        if letter == CAPTION or (letter in _CAPTION_LETTERS and PHOTO_CREDIT in letters[at + 1 : at + 2])
    ]
    texts = {_plain(lines[at]) for at in captions if len(lines[at].text) > LONGER_THAN}
    if texts:
        alike: defaultdict[str, list[int]] = defaultdict(list)
        for at, letter in enumerate(letters):
            if letter in _CAPTION_LETTERS and (text := _plain(lines[at])) in texts:
                alike[text].append(at)
        for same in alike.values():
            if len(same) > 1:
                yield from same


def authors_again(lines: Sequence[Line], letters: Sequence[str], states: Sequence[int]) -> Iterator[int]:
    """The lines below the story, its last one among them, that are or begin with the name in the byline; of a single
    name, a line of its own and the one below that begins with it."""
    head = [at for at, state in enumerate(states) if state == BEFORE]
    # A name without "by" is most often the author's; a note on somebody of that name makes it sure.
    byline = next(
        (at for letter in (BYLINE, NAME) for at in head if letters[at] == letter and (letter == BYLINE or at)), None
    )
    if byline is None or STORY not in states:
        return
    signed = f" {lines[byline].text} "
    allowed = _NAME_LETTERS if letters[byline] == BYLINE else _NOTE_LETTERS
    last = max(at for at, state in enumerate(states) if state == STORY)
    for at in range(last - 1, len(lines)):
        text = lines[at].text
        if letters[at] in allowed and len(text) <= NOTE and text[0].isupper():
            name = " ".join(text.split(None, 2)[:2]).strip(" ,")
            if name not in signed:
                continue
            if " " in name:
                yield at
            elif at + 1 < len(lines) and letters[at + 1] in _NOTE_LETTERS and lines[at + 1].text.startswith(f"{name} "):
                yield from (at, at + 1)


def authors_introduced(lines: Sequence[Line], letters: Sequence[str], states: Sequence[int]) -> Iterator[int]:
    """The lines below the story that are a name, and below it what begins with that name and says who it is."""
    verbs = load("bylines")["is"]
    for at in range(len(states) - 1):
        if states[at] == states[at + 1] == AFTER and letters[at] in _NAMES and letters[at + 1] in _INTRODUCTIONS:
            before, _, rest = lines[at + 1].text[:READ].partition(f"{lines[at].text} ")
            if not before and rest.partition(" ")[0] in verbs:
                yield from (at, at + 1)


def _plain(line: Line) -> str:
    return _MARKS.sub("", line.text[:READ]).casefold()
