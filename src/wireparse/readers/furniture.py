"""Reading what was learned of sites: the files of `wireparse furniture`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import chain

from wireparse.errors import InputError
from wireparse.knowledge.site_lines import SiteLines
from wireparse.readers.decoding import open_file

__all__ = ["furniture_rows", "read_furniture"]


def read_furniture(path: str | os.PathLike[str], *more: str | os.PathLike[str]) -> SiteLines:
    """The lines that sites repeat, for `Parser(furniture=…)`; what several files have learned is added up.

    Raises `InputError`: `E_READ` for a file that cannot be read, `E_RECORD` for one that `wireparse furniture` has not
    written.
    """
    return SiteLines.read(furniture_rows(path, *more))


def furniture_rows(*paths: str | os.PathLike[str]) -> Iterator[tuple[str, str | None, int]]:
    """The rows of such files, for `SiteLines.read`.  Raises as `read_furniture` does."""
    return chain.from_iterable(map(_rows, paths))


def _rows(path: str | os.PathLike[str]) -> Iterator[tuple[str, str | None, int]]:
    name = os.fspath(path)
    with open_file(name) as stream:
        for number, row in enumerate(stream, 1):
            try:
                found = json.loads(row)
                site, line, seen = str(found["site"]), found["line"], int(found["stories"])
                if line is not None:
                    int(line, 16)
            except (ValueError, KeyError, TypeError):
                message = "it is no furniture; give a file that wireparse furniture has written"
                raise InputError("E_RECORD", f"{name}:{number}", message) from None
            yield site, line, seen
