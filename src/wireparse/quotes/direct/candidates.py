"""Who may have said a quoted segment: the cues beside it with the phrases that go with them, the speakers of the
segments before, and whoever the sentence before was about; each with the features by which it is weighed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from wireparse.draft import QuoteDraft
from wireparse.quotes import word_letters as letters
from wireparse.quotes.direct.candidate import Candidate, SegmentContext, other_candidate
from wireparse.quotes.direct.cue_clauses import CueClause, CueClauses, form_of
from wireparse.quotes.direct.neighbours import Neighbours
from wireparse.quotes.marks import Segment
from wireparse.quotes.noun_phrases import (
    Span,
    clause_subject,
    opening_phrase,
    phrase_after,
    phrase_before,
)
from wireparse.quotes.passages import Passage
from wireparse.record import Record

__all__ = ["AttributionCase", "CandidateFinder"]

#: What stands before who signs a quotation.
_SIGNING: Final = "-(["
#: Classes of cues that are spoken, and how a segment ends whose attribution follows.
_SPOKEN: Final = frozenset(("say", "tell"))
_ATTRIBUTABLE: Final = frozenset(",!?-")
#: Tokens that may tell who was told, the full stop among them, and what none of them is.
_ADDRESSEE: Final = 7
_SAYING_MORE: Final = frozenset(letters.FINITE + letters.QUOTED + letters.of("that to ing of : , ."))
#: Clauses weighed on either side of a segment.
_LEFT: Final = 1
_RIGHT: Final = 2
#: Tokens between a segment and whose words it is.
_OWNER: Final = 12


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


class CandidateFinder:
    """Finds all who may have said each segment, in reading order.

    Whether a segment is speech is for others to say: `note_speech` tells it, so that the speaker can be carried over.
    """

    def __init__(
        self, text: str, passages: list[Passage], segments: list[list[Segment]], reports: list[QuoteDraft]
    ) -> None:
        """Look at some segments.

        text: the folded text.
        passages: the prose, a stretch each.
        segments: what stands between marks in each of them.
        reports: the drafts of reported speech, in any order.
        """
        self._text = text
        self._passages = passages
        self._segments = segments
        self._reports = reports
        self._clauses = CueClauses()
        self._neighbours = Neighbours(passages, segments, self._clauses, reports)
        self._number = 0
        self._last: tuple[AttributionCase, int] | None = None  # the last speech and its number
        self._settled: int | None = None  # where the attribution of the segment before begins, if beyond doubt

    def cases(self) -> Iterator[AttributionCase]:
        """Every segment with its candidates; one that is part of a reported content has none."""
        for part, found in enumerate(self._segments):
            self._settled = None
            for place in _segment_contexts(self._passages[part], self._text, found) if found else ():
                yield self._case(part, place)
                self._number += 1

    def note_speech(self, case: AttributionCase) -> None:
        """The segment of the case given last is speech."""
        self._last = case, self._number

    def _case(self, part: int, place: SegmentContext) -> AttributionCase:
        passage = self._passages[part]
        report = self._neighbours.reported_at(place.segment.start, place.segment.end)
        clause = _attributed_by(passage, place, self._clauses.behind(passage, place.end, 2))
        last = self._last
        if clause:
            self._settled = passage.tokens.starts[clause.first]
            only = Candidate("clause", clause.way, (), passage, clause, clause.source)
            return AttributionCase(part, passage, place, [only], [None], report)
        if place.segment.resumes and report is None and last and last[1] == self._number - 1:
            return AttributionCase(part, passage, place, [Candidate("other", "paragraph", ())], [last[1]])
        if report is not None:
            cue = self._reports[report].cue
            self._settled = cue[0] if cue and cue[0] >= place.segment.close else None
            return AttributionCase(part, passage, place, [], [], report)
        if self._settled is not None and last and last[0].part == part and self._goes_on(passage, place):
            return AttributionCase(part, passage, place, [Candidate("other", "segment", ())], [last[1]])
        self._settled = None
        lead = self._neighbours.lead_line(part, place)
        if lead:
            return AttributionCase(part, passage, place, [lead], [None])
        options = list(_candidates(passage, place, self._clauses))
        origins: list[int | None] = [None] * len(options)
        if last is not None:
            options.append(_carried(part, passage, place, last[0]))
            origins.append(last[1])
        options += self._neighbours.candidates(part, passage, place, first=last is None)
        origins += [None] * (len(options) - len(origins))
        return AttributionCase(part, passage, place, options, origins)

    def _goes_on(self, passage: Passage, place: SegmentContext) -> bool:
        """Does the paragraph end with this segment, a whole sentence behind the attribution of the one before?"""
        if place.pre != "." or place.post != "$" or place.shape[0] != "A":
            return False
        before = self._clauses.before(passage, place.first, 1)
        return not before or passage.tokens.starts[before[0].first] <= (self._settled or 0)


def _carried(part: int, passage: Passage, place: SegmentContext, before: AttributionCase) -> Candidate:
    """The speaker of the last speech, in this paragraph or in one before."""
    if before.part == part:
        previous = before.place
        return other_candidate(place, "segment", f"{min(place.first - previous.end, 3)}{previous.shape[1]}")
    resumes, only = "resumes" if place.segment.resumes else "", "only" if passage.whole else ""
    return other_candidate(place, "paragraph", f"{min(part - before.part, 3)}{resumes}{only}")


def _segment_contexts(passage: Passage, text: str, segments: list[Segment]) -> list[SegmentContext]:
    """The places of a passage's segments, in step with them."""
    classes, outside = passage.classes, passage.outside
    places: list[SegmentContext] = []
    for number, (segment, (first, end)) in enumerate(zip(segments, passage.segments, strict=True), 1):
        shape = f"{_case(text[segment.start])}{_sign(text[segment.end - 1])}{_size(end - first)}"
        before = outside[first - 1]
        pre = "^" if first <= passage.opening else "mark" if before == letters.QUOTED else letters.name_of(before)
        post = letters.name_of(classes[end]) if end < passage.end else "$"
        sentence, behind = bisect_right(passage.sentences, first), bisect_right(passage.sentences, end)
        places.append(SegmentContext(number, first, end, sentence, behind, segment, shape, pre, post))
    return places


