"""Noun phrases that can be the source of a quote: whole, with what stands in apposition, read from word classes alone.

There is no parser here.  A phrase is read outwards from the verb that it belongs to, over names, nouns and what may
stand inside a phrase, to the first word that cannot; commas are crossed where what they enclose is an aside ("Ann
Lee, 39, of Flint, said").  Spans follow the PolNeAR corpus: the full phrase with an apposition that touches it.

What stands behind a token is read by patterns over the classes, what stands before it by patterns over the classes
from right to left: in these, what is behind a letter stands before it in the text.
"""

from typing import Final, TypeAlias

from wireparse.pattern import regex
from wireparse.quotes import word_letters as letters
from wireparse.quotes.word_letters import (
    AND,
    DETERMINER,
    FINITE,
    NAME,
    POSSESSIVE,
    POSSESSOR,
    PREPOSITION,
    RELATIVE,
    WORD,
)
from wireparse.quotes.word_letters import any_of as _any

__all__ = ["Span", "clause_subject", "opening_phrase", "phrase_after", "phrase_before", "phrases", "subject"]

#: A noun phrase: tokens from the first up to the second, exclusive.
Span: TypeAlias = tuple[int, int]

#: Tokens looked at from a verb: what keeps the work linear.
_LONGEST: Final = 60
_MOST_ASIDES: Final = 7
_HEADLESS: Final = letters.of("determiner possessive number")
_ADVERBIAL: Final = letters.of("preposition when as adverb time past ing")
_LINKING: Final = letters.of("and but adverb")
_APPOSED: Final = letters.of("name word number determiner possessive relative of")

_SINGLE: Final = _any("pronoun relative object")
_NOUN: Final = _any("name word number")
_START: Final = _any("name word number determiner possessive")
_FILL: Final = _any("name word number possessor of . & - ' $ % /")
_ARTICLE: Final = _any("determiner possessive")
_VERBAL: Final = _any("past ing base s participle")
_BEFORE_VERBAL: Final = _any("determiner possessive possessor")
_QUOTED: Final = letters.QUOTED
# What may follow in a phrase: a full stop but at the end, an article or a verb's form behind what asks for a noun, a
# preposition before one, an "and" that no clause of its own follows.
_FOLLOWING: Final = (
    rf"(?!\.\Z){_FILL}|(?<={_any('preposition of determiner and')}){_ARTICLE}|(?<={_BEFORE_VERBAL}){_VERBAL}|"
    f"{PREPOSITION}(?={_START})|{AND}(?={_START})(?!.{{0,5}}[{FINITE}])"
)
_DANGLING: Final = _any("- ' / of preposition and possessor determiner")
# An aside behind a comma: a relative clause, or an apposition, on whose names more phrases hang than on the first.
_ASIDE: Final = (
    rf"{RELATIVE}(?:[^,;:(.?!{_QUOTED}-]|[.?!](?!\Z))*(?=[,;:(-]|[.?!]?\Z)|"
    f"{_any('name word number determiner possessive of')}(?:(?:{_FOLLOWING})*(?<!{_DANGLING}))?(?!{_NOUN}|{_QUOTED})"
)
_FORWARD: Final = regex(
    f"{_SINGLE}|{_START}(?:(?:(?!(?<={NAME}){PREPOSITION})(?:{_FOLLOWING}))*"
    f'(?:(?<!{_DANGLING})|(?<={POSSESSOR})(?=["{_QUOTED}])))?'  # on CNN's "Talk of the Town"
    f"(?:,(?:{_ASIDE})){{0,{_MOST_ASIDES}}}"
)
#: A phrase with all that modifies it, up to a comma or verb ("people briefed on the plan").
_WIDE: Final = regex(
    rf"{_SINGLE}|{_START}(?:{_FOLLOWING}|{_any('preposition and ing past base time adverb that')}(?!\Z))*"
)
# The longest phrase before a place, from right to left: an article stands inside behind another or behind a noun's
# preposition, a preposition behind a noun, an "and" between two names, two nouns or behind a description that the
# clause opens with ("dock master and NATO pilot Ann Lee").
_BACKWARD: Final = (
    f"{_SINGLE}|(?!{_any('past participle preposition of and - &')})"
    f"(?:{_any('base s ing')}(?={_NOUN}|{_BEFORE_VERBAL}))?"
    f"(?:{_FILL}|{_ARTICLE}(?={DETERMINER}|{_any('preposition of')}{_NOUN})|{PREPOSITION}(?={_NOUN})|"
    f"{_VERBAL}(?={_BEFORE_VERBAL})|(?<={NAME}){AND}(?={NAME})|(?<={WORD}){AND}(?={WORD})|"
    rf"(?<=[{NAME}{WORD}]){AND}(?=[{NAME}{WORD}]+(?:[ ,{_QUOTED}]|\Z)))*{_START}"
)
_BEFORE: Final = regex(_BACKWARD)
_STRETCH: Final = f"[^,;{_QUOTED}]{{0,40}}"
# What may stand between a subject and its verb, from right to left: adverbs, times, a "both", what is in brackets or
# dashes or, behind an auxiliary, a phrase of place or time; and asides, the last of which may be anything.
_BETWEEN: Final = (
    rf"(?:{letters.ADVERB}|[,.9]*{letters.TIME}{DETERMINER}?{PREPOSITION}?|\)[^()]{{1,40}}\(|-[^-]{{1,40}}-|"
    f"{DETERMINER}(?={_any('name word number pronoun')})|{_NOUN}{{1,3}}{_ARTICLE}?{PREPOSITION}[{letters.GROUP}])*"
)
_NAMED: Final = f"(?=,{_FILL}*{NAME}(?:[ ,;{_QUOTED}]|\\Z))"
_ASIDES: Final = (
    f",(?:[^;{_QUOTED}]{{0,40}}{RELATIVE}|{_STRETCH}),"
    f"(?:(?:{_STRETCH}{_any('of number')}|{_STRETCH}{DETERMINER}{_NAMED}|"
    f"{NAME}{{1,2}}(?=,{_STRETCH}{_any('of number')}(?:,|\\Z))),){{0,{_MOST_ASIDES}}}"
)
_SUBJECT: Final = regex(f"(?:{_BETWEEN}{_ASIDES}|{_BETWEEN})(?P<phrase>{_any('that question')}|{_BACKWARD})")
#: A finite verb with its group, from right to left, behind what may be its subject or an aside to it.
_VERB_GROUP: Final = regex(
    f"[{FINITE}][{letters.GROUP}]*+(?={_any('pronoun relative object name word number time ) - ,')})"
)
# A phrase without the prepositions that hang on it.
_SHORT: Final = regex(
    rf"{_SINGLE}|(?!{_ARTICLE}{letters.TIME}){_START}(?:{_any('name word number possessor of')}|'|(?<={NAME})\.(?! )|"
    f"(?<={_any('of determiner and')}){_ARTICLE}|(?<={_BEFORE_VERBAL}){_VERBAL}|(?<={NAME}){AND}(?={NAME}))*"
)


