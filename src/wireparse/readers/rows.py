"""CSV files with named columns: each row becomes a record, as if it were a line of JSON.

Bytes that are no UTF-8 pass through as they are, so that they are decoded, and told of, as those of any other input.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO

from wireparse.errors import InputError
from wireparse.reader import unreadable

__all__ = ["read_rows"]


def read_rows(stream: IO[bytes], source: str, limit: int) -> Iterator[tuple[int, bytes | InputError]]:
    """The rows of a stream with their numbers, the header left out, as lines of JSON; an `InputError` stands for what
    ends the reading early: a cell of more than `limit` characters, a file that cannot be read."""
    csv.field_size_limit(limit)
    rows = csv.DictReader(TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline=""), restkey="")
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            known = {name: cell for name, cell in row.items() if name and cell}
            yield number, json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogateescape")
    except csv.Error as error:
        yield number + 1, InputError("E_RECORD", f"{source}:{number + 1}", f"the row is no CSV: {error}")
    except (OSError, EOFError, ValueError) as error:
        yield number + 1, unreadable(source, error)
