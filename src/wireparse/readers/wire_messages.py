"""Wire messages of the telegraph's time: a text between control characters, with typesetters' marks in it.

The marks are structure: a caret opens a line for the desk or the headline, `=`, `+` and `<` end one, an indented line
opens a paragraph, a line with the control of tables is a row of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from wireparse.details.byline_names import label_end
from wireparse.errors import InputError
from wireparse.knowledge.dates.clock import offset
from wireparse.lexicon import load
from wireparse.lines.slugs import note_end, slug_line
from wireparse.metadata import Mark, MarkKind, Metadata
from wireparse.model import Notice
from wireparse.pattern import regex
from wireparse.readers.composing import signs_off
from wireparse.readers.decoding import decode
from wireparse.readers.input_form import Reading
from wireparse.record import Record
from wireparse.text.lines import split_lines
from wireparse.text.view import fold
from wireparse.text.wrapping import logical_lines

__all__ = ["Message", "filed", "message_of", "read_text"]

_SOH: Final = b"\x01"
_STX: Final = b"\x02"
_ETX: Final = b"\x03"

_CONTROLS: Final = regex("[\x00-\x07\x0b-\x1f\x7f]")
_TABLE_ROW: Final = "\x08"
# Quotation marks of a teletypesetter, a dash with space around it; a paragraph is indented.
_MARKS: Final = (("``", "“"), ("''", "”"), ("`", "‘"), (" _ ", " — "))
_SET_IN: Final = regex(r"[ \t]{1,12}\S")
_TWO_CARETS: Final = regex(r"<[ \t]{0,8}(?=\^)")
_CONTROL_LINE: Final = regex(r"\*\d{1,6}")
_RULE: Final = regex(r"[_*][ _*]{1,40}")
#: Lines below such a rule, this near to the end, say who helped.
_AFTERWORD: Final = 3
_TOPIC: Final = 2
_END: Final = regex(r"(?:[ \t]{0,8}[<=+]){1,4}$")


class Message(Record):
    """The parts of the first message in some bytes; `more` says how many others follow it."""

    header: bytes
    text: bytes
    trailer: bytes
    more: int


def message_of(data: bytes, source: str) -> Message:
    """The message that some bytes hold.  Raises `InputError` with `E_RECORD` if there is no text in them."""
    header, start, rest = data.partition(_STX)
    if not start:
        raise InputError(
            "E_RECORD", source, "it is no wire message: the character that opens the text, STX, is missing"
        )
    text, _, rest = rest.partition(_ETX)
    trailer, _, others = rest.partition(_SOH)
    return Message(header.rpartition(_SOH)[2], text, trailer, others.count(_STX))


def filed(day: date, hour: str, minute: str, zone: str | None) -> str:
    """A day and the time of filing as ISO 8601, with the offset of the zone if one is named."""
    at = f"{day.isoformat()}T{hour}:{minute}:00"
    return at + (offset(zone, day) or "") if zone else at


def read_text(message: Message, metadata: Metadata, slug: str, source: str, encoding: str) -> Reading:
    """The reading of a message: its text as plain text with its marks, the `slug` on the first line unless the text
    itself has one; `metadata` is what the header and the trailer say."""
    data = message.text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\0", b"")
    text, codec, notices = decode(data, source, encoding)
    for mark, sign in _MARKS:
        text = text.replace(mark, sign)
    lines = [_Line(line) for line in _TWO_CARETS.sub("\n", text).split("\n")]
    sheet = _Sheet()
    top, body = _divided(lines)
    if any(line.caret for line in top):
        _read_carets(sheet, top, slug)
    else:
        _read_title(sheet, top, slug)
    if slug and not sheet.has("slugline"):
        sheet.put_first("slugline", slug)
    _read_body(sheet, body)
    if message.more:
        told = f"{message.more + 1:,} messages stand in the file, of which the first was read; give each a file"
        notices = (*notices, Notice("more-messages", told, None, None))
    return Reading(sheet.text(), codec, None, notices, None, tuple(sheet.marks), metadata)


class _Line:
    """A line of a message: its words without the marks, and which marks it had."""

    __slots__ = ("caret", "ended", "row", "set_in", "words")

    def __init__(self, line: str) -> None:
        self.row = _TABLE_ROW in line
        self.set_in = _SET_IN.match(line) is not None
        line = _CONTROLS.sub("", line.replace(_TABLE_ROW, "")).strip()
        self.caret = line.startswith("^")
        line = line.lstrip("^").lstrip()
        found = _END.search(line)
        self.ended = found is not None and found[0].strip() != "<"
        self.words = line[: found.start()].rstrip() if found else line

    def __bool__(self) -> bool:
        return bool(self.words)


def _divided(lines: Sequence[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The lines of the title, with carets or above the first indented paragraph or the first blank line, and the
    rest."""
    carets = [at for at, line in enumerate(lines) if line.caret]
    if carets:
        end = carets[-1] + 1
    else:
        first = next((at for at, line in enumerate(lines) if line), 0)
        behind = range(first + 1, len(lines))
        end = next((at for at in behind if not lines[at] or lines[at].set_in), first)
        ended = [at for at in range(first, end) if lines[at].ended]
        if not ended and end - first > _TOPIC + 2:  # no title: a paragraph
            end = first
    return [line for line in lines[:end] if line], list(lines[end:])


