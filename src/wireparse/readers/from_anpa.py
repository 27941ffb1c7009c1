"""ANPA-1312, the wire message of North American agencies: keyword, story number and time of filing go with the text.

After the bulletin "Wire Service Transmission Guidelines" of the Newspaper Association of America (1312): a header with
service level, story number and selector; priority, category, keyword, version, date and word count; the text between
STX and ETX; a trailer with the time of filing.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Final

from wireparse.metadata import Metadata
from wireparse.model import Wire
from wireparse.pattern import regex
from wireparse.readers.input_form import Form, Reading, Settings
from wireparse.readers.wire_messages import filed, message_of, read_text

__all__ = ["FORM"]

# Keyword and version, month-day, word count: "BC-EU--Norway-Ferry 1stLd-Writethru   11-22 0345".
_KEYWORD: Final = regex(
    rb"(?:^|[\s\x00-\x1f])([A-Za-z][\w.&-]{0,60}+(?>(?: (?!\d\d?-\d)[\w&][\w.&-]{0,40}+){0,5}))"
    rb"\s{1,12}(\d\d?)-(\d\d?)\s{1,8}(\d{1,5})"
)
#: Service level and number: "W2870"; priority and category: "r i".
_NUMBER: Final = regex(rb"^[\x16\x7f\s]{0,20}([a-zA-Z])(\d{4})")
_LEVEL: Final = regex(rb"\n([a-z]) ([a-z])[\s\x00-\x1f]")
# The trailer: "AP-NY-11-22-17 1605EST"; or, with the day first, "KWS-21:37-05-03-24".
_FILED: Final = regex(rb"(\d\d)-(\d\d)-(\d\d)\s{1,4}(\d\d)(\d\d)([A-Z]{1,4})?")
_FILED_DAY_FIRST: Final = regex(rb"(\d\d):(\d\d)-(\d\d)-(\d\d)-(\d\d)")


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    message = message_of(data, source)
    keyword = _KEYWORD.search(message.header)
    slug, _, take = (keyword[1].decode("ascii", "replace") if keyword else "").partition(" ")
    number, level = _NUMBER.match(message.header), _LEVEL.search(message.header)
    wire = Wire(
        service=number[1].decode() if number else None,
        sequence=number[2].decode() if number else None,
        priority=level[1].decode() if level else None,
        category=level[2].decode() if level else None,
        words=int(keyword[4]) if keyword else None,
        take=take or None,
    )
    when = _filed(message.trailer)
    metadata = Metadata(form=FORM.id, published=when, wire=wire._replace(sent=when) if any(wire) else None)
    return read_text(message, metadata, f"{slug} {take}".strip(), source, settings.encoding)


def _filed(trailer: bytes) -> str | None:
    found: re.Match[bytes] | None
    with suppress(ValueError):
        if found := _FILED_DAY_FIRST.search(trailer):
            hour, minute, day, month, year = (part.decode() for part in found.groups())
            return filed(_day(year, month, day), hour, minute, None)
        if found := _FILED.search(trailer):
            month, day, year, hour, minute = (part.decode() for part in found.groups()[:5])
            return filed(_day(year, month, day), hour, minute, found[6].decode() if found[6] else None)
    return None


def _day(year: str, month: str, day: str) -> date:
    return date(int(year) + (2000 if int(year) < 70 else 1900), int(month), int(day))


FORM: Final = Form(id="anpa", summary="ANPA-1312 wire messages", read=_read)
