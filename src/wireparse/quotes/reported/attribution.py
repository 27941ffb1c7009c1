"""Reported speech: who says, thinks, plans or supports what, with no quotation marks around it or only around parts.

Attribution as PARC 3.0 (Pareti, LREC 2016) and PolNeAR (Newell, Margolin and Ruths, LREC 2018) annotate it: source,
cue, content, thoughts and intentions among them.  Each cue word is read in every way its sentence allows
(`reported_clauses`); a linear model says which reading, if any, is an attribution; a second one walks through the
content and says at each joint whether it ends there; a third finds the source where no subject stands before the verb.
Contents never nest: what stands inside one is not looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import compress
from math import exp
from operator import not_
from typing import Final, TypeAlias

from wireparse.draft import QuoteDraft
from wireparse.lexicon import lines
from wireparse.model import Modality, QuoteKind
from wireparse.pattern import regex
from wireparse.quotes import word_letters as letters
from wireparse.quotes.linear_model import LinearModel, model
from wireparse.quotes.noun_phrases import Span, phrases, subject
from wireparse.quotes.reported.features import (
    CLAUSE,
    END,
    SOURCE,
    clause_features,
    end_features,
    last_end,
    source_features,
)
from wireparse.quotes.reported.readings import CueReading, completed, is_plain, read_cue
from wireparse.quotes.reported.rules import REPORTED_RULES
from wireparse.quotes.sentences import Sentence
from wireparse.record import Record
from wireparse.speakers.source_phrases import read_phrase, speaks
from wireparse.text.tokens import Tokens

__all__ = ["Models", "accepted", "find_reported", "fitted", "has_own_source"]

#: The shapes whose content stands before the attribution, at least in part, and whose source is plain to see.
LEADING: Final = frozenset(("left", "split", "inverted", "split-inverted", "according", "according-split"))
#: The shapes that are read before the others of their sentence, and those whose source is plain.
_FIRST: Final = LEADING | {"inserted"}
_OWN_SOURCE: Final = _FIRST | {"according-first", "label", "passive-by"}
_FINITE_FORMS: Final = frozenset(("past", "s", "base"))
_MARK: Final = regex('[,"]')
_FINITE: Final = regex(f"[{letters.FINITE}]")
_BEFORE_VERB: Final = letters.FINITE + letters.TO
_RULES: Final = {shape: rule.id for rule in REPORTED_RULES for shape in rule.shapes}
_LABEL: Final = _RULES["label"]
#: The score of a source that a clause's shape names.
PLAIN: Final = 900
_SURE: Final = 170
_LIKELY: Final = 40


class Models(Record):
    """The three models with the scores from which on a reading and a source count, and the probability of going on
    below which a content ends."""

    clause: LinearModel
    end: LinearModel
    source: LinearModel
    accept: int
    survive: float
    name: int


#: A reading that holds, with its score before it.
ScoredReading: TypeAlias = tuple[int, CueReading]


class AcceptedReading(Record):
    """A reading that holds: its score, and its content as token ranges."""

    score: int
    clause: CueReading
    spans: list[Span]


@cache
def fitted(language: str) -> Models:
    """The models as they were fitted for a language."""
    weights = f"{language}/reported"
    limits = json.loads(lines(weights)["thresholds"])
    return Models(
        model(weights, "clause", CLAUSE),
        model(weights, "end", END),
        model(weights, "source", SOURCE),
        limits["clause"],
        limits["end"] / 100,
        limits["source"],
    )


def find_reported(
    tokens: Tokens, sentences: list[Sentence], *, disabled: AbstractSet[str] = frozenset()
) -> list[QuoteDraft]:
    """The attributions in some sentences of the tokens, in reading order.

    A content that stands wholly in quotation marks counts as direct; its segments are left to others.
    """
    if not sentences:
        return []
    models = fitted(sentences[0].reporting.language)
    starts, ends = tokens.starts, tokens.ends
    drafts: list[QuoteDraft] = []
    for sentence in sentences:
        nouns: list[Span] = []
        offset = sentence.offset
        last = offset - 1
        for score, clause, spans in accepted(sentence, models, disabled):
            kind: QuoteKind = _kind(sentence, spans) if 1 in sentence.quoted else "indirect"
            if kind == "mixed":
                spans = [_balanced(sentence, *span) for span in spans]
            if has_own_source(sentence, clause):
                source, named = clause.source, PLAIN
            else:
                nouns = nouns or phrases(sentence.classes)
                source, named = _source(sentence, clause, nouns, models)
            drafts.append(
                QuoteDraft(
                    kind=kind,
                    segments=tuple([(starts[offset + first], ends[last + end]) for first, end in spans]),
                    cue=(starts[offset + clause.first], ends[last + clause.end], clause.cue.lemma),
                    source=(starts[offset + source[0]], ends[last + source[1]]) if source else None,
                    paragraph=sentence.paragraph,
                    continues=None,
                    modality=_modality(sentence, clause),
                    rule=_RULES[clause.shape],
                    certainty="sure" if score >= _SURE else "likely" if score >= _LIKELY else "guess",
                    scores=(score, named),
                )
            )
    if drafts and drafts[0].rule == _LABEL:
        drafts = _heard(tokens.text, drafts)
    return drafts


def _heard(text: str, drafts: list[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts without those of labels that say nothing ("BREAKING: …", "Assam: …"): a headline's label is a source
    if its words can name nothing else, or if the story gives somebody's words to it."""
    sources = [text[draft.source[0] : draft.source[1]] if draft.source else "" for draft in drafts]
    heads = {read_phrase(source).head for source, draft in zip(sources, drafts, strict=True) if draft.rule != _LABEL}
    return [
        draft
        for source, draft in zip(sources, drafts, strict=True)
        if draft.rule != _LABEL or read_phrase(source).head in heads or speaks(source)
    ]


