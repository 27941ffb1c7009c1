"""Quotation marks: which opens, which closes, and what stands between them.

Marks are paired paragraph by paragraph, so an odd one costs at most its own paragraph.  The shape of a mark says
whether it opens or closes, unless its neighbours plainly say that the wrong one was typed; a straight mark has only
its neighbours.  A quotation left open at a paragraph's end goes on in the next one if that opens with a mark again:
the newspaper convention for a speaker who goes on.

Single marks count only where no double mark encloses them, and only in pairs that are no apostrophes: an opening one
stands before a word, a closing one behind punctuation (else behind the last word that could end there).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from wireparse.draft import Prose
from wireparse.lexicon import load
from wireparse.model import Notice
from wireparse.pattern import pattern, regex
from wireparse.record import Record
from wireparse.text.view import View

__all__ = ["Segment", "find_segments"]

Side: TypeAlias = Literal["open", "close", "either"]


class Segment(Record):
    """What stands between two marks: `open` to `close` with the marks, `start` to `end` without them, without white
    space and without further marks at its edges.  `closed` is False where the paragraph ends first; `resumes` is True
    where the segment goes on with one that the paragraph before left open."""

    open: int
    start: int
    end: int
    close: int
    closed: bool
    resumes: bool


class _Mark(Record):
    start: int
    end: int
    side: Side
    sign: str


_OPENING: Final = "“„‟«‹「『〝"
_CLOSING: Final = "”»›」』〞"
#: Marks that are never typed the wrong way round, though some set them off with spaces.
_FACING: Final = frozenset("«»‹›「」『』〝〞")
_STRAIGHT: Final = '"″＂'
_DOUBLE: Final = regex(rf"[{_OPENING}{_CLOSING}{_STRAIGHT}]|``|''|´´|‘‘|’’")
_EDGE: Final = frozenset(_OPENING + _CLOSING + _STRAIGHT + " \n\t`´\u00a0\u202f\u2009")
#: Which way a mark faces by its shape.
_SHAPES: Final[dict[str, Side]] = {
    **dict.fromkeys((*_OPENING, "``", "‘‘"), "open"),
    **dict.fromkeys((*_CLOSING, "´´", "’’"), "close"),
    **dict.fromkeys((*_STRAIGHT, "''"), "either"),
}
#: What may touch an opening mark on its left, and a closing mark on its right.
_BEFORE: Final = frozenset("([{-–—―/'‘’¿¡" + _OPENING + _STRAIGHT)
_ENDS: Final = frozenset(".,;:!?)")
_BEHIND: Final = frozenset(".,;:!?)]}-–—―/'’…" + _CLOSING + _STRAIGHT)
# A single mark before a word that no elision opens ('90s, 'em); and one behind a word or punctuation.  Patterns that
# begin with the mark itself are found much sooner.
_SINGLE_OPEN: Final = pattern(
    r"['‘‚](?<![\w'’.,!?].)(?=[^\W\d_]{2}|[IA] |…)" rf"(?!(?:{'|'.join(load('quotation')['elisions'])})\b)"
)
_SINGLE_CLOSE: Final = pattern(r"['’‘](?<=[\w.,!?…-].)(?![\w'’])")
#: All of these as they look in the folded text, and little else.
_LIKELY: Final = regex(r"""["'‹›「」『』〝〞](?:(?<!')|(?=')|(?<![\w.,!?].)(?=[^\W\d_]|…))""")
_SIGNATURE: Final = 60
#: Characters of a nickname at most.
_NICKNAME: Final = 24
#: What stands before the closing mark of a quotation whose attribution follows.
_ATTRIBUTED: Final = frozenset(",!?")
#: Paragraphs over which a quotation may run whose mark is not set again.
_PARAGRAPHS: Final = 8
#: Characters of a line between two paragraphs that is part of neither.
_LINE: Final = 60
_SPOKEN_END: Final = frozenset(".,!?…-")


