"""CSV files with named columns: each row becomes a record, as if it were a line of JSON.

Bytes that are no UTF-8 pass through as they are, so that they are decoded, and told of, as those of any other input.
"""

from __future__ import annotations

import csv
import json
from io import TextIOWrapper
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.decoding import BROKEN, unreadable
from wireparse.readers.input_form import Form, Pieces, Settings
from wireparse.readers.rows import read_row

__all__ = ["FORM"]


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    """The rows of a stream with their numbers, the header left out, as lines of JSON; an `InputError` stands for what
    ends the reading early: a cell that is too big, a file that cannot be read."""
    csv.field_size_limit(settings.max_size)
    text = TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")
    rows = csv.DictReader(text, restkey="")
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            known = {name: cell for name, cell in row.items() if name and cell}
            yield number, json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogateescape")
    except csv.Error as error:
        yield number + 1, InputError("E_RECORD", f"{source}:{number + 1}", f"the row is no CSV: {error}")
    except BROKEN as error:
        yield number + 1, unreadable(source, error)
    finally:
        text.detach()  # the stream is its owner's to close


FORM: Final = Form(id="csv", summary="CSV: one story a row, in named columns", read=read_row, split=_split)
