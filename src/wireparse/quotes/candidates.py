"""Who may have said a quoted segment: every cue of the paragraph with the phrase that goes with it, the speakers of
the segments before, and whoever the sentence before was about; each with the features by which it is weighed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from wireparse.quotes.cues import CueWord, cue_words
from wireparse.quotes.linear import Features
from wireparse.quotes.marks import Segment
from wireparse.quotes.sources import (
    Passage,
    Phrase,
    clause_subject,
    opening_phrase,
    phrase_after,
    phrase_before,
    subject,
)

__all__ = ["SLOTS", "Candidate", "Clause", "Place", "candidates", "find_places", "other", "read_clauses"]

_GROUP: Final = frozenset(("be", "have", "do", "modal", "contracted", "negation", "adverb"))
_ACCORDING: Final = CueWord("according", "according", "adverb")
_VERBAL: Final = frozenset(("base", "s", "ing", "past", "participle"))
#: Clauses weighed on either side of a segment, and how many tokens away.
_LEFT: Final = 4
_RIGHT: Final = 2
_FARTHEST: Final = 200
#: Tokens between a segment and whose words it is.
_OWNER: Final = 12


class Clause(NamedTuple):
    """A cue outside quotation marks: its word `head` in the verb group `first` up to `end`, and one phrase that may be
    its source, found in a certain `way`: before, after, by (in the passive), clause (shared with another verb)."""

    first: int
    head: int
    end: int
    word: CueWord
    way: str
    source: Phrase
    form: str


class Place(NamedTuple):
    """Where a segment stands: its tokens, marks included, and what its features have in common."""

    number: int
    first: int
    end: int
    segment: Segment
    shape: str
    pre: str
    post: str


class Candidate(NamedTuple):
    """Somebody who may have said a segment: a clause that says so and its source in their passage, or neither where
    the speaker of another segment is carried over.  `features` are what the model `model` weighs."""

    model: Literal["clause", "other"]
    way: str
    features: Features
    passage: Passage | None = None
    clause: Clause | None = None
    source: Phrase | None = None


#: The rows of features that a candidate's model weighs: head and slots.
SLOTS: Final = {
    "clause": {
        "position": ("way", "touch", "taken", "shape", "source"),
        "gap": ("way", "rank", "taken"),
        "touch": ("kind", "shape", "neighbour", "taken", "form"),
        "touch and way": ("form", "source", "taken", "joined"),
        "way": ("source", "joined", "form", "kind"),
        "neighbour": ("touch", "shape"),
        "lemma": ("side", "touch"),
    },
    "other": {
        "way": ("shape", "before", "behind"),
        "context": ("before", "behind", "clauses", "shape", "size"),
    },
}


def read_clauses(passage: Passage) -> list[Clause]:
    """The clauses that the cues of a passage head, in reading order; one for each phrase that may be the source."""
    tokens, classes, quoted, sentences, _ = passage
    words = cue_words()
    found: list[Clause] = []
    for head, lower in enumerate(tokens.lower):
        word = words.get(lower)
        if quoted[head] or (word is None and lower != "according" and classes[head] != "past"):
            continue
        place = bisect_right(sentences, head)
        floor = sentences[place - 1]
        ceiling = sentences[place] if place < len(sentences) else len(classes)
        if word is not None:
            if word.form in _VERBAL:
                found += _clauses(passage, head, word, floor, ceiling)
        elif lower != "according":  # a verb that no list has, beside a quotation: ", he demurred"
            tail = CueWord(lower, "other", "past")
            found += [clause for clause in _clauses(passage, head, tail, floor, ceiling) if _taken(passage, clause)]
        elif head + 1 < ceiling and tokens.lower[head + 1] == "to":
            source = phrase_after(passage, head + 2, ceiling)
            if source:
                found.append(Clause(head, head, head + 2, _ACCORDING, "after", source, _form(passage, source)))
    return found


def _clauses(passage: Passage, head: int, word: CueWord, floor: int, ceiling: int) -> Iterator[Clause]:
    classes, quoted = passage.classes, passage.quoted
    before = classes[head - 1] if head > floor else ""
    if word.form != "past" and before in ("determiner", "possessive", "possessor"):  # "a claim"
        return
    first = head
    while first > floor and classes[first - 1] in _GROUP and not quoted[first - 1]:
        first -= 1
    end = head + 1
    passive = word.form in ("past", "participle") and "be" in classes[first:head]
    if passive and end < ceiling and passage.tokens.lower[end] == "by":
        source = phrase_after(passage, end + 1, ceiling)
        if source:
            yield Clause(first, head, end, word, "by", source, _form(passage, source))
            return
    joined = first > floor and (before in ("and", "but", "to") or (word.form == "ing" and classes[first - 1] == ","))
    source = None if joined else subject(passage, first, floor)
    if source:
        yield Clause(first, head, end, word, "before", source, _form(passage, source))
    if source is None or word.form == "ing":
        source = clause_subject(passage, first, floor)
        if source:
            yield Clause(first, head, end, word, "clause", source, _form(passage, source))
    if first == floor or quoted[first - 1] or classes[first - 1] in (",", "-", "--", "'"):
        source = phrase_after(passage, end, ceiling)
        if source:
            yield Clause(first, head, end, word, "after", source, _form(passage, source))


def _form(passage: Passage, source: Phrase) -> str:
    """What a source looks like: a pronoun, a name, a description."""
    classes = passage.classes
    first, end = source
    if end - first == 1 and classes[first] != "name":
        return passage.tokens.lower[first] if classes[first] == "pronoun" else classes[first]
    return "name" if "name" in classes[first:end] else "words"


def find_places(passage: Passage, text: str, segments: list[Segment]) -> list[Place]:
    """The places of a passage's segments, in step with them."""
    quoted, classes = passage.quoted, passage.classes
    places: list[Place] = []
    end = 0
    for number, segment in enumerate(segments, 1):
        first = quoted.index(number, end)
        end = first
        while end < len(quoted) and quoted[end] == number:
            end += 1
        shape = f"{_case(text[segment.start])}{_sign(text[segment.end - 1])}{_size(end - first)}"
        pre = classes[first - 1] if first else "^"
        if first and quoted[first - 1]:
            pre = "mark"
        places.append(Place(number, first, end, segment, shape, pre, classes[end] if end < len(classes) else "$"))
    return places


