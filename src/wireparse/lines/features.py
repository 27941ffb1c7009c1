"""What can be seen of one line: its shape, and the phrases of page furniture that it holds.

A line is looked at once; the rules for lines then ask only what was seen.  The furniture's vocabulary lies in
`data/LANG/furniture.json`, one pack a language.  A pack maps a kind of furniture to phrases, by where they stand:

`lines`     the phrase is the whole line, marks at either end aside
`labels`    the phrase stands before a colon
`openings`  the line begins with the phrase
`inside`    the phrase stands anywhere near the line's head or tail
`words`     single words for rules that judge a line by all its words

Phrases are folded as a view folds text, casefolded, and without marks at either end in `lines` and `labels`; `#` stands
for a number.  What is seen is named `KIND.HOW` ("share.lines"), or after the shape ("bulleted").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any, Final

from wireparse.lexicon import function_words, language_letters, languages, pack
from wireparse.pattern import pattern
from wireparse.record import Record, records

__all__ = ["EDGE", "Furniture", "Sight", "furniture", "look", "packs_for", "signs_of", "words_of"]

#: Marks that may stand around a phrase.
EDGE: Final = " \t\n.,:;!?>*|+-_=~\"'[](){}<•·›→»«…/\\"
# Of a line longer than this only head and tail are looked at: furniture shows itself at either end.
_HEAD: Final = 160
_TAIL: Final = 100
# So much of a line's head is read for its words.
_READ: Final = 400
# With more characters a word than this a script has no spaces; two characters count as a word then.
_UNSPACED: Final = 14
# A line of more words that begins in small letters is the rest of a sentence: what it begins with says nothing.
_FRAGMENT: Final = 6
# No phrase that fills a line, and no label, is longer.
_LINE: Final = 120
_LABEL: Final = 48

_BULLET: Final = pattern(r"(?:[*•·●■▪◦►▶›>+→|◊-]{1,3}+|o(?= {1,4}\S))\s++(?=\S)")
_HEADING: Final = pattern(r"#{1,6}+ ++(?=\S)")
# "(216) 555-0142" is a telephone's number.
_RANK: Final = pattern(r"\(?#?\d{1,3}[.)]\s++(?!\d{3}-\d)(?=\S)|#\d{1,3}:?\s++(?=\S)")
_BULLETS: Final = frozenset("*•·●■▪◦►▶›>+→|◊-o")
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"\d[\d.,:'/]*+")
_FIRST: Final = re.compile(r"\w++|\W")
_STEPS: Final = frozenset('>|/"›→-:')
_ENDS: Final = frozenset(".!?…;。！？")
_CLOSERS: Final = "\"')]} "

# Bytes are translated many times as fast as characters are: here to spaces, but for words, and those to small letters;
# and there those that are no signs, to be left out; all beyond ASCII may be one.
_SPACED: Final = bytes(
    code > 127 or ord(chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " ") for code in range(256)
)
_WORD: Final = re.compile(r"\w++")
_NO_SIGNS: Final = bytes(code for code in range(128) if chr(code) not in "()[]<>/\\|:@#-\n")
# The words of a phrase that are whole wherever the phrase stands: it may go on in its last one.
_WHOLE: Final = re.compile(r"(?<=[^\w#])\w++(?=[^\w#])")

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


class Sight(Record):
    """What is seen of a line.

    `bare` is the line's head without bullet or rank, `low` the same casefolded and, in short lines, with `#` for
    numbers; `tail` is the line's end, casefolded; `words` counts the words of the head; `sentence` says that the line
    ends as a sentence does; `own` are the words of the line's head, in small letters without marks, and `signs` those
    of its characters that may be a sign; `seen` names shapes and phrases, `known` is where they were looked up.
    """

    text: str
    bare: str
    low: str
    tail: str
    words: int
    sentence: bool
    own: set[str]
    signs: str
    seen: frozenset[str]
    known: Furniture


@cache
def furniture(chosen: tuple[str, ...]) -> Furniture:
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
                        openings.setdefault(_first(phrase), []).append((phrase, name))
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


def _first(phrase: str) -> str:
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


def words_of(text: str) -> set[str]:
    """The words of a line's head in small letters."""
    text = text[:_READ]
    if text.isascii():
        return set(text.encode().translate(_SPACED).decode().split())
    return set(_WORD.findall(text.casefold()))


def signs_of(texts: Iterable[str]) -> list[str]:
    """Of each line the characters that may be a sign that tells furniture from prose; most prose has none."""
    signs = "\n".join(texts).encode("utf-8", "surrogatepass").translate(None, _NO_SIGNS)
    return signs.decode("utf-8", "surrogatepass").split("\n")


