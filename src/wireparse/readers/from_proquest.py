"""ProQuest: exports as text and HTML, a line of underscores between the documents, a label before each fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO, Final

from wireparse.errors import InputError
from wireparse.readers.cutting import cut
from wireparse.readers.decoding import decode
from wireparse.readers.exports import Document, Stretch, labels, words_of
from wireparse.readers.html_lines import marked_lines
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.pieces import counted, untold

__all__ = ["FORM"]

_MARK: Final = re.compile(rb"\n_{40,200}[ \t]{0,20}(?=\r?(?:\n|\Z))|<hr[\s/>]", re.I)
_COUNT: Final = re.compile(rb"Document \d{1,6} of (\d{1,6})")
_COUNTED: Final = re.compile(r"Document \d{1,6} (?:of|de|sur|von) \d{1,6}")
_LABEL: Final = re.compile(r"([^\W\d_][^:\n]{1,40}):\s{0,4}(.{0,4000})", re.DOTALL)
_ADDRESS: Final = re.compile(r"https?://\S{4,400}$")
#: Labels that open what stands below the text, where the text may have words of the kind.
_BELOW: Final = frozenset({"credit", "subject", "title", "publication title", "location", "people", "sujet", "titre"})
_ENOUGH: Final = 3


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    total: list[int] = []
    return counted(_documents(stream, source, settings, total), source, "", lambda: total[0] if total else None)


def _documents(
    stream: IO[bytes], source: str, settings: Settings, total: list[int]
) -> Iterator[tuple[int, bytes | InputError | None]]:
    number = 0
    for _, piece in cut(stream, source, _MARK, settings.max_size):
        if isinstance(piece, bytes):
            if not re.search(rb"ProQuest document ID|Full text|Texte int|Publication (?:title|date|info)", piece):
                continue
            counted_as = _COUNT.search(piece)
            if counted_as and not total:
                total.append(int(counted_as[1]))
        number += 1
        yield number, piece


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    decoded = decode(data, source, settings.encoding)
    text = decoded.text.removeprefix("\n")  # the end of the line before
    if re.match(r"\s{0,8}<", text):
        paragraphs, document = [Stretch(line.text) for line in marked_lines(text)], Document()
    else:
        paragraphs, document = list(_paragraphs(text)), Document(text)
    for paragraph in filter(_parts, paragraphs):
        document.pass_over(paragraph)
    _read_labels(document, [each for each in paragraphs if each.written and not _parts(each)])
    return document.reading(FORM.id, decoded.encoding, (*decoded.notices, *notices))


def _paragraphs(text: str) -> Iterator[Stretch]:
    start = 0
    for blank in re.finditer(r"\n[ \t\r]*+\n|\Z", text):
        yield Stretch(text).part(start, blank.start())
        start = blank.end()


def _parts(paragraph: Stretch) -> bool:
    """Whether a paragraph stands between documents: a line of underscores, the document's number."""
    return paragraph.written.startswith("____") or _COUNTED.fullmatch(paragraph.text) is not None


def _labelled(paragraph: Stretch) -> tuple[str, Stretch, str] | None:
    found = _LABEL.match(paragraph.written)
    field = labels("proquest").get(found[1].strip().casefold()) if found else None
    return (field, paragraph.part(found.start(2)), found[1]) if found and field else None


def _read_labels(document: Document, paragraphs: Sequence[Stretch]) -> None:
    text = next((at for at, each in enumerate(paragraphs) if (named := _labelled(each)) and named[0] == "text"), None)
    end = len(paragraphs) if text is None else _below(paragraphs, text + 1)
    for at, paragraph in enumerate(paragraphs):
        labelled = _labelled(paragraph)
        if text is not None and text <= at < end:
            words = labelled[1] if at == text and labelled else paragraph
            if words.text.casefold() in words_of("nothing"):
                document.pass_over(words)
            else:
                document.add(words)
        elif labelled is None:
            first = at == 0 and not _ADDRESS.match(paragraph.text)
            document.put("headline" if first else "other", paragraph)
        else:
            field, value, label = labelled
            if field == "pages":
                document.put("page", value)
            elif value.text.casefold() in words_of("nothing"):
                document.pass_over(value)
            else:
                document.put(field if field not in ("info", "text") else "other", value, label)


def _below(paragraphs: Sequence[Stretch], start: int) -> int:
    """Where the labels below the text begin: a run of paragraphs with one each, to the end."""
    end = at = len(paragraphs)
    others = 0
    while at > start and others < _ENOUGH:
        at -= 1
        if _labelled(paragraphs[at]):
            end, others = at, 0
        else:
            others += 1
    named = [(_labelled(each) or ("", "", ""))[2].casefold() for each in paragraphs[end:]]
    first = next((at for at, name in enumerate(named) if name == "credit"), None)
    if first is None:
        first = next((at for at, name in enumerate(named) if name in _BELOW and at + 1 < len(named)), 0)
        first = (
            first
            if named[first : first + 1] != ["title"] or "title" not in named[first + 1 :]
            else named.index("title", first + 1)
        )
    return end + first


FORM: Final = Form(id="proquest", summary="Exports of ProQuest", read=_read, split=_split, alone=True)
