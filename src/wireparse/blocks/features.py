"""Shape: what a line shows of itself, by name.

A shape is a small tuple of names such as `words=9-12`; lines that look alike have equal ones, so that a menu's hundred
items are weighed once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Final

from wireparse.lexicon import function_words
from wireparse.lines.features import LineFeatures
from wireparse.lines.rules import LINE_RULES, LineRule
from wireparse.pattern import regex
from wireparse.record import Record, records

__all__ = ["LINE_NAMES", "Shape", "kind_of", "shapes_of"]

#: The rules for lines by the names that features have for them.
LINE_NAMES: Final = {rule.id.removeprefix("line."): rule for rule in LINE_RULES}
_NAMES: Final = {rule.id: name for name, rule in LINE_NAMES.items()}
_STEPS: Final = (1, 2, 3, 4, 6, 9, 13, 20, 36, 60)
_WORDS: Final = ("0", "1", "2", "3", "4-5", "6-8", "9-12", "13-19", "20-35", "36-59", "60+")
#: So many words of a line are looked at one by one.
READ: Final = 25
#: From this many words on a line that ends a sentence is prose.
PROSE: Final = 10

# "https:", "www.", "..." or one of the signs; a pattern that opens with a class is found fastest.
_MARK: Final = regex(r"[|»©@#>\]\\<…hw.](?:(?<=[^hw.])|(?<=h)ttps?:|(?<=w)ww\.|(?<=\.)\.\.)")
_NO_MARKS: Final = "-()[/"
_ENDS: Final = {
    **dict.fromkeys(".。", "stop"),
    **dict.fromkeys("!?！？", "cry"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",;", "comma"),
    **dict.fromkeys(")]", "bracket"),
    "…": "ellipsis",
    '"': "quotation",
}
_OPENINGS: Final = {
    **dict.fromkeys("\"'", "quotation"),
    **dict.fromkeys("*+•", "bullet"),
    **dict.fromkeys("([", "bracket"),
    "-": "dash",
}
_CLOSERS: Final = "\"')]"
_SENTENCE_ENDS: Final = frozenset(("stop", "cry", "quoted", "quotation"))


class Shape(Record):
    """What a line shows alone: the rule that gave it its letter, its length in words, how it ends and opens, its
    capitals, digits, function words, and a mark that prose seldom has.  Empty where there is nothing to say."""

    line: str
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


def shapes_of(features: Sequence[LineFeatures], rules: Sequence[LineRule]) -> tuple[list[Shape], list[int]]:
    """The shape of each line, one at least, and its length in words."""
    counts, *columns = zip(*map(_shape, features, rules, repeat(function_words())), strict=True)
    return list(records(Shape, zip(*columns, strict=True))), list(counts)


def _shape(
    line: LineFeatures, rule: LineRule, common: Container[str]
) -> tuple[int, str, str, str, str, str, str, str, str]:
    """The length of a line in words, and the fields of its shape."""
    text = line.text
    words = text.split(None, READ)
    count = len(words)
    if count > READ:
        del words[READ]
        count = text.count(" ") + 1
    if len(text) > 12 * count and not text.isascii():
        count = max(count, len(text) // 2)  # a script without spaces: two characters a word
    case = function = digits = ""
    if 1 < count <= READ:
        case = _case(text, words)
    if count > 3:
        share = sum(map(common.__contains__, words)) / len(words)
        function = "0" if share == 0 else "few" if share < 0.2 else "some" if share < 0.35 else "many"
    if count < 20:
        number = sum(map(text.count, "0123456789"))
        if number:
            digits = "some" if 4 * number < len(text) else "many"
    length = _WORDS[bisect_right(_STEPS, count)]
    return count, _NAMES[rule.id], length, _end(text), _opening(text), case, digits, function, _mark(line)


def _end(text: str) -> str:
    end = _ENDS.get(text[-1], "")
    if text[-1] in _CLOSERS:
        inner = text.rstrip(_CLOSERS)[-1:]
        return "quoted" if inner and inner in ".!?," else end
    return "ellipsis" if end == "stop" and text.endswith("..") else end


def _opening(text: str) -> str:
    first = text[0]
    if first.isalpha():
        return "lower" if first.islower() else ""
    if first.isdigit():
        number, space, _ = text.partition(" ")
        return "number" if space and number.rstrip(".):").isdigit() else "digit"
    return _OPENINGS.get(first, "sign")


def _case(text: str, words: list[str]) -> str:
    if text.isupper():
        return "capitals"
    capitals = sum(map(str.isupper, map(itemgetter(0), words)))
    if 3 * capitals >= 2 * len(words):
        return "title"
    return "sentence" if capitals <= 1 else ""


def _mark(line: LineFeatures) -> str:
    if line.signs.strip(_NO_MARKS) or "..." in line.text or "www." in line.text:
        found = _MARK.search(line.text)
        return found.group()[:4] if found else ""
    return ""


def kind_of(shape: Shape, count: int) -> str:
    """What a line is to its neighbours, in a letter: Prose, a short Sentence, a long Run without an end, a Title-like
    line, long or short (`T`, `t`), or a few words (`s`)."""
    ended = shape.end in _SENTENCE_ENDS
    if count >= PROSE:
        return "P" if ended else "R" if count > 25 else "T"
    if count > 3:
        return "S" if ended else "t"
    return "s"
