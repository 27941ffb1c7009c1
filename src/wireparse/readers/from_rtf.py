"""RTF: the lines of one story, or the stories of an export that comes as one."""

from __future__ import annotations

from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.decoding import read_stream
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.office import read_piece, story_pieces
from wireparse.readers.rtf_text import lines

__all__ = ["FORM"]


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    try:
        return story_pieces(lines(read_stream(stream, source, settings.max_size), source), source)
    except InputError as error:
        return iter(((1, error),))


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    return read_piece(data, source, settings, FORM.id)


FORM: Final = Form(
    id="rtf", summary="RTF, exports of Factiva and Nexis among them", read=_read, split=_split, alone=True
)
