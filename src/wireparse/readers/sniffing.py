"""What form an input has, told by its content: its first bytes, or a name that can mean only one thing.

A story may well begin with a brace, a bracket or a table: that is text.  What is plainly written for machines, XML,
JSON, RTF, a mail, an office file, a picture, is never taken for one, whether there is a reader for it or not.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.decoding import BROKEN, open_file
from wireparse.readers.packing import unpacked_opening

__all__ = ["form_of_bytes", "form_of_file", "form_of_name", "form_of_stream"]

# How much of an input is looked at.
_OPENING: Final = 1 << 14
_NAMES: Final = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
_PAGE_NAMES: Final = (".html", ".htm", ".xhtml", ".shtml")
_PACKED_NAMES: Final = (".gz", ".bz2", ".xz", ".zst")
_MARK: Final = b"\xef\xbb\xbf"
_STX: Final = b"\x02"

# Patterns, compiled when an input looks like one of them: most are plain text, and starting has to be quick.
_WARC: Final = rb"WARC/\d\.\d+\r?\n|filedesc://\S{1,400} \S{1,60} \d{14} "
# A wire message opens with SOH, some with SYN or DEL before it.
_START: Final = rb"[\x16\x7f\s]{0,40}\x01"
# The first page header of a Parquet file follows its mark.
_PARQUET: Final = rb"PAR1[\x00-\x08\x0b\x0e-\x1f]"
_PAGE: Final = (
    rb"(?i)(?:<\?xml[^<>]{0,200}>\s{0,200})?(?:<!--(?>(?:[^-]|-(?!->)){0,2000})-->\s{0,200}){0,5}"
    rb"<(?:!doctype\s{1,20}html|html|head|body)[\s>]"
)
_ELEMENT: Final = rb"(?i)<[a-z!?]"
_COLUMN: Final = r"\w[\w .:/-]{0,40}"


def form_of_name(path: str) -> str | None:
    """The form that a file's name states, None if it could be any."""
    low = path.lower()
    for packed in _PACKED_NAMES:
        low = low.removesuffix(packed)
    return _NAMES.get(os.path.splitext(low)[1])


def form_of_file(path: str, text_field: str) -> str:
    """The form of a regular file: what its name states, else what it begins with.  One that cannot be read is text,
    and told of when it is read as such."""
    stated = form_of_name(path)
    if stated is None:
        with suppress(InputError, *BROKEN), open_file(path) as stream:
            return form_of_bytes(stream.read(_OPENING), text_field, path)
    return stated or "text"


def form_of_stream(stream: IO[bytes], text_field: str) -> str:
    """The form of what comes first from a pipe, which is not taken from it."""
    peek = getattr(stream, "peek", None)
    with suppress(*BROKEN):
        return form_of_bytes(peek(1)[:_OPENING], text_field) if peek else "text"
    return "text"  # what is wrong is told when it is read


def form_of_bytes(data: bytes, text_field: str, path: str = "") -> str:
    """The form of an input that begins with these bytes; that of what a packed one holds."""
    whole = len(data) < _OPENING
    opening = data[:_OPENING].removeprefix(_MARK)
    inside = unpacked_opening(opening)
    if inside is not None:
        opening, whole = inside.removeprefix(_MARK), False
    if b"\0" in opening or opening.startswith(b"PK\x03\x04"):
        return _binary(opening)
    if _STX in opening and (form := _wire_message(opening.partition(_STX)[0])):
        return form
    opening = opening.lstrip()
    match opening[:1]:
        case b"<" if re.match(_PAGE, opening):
            return _page(opening)
        case b"<" if form := _xml(opening):
            return form
        case b"<" if path.lower().endswith(_PAGE_NAMES) and re.match(_ELEMENT, opening):
            return _page(opening)
        case b"{" | b"[" if form := _json(opening, text_field, whole=whole):
            return form
        case b"W" | b"f" if re.match(_WARC, opening):
            return "warc"
        case b"P" if re.match(_PARQUET, opening):
            return "parquet"
    return _of_text(opening, text_field)


def _binary(opening: bytes) -> str:
    from wireparse.readers.signatures import form_of_binary

    return form_of_binary(opening)


def _page(opening: bytes) -> str:
    """What a page of HTML is: perhaps the export of an archive of news."""
    from wireparse.readers.signatures import form_of_page

    return form_of_page(opening)


def _xml(opening: bytes) -> str | None:
    from wireparse.readers.signatures import form_of_xml

    return form_of_xml(opening)


def _json(opening: bytes, text_field: str, *, whole: bool) -> str | None:
    if opening.startswith(b"{") and _is_record(opening, text_field, whole=whole):
        return "jsonl"
    from wireparse.readers.signatures import form_of_json

    return form_of_json(opening)


def _of_text(opening: bytes, text_field: str) -> str:
    """The form of what may be plain text."""
    if _has_header(opening, text_field):
        return "csv"
    from wireparse.readers.signatures import form_of_lines

    return form_of_lines(opening)


def _wire_message(header: bytes) -> str | None:
    from wireparse.readers.from_iptc7901 import HEADER

    if HEADER.search(header):
        return "iptc7901"
    return "anpa" if re.match(_START, header) else None


def _is_record(opening: bytes, text_field: str, *, whole: bool) -> bool:
    """Whether the first line is a JSON object with the field of the text, or, where it is cut off, looks like one."""
    import json

    line, ended, _ = opening.partition(b"\n")
    if not (ended or whole):
        return re.search(rb'"%b"\s*:\s*"' % re.escape(text_field.encode()), line) is not None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and isinstance(value.get(text_field), str)


def _has_header(opening: bytes, text_field: str) -> bool:
    """Whether the first line names columns, the text's among them, and more follows."""
    line, _, rest = opening.partition(b"\n")
    if b"," not in line or b"," not in rest or text_field.encode() not in line:
        return False
    import csv

    try:
        names = next(csv.reader([line.decode("utf-8").strip()]), [])
    except (ValueError, csv.Error):
        return False
    columns = {name.strip() for name in names}
    return text_field in columns and len(names) == len(columns) and all(re.fullmatch(_COLUMN, each) for each in columns)
