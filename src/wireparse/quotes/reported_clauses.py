"""Reporting clauses: a cue word, the words that belong to it, its source, and the shapes its clause can have.

Nothing is decided here.  A cue word is read in every way that its neighbours allow (content behind it, content before
it, content on both sides, a noun's content …), and the models choose.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from wireparse.quotes import letters
from wireparse.quotes.cues import CueWord, companions, cue_words
from wireparse.quotes.grammar import Sentence
from wireparse.quotes.reported_phrases import FINITE, GROUP, owner, phrase_end, subject

__all__ = ["Clause", "completed", "read_clauses"]

_OWNED: Final = letters.of("determiner possessive possessor of")
_STOPS: Final = letters.of('. , ; : ? ! - ) "')
_PHRASE_STARTS: Final = letters.of("name determiner possessive pronoun number word")
_INFINITIVE: Final = letters.of("base be have do word")
_AFTER_SOURCE: Final = _STOPS + letters.of("preposition time when relative")
_TRAILS: Final = _AFTER_SOURCE + letters.of("adverb to as")
_OPENINGS: Final = ',"'
_NO_ADDRESSEE: Final = letters.of('; : " past s be modal do pronoun relative and')
#: The classes of cues that can be inserted into a relative clause, those that an adverbial can follow which is no
#: content, and what such an adverbial is made of besides phrases.
_INSERTED: Final = frozenset(("say", "think"))
_UTTERED: Final = frozenset(("say", "tell"))
_ADVERBIAL: Final = letters.of("time adverb of past participle")
_FULL_STOPS: Final = ".?!;"
_CONJUNCTIONS: Final = letters.of("that question")
_CONTENT_STARTS: Final = letters.of("that question to")
_SUBORDINATE: Final = letters.of("when as ing")
_RELATIVES: Final = letters.of("that relative")
_ATTRIBUTIVE: Final = letters.of("relative ing")
_BEFORE_ACCORDING: Final = letters.of(", name word")
_LINKING: Final = letters.of("and but")
_PERSONS: Final = letters.of("object pronoun")
_CLAUSAL: Final = frozenset(("say", "tell", "ask", "think", "show", "announce", "order", "react", "speak"))
_ACCORDING: Final = CueWord("according", "according", "adverb")
_COLON: Final = CueWord(":", "colon", "adverb")
#: How many tokens an addressee and a label before a colon have at most.
_ADDRESSEE: Final = 14
_LABEL: Final = 6


class Clause(NamedTuple):
    """One reading of a cue word as an attribution, in tokens.

    The cue's group runs from `first` up to `end` around its `head`.  `content` is where the content behind the cue
    begins (0 for none; where it ends is decided later), `before` what of the content stands before it.  A source that
    the reading does not need is None until `completed`.
    """

    head: int
    first: int
    end: int
    cue: CueWord
    shape: str
    source: tuple[int, int] | None
    content: int
    before: tuple[int, int] | None


def read_clauses(sentence: Sentence, *, headline: bool = False) -> list[Clause]:
    """The readings of a sentence's cues outside quotation marks, in reading order; in a headline a colon is one."""
    cues, heads, lower, first = cue_words("en"), _heads(), sentence.lower, sentence.first
    found: list[Clause] = []
    for head in [at for at, word in enumerate(lower[first : sentence.end], first) if word in heads]:
        word = lower[head]
        if word in cues:
            if not sentence.quoted[head] and (headline or not _inside_name(sentence, head)):
                found += _readings(sentence, head, cues[word])
        elif word == "according":
            if sentence.key(head + 1) == "to":
                found += _according(sentence, head)
        elif headline and 0 < head - first <= _LABEL:
            found += _labelled(sentence, head)
    return found


def _inside_name(sentence: Sentence, at: int) -> bool:
    """Is a word with a capital, beside another one, part of a name ("the Defense Ministry")?"""
    if at == sentence.first or not sentence.words[at][0].isupper():
        return False
    return sentence.classes[at - 1] == letters.NAME or sentence.key(at + 1) == "name"


@cache
def _heads() -> frozenset[str]:
    """All that can head a reading: the cue words, "according" and the colon."""
    return frozenset((*cue_words("en"), _ACCORDING.lemma, _COLON.lemma))


def completed(sentence: Sentence, clause: Clause) -> Clause:
    """A reading with its subject, or a noun's owner, as the source; what is expected or seems so is content as well."""
    if clause.shape == "noun":
        return _with_source(clause, owner(sentence, clause.head))
    if clause.shape in ("right", "inserted"):
        return _with_source(clause, subject(sentence, clause.first))
    if clause.shape in ("passive", "passive-by", "seem"):
        raised = subject(sentence, clause.first)
        # "Moen was told that", "it seems that"
        stays = clause.content and sentence.classes[clause.content] == letters.THAT
        return clause._replace(source=clause.source or raised, before=None if stays else raised)
    return clause


