"""Who may have said a quoted segment: every cue of the paragraph with the phrase that goes with it, the speakers of
the segments before, and whoever the sentence before was about; each with the features by which it is weighed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from wireparse.quotes import letters
from wireparse.quotes.cues import VERB_FORMS, CueWord, cue_words
from wireparse.quotes.linear import Features, Group
from wireparse.quotes.marks import Segment
from wireparse.quotes.passages import Passage
from wireparse.quotes.sources import (
    Phrase,
    clause_subject,
    opening_phrase,
    phrase_after,
    phrase_before,
    subject,
)

__all__ = [
    "GROUPS",
    "Candidate",
    "Clause",
    "Place",
    "attributed",
    "candidates",
    "find_places",
    "last_before",
    "other",
    "read_clauses",
]

_GROUP: Final = letters.of("be have do modal contracted negation adverb")
_ACCORDING: Final = CueWord("according", "according", "adverb")
_VERBAL: Final = letters.of("base s ing past participle")
#: Classes before a noun, and before a verb that shares its subject with another; marks before an inverted clause
#: and before who signs a quotation.
_BEFORE_NOUN: Final = letters.of("determiner possessive possessor")
_JOINING: Final = letters.of("and but to")
_OPENINGS: Final = ",-'"
_SIGNING: Final = "-(["
#: How far before a verb that no list has a quotation may end.
_NEAR: Final = 40
#: Classes of cues that are spoken, and how a segment ends whose attribution follows.
_SPOKEN: Final = frozenset(("say", "tell"))
_ATTRIBUTABLE: Final = frozenset(",!?-")
#: Clauses weighed on either side of a segment, and how many tokens away.
_LEFT: Final = 4
_RIGHT: Final = 2
_FARTHEST: Final = 200
#: Tokens between a segment and whose words it is.
_OWNER: Final = 12


class Clause(NamedTuple):
    """A cue outside quotation marks: its word `head` in the verb group `first` up to `end`, and one phrase that may be
    its source, found in a certain `way`: before, after, by (in the passive), clause (shared with another verb).

    `form` is what the source looks like, `touched` tells on which sides a segment touches the clause, `passed` counts
    the segments before it, `sentence` the sentences up to its own.
    """

    first: int
    head: int
    end: int
    word: CueWord
    way: str
    source: Phrase
    form: str
    touched: str
    passed: int
    sentence: int

    @property
    def joined(self) -> bool:
        """Does the source touch the verb group?"""
        return self.source[1] == self.first or self.source[0] == self.end


class Place(NamedTuple):
    """Where a segment stands: its tokens, marks included, the sentences up to its first token and to the one behind
    it, and what its features have in common: its shape, the tokens before and behind it."""

    number: int
    first: int
    end: int
    sentence: int
    behind: int
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


#: The groups of weights of a candidate's model.
GROUPS: Final = {
    "clause": (
        Group(
            by=("position", "touch", "way"),
            of=("touched", "shape", "source", "kind", "whole", "beside", "form", "joined"),
            rows={
                ("position",): ("way", "touch", "touched", "shape", "source"),
                ("touch",): ("kind", "whole", "beside", "touched", "form"),
                ("touch", "way"): ("form", "source", "touched", "joined"),
                ("way",): ("source", "joined", "form", "kind"),
            },
        ),
        Group(by=("gap", "way", "rank"), of=("touched",), rows={("gap",): ("way", "rank", "touched")}),
        Group(by=("neighbour",), of=("touch", "shape"), rows={("neighbour",): ("touch", "shape")}),
        Group(by=("lemma", "side", "touch"), of=(), rows={("lemma",): ("side", "touch")}),
    ),
    "other": (
        Group(by=("way",), of=("whole", "before", "behind"), rows={("way",): ("whole", "before", "behind")}),
        Group(
            by=("context",),
            of=("before", "behind", "clauses", "shape", "size"),
            rows={("context",): ("before", "behind", "clauses", "shape", "size")},
        ),
    ),
}


def read_clauses(passage: Passage) -> list[Clause]:
    """The clauses that the cues of a passage head, in reading order; one for each phrase that may be the source."""
    classes, quoted, sentences = passage.classes, passage.quoted, passage.sentences
    lower = passage.tokens.lower
    words = cue_words("en")
    openings = [first for first, _ in passage.segments]
    found: list[Clause] = []
    typed = passage.tokens.words
    for head in range(passage.first, passage.end):
        if (classes[head] not in _VERBAL or quoted[head]) and typed[head] != "According":
            continue
        word = words.get(lower[head])
        sentence = bisect_right(sentences, head)
        floor = sentences[sentence - 1]
        ceiling = sentences[sentence] if sentence < len(sentences) else len(classes)
        ways: Iterable[tuple[int, int, str, Phrase]] = ()
        if word is not None:
            if word.form in VERB_FORMS:
                ways = _ways(passage, head, word, floor, ceiling)
        elif lower[head] == "according":
            word = _ACCORDING
            ways = _according(passage, head, ceiling)
        elif classes[head] == letters.PAST and _beside(passage, head):
            word = CueWord(lower[head], "other", "past")  # a verb that no list has, beside a quotation
            ways = _ways(passage, head, word, floor, ceiling)
        for first, end, way, source in ways:
            touched = _touched(passage, min(first, source[0]), max(end, source[1]))
            if word and (touched or word.kind != "other"):
                form = _form(passage, source)
                found.append(
                    Clause(first, head, end, word, way, source, form, touched, bisect_right(openings, head), sentence)
                )
    return found


def _beside(passage: Passage, head: int) -> bool:
    """Does a segment end before a verb, or begin right behind it?"""
    return any(passage.quoted[max(head - _NEAR, passage.first) : min(head + 3, passage.end)])


def _according(passage: Passage, head: int, ceiling: int) -> Iterator[tuple[int, int, str, Phrase]]:
    if head + 1 < ceiling and passage.tokens.lower[head + 1] == "to":
        source = phrase_after(passage, head + 2, ceiling)
        if source:
            yield head, head + 2, "after", source


def _ways(
    passage: Passage, head: int, word: CueWord, floor: int, ceiling: int
) -> Iterator[tuple[int, int, str, Phrase]]:
    """The verb group of a cue in its sentence with each phrase that may be its source, and how that was found."""
    classes, quoted = passage.classes, passage.quoted
    before = classes[head - 1] if head > floor else "^"
    if word.form != "past" and before in _BEFORE_NOUN:  # "a claim"
        return
    first = head
    while first > floor and classes[first - 1] in _GROUP and not quoted[first - 1]:
        first -= 1
    end = head + 1
    passive = word.form in ("past", "participle") and letters.BE in classes[first:head]
    if passive and end < ceiling and passage.tokens.lower[end] == "by":
        source = phrase_after(passage, end + 1, ceiling)
        if source:
            yield first, end, "by", source
            return
    joined = first > floor and (before in _JOINING or (word.form == "ing" and classes[first - 1] == ","))
    source = None if joined else subject(passage, first, floor)
    if source:
        yield first, end, "before", source
    if source is None or word.form == "ing":
        source = clause_subject(passage, first, floor)
        if source:
            yield first, end, "clause", source
    if first == floor or quoted[first - 1] or classes[first - 1] in _OPENINGS:
        source = phrase_after(passage, end, ceiling)
        if source:
            yield first, end, "after", source


def _touched(passage: Passage, first: int, end: int) -> str:
    """Which segments touch a clause: one before it, one behind it."""
    quoted, classes = passage.quoted, passage.classes
    left = first > passage.first and quoted[first - 1] > 0
    if end + 1 < passage.end and classes[end] in (",", ":"):
        end += 1
    right = end < passage.end and quoted[end] > 0
    return f"{'l' if left else ''}{'r' if right else ''}"


def _form(passage: Passage, source: Phrase) -> str:
    """What a source looks like: a pronoun, a name, a description."""
    classes = passage.classes
    first, end = source
    if end - first == 1 and classes[first] != letters.NAME:
        return passage.tokens.lower[first] if classes[first] == letters.PRONOUN else letters.name_of(classes[first])
    return "name" if letters.NAME in classes[first:end] else "words"


def find_places(passage: Passage, text: str, segments: list[Segment]) -> list[Place]:
    """The places of a passage's segments, in step with them."""
    quoted, classes = passage.quoted, passage.classes
    places: list[Place] = []
    for number, (segment, (first, end)) in enumerate(zip(segments, passage.segments, strict=True), 1):
        shape = f"{_case(text[segment.start])}{_sign(text[segment.end - 1])}{_size(end - first)}"
        pre = "^" if first <= passage.opening else "mark" if quoted[first - 1] else letters.name_of(classes[first - 1])
        post = letters.name_of(classes[end]) if end < passage.end else "$"
        sentence, behind = bisect_right(passage.sentences, first), bisect_right(passage.sentences, end)
        places.append(Place(number, first, end, sentence, behind, segment, shape, pre, post))
    return places


