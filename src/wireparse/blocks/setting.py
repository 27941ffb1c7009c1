"""Setting: how a line stands among the others, by name."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from wireparse.blocks.likeness import Likeness, likenesses
from wireparse.blocks.shape import Shape, kind_of
from wireparse.draft import Line

__all__ = ["Near", "Place", "Setting", "close_names", "names_of", "settings"]

#: Letters of lines that say something of the lines near them; how near that is.
_TELLING: Final = frozenset("ogutbmyahe")
NEAR: Final = 6
#: Lines that begin with the same so many characters repeat one another.
SAME: Final = 100

# What a line is worth to the core of the story: words of prose count (a paragraph at most so many), furniture costs.
PARAGRAPH: Final = 100
COST: Final = 8
_BREAKS: Final = {**dict.fromkeys("oyz", -60.0), "g": -25.0}
_FURNITURE: Final = frozenset("nvumtx#e.bfN")
#: Letters of lines that most often end the story, behind so many words of prose: about comments, a copyright notice.
_ENDS: Final = frozenset("oy")
ENOUGH: Final = 100
_GAPS: Final = (".", ":", "|")
_AWAY: Final = ("", "1", "2-3", "2-3", *["4-10"] * 7)


class Near(NamedTuple):
    """What is next to a line: the kinds of the line above, itself and the line below (see `kind_of`); blank lines above
    and below; its indentation beside that of most of the prose and of its neighbours; whether its text is repeated, and
    whether it introduces a quote; of the first line its capitals and kind."""

    around: str
    gaps: str
    indent: str
    repeated: str
    introduces: str
    first: str


class Place(NamedTuple):
    """Where in the text a line is: the share of the prose above and below it; its rule with whether there is any; its
    place to the core, the densest stretch of prose, alone and with its rule; the letters of lines above that most often
    end a story, once there is enough of it."""

    progress: str
    where: str
    core: str
    core_line: str
    past: str


class Setting(NamedTuple):
    """How a line stands among the others; `above` and `below` are the telling letters close by, with
    spaces for the others.

    The parts are weighed apart, since equal parts are frequent and equal settings are not.
    """

    near: Near
    place: Place
    likeness: Likeness
    above: str
    below: str

    @property
    def names(self) -> tuple[str, ...]:
        """The features' names."""
        return (
            *names_of(self.near),
            *names_of(self.place),
            *names_of(self.likeness),
            *close_names("above", self.above),
            *close_names("below", self.below),
        )


def names_of(part: Near | Place | Likeness) -> tuple[str, ...]:
    """The features' names of one part of a setting."""
    return tuple(f"{key}={value}" for key, value in zip(part._fields, part, strict=True) if value)


def close_names(side: str, telling: str) -> list[str]:
    """The features' names of the telling letters on one side."""
    return [f"close_{side}={letter}" for letter in sorted(set(telling) - {" "})]


def settings(
    lines: Sequence[Line],
    words: Sequence[Sequence[str]],
    letters: str,
    shapes: Sequence[Shape],
    counts: Sequence[int],
    gaps: Sequence[int],
) -> list[Setting]:
    """The settings of a text's lines, whose `words` are in small letters.  `gaps[i]` is the number of blank lines above
    line `i`; one more at the end."""
    size = len(lines)
    kinds = "".join([kind_of(shape, count) for shape, count in zip(shapes, counts, strict=True)])
    prose = [count if kind == "P" else 0 for kind, count in zip(kinds, counts, strict=True)]
    done = [0, *accumulate(prose)]
    total = done[-1]
    indents = [line.first - line.start for line in lines]
    main = _main_indent(indents, prose)
    telling = "".join([letter if letter in _TELLING else " " for letter in letters])
    heads = [line.text[:SAME] for line in lines]
    seen = Counter(heads)
    core = _core(kinds, counts, letters)
    first, last = core or (size, size)
    common = likenesses(words, kinds, counts, core)
    passed = _passed(letters, done)
    padded = f"^{kinds}$"
    blank = "".join([_GAPS[min(gap, 2)] for gap in gaps])
    found = []
    for at in range(size):
        rule, above, below = shapes[at].line, done[at], total - done[at + 1]
        place = _place(at, first, last)
        near = Near(
            padded[at : at + 3],
            blank[at : at + 2],
            _relation(indents, at, main),
            "yes" if seen[heads[at]] > 1 else "",
            "quote" if shapes[at].end == "colon" and at + 1 < size and shapes[at + 1].opening == "quotation" else "",
            "" if at else f"{shapes[0].case}/{kinds[0]}",
        )
        where = Place(
            f"{_share(above, total)}/{_share(below, total)}",
            f"{rule}/{'1' if above else '0'}{'1' if below else '0'}",
            place,
            f"{place if at < first or at > last else 'in'}/{rule}",
            passed[at],
        )
        close = telling[max(0, at - NEAR) : at], telling[at + 1 : at + 1 + NEAR]
        found.append(Setting(near, where, common[at], *close))
    return found


def _core(kinds: str, counts: Sequence[int], letters: str) -> tuple[int, int] | None:
    """First and last line of the densest stretch of prose: the maximum subsequence of what the lines are worth."""
    best = total = 0.0
    core, start, prose = None, 0, 0
    for at, (kind, count, letter) in enumerate(zip(kinds, counts, letters, strict=True)):
        if letter == "o" and prose >= ENOUGH:
            break
        if letter in _BREAKS:
            worth = _BREAKS[letter]
        elif letter == "f" or letter == "c" or letter == "m":
            worth = -COST
        elif kind == "P":
            worth = min(count, PARAGRAPH)
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


def _passed(letters: str, done: Sequence[int]) -> list[str]:
    """For each line the letters of lines above or at it that end a story, once there were words of prose enough."""
    found, ends = [], ""
    for letter, prose in zip(letters, done, strict=False):
        if letter in _ENDS and prose >= ENOUGH and letter not in ends:
            ends = "".join(sorted(ends + letter))
        found.append(ends)
    return found


def _place(at: int, first: int, last: int) -> str:
    """Inside the core, or how far above or below it."""
    if at < first:
        away = first - at
        return "above" + (_AWAY[away] if away <= 10 else "10+")
    if at > last:
        away = at - last
        return "below" + (_AWAY[away] if away <= 10 else "10+")
    return "first" if at == first else "last" if at == last else "in"


def _relation(indents: Sequence[int], at: int, main: int | None) -> str:
    if main is None:
        return ""
    indent = indents[at]
    above = at > 0 and indents[at - 1] == indent
    below = at + 1 < len(indents) and indents[at + 1] == indent
    side = "main" if indent == main else "less" if indent < main else "more"
    return f"{side}{'=' if above else '/'}{'=' if below else '/'}"


def _main_indent(indents: Sequence[int], prose: Sequence[int]) -> int | None:
    """The indentation of most of the prose; None where no line is indented, or nothing is prose."""
    if not any(indents):
        return None
    weights: Counter[int] = Counter()
    for indent, words in zip(indents, prose, strict=True):
        if words:
            weights[indent] += words
    return max(weights, key=weights.__getitem__) if weights else None


def _share(words: int, total: int) -> str:
    if not words:
        return "0"
    part = words / total
    return "1" if part < 0.1 else "2" if part < 0.4 else "3" if part < 0.8 else "4"
