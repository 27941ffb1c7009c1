"""IPTC 7901, the wire message of European agencies: the keywords become the slugline, the time of sending the date.

After the IPTC's recommendation 7901: a header with source, number, priority, category, word count and what the agency
adds; keywords on a line of their own; the text between STX and ETX, its title first; a trailer with day, hour and
minute, month and year ("221605 Nov 17").
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Final

from wireparse.knowledge.dates import any_calendar
from wireparse.pattern import regex
from wireparse.readers.input_form import Form, Reading, Settings
from wireparse.readers.wire_messages import message_of, read_text

__all__ = ["FORM", "HEADER"]

#: Source and number, priority, category, word count, optional information: "dpa0123 4 pl 345 dpa 0456".
HEADER: Final = regex(
    rb"[a-zA-Z]{2,10} ?\d{1,5} {1,4}\d {1,4}[a-zA-Z]{1,5} {1,4}\d{1,5}(?!\d)([^\r\n\x00-\x1f]{0,200})"
)
_FILED: Final = regex(rb"(\d\d)\d{4}\w{0,5}\s{1,4}([A-Za-z\x80-\xff]{3,5})\w{0,8}\.?\s{1,4}(\d\d)")


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    message = message_of(data, source)
    return read_text(message, _keywords(message.header), _day(message.trailer), source, settings.encoding)


def _keywords(header: bytes) -> str:
    """The keywords: the line below the first, or what stands there if it names a topic and its parts."""
    first = HEADER.search(header)
    if first is None:
        return ""
    below = header[first.end() :].split()
    words = b" ".join(below) if below else first[1] if b"/" in first[1] else b""
    slug = words[:200].decode("latin-1").strip(" /")
    return f"^{slug}" if slug else ""  # the caret is how wire copy marks a line as one for the desk


def _day(trailer: bytes) -> str | None:
    filed = _FILED.search(trailer)
    month = any_calendar().months.get(filed[2].decode("latin-1").lower()) if filed else None
    if filed and month:
        year = int(filed[3])
        with suppress(ValueError):
            return date(year + (2000 if year < 70 else 1900), month, int(filed[1])).isoformat()
    return None


FORM: Final = Form(id="iptc7901", summary="IPTC 7901 wire messages", read=_read)