def _case(sign: str) -> str:
    return "A" if sign.isupper() else "a" if sign.islower() else "-"


def _sign(sign: str) -> str:
    return sign if sign in ",.?!" else "w" if sign.isalnum() else "-"


def _size(tokens: int) -> str:
    return "1" if tokens < 5 else "2" if tokens < 8 else "3" if tokens < 14 else "4"


def last_before(clauses: list[Clause], at: int) -> Clause:
    """The last of several clauses that begins before a token; there must be one."""
    return clauses[bisect_right(clauses, at, key=_first) - 1]


def attributed(place: Place, clauses: list[Clause]) -> Clause | None:
    """The clause that attributes a segment beyond doubt: "…," said Ann Lee.  "…," Ann Lee told reporters."""
    if place.shape[1] not in _ATTRIBUTABLE or place.shape[0] == "a" or place.pre in (",", ":"):
        return None
    at = bisect_right(clauses, place.first, key=_first)
    for clause in clauses[at : at + 2]:
        if clause.word.kind in _SPOKEN and clause.joined and place.end in (clause.first, clause.source[0]):
            return clause
    return None


def candidates(passage: Passage, place: Place, clauses: list[Clause]) -> Iterator[Candidate]:
    """The clauses near a segment, weighed for it, and whoever the sentence is about."""
    at = bisect_right(clauses, place.first, key=_first)
    for rank, clause in enumerate(reversed(clauses[max(0, at - _LEFT) : at])):
        if place.first - clause.end < _FARTHEST:
            yield _before(passage, place, clause, rank)
    for rank, clause in enumerate(clauses[at : at + _RIGHT]):
        if clause.first - place.end < _FARTHEST:
            yield _behind(passage, place, clause, rank)
    yield from _others(passage, place, len(clauses))


