"""Wire messages of the telegraph's time: one text between control characters, in a file or many on a line."""

from __future__ import annotations

import re
from typing import Final

from wireparse.errors import InputError
from wireparse.reader import decode

__all__ = ["SOH", "STX", "body_of", "plain"]

SOH: Final = b"\x01"
STX: Final = b"\x02"
ETX: Final = b"\x03"

# Typesetters' marks: quads at the ends of lines, carets that open a headline or byline.
_QUADS: Final = re.compile(r"[ \t]*[<>]?[ \t\r]*(?=\n|\Z)")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_CARET: Final = re.compile(r"(?m)^[ \t]*\^")


def body_of(data: bytes, source: str) -> tuple[bytes, bytes, bytes]:
    """Header, text and trailer of a message.  Raises `InputError` with `E_RECORD` if there is no text in it."""
    header, start, rest = data.partition(STX)
    if not start:
        raise InputError(
            "E_RECORD", source, "it is no wire message: the character that opens the text, STX, is missing"
        )
    text, _, trailer = rest.partition(ETX)
    return header.rpartition(SOH)[2], text, trailer


def plain(text: bytes, source: str, encoding: str) -> tuple[str, str]:
    """The text of a message and its codec: typesetters' marks are dropped, TTS quotes (``…'') become quotation marks,
    an indented line opens a paragraph."""
    decoded = decode(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\0", b""), source, encoding)
    words = decoded.text.replace("``", "“").replace("''", "”")
    words = _CONTROLS.sub("", _CARET.sub("", _QUADS.sub("", words))).replace(" _ ", " — ")
    return re.sub(r"(?m)(?<=\S)\n(?=[ \t]{2,8}\S)", "\n\n", words).strip("\n") + "\n", decoded.encoding
