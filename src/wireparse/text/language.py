"""The language of a text: by its script, and within one script by its words and its trigrams.

English is told at once by its function words, which make up a third to a half of running text and few of which other
languages share (Grefenstette, JADT 1995).  Everything else is told by how often a letter follows the two before it, in
each language that is written in the script (Dunning, "Statistical identification of language", 1994): a table says
how strongly each frequent trigram speaks against each language, and the language with the least against it is the
text's if the next one has clearly more.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter
from functools import cache
from typing import Final

from wireparse import lexicon
from wireparse.pattern import pattern, regex

__all__ = ["find_language"]

#: So much of a text is looked at, in characters.
SAMPLE: Final = 1500
#: English is told by its words from this many votes on, if they are this share of all words and another language has
#: at most so much of them.
FEWEST: Final = 1
SHARE: Final = 0.12
RUNNER_UP: Final = 0.5
#: A word's vote, to be divided among as many as ten languages: whole numbers add up to the same in any order.
VOTE: Final = 2520
#: Known trigrams of a text, at least, and by how much the next language must have more against it, in quarters of a
#: nat, before anything is said.
TRIGRAMS: Final = 8
MARGIN: Final = 2
#: What speaks for English before a text is read: most of the news that is read is English.
ENGLISH: Final = 6

_LETTER: Final = pattern(r"[^\W\d_]")
#: The scripts of the news, the rarer first, with the letters that tell them: each stands for one language or has a
#: table of trigrams or words.  Japanese text is full of Han characters, and some of these only Japan writes.
_SCRIPTS: Final = (
    ("ko", "\uac00-\ud7a3"),
    ("ja", "\u3041-\u30ff発対広円駅歳売読気県実続戦労単帰検済転関経験変図価総挙権択"),
    ("zh", "\u4e00-\u9fff"),
    ("cyrillic", "\u0400-\u052f"),
    ("arabic", "\u0600-\u06ff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("devanagari", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("my", "\u1000-\u109f"),
    ("am", "\u1200-\u137f"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("si", "\u0d80-\u0dff"),
    ("lo", "\u0e80-\u0eff"),
    ("km", "\u1780-\u17ff"),
)
#: Those that have a table of trigrams.
_TABLES: Final = frozenset(("latin", "cyrillic", "arabic"))
#: Share of a text's letters that are of a script, at least; of those that tell Japanese from Chinese.
WRITTEN: Final = 0.3
JAPANESE: Final = 0.04


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of the scripts, which take milliseconds to compile and which few texts need."""
    return tuple((script, regex(f"[{letters}]")) for script, letters in _SCRIPTS)


def find_language(text: str) -> str | None:
    """The BCP 47 tag of the language that `text` is written in; None where too little speaks for one."""
    sample = text[:SAMPLE].lower()
    script = "latin" if sample.isascii() else _script(sample)
    if script == "latin" and _is_english(sample):
        return lexicon.DEFAULT
    found = _by_trigrams(sample, script) if script in _TABLES else script
    return _by_words(sample, found) if found and found in lexicon.load("telling_words") else found


def _script(sample: str) -> str:
    """The script that a text is written in."""
    if not any("\u0370" <= sign <= "\u1dff" or "\u3041" <= sign <= "\ud7a3" for sign in set(sample)):
        return "latin"
    letters = len(_LETTER.findall(sample)) or 1
    for script, sign in _scripts():
        if len(sign.findall(sample)) > (JAPANESE if script == "ja" else WRITTEN) * letters:
            return script
    return "latin"


def _is_english(sample: str) -> bool:
    """Do the function words of a text in small letters speak for English, and for nothing else?"""
    words = sample.split()
    shown_by = lexicon.language_letters()
    votes = dict.fromkeys(shown_by.values(), 0)
    for those, count in Counter(filter(None, map(lexicon.function_words().get, words))).items():
        vote = count * VOTE // len(those)
        for letter in those:
            votes[letter] += vote
    english = votes.pop(shown_by[lexicon.DEFAULT])
    return english >= VOTE * max(FEWEST, SHARE * len(words)) and max(votes.values()) <= RUNNER_UP * english


class _Rows(dict[str, int]):
    """The rows of a script's table as numbers, each worked out when a text first has its trigram."""

    def __init__(self, script: str) -> None:
        super().__init__()
        self._table = lexicon.lines(f"trigrams/{script}")

    def __missing__(self, gram: str) -> int:
        found = self[gram] = int.from_bytes(self._table[gram].encode("utf-32-le"), "little")
        return found


_rows: Final = cache(_Rows)


def _by_trigrams(sample: str, script: str) -> str | None:
    """The language of a text in small letters whose table has the least against it, by a margin.

    A row is a sign a language, and is added up as one whole number with 32 bits for each.
    """
    table = lexicon.lines(f"trigrams/{script}")
    counts = Counter(map("".join, zip(sample, sample[1:], sample[2:], strict=False)))
    known = counts.keys() & table.keys()
    if sum(map(counts.__getitem__, known)) < TRIGRAMS:
        return None
    names = table["languages"].split()
    rows = _rows(script)
    total = sum([counts[gram] * rows[gram] for gram in known])
    against = array("I", total.to_bytes(4 * len(names), sys.byteorder))
    if sys.byteorder == "big":
        against.reverse()
    if lexicon.DEFAULT in names:
        against[names.index(lexicon.DEFAULT)] -= ENGLISH
    best, second, *_ = sorted(zip(against, names, strict=True))
    return best[1] if second[0] - best[0] >= MARGIN else None


def _by_words(sample: str, found: str) -> str | None:
    """Of what a script or a language may be taken for, the language that most of the words of a text tell."""
    words, telling = sample.split(), lexicon.load("telling_words")[found]
    second, best = sorted([(sum(map(words.count, telling[name].split())), name) for name in telling])[-2:]
    return best[1] if best[0] > second[0] else found if found in telling else None