def _case(sign: str) -> str:
    return "A" if sign.isupper() else "a" if sign.islower() else "-"


def _sign(sign: str) -> str:
    return sign if sign in ",.?!" else "w" if sign.isalnum() else "-"


def _size(tokens: int) -> str:
    return "1" if tokens < 5 else "2" if tokens < 8 else "3" if tokens < 14 else "4"


def _attributed_by(passage: Passage, place: SegmentContext, behind: list[CueClause]) -> CueClause | None:
    """The clause that attributes a segment beyond doubt: "…," said Ann Lee.  "…," Ann Lee told reporters."""
    if place.shape[0] == "a" or place.pre in (",", ":"):
        return None
    for clause in behind:
        if clause.word.kind not in _SPOKEN or not clause.joined or place.end not in (clause.first, clause.source[0]):
            continue
        if place.shape[1] in _ATTRIBUTABLE or (place.shape[1] == "." and _says_no_more(passage, clause)):
            return clause
    return None


def _says_no_more(passage: Passage, clause: CueClause) -> bool:
    """Does the sentence of a clause end with it, whoever is told aside ("Lee told this newspaper.")?"""
    at = max(clause.end, clause.source[1])
    end = passage.sentences[clause.sentence] if clause.sentence < len(passage.sentences) else passage.end
    rest = passage.outside[at : min(end, passage.end)]
    return len(rest) <= _ADDRESSEE and rest[-1:] == "." and _SAYING_MORE.isdisjoint(rest[:-1])


