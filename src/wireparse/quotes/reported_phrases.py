"""Noun phrases around a verb of reporting, read from word classes alone."""

from __future__ import annotations

from typing import Final, TypeAlias

from wireparse.quotes import letters
from wireparse.quotes.grammar import Sentence

__all__ = ["FINITE", "GROUP", "Phrase", "owner", "phrase_before", "phrase_end", "phrases", "subject"]

#: What can stand in a verb group before its verb.
GROUP: Final = letters.of("be have do modal negation adverb contracted")
#: Classes that make a clause finite.
FINITE: Final = letters.of("s past be have do modal contracted")

_PRONOUNS: Final = letters.of("pronoun relative object that question")
_JOINTS: Final = letters.of("and but to when adverb")
_DETERMINERS: Final = letters.of("determiner possessive possessor")
_ARTICLES: Final = letters.of("determiner possessive")
#: What an article can follow within one phrase; behind anything else it opens a phrase of its own.
_BEFORE_ARTICLE: Final = letters.of("of preposition determiner and adverb")
_BACKWARD: Final = letters.of("name word determiner possessive possessor number of adverb ing . ' - $")
_FORWARD: Final = letters.of("name word determiner possessive possessor number of ' that &")
_VERBAL: Final = letters.of("past base s ing participle")
_EDGE: Final = letters.of("adverb of . - ' possessor")
_NOMINAL: Final = letters.of("name word number")
_INSIDE: Final = letters.of("name word number possessor of '")
_WIDE: Final = letters.of("preposition and ing past base time adverb")
_SUBJECTS: Final = letters.of("pronoun relative")
_SINGLE: Final = letters.of("pronoun object relative")
_OPENS: Final = letters.of("name determiner number word possessive")
_BEFORE_NOUN: Final = letters.of("word number adverb ing past")
_ASIDE: Final = 30


#: A noun phrase: its tokens from the first up to the second, exclusive.
Phrase: TypeAlias = tuple[int, int]


