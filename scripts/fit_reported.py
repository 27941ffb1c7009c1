"""Fit the weights of reported speech: `src/wireparse/data/en/reported.tsv`.

    python scripts/fit_reported.py TRAIN [WORLD.jsonl] [--write]

`corpora.py` says what the two are.  Reads every cue word in every way with the package's own code and fits three
logistic regressions with an L2 penalty:

clause   is this reading an attribution?  Cues inside another attribution's content teach nothing, because contents
         never nest, and are left out; so are direct quotes.
end      given that the content has not ended yet, does it end at this joint?
source   is this noun phrase the source?

Without `--write` each genre of WORLD is left out in turn, and how many of its attributions were found then is printed.
With it `src/wireparse/data/en/reported.tsv` is written.  Thresholds are chosen by cross-validation over five folds of
articles.  Rare features and small weights are dropped,
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

from corpora import US, Article, articles
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
NEARLY = 0.001  # of F1
ACCEPT = -60  # the score from which on a reading counts, where no folds are asked
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
    genre: str
    weight: float


class Row(NamedTuple):
    article: int
    features: Features
    right: bool
    genre: str
    weight: float


def readings(found: list[Article]) -> Iterator[Reading]:
    for number, article in enumerate(found):
        view = View(article.text)
        if view.raw == article.text:
            yield from _article(number, view, article)


def _article(number: int, view: View, article: Article) -> Iterator[Reading]:
    start = 0
    prose = []
    for line in view.text.splitlines(keepends=True):
        if line.strip():
            paragraph = len(prose) or None  # the headline comes first
            prose.append(Prose(start, start + len(line.rstrip()), start, "paragraph", paragraph))
        start += len(line)
    segments, _ = find_segments(view, prose)
    passages = read_passages(tokenise(view.text, prose), prose, segments, RECORD)
    gold = [list(_gold(passage, article.attributions)) for passage in passages]
    for sentence in read_sentences(passages):
        own = [_shifted(one, sentence.offset) for one in gold[sentence.paragraph or 0]]
        for head in sentence.heads:
            for clause in read_cue(sentence, head):
                yield Reading(number, sentence, clause, *_judge(clause, own), article.genre, article.weight)


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
        Row(case.article, [clause_features(case.sentence, case.clause)], case.right, case.genre, case.weight)
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
            rows.append(Row(case.article, [weighed], ended, case.genre, case.weight))
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
            right = not case.gold.source.isdisjoint(range(*phrase))
            rows.append(Row(case.article, features, right, case.genre, case.weight))
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
    counts = np.array([row.weight for row in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights[1:] + weights[0]
        value = np.sum(counts * (np.logaddexp(0, scores) - right * scores)) + PENALTY / 2 * np.sum(weights[1:] ** 2)
        off = counts * (1 / (1 + np.exp(-scores)) - right)
        return value, np.concatenate([[off.sum()], matrix.T @ off + PENALTY * weights[1:]])

    found = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = [(feature, found[k + 1]) for feature, k in columns.items()]
    return plain(groups, found[0], weights, SMALL)


def folded(rows: list[Row], groups: Groups) -> list[LinearModel]:
    """For each fold the model fitted on the others."""
    return [
        model_of(fit([row for row in rows if row.article % FOLDS != fold], groups), groups) for fold in range(FOLDS)
    ]


class Tally(NamedTuple):
    """Readings that were found rightly, all that were found, and the attributions that were missed."""

    hits: int
    found: int
    misses: int

    def __add__(self, other: tuple[int, ...]) -> Tally:  # type: ignore[override]
        return Tally._make(map(sum, zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.found + (self.hits + self.misses) / (1 - OUT_OF_REACH))


def tallied(group: list[Reading], models: reported.Models) -> Tally:
    """What comes out for the readings of a sentence."""
    right = {case.clause.head for case in group if case.right}
    direct = {case.clause.head for case in group if case.right is None}
    heads = {one.clause.head for one in reported.accepted(group[0].sentence, models)}
    missed = {id(case.gold.cue) for case in group if case.gold and case.right and not heads & case.gold.cue}
    return Tally(len(heads & right), len(heads - (direct - right)), len(missed))


def by_sentence(cases: list[Reading]) -> list[list[Reading]]:
    sentences: dict[int, list[Reading]] = {}
    for case in cases:
        sentences.setdefault(id(case.sentence), []).append(case)
    return list(sentences.values())


def best_threshold(
    cases: list[Reading], clauses: list[LinearModel], ends: list[LinearModel], source: LinearModel
) -> int:
    """The score from which on a reading counts: the least with nearly the best F1 of whole sentences over the folds, on
    a grid of steps; what is doubtful certainty leaves out."""
    reached: dict[int, float] = {}
    for accept in range(-120, -20, 15):
        total = Tally(0, 0, 0)
        for group in by_sentence(cases):
            fold = group[0].article % FOLDS
            total += tallied(group, reported.Models(clauses[fold], ends[fold], source, accept, SURVIVE / 100, 0))
        print(f"from a score of {accept}: F1 {total.f1:.4f} over {FOLDS} folds")
        reached[accept] = total.f1
    return min(accept for accept, value in reached.items() if value >= max(reached.values()) - NEARLY)


def left_out(cases: list[Reading], rows: list[list[Row]], genre: str) -> Tally:
    """What comes out for a genre with models that were fitted without it."""
    clause, end, source = (
        model_of(fit([row for row in some if row.genre != genre], groups), groups)
        for some, groups in zip(rows, (CLAUSE, END, SOURCE), strict=True)
    )
    models = reported.Models(clause, end, source, ACCEPT, SURVIVE / 100, 0)
    total = Tally(0, 0, 0)
    for group in by_sentence([case for case in cases if case.genre == genre]):
        total += tallied(group, models)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("world", type=Path, nargs="?")
    parser.add_argument("--write", action="store_true", help="learn from all articles and write the weights")
    given = parser.parse_args()
    cases = list(readings(articles(given.train, given.world)))
    clauses, ends, sources = clause_rows(cases), end_rows(cases), source_rows(cases)
    if not given.write:
        total = Tally(0, 0, 0)
        for genre in sorted({case.genre for case in cases} - {US}):
            tally = left_out(cases, [clauses, ends, sources], genre)
            print(f"{genre:16} F1 {tally.f1:.3f}  {tally}")
            total += tally
        print(f"{'all':16} F1 {total.f1:.4f}  {total}")
        return
    source = fit(sources, SOURCE)
    limit = best_threshold(cases, folded(clauses, CLAUSE), folded(ends, END), model_of(source, SOURCE))
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
