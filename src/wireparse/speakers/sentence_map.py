"""The sentence map: paragraphs, their sentences and what stands inside quotation marks, worked out where asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from wireparse.draft import Prose
from wireparse.pattern import pattern
from wireparse.speakers.names import abbreviates

__all__ = ["SentenceMap"]

_LONGEST: Final = 8  # letters of an abbreviation
_MARK: Final = pattern('"')
_MARKS: Final = pattern(r"\"|''|``")  # of a story that has such too
# A sentence may end here, unless the full stop abbreviates a word.
_STOP: Final = pattern(r"[.?!]['\")\]]{0,3}\s++(?=[^\W_a-z]|[\"'(\[])")


class SentenceMap:
    """Where things stand in the prose."""

    __slots__ = ("_contents", "_mark", "_marks", "_sentences", "_starts", "prose", "text")

    def __init__(
        self, text: str, prose: list[Prose], starts: tuple[int, ...], contents: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.text = text
        self.prose = prose
        self._starts = starts
        self._contents = sorted(contents)
        self._mark = _MARKS if "''" in text or "``" in text else _MARK
        self._marks: dict[int, list[int]] = {}
        self._sentences: dict[int, list[int]] = {}

    def piece(self, offset: int) -> int:
        """The index of the prose that holds an offset (of the nearest before it)."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def quoted(self, offset: int) -> bool:
        """Does an offset stand inside quotation marks?"""
        return bisect_right(self._marks_of(self.piece(offset)), offset) % 2 == 1

    def reported(self, offset: int) -> bool:
        """Does an offset stand in what somebody is reported to say?"""
        at = bisect_right(self._contents, (offset, len(self.text)))
        return at > 0 and self._contents[at - 1][1] > offset

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that holds an offset: the index of its paragraph, and its own within it, from 1.  Full stops
        inside quotation marks end none."""
        number = self.piece(offset)
        return number, bisect_right(self.sentences(number), offset, 1)

    def begin(self, offset: int) -> int:
        """Where the sentence that holds an offset begins."""
        begins = self.sentences(self.piece(offset))
        return begins[bisect_right(begins, offset, 1) - 1]

    def sentences(self, number: int) -> list[int]:
        """Where the sentences of a paragraph begin."""
        found = self._sentences.get(number)
        if found is None:
            piece = self.prose[number]
            marks = self._marks_of(number)
            stops = _STOP.finditer(self.text, piece.body, piece.end)
            found = self._sentences[number] = [
                piece.body,
                *[
                    match.end()
                    for match in stops
                    if not bisect_right(marks, match.end() - 1) % 2 and not self._abbreviated(match.start())
                ],
            ]
        return found

    def _abbreviated(self, stop: int) -> bool:
        """Does a full stop abbreviate the word before it?"""
        before = self.text[max(0, stop - _LONGEST) : stop + 1]
        return before[-1] == "." and abbreviates(before[before.rfind(" ") + 1 :].lstrip("\"'(["))

    def _marks_of(self, number: int) -> list[int]:
        found = self._marks.get(number)
        if found is None:
            piece = self.prose[number]
            found = [match.start() for match in self._mark.finditer(self.text, piece.body, piece.end)]
            self._marks[number] = found
        return found
