"""Context: how a line stands among the others, by name."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise
from sys import intern
from typing import Final

from wireparse.blocks.features import Shape, kind_of
from wireparse.blocks.similarity import Column, Similarity, similarities
from wireparse.draft import Line
from wireparse.lines.letters import (
    AUTHOR_NOTE,
    BYLINE,
    CAPTION,
    COMMENT,
    COPYRIGHT,
    DECORATION,
    END_MARK,
    MENU,
    MENU_ITEM,
    NAME,
    NUMBER,
    PHOTO_CREDIT,
    PROMO,
    RELATED_HEADER,
    SHARE,
    TEASER,
    TIMESTAMP,
    TITLE,
    WORD,
)
from wireparse.record import Record

__all__ = ["Context", "close_names", "context_of", "row_names"]

#: Letters of lines that say something of the lines near them; how near that is.
_TELLING: Final = frozenset(
    (COMMENT, RELATED_HEADER, SHARE, TIMESTAMP, BYLINE, PROMO, COPYRIGHT, AUTHOR_NOTE, TITLE, TEASER)
)
NEAR: Final = 6
#: Lines that begin with the same so many characters repeat one another.
SAME: Final = 100

# What a line is worth to the core of the story: words of prose count (a paragraph at most so many), furniture costs.
PARAGRAPH: Final = 100
COST: Final = 8.0
_WORTH: Final = {
    **dict.fromkeys((COMMENT, COPYRIGHT, END_MARK), -60.0),
    RELATED_HEADER: -25.0,
    **dict.fromkeys((PHOTO_CREDIT, CAPTION, PROMO), -COST),
}
_FURNITURE: Final = frozenset((MENU, MENU_ITEM, SHARE, TIMESTAMP, WORD, NUMBER, TEASER, DECORATION, BYLINE, NAME))
#: Letters of lines that most often end the story, behind so many words of prose: about comments, a copyright notice.
_ENDS: Final = frozenset((COMMENT, COPYRIGHT))
ENOUGH: Final = 100
_GAPS: Final = {0: ".", 1: ":"}
_WIDE: Final = "|"
#: How far a line is from the core, by name; the last one goes for all that are further away.
_AWAY: Final = ("1", "2-3", "2-3", *["4-10"] * 7, "10+")
#: Is there prose above and below, by the shares of it.
_SIDES: Final = {f"{up}/{down}": f"{min(up, 1)}{min(down, 1)}" for up in range(5) for down in range(5)}


class Neighbours(Record):
    """What is next to a line: the kinds of the line above, itself and the line below (see `kind_of`); blank lines above
    and below; its indentation beside that of most of the prose and of its neighbours; whether its text is repeated, and
    whether it introduces a quote; of the first line its capitals and kind."""

    around: Column
    gaps: Column
    indent: Column
    repeated: Column
    introduces: Column
    first: Column


class Position(Record):
    """Where in the text a line is: the share of the prose above and below it; its rule with whether there is any; its
    place to the core, the densest stretch of prose, alone and with its rule; the letters of lines above that most often
    end a story, once there is enough of it."""

    progress: Column
    where: Column
    core: Column
    core_line: Column
    past: Column


class Context(Record):
    """How each line stands among the others; `above` and `below` are the telling letters close by, with spaces for the
    others.

    The parts are weighed apart, since equal parts are frequent and equal contexts are not.  Equal values are one and
    the same string, which saves two thirds of the memory that a text of very short lines needs here.
    """

    neighbours: Neighbours
    position: Position
    similarity: Similarity
    above: Column
    below: Column

    def names(self, at: int) -> tuple[str, ...]:
        """The names of one line's features."""
        parts: tuple[Neighbours | Position | Similarity, ...] = (self.neighbours, self.position, self.similarity)
        return (
            *(name for part in parts for name in row_names(part._fields, [column[at] for column in part])),
            *close_names("above", self.above[at]),
            *close_names("below", self.below[at]),
        )


def row_names(fields: Sequence[str], row: Iterable[str]) -> list[str]:
    """The features' names of one line in one part of the context."""
    return [f"{key}={value}" for key, value in zip(fields, row, strict=True) if value]


def close_names(side: str, telling: str) -> list[str]:
    """The features' names of the telling letters on one side."""
    return [f"close_{side}={letter}" for letter in sorted(set(telling) - {" "})]


