"""What form an input has, told by its content: its first bytes, or a name that can mean only one thing.

Text is the answer to everything that is not unmistakable.  A story may well begin with a brace, a bracket or a table;
it does not hold the control characters of a wire message, nor begin with a JSON object that has the story's field.
"""

from __future__ import annotations

import csv
import json
import os
import re
import zlib
from contextlib import suppress
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.reader import BROKEN, open_file
from wireparse.readers.from_iptc7901 import HEADER as IPTC_HEADER
from wireparse.readers.telegraph import SOH, STX

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
_GZIP: Final = b"\x1f\x8b\x08"
_MARK: Final = b"\xef\xbb\xbf"

_WARC: Final = re.compile(rb"WARC/\d\.\d+\r?\n")
# The first page header of a Parquet file follows its mark.
_PARQUET: Final = re.compile(rb"PAR1[\x00-\x08\x0b\x0e-\x1f]")
_PAGE: Final = re.compile(
    rb"\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,200})?+(?:<!--(?:[^-]|-(?!->)){0,2000}+-->\s{0,200}){0,5}+"
    rb"<(?:!doctype\s{1,20}html|html|head|body)[\s>]",
    re.IGNORECASE,
)
_ELEMENT: Final = re.compile(rb"\s*<[a-z!?]", re.IGNORECASE)
_COLUMN: Final = re.compile(r"\w[\w .:/-]{0,40}")


def form_of_name(path: str) -> str | None:
    """The form that a file's name states, None if it could be any."""
    return _NAMES.get(os.path.splitext(path.lower().removesuffix(".gz"))[1])


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
    return form_of_bytes(peek(1)[:_OPENING], text_field) if peek else "text"


def form_of_bytes(data: bytes, text_field: str, path: str = "") -> str:
    """The form of an input that begins with these bytes."""
    opening = data[:_OPENING].removeprefix(_MARK)
    if opening.startswith(_GZIP):
        with suppress(zlib.error):
            return "warc" if _WARC.match(zlib.decompressobj(wbits=31).decompress(opening, 100)) else "text"
    if _WARC.match(opening):
        return "warc"
    if _PARQUET.match(opening):
        return "parquet"
    if STX in opening:
        return _wire_message(opening.partition(STX)[0])
    if _PAGE.match(opening) or (path.lower().endswith(_PAGE_NAMES) and _ELEMENT.match(opening)):
        return "html"
    line, ended, rest = opening.lstrip().partition(b"\n")
    if line.startswith(b"{") and _is_record(line, text_field, whole=bool(ended) or len(data) < _OPENING):
        return "jsonl"
    return "csv" if _is_header(line, text_field) and b"," in rest else "text"


def _wire_message(header: bytes) -> str:
    if IPTC_HEADER.search(header):
        return "iptc7901"
    return "anpa" if SOH in header else "text"


def _is_record(line: bytes, text_field: str, *, whole: bool) -> bool:
    """Whether a line is a JSON object with the field of the text, or, where it is cut off, looks like one."""
    if not whole:
        return re.search(rb'"%b"\s*:\s*"' % re.escape(text_field.encode()), line) is not None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and isinstance(value.get(text_field), str)


def _is_header(line: bytes, text_field: str) -> bool:
    """Whether a line names columns, the text's among them."""
    try:
        names = next(csv.reader([line.decode("utf-8").strip()]), [])
    except (ValueError, csv.Error):
        return False
    columns = {name.strip() for name in names}
    return text_field in columns and 1 < len(names) == len(columns) and all(map(_COLUMN.fullmatch, columns))
