"""Arrow in, Arrow out: the kernel for engines that run on many machines.

`parse_batches` takes record batches with a column of texts and gives them back with a column of stories.  Spark, Ray,
Dask and their kin all hand such batches round: what they need of wireparse is this one function and `schema`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final

from wireparse.batch.worker import contained
from wireparse.errors import InputError, UsageError, unknown
from wireparse.exporters.arrow_rows import array_of, pyarrow, schema
from wireparse.exporters.format import utf8
from wireparse.model import Notice, Story
from wireparse.parser import Parser
from wireparse.readers.decoding import MAX_SIZE, decode, empty
from wireparse.readers.rows import reading_of
from wireparse.readers.stories import story_of

__all__ = ["checked_columns", "error_type", "parse_batches", "parse_text", "schema"]

# The columns that are taken where they are, and done without where they are not.
_USUAL: Final = {"id": "id", "date": "date"}
# How many rows, and how many bytes of their texts, make a batch: stories take ten times the room.
_ROWS: Final = 64
_BYTES: Final = 1 << 20
# The form of the rows, as stories tell it: Parquet is how Arrow's tables are kept in files.
_FORM: Final = "parquet"


def error_type() -> Any:
    """The type of the column `error`: why a row has no story, as code and message."""
    return pyarrow().struct([("code", pyarrow().string()), ("message", pyarrow().string())])


def checked_columns(
    columns: Iterable[tuple[str, bool]],
    *,
    text: str,
    id: str | None,  # noqa: A002
    date: str | None,
    result: str,
    error: str,
) -> dict[str, str]:
    """The columns to read, by what they are for (`text`, `id`, `date`).

    `columns` are those of the table, each with whether it holds strings; `text`, `id` and `date` name those that hold
    the text, its name and its day, `result` and `error` those to be added.  Raises `UsageError` where one is missing,
    is there twice, is no string, or would be covered.
    """
    strings: dict[str, bool] = {}
    for column, string in columns:
        if column in strings:
            raise UsageError(f"the table has two columns {column!r}; rename one of them")
        strings[column] = string
    taken = {name.casefold() for name in strings}
    for column, option in ((result, "result"), (error, "error")):
        if column.casefold() in taken:
            raise UsageError(f"the table has a column {column!r} already; name ours otherwise: {option}='{column}_'")
    wanted: dict[str, str | None] = {"text": text, "id": id, "date": date}
    found = {use: name for use, name in wanted.items() if name is not None and name in strings}
    for use, name in wanted.items():
        if use not in found and name is not None and name != _USUAL.get(use):
            raise unknown("column", name, strings, f"name the right one: {use}=…")
    if not strings[text]:
        raise UsageError(f"the column {text!r} holds no strings; name the one that has the texts: text=…")
    return found


def parse_batches(
    batches: Iterable[Any],
    *,
    text: str = "text",
    id: str | None = "id",  # noqa: A002 - named as the column is
    date: str | None = "date",
    language: str | None = None,
    max_size: int = MAX_SIZE,
    rows: int = _ROWS,
    result: str = "story",
    error: str = "error",
) -> Iterator[Any]:
    """Parse the texts of some `pyarrow.RecordBatch`es: one row out for each row in, in order.

    Every column is kept as it is; beside them stand `result`, a struct as `schema` describes it, and `error`, a struct
    of `code` and `message`: of the two, one is null.  Nothing that a text contains raises.

    `text`, `id` and `date` name the columns that hold the text, its name and its day; the last two may be missing.
    `language` is that of all texts, `max_size` the most bytes that a text may have.  A batch that comes out has `rows`
    rows at most, and the stories of some megabyte of text: what comes in may be larger.  Raises `UsageError` for a
    column that is missing or is none of strings, for one that is called as the results are, and without pyarrow.
    """
    reader = _Reader(Parser(), language, max_size)
    for batch in batches:
        uses = checked_columns(
            [(field.name, _holds_strings(field.type)) for field in batch.schema],
            text=text,
            id=id,
            date=date,
            result=result,
            error=error,
        )
        for part in _parts(batch, text, rows):
            values = {use: _values(part.column(name)) for use, name in uses.items()}
            found = [reader.read({use: column[row] for use, column in values.items()}) for row in range(part.num_rows)]
            stories = array_of([None if isinstance(each, InputError) else each.to_dict() for each in found])
            errors = [
                {"code": each.code, "message": each.message} if isinstance(each, InputError) else None for each in found
            ]
            yield pyarrow().RecordBatch.from_arrays(
                [*part.columns, stories, pyarrow().array(errors, type=error_type())],
                names=[*part.schema.names, result, error],
            )


def parse_text(text: str | None, identity: object = None, day: object = None) -> Story | None:
    """The story of a text with its name and its day, as `parse_batches` reads them; None where it has none."""
    found = _reader().read({"text": None if text is None else utf8(text), "id": identity, "date": day})
    return None if isinstance(found, InputError) else found


@cache
def _reader() -> _Reader:
    return _Reader(Parser(), None, MAX_SIZE)


class _Reader:
    """Reads rows: a story, or why there is none."""

    def __init__(self, parser: Parser, language: str | None, limit: int) -> None:
        self._parser = parser
        self._language = language
        self._limit = limit

    def read(self, row: Mapping[str, Any]) -> Story | InputError:
        """What becomes of one row, whose values go by what they are for."""
        name = str(_decoded(row.get("id")))
        try:
            with contained(name):
                return self._story(row, name)
        except InputError as error:
            return error

    def _story(self, row: Mapping[str, Any], name: str) -> Story:
        data = row["text"]
        if data is None or not data.strip():
            raise empty(name)
        if len(data) > self._limit:
            raise InputError("E_TOO_BIG", name, f"it has more than {self._limit:,} bytes; allow more with max_size")
        notices: tuple[Notice, ...] = ()
        try:
            text = data.decode()
        except UnicodeDecodeError:  # no engine looks whether its strings are well-formed
            text, _, notices = decode(data, name, "utf-8")
        if not text.strip():
            raise empty(name)
        reading = reading_of(text, _decoded(row.get("id")), _decoded(row.get("date")), notices)
        reading = reading._replace(metadata=reading.metadata._replace(form=_FORM))
        return story_of(self._parser, reading, None, None, self._language)


def _holds_strings(kind: Any) -> bool:
    types = pyarrow().types
    if types.is_dictionary(kind):
        kind = kind.value_type
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _parts(batch: Any, text: str, rows: int) -> Iterator[Any]:
    """A batch in slices of so many rows at most, whose texts have `_BYTES` together but for the last."""
    lengths = import_module("pyarrow.compute").binary_length(_plain(batch.column(text))).to_pylist()
    start = size = 0
    for row, length in enumerate(lengths):
        size += length or 0
        if row + 1 - start >= rows or size >= _BYTES:
            yield batch.slice(start, row + 1 - start)
            start, size = row + 1, 0
    if start < batch.num_rows or not batch.num_rows:
        yield batch.slice(start)


def _values(column: Any) -> list[Any]:
    """A column as Python's values, strings as their bytes."""
    values: list[Any] = (_plain(column) if _holds_strings(column.type) else column).to_pylist()
    return values


def _plain(column: Any) -> Any:
    """A column of strings as one of bytes, which may be anything."""
    arrow = pyarrow()
    column = column.dictionary_decode() if arrow.types.is_dictionary(column.type) else column
    return column.cast(arrow.large_binary())


def _decoded(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