class _Sheet:
    """A message's text on its way, with its marks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.marks: list[Mark] = []

    def has(self, kind: MarkKind) -> bool:
        """Whether a part of a kind is there."""
        return any(mark.kind == kind for mark in self.marks)

    def put(self, kind: MarkKind, words: str, *, sure: bool = True, part: int | None = None) -> None:
        """Add a line, or as much of it as is the `part` that the mark is about."""
        self.marks.append(Mark(kind, self._size, self._size + (len(words) if part is None else part), sure))
        self.lay(words)

    def lay(self, words: str) -> int:
        """Add lines without a mark; where they start."""
        start = self._size
        self._parts.append(words + "\n")
        self._size += len(words) + 1
        return start

    def put_first(self, kind: MarkKind, words: str) -> None:
        """Add a line above all others."""
        more = len(words) + 2
        self.marks = [
            Mark(kind, 0, len(words)),
            *(mark._replace(start=mark.start + more, end=mark.end + more) for mark in self.marks),
        ]
        self._parts.insert(0, words + "\n\n")
        self._size += more

    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts).rstrip("\n") + "\n"


def _kind_of(words: str) -> MarkKind | None:
    """What a line of a title is by its own words."""
    known = _desk()
    if words.casefold().startswith(known.notes) or (
        note_end(words, 0, len(words)) is not None and not words.casefold().startswith(known.pictures)
    ):
        return "ednote"
    if label_end(words, 0, len(words)) is not None:
        return "byline"
    return (
        "other"
        if words.casefold().startswith(known.pictures) or _is_version(words) or _CONTROL_LINE.fullmatch(words)
        else None
    )


class _Desk(Record):
    """What lines to the desk begin with: notes, lists of pictures; versions; headings of notebooks."""

    notes: tuple[str, ...]
    pictures: tuple[str, ...]
    versions: frozenset[str]
    notebooks: frozenset[str]


@cache
def _desk() -> _Desk:
    known = load("slugs")
    pictures, notebooks = tuple(known["picture_lists"]), frozenset(known["notebooks"])
    return _Desk(tuple(known["note_heads"]), pictures, frozenset(known["versions"]), notebooks)


def _is_version(words: str) -> bool:
    """Whether a line is a version or a priority: "REFILE", "1ST LEAD"."""
    low = words.casefold().strip(" :-*")
    return words.isupper() and (low.split(" ")[-1] in _desk().versions or slug_line(words))


def _read_carets(sheet: _Sheet, lines: Sequence[_Line], slug: str) -> None:
    """The lines of a title in the order of the wire: the slug, which some leave out, the headline, then what their
    words say; the first of the rest is a summary, one below the byline the author's title."""
    signed = False
    plain = [line for line in lines if line.caret and not line.row and _kind_of(line.words) is None]
    has_slug = bool(plain) and (
        slug_line(plain[0].words)
        or plain[0].words.startswith(slug.split(" ")[0] or "\n")
        or len(_above(lines, plain)) > 1
    )
    for line in lines:
        words = line.words
        kind = "other" if line.row else _kind_of(words)
        if kind == "other" or not line.caret:
            sheet.put("other", words)
        elif has_slug and not sheet.has("slugline") and kind is None:
            sheet.put("slugline", words, part=len(words.split(",")[0].rstrip()))
        elif kind is not None:
            sheet.put(kind, words)
            signed = signed or kind == "byline"
        elif not sheet.has("headline"):
            sheet.put("headline", words)
        else:
            sheet.put("other" if signed or sheet.has("subheadline") else "subheadline", words)
    sheet.lay("")