def _mirrored(classes: str, at: int, floor: int) -> str:
    """The classes before a token, the nearest first."""
    return classes[max(floor, at - _LONGEST) : at][::-1]


def subject(classes: str, at: int, floor: int = 0) -> Span | None:
    """The phrase that stands as subject right before a verb group starting at `at`, asides crossed."""
    found = _SUBJECT.match(_mirrored(classes, at, floor))
    if found is None:
        return None
    end = at - found.start("phrase")
    apposed = classes[end] == classes[at - 1] == "," and classes[end + 1] in _APPOSED
    return at - found.end(), at - 1 if apposed else end


def clause_subject(classes: str, at: int, floor: int = 0) -> Span | None:
    """The subject of the nearest finite verb before `at`: whose verb it shares ("rose and said", ", adding")."""
    for verb in _VERB_GROUP.finditer(_mirrored(classes, at, floor)):
        found = subject(classes, at - verb.end(), floor)
        if found:
            return found
    return None


def phrase_before(classes: str, end: int, floor: int = 0) -> Span | None:
    """The noun phrase whose last token is the one before `end`."""
    found = _BEFORE.match(_mirrored(classes, end, floor))
    return (end - found.end(), end) if found else None


def phrase_after(classes: str, start: int, ceiling: int, *, wide: bool = False) -> Span | None:
    """The noun phrase that opens at `start`, with an apposition that touches it; it ends before `ceiling`.

    A wide one takes in what modifies it, but no apposition.
    """
    found = (_WIDE if wide else _FORWARD).match(classes, start, min(ceiling, start + _LONGEST))
    if found is None or (found.end() == start + 1 and classes[start] in _HEADLESS):
        return None
    return found.span()


def opening_phrase(classes: str, start: int, ceiling: int) -> Span | None:
    """The first phrase of a sentence behind an opening adverbial ("In Iowa on Monday, …")."""
    ceiling = min(ceiling, start + _LONGEST)
    at = start
    if at < ceiling and classes[at] in _ADVERBIAL:
        comma = classes.find(",", at, ceiling - 1)
        at = (at if comma < 0 else comma) + 1  # "As Mr. Lee put it, …" has its subject inside
    while at < ceiling and classes[at] in _LINKING:
        at += 1
    return phrase_after(classes, at, ceiling)


def phrases(classes: str) -> list[Span]:
    """The noun phrases of a sentence in reading order, owners ("the mayor" in "the mayor's plan") as well as wholes."""
    found: list[Span] = []
    for phrase in _SHORT.finditer(classes):
        first, end = phrase.span()
        name = classes[first]
        if name == POSSESSIVE:
            found.append((first, first + 1))
        owned = classes.find(POSSESSOR, first, end)
        while owned > 0:
            found.append((first, owned))
            owned = classes.find(POSSESSOR, owned + 1, end)
        if name != letters.NUMBER or end - first > 1 or classes[first - 1] != ",":  # no age
            found.append((first, end))
    return found
