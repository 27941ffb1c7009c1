"""Furniture: the phrases by which the parts of a page that are not its story are known.

The vocabulary lies in `data/LANG/furniture.json`, one pack a language.  A pack maps a kind of furniture to phrases, by
where they stand:

`lines`     the phrase is the whole line, marks at either end aside
`labels`    the phrase stands before a colon
`openings`  the line begins with the phrase
`inside`    the phrase stands anywhere near the line's head or tail
`words`     single words for rules that judge a line by all its words

Phrases are folded as a view folds text, casefolded, and without marks at either end in `lines` and `labels`; `#` stands
for a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import repeat
from typing import Final

from wireparse.lexicon import DEFAULT, function_words, language_letters, languages, pack
from wireparse.pattern import regex
from wireparse.record import Record

__all__ = ["Furniture", "first_part", "furniture_of", "packs_for"]

_FIRST: Final = regex(r"\w++|\W")
_WORD: Final = regex(r"\w++")
# The words of a phrase that are whole wherever the phrase stands: it may go on in its last one.
_WHOLE: Final = regex(r"(?<=[^\w#])\w++(?=[^\w#])")

# Languages are told by how many of their function words occur in the heads of the first long lines: a pack is used
# where there are at least half as many as of the best language, all packs where the best has fewer than four.
_TITLE: Final = 60
_SAMPLED: Final = 240
_SAMPLE: Final = 200
_RIVAL: Final = 0.5
_ENOUGH: Final = 4


class Furniture(Record):
    """Some packs as one: phrases by place, each with the names of what it shows.  Those inside a line are looked up by
    one of their words or signs, all of which are `rare`, and stand there with a word that has white space around;
    `named` has them by the names."""

    lines: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]
    openings: dict[str, list[tuple[str, str]]]
    inside: dict[str, list[tuple[str, str, str]]]
    rare: frozenset[str]
    named: dict[str, list[str]]
    words: dict[str, frozenset[str]]


@cache
def furniture_of(chosen: tuple[str, ...]) -> Furniture:
    """The furniture's vocabulary in some languages, ready to look up."""
    lines: dict[str, tuple[str, ...]] = {}
    labels: dict[str, tuple[str, ...]] = {}
    openings: dict[str, list[tuple[str, str]]] = {}
    inside: dict[str, list[tuple[str, str, str]]] = {}
    named: dict[str, list[str]] = {}
    words: dict[str, set[str]] = {}
    for language in chosen:
        for kind, places in pack("furniture", language).items():
            for how, phrases in places.items():
                name = f"{kind}.{how}"
                if how == "lines" or how == "labels":
                    table = lines if how == "lines" else labels
                    for phrase in phrases:
                        table[phrase] = (*table[phrase], name) if phrase in table else (name,)
                elif how == "openings":
                    for phrase in phrases:
                        openings.setdefault(first_part(phrase), []).append((phrase, name))
                elif how == "inside":
                    named.setdefault(name, []).extend(phrases)
                    for phrase in phrases:
                        inside.setdefault(_rarest(phrase), []).append((phrase, _free(phrase), name))
                else:
                    words.setdefault(kind, set()).update(phrases)
        if language in languages("calendar"):
            calendar = pack("calendar", language)
            for names in ("months", "weekdays", "relative", "at", "published", "updated"):
                for name in calendar.get(names, ()):
                    words.setdefault("clock", set()).update(name.split())
    sets = {kind: frozenset(found) for kind, found in words.items()}
    return Furniture(lines, labels, openings, inside, frozenset(inside), named, sets)


def first_part(phrase: str) -> str:
    """What a phrase or line begins with, and is looked up by: its first word or mark."""
    found = _FIRST.match(phrase)
    return found.group() if found else ""


def _free(phrase: str) -> str:
    """The word that must have white space around: the longest but the last, to which a mark or an ending may cling."""
    words = phrase.split()
    return max(words[:-1], key=len) if len(words) > 1 else phrase


def _rarest(phrase: str) -> str:
    """What a phrase is looked up by: the longest word that is whole wherever it stands, else any, else its sign."""
    whole = _WHOLE.findall(phrase) + _WORD.findall(_free(phrase))
    return max(whole or _WORD.findall(phrase), key=len, default=phrase[0])


def packs_for(texts: Iterable[str]) -> tuple[str, ...]:
    """The packs to use for a text's lines: English, for pages in any language have English furniture, and the
    languages whose function words they show; all packs where they show too few."""
    sample: list[str] = []
    for text in texts:
        if len(text) > _TITLE:
            sample += text[:_SAMPLED].casefold().split()
            if len(sample) > _SAMPLE:
                break
    available = languages("furniture")
    shown = "".join(map(function_words().get, set(sample), repeat("")))
    letters = language_letters()
    counts = {language: shown.count(letters[language]) for language in available}
    best = max(counts.values())
    if best < _ENOUGH:
        return available
    return tuple(language for language in available if language == DEFAULT or counts[language] >= _RIVAL * best)
