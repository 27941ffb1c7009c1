"""Nexis: the exports of LexisNexis Academic and Nexis UK, as text and HTML, and those of Nexis Uni, Lexis Advance and
Nexis+, as the lines of a Word file or RTF.  A label says what a paragraph is; "3 of 74 DOCUMENTS" opens a story there,
"End of Document" ends one here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.composing import number, on_one_line
from wireparse.readers.cutting import cut
from wireparse.readers.decoding import decode
from wireparse.readers.exports import Document, Stretch, day_in, is_copyright, labels, words_of
from wireparse.readers.html_lines import marked_lines
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.pieces import counted, untold

__all__ = ["FORM", "is_uni", "uni_pieces"]

_MARK: Final = re.compile(
    rb"\n[ \t]{0,90}\d{1,6} (?:of|von|de|sur|van|di) \d{1,7} (?:DOCUMENT|DOKUMENT)\w{0,3}[ \t]{0,80}(?=\r?(?:\n|\Z))"
    rb"|<(?:DOC NUMBER=|A NAME=\"DOC_ID_0_)",
    re.I,
)
_COUNT: Final = re.compile(
    rb"(\d{1,6})\s{1,3}(?:of|von|de|sur|van|di)\s{1,3}(\d{1,7})\s{1,3}(?:DOCUMENT|DOKUMENT)", re.I
)
_HEADER: Final = re.compile(r"\d{1,6} \w{2,3} \d{1,7} (?:DOCUMENT|DOKUMENT)\w{0,3}", re.I)
_LABEL: Final = re.compile(r"([^\W\d_][\w-]{1,24}(?: [^\W\d_][\w-]{1,20})?) ?:[\s\u00a0]{0,4}(.{0,4000})", re.DOTALL)
_DOCUMENTS: Final = re.compile(r"\w{4,12} \((\d{1,4})\)")
_HEAD: Final = 12
_COMMENTED: Final = 400
_GAP: Final = 3
#: A longer line is a paragraph of its own.
_WRAPPED: Final = 100


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    runs = _Runs()
    return counted(_documents(stream, source, settings, runs), source, "", runs.stated)


def _documents(
    stream: IO[bytes], source: str, settings: Settings, runs: _Runs
) -> Iterator[tuple[int, bytes | InputError | None]]:
    number_of = 0
    waiting = b""
    for at, piece in cut(stream, source, _MARK, settings.max_size):
        if not at and isinstance(piece, bytes):
            continue
        if isinstance(piece, bytes):
            piece, waiting = waiting + piece, b""
            found = _COUNT.search(piece[:4000])
            if found is None and len(piece) < 400:  # an anchor, with the document to come
                waiting = piece
                continue
            runs.add(int(found[1]) if found else None, int(found[2]) if found else None)
        number_of += 1
        yield number_of, piece


class _Runs:
    """The numbers that documents bear, and how many there should be: those of a list from its first to its last."""

    def __init__(self) -> None:
        self._expected = self._found = self._last = self._total = 0
        self._first = 0

    def add(self, at: int | None, total: int | None) -> None:
        """Take in a document's number and the total of its list."""
        self._found += 1
        if at is None or total is None:
            return
        if at <= self._last or total != self._total:
            self._close()
            self._first, self._total = at, total
        self._last = at

    def _close(self) -> None:
        if self._last:
            to_the_end = self._first == 1 and self._last > 1
            self._expected += (self._total if to_the_end else self._last) - self._first + 1
        self._last = 0

    def stated(self) -> int | None:
        """How many documents there should be."""
        self._close()
        return self._expected or None


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    if data.startswith(b'{"uni"'):
        return _of_uni(json.loads(data)["uni"], source).reading(FORM.id, None, notices)
    decoded = decode(data, source, settings.encoding)
    text = decoded.text.removeprefix("\n")  # the end of the line before
    if re.match(r"\s{0,8}<", text):
        paragraphs, document = [Stretch(line.text) for line in marked_lines(_opened(text))], Document()
    else:
        paragraphs, document = list(_paragraphs(text)), Document(text)
    _read_labels(document, paragraphs, source)
    return document.reading(FORM.id, decoded.encoding, (*decoded.notices, *notices))


