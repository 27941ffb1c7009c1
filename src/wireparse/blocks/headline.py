"""The headline: which of the lines around the story is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wireparse.blocks.shape import Shape
from wireparse.blocks.window import ASIDE, BEFORE, STORY
from wireparse.draft import Line

__all__ = ["choose_headline"]

#: Letters of lines that may be a headline, and what that says by itself.
_TITLE_LETTERS: Final = {"h": 1.0, "S": 0.6, "s": 0.4, "p": 0.0, "N": -0.4, "x": -0.8, "e": -0.5, "H": -0.3, "l": -1.0}
#: Headlines of more words than this are prose.
LONGEST: Final = 32
#: Lines above the story that are looked at.
REACH: Final = 60
#: So much of a line is compared, in characters.
READ: Final = 400
#: Lines of the story whose words a headline is compared with.
COMPARED: Final = 12

_WORD: Final = re.compile(r"\w{4,}+")


def choose_headline(
    lines: Sequence[Line], letters: Sequence[str], shapes: Sequence[Shape], states: Sequence[int]
) -> int | None:
    """The index of the headline's line; None where no line above the story or among its asides looks like one.

    A headline shares its words with the story, stands close above it, has a byline or a timestamp below, and is often
    printed twice.
    """
    opening = next((at for at, state in enumerate(states) if state == STORY), None)
    if opening is None:
        return None
    compared = [line.text[:READ] for line, state in zip(lines, states, strict=True) if state == STORY][:COMPARED]
    story = " ".join(compared).casefold()
    best, choice = 0.5, None
    for at in range(max(0, opening - REACH), opening):
        if states[at] not in (BEFORE, ASIDE):
            continue
        value = _TITLE_LETTERS.get(letters[at])
        if value is None:
            continue
        text = lines[at].text
        words = text.count(" ") + 1
        if words > LONGEST or (words < 3 and text.isascii()):
            continue
        own = _WORD.findall(text.casefold())
        value += 2.5 * len([word for word in own if word in story]) / (len(own) + 1)
        below = letters[at + 1 : at + 4]
        value += 0.8 * ("b" in below or "t" in below)
        value += 0.6 * _is_repeated(at, lines)
        value -= 0.03 * (opening - at)
        if shapes[at].case == "title" and letters[at] in "ps":
            value += 0.6
        elif text.endswith("."):
            value -= 0.5
        if value > best:
            best, choice = value, at
    return choice


def _is_repeated(at: int, lines: Sequence[Line]) -> bool:
    """Does another line a little above or right below have the text of this one?"""
    text = lines[at].text
    around = (*lines[max(0, at - 30) : at], *lines[at + 1 : at + 6])
    return any(text in line.text[:READ] for line in around)