def _with_source(clause: Clause, source: tuple[int, int] | None) -> Clause:
    head, first, end, cue, shape, _, content, before = clause
    return Clause(head, first, end, cue, shape, source, content, before)


def _readings(sentence: Sentence, head: int, cue: CueWord) -> Iterator[Clause]:
    classes, start, end = sentence.classes, sentence.first, sentence.end
    if cue.form in ("noun", "plural") or (
        cue.form in ("base", "s", "ing") and head > start and classes[head - 1] in _OWNED
    ):
        after = _with_complement(sentence, head + 1, cue)
        yield Clause(head, head, after, cue, "noun", None, after, None)
        return
    first = _group_start(sentence, head, cue)
    after = head + 1
    if after < end and sentence.lower[after] in companions().particles:
        after += 1
    after = _with_complement(sentence, after, cue)
    passive = cue.form == "adjective" or (cue.form in ("past", "participle") and letters.BE in classes[first:head])
    follows = classes[after] if after < end else "."
    if passive and _leads_on(sentence, after):
        return
    if passive and sentence.lower[after - 1] in ("as", "by"):
        yield from _agent(sentence, Clause(head, first, after, cue, "passive-by", None, 0, None))
        return
    inverted = follows in _PHRASE_STARTS and first > start + 1 and classes[first - 1] in _OPENINGS and not passive
    if inverted:
        stop = phrase_end(sentence, after)
        if stop >= end or classes[stop] in _AFTER_SOURCE:
            rest = _resumes(sentence, stop)
            lead = _lead(sentence, first - 1)
            yield Clause(head, first, after, cue, "split-inverted" if rest else "inverted", (after, stop), rest, lead)
            if cue.kind == "say" and cue.form in ("past", "s") and stop >= end - 1:
                return  # "…, said the mayor."
    shape = "passive" if passive else "seem" if cue.kind == "seem" else "right"
    told = phrase_end(sentence, after) if cue.kind == "tell" and shape == "right" else after
    tail = _tail(sentence, told) if shape == "right" and cue.kind in _UTTERED else after
    stops = follows in _STOPS
    closed = tail > after and (tail == end or classes[tail] in _STOPS)
    over = closed or _trails(sentence, tail) or (told == after and follows in _TRAILS)
    trailing = None
    if shape == "right" and first > start and over:
        trailing = _trailing(sentence, Clause(head, first, after, cue, "left", None, 0, None), tail)
    # Behind "… told reporters on Tuesday." there is nothing of the content.
    if not (closed and (trailing or tail == end or classes[tail] in _FULL_STOPS)) and (
        not stops or (after < end - 2 and follows in (":", ","))
    ):
        content = tail + 1 if closed else after + 1 if stops else _content_start(sentence, after, cue)
        if content < end:
            if shape == "right" and cue.kind in _INSERTED and _is_inserted(sentence, first, after):
                shape = "inserted"
            yield Clause(head, first, after, cue, shape, None, content, None)
    if trailing:
        yield trailing


def _trailing(sentence: Sentence, clause: Clause, tail: int) -> Clause | None:
    """A clause read as one behind or inside its content, if its source stands behind a comma or mark; its adverbials
    end at `tail`."""
    classes, first = sentence.classes, clause.first
    source = subject(sentence, first)
    if source is None or source[0] <= sentence.first + 1 or classes[source[0] - 1] not in _OPENINGS:
        return None
    if classes[source[0] - 1] == '"' and classes[source[0] - 2] in _PHRASE_STARTS:  # a nickname's mark
        return None
    if source[1] != first and not (classes[source[1]] == "," and classes[first - 1] == ","):  # no aside in between
        return None
    rest = _resumes(sentence, tail)
    lead = _lead(sentence, source[0] - 1)
    return clause._replace(shape="split" if rest else "left", source=source, content=rest, before=lead)


def _trails(sentence: Sentence, at: int) -> bool:
    """Does a clause that says when or how follow at `at`?"""
    return at >= sentence.end or sentence.classes[at] in _SUBORDINATE


def _is_inserted(sentence: Sentence, first: int, after: int) -> bool:
    """Do a source and its cue stand inside a relative clause ("photographs that it said proved …")?"""
    classes = sentence.classes
    if after >= sentence.end or classes[after] not in FINITE:
        return False
    source = subject(sentence, first)
    return bool(source and source[0] > sentence.first and source[1] == first and classes[source[0] - 1] in _RELATIVES)


def _tail(sentence: Sentence, at: int) -> int:
    """The end of the adverbials of time, place and manner that start at `at` ("on Tuesday in a statement to AFP")."""
    classes, lower, end = sentence.classes, sentence.lower, sentence.end
    adjuncts = companions().adjuncts
    while at < end:
        if lower[at] in adjuncts:
            at = phrase_end(sentence, at + 1)
        elif classes[at] in _ADVERBIAL:
            at += 1
        else:
            break
    return at