def _candidates(passage: Passage, place: SegmentContext, clauses: CueClauses) -> Iterator[Candidate]:
    """The clauses near a segment, weighed for it, and whoever the sentence is about."""
    for clause in clauses.before(passage, place.first, _LEFT):
        yield _before(passage, place, clause)
    behind = clauses.behind(passage, place.end, _RIGHT)
    for clause in behind:
        yield _behind(passage, place, clause)
    yield from _others(passage, place, [clause.first for clause in behind])


def _others(passage: Passage, place: SegmentContext, verbs: list[int]) -> Iterator[Candidate]:
    """Who is near a segment without a cue: a name before a colon, a signature behind a dash, whose words they are
    ("in Mr. Lee's words"), who follows without being the subject of one of the verbs behind, the subject of the verb
    before, the first phrase of the sentence."""
    outside = passage.outside
    first, end, size = place.first, place.end, passage.end
    at = place.sentence - 1
    floor = passage.sentences[at]

    def near(way: str, source: Span | None, gap: int) -> Iterator[Candidate]:
        if source:
            yield other_candidate(place, way, f"{form_of(passage, source)} {_far(gap)}", passage, None, source)

    label = phrase_before(outside, first - 1, floor) if place.pre == ":" else None
    if label:
        yield from near("label", label, label[0] - floor)
    if end + 1 < size and outside[end] in _SIGNING:
        signed = phrase_after(outside, end + 1, size)
        yield from near("signature", signed, size - signed[1] if signed else 0)
    for k in range(first - 1, max(floor, first - _OWNER) - 1, -1):
        if outside[k] == letters.QUOTED or (outside[k] == "," and k < first - 1):
            break
        if outside[k] == letters.POSSESSIVE:
            yield from near("owner", (k, k + 1), first - k)
            break
        if outside[k] in (letters.POSSESSOR, "'"):
            yield from near("owner", phrase_before(outside, k, floor), first - k)
            break
    if end < size and outside[end] != "(":
        follower = phrase_after(outside, end, size)
        if follower and follower[1] not in verbs:
            more = f" {letters.name_of(outside[follower[1]])}" if follower[1] < size else ""
            yield from near(f"follower{more}", follower, 0)
    verb = clause_subject(outside, first, floor)
    yield from near("verb", verb, 0)
    if at and floor == first and floor > passage.opening:
        floor = passage.sentences[at - 1]
    topic = opening_phrase(outside, floor, first)
    if topic != label:
        yield from near("topic", topic, first - topic[1] if topic else 0)


def _before(passage: Passage, place: SegmentContext, clause: CueClause) -> Candidate:
    """A clause before a segment."""
    gap = max(0, place.first - clause.end)
    touch = "touch" if gap == 0 else passage.tokens.lower[clause.end] if gap == 1 else "near" if gap < 4 else ""
    passed = place.number - 1 - clause.passed
    return _weighed(passage, place, clause, "L", f"L{touch}", passed, place.sentence - clause.sentence, place.pre)


def _behind(passage: Passage, place: SegmentContext, clause: CueClause) -> Candidate:
    """A clause behind a segment."""
    reach = min(clause.source[0], clause.first) - place.end
    touch = "Rtouch" if reach == 0 else "Rnear" if 0 < reach < 3 else "R"
    passed = clause.passed - place.number
    return _weighed(passage, place, clause, "R", touch, passed, clause.sentence - place.behind, place.post)


def _weighed(
    passage: Passage,
    place: SegmentContext,
    clause: CueClause,
    side: str,
    touch: str,
    passed: int,
    stops: int,
    beside: str,
) -> Candidate:
    """`passed` segments and `stops` ends of sentences lie between the segment and the clause."""
    word, way, shape = clause.word, clause.way, place.shape
    heads = (f"{side}{min(passed, 3)}{min(stops, 3)}", touch, way)
    features = ((heads, (shape[:2], clause.form, word.kind, shape, beside, word.form)),)
    return Candidate("clause", way, features, passage, clause, clause.source)


def _far(gap: int) -> str:
    return str(gap) if gap < 4 else "4" if gap < 7 else "7" if gap < 12 else "12" if gap < 20 else "20"
