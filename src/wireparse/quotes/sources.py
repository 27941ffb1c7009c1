"""Noun phrases that can be the source of a quote: whole, with what stands in apposition, found by word class.

There is no parser here.  A phrase is read outwards from the verb that it belongs to, over names, nouns and what may
stand inside a phrase, to the first word that cannot; commas are crossed where what they enclose is an aside ("Ann
Lee, 39, of Flint, said").  Spans follow the PolNeAR corpus: the full phrase with an apposition that touches it.
"""

import re
from typing import Final

from wireparse.pattern import pattern
from wireparse.quotes import letters
from wireparse.quotes.passages import Passage

__all__ = ["Phrase", "clause_subject", "opening_phrase", "phrase_after", "phrase_before", "subject"]

#: A noun phrase: tokens from the first up to the second, exclusive.
Phrase = tuple[int, int]

_SINGLE: Final = letters.of("pronoun relative object")
_NOMINAL: Final = letters.of("name word number")
_FILLING: Final = _NOMINAL + letters.of("possessor of . & - ' $ %")
_OPENS: Final = _NOMINAL + letters.of("determiner possessive")
_APPOSED: Final = _OPENS + letters.of("relative of")
_FINITE: Final = letters.of("s past be have do modal contracted")
_BEFORE_VERB: Final = letters.of("be have do modal contracted negation adverb")
_NAMED: Final = letters.of("name determiner")
_HEADLESS: Final = letters.of("determiner possessive number")
_ADVERBIAL: Final = letters.of("preposition when as adverb time past ing")
_LINKING: Final = letters.of("and but adverb")
#: Tokens looked at from a verb, in a phrase and in an aside: what keeps the work linear.
_LONGEST: Final = 60
_LONGEST_ASIDE: Final = 40
_ASIDE_ENDS: Final = ";" + letters.QUOTED
_MOST_ASIDES: Final = 7


def _any(classes: str) -> str:
    return f"[{re.escape(classes)}]"


_START: Final = _any(_OPENS)
_FILL: Final = _any(_FILLING)
_NOUN: Final = _any(_NOMINAL)
_ARTICLE: Final = _any(letters.of("determiner possessive"))
_BEFORE_ARTICLE: Final = _any(letters.of("preposition of determiner and"))
_BEFORE_NOUN: Final = _any(letters.of("determiner possessive possessor"))
_DEVERBAL: Final = _any(letters.of("past ing base s participle"))
_LINK: Final = _any(letters.of("preposition of"))
_DANGLING: Final = _any(letters.of("- ' of preposition and possessor determiner"))
# What may follow in a phrase: a full stop but at the end, an article or a verb's form behind what asks for a noun, a
# preposition before one, an "and" that no clause of its own follows.
_FOLLOWING: Final = (
    rf"(?!\.\Z){_FILL}|(?<={_BEFORE_ARTICLE}){_ARTICLE}|(?<={_BEFORE_NOUN}){_DEVERBAL}|"
    f"{letters.PREPOSITION}(?={_START})|{letters.AND}(?={_START})(?!.{{0,5}}{_any(_FINITE)})"
)
# An aside behind a comma: a relative clause, or an apposition, on whose names more phrases hang than on the first.
_ASIDE: Final = (
    rf"{letters.RELATIVE}(?:[^,;:(.?!{letters.QUOTED}-]|[.?!](?!\Z))*|"
    f"{_any(_OPENS + letters.OF)}(?:(?:{_FOLLOWING})*(?<!{_DANGLING}))?"
)
_FORWARD: Final = pattern(
    f"{_any(_SINGLE)}|"
    f"{_START}(?:(?:(?!(?<={letters.NAME}){letters.PREPOSITION})(?:{_FOLLOWING}))*(?<!{_DANGLING}))?"
    f"(?:,(?>{_ASIDE})(?!{letters.QUOTED})){{0,{_MOST_ASIDES}}}"
)
# The longest phrase up to a place: an article stands inside behind another or behind a noun's preposition, a
# preposition behind a noun, an "and" between two names or two nouns.
_BACKWARD: Final = pattern(
    f"{_START}(?>(?:{_FILL}|(?:(?<={letters.DETERMINER})|(?<={_NOUN}{_LINK})){_ARTICLE}|"
    rf"(?<={_NOUN}){letters.PREPOSITION}(?!\Z)|(?<={_BEFORE_NOUN}){_DEVERBAL}(?!\Z)|"
    rf"(?<={letters.NAME}){letters.AND}(?={letters.NAME})|(?<={letters.WORD}){letters.AND}(?={letters.WORD}))*)\Z"
)
_VERB_GROUP: Final = pattern(f"{_any(_BEFORE_VERB)}*{_any(_FINITE)}")


