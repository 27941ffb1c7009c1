"""Quotes put together: from segments and their speakers to drafts, reported speech among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from wireparse.draft import Prose, QuoteDraft
from wireparse.model import Certainty
from wireparse.quotes.direct import Spoken

__all__ = ["Direct", "direct_drafts", "merged"]

_SURE: Final = 0.9
_LIKELY: Final = 0.6
_CARRIED: Final = {
    "lead": "quote.lead-in",
    "topic": "quote.topic",
    "verb": "quote.topic",
    "owner": "quote.owner",
    "follower": "quote.content-source-cue",
    "label": "quote.label",
    "signature": "quote.signature",
    "segment": "quote.continued",
    "next": "quote.resumed",
}


class Direct(NamedTuple):
    """A draft and the stretch of prose that it stands in; `origin` is the place in the list of the draft whose source
    it shares."""

    part: int
    draft: QuoteDraft
    origin: int | None


def direct_drafts(prose: list[Prose], spoken: list[Spoken], disabled: AbstractSet[str]) -> list[Direct]:
    """The spoken segments as drafts; a segment whose clause has spoken already goes on with that one's."""
    found: list[Direct] = []
    places: dict[int, int] = {}  # number of a segment: place of its draft in the list
    clauses: dict[tuple[int, int], int] = {}  # stretch of prose and head of a clause: likewise
    for number, one in enumerate(spoken):
        case, choice, origin, probability, speech = one
        if speech <= 0:
            continue
        rule = _construction(one)
        shared = places.get(origin) if origin is not None else None
        clause = choice.clause if choice else None
        if clause and choice and choice.passage is case.passage:
            key = case.part, clause.head
            shared = clauses.setdefault(key, len(found))
            if shared == len(found):
                shared = None
            elif _goes_on(found[shared].draft, one, case.place.number):
                before = found[shared]
                segments = (*before.draft.segments, _span(one))
                found[shared] = before._replace(draft=before.draft._replace(segments=segments, rule="quote.split"))
                places[number] = shared
                continue
            else:
                rule = "quote.continued"
        if rule in disabled:
            continue
        places[number] = len(found)
        source = None
        cue = None
        if shared is not None:
            source = found[shared].draft.source
        elif choice and choice.passage and choice.source:
            source = choice.passage.tokens.span(*choice.source)
            if clause:
                cue = (*choice.passage.tokens.span(clause.first, clause.end), clause.word.lemma)
        draft = QuoteDraft(
            kind="direct",
            segments=(_span(one),),
            cue=cue,
            source=source,
            paragraph=prose[case.part].paragraph,
            continues=None,
            modality=_modality(one) if cue else None,
            rule=rule,
            certainty=_certainty(probability) if source else "guess",
        )
        found.append(Direct(case.part, draft, shared))
    return found


def _span(one: Spoken) -> tuple[int, int]:
    return one.case.place.segment.start, one.case.place.segment.end


def _goes_on(draft: QuoteDraft, one: Spoken, number: int) -> bool:
    """Does a segment end the sentence that an attribution has split ("I would," he said, "go.")?"""
    place = one.case.place
    return draft.segments[-1][1] < place.segment.start and place.pre == "," and place.shape[0] == "a"


def _construction(one: Spoken) -> str:
    case, choice = one.case, one.choice
    if choice is None:
        return "quote.unattributed"
    clause, place = choice.clause, case.place
    if choice.way == "paragraph":
        return "quote.resumed" if place.segment.resumes else "quote.earlier-speaker"
    if clause is None or choice.way in _CARRIED:
        return _CARRIED[choice.way.split(" ")[0]]
    if clause.word.kind == "according":
        return "quote.according-to"
    if choice.way == "by":
        return "quote.passive"
    if clause.first >= place.end:
        return "quote.content-cue-source" if choice.way == "after" else "quote.content-source-cue"
    if place.pre == ":":
        return "quote.source-cue-colon"
    if place.pre == "," or (place.first == clause.end and place.shape[0] == "A"):
        return "quote.source-cue-content"
    return "quote.fragment"


def _modality(one: Spoken) -> str | None:
    clause, passage = (one.choice.clause, one.choice.passage) if one.choice else (None, None)
    if clause is None or passage is None:
        return None
    group = passage.classes[clause.first : clause.head]
    return "negated" if "negation" in group else None


def _certainty(probability: float) -> Certainty:
    return "sure" if probability >= _SURE else "likely" if probability >= _LIKELY else "guess"


def merged(direct: list[Direct], reported: list[list[QuoteDraft]]) -> list[QuoteDraft]:
    """Direct and reported speech in reading order.

    A quoted segment inside a reported content belongs to that content, which is stretched over the whole segment.
    """
    drafts = [list(found) for found in reported]
    owners: list[tuple[int, int] | None] = [None] * len(direct)
    for index, found in enumerate(drafts):
        spans = sorted((start, end, k) for k, draft in enumerate(found) for start, end in draft.segments)
        if not spans:
            continue
        starts = [start for start, _, _ in spans]
        for number, one in _within(direct, index):
            for start, end in one.draft.segments:
                at = bisect_right(starts, (start + end) // 2) - 1
                if at >= 0 and spans[at][1] > (start + end) // 2:
                    owner = spans[at][2]
                    found[owner] = _stretched(found[owner], start, end)
                    owners[number] = index, owner
    kept: list[tuple[QuoteDraft, int | None, tuple[int, int] | None]] = []
    for number, one in enumerate(direct):
        if owners[number] is None:
            kept.append((one.draft, number, None))
    for index, found in enumerate(drafts):
        kept += [(draft, None, (index, k)) for k, draft in enumerate(found)]
    kept.sort(key=lambda item: (item[0].segments[0], item[0].segments[-1]))
    at_direct = {number: at for at, (_, number, _) in enumerate(kept) if number is not None}
    at_reported = {owner: at for at, (_, _, owner) in enumerate(kept) if owner is not None}
    result = []
    for draft, number, _ in kept:
        origin = direct[number].origin if number is not None else None
        if origin is not None:
            owner = owners[origin]
            draft = draft._replace(continues=at_reported[owner] if owner else at_direct[origin])
        result.append(draft)
    return result


def _within(direct: list[Direct], index: int) -> Iterable[tuple[int, Direct]]:
    start = bisect_right(direct, index - 1, key=lambda one: one.part)
    end = bisect_right(direct, index, key=lambda one: one.part)
    return ((number, direct[number]) for number in range(start, end))


def _stretched(draft: QuoteDraft, start: int, end: int) -> QuoteDraft:
    """The content of a reported draft with a quoted segment, which it overlaps, whole in it."""
    return draft._replace(
        segments=tuple(
            (min(first, start), max(last, end)) if first < end and last > start else (first, last)
            for first, last in draft.segments
        )
    )
