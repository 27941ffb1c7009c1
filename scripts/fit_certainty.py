"""Fit the models behind certainty, and the thresholds of its tiers: `src/wireparse/data/en/certainty.tsv`.

    python scripts/fit_certainty.py WORLD.jsonl POLNEAR.jsonl TRAIN.jsonl [--write] [--by genre]

WORLD has one text a line with every attribution and its speaker's name (`quotes`, `genre`), beside a scorer
`score_world.py` that says which names are the same; POLNEAR has `attributions` (`source`, `cue`, `content`: lists of
spans) without names; TRAIN is what the engines learn from, beside WORLD, and `benchmarks/speakers-labels.jsonl` names
the speakers of some of its articles.  Every quote that the program finds is judged: is there such a quote, is its
source the one written there, is its speaker the one who said it?  Texts of WORLD are read by engines that were fitted
without them.  Logistic regressions learn from four fifths of the texts at a time; genres count alike.  What they say of
the other fifths is the table that is printed, and where the thresholds come from: the least probability from which on
the share right is what a tier promises.  With `--write` all texts are learnt from.  The result is the
same on every run.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import fit_quotes
import fit_reported
from corpora import Article, articles, genre_of
from weights import plain, write
from wireparse.draft import QuoteDraft
from wireparse.knowledge.reporting import Reporting
from wireparse.model import Story
from wireparse.parser import Parser
from wireparse.quotes.certainty import DIRECT, NAME, QUOTE, SOURCE, Chances, Promised, Thresholds, chances, features_of
from wireparse.quotes.linear_model import Features, Group, flat, model_of
from wireparse.quotes.reported import attribution as reported
from wireparse.quotes.word_classes import word_classes
from wireparse.speakers import Meaning
from wireparse.text.tokens import Tokens

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/wireparse/data/en/certainty.tsv"
RECORD = Reporting("en")
GROUPS: dict[str, tuple[Group, ...]] = {"direct": DIRECT, "quote": QUOTE, "source": SOURCE, "name": NAME}
FOLDS = 5
RARE = 3  # a feature seen less often is dropped
SMALL = 4  # and so is a weight under this many hundredths
PENALTY = 2.5
POLNEAR_COUNTS = 0.4  # what a quote of US politics counts beside one of the world's
#: The number of the first text that only teaches names.
LABELLED = 100_000
#: The share right that each tier promises, with some room for `sure` and less than promised for a guess, which US copy
#: keeps and other copy does not; and the probability from which on a name is put out.
PROMISES = {"sure": 0.972, "likely": 0.85, "guess": 0.465}
NAMED = 55
SURE_COUNTS = 0.7
START = {"sure": 90, "likely": 65, "guess": 40, "named": NAMED}
ROUNDS = 3


class Judged(NamedTuple):
    """A quote that was found: its features for each model, whether each was right (None where that is not known), the
    number of its text, its weight, its genre, and the place of the quote that it goes on with."""

    features: dict[str, Features]
    right: dict[str, bool | None]
    direct: bool
    marked: bool
    has_name: bool
    text: int
    weight: float
    genre: str
    origin: int | None


class Found(NamedTuple):
    """A story in which all quotes that were found are put out, with the features of each and the places of those that
    they go on with."""

    story: Story
    features: list[dict[str, Features]]
    origins: list[int | None]


def everything(text: str) -> Found:
    """All that is found in a text."""
    noted: list[Any] = []

    def promised(
        tokens: Tokens, drafts: list[QuoteDraft], meanings: list[Meaning], language: str | None, least: str
    ) -> list[Promised]:
        classes = word_classes(tokens.words, RECORD)
        for draft, meaning in zip(drafts, meanings, strict=True):
            weighed = features_of(tokens, classes, draft, meaning, RECORD)
            noted.append(dict(zip((kind_of(draft.kind), "source", "name"), weighed, strict=True)))
        kept = zip(drafts, meanings, strict=True)
        return [Promised(draft, meaning.entity, number) for number, (draft, meaning) in enumerate(kept)]

    with patch("wireparse.parser.promised", promised):
        story = Parser().parse(text, language="en")
    places = {quote.id: place for place, quote in enumerate(story.quotes)}
    return Found(story, noted, [places.get(quote.continues) for quote in story.quotes])


def kind_of(kind: str) -> str:
    return "direct" if kind == "direct" else "quote"


class Engines:
    """The engines' models, fitted on all that they learn from but some."""

    def __init__(self, found: list[Article]) -> None:
        self._examples = [list(fit_quotes.examples(article)) for article in found]
        cases = list(fit_reported.readings(found))
        self._rows = fit_reported.clause_rows(cases), fit_reported.end_rows(cases), fit_reported.source_rows(cases)

    @contextmanager
    def without(self, left_out: set[int]) -> Iterator[None]:
        """The program with engines that have not learnt from the articles of some numbers."""
        learn = [one for number, own in enumerate(self._examples) if number not in left_out for one in own]
        plain_models = fit_quotes.models_of(fit_quotes.fit_sources(learn), fit_quotes.fit_speech(learn))
        groups = {**fit_quotes.GROUPS, "speech": fit_quotes.SPEECH}
        segments = {name: model_of(data, groups[name]) for name, data in plain_models.items()}
        limits = reported.fitted("en")
        clause, end, source = (
            model_of(fit_reported.fit([row for row in rows if row.article not in left_out], own), own)
            for rows, own in zip(self._rows, (fit_reported.CLAUSE, fit_reported.END, fit_reported.SOURCE), strict=True)
        )
        reports = limits._replace(clause=clause, end=end, source=source)
        with (
            patch("wireparse.quotes.direct.attribution.fitted", lambda language: segments),
            patch("wireparse.quotes.reported.attribution.fitted", lambda language: reports),
        ):
            yield


