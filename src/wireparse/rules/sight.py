"""What can be seen of one line: its shape, and the phrases of page furniture that it holds.

A line is looked at once; the rules for lines then ask only what was seen.  The furniture's vocabulary lies in
`data/furniture/LANG.json`, one pack a language.  A pack maps a kind of furniture to phrases, by where they stand:

`lines`     the phrase is the whole line, marks at either end aside
`labels`    the phrase stands before a colon
`openings`  the line begins with the phrase
`inside`    the phrase stands anywhere near the line's head or tail
`words`     single words for rules that judge a line by all its words

Phrases are folded as a view folds text, casefolded, and without marks at either end in `lines` and `labels`; `#` stands
for a number.  What is seen is named `KIND.HOW` ("share.lines"), or after the shape ("bulleted").
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from wireparse.draft import Line
from wireparse.lexicon import languages, load, pack
from wireparse.pattern import pattern

__all__ = ["EDGE", "Furniture", "Sight", "furniture", "look", "packs_for"]

#: Marks that may stand around a phrase.
EDGE: Final = " \t\n.,:;!?>*|+-_=~\"'[](){}<•·›→»«…/\\"
# Of a line longer than this only head and tail are looked at: furniture shows itself at either end.
_HEAD: Final = 160
_TAIL: Final = 100
# With more characters a word than this a script has no spaces; two characters count as a word then.
_UNSPACED: Final = 14
# A line of more words that begins in small letters is the rest of a sentence: what it begins with says nothing.
_FRAGMENT: Final = 6
# No phrase that fills a line, and no label, is longer.
_LINE: Final = 120
_LABEL: Final = 48

_BULLET: Final = pattern(r"(?:[*•·●■▪◦►▶›>+→|◊-]{1,3}+|o(?= {1,4}\S))\s++(?=\S)")
_HEADING: Final = pattern(r"#{1,6}+ ++(?=\S)")
_RANK: Final = pattern(r"\(?#?\d{1,3}[.)]\s++(?=\S)|#\d{1,3}:?\s++(?=\S)")
_BULLETS: Final = frozenset("*•·●■▪◦►▶›>+→|◊-o")
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"\d[\d.,:'/]*+")
_FIRST: Final = re.compile(r"\w++|\W")
_STEPS: Final = frozenset('>|/"›→-:')
_ENDS: Final = frozenset(".!?…;。！？")
_CLOSERS: Final = "\"')]} "

# Languages are told by how many of their function words occur in the first words of long lines: a pack is used where
# there are at least half as many as of the best language, all packs where the best has fewer than four.
_SAMPLE: Final = 200
_SAMPLED: Final = 240
_RIVAL: Final = 0.5
_ENOUGH: Final = 4


class Furniture(NamedTuple):
    """Some packs as one: phrases by place, each with the names of what it shows; `rare` are the words by which those
    inside a line are looked up."""

    lines: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]
    openings: dict[str, list[tuple[str, str]]]
    inside: dict[str, list[tuple[str, str]]]
    rare: frozenset[str]
    words: dict[str, frozenset[str]]


class Sight(NamedTuple):
    """What is seen of a line.

    `bare` is the line's head without bullet or rank, `low` the same casefolded and, in short lines, with `#` for
    numbers; `tail` is the line's end, casefolded; `words` counts the words of the head; `sentence` says that the line
    ends as a sentence does; `seen` names shapes and phrases, `known` is where they were looked up.
    """

    text: str
    bare: str
    low: str
    tail: str
    words: int
    sentence: bool
    seen: set[str]
    known: Furniture


@cache
def furniture(chosen: tuple[str, ...]) -> Furniture:
    """The furniture's vocabulary in some languages, ready to look up."""
    lines: dict[str, tuple[str, ...]] = {}
    labels: dict[str, tuple[str, ...]] = {}
    openings: dict[str, list[tuple[str, str]]] = {}
    inside: dict[str, list[tuple[str, str]]] = {}
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
                        openings.setdefault(_first(phrase), []).append((phrase, name))
                elif how == "inside":
                    for phrase in phrases:
                        inside.setdefault(_rarest(phrase), []).append((phrase, name))
                else:
                    words.setdefault(kind, set()).update(phrases)
        if language in languages("calendar"):
            calendar = pack("calendar", language)
            for names in ("months", "weekdays", "relative", "at", "published", "updated"):
                for name in calendar.get(names, ()):
                    words.setdefault("clock", set()).update(name.split())
    sets = {kind: frozenset(found) for kind, found in words.items()}
    return Furniture(lines, labels, openings, inside, frozenset(inside), sets)


def _first(phrase: str) -> str:
    found = _FIRST.match(phrase)
    return found.group() if found else ""


def _rarest(phrase: str) -> str:
    """The word by which a phrase is looked up: the longest but the last, to which a mark may cling."""
    words = phrase.split()
    return max(words[:-1], key=len) if len(words) > 1 else phrase


