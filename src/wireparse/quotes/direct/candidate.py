"""A candidate: somebody who may have said a quoted segment, with the features by which that is weighed."""

from __future__ import annotations

from typing import Final, Literal

from wireparse.quotes.direct.cue_clauses import CueClause
from wireparse.quotes.linear_model import Features, Group
from wireparse.quotes.marks import Segment
from wireparse.quotes.noun_phrases import Span
from wireparse.quotes.passages import Passage
from wireparse.record import Record

__all__ = ["GROUPS", "Candidate", "SegmentContext", "other_candidate"]


class SegmentContext(Record):
    """Where a segment stands: its tokens, marks included, the sentences up to its first token and to the one behind
    it, and what its features have in common: its shape, the tokens before and behind it."""

    number: int
    first: int
    end: int
    sentence: int
    behind: int
    segment: Segment
    shape: str
    pre: str
    post: str


class Candidate(Record):
    """Somebody who may have said a segment: a clause that says so and its source in their passage, or neither where
    the speaker of another segment is carried over.  `features` are what the model `model` weighs."""

    model: Literal["clause", "other"]
    way: str
    features: Features
    passage: Passage | None = None
    clause: CueClause | None = None
    source: Span | None = None


#: The groups of weights of a candidate's model.
GROUPS: Final = {
    "clause": (
        Group(
            by=("position", "touch", "way"),
            of=("shape", "source", "kind", "whole", "beside", "form"),
            rows={
                ("position",): ("way", "touch", "shape", "source"),
                ("touch",): ("kind", "whole", "beside", "form"),
                ("touch", "way"): ("form", "source"),
                ("way",): ("source", "form", "kind"),
            },
        ),
    ),
    "other": (
        Group(
            by=("context",),
            of=("before", "behind", "shape", "size"),
            rows={("context",): ("before", "behind", "shape", "size")},
        ),
    ),
}


def other_candidate(
    place: SegmentContext,
    way: str,
    context: str,
    passage: Passage | None = None,
    clause: CueClause | None = None,
    source: Span | None = None,
) -> Candidate:
    """A candidate that no clause of the paragraph names: the speaker of another segment, of the paragraph before, or
    whoever the sentence is about."""
    shape = place.shape
    features = (((f"{way} {context}",), (place.pre, place.post, shape[:2], shape[2])),)
    return Candidate("other", way, features, passage, clause, source)
