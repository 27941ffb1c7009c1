"""JSON Lines: one object a line, the story's text under one of its keys."""

from __future__ import annotations

from typing import Final

from wireparse.readers.decoding import read_lines
from wireparse.readers.input_form import Form
from wireparse.readers.rows import read_row

__all__ = ["FORM"]

FORM: Final = Form(
    id="jsonl",
    summary="JSON Lines: one story a line",
    read=read_row,
    split=lambda stream, source, settings: read_lines(stream, source, settings.max_size),
)
