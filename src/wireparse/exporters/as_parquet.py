"""Parquet: one row a story, nested as the story model is, for DuckDB, pandas, Polars and Spark."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, Final

from wireparse.atomic_files import beside, new_file, unwritable
from wireparse.exporters.arrow_rows import pyarrow, schema, table_of
from wireparse.exporters.as_jsonl import line
from wireparse.exporters.format import Format
from wireparse.pattern import pattern

__all__ = ["FORMAT", "ParquetFile"]

# Stories in one group of rows: a reader skips whole groups, a writer holds one.
_GROUP: Final = 500
# Bytes of JSON that become columns at a time.
_BYTES: Final = 1 << 21
_HALF: Final = pattern("[\ud800-\udfff]")


class ParquetFile:
    """A Parquet file that is being written, beside its name until it is whole."""

    def __init__(self, path: str, anew: bool) -> None:
        """Begin the file; there is no adding to one.  Raises `UsageError` if pyarrow is not installed."""
        self._schema = schema()
        parquet = import_module("pyarrow.parquet")
        self._path, self._part = path, beside(path, ".part")
        # Stories on their way: the last few as JSON, the others of the group in columns, which take less room.
        self._bodies: list[bytes] = []
        self._size = 0
        self._tables: list[Any] = []
        self._count = 0
        with self._told():
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            self._stream = new_file(self._part)
            self._writer = parquet.ParquetWriter(self._stream, self._schema, compression="zstd")

    def add(self, body: bytes, origin: bytes | None = None) -> None:
        """Take in a story, given as JSON."""
        self._bodies.append(_encodable(body) if b"\\ud" in body else body)
        self._size += len(body)
        self._count += 1
        if self._size >= _BYTES or self._count >= _GROUP:
            self._pack()
        if self._count >= _GROUP:
            self._write()

    def _pack(self) -> None:
        self._tables.append(table_of(self._bodies))
        self._bodies.clear()
        self._size = 0

    def _write(self) -> None:
        with self._told():
            self._writer.write_table(pyarrow().concat_tables(self._tables), _GROUP)
        self._tables.clear()
        self._count = 0

    def has(self, origin: bytes) -> bool:
        """Nothing is known of origins: the file is made in one go."""
        return False

    def commit(self) -> None:
        """Nothing to do: the file is whole at its end."""

    def finish(self) -> None:
        """Write the last rows and give the file its name."""
        if self._bodies:
            self._pack()
        if self._tables:
            self._write()
        with self._told():
            self._writer.close()
            self._stream.close()
            os.replace(self._part, self._path)

    def close(self) -> None:
        """Leave nothing behind that is not whole."""
        with suppress(OSError):
            self._writer.close()
        with suppress(OSError):
            self._stream.close()
        with suppress(FileNotFoundError):
            os.unlink(self._part)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unwritable(self._path, error) from error


def _encodable(body: bytes) -> bytes:
    """A line of JSON with what has no UTF-8 form, halves of surrogate pairs, as the text of its escape."""
    text = json.dumps(json.loads(body), ensure_ascii=False)
    return _HALF.sub(lambda half: f"\\\\u{ord(half[0]):04x}", text).encode() + b"\n"


FORMAT: Final = Format(
    id="parquet",
    suffix=".parquet",
    summary="Parquet: one row a story, nested as the model is (needs the extra parquet)",
    tables=(),
    head=lambda table: b"",
    body=lambda story, table: line(story),
    alone=lambda body: body,
    store=ParquetFile,
    offsets=True,
)