def context_of(
    lines: Sequence[Line],
    words: Sequence[AbstractSet[str]],
    letters: str,
    shapes: Sequence[Shape],
    counts: Sequence[int],
    gaps: Sequence[int],
) -> Context:
    """The context of a text's lines, whose `words` are in small letters.  `gaps[i]` is the number of blank lines
    above line `i`; one more at the end."""
    size = len(lines)
    rules = [shape.line for shape in shapes]
    kinds = "".join(map(kind_of, shapes, counts))
    prose = [count if kind == "P" else 0 for kind, count in zip(kinds, counts, strict=True)]
    done = [0, *accumulate(prose)]
    core = _core(kinds, counts, letters)
    around, blank = f"^{kinds}$", "".join([_GAPS.get(gap, _WIDE) for gap in gaps])
    neighbours = Neighbours(
        _shared(around[at : at + 3] for at in range(size)),
        _shared(blank[at : at + 2] for at in range(size)),
        _indents([line.first - line.start for line in lines], prose),
        _repeated([line.text[:SAME] for line in lines]),
        _introduces(shapes),
        [f"{shapes[0].case}/{kinds[0]}", *[""] * (size - 1)],
    )
    total = done[-1]
    above, below = _shares(done[:-1], total), _shares([total - words for words in done[1:]], total)
    progress = _shared(map("/".join, zip(above, below, strict=True)))
    places, broadly = _places(size, core)
    position = Position(
        progress,
        _shared(f"{rule}/{_SIDES[shares]}" for rule, shares in zip(rules, progress, strict=True)),
        places,
        _shared(map("/".join, zip(broadly, rules, strict=True))),
        _passed(letters, done),
    )
    return Context(neighbours, position, similarities(words, kinds, counts, core), *_close(letters))


def _core(kinds: str, counts: Sequence[int], letters: str) -> tuple[int, int] | None:
    """First and last line of the densest stretch of prose: the maximum subsequence of what the lines are worth."""
    best = total = 0.0
    core, start, prose = None, 0, 0
    for at, (kind, count, letter) in enumerate(zip(kinds, counts, letters, strict=True)):
        worth = _WORTH.get(letter)
        if worth is not None:
            if letter == COMMENT and prose >= ENOUGH:
                break
        elif kind == "P":
            worth = count if count < PARAGRAPH else PARAGRAPH
            prose += count
        elif kind == "R":
            worth = min(count, PARAGRAPH) / 2
        elif kind == "S":
            worth = count / 2
        else:
            worth = -COST if letter in _FURNITURE else -COST / 2
        if total <= 0:
            total, start = 0.0, at
        total += worth
        if total > best:
            best, core = total, (start, at)
    return core


def _indents(indents: Sequence[int], prose: Sequence[int]) -> Column:
    """Each line's indentation beside that of most of the prose, and whether its neighbours have the same; nothing where
    no line is indented, or nothing is prose."""
    if not any(indents) or not any(prose):
        return [""] * len(indents)
    weights: Counter[int] = Counter()
    for indent, words in zip(indents, prose, strict=True):
        if words:
            weights[indent] += words
    main = max(weights, key=weights.__getitem__)
    return _shared(
        ("main" if indent == main else "less" if indent < main else "more")
        + ("=" if indent == above else "/")
        + ("=" if indent == below else "/")
        for above, indent, below in zip([-1, *indents], indents, [*indents[1:], -1], strict=False)
    )


def _repeated(heads: Sequence[str]) -> Column:
    if len(set(heads)) == len(heads):
        return [""] * len(heads)
    seen = Counter(heads)
    return ["yes" if seen[head] > 1 else "" for head in heads]


def _introduces(shapes: Sequence[Shape]) -> Column:
    """Whether a colon ends a line and a quotation mark opens the next."""
    pairs = pairwise(shapes)
    return [
        *["quote" if above.end == "colon" and below.opening == "quotation" else "" for above, below in pairs],
        "",
    ]


def _shares(parts: Sequence[int], total: int) -> list[str]:
    """How much of all prose so many words are, by name: none, below a tenth, below two, below four fifths, more."""
    limits = (1, *(max(1, -(-tenths * total // 10)) for tenths in (1, 4, 8)))
    return ["01234"[bisect_right(limits, words)] for words in parts]


def _places(size: int, core: tuple[int, int] | None) -> tuple[list[str], list[str]]:
    """Each line's place: how far above or below the core, or inside it; and the same without its first and last."""
    first, last = core or (size, size - 1)
    above = _shared(f"above{_AWAY[min(away, len(_AWAY)) - 1]}" for away in range(first, 0, -1))
    below = _shared(f"below{_AWAY[min(away, len(_AWAY)) - 1]}" for away in range(1, size - last))
    inside = ["in"] * (last + 1 - first)
    broadly = [*above, *inside, *below]
    if inside:
        inside[-1] = "last"
        inside[0] = "first"
    return [*above, *inside, *below], broadly


def _passed(letters: str, done: Sequence[int]) -> Column:
    """For each line the letters of lines above or at it that end a story, once there were words of prose enough."""
    if _ENDS.isdisjoint(letters):
        return [""] * len(letters)
    found, ends = [], ""
    for letter, prose in zip(letters, done, strict=False):
        if letter in _ENDS and prose >= ENOUGH and letter not in ends:
            ends = "".join(sorted(ends + letter))
        found.append(ends)
    return found


def _close(letters: str) -> tuple[Column, Column]:
    """The telling letters above and below each line."""
    size = len(letters)
    if _TELLING.isdisjoint(letters):
        return [""] * size, [""] * size
    telling = "".join([letter if letter in _TELLING else " " for letter in letters])
    return (
        _shared(telling[max(0, at - NEAR) : at] for at in range(size)),
        _shared(telling[at + 1 : at + 1 + NEAR] for at in range(size)),
    )


def _shared(values: Iterable[str]) -> list[str]:
    return list(map(intern, values))
