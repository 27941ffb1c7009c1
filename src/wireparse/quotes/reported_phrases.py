"""Noun phrases around a verb of reporting, read from word classes alone.

What stands to the right of a token is read by patterns over the classes of its sentence, what stands to the left by
patterns over the classes mirrored; in the latter, what is "before" a letter in the pattern is behind it in the text.
"""

import re
from typing import Final, TypeAlias

from wireparse.pattern import pattern
from wireparse.quotes import letters
from wireparse.quotes.letters import AND, NAME, NUMBER, POSSESSIVE, POSSESSOR, PREPOSITION, PRONOUN, any_of
from wireparse.quotes.sentences import Sentence

__all__ = ["FINITE", "GROUP", "Phrase", "owner", "phrase_before", "phrase_end", "phrases", "subject"]

#: What can stand in a verb group before its verb.
GROUP: Final = letters.of("be have do modal negation adverb contracted")
#: Classes that make a clause finite.
FINITE: Final = letters.of("s past be have do modal contracted")

_PRONOUNS: Final = letters.of("pronoun relative object that question")
_JOINTS: Final = letters.of("and but to when adverb")
_NOMINAL: Final = letters.of("name word number")
_ASIDE: Final = 30

_DETERMINERS: Final = any_of("determiner possessive possessor")
_ARTICLES: Final = any_of("determiner possessive")
_VERBAL: Final = any_of("past base s ing participle")
_SINGLE: Final = any_of("pronoun object relative")
#: What a phrase goes on with beside its names and nouns, left to right: an article within it (behind anything else an
#: article opens a phrase of its own), a verb form that stands for an adjective or noun, "and" between names.
_GOES_ON: Final = (
    rf"(?<={any_of('of preposition determiner and adverb')}){_ARTICLES}|(?<={_DETERMINERS}){_VERBAL}"
    f"|(?<={NAME}){AND}(?={NAME})"
)
_STOP_INSIDE: Final = r"\.(?! )"
_INSIDE: Final = any_of("name word possessor number of ' that &")
_FORWARD: Final = f"{_SINGLE}|(?:{_INSIDE}|{_ARTICLES}|{_STOP_INSIDE})(?:{_INSIDE}|{_STOP_INSIDE}|{_GOES_ON}%s)*"
_END: Final = re.compile(_FORWARD % "")
#: The end of a wide phrase: it takes in what modifies it.
_WIDE_END: Final = pattern(_FORWARD % f"|{any_of('preposition and ing past base time adverb')}(?! )")
_INNER: Final = any_of("name word number possessor of '")
_PHRASE: Final = re.compile(
    f"{_SINGLE}|{any_of('name determiner number word possessive')}"
    rf"(?:{_INNER}|(?<={NAME}){_STOP_INSIDE}|{_GOES_ON})*"
)
#: A phrase from its last token to its first, which is no edge.
_EDGE: Final = any_of("adverb of . - ' possessor")
_BACK: Final = any_of("name word determiner possessive possessor number of adverb ing . ' - $")
_BACKWARD: Final = re.compile(
    f"{_BACK}(?:(?<={_ARTICLES}){any_of('of preposition determiner adverb')}|(?<!{_ARTICLES})(?:{_BACK}"
    f"|(?<!{POSSESSOR}){PREPOSITION}|(?<={NAME}){AND}(?={NAME})|{_VERBAL}(?={_DETERMINERS})))*"
    f"(?<!{_EDGE})"
)
#: What makes more or less of a phrase than its span.
_SPECIAL: Final = re.compile(any_of("possessive possessor number"))
_ARTICLE: Final = re.compile(_ARTICLES)
#: A finite verb with its group, behind what may be its subject.
_VERB_BEFORE: Final = re.compile(f"[{FINITE}][{GROUP}]*+(?={any_of('pronoun relative name word number ,')})")
_OWNER: Final = re.compile(f"{any_of('word number adverb ing past')}*([{POSSESSIVE}{POSSESSOR}])")

#: A noun phrase: its tokens from the first up to the second, exclusive.
Phrase: TypeAlias = tuple[int, int]


