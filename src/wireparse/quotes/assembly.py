"""Quotes put together: from segments and their speakers to drafts, reported speech among them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from math import log
from typing import Final

from wireparse.draft import Prose, QuoteDraft
from wireparse.model import Certainty
from wireparse.quotes.construction import (
    Attribution,
    attribution_of_choice,
    attribution_of_report,
    construction_of,
)
from wireparse.quotes.direct.attribution import Attributed
from wireparse.quotes.direct.rules import DIRECT_RULES, DirectRule
from wireparse.quotes.marks import Segment

__all__ = ["is_long", "merge_quotes", "unattributed"]

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
_TURN: Final = "quote.turn"
_LITTLE: Final = 30
_UNSPACED: Final = 12


def merge_quotes(
    prose: list[Prose], spoken: list[Attributed], reported: list[QuoteDraft], disabled: AbstractSet[str]
) -> list[QuoteDraft]:
    """Direct and reported speech in reading order.

    prose: the stretches of prose, which know their paragraphs.
    spoken: every segment of them with its attribution.
    reported: the drafts of reported speech and of turns.
    disabled: the rules that are switched off.

    A segment that is part of a reported content belongs to it, and the content is stretched over the whole of it; but
    where little of the content stands outside, and the construction makes it a whole quotation, the reported draft is
    given up.  A segment whose clause has spoken already goes on with that one's draft.
    A turn stays as it is: its marks, where it has any, take its label in.
    """
    merger = _Merger(prose, reported, disabled)
    for number, one in enumerate(spoken):
        if one.said and not merger.absorb(number, one):
            merger.add_direct(number, one)
    merger.drop_doubled()
    return merger.drafts()


class _Growing:
    """A quote while it is put together: its draft, None once it is given up, and the quote whose source it shares."""

    __slots__ = ("draft", "origin")

    def __init__(self, draft: QuoteDraft | None, origin: _Growing | None = None) -> None:
        self.draft = draft
        self.origin = origin


class _Merger:
    """The quotes so far, by the segments in them and by the cues of their clauses."""

    def __init__(self, prose: list[Prose], reported: list[QuoteDraft], disabled: AbstractSet[str]) -> None:
        self._prose = prose
        self._disabled = disabled
        self._reported = reported
        self._reports = [_Growing(None if one.kind == "direct" and one.rule != _TURN else one) for one in reported]
        self._quotes = list(self._reports)
        self._of_segment: dict[int, _Growing] = {}
        self._of_cue: dict[int, _Growing] = {}
        self._behind: set[tuple[int, int]] = set()  # the cues that stand behind their quotations

    def absorb(self, number: int, one: Attributed) -> bool:
        """Take a segment into the reported content that most of it stands in, if there is one."""
        if one.case.report is None:
            return False
        report = self._reports[one.case.report]
        if report.draft is None:
            return False
        if report.draft.rule != _TURN and _outside(report.draft, _span(one)) < _LITTLE:
            return False
        self._stretch(number, one, report)
        return True

    def add_direct(self, number: int, one: Attributed) -> None:
        """Make a direct quote of a segment, or of the quote that it goes on with, by the construction in which it
        stands; what is no whole quotation is left to the reported content around it."""
        at = one.case.report
        report = self._reports[at] if at is not None else None
        attribution = (
            attribution_of_report(self._reported[at])
            if at is not None and one.case.told
            else attribution_of_choice(one)
        )
        shared = self._shared(one, attribution)
        before = shared.draft if shared else None
        construction = construction_of(one.case.place, attribution, before)
        rule = next(rule for rule in DIRECT_RULES if rule.fits(construction))  # the last fits anything
        if report and report.draft and (rule.id not in _WHOLE or rule.id in self._disabled):
            self._stretch(number, one, report)
        elif rule.id not in self._disabled:
            if report:
                report.draft = None
            if shared and before and construction.splits:
                shared.draft = before._replace(segments=(*before.segments, _span(one)), rule=rule.id)
                self._of_segment[number] = shared
            else:
                self._add(number, one, attribution, rule, shared if before else None)

    def drop_doubled(self) -> None:
        """Give up reports whose attribution stands behind a quotation: it reports no more than that."""
        for report in self._reports if self._behind else ():
            draft = report.draft
            if draft and draft.kind != "mixed" and draft.cue and draft.cue[:2] in self._behind:
                report.draft = None

    def drafts(self) -> list[QuoteDraft]:
        """The drafts in reading order; what shares a source names the place of the quote that it goes on with."""
        kept = [(draft, quote) for quote in self._quotes if (draft := quote.draft)]
        kept.sort(key=lambda one: (one[0].segments[0], one[0].segments[-1]))
        places = {id(quote): place for place, (_, quote) in enumerate(kept)}
        return [
            draft._replace(continues=places.get(id(quote.origin))) if quote.origin else draft for draft, quote in kept
        ]

    def _shared(self, one: Attributed, attribution: Attribution) -> _Growing | None:
        """The quote whose clause, or whose speaker, a segment has in common."""
        if attribution.clause and attribution.cue:
            return self._of_cue.get(attribution.cue[0])
        return self._of_segment.get(one.origin) if one.origin is not None else None

    def _stretch(self, number: int, one: Attributed, report: _Growing) -> None:
        if report.draft:
            report.draft = _stretched(report.draft, *_span(one))
        self._of_segment[number] = report

    def _add(
        self, number: int, one: Attributed, attribution: Attribution, rule: DirectRule, origin: _Growing | None
    ) -> None:
        """Add a quote of a segment.

        number: the segment's, in reading order.
        one: the segment.
        attribution: who says it.
        rule: the construction.
        origin: the quote whose source it shares, None if it has its own.
        """
        before = origin.draft if origin else None
        cue = attribution.cue if before is None else None
        source = attribution.source if before is None else before.source
        draft = QuoteDraft(
            kind="direct",
            segments=(_span(one),),
            cue=cue,
            source=source,
            paragraph=self._prose[one.case.part].paragraph,
            continues=None,
            modality=attribution.modality if cue else None,
            rule=rule.id,
            certainty=_capped(attribution.certainty, rule.certainty) if source else "guess",
            scores=(one.speech, _log_odds(one.probability)),
        )
        quote = self._of_segment[number] = _Growing(draft, origin)
        self._quotes.append(quote)
        if origin is None and attribution.clause and cue:
            self._of_cue[cue[0]] = quote
        if cue and rule.id in _BEHIND:
            self._behind.add(cue[:2])


def _log_odds(probability: float) -> int:
    """A probability in hundredths of a unit of log odds, as far as one can tell."""
    return round(100 * log(max(probability, 1e-4) / max(1 - probability, 1e-4)))


def _span(one: Attributed) -> tuple[int, int]:
    segment = one.case.place.segment
    return segment.start, segment.end


def unattributed(
    text: str, prose: list[Prose], segments: list[list[Segment]], disabled: AbstractSet[str]
) -> list[QuoteDraft]:
    """What looks like speech by its length, in a language whose words of reporting are not known."""
    rule = DIRECT_RULES[-1].id
    if rule in disabled:
        return []
    return [
        QuoteDraft("direct", ((one.start, one.end),), None, None, part.paragraph, None, None, rule, "likely")
        for part, found in zip(prose, segments, strict=True)
        for one in found
        if part.paragraph is not None and is_long(text[one.start : one.end])
    ]


def is_long(content: str) -> bool:
    """Three words, or, where words are not spaced, a good many characters."""
    return content.count(" ") >= 2 or (" " not in content and len(content) >= _UNSPACED and not content.isascii())


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