def judged_world(path: Path, train: Path) -> list[Judged]:
    """The quotes of WORLD, those of each fold read by engines that were fitted without it."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = articles(train, path)
    engines = Engines(found)
    first = len(found) - len(records)
    rows: list[Judged] = []
    for fold in range(FOLDS):
        numbers = range(fold, len(records), FOLDS)
        with engines.without({first + number for number in numbers}):
            for number in numbers:
                rows += judged_text(path, number, records[number])
    counts = Counter(row.genre for row in rows)
    even = len(rows) / len(counts)
    return [row._replace(weight=min(2.0, max(0.7, (even / counts[row.genre]) ** 0.5))) for row in rows]


def judged_text(path: Path, number: int, record: dict[str, Any]) -> list[Judged]:
    sys.path.insert(0, str(path.parent))
    scorer = importlib.import_module("score_world")
    story, features, origins = everything(record["text"])
    here = scorer.Text(record["text"])
    labels = [(label, here.inside(label["segments"])) for label in record["quotes"]]
    rows: list[Judged] = []
    for place, quote in enumerate(story.quotes):
        words = here.inside([(piece.start, piece.end) for piece in quote.segments])
        label = label_of(scorer, here, labels, quote.kind, words)
        name = quote.speaker.name if quote.speaker else None
        written = None
        if label:
            source, span = quote.source, label.get("source_span")
            written = bool(
                (source and span and here.inside([span]) & here.inside([(source.start, source.end)]))
                or not (span or label["speaker"])
            )
        right = None if label is None or not name else bool(scorer.right_name(label, name))
        if quote.kind == "direct" and label and not label["speaker"]:
            right = None
        verdict = {kind_of(quote.kind): label is not None, "source": written, "name": right}
        kind = quote.kind == "direct", quote.kind != "indirect", bool(name)
        rows.append(Judged(features[place], verdict, *kind, number, 1.0, genre_of(record), origins[place]))
    return rows


def label_of(scorer: Any, here: Any, labels: list[Any], kind: str, words: frozenset[int]) -> dict[str, Any] | None:
    """The gold attribution that a quote found is, as the scorer pairs them."""
    if kind == "direct":
        best: tuple[float, Any] = (0.0, None)
        for label, _ in labels:
            for piece in label["segments"] if label["kind"] == "direct" else ():
                best = max(best, (scorer.f(here.inside([piece]), words), label), key=lambda one: one[0])
        if best[0] >= 0.7:
            return dict(best[1])
        whole = [label for label, own in labels if label["kind"] == "direct" and scorer.f(own, words) >= 0.7]
        loose = [label for label, own in labels if not (label["kind"] == "direct" and label["core"])]
        inside = [label for label in loose if len(words & here.inside(label["segments"])) >= 0.7 * len(words)]
        return next(iter(whole + inside), None)
    rank = max(labels, key=lambda one: scorer.f(one[1], words), default=None)
    return rank[0] if rank and scorer.f(rank[1], words) >= 0.5 else None


def judged_polnear(path: Path, first: int) -> list[Judged]:
    rows: list[Judged] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), first):
        record = json.loads(line)
        story, features, origins = everything(record["text"])
        for place, quote in enumerate(story.quotes):
            spans = [(piece.start, piece.end) for piece in quote.segments]
            gold = max(record["attributions"], key=lambda one: overlap(spans, one["content"]), default=None)
            if quote.kind != "direct":
                gold = max(record["attributions"], key=lambda one: share(spans, one["content"]), default=None)
            inside = quote.kind == "direct" and gold and overlap(spans, gold["content"]) / overlap(spans, spans) >= 0.7
            is_one = bool(gold and (inside or share(spans, gold["content"]) >= 0.5))
            written = None
            own = [(quote.source.start, quote.source.end)] if quote.source else []
            if gold and own:  # some annotations have source and cue the wrong way round
                written = overlap(own, gold["source"]) > 0 or overlap(own, gold["cue"]) > 0
            if gold and written and overlap(spans, gold["content"]) >= 0.7 * overlap(spans, spans):
                is_one = True  # a part of what is one attribution there
            written = written if is_one else None
            verdict = {kind_of(quote.kind): is_one, "source": written, "name": None}
            kind = quote.kind == "direct", quote.kind != "indirect", bool(quote.speaker)
            rows.append(Judged(features[place], verdict, *kind, number, POLNEAR_COUNTS, "polnear", origins[place]))
    return rows


def judged_labels(gold: Path) -> list[Judged]:
    """The quotes of TRAIN whose speakers were named by hand, for the model of names alone."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    speakers = importlib.import_module("speakers")
    rows: list[Judged] = []
    for number, (record, labels) in enumerate(speakers.articles(gold), LABELLED):
        story, features, _ = everything(record["text"])
        for label in labels["quotes"]:
            reach = [
                overlap([(label["start"], label["end"])], [part[1:] for part in quote.segments])
                for quote in story.quotes
            ]
            place = reach.index(max(reach)) if any(reach) else None
            speaker = None if place is None else story.quotes[place].speaker
            if place is not None and speaker is not None:
                verdict = {"name": speakers._verdict(record["id"], label, speaker.name).right}
                rows.append(Judged(features[place], verdict, True, True, True, number, POLNEAR_COUNTS, "labels", None))
    return rows


