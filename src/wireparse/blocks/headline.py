"""The headline: which of the lines around the story is its title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from wireparse.blocks.features import Shape
from wireparse.blocks.window import ASIDE, BEFORE, STORY
from wireparse.draft import Line
from wireparse.lines.letters import (
    BYLINE,
    BYLINE_LABEL,
    DATELINE,
    HEADING,
    HOUR,
    LIST_ITEM,
    NAME,
    OPENS_WITH_DATELINE,
    PHOTO_CREDIT,
    PROSE,
    READ_MORE_LABEL,
    RELATED_HEADER,
    SENTENCE,
    SHARE,
    SOURCE_CREDIT,
    TEASER,
    TIMESTAMP,
    TITLE,
    WORD,
)
from wireparse.pattern import regex

__all__ = ["choose_headline"]

#: Letters of lines that may be a headline, and what that says by itself.
_TITLE_LETTERS: Final = {
    TITLE: 1.0,
    HEADING: 0.6,
    SENTENCE: 0.4,
    PROSE: 0.0,
    NAME: -0.4,
    WORD: -0.8,
    TEASER: -0.5,
    HOUR: -0.3,
    LIST_ITEM: -1.0,
}
_NAMES: Final = frozenset((SENTENCE, NAME, WORD))
_STACKED_LETTERS: Final = frozenset((TITLE, HEADING, SENTENCE, PROSE))
#: Title-like lines above a dateline, at most: more of them are a list.
TALLEST: Final = 3
#: Headlines of more words than this are prose.
LONGEST: Final = 32
#: Lines above the story that are looked at.
REACH: Final = 60
#: So much of a line is compared, in characters.
READ: Final = 400
#: Lines of the story whose words a headline is compared with.
COMPARED: Final = 12

#: What it adds that a dateline or the whole story stands right below: so much that a word or two are enough.
ABOVE_DATELINE: Final = 1.6
ALONE_ABOVE: Final = 1.4

#: Letters of lines right below a headline; of those that a list of other stories stands below.
_SIGNED: Final = frozenset((BYLINE, TIMESTAMP, BYLINE_LABEL))
_HEADERS: Final = frozenset((RELATED_HEADER, READ_MORE_LABEL))
_TITLED: Final = frozenset((TITLE, TEASER))
#: Lines at the top of a page that may be its title.
TOP: Final = 2
#: So many times near one another are a list's.
_TIMES: Final = 2

_WORD: Final = regex(r"\w{4,}+")


def choose_headline(
    lines: Sequence[Line], letters: Sequence[str], shapes: Sequence[Shape], states: Sequence[int]
) -> int | None:
    """The index of the headline's line; None where no line above the story or among its asides looks like one.

    A headline shares its words with the story, stands close above it, has a byline or a timestamp below, perhaps with
    a longer subheadline between, and is often printed twice.
    """
    if STORY not in states or not (opening := states.index(STORY)):
        return None
    crowned, crown = _crowned(lines, letters, opening)
    compared = (line.text[:READ] for line, state in zip(lines, states, strict=True) if state == STORY)
    story = " ".join(islice(compared, COMPARED)).casefold()
    best, choice = 0.5, None
    for at in range(max(0, opening - REACH), opening):
        if states[at] not in (BEFORE, ASIDE):
            continue
        value = _TITLE_LETTERS.get(letters[at])
        if value is None:
            continue
        if at and letters[at - 1] == SOURCE_CREDIT and letters[at] in _NAMES:  # "News provided by", and who does
            continue
        text = lines[at].text
        words = text.count(" ") + 1
        below = letters[at + 1 : at + 4]
        if words > LONGEST or (words < 3 and text.isascii() and not _stands_alone(text, at == crowned, words, below)):
            continue
        own = _WORD.findall(text.casefold())
        value += 2.5 * len([word for word in own if word in story]) / (len(own) + 1)
        value += crown * (at == crowned)
        signed = not _SIGNED.isdisjoint(letters[at + 2 : at + 5] if below[:1] == [TITLE] else below)
        value += 0.8 * signed
        value += 0.4 * (SHARE in below)
        value -= 0.9 * (at > 0 and letters[at - 1] in _HEADERS and not signed)
        value -= 0.8 * (below[0] == PHOTO_CREDIT)
        value -= 1.0 * (signed and at > 0 and letters[at - 1] == TITLE and len(text) > len(lines[at - 1].text))
        value -= 0.6 * (at != crowned and _is_listed(letters, at))
        value += 0.6 * _is_repeated(at, lines)
        value -= 0.03 * (opening - at)
        if shapes[at].case == "title" and letters[at] in (PROSE, SENTENCE):
            value += 0.6
        elif text.endswith("."):
            value -= 0.5
        if value > best:
            best, choice = value, at
    return choice


def _crowned(lines: Sequence[Line], letters: Sequence[str], opening: int) -> tuple[int, float]:
    """The line that a dateline points to, or that alone stands above the story, and what that says; -1 for none.

    Of two or three title-like lines above a dateline the first is meant, the others are its subheadlines; but not one
    that is the next with a site's name.
    """
    end = opening - 1 if letters[opening - 1] == DATELINE else opening
    if letters[opening] != OPENS_WITH_DATELINE and end == opening:
        return (0, ALONE_ABOVE) if opening == 1 else (-1, 0.0)
    at = end - 1
    while at > 0 and letters[at - 1] in _STACKED_LETTERS and end - at < TALLEST:
        if lines[at].text in lines[at - 1].text:
            break
        at -= 1
    return at, ABOVE_DATELINE


def _stands_alone(text: str, crowned: bool, words: int, below: Sequence[str]) -> bool:
    """May one or two words be a headline?  Where a dateline points to them, or two right above a byline."""
    return (crowned and text[-1] != ".") or (words == 2 and not _SIGNED.isdisjoint(below[:1]))


def _is_listed(letters: Sequence[str], at: int) -> bool:
    """Is a line one of many in a list: titles above and below, or each with a time?"""
    above, below = "".join(letters[max(0, at - 4) : at]), "".join(letters[at + 1 : at + 5])
    if above.count(TIMESTAMP) + below.count(TIMESTAMP) >= _TIMES and TIMESTAMP in above:
        return True
    return above[-1:] in _TITLED and below[:1] in _TITLED and above != "" and below != ""


def _is_repeated(at: int, lines: Sequence[Line]) -> bool:
    """Does another line a little above or right below, or the page's title, have the text of this one?"""
    text = lines[at].text
    around = (*lines[: min(at, TOP)], *lines[max(TOP, at - 30) : at], *lines[at + 1 : at + 6])
    return any(text in line.text[:READ] for line in around)
