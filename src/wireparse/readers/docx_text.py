"""The paragraphs of a Word file (.docx): the text of its main part, and nothing of what it looks like.

A .docx is a zip with XML in it; the standard library has both.  python-docx knows styles and tables besides, which no
story needs, at the price of lxml.
"""

from __future__ import annotations

import re
import zipfile
from typing import IO, Final
from xml.parsers import expat

from wireparse.errors import InputError
from wireparse.readers.decoding import too_big

__all__ = ["paragraphs"]

_MAIN: Final = re.compile(r"word/document\d{0,2}\.xml")


def paragraphs(stream: IO[bytes], source: str, limit: int) -> list[str]:
    """The paragraphs, with line breaks inside them as newlines.  Raises `InputError`: `E_RECORD` for what is no Word
    file, `E_TOO_BIG` if its text measures more than `limit` bytes."""
    try:
        with zipfile.ZipFile(stream) as archive:
            name = next((each for each in archive.namelist() if _MAIN.fullmatch(each)), None)
            if name is None:
                raise InputError("E_RECORD", source, "it is packed like a Word file, but there is no text in it")
            with archive.open(name) as part:
                data = part.read(limit + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise InputError(
            "E_RECORD", source, f"it begins like a Word file, and is none that can be read: {error}"
        ) from None
    if len(data) > limit:
        raise too_big(source, limit)
    return _paragraphs(data, source)


def _paragraphs(data: bytes, source: str) -> list[str]:
    found: list[str] = []
    words: list[str] = []
    reading = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal reading
        if name == "w:t":
            reading = True
        elif name in ("w:br", "w:cr"):
            words.append("\n")
        elif name == "w:tab":
            words.append("\t")

    def end(name: str) -> None:
        nonlocal reading
        if name == "w:t":
            reading = False
        elif name == "w:p":
            found.append("".join(words))
            words.clear()

    def text(data: str) -> None:
        if reading:
            words.append(data)

    def refuse(*declaration: object) -> None:
        raise InputError("E_RECORD", source, "it is not read: its text declares entities, which no Word file does")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError("E_RECORD", source, f"its text is no whole XML: {error}") from None
    return found
