"""Mojibake: UTF-8 that was once read as something else ("â€œ"), set right with ftfy.

ftfy can do a good deal more to a text.  Here it repairs what was decoded wrongly and leaves all else as it is: curly
marks stay curly, ligatures and full-width letters as typed, entities and line ends as they came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wireparse.model import Notice
from wireparse.pattern import regex
from wireparse.readers.input_form import needs

if TYPE_CHECKING:
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
    if _LATIN.search(reading.text):
        text = fix_text(reading.text, config)
    else:  # U+0085 is an ellipsis of Windows-1252 only in the company of its kind: by itself it ends a line
        text = _NEXT_LINE.join(fix_text(line, config) for line in reading.text.split(_NEXT_LINE))
    if text == reading.text:
        return reading
    message = "mojibake was repaired; offsets and digest are those of the repaired text"
    return reading._replace(text=text, notices=(*reading.notices, Notice("repaired-text", message, None, None)))