def _others(passage: Passage, place: Place, clauses: int) -> Iterator[Candidate]:
    """Who is near a segment without a cue: a name before a colon, a signature behind a dash, whose words they are
    ("in Mr. Lee's words"), the subject of the verb before, the first phrase of the sentence."""
    classes, quoted = passage.classes, passage.quoted
    first, end, size = place.first, place.end, passage.end
    at = place.sentence - 1
    floor = passage.sentences[at]

    def near(way: str, source: Phrase | None, gap: int) -> Iterator[Candidate]:
        if source:
            context = f"{_form(passage, source)} {_far(gap)}"
            yield other(place, way, context, clauses, passage, None, source)

    label = phrase_before(passage, first - 1, floor) if place.pre == ":" else None
    if label:
        yield from near("label", label, label[0] - floor)
    if end + 1 < size and classes[end] in _SIGNING:
        signed = phrase_after(passage, end + 1, size)
        yield from near("signature", signed, size - signed[1] if signed else 0)
    for k in range(first - 1, max(floor, first - _OWNER) - 1, -1):
        if quoted[k] or (classes[k] == "," and k < first - 1):
            break
        if classes[k] == letters.POSSESSIVE:
            yield from near("owner", (k, k + 1), first - k)
            break
        if classes[k] in (letters.POSSESSOR, "'"):
            yield from near("owner", phrase_before(passage, k, floor), first - k)
            break
    if end < size and classes[end] != "(":
        follower = phrase_after(passage, end, size)
        yield from near(
            f"follower {letters.name_of(classes[follower[1]])}" if follower and follower[1] < size else "follower",
            follower,
            0,
        )
    verb = clause_subject(passage, first, floor)
    yield from near("verb", verb, 0)
    if at and floor == first and floor > passage.opening:
        floor = passage.sentences[at - 1]
    topic = opening_phrase(passage, floor, first)
    if topic != label:
        yield from near("topic", topic, first - topic[1] if topic else 0)


def _first(clause: Clause) -> int:
    return clause.first


def _before(passage: Passage, place: Place, clause: Clause, rank: int) -> Candidate:
    """A clause before a segment."""
    gap = max(0, place.first - clause.end)
    touch = "touch" if gap == 0 else passage.tokens.lower[clause.end] if gap == 1 else "near" if gap < 4 else ""
    passed = place.number - 1 - clause.passed
    return _weighed(passage, place, clause, "L", rank, gap, touch, passed, place.sentence - clause.sentence)


def _behind(passage: Passage, place: Place, clause: Clause, rank: int) -> Candidate:
    """A clause behind a segment."""
    gap = clause.first - place.end
    reach = min(clause.source[0] - place.end, gap)
    touch = "touch" if reach == 0 else "near" if 0 < reach < 3 else ""
    passed = clause.passed - place.number
    return _weighed(passage, place, clause, "R", rank, gap, touch, passed, clause.sentence - place.behind)


def _weighed(
    passage: Passage, place: Place, clause: Clause, side: str, rank: int, gap: int, touch: str, passed: int, stops: int
) -> Candidate:
    """`passed` segments and `stops` ends of sentences lie between the segment and the clause."""
    word, way, form, touched = clause.word, clause.way, clause.form, clause.touched
    joined = "joined" if clause.joined else ""
    touch = side + touch
    shape = place.shape[:2]
    neighbour = place.post if side == "R" else place.pre
    features = (
        (
            (f"{side}{min(passed, 3)}{min(stops, 3)}", touch, way),
            (touched, shape, form, word.kind, place.shape, neighbour, word.form, joined),
        ),
        ((side + _far(gap), way, str(rank)), (touched,)),
        ((side + neighbour,), (touch, shape)),
        ((word.lemma, side, touch), ()),
    )
    return Candidate("clause", way, features, passage, clause, clause.source)


def _far(gap: int) -> str:
    return str(gap) if gap < 4 else "4" if gap < 7 else "7" if gap < 12 else "12" if gap < 20 else "20"


def other(
    place: Place,
    way: str,
    context: str,
    clauses: int,
    passage: Passage | None = None,
    clause: Clause | None = None,
    source: Phrase | None = None,
) -> Candidate:
    """A candidate that no clause of the paragraph names: the speaker of another segment, of the paragraph before, or
    whoever the sentence is about."""
    whole, pre, post = place.shape, place.pre, place.post
    features = (
        ((way,), (whole, pre, post)),
        ((f"{way} {context}",), (pre, post, str(min(clauses, 3)), whole[:2], whole[2])),
    )
    return Candidate("other", way, features, passage, clause, source)
