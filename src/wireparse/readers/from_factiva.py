"""Factiva: its exports as HTML, plain and with indexing, and the indexed ones as text and as the rows of an RTF file.

The plain form has its facts as bare lines in a fixed order, in the language of the interface; the indexed one has
them under tags of two letters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.cutting import cut
from wireparse.readers.decoding import decode
from wireparse.readers.exports import Document, Stretch, day_in, is_copyright, labels, language_of, words_of
from wireparse.readers.html_lines import MarkedLine, marked_lines
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.pieces import counted, untold

__all__ = ["FORM", "is_tagged", "tagged_pieces"]

_MARK: Final = re.compile(
    rb"<div[^<>]{0,200}\sclass=[\"']article \w{2,8}Article[\"']|<div class=[\"']article[\"'] id="
    rb"|\n(?-i:SE[ \t][^\n]{1,100}\n(?=HD[ \t])|HD[ \t](?:[^\n]{1,150}\n){1,3}?(?=(?:BY|CR|WC|PD)[ \t]))",
    re.I,
)
_END: Final = re.compile(rb"<div[^<>]{0,60}class=[\"']searchSummary", re.I)
_HOUR: Final = re.compile(
    r"\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[AP]\.?M\.?)?(?: [A-Z]{2,5}(?:[+-]\d{1,2})?)?(?: Uhr)?", re.I
)
_CODE: Final = re.compile(r"[A-Z0-9]{2,8}")
_TAG: Final = re.compile(r"[A-Z]{2,3}")
_PROSE: Final = frozenset({"lead", "rest"})
_BLANK: Final = re.compile(r"\n[ \t\r]*+\n")


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    return counted(_documents(stream, source, settings), source, "")


def _documents(stream: IO[bytes], source: str, settings: Settings) -> Iterator[tuple[int, bytes | InputError | None]]:
    for number, piece in cut(stream, source, _MARK, settings.max_size):
        if not number and isinstance(piece, bytes):
            continue
        if isinstance(piece, bytes):
            end = _END.search(piece)
            piece = piece[: end.start()] if end else piece
        yield max(number, 1), piece


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    if data.startswith(b'{"tagged"'):
        document = Document()
        _read_rows(document, [(tag, [Stretch(each) for each in values]) for tag, values in json.loads(data)["tagged"]])
        return document.reading(FORM.id, None, notices)
    decoded = decode(data, source, settings.encoding)
    text = decoded.text.removeprefix("\n")  # the end of the line before
    if not re.match(r"\s{0,8}<", text):
        document = Document(text)
        for tag in _tags().finditer(text):
            if not text[tag.end() : text.find("\n", tag.end())].strip():  # a line of its own
                document.pass_over(Stretch(tag[1], tag.start()))
        _read_rows(document, _rows(text))
        return document.reading(FORM.id, decoded.encoding, (*decoded.notices, *notices))
    lines = list(marked_lines(text))
    tagged = any("index" in line.around and _TAG.fullmatch(line.text) for line in lines)
    document = _of_tags(lines) if tagged else _of_lines(lines)
    return document.reading(FORM.id, decoded.encoding, (*decoded.notices, *notices))


def _is(line: MarkedLine, ending: str) -> bool:
    return any(name.endswith(ending) for name in (*line.around, *line.inside))


def _of_lines(lines: Sequence[MarkedLine]) -> Document:
    document = Document()
    facts: list[str] = []
    for line in lines:
        if _is(line, "Headline"):
            document.put("headline", line.text)
            if facts:
                document.put("section", facts.pop())
        elif "author" in line.around:
            document.put("byline", line.text)
        elif _is(line, "articleParagraph"):
            document.add(line.text)
        elif _is_document(line.text):
            document.put("id", line.text.split()[-1])
            break
        elif document.body:
            document.put("other", line.text)
        else:
            facts.append(line.text)
    _read_facts(document, facts)
    return document


def _is_document(text: str) -> bool:
    """Whether a line is the number of the document, which is its last: "Document TIDE0000120240305e"."""
    words = text.split()
    return len(words) == 2 and words[0].casefold() in words_of_documents() and words[1].isalnum() and words[1].isascii()


def words_of_documents() -> tuple[str, ...]:
    """The interface's words for a document."""
    return tuple("".join(words_of("factiva_document")).split())


