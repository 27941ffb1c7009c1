"""Reported speech of a frame: what a clause of reporting opens, follows or stands in, and what goes on with it."""

from __future__ import annotations

from typing import Final

from wireparse.quotes.grammar.clauses import Clause
from wireparse.quotes.grammar.frames import QUOTED, Frame
from wireparse.quotes.grammar.words import Words
from wireparse.record import Record

__all__ = ["Report", "read_reports"]

_FAR: Final = 12  # words between a cue and what opens its content at most
_LONG: Final = 60  # words before a comma in which the mood is looked for
_LEAST: Final = 3  # words of a content outside its quotations at least
_SIGNS: Final = frozenset(".,;:!?-")


class Report(Record):
    """A reported content: its words from `first` up to `end`, the clause that reports it (None where it goes on with
    the sentence before), the name of its rule, and where it goes on behind what stands in its middle."""

    first: int
    end: int
    clause: Clause | None
    rule: str
    rest: tuple[int, int] | None = None


def read_reports(frame: Frame, clauses: list[Clause], known: Words, *, going_on: bool) -> list[Report]:
    """The reported contents of a sentence, from left to right; `going_on` says that the sentence before reports."""
    found: list[Report] = []
    last = len(frame.low)
    while last and frame.low[last - 1] in _SIGNS:
        last -= 1
    for at, clause in enumerate(clauses):
        following = clauses[at + 1].first if at + 1 < len(clauses) else None
        if found and clause.first < found[-1].end:
            continue  # somebody in what somebody reports
        around = _around(clause, last, found[-1].end if found else 0)
        if around and _is_content(frame, *around[0]) and QUOTED not in frame.low[around[0][1] : around[1][1]]:
            found.append(Report(*around[0], clause, "quote.reported-according-to", around[1]))
            continue
        span = _content(frame, clause, known, last, following, done=found[-1].end if found else 0)
        if span and _is_content(frame, *span):
            rule = "quote.reported-according-to" if clause.kind else "quote.reported-clause"
            found.append(Report(*span, clause, "quote.reported-before" if span[1] <= clause.first else rule))
    mood = going_on and not clauses and not known.subjunctive.isdisjoint(frame.low)
    if mood and frame.low[:1] != [QUOTED] and _is_content(frame, 0, last):
        found.append(Report(0, last, None, "quote.reported-clause"))
    return found


def _around(clause: Clause, last: int, done: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """What stands before and behind "according to somebody" in the middle of a sentence."""
    if not clause.kind or clause.subject is None:
        return None
    first, behind = clause.first, clause.subject.behind
    if clause.way == "before":
        first, behind = clause.subject.first, clause.end
    return ((done, first), (behind, last)) if first > done + 1 and behind < last - 1 else None


def _content(
    frame: Frame, clause: Clause, known: Words, last: int, following: int | None, *, done: int
) -> tuple[int, int] | None:
    """The words that a clause reports; `last` is where the sentence ends, `following` where its next cue stands, and
    `done` where the content before ends."""
    low = frame.low
    behind = clause.subject.behind if clause.subject and clause.way == "after" else clause.end
    if clause.kind:
        return _according(frame, clause, behind, last, done)
    opened = _opened(frame, clause, max(behind, clause.end), known, last)
    if opened is not None:
        end = last
        if following is not None and opened < following < last:
            cut = following
            while cut > opened and (low[cut - 1] in known.conjunctions or low[cut - 1] in known.auxiliaries):
                cut -= 1
            end = cut if cut < following else last
        return opened, end
    comma = clause.first - 1
    while comma > done and (low[comma] in known.auxiliaries or low[comma] in known.according):
        comma -= 1
    if comma <= done or low[comma] != "," or low[comma - 1] == QUOTED or clause.way != "after":
        return None
    if known.subjunctive and known.subjunctive.isdisjoint(low[max(done, comma - _LONG) : comma]):
        return None
    return done, comma


def _opened(frame: Frame, clause: Clause, behind: int, known: Words, last: int) -> int | None:
    """Where the content behind a cue begins: at a word that opens one, or, in a language that reports in the
    subjunctive, behind the first comma."""
    low = frame.low
    for at in range(clause.end, min(last, max(behind, clause.end) + _FAR)):
        if low[at] in (QUOTED, ":", ";"):
            return None
        if low[at] in known.that:
            return at
        if low[at] == "," and at >= behind:
            return at + 1 if known.subjunctive and at + 1 < last else None
    return None


def _according(frame: Frame, clause: Clause, behind: int, last: int, done: int) -> tuple[int, int] | None:
    """What stands behind "according to somebody" that opens a sentence, or before one that ends it."""
    low = frame.low
    if clause.way == "before":  # "... zufolge"
        behind = clause.end
    first = clause.subject.first if clause.subject and clause.way == "before" else clause.first
    if first <= done + 1:
        begin = behind + (low[behind : behind + 1] == [","])
        return (begin, last) if begin < last else None
    end = first
    while end > done and low[end - 1] in _SIGNS:
        end -= 1
    return (done, end) if behind >= last - 1 or low[end : end + 1] == [","] else None


def _is_content(frame: Frame, first: int, end: int) -> bool:
    """Is there enough outside quotations for a reported content?"""
    plain = [word for word in frame.low[first:end] if word != QUOTED and word[0].isalnum()]
    return len(plain) >= _LEAST