def _case(sign: str) -> str:
    return "A" if sign.isupper() else "a" if sign.islower() else "-"


def _sign(sign: str) -> str:
    return sign if sign in ",.?!" else "w" if sign.isalnum() else "-"


def _size(tokens: int) -> str:
    return "1" if tokens < 5 else "2" if tokens < 8 else "3" if tokens < 14 else "4"


def candidates(passage: Passage, place: Place, clauses: list[Clause]) -> Iterator[Candidate]:
    """The clauses near a segment, weighed for it, and whoever the sentence is about."""
    at = bisect_right(clauses, place.first, key=_first)
    for rank, clause in enumerate(reversed(clauses[max(0, at - _LEFT) : at])):
        if place.first - clause.end < _FARTHEST:
            yield _candidate(passage, place, clause, "L", rank, min(clause.end, place.first), place.first)
    for rank, clause in enumerate(clauses[at : at + _RIGHT]):
        if clause.first - place.end < _FARTHEST:
            yield _candidate(passage, place, clause, "R", rank, place.end, clause.first)
    yield from _others(passage, place, len(clauses))


def _others(passage: Passage, place: Place, clauses: int) -> Iterator[Candidate]:
    """Who is near a segment without a cue: a name before a colon, a signature behind a dash, whose words they are
    ("in Mr. Lee's words"), the subject of the verb before, the first phrase of the sentence."""
    classes, quoted = passage.classes, passage.quoted
    first, end, size = place.first, place.end, len(passage.classes)
    at = bisect_right(passage.sentences, first) - 1
    floor = passage.sentences[at]

    def near(way: str, source: Phrase | None, gap: int) -> Iterator[Candidate]:
        if source:
            context = f"{_form(passage, source)} {_far(gap)}"
            yield other(place, way, context, clauses)._replace(passage=passage, source=source)

    label = phrase_before(passage, first - 1, floor) if place.pre == ":" else None
    if label:
        yield from near("label", label, label[0] - floor)
    if end + 1 < size and classes[end] in ("-", "--", "---", "(", "["):
        signed = phrase_after(passage, end + 1, size)
        yield from near("signature", signed, size - signed[1] if signed else 0)
    for k in range(first - 1, max(floor, first - _OWNER) - 1, -1):
        if quoted[k] or (classes[k] == "," and k < first - 1):
            break
        if classes[k] == "possessive":
            yield from near("owner", (k, k + 1), first - k)
            break
        if classes[k] in ("possessor", "'"):
            yield from near("owner", phrase_before(passage, k, floor), first - k)
            break
    if end < size and classes[end] != "(":
        follower = phrase_after(passage, end, size)
        yield from near(
            f"follower {classes[follower[1]]}" if follower and follower[1] < size else "follower", follower, 0
        )
    verb = clause_subject(passage, first, floor)
    yield from near("verb", verb, 0)
    if at and floor == first:
        floor = passage.sentences[at - 1]
    topic = opening_phrase(passage, floor, first)
    if topic != label:
        yield from near("topic", topic, first - topic[1] if topic else 0)


