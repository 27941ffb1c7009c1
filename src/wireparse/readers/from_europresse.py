"""Europresse (Eureka): exports as HTML, an `article` a story."""

from __future__ import annotations

import re
from typing import IO, Final

from wireparse.metadata import MarkKind
from wireparse.readers.composing import Part
from wireparse.readers.decoding import decode
from wireparse.readers.element_pieces import Elements
from wireparse.readers.exports import Document, day_in
from wireparse.readers.html_lines import marked_lines
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.pieces import counted, untold

__all__ = ["FORM"]

_NUMBER: Final = re.compile(r"([a-z]{2,8}·(\d{8})·[\w·.-]{1,60})")
_PAGE: Final = re.compile(r",\s{0,4}p\.\s{0,4}(\S{1,12})$")
_TITLES: Final = frozenset({"titreArticleVisu", "titreArticle"})
_AUTHORS: Final = frozenset({"docAuthors", "sm-margin-bottomNews", "docAuthor"})


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    return counted(Elements(stream, source, ("article",), settings.max_size), source, "")


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    decoded = decode(data, source, settings.encoding)
    document = Document()
    for line in marked_lines(decoded.text):
        names = {*line.around, *line.inside}
        number = _NUMBER.search(line.text)
        if number:
            document.put("id", number[1])
            document.put("day", f"{number[2][:4]}-{number[2][4:6]}-{number[2][6:]}")
        elif "DocPublicationName" in names:
            document.put("publication", line.text)
        elif "DocHeader" in names:
            _read_header(document, line.text)
        elif names & _TITLES:
            document.put("headline", line.text)
        elif names & _AUTHORS:
            document.put("byline", line.text)
        elif "small" in line.elements:
            document.put("copyright", line.text)
        elif "aside" in line.elements or "footer" in line.elements:
            document.put("other", line.text)
        elif "docOcurrContainer" in names or "DocText" in names:
            heading = line.elements and line.elements[-1] in ("h1", "h2", "h3", "h4")
            kind: MarkKind = "subhead" if heading else "paragraph"
            document.body.append(Part(kind, line.text))
        else:
            document.put("other", line.text)
    return document.reading(FORM.id, decoded.encoding, (*decoded.notices, *notices))


def _read_header(document: Document, line: str) -> None:
    """A line such as "Région, samedi 9 mars 2024, p. 3"."""
    page = _PAGE.search(line)
    if page:
        document.put("page", page[1])
        line = line[: page.start()]
    if day_in(line, "fr"):
        document.put("day", line)
    section = line.split(",")[0]
    if section != line and not day_in(section, "fr"):
        document.put("section", section)


FORM: Final = Form(id="europresse", summary="Exports of Europresse", read=_read, split=_split, alone=True)