def _above(lines: Sequence[_Line], plain: Sequence[_Line]) -> list[_Line]:
    """Those of some lines that stand above the byline."""
    signed = next((at for at, line in enumerate(lines) if _kind_of(line.words) == "byline"), len(lines))
    return [line for line in plain if line in lines[:signed]]


def _read_title(sheet: _Sheet, lines: Sequence[_Line], slug: str) -> None:
    """The lines of a title without carets: perhaps the slug again, versions, topics, the headline, the byline."""
    kinds = [_kind_of(line.words) for line in lines]
    titles = [at for at, kind in enumerate(kinds) if kind is None]
    if titles and slug and lines[titles[0]].words.casefold() == slug.casefold():
        kinds[titles.pop(0)] = "slugline"
    for at in titles[:-1]:
        if lines[at].words.endswith(":") or " " not in lines[at].words:
            kinds[at] = "other"
    titles = [at for at in titles if kinds[at] is None]
    for at, line in enumerate(lines):
        found = kinds[at]
        sheet.put(found or ("headline" if at == titles[0] else "subheadline"), line.words)
    if lines:
        sheet.lay("")


def _read_body(sheet: _Sheet, lines: Sequence[_Line]) -> None:
    """The paragraphs: indented lines open one, blank lines end one; then the desk's notebook, which is a note."""
    notebook = next((at for at, line in enumerate(lines) if line.words.casefold() in _desk().notebooks), len(lines))
    paragraphs = list(_paragraphs(lines[:notebook]))
    signs = len(paragraphs)
    while signs and signs_off(" ".join(line.words for line in paragraphs[signs - 1])):
        signs -= 1
    rules = [at for at, each in enumerate(paragraphs[:signs]) if _RULE.fullmatch(each[0].words)]
    afterword = rules[-1] if rules and signs - rules[-1] <= _AFTERWORD else signs
    for at, paragraph in enumerate(paragraphs):
        text = "\n".join(line.words for line in paragraph)
        if any(line.row for line in paragraph) or afterword <= at < signs:
            sheet.put("other", text)
        elif at >= signs:
            sheet.put("end_mark", text)
        else:
            start = sheet.lay(text)
            folded = fold(text)
            for line in logical_lines(folded, split_lines(folded)) if not paragraph[0].set_in else ():
                sheet.marks.append(Mark("paragraph", start + line.first, start + line.last, False))
            if paragraph[0].set_in:
                sheet.marks.append(Mark("paragraph", start, start + len(text), False))
        sheet.lay("")
    if notebook < len(lines):
        sheet.put("ednote", "\n".join(line.words for line in lines[notebook:]).rstrip())


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and (not line or line.set_in or line.row or signs_off(line.words)):
            yield paragraph
            paragraph = []
        if line:
            paragraph.append(line)
    if paragraph:
        yield paragraph