def subject(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The noun phrase to the left of a verb group that starts at `at`, else the subject of the verb before."""
    classes = sentence.classes
    if at <= sentence.first:
        return None
    before = at - 1
    name = classes[before]
    if name in _PRONOUNS:
        return before, at
    if name == ",":
        return _before_aside(sentence, before) or _earlier_subject(sentence, before)
    if name in _JOINTS:
        return _earlier_subject(sentence, before)
    return phrase_before(sentence, at) or _earlier_subject(sentence, before)


def phrase_before(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The noun phrase that ends at `at`; of "In Iowa Mr. Miller" what follows the preposition's own phrase cannot be
    told from it, so the last phrase without a preposition."""
    classes, start = sentence.classes, sentence.first
    first = at
    while first > start:
        name = classes[first - 1]
        if first < at and classes[first] in _ARTICLES and name not in _BEFORE_ARTICLE:
            break
        if name not in _BACKWARD:
            inner = first < at and first - 1 > start
            attached = name == letters.PREPOSITION and first < at and classes[first] != letters.POSSESSOR
            joined = name == letters.AND and inner and classes[first] == classes[first - 2] == letters.NAME
            modifies = name in _VERBAL and inner and classes[first - 2] in _DETERMINERS
            if not (attached or joined or modifies):
                break
        first -= 1
    while first < at and classes[first] in _EDGE:
        first += 1
    if first < at and classes[first] == letters.PREPOSITION:
        last = max(k for k in range(first, at) if classes[k] == letters.PREPOSITION)
        determined = [k for k in range(last + 2, at) if classes[k] in _ARTICLES]
        first = determined[0] if determined else last + 1
    return (first, at) if first < at else None


def _before_aside(sentence: Sentence, comma: int) -> tuple[int, int] | None:
    """The phrase before an aside that ends at a comma: "Ann Lee, who runs the shop, said"."""
    classes = sentence.classes
    for k in range(comma - 1, max(sentence.first, comma - _ASIDE), -1):
        if classes[k] == ",":
            if classes[k - 1] == letters.PRONOUN:
                return k - 1, k
            if classes[k - 1] == letters.NUMBER and classes[k - 2] == ",":  # an age
                continue
            return phrase_before(sentence, k) if classes[k - 1] in _NOMINAL else None
    return None


def _earlier_subject(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The subject of the nearest finite verb before `at`."""
    classes, start = sentence.classes, sentence.first
    k = at - 1
    while k > start:
        if classes[k] in FINITE:
            while k > start and classes[k - 1] in GROUP:
                k -= 1
            name = classes[k - 1] if k > start else "^"
            if name in _SUBJECTS:
                return k - 1, k
            if name in _NOMINAL:
                return phrase_before(sentence, k)
            if name == "," and (found := _before_aside(sentence, k - 1)):
                return found
        k -= 1
    return None


def phrase_end(sentence: Sentence, at: int, *, wide: bool = False) -> int:
    """The end of a noun phrase that starts at `at`; a wide one takes in what modifies it, up to a comma or verb."""
    classes, end = sentence.classes, sentence.end
    if at < end and classes[at] in _SINGLE:
        return at + 1
    k = at
    while k < end:
        name = classes[k]
        if name in _ARTICLES and k > at and classes[k - 1] not in _BEFORE_ARTICLE:
            break
        if name not in _FORWARD and not (name == "." and k + 1 < end):
            inner = at < k < end - 1
            attached = wide and inner and name in _WIDE
            joined = name == letters.AND and inner and classes[k - 1] == classes[k + 1] == letters.NAME
            modifies = name in _VERBAL and k > at and classes[k - 1] in _DETERMINERS
            if not (attached or joined or modifies):
                break
        k += 1
    return k


def owner(sentence: Sentence, noun: int) -> tuple[int, int] | None:
    """Whose statement, view or plan a noun is: "his plan", "the mayor's view", "a demand by voters"."""
    classes, start = sentence.classes, sentence.first
    k = noun - 1
    while k > start and classes[k] in _BEFORE_NOUN:
        k -= 1
    if k >= start and classes[k] == letters.POSSESSIVE:
        return k, k + 1
    if k > start and classes[k] == letters.POSSESSOR:
        return phrase_before(sentence, k)
    if noun + 2 < sentence.end and sentence.lower[noun + 1] in ("by", "from"):
        stop = phrase_end(sentence, noun + 2)
        return (noun + 2, stop) if stop > noun + 2 else None
    return None


def phrases(sentence: Sentence) -> list[Phrase]:
    """The noun phrases of a sentence in reading order, owners ("the mayor" in "the mayor's plan") as well as wholes."""
    classes, end = sentence.classes, sentence.end
    found: list[Phrase] = []
    k = sentence.first
    while k < end:
        name = classes[k]
        if name in _SINGLE:
            found.append((k, k + 1))
        elif name in _OPENS:
            first = k
            if name == letters.POSSESSIVE:
                found.append((k, k + 1))
            k += 1
            while k < end and (classes[k] in _INSIDE or _goes_on(classes, k, end)):
                if classes[k] == letters.POSSESSOR:
                    found.append((first, k))
                k += 1
            if name != letters.NUMBER or k - first > 1 or sentence.key(first - 1) != ",":  # no age
                found.append((first, k))
            continue
        k += 1
    return found


def _goes_on(classes: str, k: int, end: int) -> bool:
    """Does a phrase go on with a token that can as well stand outside of one?"""
    name, before = classes[k], classes[k - 1]
    if name in _ARTICLES:
        return before in _BEFORE_ARTICLE
    if name in _VERBAL:
        return before in _DETERMINERS
    if name == ".":
        return before == letters.NAME and k + 1 < end
    return name == letters.AND and before == letters.NAME and k + 1 < end and classes[k + 1] == letters.NAME
