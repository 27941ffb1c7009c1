"""Certainty as a promise: how often a quote like this one, with the speaker that it names, is right.

Three small linear models, fitted on copy that the engines did not learn from, say how probable it is that there is such
a quote, that its source is the one written there, and that the speaker is whoever is named.  A name that is not
probable enough is left out: right or silent.  What is left has a probability, which thresholds turn into a tier; a
quote never has a better one than the quote that it goes on with.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cache
from math import exp
from typing import Final

from wireparse.draft import QuoteDraft
from wireparse.knowledge.reporting import Reporting, reporting
from wireparse.lexicon import lines
from wireparse.model import CERTAINTIES, Certainty
from wireparse.quotes import word_letters as letters
from wireparse.quotes.linear_model import Features, Group, LinearModel, model
from wireparse.quotes.word_classes import word_classes
from wireparse.record import Record
from wireparse.speakers.meaning import Meaning
from wireparse.text.tokens import Tokens

__all__ = [
    "DIRECT",
    "NAME",
    "QUOTE",
    "SOURCE",
    "Chances",
    "Promised",
    "Thresholds",
    "chances",
    "features_of",
    "promised",
]

#: The groups of weights of the models.
QUOTE: Final = (
    Group(
        by=("rule", "lemma"),
        of=("score", "opens", "finite", "size", "source", "form", "gap", "before", "kind"),
        rows={
            ("rule",): ("score", "opens", "finite", "size", "source", "form", "gap", "before", "kind"),
            ("lemma",): ("score", "opens"),
        },
    ),
    Group(by=("gap",), of=("score", "opens", "finite"), rows={("gap",): ("score", "opens", "finite")}),
)
DIRECT: Final = (
    Group(
        by=("rule", "score", "word"),
        of=("size", "gap", "title"),
        rows={
            ("rule",): ("score", "size", "word"),
            ("score",): ("size", "gap", "title"),
            ("word",): ("size", "gap", "title"),
        },
    ),
)
SOURCE: Final = (
    Group(
        by=("rule", "source"),
        of=("score", "named", "before", "behind"),
        rows={("rule",): ("score", "named", "before", "behind"), ("source",): ("named", "before", "behind")},
    ),
)
NAME: Final = (
    Group(
        by=("way", "rule"),
        of=("margin", "kind", "size", "named", "score", "before", "behind", "source"),
        rows={
            ("way",): ("margin", "kind", "size", "before", "behind", "source"),
            ("rule",): ("named", "score", "way", "before"),
        },
    ),
    Group(by=("source",), of=("kind", "size", "before"), rows={("source",): ("kind", "size", "before")}),
)
#: The rules that are found by their shape alone, whose tier is the rule's.
_BY_SHAPE: Final = frozenset(("quote.turn",))
#: Tokens of a quotation that no title or term is as long as, and letters of the words that a title has no capital for.
_LONG: Final = 9
_SMALL_WORD: Final = 3
_FINITE: Final = frozenset(letters.FINITE)


class Thresholds(Record):
    """The probabilities, in hundredths, from which on a quote is sure, likely, a guess, and its speaker named."""

    sure: int
    likely: int
    guess: int
    named: int


class Models(Record):
    """The models with their thresholds."""

    direct: LinearModel
    quote: LinearModel
    source: LinearModel
    name: LinearModel
    thresholds: Thresholds


@cache
def fitted(language: str) -> Models:
    """The models as they were fitted for a language."""
    weights = f"{language}/certainty"
    limits = json.loads(lines(weights)["thresholds"])
    return Models(
        model(weights, "direct", DIRECT),
        model(weights, "quote", QUOTE),
        model(weights, "source", SOURCE),
        model(weights, "name", NAME),
        Thresholds._make([limits[name] for name in Thresholds._fields]),
    )


class Promised(Record):
    """A draft that is put out, with its tier; the entity that its source means, None if nobody is named; and its number
    among all that were found."""

    draft: QuoteDraft
    entity: int | None
    number: int


def promised(
    tokens: Tokens, drafts: list[QuoteDraft], meanings: list[Meaning], language: str | None, least: Certainty
) -> list[Promised]:
    """The drafts that are at least so certain, in order.

    tokens: the words of the prose.
    drafts: all that were found.
    meanings: whom their sources mean, in step.
    language: a BCP 47 tag; None where undecided.
    least: the tier asked for.
    """
    wanted = CERTAINTIES[: CERTAINTIES.index(least) + 1]
    kept: list[Promised] = []
    places: dict[int | None, int] = {}  # of the drafts that are kept, among these
    promises = _promises(tokens, drafts, meanings, language)
    for number, (draft, meaning, (tier, named)) in enumerate(zip(drafts, meanings, promises, strict=True)):
        if tier in wanted:
            places[number] = len(kept)
            entity = meaning.entity if named else None
            kept.append(Promised(draft._replace(certainty=tier, continues=places.get(draft.continues)), entity, number))
    return kept


def _promises(
    tokens: Tokens, drafts: list[QuoteDraft], meanings: list[Meaning], language: str | None
) -> list[tuple[Certainty | None, bool]]:
    """For each draft its tier, None if it is less certain than a guess, and whether its speaker is named."""
    known = reporting(language.split("-")[0].casefold()) if language else None
    if known is None or not known.reads_sentences:
        return [(draft.certainty, True) for draft in drafts]
    models = fitted(known.language)
    found: list[Chances] = []
    for draft, meaning in zip(drafts, meanings, strict=True):
        if draft.rule in _BY_SHAPE:
            least = models.thresholds[CERTAINTIES.index(draft.certainty)] / 100
            found.append(Chances(least, meaning.entity is not None))
            continue
        quote, source, name = features_of(tokens, draft, meaning, known)
        one = _probability(models.direct if draft.kind == "direct" else models.quote, quote)
        origin = found[draft.continues] if draft.continues is not None and draft.continues < len(found) else None
        found.append(
            chances(
                one if draft.kind != "indirect" else one * _probability(models.source, source),
                one * _probability(models.name, name) if meaning.entity is not None else 0.0,
                origin,
                models.thresholds,
            )
        )
    return [(_tier(100 * one.value, models.thresholds), one.named) for one in found]


class Chances(Record):
    """How probably a quote is right, and whether that is with its speaker's name."""

    value: float
    named: bool


