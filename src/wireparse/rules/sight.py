"""What can be seen of one line: its shape, and the phrases of page furniture that it holds.

A line is looked at once; the rules for lines then ask only what was seen.  The furniture's vocabulary lies in
`data/furniture/LANG.json`, one pack a language; the union of all packs is used, since a page's furniture need not be in
the language of its story.  A pack maps a kind of furniture to phrases by where they stand in a line:

`lines`     the phrase is the whole line, marks at either end aside
`labels`    the phrase stands before a colon
`openings`  the line begins with the phrase
`inside`    the phrase stands anywhere near the line's head or tail
`words`     single words for the rules that judge a line by the share of its words

In a phrase `#` stands for a number.  What is seen is named `KIND.HOW` ("share.lines"), or after the shape ("bulleted").
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from wireparse.draft import Line
from wireparse.lexicon import languages, pack
from wireparse.view import fold

__all__ = ["LOWER", "UPPER", "Sight", "furniture", "look"]

#: Letters for patterns: `re` has no classes for case.
UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁĽŃŅŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩА-ЯЁЂІЇЄҐ"
LOWER: Final = "a-zß-öø-ÿāăąćčďđēėęěğģīıķļłľńņňőœřśşšţťūůűųźżžșțα-ωа-яёђіїєґ"

# Of a line longer than this only head and tail are looked at for phrases: furniture shows itself at either end.
_HEAD: Final = 240
_TAIL: Final = 100
_LABEL: Final = 48

_BULLET: Final = re.compile(r"(?:[*•·●■▪◦►▶›>+→|#\u2022\u25cb-]{1,3}+|o(?= {1,4}\S))\s++(?=\S)")
_RANK: Final = re.compile(r"\(?#\d{1,3}[.):]?\s++(?=\S)|\(?\d{1,3}[.)]\s++(?=\S)")
_NUMBER: Final = re.compile(r"\d[\d.,:'/]*+")
_FIRST: Final = re.compile(r"\w++|\W")
_EDGE: Final = " \t\n.,:;!?>*|+-_=~\"'[](){}<•·›→»«…/\\"
_PUNCTUATION: Final = str.maketrans(dict.fromkeys("\n.,:;!?\"()[]{}<>|*/", " "))
_CLOSERS: Final = "\"')]} "
_CRUMBS: Final = re.compile(r"\S (?:[>|/\"›→-]|::|--) \S|[^\s/]/[^\s/]")


class Furniture(NamedTuple):
    """The union of the packs: phrases by place, each with the names of what it shows."""

    lines: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]
    openings: dict[str, tuple[tuple[str, str], ...]]
    inside: dict[str, tuple[tuple[str, str], ...]]
    words: dict[str, frozenset[str]]


class Sight(NamedTuple):
    """What is seen of a line.

    `bare` is the line's head without bullet or rank, `low` the same casefolded and with `#` for numbers, `key` that
    without marks at either end, `tail` the line's end, casefolded; `words` counts the words of the head; `sentence` says that
    the line ends as a sentence does; `seen` names shapes and phrases.
    """

    text: str
    bare: str
    low: str
    key: str
    tail: str
    words: int
    sentence: bool
    seen: frozenset[str]


@cache
def furniture() -> Furniture:
    """The furniture's vocabulary in all languages, ready to look up."""
    lines: dict[str, dict[str, None]] = {}
    labels: dict[str, dict[str, None]] = {}
    openings: dict[str, dict[tuple[str, str], None]] = {}
    inside: dict[str, dict[tuple[str, str], None]] = {}
    words: dict[str, set[str]] = {}
    for language in languages("furniture"):
        for kind, places in pack("furniture", language).items():
            for how, phrases in places.items():
                name = f"{kind}.{how}"
                for phrase in phrases:
                    plain = fold(phrase).casefold()
                    if how == "words":
                        words.setdefault(kind, set()).add(plain)
                    elif how == "lines":
                        lines.setdefault(plain.strip(_EDGE), {})[name] = None
                    elif how == "labels":
                        labels.setdefault(plain.strip(_EDGE), {})[name] = None
                    elif how == "openings":
                        openings.setdefault(_FIRST.match(plain).group(), {})[plain, name] = None  # type: ignore[union-attr]
                    else:
                        rarest = max(plain.translate(_PUNCTUATION).split(), key=len)
                        inside.setdefault(rarest, {})[plain, name] = None
    return Furniture(
        {key: tuple(names) for key, names in lines.items()},
        {key: tuple(names) for key, names in labels.items()},
        {key: tuple(names) for key, names in openings.items()},
        {key: tuple(names) for key, names in inside.items()},
        {kind: frozenset(found) for kind, found in words.items()},
    )


def look(line: Line) -> Sight:
    """What is seen of a line that is not blank."""
    text = line.text
    head = text[:_HEAD]
    if "\n" in head or "  " in head:
        head = " ".join(head.split())
    seen: set[str] = set()
    match = _BULLET.match(head)
    bare = head[match.end() :] if match else head
    if match:
        seen.add("bulleted")
    if bare[0].isdigit() or bare[0] in "(#":
        match = _RANK.match(bare)
        if match:
            seen.add("ranked")
            bare = bare[match.end() :]
    low = bare.casefold()
    plain = low
    if _NUMBER.search(low):
        seen.add("digits")
        low = _NUMBER.sub("#", low)
    key = low.strip(_EDGE)
    size = len(text)
    tail = text[-_TAIL:].casefold() if size > _HEAD else low
    words = bare.count(" ") + 1
    end = text[-6:].rstrip(_CLOSERS)[-1:]
    sentence = end in ".!?…;" and end != "" and (words > 2 or size > 24)
    known = furniture()
    seen.update(known.lines.get(key, ()))
    colon = low.find(":", 0, _LABEL)
    if colon > 0:
        seen.update(known.labels.get(low[:colon].strip(_EDGE), ()))
    first = _FIRST.match(low)
    if first and (starts := known.openings.get(first.group())):
        seen.update(name for phrase, name in starts if _begins(low, phrase))
    for word in set((low if tail is low else f"{low} {tail}").translate(_PUNCTUATION).split()) & known.inside.keys():
        seen.update(name for phrase, name in known.inside[word] if phrase in low or phrase in tail)
    seen.update(_shapes(text, bare, plain, words, sentence))
    return Sight(text, bare, low, key, tail, words, sentence, frozenset(seen))


def _begins(low: str, phrase: str) -> bool:
    """Whether a line begins with a phrase, and not in the middle of a word."""
    if not low.startswith(phrase):
        return False
    size = len(phrase)
    return size == len(low) or not (low[size].isalnum() and phrase[-1].isalnum())


def _shapes(text: str, bare: str, low: str, words: int, sentence: bool) -> set[str]:
    """The names of the shapes that a line has."""
    shapes = {"line"}
    if not any(map(str.isalpha, bare)):
        shapes.add("numeric" if any(map(str.isdigit, bare)) else "digitless")
        return shapes
    if words <= 40 and low != bare and bare == bare.upper():
        shapes.add("capitals")
    if sentence:
        shapes.add("sentence")
    if "..." in text[:400] or "…" in text[:400]:
        shapes.add("cut")
    if words <= 40 and _CRUMBS.search(bare):
        shapes.add("crumbs")
    if "©" in bare or "(c)" in low:
        shapes.add("sign")
    if "@" in low or "http" in low or "www." in low:
        shapes.add("address")
    if bare[0] in "([":
        shapes.add("bracketed")
    if words <= 8:
        shapes.add("short")
    return shapes