def _read_facts(document: Document, facts: Sequence[str]) -> None:
    """The bare lines: words, day, perhaps an hour, paper, code, then edition, page, language and copyright."""
    dated = next((at for at, line in enumerate(facts) if day_in(line)), None)
    if dated is None:
        for line in facts:
            document.put("other", line)
        return
    for line in facts[:dated]:
        counted_words = line.split()[-1].casefold() in words_of("words_for_words")
        document.put("words" if counted_words else "other", line)
    document.put("day", facts[dated])
    rest = list(facts[dated + 1 :])
    if rest and _HOUR.fullmatch(rest[0]):
        document.put("other", rest.pop(0))
    if rest:
        document.put("publication", rest.pop(0))
    for line in rest:
        if is_copyright(line):
            document.put("copyright", line)
        elif language_of(line) and len(line.split()) < 3:
            document.put("language", line)
        elif line.isdigit() or re.fullmatch(r"[A-Z]{0,2}\d{1,4}", line):
            document.put("page", line)
        elif _CODE.fullmatch(line):
            document.put("other", line)
        else:
            document.put("edition", line)


def _of_tags(lines: Sequence[MarkedLine]) -> Document:
    """The document of a table with a tag in each row's first cell."""
    rows: list[tuple[str, list[Stretch]]] = []
    for line in lines:
        if "index" in line.around and _TAG.fullmatch(line.text):
            rows.append((line.text, []))
        elif rows:
            rows[-1][1].append(Stretch(line.text))
    document = Document()
    _read_rows(document, rows)
    return document


@cache
def _tags() -> re.Pattern[str]:
    """A tag that opens a line."""
    return re.compile(rf"(?:\A|(?<=\n))({'|'.join(labels('factiva')).upper()})(?=[ \t\r\n])")


def _rows(text: str) -> Iterator[tuple[str, list[Stretch]]]:
    """The rows of a text: each tag with the paragraphs behind it."""
    rows = list(_tags().finditer(text))
    for row, end in zip(rows, [*(row.start() for row in rows[1:]), len(text)], strict=True):
        breaks = [row.end(1), *(blank.end() for blank in _BLANK.finditer(text, row.end(1), end)), end]
        parts = [Stretch(text).part(start, stop) for start, stop in pairwise(breaks)]
        yield row[1], [part for part in parts if part.written]


def _read_rows(document: Document, rows: Iterable[tuple[str, Sequence[Stretch]]]) -> None:
    """Read rows: a tag and its values."""
    known = labels("factiva")
    for tag, values in rows:
        field = known.get(tag.lower(), "other")
        new = field not in document.fields
        for value in values:
            if field in _PROSE:
                document.add(value)
            elif field == "id":
                document.put("id", value.part(value.written.rfind(" ") + 1))
            elif new and field in document.fields:
                document.extend(field, value)
            else:
                document.put(field, value, "" if field != "other" else tag)


def is_tagged(lines: Sequence[str]) -> bool:
    """Whether the lines of a document are rows with the tags of Factiva."""
    tags = {line.split("\t")[0].strip() for line in lines}
    return {"HD", "LP"} <= tags or {"HD", "TD"} <= tags


def tagged_pieces(lines: Sequence[str], source: str) -> Pieces:
    """The stories among rows, each from its headline's on."""
    return counted(_tagged_pieces(lines), source, "")


def _tagged_pieces(lines: Sequence[str]) -> Iterator[tuple[int, bytes | None]]:
    rows: list[tuple[str, list[str]]] = []
    number = 0
    known = labels("factiva")
    for line in lines:
        tag, _, rest = line.partition("\t")
        tag = tag.strip()
        if tag.lower() not in known or not _TAG.fullmatch(tag):
            if rows and line.strip() and rows[-1][0] != "AN":
                rows[-1][1].append(line.strip())
            continue
        if known[tag.lower()] == "headline" and any(known[each.lower()] == "headline" for each, _ in rows):
            number += 1
            yield number, json.dumps({"tagged": rows}).encode()
            rows = []
        rows.append((tag, [each.strip() for each in rest.strip("\t").split("\v") if each.strip()]))
    if rows:
        yield number + 1, json.dumps({"tagged": rows}).encode()


FORM: Final = Form(id="factiva", summary="Exports of Factiva, plain and indexed", read=_read, split=_split, alone=True)
