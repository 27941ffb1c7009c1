"""Plain text: what is not known to be anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.model import Notice
from wireparse.readers.decoding import decode, read_stream
from wireparse.readers.input_form import BY_SIGNS, Form, Pieces, Reading, Settings

__all__ = ["FORM"]

#: Behind a part of a text: how its file was read.  A text has no NUL.
_PART: Final = b"\0part:"


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    part, mark, told = data.partition(_PART)
    if mark and told.startswith(b"["):
        codec, notices = json.loads(told)
        return Reading(
            part.decode("utf-8", "surrogatepass"),
            codec,
            None,
            tuple(Notice(code, message, None, None) for code, message in notices),
        )
    text, codec, found = decode(data, source, settings.encoding)
    return Reading(text, codec, None, (*found, *_several(text)) if settings.split is None else found)


def _several(text: str) -> Iterator[Notice]:
    """What is told of a text that seems to hold several stories."""
    from wireparse.readers.several import beginnings

    count = len(beginnings(text))
    if count > 1:
        message = (
            f"the text seems to hold {count:,} stories; --split auto takes it apart, --split none says that it is one"
        )
        yield Notice("several-stories", message, None, None)


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    try:
        text, codec, notices = decode(read_stream(stream, source, settings.max_size), source, settings.encoding)
    except InputError as error:
        yield 1, error
        return
    parts = [part for part in _parts(text, settings.split or BY_SIGNS) if part.strip()]
    told = list(notices)
    if len(parts) < 2 and settings.split != BY_SIGNS:
        message = "nothing in the text is what --split looks for, and it was read as one story"
        told.append(Notice("not-split", message, None, None))
    for number, part in enumerate(parts or [text], 1):
        yield (
            number,
            part.encode("utf-8", "surrogatepass")
            + _PART
            + json.dumps([codec, [notice[:2] for notice in told]]).encode(),
        )


def _parts(text: str, pattern: str) -> list[str]:
    """A text taken apart; what a pattern matches is in no part."""
    if pattern == BY_SIGNS:
        from wireparse.readers.several import beginnings

        return [text[start:end] for start, end in pairwise([*beginnings(text), len(text)])]
    marks = [found.span() for found in re.finditer(pattern, text, re.MULTILINE)]
    starts = [0, *(end for _, end in marks)]
    return [text[start:end] for start, end in zip(starts, [*(start for start, _ in marks), len(text)], strict=True)]


FORM: Final = Form(
    id="text",
    summary="Plain text: one story a file, or several with --split",
    read=_read,
    split=_split,
    alone=True,
    on_request=True,
)