def _opened(markup: str) -> str:
    """The markup of a document without the end of a comment that began above it."""
    before, end, after = markup[:_COMMENTED].partition("-->")
    return after + markup[_COMMENTED:] if end and "<!--" not in before else markup


def _paragraphs(text: str) -> Iterator[Stretch]:
    """The paragraphs of wrapped text, blank lines between them; one that is set in opens a paragraph as well."""
    start = at = 0
    last = ""
    for line in (*text.splitlines(keepends=True), "\n"):
        set_in = line.startswith("   ") and not line.startswith(" " * 12) and last and not last.startswith("   ")
        if last and (not line.strip() or set_in or len(last.rstrip("\r\n")) > _WRAPPED):
            yield Stretch(text).part(start, at)
            last = ""
        if line.strip():
            start = start if last else at
            last = line
        at += len(line)


def _labelled(paragraph: Stretch) -> tuple[str, Stretch, str] | None:
    """The field, the value and the label of a paragraph that opens with one."""
    found = _LABEL.match(paragraph.written)
    field = labels("nexis").get(found[1].casefold()) if found else None
    return (field, paragraph.part(found.start(2)), found[1]) if found and field else None


def _read_labels(document: Document, paragraphs: Sequence[Stretch], source: str) -> None:
    """Read paragraphs with labels in capitals: source, day, headline, labels, body, labels."""
    for head in filter(_numbers, paragraphs):
        document.pass_over(head)
    paragraphs = [each for each in paragraphs if not _numbers(each)]
    _check([each.text for each in paragraphs], source)
    at = _read_top(document, paragraphs)
    end = _end(paragraphs, at)
    while at < end:
        labelled = _labelled(paragraphs[at])
        if labelled is None or labelled[2] != labelled[2].upper() or not _fits(document, *labelled[:2]):
            break
        at += 1
        if labelled[0] == "text":
            if labelled[1].written:
                document.add(labelled[1])
            break
        document.put(*labelled)
    for paragraph in paragraphs[at:end]:
        document.add(paragraph)
    for paragraph in paragraphs[end:]:
        labelled = _labelled(paragraph)
        if labelled and not is_copyright(paragraph.text):
            document.put(*labelled)
        else:
            document.put("copyright" if is_copyright(paragraph.text) else "other", paragraph)


def _numbers(paragraph: Stretch) -> bool:
    """Whether a paragraph is the number of its document."""
    return _HEADER.fullmatch(paragraph.text) is not None


def _fits(document: Document, field: str, value: Stretch) -> bool:
    """Whether a paragraph may be what its label says: a length is a number, and stands there once."""
    return not (field in document.fields or (field == "words" and number(value.text) is None))


def _read_top(document: Document, paragraphs: Sequence[Stretch]) -> int:
    """Read what stands above the labels: the paper, the day, perhaps an edition, the headline; where that ends."""
    at = 0
    top: list[Stretch] = []
    while at < min(_HEAD, len(paragraphs)) and not _labelled(paragraphs[at]) and not is_copyright(paragraphs[at].text):
        top.append(paragraphs[at])
        at += 1
    dated = next((place for place, line in enumerate(top[:4]) if day_in(line.text)), None)
    if dated is None:
        if top:
            document.put("publication", top[0])
        return min(1, len(top))
    for line in top[:dated]:
        if "publication" in document.fields:
            document.extend("publication", line)
        else:
            document.put("publication", line)
    document.put("day", top[dated])
    at = dated + 1
    if at < len(top):
        document.put("headline", top[at])
        at += 1
    elif at < len(paragraphs) and (labelled := _labelled(paragraphs[at])) and labelled[0] == "headline":
        document.put(*labelled)
        at += 1
    return at


