"""Plain text: what is not known to be anything else."""

from __future__ import annotations

from typing import Final

from wireparse.readers.decoding import decode
from wireparse.readers.input_form import Form, Reading, Settings

__all__ = ["FORM"]


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    text, codec, notices = decode(data, source, settings.encoding)
    return Reading(text, codec, None, notices)


FORM: Final = Form(id="text", summary="Plain text: one story a file", read=_read)