def subject(sentence: Sentence, at: int) -> Phrase | None:
    """The noun phrase to the left of a verb group that starts at `at`, else the subject of the verb before."""
    before = at - 1
    name = sentence.classes[before]
    if name in _PRONOUNS:
        return before, at
    if name == ",":
        return _before_aside(sentence, before) or _earlier_subject(sentence, before)
    if name in _JOINTS:
        return _earlier_subject(sentence, before)
    return phrase_before(sentence, at) or _earlier_subject(sentence, before)


def phrase_before(sentence: Sentence, at: int) -> Phrase | None:
    """The noun phrase that ends at `at`; of "In Iowa Mr. Miller" what follows the preposition's own phrase cannot be
    told from it, so the last phrase without a preposition."""
    classes, mirror = sentence.classes, sentence.mirror
    found = _BACKWARD.match(mirror, len(mirror) - at)
    if found is None:
        return None
    first = len(mirror) - found.end()
    if classes[first] == PREPOSITION:
        last = classes.rindex(PREPOSITION, first, at)
        article = _ARTICLE.search(classes, last + 2, at)
        first = article.start() if article else last + 1
    return first, at


def _before_aside(sentence: Sentence, comma: int) -> Phrase | None:
    """The phrase before an aside that ends at a comma: "Ann Lee, who runs the shop, said"."""
    classes, floor = sentence.classes, max(2, comma - _ASIDE + 1)
    at = classes.rfind(",", floor, comma)
    while at > 0 and classes[at - 1] == NUMBER and classes[at - 2] == ",":  # an age
        at = classes.rfind(",", floor, at)
    if at < 0:
        return None
    if classes[at - 1] == PRONOUN:
        return at - 1, at
    return phrase_before(sentence, at) if classes[at - 1] in _NOMINAL else None


def _earlier_subject(sentence: Sentence, at: int) -> Phrase | None:
    """The subject of the nearest finite verb before `at`."""
    classes, mirror = sentence.classes, sentence.mirror
    for verb in _VERB_BEFORE.finditer(mirror, len(mirror) - at):
        first = len(mirror) - verb.end()
        name = classes[first - 1]
        if name in _NOMINAL:
            return phrase_before(sentence, first)
        if name != ",":
            return first - 1, first
        if found := _before_aside(sentence, first - 1):
            return found
    return None


def phrase_end(sentence: Sentence, at: int, *, wide: bool = False) -> int:
    """The end of a noun phrase that starts at `at`; a wide one takes in what modifies it, up to a comma or verb."""
    found = (_WIDE_END if wide else _END).match(sentence.classes, at)
    return found.end() if found else at


def owner(sentence: Sentence, noun: int) -> Phrase | None:
    """Whose statement, view or plan a noun is: "his plan", "the mayor's view", "a demand by voters"."""
    mirror = sentence.mirror
    found = _OWNER.match(mirror, len(mirror) - noun)
    if found:
        at = len(mirror) - found.end()
        return (at, at + 1) if found[1] == POSSESSIVE else phrase_before(sentence, at)
    if sentence.lower[noun + 1] in ("by", "from"):
        stop = phrase_end(sentence, noun + 2)
        return (noun + 2, stop) if stop > noun + 2 else None
    return None


def phrases(sentence: Sentence) -> list[Phrase]:
    """The noun phrases of a sentence in reading order, owners ("the mayor" in "the mayor's plan") as well as wholes."""
    classes = sentence.classes
    spans = [phrase.span() for phrase in _PHRASE.finditer(classes)]
    if not _SPECIAL.search(classes):
        return spans
    found: list[Phrase] = []
    for first, end in spans:
        name = classes[first]
        if name == POSSESSIVE:
            found.append((first, first + 1))
        owned = classes.find(POSSESSOR, first, end)
        while owned > 0:
            found.append((first, owned))
            owned = classes.find(POSSESSOR, owned + 1, end)
        if name != NUMBER or end - first > 1 or classes[first - 1] != ",":  # no age
            found.append((first, end))
    return found
