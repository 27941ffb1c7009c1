"""What the linear models see: of a reading of a cue, of a place where its content may end, of a possible source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wireparse.quotes.grammar import Sentence
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

#: The names of the features, in the order in which the functions below give their values.
CLAUSE: Final = (
    "lemma", "lemma+form", "shape+lemma", "shape+kind+form", "shape+kind+follows", "lemma+follows",
    "shape+form+follows", "shape+after", "shape+next", "shape+form+auxiliaries", "shape+form+before",
    "shape+kind+subject", "shape+form+subject", "shape+rest", "shape+gap", "shape+before_quoted", "opens",
    "shape+quoted", "capital+form",
)  # fmt: skip
END: Final = (
    "here", "here+next", "here+second", "here+content+verbs", "here+kind", "here+shape+content", "here+next+verbs",
    "content+kind+class", "content+length", "here+length", "here+commas+verbs", "here+before", "here+form+next",
    "class+rest", "content+here+last", "here+lemma",
)  # fmt: skip
SOURCE: Final = (
    "what+place", "what+before", "what+after", "type+before+after", "what+type", "what+chain", "what+distance",
    "joint+place", "joint+chain+finite", "joint+finite+opening", "what+finite+opening", "lemma+place",
    "kind+place+after", "shape+place+before", "place+chain", "what+joint+place+finite",
)  # fmt: skip

_BREAKS: Final = frozenset((
    ",", ";", ":", "-", "--", "(", ")", "and", "but", "when", "as", "relative", "preposition", "time", '"', "to",
    "that", "question", "adverb", "ing",
))  # fmt: skip
_CLAUSE_STARTS: Final = frozenset(("that", "to", "if", "whether", "pronoun", "ing"))
_TRAILING: Final = frozenset((".", "!", "?", '"', "'", "-", ",", ":", ";"))


def clause_features(sentence: Sentence, clause: Clause) -> tuple[str, ...]:
    """Values for the model `clause`: is this reading an attribution?"""
    head, first, end, (lemma, kind, form), shape, source, content, before = clause
    _, _, classes, keys, quoted, start, stop = sentence
    at = content or end
    follows = keys[at] if at < stop else "$"
    who, near = "none", "none"
    if source:
        left, right = source
        who = classes[left]
        if right - left > 1 and "name" in classes[left:right]:
            who = "name"
        near = "near" if right == first or left == end else "far"
    auxiliaries = "-".join([name for name in classes[first:head] if name != "adverb"])
    gap = min(first - source[1], 12) // 2 if source and source[1] <= first else -1
    lead_quoted = before is not None and any(quoted[before[0] : before[0] + 3])
    shape_form = f"{shape} {form}"
    shape_kind = f"{shape} {kind}"
    return (
        lemma,
        f"{lemma} {form}",
        f"{shape} {lemma}",
        f"{shape_kind} {form}",
        f"{shape_kind} {follows}",
        f"{lemma} {follows}",
        f"{shape_form} {follows}",
        f"{shape} {sentence.key(end)}",
        f"{shape} {sentence.key(at + 1)}",
        f"{shape_form} {auxiliaries}",
        f"{shape_form} {sentence.key(first - 1)}",
        f"{shape_kind} {who} {near}",
        f"{shape_form} {who}",
        f"{shape} {min(stop - at, 12) // 2}",
        f"{shape} {gap}",
        f"{shape} {lead_quoted}",
        keys[start],
        f"{shape} {at < stop and quoted[at] > 0}",
        f"{sentence.words[head][0].isupper()} {form}",
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


def end_features(sentence: Sentence, clause: Clause, stop: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Values for the model `end` at each place before `stop` where the content behind a cue may end, in order."""
    classes, keys, quoted = sentence.classes, sentence.keys, sentence.quoted
    lemma, kind, form = clause.cue
    start = clause.content
    content = content_type(sentence, start)
    content_kind = f"{content} {kind}"
    verbs = int(classes[start] in FINITE)
    commas = 0
    last = ""
    for at in range(start + 1, stop):
        name = classes[at]
        if name in FINITE:
            verbs = min(verbs + 1, 2)
        if name not in _BREAKS or (quoted[at] and quoted[at] == quoted[at - 1]):
            continue
        here, following = keys[at], sentence.key(at + 1)
        here_next = f"{here} {following}"
        length = min(at - start, 15) // 2
        yield (
            at,
            (
                here,
                here_next,
                f"{here} {sentence.key(at + 2)}",
                f"{here} {content} {verbs}",
                f"{here} {kind}",
                f"{here} {clause.shape} {content}",
                f"{here_next} {verbs}",
                f"{content_kind} {name}",
                f"{content} {length}",
                f"{here} {length}",
                f"{here} {commas} {verbs}",
                f"{here} {classes[at - 1]}",
                f"{here_next} {form}",
                f"{name} {min(stop - at, 20) // 3}",
                f"{content} {here} {last}",
                f"{here} {lemma}",
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


def source_features(sentence: Sentence, clause: Clause, found: list[Phrase], phrase: Phrase) -> tuple[str, ...]:
    """Values for the model `source`: is this phrase the clause's source?"""
    classes = sentence.classes
    first, end = phrase
    what = f"{clause.shape} {clause.cue.form}"
    before, after = sentence.key(first - 1), sentence.key(end)
    name = classes[first]
    if end - first > 1 and name not in ("determiner", "possessive"):
        name = "name" if "name" in classes[first:end] else "word"
    verbs = commas = 0
    if end <= clause.first:
        between = sum(1 for other in found if end <= other.first and other.end <= clause.first)
        group = classes[end : clause.first]
        verbs = min(sum(1 for word in group if word in FINITE), 3)
        commas = min(group.count(","), 3)
        place, distance = f"L{min(between, 4)}", f"L{min(clause.first - end, 24) // 3}"
    else:
        between = sum(1 for other in found if clause.end - 1 <= other.first < first)
        place, distance = f"R{min(between, 3)}", f"R{min(first - clause.end, 12) // 2}"
    finite = end < sentence.end and (classes[end] in FINITE or classes[end] == "adverb")
    joint = sentence.key(clause.first - 1)
    opening = first == found[0].first
    chain = f"{verbs} {commas}"
    return (
        f"{what} {place}",
        f"{what} {before}",
        f"{what} {after}",
        f"{name} {before} {after}",
        f"{what} {name}",
        f"{what} {chain}",
        f"{what} {distance}",
        f"{joint} {place}",
        f"{joint} {chain} {finite}",
        f"{joint} {finite} {opening}",
        f"{what} {finite} {opening}",
        f"{clause.cue.lemma} {place}",
        f"{clause.cue.kind} {place} {after}",
        f"{clause.shape} {place} {before}",
        f"{place} {chain}",
        f"{what} {joint} {place} {finite}",
    )
