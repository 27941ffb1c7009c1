"""Kinds: whether an unknown name is a person's or an organisation's, going by the words around it.

Half the names of the world are in no list, and "Andina Norte" has the shape of a person's name.  What a writer puts
beside a name tells: a noun before it ("the mining company Andina Norte"), an age or an apposition after it, an article,
a pronoun that takes it up again.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, TypeAlias

from wireparse.pattern import regex
from wireparse.speakers.lexicon import lexicon

__all__ = ["ContextKind", "kind_from_context", "kind_from_pronoun"]

#: What surroundings say that a name is; None for nothing.
ContextKind: TypeAlias = Literal["person", "organisation"] | None

_LONGEST: Final = 24  # characters of a noun before a name
_LATER: Final = 120  # characters after a name in which a pronoun takes it up


@cache
def _beside() -> re.Pattern[str]:
    """An age, an apposition or a relative pronoun right behind a name."""
    known = lexicon()
    return regex(
        r"(?P<age>, \d{1,3}(?=[,.;\n ])| \(\d{1,3}\))"
        rf"|, (?P<apposition>(?:{'|'.join(known.appositive)}) [^,.;:()\"\n]{{3,80}})"
        rf"|,? (?:(?P<who>{'|'.join(known.who)})|(?P<which>{'|'.join(known.which)}))\b"
    )


@cache
def _taken_up() -> re.Pattern[str]:
    """What takes a name up again: a pronoun for a person, else words of a body."""
    known = lexicon()
    return regex(rf"\b(?:({'|'.join(known.person_again)})|{'|'.join(known.body_again)})\b")


def kind_from_context(text: str, opens: int, end: int) -> ContextKind:
    """What the words right beside the name `text[opens:end]` say that it is."""
    known = lexicon()
    before = text[max(0, opens - _LONGEST) : opens]
    if before[-1:] == " ":
        noun = before.rstrip().rpartition(" ")[2].lower()
        if noun in known.trades:
            return None  # "the coal miner Andina Norte" may be either
        if noun in known.organisations or noun in known.generic:
            return "organisation"
        if noun in known.roles:
            return "person"
    match = _beside().match(text, end)
    if match is not None:
        if match.lastgroup == "apposition":
            return _noun(match["apposition"].lower().split())
        return "organisation" if match.lastgroup == "which" else "person"
    article = f"{known.article} "
    return "organisation" if before.lower().endswith(f" {article}") or before == article.capitalize() else None


def kind_from_pronoun(text: str, end: int) -> ContextKind:
    """What the pronoun that takes up a name, in the rest of its sentence, says that it is; a mere "it" may be nothing
    at all ("it was late")."""
    rest = text[end : end + _LATER].partition(". ")[0].partition('"')[0].partition("\n")[0]
    match = _taken_up().search(rest)
    if match is None:
        return None
    return "person" if match[1] else "organisation"


def _noun(words: list[str]) -> ContextKind:
    """What the head noun of an apposition stands for."""
    known = lexicon()
    for index in range(2, len(words)):
        word, before = words[index], words[index - 1]
        noun = before in known.organisations or before in known.generic or before in known.roles
        if word in known.prepositions or word in known.verbs or (noun and word.endswith(known.participle_ends)):
            words = words[:index]  # "a company making ropes", but "a shipping company"
            break
    head = words[-1]
    if head in known.trades:
        return None
    if head in known.organisations or head in known.generic:
        return "organisation"
    return "person" if head in known.roles else None
