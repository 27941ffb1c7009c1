"""How a quoted segment and what names its speaker stand to one another: what the rules of constructions are asked."""

from __future__ import annotations

from typing import Final

from wireparse.draft import QuoteDraft
from wireparse.model import Certainty, Modality
from wireparse.quotes.direct.attribution import Attributed
from wireparse.quotes.direct.candidate import Candidate, SegmentContext
from wireparse.quotes.direct.rules import Construction
from wireparse.quotes.word_letters import NEGATION
from wireparse.record import Record

__all__ = ["Attribution", "attribution_of_choice", "attribution_of_report", "construction_of"]

_SURE: Final = 0.9
_LIKELY: Final = 0.6
_PASSIVE: Final = "quote.reported-passive"
_ACCORDING: Final = "quote.reported-according-to"


class Attribution(Record):
    """Who says a segment, and how that was found: `way` as in a rule's construction, `kind` the class of the cue;
    `clause` tells whether both stand in a clause of the segment's own passage."""

    way: str
    kind: str
    cue: tuple[int, int, str] | None
    source: tuple[int, int] | None
    modality: Modality | None
    certainty: Certainty
    clause: bool


def attribution_of_report(report: QuoteDraft) -> Attribution:
    """The attribution of a reported content."""
    cue, source = report.cue, report.source
    after = bool(cue and source and source[0] >= cue[1])
    way = ("by" if report.rule == _PASSIVE else "after") if after else "before"
    kind = "according" if report.rule == _ACCORDING else ""
    return Attribution(way, kind, cue, source, report.modality, report.certainty, clause=True)


def attribution_of_choice(one: Attributed) -> Attribution:
    """The attribution that was chosen among candidates; for a label its colon is the cue, for a signature its dash."""
    choice, place = one.choice, one.case.place
    certainty = _certainty(one.probability)
    if choice is None or choice.passage is None:
        return Attribution(_way(choice), "", None, None, None, certainty, clause=False)
    tokens, clause = choice.passage.tokens, choice.clause
    cue: tuple[int, int, str] | None = None
    modality: Modality | None = None
    if clause:
        cue = (*tokens.span(clause.first, clause.end), clause.word.lemma)
        modality = "negated" if NEGATION in choice.passage.classes[clause.first : clause.head] else None
    elif choice.way in ("label", "signature"):
        at = place.first - 1 if choice.way == "label" else place.end
        cue = (*tokens.span(at, at + 1), tokens.words[at])
    own = clause is not None and choice.passage is one.case.passage
    source = tokens.span(*choice.source) if choice.source else None
    kind = clause.word.kind if clause and own else ""
    return Attribution(_way(choice), kind, cue, source, modality, certainty, own)


def _way(choice: Candidate | None) -> str:
    return choice.way.split(" ")[0] if choice else "none"


def construction_of(place: SegmentContext, attribution: Attribution, shared: QuoteDraft | None) -> Construction:
    """How a segment and its attribution stand to one another, as the rules see it."""
    way, kind, cue, _, _, _, clause = attribution
    return Construction(
        way=way,
        side="" if not clause or cue is None else "behind" if cue[0] >= place.segment.end else "before",
        mark=place.pre,
        kind=kind,
        large=place.shape[0] == "A",
        resumes=place.segment.resumes,
        shared=shared is not None and clause,
        splits=shared is not None and shared.kind == "direct" and way != "paragraph" and _resumes(place),
    )


def _resumes(place: SegmentContext) -> bool:
    """Does the segment go on in the middle of its sentence?"""
    return place.pre == "," and place.shape[0] != "A"


def _certainty(probability: float) -> Certainty:
    return "sure" if probability >= _SURE else "likely" if probability >= _LIKELY else "guess"