def _leads_on(sentence: Sentence, at: int) -> bool:
    """Does a second cue follow a passive one ("was quoted by the paper as saying"), which then is the cue?"""
    if sentence.key(at) == "by":
        at = phrase_end(sentence, at + 1)
    return sentence.key(at) == "as" and sentence.key(at + 1) == "ing" and sentence.lower[at + 1] in cue_words("en")


def _agent(sentence: Sentence, clause: Clause) -> Iterator[Clause]:
    """Passives with an agent or a complement: "was announced by the town", "was described as old"."""
    classes, lower, at = sentence.classes, sentence.lower, clause.end
    if at >= sentence.end:
        return
    if lower[at - 1] == "as":
        if not (classes[at] == letters.ING and lower[at] in cue_words("en")):
            yield clause._replace(shape="passive", content=at)
        return
    stop = phrase_end(sentence, at)
    if stop > at:
        more = stop < sentence.end - 1 and classes[stop] in _CONTENT_STARTS
        yield clause._replace(source=(at, stop), content=stop if more else 0)


def _group_start(sentence: Sentence, head: int, cue: CueWord) -> int:
    """Where the verb group begins: auxiliaries, negation and adverbs belong to the cue, and the "to" before it."""
    classes, quoted, start = sentence.classes, sentence.quoted, sentence.first
    first = head
    if first > start and cue.form == "base" and classes[first - 1] == letters.TO:
        first -= 1
    while first > start and classes[first - 1] in GROUP and not quoted[first - 1]:
        first -= 1
    return first


def _with_complement(sentence: Sentence, at: int, cue: CueWord) -> int:
    """The end of the cue with the preposition it takes ("called for", "referring to")."""
    if at >= sentence.end or cue.kind in ("say", "tell", "seem") or sentence.lower[at] not in companions().complements:
        return at
    if sentence.classes[at] == letters.TO and at + 1 < sentence.end and sentence.classes[at + 1] in _INFINITIVE:
        return at
    return at + 1


def _according(sentence: Sentence, head: int) -> Iterator[Clause]:
    classes, start = sentence.classes, sentence.first
    stop = phrase_end(sentence, head + 2, wide=True)
    if stop == head + 2:
        return
    source = (head + 2, stop)
    if head - start < 4 or classes[head - 1] not in _BEFORE_ACCORDING:
        content = stop + 1 if sentence.key(stop) == "," else stop
        yield Clause(head, head, head + 2, _ACCORDING, "according-first", source, content, None)
        return
    rest = _resumes(sentence, stop)
    lead = _lead(sentence, head - 1 if classes[head - 1] == "," else head)
    yield Clause(head, head, head + 2, _ACCORDING, "according-split" if rest else "according", source, rest, lead)


def _labelled(sentence: Sentence, colon: int) -> Iterator[Clause]:
    """The colon of "Miller: We will win", at the start of a headline."""
    first = sentence.first
    if colon + 1 < sentence.end and phrase_end(sentence, first) == colon:
        yield Clause(colon, colon, colon + 1, _COLON, "label", (first, colon), colon + 1, None)


def _lead(sentence: Sentence, comma: int) -> tuple[int, int]:
    """What precedes an attribution, from the start of the sentence to the comma."""
    first = sentence.first
    return (first + 1 if sentence.classes[first] in _LINKING and first + 1 < comma else first), comma


def _resumes(sentence: Sentence, at: int) -> int:
    """Where the content goes on behind an attribution in its middle: behind the comma at `at`, else 0."""
    if at < sentence.end - 3 and sentence.classes[at] == "," and sentence.classes[at + 1] not in _ATTRIBUTIVE:
        return at + 1
    return 0


def _opens_inserted(sentence: Sentence, at: int) -> bool:
    """Does "that" at `at` open a relative clause in which another cue is inserted ("that it said proved …")?"""
    return (
        at + 3 < sentence.end
        and sentence.classes[at + 1] == letters.PRONOUN
        and sentence.lower[at + 2] in cue_words("en")
        and sentence.classes[at + 3] in FINITE
    )


def _content_start(sentence: Sentence, at: int, cue: CueWord) -> int:
    """Where the content begins behind the cue: at a "that" a few words on, behind the one who is told, or at once."""
    classes, end = sentence.classes, sentence.end
    if classes[at] in _CONTENT_STARTS:
        return at
    for k in range(at, min(end, at + _ADDRESSEE)):
        name = classes[k]
        if name in _NO_ADDRESSEE:
            break
        if name in _CONJUNCTIONS or sentence.lower[k] == "if":
            if cue.kind in _CLAUSAL and not _opens_inserted(sentence, k):
                return k
            break
    if cue.kind == "tell":
        return at + 1 if classes[at] in _PERSONS else phrase_end(sentence, at)
    if cue.kind in ("say", "think"):
        if classes[at] == letters.TIME:
            at += 1
        while at < end - 1 and classes[at] == letters.ADVERB:
            at += 1
    return at
