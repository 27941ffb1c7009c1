"""Fit the models that tell who said a quoted segment and whether it was said at all.

    python scripts/fit_quotes.py TRAIN [WORLD.jsonl] [--write]

`corpora.py` says what the two are.  Without `--write` the articles of TRAIN are learnt from four fifths at a time,
those of WORLD with one genre left out at a time, and the figures for what was left out printed; with it all are used
and `src/wireparse/data/en/quotes.tsv` is written.  The result is the same on every run.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from corpora import US, Article, articles
from weights import plain, write
from wireparse.draft import Prose
from wireparse.knowledge.reporting import Reporting
from wireparse.quotes.direct.attribution import SPEECH, speech_features
from wireparse.quotes.direct.candidate import GROUPS
from wireparse.quotes.direct.candidates import CandidateFinder
from wireparse.quotes.linear_model import Feature, Features, flat
from wireparse.quotes.marks import find_segments
from wireparse.quotes.passages import read_passages
from wireparse.quotes.reported.attribution import find_reported
from wireparse.quotes.sentences import read_sentences
from wireparse.text.tokens import tokenise
from wireparse.text.view import View

OUTPUT = Path(__file__).parent.parent / "src/wireparse/data/en/quotes.tsv"
PENALTY = 2.5
SPEECH_PENALTY = 8.0
FOLDS = 5
RECORD = Reporting("en")
RAREST = 3
SMALLEST = 3


class Example(NamedTuple):
    """A segment: its candidates' models and features, which of them are right, whether it is speech, whether that is
    plain from the construction, the features that tell, and what it counts."""

    candidates: list[tuple[str, Features]]
    right: list[bool]
    speech: bool
    settled: bool
    features: Features
    weight: float


#: A feature of one of several models that are fitted together.
Column: TypeAlias = tuple[str, Feature]


def prose_of(view: View) -> list[Prose]:
    """Every line a paragraph, the first the headline."""
    prose, at = [], 0
    for line in view.text.split("\n"):
        first = at + len(line) - len(line.lstrip())
        if line.strip():
            number = len(prose) - 1
            prose.append(Prose(first, first + len(line.strip()), first, "paragraph", number if number >= 0 else None))
        at += len(line) + 1
    return prose


def overlap(span: tuple[int, int], spans: list[list[int]]) -> int:
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in spans)


def examples(article: Article) -> Iterator[Example]:
    view = View(article.text)
    prose = prose_of(view)
    segments, _ = find_segments(view, prose)
    tokens = tokenise(view.text, prose)
    passages = read_passages(tokens, prose, segments, RECORD)
    reported = find_reported(tokens, list(read_sentences(passages)))
    found: list[Example] = []
    sources: list[list[list[int]]] = []

    finder = CandidateFinder(view.text, passages, segments, reported)
    for case in finder.cases():
        segment = case.place.segment
        span = view.source_span(segment.start, segment.end)
        said = max(article.attributions, key=lambda one: overlap(span, one["content"]), default=None)
        speech = said is not None and 2 * overlap(span, said["content"]) >= span[1] - span[0]
        gold = said["source"] if said and speech else []
        right = []
        if case.told and case.report is not None:
            spoken = reported[case.report].source
            right.append(spoken is not None and overlap(view.source_span(*spoken), gold) > 0)
        for candidate, origin in zip(case.candidates, case.origins, strict=True):
            if origin is not None:
                right.append(any(overlap((start, end), gold) > 0 for start, end in sources[origin]))
            else:
                assert candidate.passage
                assert candidate.source
                start, end = view.source_span(*candidate.passage.tokens.span(*candidate.source))
                right.append(overlap((start, end), gold) > 0)
        found.append(
            Example(
                [(one.model, one.features) for one in case.candidates],
                right,
                speech,
                case.settled or case.told,
                speech_features(case),
                article.weight,
            )
        )
        sources.append(gold)
        if speech:
            finder.note_speech(case)
    return iter(found)


class Vocabulary:
    """Columns of a matrix by model, name and value; values seen rarely have none."""

    def __init__(self, rows: list[list[Column]]) -> None:
        counts: dict[Column, int] = {}
        for row in rows:
            for feature in row:
                counts[feature] = counts.get(feature, 0) + 1
        self.features = sorted(feature for feature, count in counts.items() if count >= RAREST)
        self.columns = {feature: column for column, feature in enumerate(self.features)}

    def matrix(self, rows: list[list[Column]]) -> csr_matrix:
        columns = [[self.columns[feature] for feature in row if feature in self.columns] for row in rows]
        starts = np.cumsum([0, *map(len, columns)])
        flat = np.array([column for row in columns for column in row], dtype=np.int32)
        return csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(self.features)))


def rows_of(example: Example) -> list[list[Column]]:
    return [[(model, feature) for feature in flat(GROUPS[model], features)] for model, features in example.candidates]


def row_of(example: Example) -> list[Column]:
    return [("speech", feature) for feature in flat(SPEECH, example.features)]


class Fitted(NamedTuple):
    """The weights of a vocabulary's features."""

    vocabulary: Vocabulary
    weights: np.ndarray
    bias: float