def _kind(sentence: Sentence, spans: list[Span]) -> QuoteKind:
    """How much of a content stands in quotation marks."""
    quoted = sentence.quoted
    if not any(map(any, [quoted[first:end] for first, end in spans])):
        return "indirect"
    for first, end in spans:
        plain = compress(sentence.classes[first:end], map(not_, quoted[first:end]))
        if any(map(str.isalnum, plain)):
            return "mixed"
    return "direct"


def accepted(sentence: Sentence, models: Models, disabled: AbstractSet[str] = frozenset()) -> list[AcceptedReading]:
    """The readings of a sentence that hold, in reading order.

    What stands in the content of another is not read at all.
    """
    heads = sentence.heads
    taken = bytearray(sentence.end)
    relatives: set[int] = set()  # where a clause with an inserted cue begins: the noun before is no content by itself
    readings: dict[int, ScoredReading | None] = {}
    found: list[AcceptedReading] = []
    # An attribution behind its content ("…, she said") reaches over all that stands before it, so it goes first.
    # Another cue's content ends before a relative clause with a cue of its own ("photographs that it said …").
    for head in _early(sentence) if len(heads) > 1 else ():
        if not taken[head]:
            reading = _read(sentence, head, models, disabled)
            if reading and reading[1].shape in _FIRST:
                found += _completed(sentence, reading, models, taken, relatives)
                reading = None
            readings[head] = reading
    # What is less likely than not comes after what is more likely, and takes nothing from it.
    for least in (0, models.accept):
        for head in heads:
            if not taken[head]:
                reading = readings[head] if head in readings else _read(sentence, head, models, disabled)
                if reading and reading[0] > least:
                    found += _completed(sentence, reading, models, taken, relatives)
                    reading = None
                readings[head] = reading
    if len(found) > 1:
        found.sort(key=_head)
    return found


def _early(sentence: Sentence) -> list[int]:
    """The heads that may be read before others: those behind a comma or mark, or before a verb or "to"."""
    classes = sentence.classes
    mark = _MARK.search(classes, 2)
    behind = mark.start() if mark else sentence.end
    return [head for head in sentence.heads if head > behind or classes[head + 1] in _BEFORE_VERB]


def _read(sentence: Sentence, head: int, models: Models, disabled: AbstractSet[str]) -> ScoredReading | None:
    """The best reading of a head, if it holds."""
    best, found = models.accept, None
    for clause in read_cue(sentence, head):
        score = models.clause.score_of(*clause_features(sentence, clause))
        if is_plain(sentence, clause):
            score = max(score, _SURE)
        if score > best and _RULES[clause.shape] not in disabled:
            best, found = score, (score, clause)
    return found


