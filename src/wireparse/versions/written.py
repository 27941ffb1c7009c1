"""The groups as JSON Lines and CSV: a row a story, groups together, the leader first."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Final

from wireparse.exporters.format import utf8
from wireparse.exporters.spreadsheet import safe
from wireparse.versions.grouping import Family
from wireparse.versions.model import Version

__all__ = ["COLUMNS", "parts"]

#: The columns of the table of versions.
COLUMNS: Final = (
    "story", "group", "leader", "role", "wire", "share", "headline", "rule", "certainty", "site", "date", "sha256",
    "warnings",
)  # fmt: skip
_CHANGES: Final = ("cut", "added", "changed")


def parts(form: str, families: Iterable[Family], *, changes: bool = False) -> Iterator[bytes]:
    """The groups as `jsonl`, `csv` or `html`; with `changes` a CSV counts the changed paragraphs."""
    if form == "html":
        from wireparse.versions.as_html import page

        return page(families)
    return _csv(families, changes=changes) if form == "csv" else _jsonl(families)


def _jsonl(families: Iterable[Family]) -> Iterator[bytes]:
    for family in families:
        source = family.group.wire_source
        for version in family.group.versions:
            row = version.to_dict()
            row["wire_source"] = source._asdict() if source else None
            yield utf8(json.dumps(row, ensure_ascii=False)) + b"\n"


def _csv(families: Iterable[Family], *, changes: bool) -> Iterator[bytes]:
    yield utf8(",".join(COLUMNS + (_CHANGES if changes else ())) + "\r\n")
    for family in families:
        out = io.StringIO()
        csv.writer(out).writerows(map(_cells, family.group.versions))
        yield utf8(out.getvalue())


def _cells(version: Version) -> list[str | int | float | bool | None]:
    cells = [getattr(version, column) for column in COLUMNS[:-1]]
    cells.append(" ".join(version.warnings))
    if version.cut is not None:
        cells += (len(version.cut), len(version.added or ()), len(version.changed or ()))
    return list(map(safe, cells))
