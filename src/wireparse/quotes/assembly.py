"""Quotes put together: from segments and their speakers to drafts, reported speech among them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from wireparse.draft import Prose, QuoteDraft
from wireparse.model import Certainty
from wireparse.quotes.direct.attribution import Attributed
from wireparse.quotes.direct.candidates import Candidate, SegmentContext
from wireparse.quotes.direct.rules import DIRECT_RULES, Construction
from wireparse.quotes.marks import Segment
from wireparse.quotes.word_letters import NEGATION
from wireparse.record import Record

__all__ = ["is_long", "merge_quotes", "unattributed"]

_SURE: Final = 0.9
_LIKELY: Final = 0.6
#: The constructions whose segment is a whole quotation, not part of a reported clause; and how many characters of a
#: reported content outside it are too few to make it one.
_WHOLE: Final = frozenset(
    f"quote.{name}"
    for name in (
        "content-source-cue",
        "content-cue-source",
        "source-cue-colon",
        "source-cue-content",
        "split",
        "continued",
    )
)
_BEHIND: Final = frozenset(("quote.content-source-cue", "quote.content-cue-source"))
_PASSIVE: Final = "quote.reported-passive"
_ACCORDING: Final = "quote.reported-according-to"
_TURN: Final = "quote.turn"
_LITTLE: Final = 30
_UNSPACED: Final = 12


class Attribution(Record):
    """Who says a segment, and how that was found: `way` as in a rule's setting, `kind` the class of the cue; `clause`
    tells whether both stand in a clause of the segment's own passage."""

    way: str
    kind: str
    cue: tuple[int, int, str] | None
    source: tuple[int, int] | None
    modality: str | None
    certainty: Certainty
    clause: bool


def merge_quotes(
    prose: list[Prose], spoken: list[Attributed], reported: list[QuoteDraft], disabled: AbstractSet[str]
) -> list[QuoteDraft]:
    """Direct and reported speech in reading order.

    A segment that is part of a reported content belongs to it, and the content is stretched over the whole of it; but
    where little of the content stands outside, and the construction makes it a whole quotation, the reported draft is
    given up.  A segment whose clause has spoken already goes on with that one's draft.
    A turn stays as it is: its marks, where it has any, take its label in.
    """
    drafts: list[QuoteDraft | None] = [
        None if draft.kind == "direct" and draft.rule != _TURN else draft for draft in reported
    ]
    places: dict[int, int] = {}  # number of a segment: place of its draft in the list
    heard: dict[int, int] = {}  # where a clause's cue begins: likewise
    origins: dict[int, int] = {}  # place of a draft: that of the one whose source it shares
    behind: set[tuple[int, int] | None] = set()  # the cues that stand behind their quotations
    for number, one in enumerate(spoken):
        if not one.said:
            continue
        place, report = one.case.place, one.case.report
        span = place.segment.start, place.segment.end
        owner = drafts[report] if report is not None else None
        if report is not None and owner and (owner.rule == _TURN or _outside(owner, span) >= _LITTLE):
            drafts[report] = _stretched(owner, *span)
            places[number] = report
            continue
        attribution = _told(reported[report]) if report is not None and one.case.told else _chosen(one)
        shared = places.get(one.origin) if one.origin is not None else None
        if attribution.clause and attribution.cue:
            shared = heard.get(attribution.cue[0])
        before = drafts[shared] if shared is not None else None
        setting = _setting(place, attribution, before)
        for construction in DIRECT_RULES:  # the last fits anything
            if construction.fits(setting):
                break
        rule = construction.id
        if report is not None and owner and (rule not in _WHOLE or rule in disabled):
            drafts[report] = _stretched(owner, *span)
            places[number] = report
            continue
        if rule in disabled:
            continue
        if report is not None:
            drafts[report] = None
        if shared is not None and before and setting.splits:
            drafts[shared] = before._replace(segments=(*before.segments, span), rule=rule)
            places[number] = shared
            continue
        at = places[number] = len(drafts)
        cue = attribution.cue if before is None else None
        source = attribution.source if before is None else before.source
        if before and shared is not None:
            origins[at] = shared
        elif attribution.clause and cue:
            heard[cue[0]] = at
        if cue and rule in _BEHIND:
            behind.add(cue[:2])
        drafts.append(
            QuoteDraft(
                kind="direct",
                segments=(span,),
                cue=cue,
                source=source,
                paragraph=prose[one.case.part].paragraph,
                continues=None,
                modality=attribution.modality if cue else None,
                rule=rule,
                certainty=_capped(attribution.certainty, construction.certainty) if source else "guess",
            )
        )
    for at, draft in enumerate(reported if behind else ()):
        # An attribution that stands behind its quotation reports no more than that.
        if draft.kind != "mixed" and draft.cue and draft.cue[:2] in behind:
            drafts[at] = None
    order = sorted([(draft.segments[0], draft.segments[-1], at) for at, draft in enumerate(drafts) if draft])
    numbers = {at: number for number, (_, _, at) in enumerate(order)}
    for at, origin in origins.items():
        direct = drafts[at]
        if direct:
            drafts[at] = direct._replace(continues=numbers.get(origin))
    return [found for _, _, at in order if (found := drafts[at])]


