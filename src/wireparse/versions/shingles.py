"""Shingles: the runs of five words that a text is made of, as numbers, and the sample of them that finds copies.

Republishers cut: so what counts is how much of one text is contained in the other (Broder, 1997), and the sample must
be the same wherever a run stands.  A run is kept in the sample if its number is 0 modulo 8 (Broder's "modulus" sketch);
texts too short for that keep their smallest numbers too.  All numbers are 61 bits, the same in any run of Python, on
any machine: a database may keep them.

Scripts without spaces have runs of eight characters instead: as much as five words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import mul
from typing import Final
from unicodedata import normalize
from zlib import crc32

__all__ = ["RUN", "sampled", "shingles", "words"]

#: Words in a run, and characters of a script without spaces.
RUN: Final = 5
RUN_OF_CHARACTERS: Final = 8
#: One in so many runs is in the sample; of a text with few, the smallest so many.
MODULUS: Final = 8
SMALLEST: Final = 4

_PRIME: Final = (1 << 61) - 1
_BASE: Final = 0x1B873593CC9E2D51 % _PRIME
_WORD: Final = re.compile(r"\w++")
# Han, kana, Thai, Lao, Burmese, Khmer: written without spaces between words.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
# Soft hyphens, zero-width characters, marks of direction: nothing that is read.
_INVISIBLE: Final = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_POWERS: Final = tuple(pow(_BASE, at, _PRIME) for at in range(1, RUN_OF_CHARACTERS + 1))
_ONE, _TWO, _THREE, _FOUR, _FIVE = _POWERS[:RUN]
# Words remembered at most: what bounds memory, however many texts are read.
_MOST: Final = 200_000


class _Numbers(dict[str, int]):
    """A number for each word, worked out once: all bits of it depend on all of the word."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        data = word.encode("utf-8", "surrogatepass")
        number = self[word] = (crc32(data) << 32 | crc32(data, 0x9E3779B9)) * _BASE % _PRIME
        return number


_numbers: Final = _Numbers()


def words(text: str) -> list[str]:
    """The words of a text, in small letters; of a script without spaces its characters."""
    if not text.isascii():
        text = normalize("NFC", text).translate(_INVISIBLE)
    found = _WORD.findall(text.casefold())
    if not text.isascii() and 2 * len(_UNSPACED.findall(text)) > sum(map(len, found)):
        return [character for word in found for character in word]
    return found


def shingles(text: str) -> list[int]:
    """The runs of five words (eight characters, in a script without spaces) of a text, as numbers in their order; a
    text of fewer words has none."""
    found = words(text)
    numbers = list(map(_numbers.__getitem__, found))
    if len(found) > RUN and max(map(len, found)) == 1 and _UNSPACED.search(text):
        columns = [numbers[at:] for at in range(RUN_OF_CHARACTERS)]
        return [sum(map(mul, run, _POWERS)) % _PRIME for run in zip(*columns, strict=False)]
    return [
        (a * _ONE + b * _TWO + c * _THREE + d * _FOUR + e * _FIVE) % _PRIME
        for a, b, c, d, e in zip(numbers, numbers[1:], numbers[2:], numbers[3:], numbers[4:], strict=False)
    ]


def sampled(numbers: Iterable[int]) -> list[int]:
    """The sample of some runs, sorted, each once."""
    known = set(numbers)
    sample = {number for number in known if not number % MODULUS}
    if len(sample) < SMALLEST:
        sample.update(sorted(known)[:SMALLEST])
    return sorted(sample)
