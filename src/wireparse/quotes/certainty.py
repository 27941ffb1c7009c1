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
        by=("rule",),
        of=("score", "opens", "finite", "source", "form", "gap", "kind"),
        rows={("rule",): ("score", "opens", "finite", "source", "form", "gap", "kind")},
    ),
    Group(by=("lemma",), of=("score", "gap"), rows={("lemma",): ("score", "gap")}),
)
DIRECT: Final = (
    Group(by=("rule",), of=("score", "size", "word"), rows={("rule",): ("score", "size", "word")}),
    Group(by=("score",), of=("size", "gap", "title"), rows={("score",): ("size", "gap", "title")}),
    Group(by=("word",), of=("size", "gap", "title"), rows={("word",): ("size", "gap", "title")}),
)
SOURCE: Final = (
    Group(
        by=("rule",),
        of=("score", "named", "before", "behind", "source"),
        rows={("rule",): ("score", "named", "before", "behind", "source")},
    ),
)
NAME: Final = (
    Group(by=("way",), of=("kind", "source"), rows={("way",): ("kind", "source")}),
    Group(by=("rule",), of=("named", "margin"), rows={("rule",): ("named", "margin")}),
    Group(by=("kind",), of=("size", "before"), rows={("kind",): ("size", "before")}),
)
#: The rules that are found by their shape alone, whose tier is the rule's.
_BY_SHAPE: Final = frozenset(("quote.turn",))
#: Tokens of a quotation that no title or term is as long as, letters of the words that a title has no capital for, and
#: tokens of a content in which a finite verb is sought.
_LONG: Final = 9
_SMALL_WORD: Final = 3
_OPENING: Final = 40
_LONG_SOURCE: Final = 6
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
    classes = word_classes(tokens.words, known) if drafts else ""
    found: list[Chances] = []
    for draft, meaning in zip(drafts, meanings, strict=True):
        if draft.rule in _BY_SHAPE:
            least = models.thresholds[CERTAINTIES.index(draft.certainty)] / 100
            found.append(Chances(least, meaning.entity is not None))
            continue
        quote, source, name = features_of(tokens, classes, draft, meaning, known)
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
    tokens: Tokens, classes: str, draft: QuoteDraft, meaning: Meaning, known: Reporting
) -> tuple[Features, Features, Features]:
    """What the models weigh of a draft: for the quote, its source and its speaker's name.

    tokens: the words of the prose.
    classes: their classes, a letter each.
    draft: what was found.
    meaning: whom its source means.
    known: the language's record.
    """
    starts, lower = tokens.starts, tokens.lower
    score, named = _step(draft.scores[0]), _step(draft.scores[1])
    (start, stop), last = draft.segments[0], draft.segments[-1][1]
    first, end = bisect_left(starts, start), bisect_left(starts, stop)
    source, before, behind = _source_of(tokens, classes, draft, known)
    lemma, form, gap, word = "none", "none", "none", None
    if draft.cue:
        opens, closes, lemma = draft.cue
        cue, behind_cue = bisect_left(starts, opens), bisect_left(starts, closes)
        word = known.cues.get(lower[max(behind_cue - 1, cue)])
        form = word.form if word else lower[cue] if lemma in known.companions.according else "other"
        gap = "behind" if opens >= last else "around" if behind_cue > first else _gap(lower, behind_cue, first, known)
    rule = draft.rule.partition(".")[2]
    if draft.kind == "direct":
        title = "title" if _is_title(tokens.words[first:end]) else "none"
        size = "long" if end - first > _LONG else "some" if end - first > 3 else "few"
        said = known.cues.get(lemma)
        kind = said.kind if said else "none" if lemma == "none" else "other"
        quote: Features = (
            ((rule,), (score, size, kind)),
            ((score,), (size, gap, title)),
            ((kind,), (size, gap, title)),
        )
    else:
        finite = "none" if _FINITE.isdisjoint(classes[first : min(end, first + _OPENING)]) else "finite"
        opening = "none"
        if first < len(lower):
            opening = known.closed.get(lower[first]) or letters.name_of(classes[first])
        kind = f"{draft.kind} {draft.modality or ''}{' head' if draft.paragraph is None else ''}"
        quote = (
            ((rule,), (score, opening, finite, source, form, gap, kind)),
            ((lemma,), (score, gap)),
        )
    name = (
        ((meaning.way,), (meaning.kind, source)),
        ((rule,), (named, str(round(2 * meaning.margin)))),
        ((meaning.kind,), (str(min(meaning.size, 4)), before)),
    )
    return quote, (((rule,), (score, named, before, behind, source)),), name


def _gap(lower: list[str], behind_cue: int, first: int, known: Reporting) -> str:
    """What stands between a cue and the content behind it."""
    if first - behind_cue != 1:
        return "touch" if first == behind_cue else "far"
    word = lower[behind_cue]
    return word if word in known.closed or not word.isalpha() else "word"


def _is_title(words: list[str]) -> bool:
    """Has every longer word of a quotation a capital, as in the name of a work?"""
    longer = [word for word in words if len(word) > _SMALL_WORD]
    return len(words) > 1 and all(word[0].isupper() for word in longer)


def _step(score: int) -> str:
    """A score in steps of half a unit, as the name of a feature's value."""
    return str(max(-5, min(score // 50, 12)))


def _source_of(tokens: Tokens, classes: str, draft: QuoteDraft, known: Reporting) -> tuple[str, str, str]:
    """What a source looks like, and the classes of the words before and behind it."""
    if draft.source is None:
        return "none", "none", "none"
    first, end = bisect_left(tokens.starts, draft.source[0]), bisect_left(tokens.starts, draft.source[1])
    inside = classes[first:end]
    opener = tokens.lower[first] if first < len(tokens.lower) else ""
    if opener not in known.closed or inside[:1] == letters.NAME:
        look = "".join([letters.name_of(letter)[0] for letter in inside[:3]])
        look = f"{look} {'long' if end - first > _LONG_SOURCE else ''}{',' if ',' in inside else ''}"
    elif end - first == 1:
        look = opener
    else:
        look = f"{known.closed[opener]} {'name' if letters.NAME in inside else 'words'}"
    before = "^"
    if first and "\f" not in tokens.text[tokens.ends[first - 1] : tokens.starts[first]]:
        before = classes[first - 1]
    return look, letters.name_of(before), letters.name_of(classes[end] if end < len(classes) else "$")
