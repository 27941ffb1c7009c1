"""JSON Lines: one object a line, the story's text under one of its keys."""

from __future__ import annotations

from itertools import chain
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.decoding import read_lines
from wireparse.readers.input_form import Form, Pieces, Settings
from wireparse.readers.rows import read_row

__all__ = ["FORM"]

# Lines in a row that are no JSON and show that the whole file is none.
_ENOUGH: Final = 3
_MARK: Final = b"\xef\xbb\xbf"


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    lines = read_lines(stream, source, settings.max_size)
    first = []
    for number, line in lines:
        first.append((number, line))
        if isinstance(line, InputError) or line.removeprefix(_MARK).lstrip().startswith((b"{", b"[")):
            break
        if len(first) == _ENOUGH:
            message = "its lines are no JSON, it looks like text; leave out --from, or give --from text"
            yield number, InputError("E_FORM", source, message)
            return
    yield from chain(first, lines)


FORM: Final = Form(id="jsonl", summary="JSON Lines: one story a line", read=read_row, split=_split)
