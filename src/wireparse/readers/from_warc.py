"""WARC files: each page that a crawler has stored is a story, HTML read as HTML and plain text as it is.

The reading of archives is our own: of the libraries, warcio ends at the first damaged record or passes over it in
silence, FastWARC leaves chunks and packing as they are.  Both are good at what they are for, which is more than this.
"""

from __future__ import annotations

import re
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.model import Notice
from wireparse.pattern import regex
from wireparse.readers.from_html import read_page
from wireparse.readers.from_text import FORM as TEXT
from wireparse.readers.http import fields, opened, unpacked
from wireparse.readers.input_form import Form, Pieces, Reading, Settings, needs
from wireparse.readers.warc_records import records

__all__ = ["FORM"]

# Records that hold what was fetched, as an answer by HTTP or as it is, or a text that was made of it.
_KINDS: Final = frozenset({"response", "resource", "conversion"})
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS: Final = frozenset({"text/plain"})

_STATUS: Final = regex(rb"HTTP/\d(?:\.\d)?\s+200\b")
_CHARSET: Final = regex(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    """The records that hold a page or a text, with their numbers among all records."""
    for number, record in records(stream, source, _KINDS, settings.max_size):
        if isinstance(record, InputError):
            yield number, record
        elif _media_type(record.head, record.block)[0] in _PAGES | _TEXTS:
            yield number, record.head + record.block


def _media_type(head: bytes, block: bytes) -> tuple[str, str]:
    """The type of what a record holds and the charset that it states; empty for an answer that is no page, such as an
    error or a redirection."""
    told = fields(head)
    stated = told.get("content-type", "")
    if stated.lower().startswith("application/http"):
        answer, _ = opened(block[: 1 << 16])
        if not _STATUS.match(answer):
            return "", ""
        stated = fields(answer).get("content-type", "")
    stated = stated or told.get("warc-identified-payload-type", "")
    charset = _CHARSET.search(stated)
    return stated.partition(";")[0].strip().lower(), charset[1] if charset else ""


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    head, block = opened(data)
    told, (kind, charset) = fields(head), _media_type(head, block)
    whole = "warc-truncated" not in told
    if told.get("content-type", "").lower().startswith("application/http"):
        answer, body = opened(block)
        block, complete = unpacked(body, fields(answer), source, settings.max_size)
        whole = whole and complete
    page = read_page(block, source, settings, charset) if kind in _PAGES else TEXT.read(block, source, settings)
    cut = () if whole else (Notice("truncated-record", "the archive holds only the beginning of the page", None, None),)
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