def overlap(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> int:
    return sum(max(0, min(e, d) - max(s, b)) for s, e in one for b, d in other)


def share(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> float:
    size = sum(e - s for s, e in one) + sum(e - s for s, e in other)
    return 2 * overlap(one, other) / size if size else 0.0


def fit(rows: list[Judged], name: str) -> dict[str, Any]:
    """A model in its plain form."""
    groups = GROUPS[name]
    rows = [row for row in rows if row.right.get(name) is not None]
    counts = Counter(feature for row in rows for feature in flat(groups, row.features[name]))
    columns = {feature: k for k, feature in enumerate(sorted(f for f, count in counts.items() if count >= RARE))}
    present = [[columns[one] for one in flat(groups, row.features[name]) if one in columns] for row in rows]
    matrix = csr_matrix(
        (
            np.ones(sum(map(len, present))),
            np.array([k for row in present for k in row], dtype=np.int64),
            np.cumsum([0, *map(len, present)]),
        ),
        shape=(len(rows), len(columns)),
    )
    right = np.array([bool(row.right[name]) for row in rows], dtype=float)
    weight = np.array([row.weight for row in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights[1:] + weights[0]
        value = np.sum(weight * (np.logaddexp(0, scores) - right * scores)) + PENALTY / 2 * np.sum(weights[1:] ** 2)
        off = weight * (1 / (1 + np.exp(-scores)) - right)
        return value, np.concatenate([[off.sum()], matrix.T @ off + PENALTY * weights[1:]])

    found = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return plain(groups, found[0], [(feature, found[k + 1]) for feature, k in columns.items()], SMALL)


class Outcome(NamedTuple):
    """What was promised of a quote, and whether it was kept."""

    value: float
    named: bool
    right: bool
    row: Judged


def outcomes(rows: list[Judged], models: dict[str, Any], limits: Thresholds) -> list[Outcome]:
    """What is promised of the quotes of some texts, in order."""
    made = {name: model_of(models[name], groups) for name, groups in GROUPS.items()}
    found: list[Outcome] = []
    by_text: dict[int, list[Chances]] = defaultdict(list)
    for row in rows:
        chance = {name: float(1 / (1 + np.exp(-made[name].score(row.features[name]) / 100))) for name in row.features}
        before = by_text[row.text]
        origin = before[row.origin] if row.origin is not None and row.origin < len(before) else None
        is_one = chance[kind_of("direct" if row.direct else "")]
        unnamed = is_one * (1.0 if row.marked else chance["source"])
        one = chances(unnamed, is_one * chance["name"] if row.has_name else 0.0, origin, limits)
        verdict = row.right | {"quote": row.right[kind_of("direct" if row.direct else "")]}
        if row.genre == "polnear":
            kept = bool(verdict["quote"]) and verdict["source"] is not False
        elif one.named:
            kept = bool(verdict["quote"]) and verdict["name"] is not False
        else:
            kept = bool(verdict["quote"]) and (row.marked or bool(verdict["source"]))
        before.append(one)
        found.append(Outcome(one.value, one.named, kept, row))
    return found


def thresholds(found: list[Outcome]) -> dict[str, int]:
    """The least probabilities, in hundredths, from which on `sure` and `likely` keep their promises in either corpus,
    and a guess keeps its in both together.

    Of all pairs for `sure` and `likely` that do, the one by which most of the world's quotes are put out, sure ones
    counting a little more.
    """
    world = [one for one in found if one.row.genre != "polnear"]
    corpora = [world, [one for one in found if one.row.genre == "polnear"]]

    def kept(tier: str, least: int, below: int) -> bool:
        return all(kept_share(corpus, least, below) >= PROMISES[tier] for corpus in corpora)

    best = (0.0, 99, 98)
    for sure in range(70, 100):
        if not kept("sure", sure, 101):
            continue
        for likely in range(40, sure):
            if kept("likely", likely, sure):
                value = sum((100 * one.value >= likely) + SURE_COUNTS * (100 * one.value >= sure) for one in world)
                best = max(best, (value, sure, likely))
    _, sure, likely = best
    alike = [one._replace(row=one.row._replace(weight=1.0)) for one in found]
    enough = (least for least in range(20, likely) if kept_share(alike, least, likely) >= PROMISES["guess"])
    guess = next(enough, likely)
    return {"sure": sure, "likely": likely, "guess": guess, "named": NAMED}


def kept_share(found: list[Outcome], least: int, below: int) -> float:
    """The share right of what was promised from one probability on, below another, by weight."""
    inside = [one for one in found if least <= 100 * one.value < below]
    weight = sum(one.row.weight for one in inside)
    return sum(one.row.weight * one.right for one in inside) / weight if weight else 0.0


def report(found: list[Outcome], limits: dict[str, int], by: str) -> None:
    tiers = list(PROMISES)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        tier = next((tier for tier in tiers if 100 * one.value >= limits[tier]), "left out")
        for group in (
            ({"world", one.row.genre} if one.row.genre != "polnear" else {"polnear"})
            if by
            else {"polnear" if one.row.genre == "polnear" else "world"}
        ):
            groups[group][tier] += 1
            groups[group][f"{tier} right"] += one.right
            groups[group]["unnamed"] += not one.named and tier in ("sure", "likely")
    for group, counts in sorted(groups.items(), key=lambda one: one[0] != "world"):
        cells = [f"{t} {counts[t + ' right'] / max(1, counts[t]):.3f} of {counts[t]}" for t in [*tiers, "left out"]]
        print(f"{group:16}", "  ".join(cells), f"  open {counts['unnamed']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("world", type=Path)
    parser.add_argument("polnear", type=Path)
    parser.add_argument("train", type=Path)
    parser.add_argument("--write", action="store_true", help="learn from all texts and write the weights")
    parser.add_argument("--by", choices=("genre",), help="print each genre's share too")
    given = parser.parse_args()
    world = judged_world(given.world, given.train)
    rows = world + judged_polnear(given.polnear, 1 + max(row.text for row in world))
    labels = judged_labels(given.train.parent)
    folds = [
        (
            [row for row in rows if row.text % FOLDS == fold],
            {name: fit([row for row in rows + labels if row.text % FOLDS != fold], name) for name in GROUPS},
        )
        for fold in range(FOLDS)
    ]
    limits = START
    for _ in range(ROUNDS):  # whether a name is put out depends on the thresholds
        found = [one for held, models in folds for one in outcomes(held, models, Thresholds(**limits))]
        limits = thresholds(found)
    print(limits)
    report(found, limits, given.by or "")
    if given.write:
        write({"thresholds": limits} | {name: fit(rows + labels, name) for name in GROUPS}, TARGET)


if __name__ == "__main__":
    main()
