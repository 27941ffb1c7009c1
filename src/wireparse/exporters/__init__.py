"""Exporters: one small module a format, each behind a `Format` record.  They know the model and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing, nullcontext
from importlib import import_module
from os import PathLike, fspath
from typing import IO, Any, Final

from wireparse.errors import UsageError, unknown
from wireparse.exporters.format import Format
from wireparse.model import Story

__all__ = ["FORMATS", "SUFFIXES", "Format", "export", "format_chosen", "format_named", "table_named"]

#: The formats by id, each with its module: a format is imported when somebody asks for it.
FORMATS: Final[dict[str, str]] = {
    "json": "as_json",
    "jsonl": "as_jsonl",
    "csv": "as_csv",
    "md": "as_markdown",
    "html": "as_html",
    "sqlite": "as_sqlite",
    "ninjs": "as_ninjs",
    "ninjs1": "as_ninjs1",
    "jsonld": "as_jsonld",
    "webanno": "as_webanno",
    "labelstudio": "as_labelstudio",
    "spans": "as_spans",
    "parquet": "as_parquet",
}

#: What a file's name ends in, for the formats that are told by it.
SUFFIXES: Final[dict[str, str]] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".db": "sqlite",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
}


def format_named(name: str) -> Format:
    """The format of that name: ours, else one that an installed package adds.  Raises `UsageError` if there is none."""
    if name in FORMATS:
        found: object = import_module(f"{__name__}.{FORMATS[name]}").FORMAT
    else:
        from wireparse.plugins import EXPORTERS, plugin

        found = plugin(EXPORTERS, name)
        if found is None:
            meant = SUFFIXES.get(f".{name.lower()}")
            raise unknown("format", name, FORMATS, "wireparse formats lists them", meant=meant)
    if not isinstance(found, Format):
        raise UsageError(f"the plug-in for the format {name!r} gives a {type(found).__name__}, not a Format")
    return found


def table_named(form: Format, table: str | None) -> str | None:
    """The table to write: the one asked for, else the format's first; None where a format has no tables."""
    if table is None:
        return form.tables[0] if form.tables else None
    if not form.tables:
        raise UsageError(f"the format {form.id!r} has no tables; leave out the table, or write csv")
    if table not in form.tables:
        raise unknown("table", table, form.tables, f"one of {', '.join(form.tables)}")
    return table


def format_chosen(name: str, table: str | None, fields: Sequence[str] = ()) -> Format:
    """The format of that name, with only some fields of a table if `fields` names any.  Raises `UsageError`."""
    form = format_named(name)
    if not fields:
        return form
    if form.select is None:
        raise UsageError(f"the format {form.id!r} has no fields to choose; leave out --fields, or write json or csv")
    return form.select(form, fields, table)


def export(
    stories: Iterable[Story] | Story,
    format: str,  # noqa: A002 - the word that a caller would write
    out: str | PathLike[str] | IO[Any],
    *,
    table: str | None = None,
    offsets: str = "codepoints",
) -> None:
    """Write stories, one by one.

    Args:
        stories: One story, or any number of them.  A single one as `json` is one indented document, several are JSON
            Lines.
        format: One of the formats that `wireparse formats` lists, a plug-in's included.
        out: A path, or an open file, text or binary.  `sqlite` needs a path, and adds to the database there.
        table: One of the format's tables, as of `csv`; else its first.
        offsets: What the offsets count: `codepoints`, `utf16` (code units) or `utf8` (bytes).

    Raises:
        UsageError: for a format, table or unit that there is not.
        OSError: as writing does.
        OutputError: as writing a database does.
    """
    form = format_named(format)
    chosen = table_named(form, table)
    stories = [stories] if isinstance(stories, Story) else stories
    if offsets != "codepoints":
        from wireparse.exporters.units import checked_unit, in_units

        unit = checked_unit(offsets, form)
        stories = (in_units(story, unit) for story in stories)
    if form.store is not None:
        _fill(form, stories, out)
        return
    bodies = (form.body(story, chosen) for story in stories)
    with open(out, "wb") if isinstance(out, str | PathLike) else nullcontext(out) as stream:
        first, second = next(bodies, None), next(bodies, None)
        _put(stream, form.head(chosen))
        if first is not None:
            _put(stream, first if second is not None else form.alone(first))
        if second is not None:
            _put(stream, second)
        for body in bodies:
            _put(stream, body)
        _put(stream, form.tail(chosen))


def _fill(form: Format, stories: Iterable[Story], out: str | PathLike[str] | IO[Any]) -> None:
    """Write stories with a format that makes its file itself."""
    if form.store is None or not isinstance(out, str | PathLike):
        raise UsageError(f"the format {form.id!r} writes a file of its own; give a path")
    with closing(form.store(fspath(out), not form.grows)) as store:
        for story in stories:
            store.add(form.body(story, None))
        store.finish()


def _put(stream: IO[Any], data: bytes) -> None:
    """Write to a text or a binary stream: the one takes what the other refuses."""
    if not data:
        return
    try:
        stream.write(data)
    except TypeError:
        stream.write(data.decode("utf-8"))
