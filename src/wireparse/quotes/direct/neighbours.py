"""Whose words a quotation may be by the paragraphs beside it: the line that introduces it, the clauses of the paragraph
before, or of the one in which it goes on, and, in an interview, who answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from wireparse.draft import QuoteDraft
from wireparse.pattern import regex
from wireparse.quotes import word_letters as letters
from wireparse.quotes.direct.candidate import Candidate, SegmentContext, other_candidate
from wireparse.quotes.direct.cue_clauses import CueClause, CueClauses, form_of
from wireparse.quotes.marks import Segment
from wireparse.quotes.noun_phrases import Span, opening_phrase
from wireparse.quotes.passages import Passage

__all__ = ["Neighbours"]

#: Tokens of a line that introduces a quotation without a verb, what makes one a sentence, and a name in it.
_LEAD_LINE: Final = 25
_FINITE: Final = frozenset(letters.FINITE)
_NAMES: Final = regex(f"{letters.NAME}[{letters.NAME}.'-]*{letters.NAME}|{letters.NAME}")
#: Tokens of a line between two paragraphs that is part of neither, and how many of these are looked past.
_LINE: Final = 8
_MOST_LINES: Final = 2
#: Stretches of prose, the headline among them, in which an interview names who answers; and a name of two words.
_OPENING: Final = 4
_FULL_NAME: Final = regex(f"{letters.NAME}{{2,4}}(?![{letters.NAME}'])")


class Neighbours:
    """What the paragraphs beside a quotation say of its speaker."""

    def __init__(
        self, passages: list[Passage], segments: list[list[Segment]], clauses: CueClauses, reports: list[QuoteDraft]
    ) -> None:
        """Look at some prose.

        passages: a stretch each.
        segments: what stands between marks in each of them.
        clauses: the clauses of the prose.
        reports: the drafts of reported speech, in any order.
        """
        self._passages = passages
        self._segments = segments
        self._clauses = clauses
        self._reports = sorted([(*span, at) for at, draft in enumerate(reports) for span in draft.segments])
        self._drafts = reports

    def reported_at(self, start: int, end: int) -> int | None:
        """The last of the reported contents that a stretch of text overlaps."""
        at = bisect_left(self._reports, (end,))
        return self._reports[at - 1][2] if at and self._reports[at - 1][1] > start else None

    def lead_line(self, part: int, place: SegmentContext) -> Candidate | None:
        """Whoever is named in the line before, if that is no sentence but says whose words follow ("And from Marit
        Dahl, owner of the ferries:")."""
        if place.number > 1 or not part or place.pre != "^":
            return None
        lead = self._passages[part - 1]
        if lead.end - lead.first > _LEAD_LINE or lead.classes[lead.end - 1] != ":" or lead.paragraph is None:
            return None
        if not _FINITE.isdisjoint(lead.classes[lead.first : lead.end]):
            return None
        name = _NAMES.search(lead.classes, lead.first, lead.end - 1)
        return Candidate("other", "lead", (), lead, None, name.span()) if name else None

    def candidates(self, part: int, passage: Passage, place: SegmentContext, *, first: bool) -> Iterator[Candidate]:
        """Those whom the neighbouring paragraphs name.

        part: the place of the passage among all.
        passage: where the segment stands.
        place: the segment.
        first: has nobody spoken yet?
        """
        only = "only" if passage.whole else ""
        if place.number == 1 and part and (only or passage.classes[passage.first - 1] == ":"):
            lead = self._paragraph_before(part)
            mark = lead.classes[lead.end - 1]
            if mark == "?" and place.pre == "^":  # who asks is not who answers
                yield from self._interviewee(place, part) if first else ()
            else:
                yield from self._leading(place, lead, f"{letters.name_of(mark)}{only}")
        if not place.segment.closed and part + 1 < len(self._segments) and self._segments[part + 1]:
            following = self._passages[part + 1]
            for clause in self._clauses.behind(following, following.first, 1):
                yield other_candidate(place, "next", only, following, clause, clause.source)

    def _paragraph_before(self, part: int) -> Passage:
        """The paragraph before a stretch of prose, lines that are part of no paragraph passed over."""
        for at in range(part - 1, max(part - 2 - _MOST_LINES, -1), -1):
            lead = self._passages[at]
            if lead.end - lead.first > _LINE or not lead.classes[lead.end - 1].isalnum():
                return lead
        return self._passages[part - 1]

    def _leading(self, place: SegmentContext, lead: Passage, context: str) -> Iterator[Candidate]:
        """Those whom the paragraph before names: the source of its last clause, and whom it is about."""
        for clause in self._clauses.before(lead, lead.end, 1):
            source = self._reporter(lead, clause)
            if source and clause.way != "passive" and not self._narrates(lead, source):
                yield other_candidate(place, "lead", context, lead, clause, source)
                return
        topic = opening_phrase(lead.outside, lead.opening, lead.end)
        if topic and not self._narrates(lead, topic):
            yield other_candidate(place, "topic lead", f"{form_of(lead, topic)}{context}", lead, None, topic)

    def _narrates(self, passage: Passage, source: Span) -> bool:
        """Is a source whoever tells the story ("When I ask about it, she laughs.")?"""
        return source[1] == source[0] + 1 and passage.tokens.lower[source[0]] in passage.reporting.narrators

    def _reporter(self, passage: Passage, clause: CueClause) -> Span | None:
        """The source of a clause; where that stands in what somebody else reports, who reports it."""
        start, end = passage.tokens.span(*clause.source)
        report = self.reported_at(start, end)
        if report is None:
            return clause.source
        source = self._drafts[report].source
        if source is None:
            return None
        starts = passage.tokens.starts
        return bisect_left(starts, source[0]), bisect_left(starts, source[1])

    def _interviewee(self, place: SegmentContext, part: int) -> Iterator[Candidate]:
        """Whom the opening of an interview names first."""
        for passage in self._passages[: min(part, _OPENING)]:
            name = _FULL_NAME.search(passage.outside, passage.opening, passage.end)
            if name:
                yield other_candidate(place, "topic", "interview", passage, None, name.span())
                return
