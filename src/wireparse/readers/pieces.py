"""The pieces of a file of many stories, counted: what it says it holds, what was found and what was left out.

What is known only at a file's end goes with its last story: behind the story's bytes, past a NUL, which no text has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Final

from wireparse.errors import InputError
from wireparse.model import Notice
from wireparse.readers.input_form import Pieces

__all__ = ["counted", "untold"]

_MARK: Final = b"\0wireparse:"


def counted(
    pieces: Iterable[tuple[int, bytes | InputError | None]],
    source: str,
    what: str,
    stated: Callable[[], int | None] = lambda: None,
) -> Pieces:
    """The pieces with notices for the last: None among them is an item that is left out, `what` says as what; `stated`
    is how many the file says it holds, asked at its end; failed pieces count as found."""
    waiting: tuple[int, bytes] | None = None
    found = left_out = 0
    for number, piece in pieces:
        if piece is None:
            left_out += 1
            continue
        found += 1
        if waiting:
            yield waiting
            waiting = None
        if isinstance(piece, InputError):
            yield number, piece
        else:
            waiting = number, piece
    told: list[Notice] = []
    said = stated()
    if said is not None and said != found + left_out:
        message = f"the file says that it holds {said:,} stories, and {found + left_out:,} were found"
        told.append(Notice("lost-stories", message, None, None))
    if left_out:
        message = f"{left_out:,} of the file's items {what}, and were left out"
        told.append(Notice("left-out", message, None, None))
    if waiting:
        yield (
            waiting[0],
            waiting[1] + _MARK + json.dumps([notice[:2] for notice in told]).encode() if told else waiting[1],
        )
    elif not found:
        yield 1, InputError("E_EMPTY", source, _nothing(told))


def _nothing(told: list[Notice]) -> str:
    return "; ".join(["there is no story in it", *(notice.message for notice in told)])


def untold(data: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    """The bytes of a piece, and the notices that came with it."""
    data, _, told = data.partition(_MARK)
    return data, tuple(Notice(code, message, None, None) for code, message in json.loads(told)) if told else ()
