"""How rules for blocks are written: patterns over the names of lines' letters, made regular expressions over letters.

`prose`, `byline-label` …     a line of that letter; `any` of any, `[name word]` of one of these, `[not name]` of none
`x | y`, `(x y)`              alternatives, groups; a space has no meaning
`x?`, `x*`, `x+`, `x{2,}`     as in regular expressions
`before(x)`, `after(x)`       only where x follows, stands before; `not-before(x)`, `not-after(x)` where it does not
`start`, `end`                the first and the last line of the text
"""

from __future__ import annotations

import re
from typing import Final

from wireparse.lines.letters import LETTERS
from wireparse.pattern import regex

__all__ = ["DECK", "HEADLINE", "LONG_PROSE", "PAGE_TITLE", "compiled"]

#: Letters that only the lines around a headline have: the headline itself, a line above that repeats it, prose right
#: below that is too long to be its subheadline, and what its page sets apart as its deck.
HEADLINE: Final = "T"
PAGE_TITLE: Final = "P"
LONG_PROSE: Final = "L"
DECK: Final = "K"

_NAMES: Final = {
    **{name: re.escape(letter) for name, letter in LETTERS.items()},
    "headline": HEADLINE,
    "page-title": PAGE_TITLE,
    "long-prose": LONG_PROSE,
    "deck": DECK,
    "any": ".",
    "start": "^",
    "end": "$",
    "not": "^",
    "before": "?=",
    "after": "?<=",
    "not-before": "?!",
    "not-after": "?<!",
}
_NAME: Final = regex(r"[a-z-]++")
_AROUND: Final = regex(r"((?:not-)?(?:after|before))\(")
_GROUP: Final = regex(r"\((?!\?)")


def compiled(rule: str) -> str:
    """The regular expression over letters that a rule stands for; `KeyError` for a name that is none."""
    letters = _NAME.sub(lambda found: _NAMES[found.group()], _AROUND.sub(r"(\1 ", rule))
    return _GROUP.sub("(?:", letters.replace(" ", ""))
