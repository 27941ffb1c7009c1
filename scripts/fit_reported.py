"""Fit the weights of reported speech: `src/wireparse/data/en/reported.tsv`.

    python scripts/fit_reported.py ../shared/gold/quotes-train.jsonl

Reads articles with their attributions (a folder of pages such as gold/, or one JSON object a line: `text`,
`attributions` with `source`, `cue` and `content` spans and a `kind`), reads every cue word in every way with the
package's own code and fits three logistic regressions with an L2 penalty:

clause   is this reading an attribution?  Cues inside another attribution's content teach nothing, because contents
         never nest, and are left out; so are direct quotes.
end      given that the content has not ended yet, does it end at this joint?
source   is this noun phrase the source?

Thresholds are chosen by cross-validation over five folds of articles.  Rare features and small weights are dropped,
weights are kept as whole hundredths.  The same input gives the same file, byte for byte.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from articles import articles
from weights import plain, write
from wireparse.draft import Prose
from wireparse.knowledge.reporting import Reporting
from wireparse.quotes.linear_model import Features, Group, LinearModel, flat, model_of
from wireparse.quotes.marks import find_segments
from wireparse.quotes.noun_phrases import phrases
from wireparse.quotes.passages import Passage, read_passages
from wireparse.quotes.reported import attribution as reported
from wireparse.quotes.reported.features import (
    CLAUSE,
    END,
    SOURCE,
    clause_features,
    end_features,
    last_end,
    source_features,
)
from wireparse.quotes.reported.readings import CueReading, completed, read_cue
from wireparse.quotes.sentences import Sentence, read_sentences
from wireparse.text.tokens import tokenise
from wireparse.text.view import View

Groups: TypeAlias = tuple[Group, ...]
Plain: TypeAlias = dict[str, Any]

TARGET = Path(__file__).parents[1] / "src/wireparse/data/en/reported.tsv"
FOLDS = 5
RECORD = Reporting("en")
RARE = 8  # a feature seen less often is dropped
SMALL = 5  # and so is a weight under this many hundredths
PENALTY = 3.0
SURVIVE = 45  # per cent: a content goes on while that is likely
OUT_OF_REACH = 0.17  # of the attributions no reading reaches: rare verbs, odd constructions
NAMED = -220  # a source is named from this score on


class Gold(NamedTuple):
    """An attribution in the tokens of one paragraph."""

    source: set[int]
    cue: set[int]
    content: set[int]
    kind: str


class Reading(NamedTuple):
    """A reading of a cue with its right answer: None where it teaches nothing."""

    article: int
    sentence: Sentence
    clause: CueReading
    right: bool | None
    gold: Gold | None


class Row(NamedTuple):
    article: int
    features: Features
    right: bool


def readings(path: Path) -> Iterator[Reading]:
    for article, record in enumerate(articles(path, "en")):
        view = View(record["text"])
        if view.raw == record["text"]:
            yield from _article(article, view, record["attributions"])


def _article(number: int, view: View, attributions: list[dict[str, list[list[int]]]]) -> Iterator[Reading]:
    start = 0
    prose = []
    for line in view.text.splitlines(keepends=True):
        if line.strip():
            paragraph = len(prose) or None  # the headline comes first
            prose.append(Prose(start, start + len(line.rstrip()), start, "paragraph", paragraph))
        start += len(line)
    segments, _ = find_segments(view, prose)
    passages = read_passages(tokenise(view.text, prose), prose, segments, RECORD)
    gold = [list(_gold(passage, attributions)) for passage in passages]
    for sentence in read_sentences(passages):
        own = [_shifted(one, sentence.offset) for one in gold[sentence.paragraph or 0]]
        for head in sentence.heads:
            for clause in read_cue(sentence, head):
                yield Reading(number, sentence, clause, *_judge(clause, own))


def _gold(passage: Passage, attributions: list[dict[str, list[list[int]]]]) -> Iterator[Gold]:
    starts, ends = passage.tokens.starts, passage.tokens.ends

    def within(spans: list[list[int]]) -> set[int]:
        return {
            k
            for start, end in spans
            if end > starts[passage.first] and start < ends[passage.end - 1]
            for k in range(passage.first, passage.end)
            if starts[k] < end and ends[k] > start
        }

    for attribution in attributions:
        cue = within(attribution["cue"])
        if cue:
            kind = str(attribution["kind"])
            yield Gold(within(attribution["source"]), cue, within(attribution["content"]), kind)


def _shifted(gold: Gold, offset: int) -> Gold:
    """An attribution in the tokens of a sentence, some of which may stand outside of it."""
    source, cue, content = ({k - offset for k in part} for part in gold[:3])
    return Gold(source, cue, content, gold.kind)


def _judge(clause: CueReading, gold: list[Gold]) -> tuple[bool | None, Gold | None]:
    for one in gold:
        if clause.head in one.cue and one.content:
            if one.kind == "direct":
                return None, None
            before = sum(k < clause.first for k in one.content)
            after = sum(k >= clause.end for k in one.content)
            return _fits(clause.shape, before, after), one
    return (None if any(clause.head in one.content for one in gold) else False), None


def _fits(shape: str, before: int, after: int) -> bool:
    """Does the content stand where the reading seeks it?"""
    if shape in ("right", "inserted", "noun"):
        return after >= max(1, before)
    if shape in ("passive", "passive-by", "seem"):
        return before + after > 0
    if shape in ("left", "inverted", "according"):
        return before > 0 and after <= before / 3
    if shape in ("according-first", "label"):
        return after > 0
    return before > 0 and after > 0


def clause_rows(cases: list[Reading]) -> list[Row]:
    return [
        Row(case.article, [clause_features(case.sentence, case.clause)], case.right)
        for case in cases
        if case.right is not None
    ]


def end_rows(cases: list[Reading]) -> list[Row]:
    rows = []
    for case in cases:
        if not case.right or not case.clause.content or not case.gold:
            continue
        inside = [k for k in case.gold.content if case.clause.content <= k < case.sentence.end]
        if not inside:
            continue
        stop = last_end(case.sentence, case.clause.content)
        for at, weighed in end_features(case.sentence, case.clause, stop):
            ended = at > max(inside)
            rows.append(Row(case.article, [weighed], ended))
            if ended:
                break
    return rows


def source_rows(cases: list[Reading]) -> list[Row]:
    rows = []
    for case in cases:
        if not case.right or not case.gold:
            continue
        clause = completed(case.sentence, case.clause)
        if reported.has_own_source(case.sentence, clause):
            continue
        for phrase, features in source_features(case.sentence, clause, phrases(case.sentence.classes)):
            rows.append(Row(case.article, features, not case.gold.source.isdisjoint(range(*phrase))))
    return rows


def fit(rows: Sequence[Row], groups: Groups) -> Plain:
    """A model in its plain form, weights in whole hundredths."""
    counts = Counter(feature for row in rows for feature in flat(groups, row.features))
    columns = {feature: k for k, feature in enumerate(sorted(f for f, count in counts.items() if count >= RARE))}
    present = [[columns[feature] for feature in flat(groups, row.features) if feature in columns] for row in rows]
    matrix = csr_matrix(
        (
            np.ones(sum(map(len, present))),
            np.array([k for row in present for k in row]),
            np.cumsum([0, *map(len, present)]),
        ),
        shape=(len(rows), len(columns)),
    )
    right = np.array([row.right for row in rows], dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights[1:] + weights[0]
        value = np.sum(np.logaddexp(0, scores) - right * scores) + PENALTY / 2 * np.sum(weights[1:] ** 2)
        off = 1 / (1 + np.exp(-scores)) - right
        return value, np.concatenate([[off.sum()], matrix.T @ off + PENALTY * weights[1:]])

    found = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = [(feature, found[k + 1]) for feature, k in columns.items()]
    return plain(groups, found[0], weights, SMALL)


def folded(rows: list[Row], groups: Groups) -> list[LinearModel]:
    """For each fold the model fitted on the others."""
    return [
        model_of(fit([row for row in rows if row.article % FOLDS != fold], groups), groups) for fold in range(FOLDS)
    ]


def best_threshold(
    cases: list[Reading], clauses: list[LinearModel], ends: list[LinearModel], source: LinearModel
) -> int:
    """The score from which on a reading counts: best F1 of whole sentences over the folds, on a grid of steps."""
    sentences: dict[int, list[Reading]] = {}
    for case in cases:
        sentences.setdefault(id(case.sentence), []).append(case)
    reached: dict[int, float] = {}
    for accept in range(-120, -20, 15):
        hits = misses = found = 0
        for group in sentences.values():
            fold = group[0].article % FOLDS
            models = reported.Models(clauses[fold], ends[fold], source, accept, SURVIVE / 100, 0)
            right = {case.clause.head for case in group if case.right}
            direct = {case.clause.head for case in group if case.right is None}
            heads = {one.clause.head for one in reported.accepted(group[0].sentence, models)}
            hits += len(heads & right)
            found += len(heads - (direct - right))
            misses += len(
                {id(case.gold.cue) for case in group if case.gold and case.right and not heads & case.gold.cue}
            )
        value = 2 * hits / (found + (hits + misses) / (1 - OUT_OF_REACH))
        print(f"from a score of {accept}: F1 {value:.4f} over {FOLDS} folds")
        reached[accept] = value
    return max(reached, key=reached.__getitem__)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    cases = list(readings(parser.parse_args().articles))
    clauses, sources = clause_rows(cases), source_rows(cases)
    clause_models = folded(clauses, CLAUSE)
    ends = end_rows(cases)
    source = fit(sources, SOURCE)
    limit = best_threshold(cases, clause_models, folded(ends, END), model_of(source, SOURCE))
    models = {
        "thresholds": {"clause": limit, "end": SURVIVE, "source": NAMED},
        "clause": fit(clauses, CLAUSE),
        "end": fit(ends, END),
        "source": source,
    }
    write(models, TARGET)
    print(f"{len(clauses)} readings, {len(ends)} joints, {len(sources)} phrases -> {TARGET}")


if __name__ == "__main__":
    main()
