"""WARC files: each page that a crawler has stored is a story, HTML read as HTML and plain text as it is.

The reading of archives is our own: of the libraries, warcio ends at the first damaged record or passes over it in
silence, FastWARC leaves chunks and packing as they are.  Both are good at what they are for, which is more than this.
"""

from __future__ import annotations

import re
from contextlib import suppress
from io import BufferedReader
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.model import Notice
from wireparse.pattern import regex
from wireparse.readers.from_html import read_page
from wireparse.readers.from_text import FORM as TEXT
from wireparse.readers.http import fields, opened, unpacked
from wireparse.readers.input_form import Form, Pieces, Reading, Settings, needs
from wireparse.readers.packing import packing_of, unpacking
from wireparse.readers.warc_records import records

__all__ = ["FORM"]

# Records that hold what was fetched, as an answer by HTTP or as it is, or a text that was made of it.
_KINDS: Final = frozenset({"response", "resource", "conversion", "continuation"})
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS: Final = frozenset({"text/plain"})
#: As what records are passed over that are no page.
_PASSED: Final = {
    "response": "web answers without a page",
    "resource": "web resources that are no text",
    "conversion": "web resources that are no text",
    "continuation": "further segments of web pages",
}
_LOOKED_AT: Final = 1 << 12

#: A page, or one that a proxy on the way has changed.
_STATUS: Final = regex(rb"HTTP/\d(?:\.\d)?\s+20[03]\b")
_OPENING: Final = 1 << 16
#: Types that say nothing of what is inside.
_NO_TYPES: Final = frozenset({"", "application/octet-stream", "unknown/unknown", "application/x-unknown-content-type"})
_LOOKS_LIKE_PAGE: Final = regex(rb"(?i)<(?:!doctype\s{1,9}html|html|head|body|article)[\s>]")
_CHARSET: Final = regex(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    """The records that hold a page or a text, with their numbers among all records."""
    packing = packing_of(stream.peek(16)[:16]) if isinstance(stream, BufferedReader) else None
    try:
        stream = stream if packing in (None, "gzip") else unpacking(stream, source)
    except InputError as error:
        yield 1, error
        return
    for number, record in records(stream, source, _KINDS, settings.max_size):
        if isinstance(record, InputError):
            yield number, record
        elif record.kind != "continuation" and _media_type(record.head, record.block)[0] in _PAGES | _TEXTS:
            yield number, record.head + record.block
        else:
            yield number, _PASSED[record.kind]


def _media_type(head: bytes, block: bytes) -> tuple[str, str]:
    """The type of what a record holds and the charset that it states; empty for an answer that is no page, such as an
    error or a redirection."""
    told = fields(head)
    stated, headers, body = told.get("content-type", ""), {}, block
    if stated.lower().startswith("application/http"):
        answer, body = opened(block)
        if not _STATUS.match(answer):
            bare = not block.startswith(b"HTTP/") and _is_page(block, {})  # as ARC files have some
            return ("text/html" if bare else ""), ""
        headers = fields(answer)
        stated = headers.get("content-type", "")
    charset = _CHARSET.search(stated)
    kind = stated.partition(";")[0].strip().lower()
    if kind in _NO_TYPES:
        kind = told.get("warc-identified-payload-type", "").lower()
    if kind in _NO_TYPES and _is_page(body, headers):
        kind = "text/html"
    return kind, charset[1] if charset else ""


def _is_page(body: bytes, headers: dict[str, str]) -> bool:
    """Whether what has no type begins as a page does."""
    with suppress(InputError):
        opening = unpacked(body[:_OPENING], headers, "", _OPENING << 4).data[:_OPENING]
        return _LOOKS_LIKE_PAGE.search(opening[:_LOOKED_AT]) is not None
    return False


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    head, block = opened(data)
    told, (kind, charset) = fields(head), _media_type(head, block)
    whole, segmented = "warc-truncated" not in told, "warc-segment-number" in told
    if told.get("content-type", "").lower().startswith("application/http") and block.startswith(b"HTTP/"):
        answer, body = opened(block)
        block, complete = unpacked(body, fields(answer), source, settings.max_size)
        whole = whole and complete
    page = read_page(block, source, settings, charset) if kind in _PAGES else TEXT.read(block, source, settings)
    cut: tuple[Notice, ...] = ()
    if segmented:
        cut = (Notice("truncated-record", "the archive has the page in segments; this is the first", None, None),)
    elif not whole:
        cut = (Notice("truncated-record", "the archive holds only the beginning of the page", None, None),)
    return page._replace(
        notices=(*page.notices, *cut),
        name=told.get("warc-record-id", "").strip("<>") or None,
        metadata=page.metadata._replace(
            form=FORM.id,
            id=told.get("warc-record-id", "").strip("<>") or None,
            url=told.get("warc-target-uri", "").strip("<>") or None,
            retrieved=told.get("warc-date") or None,
        ),
    )


FORM: Final = Form(
    id="warc",
    summary="WARC: the pages and texts that a crawler has stored (needs the extra warc)",
    read=_read,
    split=_split,
    packed=True,
    check=needs("warc", "selectolax"),
)
