"""What was weighed for each quote: the features that decided, told after the fact.

Nothing of this runs in an ordinary parse; the readings are made once more and asked for their reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from wireparse.draft import QuoteDraft
from wireparse.quotes.direct.attribution import Attributed, speech_features
from wireparse.quotes.direct.attribution import fitted as fitted_to_segments
from wireparse.quotes.linear_model import Features, LinearModel
from wireparse.quotes.noun_phrases import phrases
from wireparse.quotes.reported.attribution import accepted, fitted, has_own_source
from wireparse.quotes.reported.features import clause_features, source_features
from wireparse.quotes.sentences import Sentence
from wireparse.record import Record
from wireparse.text.tokens import Tokens
from wireparse.text.view import View

__all__ = ["Decision", "decisions_of"]

#: How many features are told of a decision.
_MOST: Final = 5

_Span: TypeAlias = tuple[int, int]


class Decision(Record):
    """What was weighed for a quote."""

    question: str
    """`speech`: is it said at all; `report`: does its cue report something; `source`: who says it."""
    score: float
    """That of the answer, in units of log odds."""
    features: tuple[tuple[str, float], ...]
    """What carried the score, the weightiest first."""
    second: str | None
    """The source that came second, as it is written."""
    second_score: float | None
    """Its score."""


def decisions_of(
    view: View,
    drafts: list[QuoteDraft],
    tokens: Tokens,
    sentences: list[Sentence],
    spoken: list[Attributed],
    disabled: AbstractSet[str] = frozenset(),
) -> list[tuple[Decision, ...]]:
    """For each draft the decisions behind it; none where the construction alone decides."""
    said = {(one.case.place.segment.start, one.case.place.segment.end): one for one in spoken}
    reported = dict(_of_reports(view, tokens, sentences, disabled))
    found: list[tuple[Decision, ...]] = []
    for draft in drafts:
        if draft.kind == "direct":
            one = said.get(draft.segments[0])
            report = reported.get(draft.cue[:2], ()) if draft.cue else ()
            found.append(() if one is None else report if one.case.told else _of_segment(view, one))
        else:
            found.append(reported.get(draft.cue[:2], ()) if draft.cue else ())
    return found


def _of_segment(view: View, one: Attributed) -> tuple[Decision, ...]:
    """Why a segment is speech, and this candidate's."""
    case, choice = one.case, one.choice
    if case.settled:
        return ()
    models = fitted_to_segments(case.passage.reporting.language)
    speech = _decision("speech", models["speech"], speech_features(case))
    if choice is None:
        return (speech,)
    scored = [
        (models[other.model].score(other.features), other.passage.tokens.span(*other.source))
        for other in case.candidates
        if other is not choice and other.passage and other.source and other.source != choice.source
    ]
    source = _decision("source", models[choice.model], choice.features)
    return speech, _with_second(view, source, scored)


def _of_reports(
    view: View, tokens: Tokens, sentences: list[Sentence], disabled: AbstractSet[str]
) -> Iterator[tuple[_Span, tuple[Decision, ...]]]:
    """For each cue of some sentences its span, why it reports something, and whose words that is."""
    for sentence in sentences:
        models = fitted(sentence.reporting.language)
        offset = sentence.offset
        for _, clause, _ in accepted(sentence, models, disabled):
            weighed = [_decision("report", models.clause, [clause_features(sentence, clause)])]
            if not has_own_source(sentence, clause):
                sources = sorted(
                    (models.source.score(features), tokens.span(offset + phrase[0], offset + phrase[1]), features)
                    for phrase, features in source_features(sentence, clause, phrases(sentence.classes))
                )
                if sources and sources[-1][0] > models.name:
                    source = _decision("source", models.source, sources[-1][2])
                    weighed.append(_with_second(view, source, [(score, span) for score, span, _ in sources[:-1]]))
            yield tokens.span(offset + clause.first, offset + clause.end), tuple(weighed)


def _decision(question: str, weights: LinearModel, features: Features) -> Decision:
    reasons = tuple([(name, weight / 100) for name, weight in weights.reasons(features)[:_MOST]])
    return Decision(question, weights.score(features) / 100, reasons, None, None)


def _with_second(view: View, decision: Decision, others: list[tuple[int, _Span]]) -> Decision:
    if not others:
        return decision
    score, span = max(others)
    return decision._replace(second=view.span(*span)[0], second_score=score / 100)