def subject(passage: Passage, at: int, floor: int) -> Phrase | None:
    """The phrase that stands as subject right before a verb group starting at `at`, asides crossed."""
    classes = passage.outside
    floor = max(floor, at - _LONGEST)
    end = at
    while end > floor and classes[end - 1] in (letters.TIME, letters.ADVERB):  # "Mr. Lee on Monday said"
        end -= 1
        if classes[end] == letters.TIME and end > floor and classes[end - 1] == letters.PREPOSITION:
            end -= 1
    if end <= floor:
        return None
    last = classes[end - 1]
    if last in _SINGLE:
        return end - 1, end
    if last == ",":
        return _before_asides(passage, end - 1, floor)
    if last in ")-":
        opening = _opening(passage, end - 1, floor)
        return phrase_before(passage, opening, floor) if opening else None
    return phrase_before(passage, end, floor)


def phrase_before(passage: Passage, end: int, floor: int) -> Phrase | None:
    """The noun phrase whose last token is the one before `end`."""
    if end <= floor:
        return None
    if passage.outside[end - 1] in _SINGLE:
        return end - 1, end
    found = _BACKWARD.search(passage.outside, max(floor, end - _LONGEST), end)
    return found.span() if found else None


def _before_asides(passage: Passage, comma: int, floor: int) -> Phrase | None:
    """The phrase before the asides that the comma ends; it runs up to that comma where the aside is an apposition."""
    classes = passage.outside
    limit = max(floor, comma - _LONGEST_ASIDE)
    starts: list[int] = []  # of the stretches between commas, the nearest first
    at = comma - 1
    while at >= limit and classes[at] not in _ASIDE_ENDS and len(starts) < _MOST_ASIDES:
        if classes[at] == ",":
            starts.append(at + 1)
        at -= 1
    if len(starts) < _MOST_ASIDES and (at < floor or at >= limit):
        starts.append(at + 1)
    if len(starts) < 2:
        return None
    relatives = [index for index, start in enumerate(starts[:4]) if classes[start] == letters.RELATIVE]
    index = relatives[-1] + 1 if relatives else 1
    while index + 1 < len(starts) and _is_aside(passage, starts, index):
        index += 1
    if index >= len(starts):
        return None
    end = starts[index - 1] - 1
    found = phrase_before(passage, end, starts[index])
    if found is None:
        return None
    return (found[0], comma) if classes[starts[index - 1]] in _APPOSED else found


def _is_aside(passage: Passage, starts: list[int], index: int) -> bool:
    """Is the stretch between commas an aside, rather than the phrase that the asides belong to?"""
    classes, lower = passage.classes, passage.tokens.lower
    start, end = starts[index], starts[index - 1] - 1
    opening = classes[start]
    if opening in (letters.OF, letters.NUMBER) or end <= start:
        return True
    further = starts[index + 1]
    before = classes[further]
    if opening == letters.DETERMINER:
        plain = before == letters.NAME and all(classes[at] in _FILLING for at in range(further, start - 1))
        return plain or (lower[start] in ("a", "an") and before in _NAMED)
    return opening == letters.NAME and end - start < 3 and (before == letters.OF or classes[further] == letters.NUMBER)


def _opening(passage: Passage, closing: int, floor: int) -> int | None:
    """Where the bracket or dash that closes at `closing` opens."""
    sign = "(" if passage.classes[closing] == ")" else passage.classes[closing]
    at = passage.classes.rfind(sign, max(floor, closing - _LONGEST_ASIDE) + 1, closing)
    return at if at > 0 else None


def phrase_after(passage: Passage, start: int, ceiling: int) -> Phrase | None:
    """The noun phrase that opens at `start`, with an apposition that touches it; it ends before `ceiling`."""
    found = _FORWARD.match(passage.outside, start, min(ceiling, start + _LONGEST))
    if found is None or (found.end() == start + 1 and passage.outside[start] in _HEADLESS):
        return None
    return found.span()


def clause_subject(passage: Passage, at: int, floor: int) -> Phrase | None:
    """The subject of the nearest finite verb before `at`: whose verb it shares ("rose and said", ", adding")."""
    floor = max(floor, at - _LONGEST)
    for verb in reversed(list(_VERB_GROUP.finditer(passage.outside, floor, at))):
        found = subject(passage, verb.start(), floor)
        if found:
            return found
    return None


def opening_phrase(passage: Passage, start: int, ceiling: int) -> Phrase | None:
    """The first phrase of a sentence behind an opening adverbial ("In Iowa on Monday, …")."""
    classes = passage.classes
    ceiling = min(ceiling, start + _LONGEST)
    at = start
    if at < ceiling and classes[at] in _ADVERBIAL:
        comma = classes.find(",", at, ceiling - 1)
        at = (at if comma < 0 else comma) + 1  # "As Mr. Lee put it, …" has its subject inside
    while at < ceiling and classes[at] in _LINKING:
        at += 1
    return phrase_after(passage, at, ceiling)
