"""What can be seen of one line: its shape, and the phrases of page furniture that it holds.

A line is looked at once; the rules for lines then ask only what was seen.  What is seen is named `KIND.HOW`
("share.lines") after the phrases of `wireparse.lines.furniture`, or after the shape ("bulleted").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, Final

from wireparse.lines.furniture import Furniture, first_part, furniture_of, packs_for
from wireparse.pattern import pattern, regex
from wireparse.record import Record, records

__all__ = ["EDGE", "LineFeatures", "features_of", "signs_of", "words_of"]

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
_DIGIT: Final = regex(r"\d")
_NUMBER: Final = regex(r"\d[\d.,:'/]*+")
_STEPS: Final = frozenset('>|/"›→-:')
_ENDS: Final = frozenset(".!?…;。！？")
_CLOSERS: Final = "\"')]} "

# Bytes are translated many times as fast as characters are: here to spaces, but for words, and those to small letters;
# and there those that are no signs, to be left out; all beyond ASCII may be one.
_SPACED: Final = bytes(
    code > 127 or ord(chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " ") for code in range(256)
)
_WORD: Final = regex(r"\w++")
_NO_SIGNS: Final = bytes(code for code in range(128) if chr(code) not in "()[]<>/\\|:@#-\n")


class LineFeatures(Record):
    """What is seen of a line.

    `bare` is the line's head without bullet or rank, `low` the same casefolded and, in short lines, with `#` for
    numbers; `tail` is the line's end, casefolded; `word_count` counts the words of the head; `sentence` says that the
    line ends as a sentence does; `words` are those of its head, in small letters without marks, and `signs` those of
    its characters that may be a sign; `flags` names shapes and phrases, `furniture` is where they were looked up.
    """

    text: str
    bare: str
    low: str
    tail: str
    word_count: int
    sentence: bool
    words: set[str]
    signs: str
    flags: frozenset[str]
    furniture: Furniture


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


def features_of(texts: Sequence[str], vocabulary: Furniture | None = None) -> list[LineFeatures]:
    """What is seen of lines, one at least and none of them blank or with a break.

    `vocabulary` is the one to use, else it is chosen by the languages of the lines.
    """
    vocabulary = vocabulary or furniture_of(packs_for(texts))
    return list(records(LineFeatures, map(_features, texts, map(words_of, texts), signs_of(texts), repeat(vocabulary))))


def _features(text: str, words: set[str], signs: str, furniture: Furniture) -> tuple[Any, ...]:
    """The fields of what is seen of a line."""
    size = len(text)
    bare = text[:_HEAD]
    if "  " in bare or bare[-1] == " ":
        bare = " ".join(bare.split())
    flags = {"line"}
    first = bare[0]
    if not first.isalpha() or first == "o":
        if first in _BULLETS and (found := _BULLET.match(bare)):
            flags.add("bulleted")
            bare = bare[found.end() :]
        elif first == "#" and (found := _HEADING.match(bare)):
            if found.end() > 2:
                flags.add("heading")
            bare = bare[found.end() :]
        if (bare[0].isdigit() or bare[0] in "(#") and (found := _RANK.match(bare)):
            flags.add("ranked")
            bare = bare[found.end() :]
        first = bare[0]
        if not first.isalpha() and not any(map(str.isalpha, bare)):
            flags.add("numeric" if any(map(str.isdigit, bare)) else "signs")
            flags = _with_phrases(bare, bare, words, signs, flags, furniture)
            return text, bare, bare, bare, 1 + bare.count(" "), False, words, signs, frozenset(flags), furniture
        if first == "(" or first == "[":
            flags.add("bracketed")
        if first == text[-1] == "/" or (first == "(" and text[-1] == ")"):
            flags.add("enclosed")
    low = bare.casefold()
    count = bare.count(" ") + 1
    if size > _UNSPACED * count and not text.isascii():
        count = max(count, len(bare) // 2)
    end = text[-1]
    if end in _CLOSERS:
        end = text[-6:].rstrip(_CLOSERS)[-1:]
    if count > _FRAGMENT and first.islower():
        flags.add("fragment")
    sentence = end in _ENDS and (count > 2 or size > 24)
    if sentence:
        flags.add("sentence")
        if text.endswith(("...", "…")):
            flags.add("cut")
    if size <= _LINE:
        if "/" in signs and (count == 1 or "//" in low):
            flags.add("initials")
        if count == 1 and "@" in signs:
            flags.add("address")
        if count <= 8:
            flags.add("short")
        if bare.isupper():
            flags.add("capitals")
        if _DIGIT.search(low):
            flags.add("digits")
            low = _NUMBER.sub("#", low)
        if not sentence:
            flags.add("loose")
            if not _STEPS.isdisjoint(bare):
                flags.add("stepped")
    tail = text[-_TAIL:].casefold() if size > _HEAD else low
    if signs:
        if text[-1] in ")]" or "/" in tail or "©" in tail or ":" in tail[-60:]:
            flags.add("credited")
        head = bare[:90]
        if " -" in head or "--" in head or "(" in head or "/" in head:
            flags.add("separated")
    wider = words if size <= _READ else words | words_of(tail)
    flags = _with_phrases(low, tail, wider, signs, flags, furniture)
    return text, bare, low, tail, count, sentence, words, signs, frozenset(flags), furniture


def _with_phrases(low: str, tail: str, words: set[str], signs: str, flags: set[str], furniture: Furniture) -> set[str]:
    """What is seen of a line with the names of the phrases that it holds; one that fills the line stands alone."""
    if len(low) <= _LINE and (names := furniture.lines.get(low.strip(EDGE))):
        return flags.union(names)
    if ":" in signs:
        colon = low.find(":", 1, _LABEL)
        if colon > 0 and (names := furniture.labels.get(low[:colon].strip(EDGE))):
            flags.update(names)
    if "fragment" not in flags:
        for phrase, name in furniture.openings.get(first_part(low), ()):
            if low.startswith(phrase) and _ends_a_word(low, len(phrase)):
                flags.add(name)
    for key in furniture.rare.intersection((*words, *signs) if signs else words):
        for phrase, free, name in furniture.inside[key]:
            if (phrase in low or phrase in tail) and (free in low.split() or free in tail.split()):
                flags.add(name)
    return flags


def _ends_a_word(low: str, end: int) -> bool:
    """Whether a phrase that a line begins with ends there with a word or a mark, not in the middle of a word."""
    return end == len(low) or not (low[end].isalnum() and low[end - 1].isalnum())
