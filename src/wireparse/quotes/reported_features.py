"""What the linear models see: of a reading of a cue, of a place where its content may end, of a possible source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wireparse.quotes.grammar import Sentence
from wireparse.quotes.linear import Features
from wireparse.quotes.reported_clauses import Clause
from wireparse.quotes.reported_phrases import FINITE, Phrase

__all__ = [
    "CLAUSE",
    "END",
    "SOURCE",
    "clause_features",
    "end_features",
    "last_end",
    "source_candidates",
    "source_features",
]

#: The rows of features that the functions below give, in order: head and slots.
CLAUSE: Final = {
    "lemma": ("form", "shape", "follows"),
    "shape": ("after", "next", "rest", "gap", "lead", "quoted", "opens"),
    "shape form": ("follows", "auxiliaries", "before", "subject"),
    "shape kind": ("form", "follows", "subject"),
    "capital": ("form",),
}
END: Final = {
    "here": ("next", "second", "content", "kind", "shape", "length", "commas", "before", "lemma", "last"),
    "here next": ("verbs", "form"),
    "content": ("length", "kind"),
    "class": ("rest", "content"),
}
SOURCE: Final = {
    "clause": ("place", "before", "after", "phrase", "chain", "distance", "subject", "joint"),
    "joint": ("place", "chain", "subject"),
    "place": ("lemma", "chain", "kind", "before"),
    "after": ("before", "phrase"),
}

_BREAKS: Final = frozenset((
    ",", ";", ":", "-", "--", "(", ")", "and", "but", "when", "as", "relative", "preposition", "time", '"', "to",
    "that", "question", "adverb", "ing",
))  # fmt: skip
#: Lengths in pairs and in threes, and places by their distance, as the names of feature values.
_BINNED: Final = tuple(str(length // 2) for length in range(16))
_REST: Final = tuple(str(length // 3) for length in range(21))
_LEFT: Final = tuple(f"left {count}" for count in range(5))
_RIGHT: Final = tuple(f"right {count}" for count in range(4))
_CLAUSE_STARTS: Final = frozenset(("that", "to", "if", "whether", "pronoun", "ing"))
_TRAILING: Final = frozenset((".", "!", "?", '"', "'", "-", ",", ":", ";"))


def clause_features(sentence: Sentence, clause: Clause) -> Features:
    """Features for the model `clause`: is this reading an attribution?"""
    head, first, end, (lemma, kind, form), shape, source, content, before = clause
    words, _, classes, keys, quoted, start, stop = sentence
    at = content or end
    follows = keys[at] if at < stop else "$"
    who, near, gap = "none", "none", "-"
    if source:
        left, right = source
        who = classes[left]
        if right - left > 1 and "name" in classes[left:right]:
            who = "name"
        near = f"{who} near" if right == first or left == end else f"{who} far"
        gap = _BINNED[first - right] if 0 <= first - right < 12 else "-" if left >= end else "12"
    auxiliaries = "-".join([name for name in classes[first:head] if name != "adverb"])
    lead = "quoted" if before is not None and any(quoted[before[0] : before[0] + 3]) else "plain"
    previous = keys[first - 1] if first > start else "^"
    return (
        (lemma, form, shape, follows),
        (
            shape,
            keys[end] if end < stop else "$",
            keys[at + 1] if at + 1 < stop else "$",
            _BINNED[min(stop - at, 12)],
            gap,
            lead,
            "quoted" if at < stop and quoted[at] else "plain",
            keys[start],
        ),
        (f"{shape} {form}", follows, auxiliaries, previous, who),
        (f"{shape} {kind}", form, follows, near),
        ("capital" if words[head][0].isupper() else "small", form),
    )


def content_type(sentence: Sentence, at: int) -> str:
    """What kind of clause or phrase opens at `at`, by its first word."""
    name = sentence.classes[at]
    if name in _CLAUSE_STARTS or name in ("question", "preposition", "as", "when"):
        return name
    return "question" if name == "relative" else "phrase"


def last_end(sentence: Sentence, start: int) -> int:
    """The end of the sentence without its stop and closing marks."""
    end = sentence.end
    while end > start + 1 and sentence.classes[end - 1] in _TRAILING:
        end -= 1
    return end


def end_features(sentence: Sentence, clause: Clause, stop: int) -> Iterator[tuple[int, Features]]:
    """Features for the model `end` at each place before `stop` where the content behind a cue may end, in order."""
    classes, keys, quoted = sentence.classes, sentence.keys, sentence.quoted
    lemma, kind, form = clause.cue
    start, end, shape = clause.content, sentence.end, clause.shape
    content = content_type(sentence, start)
    verbs = int(classes[start] in FINITE)
    commas = 0
    last = "^"
    for at in range(start + 1, stop):
        name = classes[at]
        if name in FINITE:
            verbs = min(verbs + 1, 2)
        if name not in _BREAKS or (quoted[at] and quoted[at] == quoted[at - 1]):
            continue
        here = keys[at]
        following = keys[at + 1] if at + 1 < end else "$"
        length = _BINNED[min(at - start, 15)]
        yield (
            at,
            (
                (
                    here,
                    following,
                    keys[at + 2] if at + 2 < end else "$",
                    f"{content} {verbs}",
                    kind,
                    f"{shape} {content}",
                    length,
                    f"{commas} {verbs}",
                    classes[at - 1],
                    lemma,
                    f"{content} {last}",
                ),
                (f"{here} {following}", _BINNED[2 * verbs], form),
                (content, length, kind),
                (name, _REST[min(stop - at, 20)], f"{content} {kind}"),
            ),
        )
        if name == ",":
            commas = min(commas + 1, 2)
        last = here


def source_candidates(clause: Clause, found: list[Phrase]) -> list[Phrase]:
    """The phrases of a sentence that can be the source of a clause: its first, the nearest before, a few behind."""
    left = [phrase for phrase in found if phrase.end <= clause.first]
    right = [phrase for phrase in found if phrase.first >= clause.end - 1]
    return left[:2] + left[max(2, len(left) - 8) :] + right[:3]


def source_features(sentence: Sentence, clause: Clause, found: list[Phrase], phrase: Phrase) -> Features:
    """Features for the model `source`: is this phrase the clause's source?"""
    classes, keys = sentence.classes, sentence.keys
    first, end = phrase
    before = keys[first - 1] if first > sentence.first else "^"
    after = keys[end] if end < sentence.end else "$"
    name = classes[first]
    if end - first > 1 and name not in ("determiner", "possessive"):
        name = "name" if "name" in classes[first:end] else "word"
    verbs = commas = 0
    if end <= clause.first:
        between = sum([end <= other.first and other.end <= clause.first for other in found])
        group = classes[end : clause.first]
        verbs = min(sum([word in FINITE for word in group]), 3)
        commas = min(group.count(","), 3)
        place, distance = _LEFT[min(between, 4)], _REST[min(clause.first - end, 20)]
    else:
        between = sum([clause.end - 1 <= other.first < first for other in found])
        place, distance = _RIGHT[min(between, 3)], _BINNED[min(max(first - clause.end, 0), 12)]
    finite = end < sentence.end and (classes[end] in FINITE or classes[end] == "adverb")
    joint = keys[clause.first - 1] if clause.first > sentence.first else "^"
    chain = f"{verbs} {commas}"
    subject = ("opens " if first == found[0].first else "") + ("finite" if finite else "other")
    return (
        (f"{clause.shape} {clause.cue.form}", place, before, after, name, chain, distance, subject, f"{joint} {place}"),
        (joint, place, f"{chain} {finite}", subject),
        (place, clause.cue.lemma, chain, f"{clause.cue.kind} {after}", f"{clause.shape} {before}"),
        (after, before, name),
    )