def find_segments(view: View, prose: list[Prose]) -> tuple[list[list[Segment]], list[Notice]]:
    """The quoted segments of each stretch of prose, and a notice for each mark that found no partner."""
    found: list[list[Segment]] = [[] for _ in prose]
    notices: list[Notice] = []
    pending: Segment | None = None
    before = -1
    for index in _marked(view.text, prose):
        if pending is not None and index > before + 1:
            if _runs_on(view.raw, prose, before, index):
                for between in range(before + 1, index):
                    found[between] = [_whole(prose[between])]
            elif not all(_is_line(view.text, prose[between]) for between in range(before + 1, index)):
                notices.append(_notice(view, pending.open, "is never closed"))
                pending = None
        _, end, body, _, paragraph = prose[index]
        segments, odd = _pair(view.raw, body, end, pending, _SIGNATURE if index == before + 1 else 0)
        if paragraph is not None and segments:
            segments = [one for one in segments if not _is_nickname(view.text, one)]
        resumes = pending is not None and bool(segments) and segments[0].open == body
        if pending is not None and not resumes and not (segments and segments[0].resumes):
            notices.append(_notice(view, pending.open, "is never closed"))
        if resumes:
            segments[0] = segments[0]._replace(resumes=True)
        notices += [_notice(view, mark, "closes nothing") for mark in odd]
        pending = segments[-1] if segments and not segments[-1].closed else None
        found[index] = segments
        before = index
    if pending is not None:
        notices.append(_notice(view, pending.open, "is never closed"))
    return found, notices


def _runs_on(raw: str, prose: list[Prose], first: int, last: int) -> bool:
    """Does a quotation that was left open run on over paragraphs without marks to one that closes it at its end?"""
    if last - first > _PARAGRAPHS or any(prose[at].kind != "paragraph" for at in range(first, last + 1)):
        return False
    marks = list(_marks(raw, prose[last].body, prose[last].end))
    return len(marks) == 1 and marks[0].side == "close" and marks[0].end >= prose[last].end - 1


def _is_line(text: str, part: Prose) -> bool:
    """Is a stretch of prose a line that no speaker's words go through: a subhead, a pointer between two paragraphs?"""
    return part.kind == "subhead" or (part.end - part.start <= _LINE and text[part.end - 1].isalnum())


def _whole(part: Prose) -> Segment:
    """A paragraph that is quoted as a whole, without marks."""
    return Segment(part.body, part.body, part.end, part.end, closed=False, resumes=True)


def _marked(text: str, prose: list[Prose]) -> Iterator[int]:
    """The stretches of prose in which something may be a quotation mark, going by the folded text; most have none."""
    begins = [part.start for part in prose]
    at, end = (begins[0], prose[-1].end) if prose else (0, 0)
    while (match := _LIKELY.search(text, at, end)) is not None:
        at = match.end()
        index = bisect_right(begins, match.start()) - 1
        if at <= prose[index].end:
            yield index
            at = prose[index].end


def _is_nickname(text: str, segment: Segment) -> bool:
    """Does a segment stand between a given name and a surname (Robert "Bobby" Lang)?

    In a headline, where every word has a capital, that cannot be told.
    """
    opening, start, end, close, closed, _ = segment
    if not closed or end - start > _NICKNAME or not text[end - 1].isalpha():
        return False
    behind = text[close : close + 2]
    before = text[max(0, opening - _NICKNAME) : opening]
    if not (behind[:1] == " " and behind[1:].isupper() and before.endswith(" ")):
        return False
    given = before.split()[-1:]
    *articles, name = text[start:end].split()
    return (
        name[0].isupper()
        and all(word[0].isupper() or word == "the" for word in articles)
        and any(word[0].isupper() and word[-1].isalnum() for word in given)
    )


def _notice(view: View, at: int, what: str) -> Notice:
    start, end = view.source_span(at, at + 1)
    return Notice("quotation-mark", f"A quotation mark {what}.", start, end)


