"""What the linear models see: of a reading of a cue, of a place where its content may end, of a possible source."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Final, TypeAlias

from wireparse.knowledge.reporting import Reporting
from wireparse.pattern import regex
from wireparse.quotes import word_letters as letters
from wireparse.quotes.linear_model import Features, Group
from wireparse.quotes.noun_phrases import Span
from wireparse.quotes.reported.readings import CueReading
from wireparse.quotes.sentences import Sentence
from wireparse.quotes.word_letters import FINITE

__all__ = [
    "CLAUSE",
    "END",
    "SOURCE",
    "clause_features",
    "end_features",
    "last_end",
    "source_features",
]

#: What a model of one group weighs: heads and values.
Weighed: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]

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
        of=("next", "second", "commas", "before", "lemma", "ahead", "before ahead", "subject", "length"),
        rows={
            ("here",): ("next", "second", "commas", "before", "lemma", "ahead", "before ahead", "subject"),
            ("content",): ("length", "kind"),
        },
    ),
)
SOURCE: Final = (
    Group(
        by=("shape", "form", "kind", "joint", "place", "finite"),
        of=("before", "phrase", "subject", "chain", "after"),
        rows={
            ("shape", "form"): ("place", "before", "phrase", "subject"),
            ("shape", "form", "place"): ("joint",),
            ("joint",): (),
            ("joint", "finite"): ("chain",),
            ("place",): ("chain",),
            ("place", "kind"): ("after",),
            ("place", "shape"): ("before",),
        },
    ),
    Group(by=("after",), of=("before", "phrase"), rows={("after",): ("before", "phrase")}),
)

#: Where a content can end: a clause only before what joins or divides clauses, a phrase or an infinitive before a
#: preposition or an adverb as well.  It hardly ever ends before "to", "that", a participle or a mark.
_CLAUSE_BREAKS: Final = ", ; : - ( ) and but when as relative"
_PHRASE_BREAKS: Final = f"{_CLAUSE_BREAKS} preposition time adverb"
#: What is met on the way to a clause's or a phrase's end: finite verbs, and where it may be.
_CLAUSE_JOINTS: Final = regex(f"[{FINITE}]|{letters.any_of(_CLAUSE_BREAKS)}")
_PHRASE_JOINTS: Final = regex(f"[{FINITE}]|{letters.any_of(_PHRASE_BREAKS)}")
_FINITE: Final = regex(f"[{FINITE}]")
_CLAUSAL: Final = frozenset(("that", "question", "pronoun"))
#: The kind of clause or phrase that opens with a word of some class.
_OPENS: Final = {
    letters.LETTERS[name]: name for name in ("that", "to", "pronoun", "ing", "question", "preposition", "as", "when")
} | {letters.RELATIVE: "question"}
#: Lengths in pairs and places by their distance, as the names of feature values.
_BINNED: Final = tuple(str(length // 2) for length in range(16))
_AHEAD: Final = ("now", "now", "soon", "soon", "soon", "soon", "later", "later", "later")
_TYPES: Final = {"noun": "noun", "plural": "noun", "past": "finite", "s": "finite"}
_RIGHT: Final = ("right 0", "right 1")
#: What a model sees of a name: nobody in the news is a feature.
_MASK: Final = letters.name_of(letters.NAME)
#: How many tokens of the content are searched for another cue.
_INNER: Final = 3
#: The shapes whose source may stand behind them ("criticism from the town", "is opposed by the town").
_SOURCE_BEHIND: Final = frozenset(("noun", "passive"))
#: How many phrases before a clause can be its source: the nearest, and the first of the sentence.
_NEAR: Final = 5
_OPENING: Final = 2
_LEFT: Final = tuple(f"left {count}" for count in range(_NEAR + _OPENING))
#: What a finite verb with its adverbs opens with.
_VERB_OPENS: Final = FINITE + letters.ADVERB
_ARTICLES: Final = letters.of("determiner possessive")
_TRAILING: Final = ".!?\"'-,:;"


def clause_features(sentence: Sentence, clause: CueReading) -> Weighed:
    """Features for the model `clause`: is this reading an attribution?"""
    head, first, end, (lemma, kind, form), shape, _, content, _ = clause
    stop, lower, keys, classes = sentence.end, sentence.lower, sentence.keys, sentence.classes
    behind = _MASK if classes[end] == letters.NAME else lower[end]
    at = content or end
    inner = next(filter(None, map(sentence.reporting.cues.get, lower[at : at + _INNER])), None)  # "promised to say"
    return (lemma, form, shape, kind), (
        keys[at] if content else f"no {keys[at]}",  # what stands behind a cue is another thing than its content
        inner.kind if inner else "-",
        behind if content else f"no {behind}",
        keys[end],
        keys[at + 1],
        _BINNED[min(stop - at, 12)],
        keys[1],
        _MASK if classes[first - 1] == letters.NAME else lower[first - 1],
        "capital" if classes[head] == letters.NAME else "small",
        keys[first - 1],
        keys[first] if first < head else "-",
    )


@cache
def _cue_type(reporting: Reporting, word: str) -> str:
    """What a cue further on is like."""
    cue = reporting.cues.get(word)
    return f"{cue.kind} {_TYPES.get(cue.form, 'other')}" if cue else word


def last_end(sentence: Sentence, start: int) -> int:
    """The end of the sentence without its stop and closing marks."""
    end = sentence.end
    return max(len(sentence.classes[:end].rstrip(_TRAILING)), min(start + 1, end))


def end_features(sentence: Sentence, clause: CueReading, stop: int) -> Iterator[tuple[int, Weighed]]:
    """Features for the model `end` at each place before `stop` where the content behind a cue may end, in order."""
    classes, keys, quoted, heads = sentence.classes, sentence.keys, sentence.quoted, sentence.heads
    lemma, kind, _ = clause.cue
    start = clause.content
    content = _OPENS.get(classes[start], "phrase")
    subject = keys[clause.first - 1]
    relative = subject in sentence.reporting.companions.relatives
    verbs = int(classes[start] in FINITE)
    commas = 0
    for joint in (_CLAUSE_JOINTS if content in _CLAUSAL else _PHRASE_JOINTS).finditer(classes, start + 1, stop):
        name, at = joint[0], joint.start()
        if name in FINITE:
            verbs = min(verbs + 1, 2)
            continue
        if quoted[at] and quoted[at] == quoted[at - 1]:
            continue
        ahead = bisect_left(heads, at)
        coming = before = "-"
        if ahead < len(heads) and heads[ahead] - at < len(_AHEAD):
            head = heads[ahead]
            distance = _AHEAD[head - at]
            coming = f"{distance} {_cue_type(sentence.reporting, sentence.lower[head])}"
            before = f"{distance} {keys[head - 1]}"
        values = (
            keys[at + 1],
            keys[at + 2],
            f"{commas} {verbs}",
            letters.name_of(classes[at - 1]),
            lemma,
            coming,
            before,
            "relative finite" if relative and classes[at + 1] in FINITE else subject,
            _BINNED[min(at - start, 15)],
        )
        yield at, ((keys[at], content, kind), values)
        if name == ",":
            commas = min(commas + 1, 2)


def source_features(
    sentence: Sentence, clause: CueReading, found: list[Span]
) -> Iterator[tuple[tuple[int, int], Features]]:
    """Features for the model `source` of each phrase that can be the source of a clause: is it?

    `found` are the sentence's phrases in reading order.  Those before the clause come first, the nearest first; of
    those far off only the opening ones count.
    """
    classes, keys = sentence.classes, sentence.keys
    _, opening, behind, (_, kind, form), shape, source, _, _ = clause
    subject = range(source[0] + 1, source[1] + 1) if source else range(0)
    joint = keys[opening - 1]
    seen, verbs, commas = opening, 0, 0
    left = bisect_right(found, opening, key=_end)
    order = range(left - 1, -1, -1)
    for rank, index in enumerate(order if left <= _NEAR + _OPENING else [*order[:_NEAR], *order[-_OPENING:]]):
        first, end = found[index]
        verbs += len(_FINITE.findall(classes, end, seen))
        commas += classes.count(",", end, seen)
        seen = min(seen, end)
        before, after = keys[first - 1], keys[end]
        finite = "finite" if classes[end] in _VERB_OPENS else "other"
        name = _phrase_type(classes, first, end)
        chain = f"{min(verbs, 3)} {min(commas, 3)}"
        values = (before, name, "subject" if end in subject else "other", chain, after)
        yield (
            (first, end),
            (((shape, form, kind, joint, _LEFT[rank], finite), values), ((after,), (before, name))),
        )
    if shape not in _SOURCE_BEHIND:
        return
    for place, (first, end) in zip(
        _RIGHT, [phrase for phrase in found[left:] if phrase[0] >= behind - 1], strict=False
    ):
        before, after = keys[first - 1], keys[end]
        name = _phrase_type(classes, first, end)
        values = (before, name, "other", "", after)
        yield (first, end), (((shape, form, kind, joint, place, "-"), values), ((after,), (before, name)))


def _end(phrase: Span) -> int:
    return phrase[1]


def _phrase_type(classes: str, first: int, end: int) -> str:
    letter = classes[first]
    if end - first == 1 or letter in _ARTICLES:
        return letters.name_of(letter)
    return "name" if letters.NAME in classes[first:end] else "word"
