"""Layout: physical lines become logical ones, a paragraph, a heading or an item each.

Wire copy is often hard-wrapped at 45 to 80 columns.  Whether a stretch of lines is, shows in its breaks: a wrapped
line is *full* (the next line's first word would not have fitted any more) and the text runs on behind it, in lower
case as often as not.  A stretch of menu items or one-line paragraphs has no such breaks.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from wireparse.draft import Line
from wireparse.lexicon import function_words
from wireparse.pattern import pattern

__all__ = ["logical_lines"]

#: Longer lines than this are not hard-wrapped ones.
WIDEST: Final = 100
#: A stretch whose longest line is shorter than this is a list, not wrapped prose.
NARROWEST: Final = 36
#: Of the pairs of lines so many are full, at least: in a list a line is as long as the longest by chance only.
FULL: Final = 0.12
#: Of the full lines so many run on in small letters, at least: German capitalises every third word.
RUNS_ON: Final = 0.2
#: Fewer breaks than this that run on prove something only where the whole text is one stretch, and most of it full.
FEW: Final = 3
MOSTLY: Final = 0.3

#: Of so many rows that run on at the edge of a stretch, one may be set in where first lines are.
EXCEPTIONS: Final = 9

#: Columns that a line wrapped by hand may fall short by.
_RAGGED: Final = 6

_ITEM: Final = pattern(r"(?:[*+•·▪◦‣●■»>o#-]|\(?\d{1,3}[.)])\s")
_SENTENCE_ENDS: Final = frozenset('.!?:"…。！？')


def logical_lines(text: str, lines: list[Line]) -> list[Line]:
    """A text's lines, wrapped ones joined; none of them is blank.

    A joined line spans its physical lines; its `text` has spaces for the line breaks, offsets stay as they are.
    """
    joined: list[Line] = []
    # Lines short enough to be wrapped, up to the next longer one.
    stretch: list[Line] = []
    for line in lines:
        if line.last - line.start <= WIDEST:
            stretch.append(line)
            continue
        if stretch:
            joined += _joined(text, stretch, len(lines))
            stretch = []
        joined.append(line)
    return joined + _joined(text, stretch, len(lines))


def _joined(text: str, stretch: list[Line], whole: int) -> list[Line]:
    if len(stretch) < 2:
        return stretch
    width = max((line.last - line.start for line in stretch if " " in line.text), default=0)
    if width < NARROWEST:
        return stretch
    for blank_lines in (0, 1):
        if _is_wrapped(text, stretch, width, blank_lines, whole):
            return _join(text, stretch, width, blank_lines)
    return stretch


def _blank_lines(text: str, line: Line, following: Line) -> int:
    return text.count("\n", line.end, following.start) if following.start > line.end else 0


def _is_full(line: Line, following: Line, width: int) -> bool:
    return line.last - line.start + 1 + len(following.text.split(" ", 1)[0]) > width


def _is_wrapped(text: str, stretch: list[Line], width: int, blank_lines: int, whole: int) -> bool:
    full = runs_on = pairs = 0
    for line, following in pairwise(stretch):
        if _blank_lines(text, line, following) == blank_lines:
            pairs += 1
            if _is_full(line, following, width):
                full += 1
                runs_on += _runs_on(line, following)
    if not runs_on or (runs_on < FEW and (blank_lines or len(stretch) < whole or full < MOSTLY * pairs)):
        return False
    return full >= FULL * pairs and runs_on >= RUNS_ON * full


def _runs_on(line: Line, following: Line) -> bool:
    """Does a sentence plainly go on from one line to the next: in small letters, behind a function word such as `on`,
    or from an indented first line?"""
    if line.text[-1] in _SENTENCE_ENDS or following.indent > line.indent:
        return False
    if following.indent == 0 < line.indent and line.text[0].isalpha():
        return True
    word = following.text.split(" ", 1)[0].rstrip(".,;:")
    if word.isalpha() and not word[0].isupper():
        return True
    return line.text.rpartition(" ")[2] in function_words()


def _join(text: str, stretch: list[Line], width: int, blank_lines: int) -> list[Line]:
    joined: list[Line] = []
    edge = _edge(stretch, width)
    apart = any(_blank_lines(text, line, following) > blank_lines for line, following in pairwise(stretch))
    opening = last = stretch[0]
    is_item = _ITEM.match(opening.text) is not None
    for line in stretch[1:]:
        if _blank_lines(text, last, line) == blank_lines and (
            _continues(last, line, width, edge, is_item) or (apart and _breaks_off(last, line, width))
        ):
            last = line
            continue
        joined.append(_spanning(text, opening, last))
        opening = last = line
        is_item = _ITEM.match(line.text) is not None
    joined.append(_spanning(text, opening, last))
    return joined


def _edge(stretch: list[Line], width: int) -> int:
    """The indentation beyond which a line opens a paragraph: where text runs on, it does so at the edge of the stretch,
    with few exceptions, if first lines are set in."""
    edge = min(line.indent for line in stretch)
    inside = at_edge = 0
    for line, following in pairwise(stretch):
        if _is_full(line, following, width) and _runs_on(line, following):
            inside += following.indent > edge
            at_edge += following.indent == edge
    return edge if at_edge > EXCEPTIONS * inside else WIDEST


def _continues(line: Line, following: Line, width: int, edge: int, is_item: bool) -> bool:
    """Does the text of a line in a wrapped stretch run on in the next?"""
    ended = line.text[-1] in _SENTENCE_ENDS
    if found := _ITEM.match(following.text):
        # "(2) exercise" and "- which had been" may open a row by chance.
        return not (ended or is_item) and following.text[found.end()].islower() and _is_full(line, following, width)
    lower = following.text[0].islower()
    if following.indent > min(line.indent, edge) and not (is_item or lower):
        return False
    if _is_full(line, following, width):
        return True
    return lower and not ended and line.last - line.start > 0.6 * width


def _breaks_off(line: Line, following: Line, width: int) -> bool:
    """Does a line that is nearly full break off within its sentence, where blank lines set paragraphs apart?  Who wraps
    by hand or by the width of letters leaves a column or two."""
    if _ITEM.match(following.text) or following.indent != line.indent or not line.text[-1].isalpha():
        return False
    first = following.text.split(" ", 1)[0]
    return line.last - line.start + len(first) > width - _RAGGED and line.text.rpartition(" ")[2][0].isalnum()


def _spanning(text: str, opening: Line, last: Line) -> Line:
    if opening is last:
        return opening
    return Line(opening.start, last.end, opening.first, last.last, text[opening.first : last.last].replace("\n", " "))