def fit_sources(data: list[Example]) -> Fitted:
    """A softmax over the candidates of each segment whose speaker is among them."""
    data = [example for example in data if example.speech and any(example.right) and len(example.right) > 1]
    rows = [row for example in data for row in rows_of(example)]
    vocabulary = Vocabulary(rows)
    matrix = vocabulary.matrix(rows)
    starts = np.cumsum([0] + [len(example.candidates) for example in data])[:-1]
    group = np.repeat(np.arange(len(data)), [len(example.candidates) for example in data])
    right = np.array([right for example in data for right in example.right], dtype=float)
    counts = np.array([example.weight for example in data])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.maximum.reduceat(scores, starts)
        odds = np.exp(scores - top[group])
        total = np.add.reduceat(odds, starts)
        good = np.add.reduceat(odds * right, starts)
        gradient = matrix.T @ (counts[group] * (odds / total[group] - odds * right / good[group]))
        return (
            float((counts * np.log(total / good)).sum() + PENALTY * (weights @ weights) / 2),
            gradient + PENALTY * weights,
        )

    best = minimize(loss, np.zeros(len(vocabulary.features)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Fitted(vocabulary, best.x, 0.0)


def fit_speech(data: list[Example]) -> Fitted:
    """A logistic regression: is a segment speech?"""
    data = [example for example in data if not example.settled]
    rows = [row_of(example) for example in data]
    vocabulary = Vocabulary(rows)
    matrix = vocabulary.matrix(rows)
    signs = np.array([1.0 if example.speech else -1.0 for example in data])
    counts = np.array([example.weight for example in data])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (matrix @ weights[1:] + weights[0])
        pull = -counts * signs / (1 + np.exp(np.clip(margins, -30, 30)))
        gradient = np.concatenate(([pull.sum()], matrix.T @ pull + SPEECH_PENALTY * weights[1:]))
        return float(
            (counts * np.logaddexp(0, -margins)).sum() + SPEECH_PENALTY * (weights[1:] @ weights[1:]) / 2
        ), gradient

    best = minimize(loss, np.zeros(len(vocabulary.features) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Fitted(vocabulary, best.x[1:], float(best.x[0]))


def report(held: list[Example], sources: Fitted, speech: Fitted) -> Counter[str]:
    """What came out right on articles that were not learnt from."""
    counts: Counter[str] = Counter()
    for example in held:
        counts["segments"] += 1
        said = (
            example.settled
            or float((speech.vocabulary.matrix([row_of(example)]) @ speech.weights)[0]) + speech.bias > 0
        )
        counts["called speech"] += said
        if not example.speech:
            continue
        counts["speech"] += 1
        counts["called rightly"] += said
        counts["source among the candidates"] += any(example.right)
        if len(example.right) > 1:
            scores = sources.vocabulary.matrix(rows_of(example)) @ sources.weights
            counts["source right"] += example.right[int(np.argmax(scores))]
        else:  # beyond doubt, or nobody near
            counts["source right"] += any(example.right)
    return counts


def models_of(sources: Fitted, speech: Fitted) -> dict[str, Any]:
    """The plain form of the three models."""
    return {
        name: plain(
            groups,
            fitted.bias,
            [
                (feature, weight)
                for (model, feature), weight in zip(fitted.vocabulary.features, fitted.weights, strict=True)
                if model == name
            ],
            SMALLEST,
        )
        for name, groups, fitted in (
            *((name, groups, sources) for name, groups in GROUPS.items()),
            ("speech", SPEECH, speech),
        )
    }


def tell(name: str, total: Counter[str]) -> None:
    said, right = total["speech"], total["called rightly"]
    print(
        f"{name}: speech: precision {right / total['called speech']:.4f}, recall {right / said:.4f} of {said}", end="; "
    )
    print(f"source: among the candidates {total['source among the candidates'] / said:.4f}", end=", ")
    print(f"right {total['source right'] / said:.4f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("train", type=Path)
    arguments.add_argument("world", type=Path, nargs="?")
    arguments.add_argument("--write", action="store_true", help="learn from all articles and write the weights")
    given = arguments.parse_args()
    found = articles(given.train, given.world)
    data = [(article.genre, list(examples(article))) for article in found]
    if given.write:
        learn = [example for _, article in data for example in article]
        write(models_of(fit_sources(learn), fit_speech(learn)), OUTPUT)
        return
    totals: dict[str, Counter[str]] = {US: Counter(), "world": Counter()}
    for left_out in [*range(FOLDS), *sorted({genre for genre, _ in data if genre != US})]:
        out = [
            genre == left_out or (genre == US and number % FOLDS == left_out) for number, (genre, _) in enumerate(data)
        ]
        learn = [example for held, (_, article) in zip(out, data, strict=True) if not held for example in article]
        rest = [example for held, (_, article) in zip(out, data, strict=True) if held for example in article]
        totals[US if isinstance(left_out, int) else "world"] += report(rest, fit_sources(learn), fit_speech(learn))
    for name, total in totals.items():
        if total:
            tell(name, total)


if __name__ == "__main__":
    main()