def packs_for(texts: Iterable[str]) -> tuple[str, ...]:
    """The packs to use for a text's lines: English, for pages in any language have English furniture, and the
    languages whose function words they show; all packs where they show too few."""
    known = languages("furniture")
    sample: list[str] = []
    for text in texts:
        if len(text) > 60:
            sample += text[:_SAMPLED].casefold().split()
            if len(sample) > _SAMPLE:
                break
    speakers = _speakers()
    counts = dict.fromkeys(known, 0)
    for word in speakers.keys() & frozenset(sample):
        for language in speakers[word]:
            counts[language] += 1
    best = max(counts.values())
    if best < _ENOUGH:
        return known
    return tuple(language for language in known if language == "en" or counts[language] >= _RIVAL * best)


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """The languages with a pack that have a function word."""
    stopwords = load("stopwords")
    found: dict[str, tuple[str, ...]] = {}
    for language in languages("furniture"):
        for word in frozenset(stopwords.get(language, "").split()):
            found[word] = (*found.get(word, ()), language)
    return found


def look(line: Line, known: Furniture) -> Sight:
    """What is seen of a line that is not blank."""
    text = line.text
    size = len(text)
    bare = text[:_HEAD] if size > _HEAD else text
    if "\n" in bare or "  " in bare:
        bare = " ".join(bare.split())
    seen = {"line"}
    first = bare[0]
    if not first.isalpha() or first == "o":
        if first in _BULLETS and (found := _BULLET.match(bare)):
            seen.add("bulleted")
            bare = bare[found.end() :]
        elif first == "#" and (found := _HEADING.match(bare)):
            if found.end() > 2:
                seen.add("heading")
            bare = bare[found.end() :]
        if (bare[0].isdigit() or bare[0] in "(#") and (found := _RANK.match(bare)):
            seen.add("ranked")
            bare = bare[found.end() :]
        first = bare[0]
        if not first.isalpha() and not any(map(str.isalpha, bare)):
            seen.add("numeric" if any(map(str.isdigit, bare)) else "signs")
            _add_phrases(bare, bare, bare.split(), seen, known)
            return Sight(text, bare, bare, bare, 1 + bare.count(" "), False, seen, known)
        if first == "(" or first == "[":
            seen.add("bracketed")
        if first == text[-1] == "/" or (first == "(" and text[-1] == ")"):
            seen.add("enclosed")
    low = bare.casefold()
    tokens = low.split()
    words = len(tokens)
    if size > _UNSPACED * words and not text.isascii():
        words = max(words, len(bare) // 2)
    end = text[-1]
    if end in _CLOSERS:
        end = text[-6:].rstrip(_CLOSERS)[-1:]
    if words > _FRAGMENT and first.islower():
        seen.add("fragment")
    sentence = end in _ENDS and (words > 2 or size > 24)
    if size <= _LINE:
        if "/" in low and words == 1:
            seen.add("initials")
        if "@" in low and words == 1:
            seen.add("address")
        if words <= 8:
            seen.add("short")
        if bare.isupper():
            seen.add("capitals")
        if _DIGIT.search(low):
            seen.add("digits")
            low = _NUMBER.sub("#", low)
            tokens = low.split()
        if not sentence:
            seen.add("loose")
            if not _STEPS.isdisjoint(bare):
                seen.add("stepped")
    tail = low
    if size > _HEAD:
        tail = text[-_TAIL:].casefold()
        tokens += tail.split()
    if sentence:
        seen.add("sentence")
        if text.endswith(("...", "…")):
            seen.add("cut")
    if text[-1] in ")]" or "/" in tail or "©" in tail or ":" in tail[-60:]:
        seen.add("credited")
    head = bare[:90]
    if "(" in head or "/" in head or " -" in head or "--" in head:
        seen.add("separated")
    _add_phrases(low, tail, tokens, seen, known)
    return Sight(text, bare, low, tail, words, sentence, seen, known)


def _add_phrases(low: str, tail: str, tokens: list[str], seen: set[str], known: Furniture) -> None:
    """Add the names of the phrases that a line holds to what is seen of it; one that fills the line stands alone."""
    if len(low) <= _LINE and (names := known.lines.get(low.strip(EDGE))):
        seen.update(names)
        return
    colon = low.find(":", 1, _LABEL)
    if colon > 0 and (names := known.labels.get(low[:colon].strip(EDGE))):
        seen.update(names)
    if "fragment" not in seen:
        for phrase, name in known.openings.get(tokens[0] if tokens[0].isalpha() else _first(low), ()):
            if _begins(low, phrase):
                seen.add(name)
    for word in known.rare.intersection(tokens):
        for phrase, name in known.inside[word]:
            if phrase in low or phrase in tail:
                seen.add(name)


def _begins(low: str, phrase: str) -> bool:
    """Whether a line begins with a phrase, and not in the middle of a word."""
    if not low.startswith(phrase):
        return False
    size = len(phrase)
    return size == len(low) or not (low[size].isalnum() and phrase[-1].isalnum())
