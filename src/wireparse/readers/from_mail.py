"""Mail: a message a story, one by one (.eml) or in a mailbox (mbox); the subject is the headline.

The standard library's `email` takes the parts apart; charsets that nobody knows and headers that are broken are read
as far as they go.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.metadata import Metadata
from wireparse.model import Notice
from wireparse.readers.composing import Composer, on_one_line
from wireparse.readers.cutting import cut
from wireparse.readers.decoding import decode
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.markup import parts_of_markup
from wireparse.readers.pieces import counted, untold

__all__ = ["FORM"]

#: The line that opens a message of a mailbox, behind a blank line, with a field behind it.
_MARK: Final = re.compile(
    rb"From (?:(?<=\n\nFrom )|(?<=\n\r\nFrom )|(?<=\A\nFrom )|(?<=\AFrom ))"
    rb"\S{1,200} [^\r\n]{6,60}\d{4}[^\r\n]{0,20}\r?\n(?=[\w-]{2,60}:)"
)
_QUOTED_FROM: Final = re.compile(rb"(?m)^>(>*From )")
_SIGNATURE: Final = re.compile(r"^-- ?\r?$", re.MULTILINE)
_SUBJECT: Final = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s?:\s{0,3}){1,4}", re.IGNORECASE)
#: A plain part so many times shorter than the HTML beside it only says that there is one.
_STUB: Final = 3


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    found = cut(stream, source, _MARK, settings.max_size)
    whole = ((number, piece) for number, piece in found if isinstance(piece, InputError) or piece.strip())
    return counted(((max(number, 1), piece) for number, piece in whole), source, "")


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    data = data.lstrip(b"\r\n")
    if data.startswith(b"From "):
        data = _QUOTED_FROM.sub(rb"\1", data.partition(b"\n")[2])
    message = message_from_bytes(data)
    told: list[Notice] = list(notices)
    plain, html = _bodies(message, source, settings, told)
    composer = Composer()
    composer.add("headline", _SUBJECT.sub("", _header(message, "subject", told), count=1))
    parts = parts_of_markup(html) if html else []
    if sum(len(part.text) for part in parts) > _STUB * len(plain):
        composer.add_body(parts)
    elif plain.strip():
        text, _, signature = _cut_signature(plain)
        composer.add_lines("paragraph", text)
        composer.add("other", signature)
    if not composer.has_prose:
        composer = Composer()
    return composer.reading(
        Metadata(form=FORM.id, id=_header(message, "message-id", told).strip("<> ") or None, published=_date(message)),
        None,
        told,
    )


def _cut_signature(text: str) -> tuple[str, str, str]:
    found = _SIGNATURE.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _bodies(message: Message, source: str, settings: Settings, told: list[Notice]) -> tuple[str, str]:
    """The first plain part and the first part in HTML; what is attached is none."""
    found = {"text/plain": "", "text/html": ""}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in found and not found[kind].strip() and part.get_content_disposition() != "attachment":
            found[kind] = _text(part, source, settings, told)
    return found["text/plain"], found["text/html"]


def _text(part: Message, source: str, settings: Settings, told: list[Notice]) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset() or "auto"
    try:
        "".encode(charset if charset != "auto" else "utf-8")
    except LookupError:
        message = f"the charset {charset[:40]!r} is not known, and the bytes were read as their look suggests"
        told.append(Notice("unknown-charset", message, None, None))
        charset = "auto"
    decoded = decode(data.replace(b"\0", b""), source, charset if settings.encoding == "auto" else settings.encoding)
    told += decoded.notices
    return decoded.text


def _header(message: Message, name: str, told: list[Notice]) -> str:
    """A header's words, decoded as far as that goes."""
    value = str(message.get(name, ""))
    parts = []
    try:
        for words, charset in decode_header(value):
            if isinstance(words, str):
                parts.append(words)
                continue
            try:
                parts.append(words.decode(charset or "ascii", "replace"))
            except LookupError:
                parts.append(words.decode("utf-8", "replace"))
    except ValueError:
        return on_one_line(value)
    return on_one_line("".join(parts))


def _date(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).isoformat()
    except (TypeError, ValueError, OverflowError):
        return None


FORM: Final = Form(
    id="mail", summary="Mail: messages (.eml) and mailboxes (mbox)", read=_read, split=_split, alone=True
)
