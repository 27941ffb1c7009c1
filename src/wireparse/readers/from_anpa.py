"""ANPA-1312, the wire message of North American agencies: the keyword becomes the slugline, the day of filing the date.

After the bulletin "Wire Service Transmission Guidelines" of the Newspaper Association of America (1312): a header with
service level, story number and selector; priority, category, keyword, version, date and word count; the text between
STX and ETX; a trailer with the time of filing.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Final

from wireparse.pattern import regex
from wireparse.readers.input_form import Form, Reading, Settings
from wireparse.readers.wire_messages import message_of, read_text

__all__ = ["FORM"]

# Keyword and version, month-day, word count: "BC-EU--Norway-Ferry 1stLd-Writethru   11-22 0345".
_KEYWORD: Final = regex(
    rb"(?:^|[\s\x00-\x1f])([A-Za-z][\w.&-]{0,60}+(?>(?: (?!\d\d?-\d)[\w&][\w.&-]{0,40}+){0,5}))"
    rb"\s{1,12}(\d\d?)-(\d\d?)\s{1,8}\d{1,5}"
)
# The trailer: "AP-NY-11-22-17 1605EST".
_FILED: Final = regex(rb"(\d\d)-(\d\d)-(\d\d)\s{1,4}\d{4}")


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    message = message_of(data, source)
    keyword = _KEYWORD.search(message.header)
    slug = keyword[1].decode("ascii", "replace") if keyword else ""
    return read_text(message, slug, _day(message.trailer), source, settings.encoding)


def _day(trailer: bytes) -> str | None:
    filed = _FILED.search(trailer)
    if filed:
        month, day, year = map(int, filed.groups())
        with suppress(ValueError):
            return date(year + (2000 if year < 70 else 1900), month, day).isoformat()
    return None


FORM: Final = Form(id="anpa", summary="ANPA-1312 wire messages", read=_read)
