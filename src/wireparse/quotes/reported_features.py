"""What the linear models see: of a reading of a cue, of a place where its content may end, of a possible source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wireparse.quotes import letters
from wireparse.quotes.cues import cue_words
from wireparse.quotes.grammar import Sentence
from wireparse.quotes.linear import Features, Group
from wireparse.quotes.reported_clauses import Clause
from wireparse.quotes.reported_phrases import FINITE, Phrase

__all__ = [
    "CLAUSE",
    "END",
    "SOURCE",
    "clause_features",
    "end_features",
    "last_end",
    "source_features",
]

#: The groups of weights of the models, in the order in which the functions below give their heads and values.
CLAUSE: Final = (
    Group(
        by=("lemma", "form", "shape", "kind"),
        of=(
            "follows",
            "inner",
            "word after",
            "after",
            "next",
            "rest",
            "opens",
            "word before",
            "size",
            "before",
            "group",
        ),
        rows={
            ("lemma",): ("form", "shape", "follows", "inner", "word after"),
            ("shape",): ("after", "next", "rest", "opens"),
            ("form",): ("word before", "size"),
            ("kind",): ("word after",),
            ("shape", "form"): ("before", "group"),
            ("shape", "kind"): ("follows",),
        },
    ),
)
END: Final = (
    Group(
        by=("here", "content", "kind"),
        of=("next", "second", "commas", "before", "lemma", "ahead", "subject", "length"),
        rows={
            ("here",): ("next", "second", "commas", "before", "lemma", "ahead", "subject"),
            ("content",): ("length", "kind"),
        },
    ),
)
SOURCE: Final = (
    Group(
        by=("shape", "form", "kind", "joint", "place", "finite"),
        of=("before", "phrase", "subject", "chain", "lemma", "after"),
        rows={
            ("shape", "form"): ("place", "before", "phrase", "subject"),
            ("shape", "form", "place"): ("joint",),
            ("joint",): (),
            ("joint", "finite"): ("chain",),
            ("place",): ("lemma", "chain"),
            ("place", "kind"): ("after",),
            ("place", "shape"): ("before",),
        },
    ),
    Group(by=("after",), of=("before", "phrase"), rows={("after",): ("before", "phrase")}),
)

#: Where a content can end: a clause only before what joins or divides clauses, a phrase or an infinitive before a
#: preposition or an adverb as well.  It hardly ever ends before "to", "that", a participle or a mark.
_CLAUSE_BREAKS: Final = letters.of(", ; : - ( ) and but when as relative")
_PHRASE_BREAKS: Final = _CLAUSE_BREAKS + letters.of("preposition time adverb")
_CLAUSAL: Final = frozenset(("that", "question", "pronoun", "if"))
#: Lengths in pairs and places by their distance, as the names of feature values.
_BINNED: Final = tuple(str(length // 2) for length in range(16))
_AHEAD: Final = ("now", "now", "soon", "soon", "soon", "soon", "later", "later", "later")
_STRENGTH: Final = tuple(f" {step}" for step in range(7))
_LEFT: Final = tuple(f"left {count}" for count in range(7))
_RIGHT: Final = ("right 0", "right 1")
#: How many tokens of the content are searched for another cue ("promised to say").
_INNER: Final = 3
#: The shapes whose source may stand behind them ("criticism from the town", "is opposed by the town").
_SOURCE_BEHIND: Final = frozenset(("noun", "passive"))
#: How many phrases before a clause can be its source: the nearest, and the first of the sentence.
_NEAR: Final = 5
_OPENING: Final = 2
_CLAUSE_STARTS: Final = frozenset(("that", "to", "if", "whether", "pronoun", "ing"))
_ARTICLES: Final = letters.of("determiner possessive")
_TRAILING: Final = ".!?\"'-,:;"


def clause_features(sentence: Sentence, clause: Clause) -> Features:
    """Features for the model `clause`: is this reading an attribution?"""
    head, first, end, (lemma, kind, form), shape, _, content, _ = clause
    words, lower, _, _, keys, start, stop, _ = sentence
    at = content or end
    cues = cue_words("en")
    inner = "-"
    for k in range(at, min(stop, at + _INNER)):
        if lower[k] in cues:
            inner = cues[lower[k]].kind
            break
    return (
        (
            (lemma, form, shape, kind),
            (
                keys[words[at]] if at < stop else "$",
                inner,
                lower[end] if end < stop else "$",
                keys[words[end]] if end < stop else "$",
                keys[words[at + 1]] if at + 1 < stop else "$",
                _BINNED[min(stop - at, 12)],
                keys[words[start]],
                lower[first - 1] if first > start else "^",
                "capital" if words[head][0].isupper() else "small",
                keys[words[first - 1]] if first > start else "^",
                keys[words[first]] if first < head else "-",
            ),
        ),
    )


def content_type(sentence: Sentence, at: int) -> str:
    """What kind of clause or phrase opens at `at`, by its first word."""
    name = letters.name_of(sentence.classes[at : at + 1])
    if name in _CLAUSE_STARTS or name in ("question", "preposition", "as", "when"):
        return name
    return "question" if name == "relative" else "phrase"


def last_end(sentence: Sentence, start: int) -> int:
    """The end of the sentence without its stop and closing marks."""
    end = sentence.end
    while end > start + 1 and sentence.classes[end - 1] in _TRAILING:
        end -= 1
    return end


def end_features(
    sentence: Sentence, clause: Clause, stop: int, ahead: list[tuple[int, int]]
) -> Iterator[tuple[int, Features]]:
    """Features for the model `end` at each place before `stop` where the content behind a cue may end, in order."""
    words, _, classes, quoted, keys, opening, end, _ = sentence
    lemma, kind, _ = clause.cue
    start = clause.content
    if start >= stop:  # the cue ends its sentence
        return
    content = content_type(sentence, start)
    subject = keys[words[clause.first - 1]] if clause.first > opening else "^"
    relative = subject in ("who", "which", "that")
    breaks = _CLAUSE_BREAKS if content in _CLAUSAL else _PHRASE_BREAKS
    verbs = int(classes[start] in FINITE)
    commas = 0
    rank = 0
    for at in range(start + 1, stop):
        name = classes[at]
        if name in FINITE:
            verbs = min(verbs + 1, 2)
        if name not in breaks or (quoted[at] and quoted[at] == quoted[at - 1]):
            continue
        while rank < len(ahead) and ahead[rank][0] < at:
            rank += 1
        coming = "-"
        if rank < len(ahead) and ahead[rank][0] - at < 9:
            coming = _AHEAD[min(ahead[rank][0] - at, 8)] + _STRENGTH[max(0, min(ahead[rank][1] + 300, 699)) // 100]
        finite = relative and at + 1 < end and classes[at + 1] in FINITE
        values = (
            keys[words[at + 1]] if at + 1 < end else "$",
            keys[words[at + 2]] if at + 2 < end else "$",
            f"{commas} {verbs}",
            letters.name_of(classes[at - 1]),
            lemma,
            coming,
            "relative finite" if finite else subject,
            _BINNED[min(at - start, 15)],
        )
        yield at, (((keys[words[at]], content, kind), values),)
        if name == ",":
            commas = min(commas + 1, 2)


def source_features(
    sentence: Sentence, clause: Clause, found: list[Phrase]
) -> Iterator[tuple[tuple[int, int], Features]]:
    """Features for the model `source` of each phrase that can be the source of a clause: is it?

    `found` are the sentence's phrases in reading order.  Those before the clause come first, the nearest first; of
    those far off only the opening ones count.
    """
    words, _, classes, _, keys, start, stop, _ = sentence
    lemma, kind, form = clause.cue
    shape = clause.shape
    subject = range(clause.source[0] + 1, clause.source[1] + 1) if clause.source else range(0)
    joint = keys[words[clause.first - 1]] if clause.first > start else "^"
    seen, verbs, commas = clause.first, 0, 0
    left = len([end for _, end in found if end <= clause.first])
    order = [*range(left - 1, -1, -1)]
    for rank, index in enumerate([*order[:_NEAR], *order[max(_NEAR, left - _OPENING) :]]):
        first, end = found[index]
        for k in range(seen - 1, end - 1, -1):
            if classes[k] in FINITE:
                verbs += 1
            elif classes[k] == ",":
                commas += 1
        seen = min(seen, end)
        before, after = keys[words[first - 1]] if first > start else "^", keys[words[end]]
        finite = "finite" if classes[end] in FINITE or classes[end] == letters.ADVERB else "other"
        name = _phrase_type(classes, first, end)
        chain = f"{min(verbs, 3)} {min(commas, 3)}"
        values = (before, name, "subject" if end in subject else "other", chain, lemma, after)
        yield (
            (first, end),
            (((shape, form, kind, joint, _LEFT[min(rank, 6)], finite), values), ((after,), (before, name))),
        )
    if shape not in _SOURCE_BEHIND:
        return
    behind = [phrase for phrase in found[left:] if phrase[0] >= clause.end - 1]
    for place, (first, end) in zip(_RIGHT, behind, strict=False):
        before, after = keys[words[first - 1]], keys[words[end]] if end < stop else "$"
        name = _phrase_type(classes, first, end)
        values = (before, name, "other", "", lemma, after)
        yield (first, end), (((shape, form, kind, joint, place, "-"), values), ((after,), (before, name)))


def _phrase_type(classes: str, first: int, end: int) -> str:
    letter = classes[first]
    if end - first == 1 or letter in _ARTICLES:
        return letters.name_of(letter)
    return "name" if letters.NAME in classes[first:end] else "word"