def _first(clause: Clause) -> int:
    return clause.first


def _candidate(passage: Passage, place: Place, clause: Clause, side: str, rank: int, low: int, high: int) -> Candidate:
    """`low` to `high` are the tokens between the segment and the clause."""
    word, way = clause.word, clause.way
    between = {number for number in passage.quoted[low:high] if number}
    stops = bisect_right(passage.sentences, high) - bisect_right(passage.sentences, low)
    gap = high - low
    source = clause.source
    if side == "R":
        touch = "touch" if gap == 0 or source[0] == low else "near" if source[0] - low < 3 else ""
        sign = place.post
    else:
        touch = "touch" if gap == 0 else passage.tokens.lower[low] if gap == 1 else "near" if gap < 4 else ""
        sign = place.pre
    taken = _taken(passage, clause)
    position = f"{side}{len(between) if len(between) < 3 else 3}{stops if stops < 3 else 3}"
    joined = "joined" if source[1] == clause.first or source[0] == clause.end else ""
    touch = side + touch
    shape = place.shape[:2]
    features = (
        (position, way, touch, taken, shape, clause.form),
        (side + _far(gap), way, str(rank), taken),
        (touch, word.kind, place.shape, sign, taken, word.form),
        (f"{touch} {way}", word.form, clause.form, taken, joined),
        (way, clause.form, joined, word.form, word.kind),
        (side + sign, touch, shape),
        (word.lemma, side, touch),
    )
    return Candidate("clause", way, features, passage, clause, source)


def _far(gap: int) -> str:
    return str(gap) if gap < 4 else "4" if gap < 7 else "7" if gap < 12 else "12" if gap < 20 else "20"


def _taken(passage: Passage, clause: Clause) -> str:
    """Which segments touch a clause: one before it, one behind it."""
    quoted, classes = passage.quoted, passage.classes
    first = min(clause.first, clause.source[0])
    end = max(clause.end, clause.source[1])
    left = first > 0 and quoted[first - 1] > 0
    if end < len(quoted) and classes[end] in (",", ":") and end + 1 < len(quoted):
        end += 1
    right = end < len(quoted) and quoted[end] > 0
    return f"{'l' if left else ''}{'r' if right else ''}"


def other(place: Place, way: str, context: str, clauses: int) -> Candidate:
    """A candidate that no clause of the paragraph names: the speaker of another segment, of the paragraph before, or
    whoever the sentence is about."""
    features = (
        (way, place.shape, place.pre, place.post),
        (f"{way} {context}", place.pre, place.post, str(min(clauses, 3)), place.shape[:2], place.shape[2]),
    )
    return Candidate("other", way, features)
