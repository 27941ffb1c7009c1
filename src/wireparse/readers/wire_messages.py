"""Wire messages of the telegraph's time: a text between control characters, with typesetters' marks in it."""

from __future__ import annotations

from typing import Final

from wireparse.errors import InputError
from wireparse.model import Notice
from wireparse.pattern import regex
from wireparse.readers.decoding import decode
from wireparse.readers.input_form import Reading
from wireparse.record import Record

__all__ = ["Message", "message_of", "read_text"]

_SOH: Final = b"\x01"
_STX: Final = b"\x02"
_ETX: Final = b"\x03"

_CONTROLS: Final = regex("[\x00-\x08\x0b-\x1f\x7f]")
# Quotation marks of a teletypesetter, a dash with space around it; a paragraph is indented.
_MARKS: Final = (("``", "“"), ("''", "”"), ("`", "‘"), (" _ ", " — "))
_PARAGRAPH: Final = regex(r"(?<=\S)\n(?=[ \t]{1,8}\S)")


class Message(Record):
    """The parts of the first message in some bytes; `more` says how many others follow it."""

    header: bytes
    text: bytes
    trailer: bytes
    more: int


def message_of(data: bytes, source: str) -> Message:
    """The message that some bytes hold.  Raises `InputError` with `E_RECORD` if there is no text in them."""
    header, start, rest = data.partition(_STX)
    if not start:
        raise InputError(
            "E_RECORD", source, "it is no wire message: the character that opens the text, STX, is missing"
        )
    text, _, rest = rest.partition(_ETX)
    trailer, _, others = rest.partition(_SOH)
    return Message(header.rpartition(_SOH)[2], text, trailer, others.count(_STX))


def read_text(message: Message, slug: str, day: str | None, source: str, encoding: str) -> Reading:
    """The reading of a message: its text as plain text, the slug on the first line unless the text itself opens with
    it.

    Quads (`<`, `=`) at the ends of lines and the carets that open headlines are dropped, TTS quotes (``…'') become
    quotation marks, an indented line opens a paragraph.
    """
    data = message.text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\0", b"")
    text, codec, notices = decode(data, source, encoding)
    text = "\n".join(_line(line) for line in _CONTROLS.sub("", text).split("\n"))
    for mark, sign in _MARKS:
        text = text.replace(mark, sign)
    text = _PARAGRAPH.sub("\n\n", text).strip("\n") + "\n"
    if slug and not text.startswith(slug.split()[0]):
        text = f"{slug}\n\n{text}"
    if message.more:
        told = f"{message.more + 1:,} messages stand in the file, of which the first was read; give each a file"
        notices = (*notices, Notice("more-messages", told, None, None))
    return Reading(text, codec, day, notices)


def _line(line: str) -> str:
    line = line.rstrip()
    line = line[:-1].rstrip() if line.endswith(("<", "=")) else line
    return line.lstrip().removeprefix("^") if line.lstrip().startswith("^") else line
