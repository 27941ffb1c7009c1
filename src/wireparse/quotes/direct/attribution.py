"""Who said each quoted segment, and whether it was said at all.

What reported speech tells of a segment stands, and so does an attribution right behind it.  Every other segment is
weighed in reading order against the clauses beside it and the speakers before it; the best candidate is its source.  A
second model tells speech from the other uses of quotation marks: titles, terms, nicknames, irony.  Both are linear,
over what `candidates` sees; a script fits them.
"""

from __future__ import annotations

from functools import cache
from math import exp
from typing import Final

from wireparse.draft import QuoteDraft
from wireparse.quotes import word_letters as letters
from wireparse.quotes.direct.candidate import GROUPS, Candidate
from wireparse.quotes.direct.candidates import AttributionCase, CandidateFinder
from wireparse.quotes.linear_model import Features, Group, LinearModel, model
from wireparse.quotes.marks import Segment
from wireparse.quotes.passages import Passage
from wireparse.record import Record

__all__ = ["SPEECH", "Attributed", "attribute", "fitted", "speech_features"]

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
#: Kinds of cues that somebody speaks with, and tokens of a name at most, marks included.
_SPOKEN: Final = frozenset(("say", "tell", "ask", "announce"))
_NAME: Final = 6
#: Letters of the words that a title has no capital for.
_SMALL: Final = 3
_VERBAL: Final = frozenset(letters.of("s past be have do modal contracted pronoun negation"))
_NAMING: Final = frozenset(letters.of("name of determiner preposition and to ' possessor"))


class Attributed(Record):
    """A segment with the candidate chosen for it (None where it is no speech, or nobody is near), how probable that
    choice is among the others, and the number of the segment whose speaker is carried over; `said` tells whether it is
    speech at all."""

    case: AttributionCase
    choice: Candidate | None
    origin: int | None
    probability: float
    said: bool
    speech: int = 900


@cache
def fitted(language: str) -> dict[str, LinearModel]:
    """The models as they were fitted for a language, by name."""
    weights = f"{language}/quotes"
    return {name: model(weights, name, groups) for name, groups in (*GROUPS.items(), ("speech", SPEECH))}


def attribute(
    text: str, passages: list[Passage], segments: list[list[Segment]], reports: list[QuoteDraft]
) -> list[Attributed]:
    """Every segment of the prose, in reading order, with its speaker."""
    finder = CandidateFinder(text, passages, segments, reports)
    found: list[Attributed] = []
    for case in finder.cases():
        one = _attributed(case, reports)
        found.append(one)
        if one.said:
            finder.note_speech(case)
    return found


def _attributed(case: AttributionCase, reports: list[QuoteDraft]) -> Attributed:
    """A segment with the best of its candidates, if it is speech."""
    if case.report is not None and case.told:
        return Attributed(case, None, None, 1.0, not _is_name(case, reports[case.report]))
    if case.settled:
        return Attributed(case, case.candidates[0], case.origins[0], 1.0, True)
    models = fitted(case.passage.reporting.language)
    speech = models["speech"].score(speech_features(case))
    said = speech > 0
    if not said or not case.candidates or case.distant:
        return Attributed(case, None, None, 0.0, said, speech)
    scores = [models[one.model].score(one.features) for one in case.candidates]
    top = max(scores)
    best = scores.index(top)
    probability = 1.0 / sum([exp((score - top) / 100) for score in scores])
    return Attributed(case, case.candidates[best], case.origins[best], probability, said, speech)


def _is_name(case: AttributionCase, report: QuoteDraft) -> bool:
    """Is a segment of a reported content a name, which nobody speaks ("saw the "Sea Room" sign")?"""
    place, reporting = case.place, case.passage.reporting
    cue = reporting.cues.get(report.cue[2]) if report.cue else None
    if cue is None or cue.kind in _SPOKEN or place.end - place.first > _NAME:
        return False
    words = [word for word in case.passage.tokens.words[place.first : place.end] if word[0].isalnum()]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def speech_features(case: AttributionCase) -> Features:
    """What the speech model weighs of a segment."""
    place = case.place
    lower, classes = case.passage.tokens.lower, case.passage.classes
    first, end, floor = place.first, place.end, case.passage.opening
    before = _unnamed(classes[first - 1], lower[first - 1]) if first > floor else "^"
    behind = _unnamed(classes[end], lower[end]) if end < case.passage.end else "$"
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


def _unnamed(letter: str, word: str) -> str:
    """A word as a model sees it: of a name that it is one, for nobody in the news is a feature."""
    return letters.name_of(letter) if letter == letters.NAME else word


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