def _pair(raw: str, start: int, end: int, pending: Segment | None, least: int) -> tuple[list[Segment], list[int]]:
    """The segments of `raw[start:end]`, and the marks that close nothing.

    raw: the text as typed.
    start: where a paragraph begins.
    end: where it ends.
    pending: what the paragraph before left open.
    least: characters that must stand before a mark that closes it; fewer sign a quotation in display.
    """
    marks = list(_marks(raw, start, end))
    segments = _singles(raw, start, marks[0].start if marks else end)
    if not marks:
        return segments, []
    odd: list[int] = []
    first = marks[0]
    turned = first.sign in "»›" and any(mark.sign in "«‹" for mark in marks)
    sides = [mark.side for mark in marks]
    if not turned and sides == ["open", "close"] * (len(marks) // 2):  # as nearly everywhere
        pairs = zip(marks[::2], marks[1::2], strict=True)
        segments += [_segment(raw, one, other.start, other.end, closed=True) for one, other in pairs]
        return [segment for segment in segments if segment.start < segment.end], []
    closers = len(marks) - sides.count("open")
    depth = 0
    for mark in marks:
        closers -= mark.side != "open"
        if _opens(mark, depth, first.sign, turned):
            if depth and closers <= depth and mark.sign not in "„‚":  # a closing mark was forgotten
                segments.append(_segment(raw, first, mark.start, mark.start, closed=True))
                depth = 0
            if not depth:
                first = mark
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                segments.append(_segment(raw, first, mark.start, mark.end, closed=True))
        elif pending is not None and not segments:
            segment = _segment(raw, _Mark(start, start, "open", ""), mark.start, mark.end, closed=True)
            if segment.end - segment.start > least:
                segments.append(segment._replace(resumes=True))
        elif not raw[mark.start - 1 : mark.start].isdigit():  # else inches or seconds
            odd.append(mark.start)
            if not segments and raw[mark.start - 1] in _ATTRIBUTED and mark.start - start > _SIGNATURE:
                # The opening mark was lost: "…," Ann Lee said.
                segments.append(_segment(raw, _Mark(start, start, "open", ""), mark.start, mark.end, closed=True))
    if depth:
        segments.append(_segment(raw, first, end, end, closed=False))
    return [segment for segment in segments if segment.start < segment.end], odd


def _opens(mark: _Mark, depth: int, first: str, turned: bool) -> bool:
    """Does the mark open, rather than close, in a paragraph whose open quotation began with the sign `first`?"""
    sign, side = mark.sign, mark.side
    if turned and sign in "«»‹›":
        return sign in "»›"
    if depth and first in "„‟" and sign in "“”" and side != "open":
        return False
    return not depth if side == "either" else side == "open"


def _marks(raw: str, start: int, end: int) -> Iterator[_Mark]:
    """The double marks of `raw[start:end]`.  A mark faces the way its neighbours say; where they say nothing, or both,
    its shape does."""
    for match in _DOUBLE.finditer(raw, start, end):
        sign = match.group()
        at, behind = match.span()
        side = _SHAPES[sign]
        if at == start:  # nothing can be closed where a paragraph begins
            side = side if sign in _FACING else "open"
        elif sign not in _FACING:
            left = raw[at - 1]
            right = raw[behind] if behind < end else " "
            opens = (
                (left.isspace() or left in _BEFORE)
                and not right.isspace()
                and not (right in _ENDS and sign in _CLOSING)
            )
            closes = (right.isspace() or right in _BEHIND) and not left.isspace()
            if opens != closes:
                side = "open" if opens else "close"
        yield _Mark(at, behind, side, sign)


def _segment(raw: str, opening: _Mark, end: int, close: int, *, closed: bool) -> Segment:
    start = opening.end
    while start < end and raw[start] in _EDGE:
        start += 1
    while end > start and raw[end - 1] in _EDGE:
        end -= 1
    return Segment(opening.start, start, end, close, closed, False)


def _singles(raw: str, start: int, end: int) -> list[Segment]:
    """The segments between single marks in `raw[start:end]`, which has no double marks."""
    segments = []
    at = start
    while (opening := _SINGLE_OPEN.search(raw, at, end)) is not None:
        last = 0
        following = _SINGLE_OPEN.search(raw, opening.end(), end)
        for closing in _SINGLE_CLOSE.finditer(raw, opening.end(), following.start() if following else end):
            last = closing.start()
            if raw[last - 1] in _SPOKEN_END:
                break
        if last:
            mark = _Mark(*opening.span(), "open", opening.group())
            segments.append(_segment(raw, mark, last, last + 1, closed=True))
        at = last + 1 if last else opening.end()
    return segments
