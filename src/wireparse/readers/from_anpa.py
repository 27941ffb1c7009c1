"""ANPA-1312, the wire message of North American agencies: the keyword becomes the slugline, the header's day the date.

After the bulletin "Wire Service Transmission Guidelines" of the Newspaper Association of America (1312): a header with
service level, story number, category, version, keyword, date and word count; the text between STX and ETX; a trailer
with the time of filing.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Final

from wireparse.readers.form import Form, Reading, Settings
from wireparse.readers.telegraph import body_of, plain

__all__ = ["FORM"]

# Keyword, month-day, word count: "BC-Ferry Strike 11-22 0345".
_KEYWORD: Final = re.compile(
    rb"(?:^|[\s\x00-\x1f])([A-Za-z][\w.&-]{0,40}(?: [A-Za-z&][\w.&-]{0,40}){0,5}+)\s{1,8}(\d\d)-(\d\d)\s{1,8}\d{1,5}"
)
# The trailer: "AP-NY-11-22-17 1605EST".
_FILED: Final = re.compile(rb"(\d\d)-(\d\d)-(\d\d)\s{1,4}\d{4}")


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    header, body, trailer = body_of(data, source)
    text, codec = plain(body, source, settings.encoding)
    keyword = _KEYWORD.search(header)
    if keyword:
        text = f"{keyword[1].decode('ascii', 'replace')}\n\n{text}"
    return Reading(text, codec, _day(trailer))


def _day(trailer: bytes) -> str | None:
    filed = _FILED.search(trailer)
    if filed:
        month, day, year = map(int, filed.groups())
        with suppress(ValueError):
            return date(year + (2000 if year < 70 else 1900), month, day).isoformat()
    return None


FORM: Final = Form(id="anpa", summary="ANPA-1312 wire messages", read=_read)
