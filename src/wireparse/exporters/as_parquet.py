"""Parquet: one row a story, nested as the story model is, for DuckDB, pandas, Polars and Spark."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from wireparse.atomic_files import beside, new_file, unwritable
from wireparse.errors import UsageError
from wireparse.exporters.as_jsonl import line
from wireparse.exporters.format import Format, utf8
from wireparse.model import Story
from wireparse.record import fields_of

__all__ = ["FORMAT", "ParquetFile"]

# Stories in one group of rows: a reader skips whole groups, a writer holds one.
_GROUP: Final = 1000


class ParquetFile:
    """A Parquet file that is being written, beside its name until it is whole."""

    def __init__(self, path: str, anew: bool) -> None:
        """Begin the file; there is no adding to one.  Raises `UsageError` if pyarrow is not installed."""
        try:
            self._arrow = import_module("pyarrow")
            parquet = import_module("pyarrow.parquet")
        except ModuleNotFoundError:
            raise UsageError("pyarrow is not installed; pip install 'wireparse[parquet]' brings it") from None
        self._path, self._part = path, beside(path, ".part")
        self._schema = self._arrow.schema(list(self._columns(Story)))
        self._rows: list[dict[str, Any]] = []
        with self._told():
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            self._stream = new_file(self._part)
            self._writer = parquet.ParquetWriter(self._stream, self._schema, compression="zstd")

    def _columns(self, cls: type) -> Iterator[tuple[str, Any]]:
        for name, hint in fields_of(cls).items():
            yield name, self._type(hint)

    def _type(self, hint: Any) -> Any:
        """The Arrow type of an annotation of the model; every column may be null."""
        arrow, origin = self._arrow, get_origin(hint)
        if origin in (UnionType, Union):
            return self._type(get_args(hint)[0])
        if origin is tuple:
            return arrow.list_(self._type(get_args(hint)[0]))
        if origin is Literal:
            return arrow.string()
        if hasattr(hint, "_fields"):
            return arrow.struct(list(self._columns(hint)))
        return {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}[hint]

    def add(self, body: bytes, origin: bytes | None = None) -> None:
        """Take in a story, given as JSON."""
        row = json.loads(body)
        self._rows.append(_encodable(row) if b"\\ud" in body else row)
        if len(self._rows) >= _GROUP:
            self._write()

    def _write(self) -> None:
        with self._told():
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()

    def has(self, origin: bytes) -> bool:
        """Nothing is known of origins: the file is made in one go."""
        return False

    def commit(self) -> None:
        """Nothing to do: the file is whole at its end."""

    def finish(self) -> None:
        """Write the last rows and give the file its name."""
        if self._rows:
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


def _encodable(value: Any) -> Any:
    """A value with what has no UTF-8 form written as its escape."""
    if isinstance(value, str):
        return utf8(value).decode()
    if isinstance(value, list):
        return [_encodable(inner) for inner in value]
    return {name: _encodable(inner) for name, inner in value.items()} if isinstance(value, dict) else value


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
