"""What was weighed for each quote: the features that decided, told after the fact.

Nothing of this runs in an ordinary parse; the readings are made once more and asked for their reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from wireparse.draft import QuoteDraft
from wireparse.quotes.direct.attribution import Spoken, speech_features
from wireparse.quotes.direct.attribution import fitted as fitted_to_segments
from wireparse.quotes.linear_model import Features, Model
from wireparse.quotes.noun_phrases import phrases
from wireparse.quotes.reported.attribution import accepted, fitted, has_own_source
from wireparse.quotes.reported.features import clause_features, source_features
from wireparse.quotes.sentences import Sentence
from wireparse.record import Record
from wireparse.text.tokens import Tokens

__all__ = ["Weighing", "weighings"]

#: How many features are told of a decision.
_MOST: Final = 5

_Span: TypeAlias = tuple[int, int]


class Weighing(Record):
    """A decision taken for a quote (`speech`: is it said at all; `source`: who says it; `report`: does the cue report
    something), its score in units of log odds, the features that carried it with their weights, the weightiest first,
    and the view span and score of the source that came second, if any."""

    decision: str
    score: float
    features: tuple[tuple[str, float], ...]
    second: _Span | None
    second_score: float | None


def weighings(
    drafts: list[QuoteDraft],
    tokens: Tokens,
    sentences: list[Sentence],
    spoken: list[Spoken],
    disabled: AbstractSet[str] = frozenset(),
) -> list[tuple[Weighing, ...]]:
    """For each draft the decisions behind it; none where the construction alone decides."""
    said = {(one.case.place.segment.start, one.case.place.segment.end): one for one in spoken}
    reported = dict(_of_reports(tokens, sentences, disabled))
    found: list[tuple[Weighing, ...]] = []
    for draft in drafts:
        if draft.kind == "direct":
            one = said.get(draft.segments[0])
            report = reported.get(draft.cue[:2], ()) if draft.cue else ()
            found.append(() if one is None else report if one.case.told else _of_segment(one))
        else:
            found.append(reported.get(draft.cue[:2], ()) if draft.cue else ())
    return found


def _of_segment(one: Spoken) -> tuple[Weighing, ...]:
    """Why a segment is speech, and this candidate's."""
    case, choice = one.case, one.choice
    if case.settled:
        return ()
    models = fitted_to_segments()
    speech = _weighing("speech", models["speech"], speech_features(case))
    if choice is None:
        return (speech,)
    scored = [
        (models[other.model].score(other.features), other.passage.tokens.span(*other.source))
        for other in case.candidates
        if other is not choice and other.passage and other.source and other.source != choice.source
    ]
    source = _weighing("source", models[choice.model], choice.features)
    return speech, _with_second(source, scored)


def _of_reports(
    tokens: Tokens, sentences: list[Sentence], disabled: AbstractSet[str]
) -> Iterator[tuple[_Span, tuple[Weighing, ...]]]:
    """For each cue of some sentences its span, why it reports something, and whose words that is."""
    models = fitted()
    for sentence in sentences:
        offset = sentence.offset
        for _, clause, _ in accepted(sentence, models, disabled):
            weighed = [_weighing("report", models.clause, [clause_features(sentence, clause)])]
            if not has_own_source(sentence, clause):
                sources = sorted(
                    (models.source.score(features), tokens.span(offset + phrase[0], offset + phrase[1]), features)
                    for phrase, features in source_features(sentence, clause, phrases(sentence.classes))
                )
                if sources and sources[-1][0] > models.name:
                    source = _weighing("source", models.source, sources[-1][2])
                    weighed.append(_with_second(source, [(score, span) for score, span, _ in sources[:-1]]))
            yield tokens.span(offset + clause.first, offset + clause.end), tuple(weighed)


def _weighing(decision: str, weights: Model, features: Features) -> Weighing:
    reasons = tuple([(name, weight / 100) for name, weight in weights.reasons(features)[:_MOST]])
    return Weighing(decision, weights.score(features) / 100, reasons, None, None)


def _with_second(weighing: Weighing, others: list[tuple[int, _Span]]) -> Weighing:
    if not others:
        return weighing
    score, span = max(others)
    return weighing._replace(second=span, second_score=score / 100)