def chances(unnamed: float, named: float, origin: Chances | None, thresholds: Thresholds) -> Chances:
    """A quote's probability, with the name unless it is too doubtful, or the quote would be likely without it.

    unnamed: the probability of the quote as it stands, nobody being named.
    named: that of the quote with its speaker.
    origin: the quote that it goes on with, whose speaker it shares; it has a name only if that has, and is no surer.
    thresholds: the probabilities of the tiers.
    """
    if origin is not None:
        named = min(named, origin.value) if origin.named else 0.0
    wanted = 100 * named >= thresholds.likely or 100 * unnamed < thresholds.likely
    if wanted and named and 100 * named >= thresholds.named * unnamed:
        return Chances(named, True)
    return Chances(unnamed, False)


def _probability(weights: LinearModel, features: Features) -> float:
    return 1.0 / (1.0 + exp(-weights.score(features) / 100))


def _tier(value: float, thresholds: Thresholds) -> Certainty | None:
    for tier, least in zip(CERTAINTIES, thresholds, strict=False):
        if value >= least:
            return tier
    return None


def features_of(
    tokens: Tokens, draft: QuoteDraft, meaning: Meaning, known: Reporting
) -> tuple[Features, Features, Features]:
    """What the models weigh of a draft: for the quote, its source and its speaker's name."""
    score, named = _step(draft.scores[0]), _step(draft.scores[1])
    (start, stop), last = draft.segments[0], draft.segments[-1][1]
    first, end = bisect_left(tokens.starts, start), bisect_left(tokens.starts, stop)
    inside = word_classes(tokens.words[first : min(end, first + 40)], known) or " "
    finite = "finite" if not _FINITE.isdisjoint(inside) else "none"
    size = str(min((end - first) // 3, 9))
    source, before, behind = _source_of(tokens, draft, known)
    lemma, form, gap, word = "none", "none", "none", None
    if draft.cue:
        lemma = draft.cue[2]
        cue = bisect_left(tokens.starts, draft.cue[0])
        behind_cue = bisect_left(tokens.starts, draft.cue[1])
        word = known.cues.get(tokens.lower[max(behind_cue - 1, cue)])
        form = word.form if word else tokens.lower[cue] if draft.cue[2] in known.companions.according else "other"
        if draft.cue[0] >= last:
            gap = "behind"
        elif behind_cue <= first:
            gap = "touch" if behind_cue == first else f"{tokens.lower[first - 1]}" if first - behind_cue == 1 else "far"
            gap = gap if not gap.isalpha() or gap in known.closed or gap in ("touch", "far") else "word"
        else:
            gap = "around"
    rule = draft.rule.partition(".")[2]
    kind = f"{draft.kind} {draft.modality or ''}{' head' if draft.paragraph is None else ''}"
    opens = known.closed.get(tokens.lower[first], letters.name_of(inside[0])) if first < len(tokens.lower) else "none"
    quote: Features = (
        ((rule, lemma), (score, opens, finite, size, source, form, gap, before, kind)),
        ((gap,), (score, opens, finite)),
    )
    if draft.kind == "direct":
        title = "title" if _is_title(tokens.words[first:end]) else "none"
        length = "long" if end - first > _LONG else "some" if end - first > 3 else "few"
        said = known.cues.get(lemma)
        word_kind = said.kind if said else "none" if lemma == "none" else "other"
        quote = (((rule, score, word_kind), (length, gap, title)),)
    margin = str(round(2 * meaning.margin))
    name = (
        (
            (meaning.way, rule),
            (margin, meaning.kind, str(min(meaning.size, 4)), named, score, before, behind, source),
        ),
        ((source,), (meaning.kind, str(min(meaning.size, 4)), before)),
    )
    return quote, (((rule, source), (score, named, before, behind)),), name


def _is_title(words: list[str]) -> bool:
    """Has every longer word of a quotation a capital, as in the name of a work?"""
    longer = [word for word in words if len(word) > _SMALL_WORD]
    return len(words) > 1 and all(word[0].isupper() for word in longer)


def _step(score: int) -> str:
    """A score in steps of half a unit, as the name of a feature's value."""
    return str(max(-5, min(score // 50, 12)))


def _source_of(tokens: Tokens, draft: QuoteDraft, known: Reporting) -> tuple[str, str, str]:
    """What a source looks like, and the classes of the words before and behind it."""
    if draft.source is None:
        return "none", "none", "none"
    first, end = bisect_left(tokens.starts, draft.source[0]), bisect_left(tokens.starts, draft.source[1])
    classes = word_classes(tokens.words[first:end], known) or " "
    opener = tokens.lower[first] if first < len(tokens.lower) else ""
    if end - first == 1 and opener in known.closed:
        look = opener
    elif opener in known.closed:
        look = f"{known.closed[opener]} {'name' if letters.NAME in classes else 'words'}"
    else:
        look = "".join([letters.name_of(letter)[0] for letter in classes[:3]])
        look = f"{look} {'long' if end - first > 6 else ''}{',' if ',' in classes else ''}"
    before = "^"
    if first and tokens.text[tokens.ends[first - 1] : tokens.starts[first]].count("\f") < 1:
        before = word_classes([tokens.words[first - 1]], known)
    behind = word_classes([tokens.words[end]], known) if end < len(tokens.words) else "$"
    return look, letters.name_of(before), letters.name_of(behind)