def packs_for(texts: Iterable[str]) -> tuple[str, ...]:
    """The packs to use for a text's lines: English, for pages in any language have English furniture, and the
    languages whose function words they show; all packs where they show too few."""
    sample: list[str] = []
    for text in texts:
        if len(text) > _TITLE:
            sample += text[:_SAMPLED].casefold().split()
            if len(sample) > _SAMPLE:
                break
    known = languages("furniture")
    shown = "".join(map(function_words().get, set(sample), repeat("")))
    letters = language_letters()
    counts = {language: shown.count(letters[language]) for language in known}
    best = max(counts.values())
    if best < _ENOUGH:
        return known
    return tuple(language for language in known if language == "en" or counts[language] >= _RIVAL * best)


def look(texts: Sequence[str], known: Furniture | None = None) -> list[Sight]:
    """What is seen of lines, one at least and none of them blank or with a break.

    `known` is the vocabulary to use, else it is chosen by the languages of the lines.
    """
    known = known or furniture(packs_for(texts))
    return list(records(Sight, map(_look, texts, map(words_of, texts), signs_of(texts), repeat(known))))


def _look(text: str, own: set[str], signs: str, known: Furniture) -> tuple[Any, ...]:
    """The fields of what is seen of a line."""
    size = len(text)
    bare = text[:_HEAD]
    if "  " in bare or bare[-1] == " ":
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
            seen = _with_phrases(bare, bare, own, signs, seen, known)
            return text, bare, bare, bare, 1 + bare.count(" "), False, own, signs, frozenset(seen), known
        if first == "(" or first == "[":
            seen.add("bracketed")
        if first == text[-1] == "/" or (first == "(" and text[-1] == ")"):
            seen.add("enclosed")
    low = bare.casefold()
    count = bare.count(" ") + 1
    if size > _UNSPACED * count and not text.isascii():
        count = max(count, len(bare) // 2)
    end = text[-1]
    if end in _CLOSERS:
        end = text[-6:].rstrip(_CLOSERS)[-1:]
    if count > _FRAGMENT and first.islower():
        seen.add("fragment")
    sentence = end in _ENDS and (count > 2 or size > 24)
    if sentence:
        seen.add("sentence")
        if text.endswith(("...", "…")):
            seen.add("cut")
    if size <= _LINE:
        if "/" in signs and (count == 1 or "//" in low):
            seen.add("initials")
        if count == 1 and "@" in signs:
            seen.add("address")
        if count <= 8:
            seen.add("short")
        if bare.isupper():
            seen.add("capitals")
        if _DIGIT.search(low):
            seen.add("digits")
            low = _NUMBER.sub("#", low)
        if not sentence:
            seen.add("loose")
            if not _STEPS.isdisjoint(bare):
                seen.add("stepped")
    tail = text[-_TAIL:].casefold() if size > _HEAD else low
    if signs:
        if text[-1] in ")]" or "/" in tail or "©" in tail or ":" in tail[-60:]:
            seen.add("credited")
        head = bare[:90]
        if " -" in head or "--" in head or "(" in head or "/" in head:
            seen.add("separated")
    words = own if size <= _READ else own | words_of(tail)
    seen = _with_phrases(low, tail, words, signs, seen, known)
    return text, bare, low, tail, count, sentence, own, signs, frozenset(seen), known


def _with_phrases(low: str, tail: str, own: set[str], signs: str, seen: set[str], known: Furniture) -> set[str]:
    """What is seen of a line with the names of the phrases that it holds; one that fills the line stands alone."""
    if len(low) <= _LINE and (names := known.lines.get(low.strip(EDGE))):
        return seen.union(names)
    if ":" in signs:
        colon = low.find(":", 1, _LABEL)
        if colon > 0 and (names := known.labels.get(low[:colon].strip(EDGE))):
            seen.update(names)
    if "fragment" not in seen:
        for phrase, name in known.openings.get(_first(low), ()):
            if low.startswith(phrase) and _ends_a_word(low, len(phrase)):
                seen.add(name)
    for key in known.rare.intersection((*own, *signs) if signs else own):
        for phrase, free, name in known.inside[key]:
            if (phrase in low or phrase in tail) and (free in low.split() or free in tail.split()):
                seen.add(name)
    return seen


def _ends_a_word(low: str, end: int) -> bool:
    """Whether a phrase that a line begins with ends there with a word or a mark, not in the middle of a word."""
    return end == len(low) or not (low[end].isalnum() and low[end - 1].isalnum())
