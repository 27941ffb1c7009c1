"""Noun phrases that can be the source of a quote: whole, with what stands in apposition, found by word class.

There is no parser here.  A phrase is read outwards from the verb that it belongs to, over names, nouns and what may
stand inside a phrase, to the first word that cannot; commas are crossed where what they enclose is an aside ("Ann
Lee, 39, of Flint, said").  Spans follow the PolNeAR corpus: the full phrase with an apposition that touches it.
"""

from typing import Final

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
_ARTICLES: Final = letters.of("determiner possessive")
_BEFORE_ARTICLE: Final = letters.of("preposition of determiner and")
_HEADLESS: Final = letters.of("determiner possessive number")
_ADVERBIAL: Final = letters.of("preposition when as adverb time past ing")
_LINKING: Final = letters.of("and but adverb")
_STOPS: Final = ".?!"
_BEFORE_NOUN: Final = letters.of("determiner possessive possessor")
_DANGLING: Final = letters.of("- ' of preposition and possessor determiner")
_DEVERBAL: Final = letters.of("past ing base s participle")
#: Tokens looked at from a verb, in a phrase and in an aside: what keeps the work linear.
_LONGEST: Final = 60
_LONGEST_ASIDE: Final = 40
_MOST_ASIDES: Final = 7


def subject(passage: Passage, at: int, floor: int) -> Phrase | None:
    """The phrase that stands as subject right before a verb group starting at `at`, asides crossed."""
    classes, quoted = passage.outside, passage.quoted
    floor = max(floor, at - _LONGEST)
    end = at
    while end > floor and classes[end - 1] in (letters.TIME, letters.ADVERB):  # "Mr. Lee on Monday said"
        end -= 1
        if classes[end] == letters.TIME and end > floor and classes[end - 1] == letters.PREPOSITION:
            end -= 1
    if end <= floor or quoted[end - 1]:
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
    classes, quoted = passage.outside, passage.quoted
    if end <= floor or quoted[end - 1]:
        return None
    if classes[end - 1] in _SINGLE:
        return end - 1, end
    first = end
    floor = max(floor, end - _LONGEST)
    while first > floor and not quoted[first - 1] and _stands_inside(passage, first - 1, end, floor):
        first -= 1
        if classes[first] in _ARTICLES and not _leads_on(passage, first - 1, floor):
            break
    while first < end and classes[first] not in _OPENS:
        first += 1
    return (first, end) if first < end else None


def _stands_inside(passage: Passage, at: int, end: int, floor: int) -> bool:
    """May the token at `at` belong to the phrase that is read from the right and ends at `end`?"""
    classes = passage.classes
    name = classes[at]
    if name in _FILLING or name in _ARTICLES:
        return True
    if at == end - 1:
        return False
    if name == letters.PREPOSITION:
        return _leads_on(passage, at, floor)
    if name == letters.AND:
        return _joins(passage, at, end, floor)
    return name in _DEVERBAL and at > floor and classes[at - 1] in _BEFORE_NOUN


def _leads_on(passage: Passage, at: int, floor: int) -> bool:
    """Is the token at `at` a preposition inside a phrase ("a spokesman *for* the ministry")?"""
    classes, quoted = passage.outside, passage.quoted
    if at <= floor or quoted[at] or quoted[at - 1]:
        return False
    if classes[at] == letters.DETERMINER:  # "all the people"
        return True
    return classes[at] in (letters.PREPOSITION, letters.OF) and classes[at - 1] in _NOMINAL


def _joins(passage: Passage, at: int, end: int, floor: int) -> bool:
    """Does the "and" at `at` join two names or two nouns of one phrase?"""
    classes = passage.classes
    if at <= floor or at + 1 >= end:
        return False
    left, right = classes[at - 1], classes[at + 1]
    return left == right and left in (letters.NAME, letters.WORD)


def _before_asides(passage: Passage, comma: int, floor: int) -> Phrase | None:
    """The phrase before the asides that the comma ends; it runs up to that comma where the aside is an apposition."""
    classes, quoted = passage.outside, passage.quoted
    limit = max(floor, comma - _LONGEST_ASIDE)
    starts: list[int] = []  # of the stretches between commas, the nearest first
    at = comma - 1
    while at >= limit and not quoted[at] and classes[at] != ";" and len(starts) < _MOST_ASIDES:
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
    for at in range(closing - 1, max(floor, closing - _LONGEST_ASIDE), -1):
        if passage.classes[at] == sign:
            return at
    return None


