"""Records with named fields, as lines of JSON: a line of JSON Lines, a row of a table."""

from __future__ import annotations

import json

from wireparse.errors import InputError, UsageError
from wireparse.model import Notice
from wireparse.readers.decoding import checked_date, decode
from wireparse.readers.input_form import Reading, Settings

__all__ = ["read_row"]


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
    identity, stated = value.get(settings.id_field), value.get(settings.date_field)
    notices, day = list(decoded.notices), None
    if stated is not None:
        try:
            day = checked_date(str(stated))
        except UsageError as error:
            notices.append(Notice("unreadable-date", f"the record's date was left out: {error}", None, None))
    return Reading(text, None, day, tuple(notices), None if identity is None else str(identity))
