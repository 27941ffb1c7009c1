"""Word files: the paragraphs of one story, or the stories of an export that comes as one."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.decoding import read_stream
from wireparse.readers.docx_text import paragraphs
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.office import read_piece, story_pieces

__all__ = ["FORM"]


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    try:
        found = stream if stream.seekable() else BytesIO(read_stream(stream, source, settings.max_size))
        return story_pieces(paragraphs(found, source, settings.max_size), source)
    except InputError as error:
        return iter(((1, error),))


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    return read_piece(data, source, settings, FORM.id)


FORM: Final = Form(
    id="docx", summary="Word files (.docx), exports of Nexis among them", read=_read, split=_split, alone=True
)
