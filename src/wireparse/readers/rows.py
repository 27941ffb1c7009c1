"""Records with named fields, as lines of JSON: a line of JSON Lines, a row of a table."""

from __future__ import annotations

import json

from wireparse.arguments import checked_date
from wireparse.errors import InputError, UsageError
from wireparse.knowledge.site_lines import site_of_url
from wireparse.metadata import Metadata
from wireparse.model import Notice
from wireparse.readers.decoding import decode
from wireparse.readers.input_form import Reading, Settings

__all__ = ["read_row", "reading_of"]


def read_row(line: bytes, source: str, settings: Settings) -> Reading:
    """One line of JSON as a reading; `source` names the line in error messages.

    Raises `InputError` with `E_RECORD` for a line that is no JSON object or has no text, and as `decode` does.
    """
    decoded = decode(line, source, settings.encoding)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        where = f": {error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError("E_RECORD", source, f"the line is no JSON{where}") from None
    if not isinstance(value, dict):
        raise InputError("E_RECORD", source, "the line is JSON, but no object; write one object a line")
    field = settings.text_field
    text = value.get(field)
    if not isinstance(text, str):
        lack = "is no string" if field in value else "is missing"
        raise InputError("E_RECORD", source, f"the field {field!r} {lack}; name the right one with --text-field")
    reading = reading_of(text, value.get(settings.id_field), value.get(settings.date_field), decoded.notices)
    site = value.get(settings.site_field) if settings.site_field else None
    if site is None:
        return reading
    return reading._replace(metadata=Metadata(site=site_of_url(str(site)) or str(site)))


def reading_of(text: str, identity: object, day: object, notices: tuple[Notice, ...] = ()) -> Reading:
    """The reading of a row of a table: its text, name and day, each of the last two None or of any type."""
    stated = None
    if day is not None:
        try:
            stated = checked_date(str(day))
        except UsageError as error:
            notices = (*notices, Notice("unreadable-date", f"the record's date was left out: {error}", None, None))
    return Reading(text, None, stated, notices, None if identity is None else str(identity))
