"""Signature: the wire's name behind a story's last sentence, which is no picture's credit.

"… through the valley. (ANI)" reads as a caption does, "… the owners said. PTI IM" as a title: without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wireparse.draft import Line
from wireparse.pattern import pattern

__all__ = ["unsigned"]

#: So much of a line's end is looked at, and so much of a line's head for the dateline's agency, in characters.
TAIL: Final = 40
HEAD: Final = 120
#: Of more lines that end like this none is looked at.
MOST: Final = 8
# Behind the end of a sentence the wire's name, perhaps in brackets, perhaps with initials behind it.
_SIGNED: Final = pattern(r"[.!?][\"')]?( \(?([^\W\d_][\w-]{1,11})\)?(?: [A-Z]{2,4}){0,3}\.?)$")


def unsigned(lines: list[Line]) -> list[Line]:
    """The lines, the wire's signature left out of one's text, if the wire is that of a dateline above it.

    Where more than one line ends so, they are captions.
    """
    signed = [(at, found) for at, line in enumerate(lines) if (found := _signature(line.text))]
    if len(signed) > MOST:
        return lines
    signed = [(at, found) for at, found in signed if _opened(lines[:at], found.group(2))]
    if len(signed) != 1:
        return lines
    ((at, found),) = signed
    line = lines[at]
    shorter = Line(line.start, line.end, line.first, line.last, line.text[: -len(found.group(1))])
    return [*lines[:at], shorter, *lines[at + 1 :]]


def _signature(text: str) -> re.Match[str] | None:
    if text[-1] == ")" or text[-1].isupper() or text[-2:] == ").":
        return _SIGNED.search(text[-TAIL:])
    return None


def _opened(lines: Sequence[Line], wire: str) -> bool:
    """Whether a line of prose has the wire's name in brackets in its head, where a dateline has it."""
    name = f"({wire})"
    return any(name in line.text[:HEAD] for line in lines if len(line.text) > HEAD // 2)
