"""IPTC 7901, the wire message of European agencies: the keywords become the slugline, the trailer's time the date.

After the IPTC's recommendation 7901: a header with source, number, priority, category, word count and keywords; the
text between STX and ETX; a trailer with day, hour and minute, month and year ("221605 Nov 17").
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Final

from wireparse.readers.form import Form, Reading, Settings
from wireparse.readers.telegraph import body_of, plain

__all__ = ["FORM", "HEADER"]

#: Source and number, priority, category, word count, keywords: "dpa0123 4 pl 345 Ferry/Norway/".
HEADER: Final = re.compile(
    rb"[a-zA-Z]{2,10}\s?\d{1,5}\s{1,4}\d\s{1,4}[a-zA-Z]{1,5}\s{1,4}\d{1,5}\s{1,4}([^\r\n\x00-\x1f]{1,200})"
)
_FILED: Final = re.compile(rb"(\d\d)\d{4}\w{0,5}\s{1,4}([A-Za-z]{3})\w{0,8}\s{1,4}(\d\d)")
# The recommendation writes months in English.
_MONTHS: Final = b"jan feb mar apr may jun jul aug sep oct nov dec".split()


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    header, body, trailer = body_of(data, source)
    text, codec = plain(body, source, settings.encoding)
    head = HEADER.search(header)
    if head:
        text = f"{head[1].decode('latin-1').strip()}\n\n{text}"
    return Reading(text, codec, _day(trailer))


def _day(trailer: bytes) -> str | None:
    filed = _FILED.search(trailer)
    if filed and (month := filed[2].lower()) in _MONTHS:
        year = int(filed[3])
        with suppress(ValueError):
            return date(year + (2000 if year < 70 else 1900), _MONTHS.index(month) + 1, int(filed[1])).isoformat()
    return None


FORM: Final = Form(id="iptc7901", summary="IPTC 7901 wire messages", read=_read)
