"""Who said each quoted segment, and whether it was said at all.

What reported speech tells of a segment stands, and so does an attribution right behind it.  Every other segment is
weighed in reading order against the clauses beside it and the speakers before it; the best candidate is its source.  A
second model tells speech from the other uses of quotation marks: titles, terms, nicknames, irony.  Both are linear,
over what `candidates` sees; a script fits them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from math import exp
from typing import Final

from wireparse.draft import QuoteDraft
from wireparse.quotes import word_letters as letters
from wireparse.quotes.direct.candidates import (
    GROUPS,
    Candidate,
    SegmentContext,
    attributable,
    attributed,
    candidates,
    other,
    segment_contexts,
)
from wireparse.quotes.direct.cue_clauses import CueClause, CueClauses
from wireparse.quotes.linear_model import Features, Group, LinearModel, model
from wireparse.quotes.marks import Segment
from wireparse.quotes.passages import Passage
from wireparse.record import Record

__all__ = ["SPEECH", "Attributed", "AttributionCase", "attribute", "fitted", "speech_features", "weigh"]

WEIGHTS: Final = "en/quotes"
#: The groups of weights of the model that tells speech.
SPEECH: Final = (
    Group(
        by=("whole",),
        of=("left", "right", "outside", "inside"),
        rows={("whole",): ("left", "right", "outside", "inside")},
    ),
    Group(by=("before",), of=("behind", "inside"), rows={("before",): ("behind", "inside")}),
    Group(
        by=("cue", "reply"),
        of=("whole", "inside", "left"),
        rows={("cue",): ("whole", "inside", "left"), ("reply",): ("whole", "inside", "left")},
    ),
)
#: Letters of the words that a title has no capital for.
_SMALL: Final = 3
_VERBAL: Final = frozenset(letters.of("s past be have do modal contracted pronoun negation"))
_NAMING: Final = frozenset(letters.of("name of determiner preposition and to ' possessor"))


class AttributionCase(Record):
    """A segment and all who may have said it; `origins` has, in step, the numbers of the segments whose speakers are
    carried over.  `part` counts the stretches of prose; `report` is the index of the reported content that the segment
    is part of, if any."""

    part: int
    passage: Passage
    place: SegmentContext
    candidates: list[Candidate]
    origins: list[int | None]
    report: int | None = None

    @property
    def told(self) -> bool:
        """Is the attribution that of a reported content?"""
        return self.report is not None and not self.candidates

    @property
    def settled(self) -> bool:
        """Is it plain from the construction that this is speech, and whose?"""
        return len(self.candidates) == 1 and not self.candidates[0].features

    @property
    def distant(self) -> bool:
        """Is nobody near but who spoke in another paragraph, though the quotation stands among other words?"""
        if len(self.candidates) != 1 or self.candidates[0].way != "paragraph":
            return False
        return not self.place.segment.resumes and not self.passage.whole


class Attributed(Record):
    """A segment with the candidate chosen for it (None where it is no speech, or nobody is near), how probable that
    choice is among the others, and the number of the segment whose speaker is carried over; `said` tells whether it is
    speech at all."""

    case: AttributionCase
    choice: Candidate | None
    origin: int | None
    probability: float
    said: bool


@cache
def fitted() -> dict[str, LinearModel]:
    """The models as they were fitted, by name."""
    return {name: model(WEIGHTS, name, groups) for name, groups in (*GROUPS.items(), ("speech", SPEECH))}


def attribute(
    text: str, passages: list[Passage], segments: list[list[Segment]], reports: list[QuoteDraft]
) -> list[Attributed]:
    """Every segment of the prose, in reading order, with its speaker."""
    models = fitted()
    speech = models["speech"]
    found: list[Attributed] = []

    def decide(case: AttributionCase) -> bool:
        if case.told:
            found.append(Attributed(case, None, None, 1.0, True))
            return True
        if case.settled:
            found.append(Attributed(case, case.candidates[0], case.origins[0], 1.0, True))
            return True
        said = speech.score(speech_features(case)) > 0
        if not said or not case.candidates or case.distant:
            found.append(Attributed(case, None, None, 0.0, said))
            return said
        scores = [models[one.model].score(one.features) for one in case.candidates]
        top = max(scores)
        best = scores.index(top)
        probability = 1.0 / sum([exp((score - top) / 100) for score in scores])
        found.append(Attributed(case, case.candidates[best], case.origins[best], probability, said))
        return True

    weigh(text, passages, segments, reports, decide)
    return found


def weigh(
    text: str,
    passages: list[Passage],
    segments: list[list[Segment]],
    reports: list[QuoteDraft],
    decide: Callable[[AttributionCase], bool],
) -> None:
    """Lay every segment with its candidates before `decide`, in reading order.

    It tells whether the segment is speech, so that its speaker can be carried over to the next.  A segment that is
    part of a reported content has no candidates.
    """
    clauses = CueClauses()
    spans = sorted([(*span, at) for at, draft in enumerate(reports) for span in draft.segments])
    number = 0
    last: tuple[int, SegmentContext, int] | None = None  # the last speech: stretch of prose, place, number
    for index, found in enumerate(segments):
        if not found:
            continue
        passage = passages[index]
        only = "only" if passage.whole else ""
        settled: int | None = None  # where the attribution of the segment before begins, if that is beyond doubt
        for place in segment_contexts(passage, text, found):
            options: list[Candidate] = []
            origins: list[int | None] = []
            clause: CueClause | None = None
            report = _report(place.segment, spans)
            if attributable(place) and (clause := attributed(place, clauses.behind(passage, place.end, 2))):
                options.append(Candidate("clause", clause.way, (), passage, clause, clause.source))
                settled = passage.tokens.starts[clause.first]
            elif report is not None:
                cue = reports[report].cue
                settled = cue[0] if cue and cue[0] >= place.segment.close else None
            elif settled is not None and last and last[0] == index and _goes_on(passage, place, settled, clauses):
                options.append(Candidate("other", "segment", ()))
                origins.append(last[2])
            else:
                settled = None
                options += candidates(passage, place, clauses)
                origins += [None] * len(options)
                if last is not None:
                    before, previous, origin = last
                    if before == index:
                        context = f"{min(place.first - previous.end, 3)}{previous.shape[1]}"
                        options.append(other(place, "segment", context))
                    else:
                        context = f"{min(index - before, 3)}{'resumes' if place.segment.resumes else ''}{only}"
                        options.append(other(place, "paragraph", context))
                    origins.append(origin)
                if place.number == 1 and index and (only or passage.classes[passage.first - 1] == ":"):
                    context = f"{letters.name_of(passage.classes[passage.first - 1])}{only}"
                    lead = passages[index - 1]
                    options += _elsewhere(place, "lead", context, lead, clauses.before(lead, lead.end, 1))
                if not place.segment.closed and index + 1 < len(segments) and segments[index + 1]:
                    following = passages[index + 1]
                    options += _elsewhere(place, "next", only, following, clauses.behind(following, following.first, 1))
            origins += [None] * (len(options) - len(origins))
            if decide(AttributionCase(index, passage, place, options, origins, report)):
                last = index, place, number
            number += 1


def _report(segment: Segment, spans: list[tuple[int, int, int]]) -> int | None:
    """The last of the reported contents, sorted, that a segment overlaps."""
    at = bisect_left(spans, (segment.end,))
    return spans[at - 1][2] if at and spans[at - 1][1] > segment.start else None


def _goes_on(passage: Passage, place: SegmentContext, settled: int, clauses: CueClauses) -> bool:
    """Does the paragraph end with this segment, a whole sentence behind the attribution of the one before?"""
    if place.pre != "." or place.post != "$" or place.shape[0] != "A":
        return False
    before = clauses.before(passage, place.first, 1)
    return not before or passage.tokens.starts[before[0].first] <= settled


def _elsewhere(
    place: SegmentContext, way: str, context: str, passage: Passage, clauses: list[CueClause]
) -> list[Candidate]:
    """The source of a clause in a neighbouring paragraph."""
    return [other(place, way, context, passage, clause, clause.source) for clause in clauses]


def speech_features(case: AttributionCase) -> Features:
    """What the speech model weighs of a segment."""
    place = case.place
    lower, classes = case.passage.tokens.lower, case.passage.classes
    first, end, floor = place.first, place.end, case.passage.opening
    before = lower[first - 1] if first > floor else "^"
    behind = lower[end] if end < case.passage.end else "$"
    within = slice(first + 1, min(end - 1, first + 14))
    inside, words = classes[within], case.passage.tokens.words[within]
    kind = f"{'v' if not _VERBAL.isdisjoint(inside) else ''}{'n' if _NAMING.issuperset(inside) else ''}"
    if not any(word[0].islower() for word in words if len(word) > _SMALL):  # a title
        kind += "t" if case.passage.paragraph is not None else "h"
    outside = str(min(case.passage.end - case.passage.first - (end - first), 5))
    cue, reply = _cues_near(case)
    return (
        ((place.shape,), (place.pre, place.post, outside, kind)),
        ((before,), (behind, kind)),
        ((cue, reply), (place.shape, kind, place.pre)),
    )


def _cues_near(case: AttributionCase) -> tuple[str, str]:
    """What the nearest clauses before and behind a segment are, if any is in reach."""
    place = case.place
    cue = reply = "none"
    for one in case.candidates:
        clause = one.clause
        if clause is None or one.passage is not case.passage:
            continue
        if clause.head >= place.end:
            if reply == "none":
                gap = min(clause.first, clause.source[0]) - place.end
                reply = f"{clause.word.kind} {clause.way} {gap if gap < 2 else 2}"
        elif cue == "none" and clause.sentence == place.sentence:
            gap = place.first - clause.end
            cue = f"{clause.word.kind} {min(gap // 2, 4)}"
    return cue, reply
