"""What the linear models see: of a reading of a cue, of a place where its content may end, of a possible source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wireparse.quotes.cues import cue_words
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
    "shape": ("after", "next", "rest", "lead", "opens"),
    "shape form": ("before", "auxiliaries"),
    "shape kind": ("follows", "subject"),
    "outer": ("lemma", "kind"),
    "inner": ("lemma", "kind"),
    "word behind": ("kind", "lemma"),
    "word before": ("kind", "form"),
    "capital": ("form",),
}
END: Final = {
    "here": ("next", "second", "commas", "before", "lemma", "last"),
    "here next": ("verbs",),
    "content": ("length", "kind"),
    "ahead": ("here", "kind"),
}
SOURCE: Final = {
    "clause": ("place", "before", "phrase", "joint"),
    "joint": ("place", "chain"),
    "place": ("lemma", "chain", "kind", "before"),
    "after": ("before", "phrase"),
}

#: Where a content can end: before one of these.  It hardly ever ends before "to", "that", a participle or a mark.
_BREAKS: Final = frozenset((
    ",", ";", ":", "-", "--", "(", ")", "and", "but", "when", "as", "relative", "preposition", "time", "adverb",
))  # fmt: skip
#: Lengths in pairs and places by their distance, as the names of feature values.
_BINNED: Final = tuple(str(length // 2) for length in range(16))
_AHEAD: Final = ("now", "now", "soon", "soon", "soon", "soon", "later", "later", "later")
_STRENGTH: Final = tuple(f" {step}" for step in range(7))
_LEFT: Final = tuple(f"left {count}" for count in range(5))
_RIGHT: Final = tuple(f"right {count}" for count in range(4))
_CLAUSE_STARTS: Final = frozenset(("that", "to", "if", "whether", "pronoun", "ing"))
_TRAILING: Final = frozenset((".", "!", "?", '"', "'", "-", ",", ":", ";"))


def clause_features(sentence: Sentence, clause: Clause) -> Features:
    """Features for the model `clause`: is this reading an attribution?"""
    cues = cue_words()
    head, first, end, (lemma, kind, form), shape, source, content, before = clause
    words, lower, classes, keys, quoted, start, stop = sentence
    at = content or end
    follows = keys[at] if at < stop else "$"
    near = "none"
    if source:
        left, right = source
        who = classes[left]
        if right - left > 1 and "name" in classes[left:right]:
            who = "name"
        near = f"{who} near" if right == first or left == end else f"{who} far"
    auxiliaries = "-".join([name for name in classes[first:head] if name != "adverb"])
    lead = "quoted" if before is not None and any(quoted[before[0] : before[0] + 3]) else "plain"
    outer = inner = "-"
    for k in range(max(start, first - 3), first):
        if lower[k] in cues:
            outer = cues[lower[k]].kind
    for k in range(at, min(stop, at + 3)):
        if lower[k] in cues:
            inner = f"{cues[lower[k]].kind} {k - at}"
            break
    return (
        (lemma, form, shape, follows),
        (
            shape,
            keys[end] if end < stop else "$",
            keys[at + 1] if at + 1 < stop else "$",
            _BINNED[min(stop - at, 12)],
            lead,
            keys[start],
        ),
        (f"{shape} {form}", keys[first - 1] if first > start else "^", auxiliaries),
        (f"{shape} {kind}", follows, near),
        (outer, lemma, kind),
        (inner, lemma, kind),
        (lower[end] if end < stop else "$", kind, lemma),
        (lower[first - 1] if first > start else "^", kind, form),
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


def end_features(
    sentence: Sentence, clause: Clause, stop: int, ahead: list[tuple[int, int]]
) -> Iterator[tuple[int, Features]]:
    """Features for the model `end` at each place before `stop` where the content behind a cue may end, in order."""
    classes, keys, quoted = sentence.classes, sentence.keys, sentence.quoted
    lemma, kind, _ = clause.cue
    start, end = clause.content, sentence.end
    content = content_type(sentence, start)
    verbs = int(classes[start] in FINITE)
    commas = 0
    last = "^"
    rank = 0
    for at in range(start + 1, stop):
        name = classes[at]
        if name in FINITE:
            verbs = min(verbs + 1, 2)
        if name not in _BREAKS or (quoted[at] and quoted[at] == quoted[at - 1]):
            continue
        here = keys[at]
        while rank < len(ahead) and ahead[rank][0] < at:
            rank += 1
        coming = "-"
        if rank < len(ahead) and ahead[rank][0] - at < 9:
            coming = _AHEAD[min(ahead[rank][0] - at, 8)] + _STRENGTH[max(0, min(ahead[rank][1] + 300, 699)) // 100]
        following = keys[at + 1] if at + 1 < end else "$"
        yield (
            at,
            (
                (
                    here,
                    following,
                    keys[at + 2] if at + 2 < end else "$",
                    f"{commas} {verbs}",
                    classes[at - 1],
                    lemma,
                    f"{content} {last}",
                ),
                (f"{here} {following}", _BINNED[2 * verbs]),
                (content, _BINNED[min(at - start, 15)], kind),
                (coming, here, kind),
            ),
        )
        if name == ",":
            commas = min(commas + 1, 2)
        last = here


def source_candidates(clause: Clause, found: list[Phrase]) -> list[Phrase]:
    """The phrases of a sentence that can be the source of a clause: its first, the nearest before, a few behind."""
    left = [phrase for phrase in found if phrase.end <= clause.first]
    right = [phrase for phrase in found if phrase.first >= clause.end - 1]
    return left[:2] + left[max(2, len(left) - 5) :] + right[:2]


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
        place = _LEFT[min(between, 4)]
    else:
        between = sum([clause.end - 1 <= other.first < first for other in found])
        place = _RIGHT[min(between, 3)]
    finite = end < sentence.end and (classes[end] in FINITE or classes[end] == "adverb")
    joint = keys[clause.first - 1] if clause.first > sentence.first else "^"
    chain = f"{verbs} {commas}"
    return (
        (f"{clause.shape} {clause.cue.form}", place, before, name, f"{joint} {place}"),
        (joint, place, f"{chain} {finite}"),
        (place, clause.cue.lemma, chain, f"{clause.cue.kind} {after}", f"{clause.shape} {before}"),
        (after, before, name),
    )