def phrase_after(passage: Passage, start: int, ceiling: int) -> Phrase | None:
    """The noun phrase that opens at `start`, with an apposition that touches it; it ends before `ceiling`."""
    classes, quoted = passage.outside, passage.quoted
    ceiling = min(ceiling, start + _LONGEST)
    if start >= ceiling or quoted[start]:
        return None
    if classes[start] in _SINGLE:
        return start, start + 1
    if classes[start] not in _OPENS:
        return None
    end = _phrase_end(passage, start, ceiling, apposed=False)
    for _ in range(_MOST_ASIDES):
        if end >= ceiling or classes[end] != "," or end + 1 >= ceiling or quoted[end + 1]:
            break
        if classes[end + 1] not in _APPOSED:
            break
        aside = _aside_end(passage, end + 1, ceiling)
        if aside < passage.end and quoted[aside]:  # "Ann Lee, who spoke of" a quotation
            break
        end = aside
    if end == start + 1 and classes[start] in _HEADLESS:
        return None
    return start, end


def _phrase_end(passage: Passage, start: int, ceiling: int, *, apposed: bool) -> int:
    """Where the phrase that opens at `start` ends; one in apposition may have further phrases hang on its names."""
    classes, quoted = passage.outside, passage.quoted
    at = start
    named = False
    while at < ceiling and not quoted[at] and _goes_on(passage, at, start, ceiling, named):
        named = named or (classes[at] == letters.NAME and not apposed)
        at += 1
    while at > start + 1 and classes[at - 1] in _DANGLING:
        at -= 1
    return at


def _goes_on(passage: Passage, at: int, start: int, ceiling: int, named: bool) -> bool:
    """May the token at `at` belong to the phrase that opens at `start`?"""
    classes = passage.classes
    name, before = classes[at], classes[at - 1]
    if name in _FILLING:
        return name != "." or at + 1 < ceiling
    if name in _ARTICLES:
        return at == start or before in _BEFORE_ARTICLE
    if at == start:
        return False
    if name in _DEVERBAL:
        return before in _BEFORE_NOUN
    if name == letters.PREPOSITION:
        return not (named and before == letters.NAME) and _opens(passage, at + 1, ceiling)
    return name == letters.AND and _opens(passage, at + 1, ceiling) and not _clause_follows(passage, at + 1, ceiling)


def _opens(passage: Passage, at: int, ceiling: int) -> bool:
    return at < ceiling and not passage.quoted[at] and passage.classes[at] in _OPENS


def _clause_follows(passage: Passage, at: int, ceiling: int) -> bool:
    """Does a verb of its own follow soon after `at`, so that a new clause begins there?"""
    return any(passage.classes[k] in _FINITE for k in range(at, min(at + 6, ceiling)))


def _aside_end(passage: Passage, start: int, ceiling: int) -> int:
    if passage.classes[start] != letters.RELATIVE:
        return _phrase_end(passage, start, ceiling, apposed=True)
    at = start
    while at < ceiling and not passage.quoted[at] and passage.classes[at] not in ",;:-(":
        at += 1
    return at - 1 if at == ceiling and passage.classes[at - 1] in _STOPS else at


def clause_subject(passage: Passage, at: int, floor: int) -> Phrase | None:
    """The subject of the nearest finite verb before `at`: whose verb it shares ("rose and said", ", adding")."""
    classes, quoted = passage.outside, passage.quoted
    floor = max(floor, at - _LONGEST)
    k = at - 1
    while k > floor:
        if classes[k] in _FINITE and not quoted[k]:
            while k > floor and classes[k - 1] in _BEFORE_VERB:
                k -= 1
            found = subject(passage, k, floor)
            if found:
                return found
        k -= 1
    return None


def opening_phrase(passage: Passage, start: int, ceiling: int) -> Phrase | None:
    """The first phrase of a sentence behind an opening adverbial ("In Iowa on Monday, …")."""
    classes = passage.classes
    ceiling = min(ceiling, start + _LONGEST)
    at = start
    if at < ceiling and classes[at] in _ADVERBIAL:
        comma = at
        while comma < ceiling and classes[comma] != ",":
            comma += 1
        at = comma + 1 if comma + 1 < ceiling else at + 1  # "As Mr. Lee put it, …" has its subject inside
    while at < ceiling and classes[at] in _LINKING:
        at += 1
    return phrase_after(passage, at, ceiling)
