"""Parquet files with named columns: each row becomes a record, as if it were a line of JSON.

Only the columns that are wanted are read, one row group after the other and each in small batches, so that a file may
be larger than memory; a group that is damaged costs its own rows alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from io import BytesIO
from typing import IO, Any, Final

from wireparse.errors import InputError
from wireparse.readers.decoding import BROKEN, read_stream, too_big
from wireparse.readers.input_form import Form, Pieces, Settings, needs
from wireparse.readers.rows import read_row

__all__ = ["FORM"]

# Rows decoded at a time.
_BATCH: Final = 64


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    """The rows with their numbers, as lines of JSON; an `InputError` stands for a row that is too big, for the rows of
    a damaged group, and for a file that is no Parquet or lacks the column of the text."""
    broken = (import_module("pyarrow").ArrowException, *BROKEN)
    try:
        # The end of the file says where everything is: a pipe has to be read whole.
        file = import_module("pyarrow.parquet").ParquetFile(
            stream if stream.seekable() else BytesIO(read_stream(stream, source, settings.max_size))
        )
    except InputError as error:
        yield 1, error
        return
    except broken as error:
        yield 1, InputError("E_READ", source, f"cannot be read as Parquet: {_told(error)}")
        return
    columns = file.schema_arrow.names
    if settings.text_field not in columns:
        lack = f"it has no column {settings.text_field!r}; name the right one with --text-field"
        yield 1, InputError("E_RECORD", source, f"{lack} (it has {', '.join(columns[:20])})")
        return
    fields = (settings.text_field, settings.id_field, settings.date_field, settings.site_field)
    wanted = [name for name in fields if name and name in columns]
    first = 1
    for group in range(file.num_row_groups):
        number, last = first - 1, first - 1 + file.metadata.row_group(group).num_rows
        try:
            for number, row in enumerate(_rows(file, group, wanted), first):
                line = json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8", "surrogateescape")
                fits = len(line) <= settings.max_size
                yield number, line if fits else too_big(f"{source}:{number}", settings.max_size)
        except broken as error:
            lost = f"the rows {number + 1:,} to {last:,} cannot be read: {_told(error)}"
            yield number + 1, InputError("E_READ", f"{source}:{number + 1}", lost)
        first = last + 1


def _rows(file: Any, group: int, columns: list[str]) -> Iterator[dict[str, Any]]:
    for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns):
        yield from batch.to_pylist()


def _plain(value: object) -> str:
    """What JSON has no form for: bytes as text, days and times as ISO 8601, the rest as Python writes it."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return value.isoformat() if isinstance(value, date) else str(value)


def _told(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


FORM: Final = Form(
    id="parquet",
    summary="Parquet: one story a row, in named columns (needs the extra parquet)",
    read=read_row,
    split=_split,
    check=needs("parquet", "pyarrow"),
)