def unattributed(
    text: str, prose: list[Prose], segments: list[list[Segment]], disabled: AbstractSet[str]
) -> list[QuoteDraft]:
    """What looks like speech by its length, in a language whose words of reporting are not known."""
    rule = DIRECT_RULES[-1].id
    if rule in disabled:
        return []
    return [
        QuoteDraft("direct", ((one.start, one.end),), None, None, part.paragraph, None, None, rule, "guess")
        for part, found in zip(prose, segments, strict=True)
        for one in found
        if part.paragraph is not None and is_long(text[one.start : one.end])
    ]


def is_long(content: str) -> bool:
    """Three words, or, where words are not spaced, a good many characters."""
    return content.count(" ") >= 2 or (" " not in content and len(content) >= _UNSPACED and not content.isascii())


def _told(report: QuoteDraft) -> Attribution:
    """The attribution of a reported content."""
    cue, source = report.cue, report.source
    after = bool(cue and source and source[0] >= cue[1])
    way = ("by" if report.rule == _PASSIVE else "after") if after else "before"
    kind = "according" if report.rule == _ACCORDING else ""
    return Attribution(way, kind, cue, source, report.modality, report.certainty, clause=True)


def _chosen(one: Attributed) -> Attribution:
    """The attribution that was chosen among candidates; for a label its colon is the cue, for a signature its dash."""
    choice, place = one.choice, one.case.place
    certainty = _certainty(one.probability)
    if choice is None or choice.passage is None:
        return Attribution(_way(choice), "", None, None, None, certainty, clause=False)
    tokens, clause = choice.passage.tokens, choice.clause
    cue: tuple[int, int, str] | None = None
    modality = None
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


def _setting(place: SegmentContext, attribution: Attribution, shared: QuoteDraft | None) -> Construction:
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


def _capped(certainty: Certainty, most: Certainty) -> Certainty:
    """Certainty from the choice among candidates, no more than their construction allows."""
    return max(certainty, most, key=("sure", "likely", "guess").index)


def _outside(draft: QuoteDraft, segment: tuple[int, int]) -> int:
    """How many characters of a draft's content stand outside a segment."""
    first, last = segment
    return sum([end - start - max(0, min(end, last) - max(start, first)) for start, end in draft.segments])


def _stretched(draft: QuoteDraft, start: int, end: int) -> QuoteDraft:
    """A reported draft; if some of its content is quoted, with a segment that it overlaps whole in it."""
    if draft.kind != "mixed" or draft.rule == _TURN:
        return draft
    spans = [
        (min(first, start), max(last, end)) if first < end and last > start else (first, last)
        for first, last in draft.segments
    ]
    return draft._replace(segments=tuple(spans))
