"""The view: the text as the rules see it, and the way back to the source.

Rules want plain spaces, straight apostrophes and one kind of dash; users want offsets into what they gave us.  So
the view folds characters one for one, which leaves every offset where it is.  What cannot be folded so (an HTML
entity, a zero-width character, a soft hyphen inside a word) is an *edit*: it is taken out and its place kept as a
breakpoint, and `View.source_offset` finds the way back by bisection.  Nothing is ever searched for again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import starmap
from typing import Final

from wireparse.model import Piece
from wireparse.pattern import pattern, regex
from wireparse.record import records

__all__ = ["View", "fold"]

_SPACES: Final = (
    "\t\v\f\x1c\x1d\x1e\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
_NEWLINES: Final = "\r\x85\u2028\u2029"
_DASHES: Final = "–—―‒‐‑−﹘﹣－"
_APOSTROPHES: Final = "‘’‚‛ʼʹ′`´＇"
_DOUBLE: Final = {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "＂": '"'}

_FOLD: Final = (
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_NEWLINES, "\n")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | _DOUBLE
)

# Taken out whole: zero-width and joining marks, bidi controls, soft hyphens, byte-order marks.
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_EDITABLE: Final = regex(f"[&{_INVISIBLE}]")
_EDIT: Final = pattern(rf"[{_INVISIBLE}]++|&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]{{1,31}});")


# The ASCII that is seen as it is: nearly all of most texts.
_PLAIN: Final = bytes(code for code in range(128) if chr(code) not in {"&", *_FOLD})


def fold(text: str) -> str:
    """`text` with spaces, line ends, dashes and quotation marks made plain, character for character.

    The result has the same length: a carriage return before a newline becomes a space at the end of its line.
    """
    return _folded(text, _special(text))


def _special(text: str) -> str:
    """A text without plain ASCII: little is left in which to look for the characters that are not seen as they are."""
    return text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


def _folded(text: str, special: str) -> str:
    if "\r" in special:
        text = text.replace("\r\n", " \n")
    for sign in filter(special.__contains__, _FOLD):
        text = text.replace(sign, _FOLD[sign])
    return text


def _unescaped(entity: str) -> str:
    from html import unescape  # few texts have entities, and their table takes a while to load

    return unescape(entity)


class View:
    """A text and its folded form.

    `text` is folded; `raw` has the characters as typed at the same offsets (so a rule that cares for the shape of a
    quotation mark can look).  Offsets into both are *view offsets*; `piece`, `span` and `boundary` translate them.
    """

    __slots__ = ("_end_shifts", "_ends", "_start_shifts", "_starts", "raw", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        # Breakpoints: from view offset `_starts[i]` on, a character starts `_start_shifts[i]` further on in the
        # source; the second pair says the same of where the character before the offset ends.
        self._starts: list[int] = []
        self._start_shifts: list[int] = []
        self._ends: list[int] = []
        self._end_shifts: list[int] = []
        special = _special(source)
        self.raw = self._edited(source) if _EDITABLE.search(special) else source
        self.text = _folded(self.raw, special if self.raw is source else _special(self.raw))

    def _edited(self, source: str) -> str:
        parts: list[str] = []
        done = length = 0
        for match in _EDIT.finditer(source):
            start, end = match.span()
            character = _unescaped(match.group()) if source[start] == "&" else ""
            if len(character) > 1:  # an unknown entity, or one that stands for several characters, stays as it is
                continue
            parts += (source[done:start], character)
            length += start - done + len(character)
            self._starts.append(length)
            self._start_shifts.append(end - length)
            self._ends.append(length if character else length + 1)
            self._end_shifts.append(end - length)
            done = end
        return "".join((*parts, source[done:])) if parts else source

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a view span, without invisible characters at either end."""
        if not self._starts:
            return start, end
        index = bisect_right(self._starts, start)
        first = start + self._start_shifts[index - 1] if index else start
        if end <= start:
            return first, first
        index = bisect_right(self._ends, end)
        return first, end + self._end_shifts[index - 1] if index else end

    def inside(self, offset: int) -> int:
        """The view offset of a source offset; that of what follows, if the character is taken out."""
        if not self._starts:
            return offset
        edits = range(len(self._starts))
        index = bisect_right(edits, offset, key=lambda at: self._starts[at] + self._start_shifts[at])
        found = offset - self._start_shifts[index - 1] if index else offset
        return min(found, self._starts[index]) if index < len(self._starts) else found

    def boundary(self, offset: int) -> int:
        """The source offset where a tile that starts (and the one before ends) at a view offset is cut: invisible
        characters belong to the tile before, those at the very start to the first."""
        if not self._starts or offset <= 0:
            return max(offset, 0)
        return self.source_span(offset, offset)[0] if offset < len(self.text) else len(self.source)

    def boundaries(self, offsets: Sequence[int]) -> Sequence[int]:
        """`boundary` of each of many."""
        return list(map(self.boundary, offsets)) if self._starts else offsets

    def span(self, start: int, end: int) -> tuple[str, int, int]:
        """`(text, start, end)` in the source behind a view span: the fields that every piece has."""
        if self._starts:
            start, end = self.source_span(start, end)
        return self.source[start:end], start, end

    def slices(self, spans: Iterable[tuple[int, int]]) -> tuple[Sequence[str], Sequence[int], Sequence[int]]:
        """`span` of each of many, a list of each field."""
        if self._starts:
            spans = starmap(self.source_span, spans)
        starts, ends = tuple(zip(*spans, strict=True)) or ((), ())
        return list(map(self.source.__getitem__, map(slice, starts, ends))), starts, ends

    def piece(self, start: int, end: int) -> Piece:
        """The piece of the source behind a view span."""
        if self._starts:
            start, end = self.source_span(start, end)
        return Piece(self.source[start:end], start, end)

    def pieces(self, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
        """The pieces of the source behind many view spans."""
        return records(Piece, zip(*self.slices(spans), strict=True))
