"""The language of a text: by its script, and within one script by its function words.

Function words make up a third to a half of running text in any language that has them, and few of them are shared
between languages; counting them is the oldest way to tell languages apart and needs no model (Grefenstette, JADT 1995).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from wireparse import lexicon
from wireparse.pattern import pattern

__all__ = ["find_language"]

#: So much of a text is looked at, in characters.
SAMPLE: Final = 1500
#: Words that speak for the language, at least, and their share of all words; a shared word counts in part.
FEWEST: Final = 0.9
SHARE: Final = 0.05
#: The runner-up may have this part of the winner's votes, at most.
RUNNER_UP: Final = 0.8
#: A word's vote, to be divided among as many as ten languages: whole numbers add up to the same in any order.
VOTE: Final = 2520

_LETTER: Final = pattern(r"[^\W\d_]")
# Scripts that stand for one language in the news, the rarer first: Japanese text is full of Han characters.
_SCRIPTS: Final = (
    ("ko", "\uac00-\ud7a3"),
    ("ja", "\u3041-\u30ff"),
    ("zh", "\u4e00-\u9fff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("ar", "\u0600-\u06ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
    ("uk", "іїєґ"),
    ("ru", "а-яё"),
)
#: Share of a text's letters that are of a script, at least; of letters that Ukrainian has and Russian has not.
WRITTEN: Final = 0.3
UKRAINIAN: Final = 0.02


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of the scripts, which take milliseconds to compile and which few texts need."""
    return tuple((language, re.compile(f"[{letters}]")) for language, letters in _SCRIPTS)


def _not_latin(sample: str) -> bool:
    """Does a text hold a letter of another script than Latin?"""
    return any("\u0370" <= sign <= "\u1dff" or "\u3041" <= sign <= "\ud7a3" for sign in set(sample))


def find_language(text: str) -> str | None:
    """The BCP 47 tag of the language that `text` is written in; None where too little speaks for one."""
    sample = text[:SAMPLE]
    if not sample.isascii() and _not_latin(sample):
        letters = len(_LETTER.findall(sample)) or 1
        for language, script in _scripts():
            if len(script.findall(sample)) > (UKRAINIAN if language == "uk" else WRITTEN) * letters:
                return language
    words = sample.lower().split()
    shown_by = lexicon.language_letters()
    votes = dict.fromkeys(shown_by.values(), 0)
    for those, count in Counter(filter(None, map(lexicon.function_words().get, words))).items():
        vote = count * VOTE // len(those)
        for letter in those:
            votes[letter] += vote
    *_, second, most = sorted(votes.values())
    if most < VOTE * max(FEWEST, SHARE * len(words)) or second > RUNNER_UP * most:
        return None
    return next(language for language, letter in shown_by.items() if votes[letter] == most)
