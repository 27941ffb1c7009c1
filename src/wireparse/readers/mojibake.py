"""Mojibake: UTF-8 that was once read as something else ("â€œ"), set right with ftfy.

ftfy can do a good deal more to a text.  Here it repairs what was decoded wrongly and leaves all else as it is: curly
marks stay curly, ligatures and full-width letters as typed, entities and line ends as they came.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from wireparse.model import Notice
from wireparse.pattern import regex
from wireparse.readers.input_form import needs

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

    from wireparse.metadata import Mark
    from wireparse.readers.input_form import Reading

__all__ = ["check", "repaired"]

#: Raises `UsageError` if ftfy is not installed.
check = needs("fix", "ftfy")

# Characters of Windows-1252 that were read as Latin-1, but for the one that is also a line end.
_NEXT_LINE: Final = "\x85"
_LATIN: Final = regex("[\x80-\x84\x86-\x9f]")
_LEFT_ALONE: Final = (
    "unescape_html",
    "remove_terminal_escapes",
    "fix_latin_ligatures",
    "fix_character_width",
    "uncurl_quotes",
    "fix_line_breaks",
    "fix_surrogates",
    "remove_control_chars",
    "explain",
)


def repaired(reading: Reading) -> Reading:
    """The reading with its text repaired, which is then the source of record; a notice says so if anything changed.
    Raises `UsageError` if ftfy is not installed."""
    check()
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(normalization=None, **dict.fromkeys(_LEFT_ALONE, False))
    text, marks = _repaired(reading, lambda stretch: _fixed(stretch, fix_text, config))
    if text == reading.text:
        return reading
    message = "mojibake was repaired; offsets and digest are those of the repaired text"
    return reading._replace(
        text=text, marks=marks, notices=(*reading.notices, Notice("repaired-text", message, None, None))
    )


def _fixed(text: str, fix: Callable[..., str], config: TextFixerConfig) -> str:
    if _LATIN.search(text):
        return fix(text, config)
    # U+0085 is an ellipsis of Windows-1252 only in the company of its kind: by itself it ends a line
    return _NEXT_LINE.join(fix(line, config) for line in text.split(_NEXT_LINE))


def _repaired(reading: Reading, fix: Callable[[str], str]) -> tuple[str, tuple[Mark, ...]]:
    """The text and its marks; a text with marks is repaired stretch by stretch, so that they know where they are."""
    cuts = sorted({0, len(reading.text), *(at for mark in reading.marks for at in (mark.start, mark.end))})
    parts = [fix(reading.text[start:end]) for start, end in pairwise(cuts)]
    moved = dict(zip(cuts, accumulate(map(len, parts), initial=0), strict=True))
    marks = tuple(mark._replace(start=moved[mark.start], end=moved[mark.end]) for mark in reading.marks)
    return "".join(parts), marks
