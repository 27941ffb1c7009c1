"""Boundaries: a story's first and last lines, where the window sees too little of what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wireparse.blocks.features import Shape
from wireparse.blocks.window import AFTER, ASIDE, BEFORE, STORY, Scores
from wireparse.draft import Line
from wireparse.knowledge import places
from wireparse.lines.letters import (
    DATELINE,
    EDITOR_CREDIT,
    END_MARK,
    HEADING,
    LIST_ITEM,
    NAME,
    OPENS_WITH_DATELINE,
    PROSE,
    SENTENCE,
    SOURCE_CREDIT,
    WORD,
)
from wireparse.lines.slugs import opens_notebook
from wireparse.pattern import pattern

__all__ = ["opens_untitled", "place_above", "settle_end", "unsigned"]

#: A story of so many paragraphs is a clip, and headlines have fewer words than these.
CLIP: Final = 3
HEADLINE_WORDS: Final = 15
#: A place in a line of its own is a city of so many thousands, at least, and no longer than this.
CITY: Final = 50
PLACE: Final = 40
#: Letters of lines that may be a place, of prose that it may stand above, and of what is the story's at its end.
_PLACES: Final = frozenset((HEADING, WORD, NAME))
_PROSE: Final = frozenset((PROSE, SENTENCE))
_STORYS_OWN: Final = frozenset((PROSE, OPENS_WITH_DATELINE, SENTENCE, LIST_ITEM))
#: What ends a story: a source's or the editors' credit, an end mark; and a sentence above one.
_SIGN_OFFS: Final = frozenset((SOURCE_CREDIT, EDITOR_CREDIT, END_MARK))

#: So much of a line's end is looked at, and so much of a line's head for the dateline's agency, in characters.
SIGNATURE_TAIL: Final = 40
DATELINE_HEAD: Final = 120
#: Of more lines that end like this none is looked at.
MOST_SIGNED: Final = 8
# Behind the end of a sentence the wire's name, perhaps in brackets, perhaps with initials behind it.
_SIGNATURE: Final = pattern(r"[.!?][\"')]?( \(?([^\W\d_][\w-]{1,11})\)?(?: [A-Z]{2,4}){0,3}\.?)$")


def opens_untitled(
    lines: Sequence[Line], letters: Sequence[str], shapes: Sequence[Shape], states: Sequence[int]
) -> bool:
    """Is the one line above a story that goes without byline and dateline a sentence of it: written as one, with a full
    stop?  Above a story of some length it may be as short as a headline, and then is one, typed with a stop."""
    if states[:2] != [BEFORE, STORY] or letters[0] not in _PROSE or letters[1] in (OPENS_WITH_DATELINE, DATELINE):
        return False
    if shapes[0].end != "stop" or shapes[0].case in ("title", "capitals"):
        return False
    return states.count(STORY) <= CLIP or lines[0].text.count(" ") >= HEADLINE_WORDS


def place_above(lines: Sequence[Line], letters: Sequence[str], states: Sequence[int]) -> int | None:
    """The line right above a story's first prose that is a city in capitals or with a colon: "ANKARA", "Jaipur:"."""
    if STORY not in states:
        return None
    at = states.index(STORY)
    at -= letters[at] in _PROSE
    if not 0 < at < len(letters) - 1 or letters[at] not in _PLACES or letters[at + 1] not in _PROSE:
        return None
    text = lines[at].text
    if len(text) > PLACE or not (text.isupper() or text[-1] == ":"):
        return None
    return at if places.people(text.rstrip(": ")) >= CITY else None


def settle_end(lines: Sequence[Line], letters: Sequence[str], states: list[int], rows: Sequence[Scores]) -> None:
    """Where a story ends.  A run of lines behind an aside none of which is prose is not the story's, if what they show
    themselves speaks against it, nor is a sign-off in brackets; the sentence right above a sign-off is.  A desk's
    notebook ends it whatever follows."""
    if STORY not in states:
        return
    opening = states.index(STORY)
    notebook = next((at for at in range(opening + 1, len(lines)) if opens_notebook(lines[at].text)), len(lines))
    states[notebook:] = [AFTER] * (len(lines) - notebook)
    last = len(states) - 1 - states[::-1].index(STORY)
    above = last
    while above and states[above] == STORY and letters[above] not in _STORYS_OWN and _doubted(rows[above]):
        above -= 1
    if states[above] == ASIDE:
        while states[above] == ASIDE:
            above -= 1
        states[above + 1 : last + 1] = [AFTER] * (last - above)
        last = above
    if last + 2 < len(letters) and letters[last + 1] in _PROSE and letters[last + 2] in _SIGN_OFFS:
        states[last + 1] = STORY
    elif letters[last] in _SIGN_OFFS and lines[last].text[0] in "([":
        states[last] = AFTER


def _doubted(row: Scores) -> bool:
    """Whether a line's own evidence is against its being the story's."""
    return row[STORY] < max(row)


def unsigned(lines: list[Line]) -> list[Line]:
    """The lines, the wire's signature left out of one's text, if the wire is that of a dateline above it: "... through
    the valley. (ANI)" reads as a caption does, "... the owners said. PTI IM" as a title, without a full stop.

    Where more than one line ends so, they are captions.
    """
    signed = [(at, found) for at, line in enumerate(lines) if (found := _signature(line.text))]
    if len(signed) > MOST_SIGNED:
        return lines
    signed = [(at, found) for at, found in signed if _is_of_dateline(lines[:at], found.group(2))]
    if len(signed) != 1:
        return lines
    ((at, found),) = signed
    line = lines[at]
    shorter = Line(line.start, line.end, line.first, line.last, line.text[: -len(found.group(1))])
    return [*lines[:at], shorter, *lines[at + 1 :]]


def _signature(text: str) -> re.Match[str] | None:
    if text[-1] == ")" or text[-1].isupper() or text[-2:] == ").":
        return _SIGNATURE.search(text[-SIGNATURE_TAIL:])
    return None


def _is_of_dateline(lines: Sequence[Line], wire: str) -> bool:
    """Whether a line of prose has the wire's name in brackets in its head, where a dateline has it."""
    name = f"({wire})"
    return any(name in line.text[:DATELINE_HEAD] for line in lines if len(line.text) > DATELINE_HEAD // 2)