def _end(paragraphs: Sequence[Stretch], start: int) -> int:
    """Where the labels below the body begin: the last paragraphs have one each, with few others between them."""
    end = at = len(paragraphs)
    others = 0
    while at > start and others <= _GAP:
        at -= 1
        labelled = _labelled(paragraphs[at])
        if is_copyright(paragraphs[at].text) or (
            labelled
            and labelled[2] == labelled[2].upper()
            and labelled[0] not in ("byline", "dateline", "text", "words")
        ):
            end, others = at, 0
        else:
            others += 1
    return end


def _check(paragraphs: Sequence[str], source: str) -> None:
    opening = " ".join(paragraphs[:3]).casefold()
    if len(paragraphs) < 6 and any(words in opening for words in words_of("errors")):
        raise InputError(
            "E_RECORD", source, "the archive put an error message in the place of the story; export it anew"
        )


def is_uni(lines: Sequence[str]) -> bool:
    """Whether the lines of a document are an export of Nexis Uni: each of its stories has an end."""
    ends = words_of("nexis_end")
    return any(line.strip().casefold() in ends for line in lines)


def uni_pieces(lines: Sequence[str], source: str) -> Pieces:
    """The stories among the lines of a document, and how many its cover says there are."""
    cover = next((found for line in lines[:12] if (found := _DOCUMENTS.fullmatch(line.strip()))), None)
    return counted(_uni_pieces(lines), source, "", lambda: int(cover[1]) if cover else None)


def _uni_pieces(lines: Sequence[str]) -> Iterator[tuple[int, bytes | None]]:
    ends, start, number_of = words_of("nexis_end"), 0, 0
    for at, line in enumerate(lines):
        if line.strip().casefold() in ends:
            number_of += 1
            yield number_of, json.dumps({"uni": list(lines[start:at])}).encode()
            start = at + 1


def _of_uni(lines: Sequence[str], source: str) -> Document:
    """The document of lines with labels: title, source and day above the notice of copyright, labels, "Body"."""
    lines = [on_one_line(line).strip(" \u00a0") for line in lines]
    _check([line for line in lines if line], source)
    document = Document()
    body = next((at for at, line in enumerate(lines) if line.casefold() in words_of("nexis_body")), None)
    above = [line for line in lines[:body] if line]
    rights = next((at for at, line in reversed(list(enumerate(above))) if is_copyright(line)), None)
    dated = [at for at, line in enumerate(above[:rights]) if day_in(line) and _labelled(Stretch(line)) is None]
    day = dated[-1] if dated else (rights or 0)
    if dated:
        document.put("day", above[day])
    if day >= 1:
        document.put("publication", above[day - 1])
    if day >= 2:
        document.put("headline", above[day - 2])
    for line in above[day + 1 :]:
        _put_labels(document, Stretch(line))
    below = list(lines[body + 1 :]) if body is not None else []
    after = next((at for at, line in enumerate(below) if _opens_the_end(line)), len(below))
    for line in below[:after]:
        if line:
            document.add(line)
    for line in below[after:]:
        _put_labels(document, Stretch(line))
    return document


def _opens_the_end(line: str) -> bool:
    low = line.casefold()
    return low in words_of("nexis_after") or low.split(":")[0] in ("load-date", "update", "language")


def _put_labels(document: Document, line: Stretch) -> None:
    labelled = _labelled(line)
    if labelled is None:
        document.put("copyright" if is_copyright(line.text) else "other", line)
        return
    field, value, label = labelled
    behind = re.search(r"\s(Highlight|Section|Length|Dateline|Body):[\s\u00a0]", value.written)
    document.put(field, value.part(0, behind.start()) if behind else value, label)
    if behind:
        _put_labels(document, value.part(behind.start()))


FORM: Final = Form(id="nexis", summary="Exports of Nexis, old and new", read=_read, split=_split, alone=True)