def _completed(
    sentence: Sentence, reading: ScoredReading, models: Models, taken: bytearray, relatives: set[int]
) -> list[AcceptedReading]:
    """A reading with its content, which is marked as taken; none where no content is left."""
    score, clause = reading
    clause = completed(sentence, clause)
    _, first, _, _, shape, source, content, before = clause
    spans = [before] if before else []
    if content:
        end = _content_end(sentence, clause, models, taken)
        if score < 0 and end < sentence.end and taken[end]:  # what is unlikely gives way to the cue within it
            return []
        if end > content and not (end in relatives and not _FINITE.search(sentence.classes, content, end)):
            spans.append((content, end))
    if not spans:
        return []
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    # What stands between cue and content belongs to the cue ("said in a statement on Friday that"), as a source does
    # that touches it.
    if shape == "inserted" and source:
        first = source[0] - 1
        relatives.add(first)
    elif source and source[1] == first:
        first = source[0]
    if first < content:
        taken[first:content] = b"\1" * (content - first)
    return [AcceptedReading(score, clause, spans)]


def _head(found: AcceptedReading) -> int:
    return found.clause.head


def _content_end(sentence: Sentence, clause: CueReading, models: Models, taken: bytearray) -> int:
    """Where the content behind a cue ends: where it has more likely ended than not, or another content begins."""
    stop = last_end(sentence, clause.content)
    if clause.source and clause.source[0] > clause.content and sentence.classes[clause.source[0] - 1] == ",":
        stop = min(stop, clause.source[0] - 1)  # "Saying she was tired, Ann Lee left"
    begun = taken.find(1, clause.content, stop)
    if begun >= 0:
        stop = begun
    survival = 1.0
    for at, weighed in end_features(sentence, clause, stop):
        survival /= 1.0 + exp(models.end.score_of(*weighed) / 100)
        if survival < models.survive:
            return at
    return stop


def has_own_source(sentence: Sentence, clause: CueReading) -> bool:
    """Is the source plain from the clause's shape, so that there is nothing to weigh?"""
    if clause.shape in _OWN_SOURCE:
        return True
    source = clause.source
    if clause.shape != "right" or source is None:
        return False
    if source[0] > clause.head:
        return True
    if clause.cue.form not in _FINITE_FORMS:
        return False
    if sentence.classes[clause.first] == letters.TO:
        return False
    return source[1] == clause.first or source == subject(sentence.classes, clause.first)


def _source(sentence: Sentence, clause: CueReading, nouns: list[Span], models: Models) -> tuple[Span | None, int]:
    """The noun phrase of the sentence that is the clause's source, by its weight, and its score."""
    best, source = models.name, None
    for phrase, features in source_features(sentence, clause, nouns):
        score = models.source.score(features)
        if score > best:
            best, source = score, phrase
    return source, best


def _balanced(sentence: Sentence, first: int, end: int) -> Span:
    """A content with the closing mark of a quotation that opens in it."""
    classes = sentence.classes
    if classes.count('"', first, end) % 2:
        mark = classes.find('"', end, end + 2)
        if mark > 0:
            return first, mark + 1
    return first, end


def _negates(sentence: Sentence) -> Callable[[str], bool]:
    endings = tuple(sentence.reporting.companions.negating)
    return lambda word: word.endswith(endings)


def _modality(sentence: Sentence, clause: CueReading) -> Modality | None:
    """Negated or hypothetical, by the words of the cue's group and the one before its source ("if he says")."""
    head, first, source = clause.head, clause.first, clause.source
    lower, hypothetical = sentence.lower, sentence.reporting.companions.hypothetical
    if first < head:
        group = lower[first:head]
        if letters.NEGATION in sentence.classes[first:head] or any(map(_negates(sentence), group)):
            return "negated"
        if not hypothetical.isdisjoint(group):
            return "hypothetical"
    return "hypothetical" if source and lower[source[0] - 1] in hypothetical else None
