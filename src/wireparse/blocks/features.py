"""Features: what a line shows of being the story's own prose, by name.

A line's *shape* is what it shows alone; its *setting* is how it stands among the others.  Both are small tuples of
names such as `words=9-12`, and equal lines have equal ones, so that a menu's hundred items are weighed once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

from wireparse import lexicon
from wireparse.draft import Line

__all__ = ["Setting", "Shape", "function_words", "settings", "shape_of"]

WORD_STEPS: Final = (1, 2, 3, 4, 6, 9, 13, 20, 36, 60)
_WORD_NAMES: Final = ("0", "1", "2", "3", "4-5", "6-8", "9-12", "13-19", "20-35", "36-59", "60+")
#: Function words are counted in the first words of a line only.
READ: Final = 60
#: A line of this many words that ends a sentence is prose for its neighbours.
PROSE: Final = 10

_MARK: Final = re.compile(r"https?:|www\.|[|»©@#>\]\\<…]|\.\.\.")
_ENDS: Final = {
    **dict.fromkeys(".。", "stop"), **dict.fromkeys("!?！？", "cry"), ":": "colon", "：": "colon", ",": "comma",
    ";": "comma", "…": "ellipsis", '"': "quotation", ")": "bracket", "]": "bracket",
}  # fmt: skip
_CLOSERS: Final = "\"')]"


class Shape(NamedTuple):
    """What a line shows alone."""

    letter: str
    words: str
    end: str
    opening: str
    case: str
    digits: str
    function: str
    mark: str

    @property
    def names(self) -> tuple[str, ...]:
        """The features' names."""
        return tuple(f"{key}={value}" for key, value in zip(self._fields, self, strict=True) if value)


class Setting(NamedTuple):
    """How a line stands among the others."""

    around: str
    wider: str
    gaps: str
    indent: str
    repeated: str
    prose_above: str
    prose_below: str
    progress: str
    nearby: str

    @property
    def names(self) -> tuple[str, ...]:
        """The features' names."""
        return tuple(f"{key}={value}" for key, value in zip(self._fields, self, strict=True) if value)


@cache
def function_words() -> frozenset[str]:
    return frozenset(word for words in lexicon.load("stopwords").values() for word in words.split())


def measure(text: str, spaces: int) -> int:
    """Words of a line; where a script has no spaces, two characters count as one."""
    size = len(text)
    if size > 12 * (spaces + 1) and not text.isascii():
        return max(spaces + 1, size // 2)
    return spaces + 1


def shape_of(text: str, letter: str, function_words: frozenset[str]) -> tuple[Shape, int]:
    """The shape of a line and its length in words."""
    words = text.split(None, READ)
    count = len(words) if len(words) <= READ else text.count(" ") + 1
    if count < 30:
        count = measure(text, count - 1)
    last = text[-1]
    end = _ENDS.get(last, "")
    if end in ("quotation", "bracket") or last == "'":
        inner = text.rstrip(_CLOSERS)[-1:]
        if inner and inner in ".!?,":
            end = "quoted"
    elif end == "stop" and text.endswith(".."):
        end = "ellipsis"
    first = text[0]
    opening = ""
    if first.isalpha():
        opening = "" if first.isupper() else "lower" if first.islower() else ""
    elif first == '"' or first == "'":
        opening = "quotation"
    elif first.isdigit():
        opening = "number" if words[0].rstrip(".):").isdigit() and len(words) > 1 else "digit"
    elif first == "-":
        opening = "dash"
    elif first in "*+•":
        opening = "bullet"
    elif first in "([":
        opening = "bracket"
    else:
        opening = "sign"
    case = function = ""
    if 1 < count <= 25:
        if text.isupper():
            case = "capitals"
        else:
            capitals = len([word for word in words if word[0].isupper()])
            if 3 * capitals >= 2 * len(words):
                case = "title"
            elif capitals <= 1:
                case = "sentence"
    if count > 3:
        share = len([word for word in words if word in function_words]) / len(words)
        function = "0" if share == 0 else "few" if share < 0.2 else "some" if share < 0.35 else "many"
    digits = ""
    if count < 20:
        number = sum(map(text.count, "0123456789"))
        if number:
            digits = "some" if 4 * number < len(text) else "many"
    mark = ""
    found = _MARK.search(text)
    if found:
        mark = found.group()[:4]
    return Shape(letter, _WORD_NAMES[bisect_right(WORD_STEPS, count)], end, opening, case, digits, function, mark), count


_KIND_ENDS: Final = frozenset(("stop", "cry", "quoted"))


def kind_of(shape: Shape, count: int) -> str:
    """One character for a line among its neighbours: Prose, a Sentence, a long Run without an end, a title-like
    or a short line, a bulleted one in small letters."""
    ended = shape.end in _KIND_ENDS or shape.end == "quotation"
    if count >= PROSE:
        return "P" if ended else "R" if count > 25 else "T"
    if count > 3:
        return "S" if ended else "t"
    return "s"


def settings(lines: Sequence[Line], shapes: Sequence[Shape], counts: Sequence[int], gaps: Sequence[int]) -> list[Setting]:
    """The settings of a text's lines.  `gaps[i]` is the number of blank lines before line `i`; one more at the end."""
    size = len(lines)
    kinds = [kind_of(shape, count) for shape, count in zip(shapes, counts, strict=True)]
    prose = [count if kind == "P" else 0 for kind, count in zip(kinds, counts, strict=True)]
    sums = [0, *accumulate(prose)]
    total = sums[-1] or 1
    main = _main_indent(lines, prose)
    seen = Counter([line.text for line in lines])
    padded = ["^", "^", *kinds, "$", "$"]
    found = []
    for at, line in enumerate(lines):
        above, below = sums[at] - sums[max(0, at - 4)], sums[min(size, at + 5)] - sums[at + 1]
        far_above, far_below = sums[at] - sums[max(0, at - 12)], sums[min(size, at + 13)] - sums[at + 1]
        indent = line.first - line.start
        if main is None:
            relation = ""
        else:
            relation = "main" if indent == main else "less" if indent < main else "more"
            relation += "=" if at and lines[at - 1].first - lines[at - 1].start == indent else "/"
            relation += "=" if at + 1 < size and lines[at + 1].first - lines[at + 1].start == indent else "/"
        done = sums[at] / total
        todo = (total - sums[at + 1]) / total
        found.append(
            Setting(
                "".join(padded[at + 1 : at + 4]),
                padded[at] + padded[at + 2] + padded[at + 4],
                ("." if gaps[at] == 0 else ":" if gaps[at] == 1 else "|") + ("." if gaps[at + 1] == 0 else ":" if gaps[at + 1] == 1 else "|"),
                relation,
                "yes" if seen[line.text] > 1 else "",
                _amount(above),
                _amount(below),
                f"{_share(done)}/{_share(todo)}",
                f"{_amount(far_above)}/{_amount(far_below)}",
            )
        )
    return found


def _amount(words: int) -> str:
    return "0" if not words else "1" if words < 40 else "2" if words < 120 else "3"


def _share(part: float) -> str:
    return "0" if part <= 0 else "1" if part < 0.1 else "2" if part < 0.4 else "3" if part < 0.8 else "4"


def _main_indent(lines: Sequence[Line], prose: Sequence[int]) -> int | None:
    """The indentation of most of the prose; None where no line is indented."""
    weights: Counter[int] = Counter()
    indented = False
    for line, words in zip(lines, prose, strict=True):
        indent = line.first - line.start
        indented = indented or indent > 0
        if words:
            weights[indent] += words
    return max(weights, key=weights.__getitem__) if indented and weights else None
