"""Stories as rows of Arrow: the schema, derived from the story model, and batches of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from wireparse.errors import UsageError
from wireparse.model import Story
from wireparse.record import fields_of

__all__ = ["array_of", "columns_of", "pyarrow", "schema", "table_of"]


@cache
def pyarrow() -> Any:
    """The package pyarrow.  Raises `UsageError` if it is not installed."""
    try:
        return import_module("pyarrow")
    except ModuleNotFoundError:
        raise UsageError("pyarrow is not installed; pip install 'wireparse[parquet]' brings it") from None


@cache
def schema() -> Any:
    """The `pyarrow.Schema` of a story: a column a key of the model, nested as the model is; each may be null.

    Raises `UsageError` if pyarrow is not installed.
    """
    return pyarrow().schema(list(columns_of(Story)))


def array_of(rows: Sequence[dict[str, Any] | None]) -> Any:
    """Stories in their plain form as a `pyarrow.StructArray`; None is null."""
    return pyarrow().array(rows, type=pyarrow().struct(schema()))


def table_of(bodies: Sequence[bytes]) -> Any:
    """Stories as lines of JSON, with nothing in them that has no UTF-8 form, as a `pyarrow.Table`."""
    arrow, reader = pyarrow(), import_module("pyarrow.json")
    lines = b"".join(bodies)
    return reader.read_json(
        arrow.BufferReader(lines),
        reader.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        reader.ParseOptions(explicit_schema=schema(), newlines_in_values=False, unexpected_field_behavior="error"),
    )


def columns_of(cls: type) -> Iterator[tuple[str, Any]]:
    """The columns of a kind of record: their names, with the types that Arrow has for them."""
    for name, hint in fields_of(cls).items():
        yield name, _type(hint)


def _type(hint: Any) -> Any:
    """The Arrow type of an annotation of the model."""
    arrow, origin = pyarrow(), get_origin(hint)
    if origin in (UnionType, Union):
        return _type(get_args(hint)[0])
    if origin is tuple:
        return arrow.list_(_type(get_args(hint)[0]))
    if origin is Literal:
        return arrow.string()
    if hasattr(hint, "_fields"):
        return arrow.struct(list(columns_of(hint)))
    return {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}[hint]
