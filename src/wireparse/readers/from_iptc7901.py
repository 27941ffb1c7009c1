"""IPTC 7901, the wire message of European agencies: keywords, number and time of sending go with the text.

After the IPTC's recommendation 7901: a header with source, number, priority, category, word count and what the agency
adds; keywords on a line of their own; the text between STX and ETX, its title first; a trailer with day, hour and
minute, perhaps a zone, month and year ("221605 Nov 17", "071209 GMT Mar 24").  Mail and editors strip the control
characters: then the first line alone tells what it is.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Final

from wireparse.knowledge.dates import any_calendar
from wireparse.metadata import Metadata
from wireparse.model import Wire
from wireparse.pattern import regex
from wireparse.readers.composing import known_agency
from wireparse.readers.input_form import Form, Reading, Settings
from wireparse.readers.wire_messages import Message, filed, message_of, read_text

__all__ = ["FORM", "HEADER"]

#: Source and number, priority, category, word count, optional information: "dpa0123 4 pl 345 dpa 0456".
HEADER: Final = regex(
    rb"([a-zA-Z]{2,10}) ?(\d{1,5}) {1,4}(\d) {1,4}([a-zA-Z]{1,5}) {1,4}(\d{1,5})(?!\d)([^\r\n\x00-\x1f]{0,200})"
)
_FILED: Final = regex(
    rb"(\d\d)(\d\d)(\d\d)\s{0,4}([A-Z]{2,5})?\s{1,4}([A-Za-z\x80-\xff]{3,5})\w{0,8}\.?\s{1,4}(\d\d)(?!\d)"
)
#: So near to the end of a stripped message stands its trailer, in bytes.
_TRAILER: Final = 60


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    message = message_of(data, source) if b"\x02" in data else _stripped(data, source)
    first = HEADER.search(message.header)
    slug = _keywords(message.header)
    if first is None:
        return read_text(message, Metadata(form=FORM.id), slug, source, settings.encoding)
    service, number, priority, category, words, more = (part.decode("latin-1") for part in first.groups())
    when = _sent(message.trailer)
    metadata = Metadata(
        form=FORM.id,
        agency=known_agency(service, *more.split()[:1]),
        published=when,
        wire=Wire(service, number, priority, category, int(words), None, when),
    )
    return read_text(message, metadata, slug, source, settings.encoding)


def _stripped(data: bytes, source: str) -> Message:
    """The parts of a message without its control characters: the first line, the keywords, the text, the last line."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    first = next((at for at, line in enumerate(lines) if HEADER.match(line.strip())), None)
    if first is None:
        return message_of(data, source)
    second = next((at for at in range(first + 1, len(lines)) if lines[at].strip()), first)
    keywords = b"/" in lines[second] and b" " not in lines[second].strip()
    header = b"\n".join(lines[first : second + 1]) if keywords else lines[first]
    text = b"\n".join(lines[second + 1 if keywords else first + 1 :]).strip(b"\n") + b"\n"
    found = list(_FILED.finditer(text, max(0, len(text) - _TRAILER)))
    cut = found[-1].start() if found else len(text)
    return Message(header, text[:cut], text[cut:], 0)


def _keywords(header: bytes) -> str:
    """The keywords: the line below the first, or what stands there if it names a topic and its parts."""
    first = HEADER.search(header)
    if first is None:
        return ""
    below = header[first.end() :].split()
    words = b" ".join(below) if below else first[6] if b"/" in first[6] else b""
    return words[:200].decode("latin-1").strip(" /")


def _sent(trailer: bytes) -> str | None:
    found = _FILED.search(trailer)
    month = any_calendar().months.get(found[5].decode("latin-1").lower()) if found else None
    if found and month:
        year = int(found[6])
        with suppress(ValueError):
            day = date(year + (2000 if year < 70 else 1900), month, int(found[1]))
            return filed(day, found[2].decode(), found[3].decode(), found[4].decode() if found[4] else None)
    return None


FORM: Final = Form(id="iptc7901", summary="IPTC 7901 wire messages", read=_read)
