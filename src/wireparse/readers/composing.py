"""A text composed of a file's own elements, with a mark over each: what readers of feeds and exports share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from wireparse.knowledge.agencies import identify
from wireparse.metadata import Mark, MarkKind, Metadata
from wireparse.model import Notice
from wireparse.readers.input_form import Reading
from wireparse.record import Record
from wireparse.text.lines import split_lines
from wireparse.text.view import fold
from wireparse.text.wrapping import logical_lines

__all__ = [
    "Composer",
    "Part",
    "is_one_person",
    "known_agency",
    "number",
    "on_one_line",
    "signed_off",
    "signs_off",
    "time_of",
]

# What desks put behind the last sentence: initials, the wire's own name, "ends".
_SIGN: Final = re.compile(
    r"[a-z]{2,4}(?:[/-][a-z]{2,5}){0,6}|={1,3}\s?\w{2,20}|/\w{2,20}/|\([A-Z]{2,6}\\?/\w{1,5}\)|\([A-Za-z]{3,20}\)"
    r"|\.? ?[A-Z]{3,6}|ends?\.?|[A-Z]{2,6}(?: [A-Z]{2,5}){1,2} [a-z]{2,4}"
    r"|[a-z]{2,6}(?: [a-z]{2,4}){1,3}(?: [a-z]\d{1,2})?"
)
_LONGEST_SIGN: Final = 40
#: Of a story's last paragraphs so many may be signs.
_SIGNS: Final = 3
_BASIC_TIME: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?\s?(Z|[+-]\d\d:?\d\d)?")


class Part(Record):
    """A part of a story's body: a paragraph, a subhead, an item of a list, a caption."""

    kind: MarkKind
    text: str


class Composer:
    """Puts a text together, part by part with a blank line between them, and remembers what each is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._marks: list[Mark] = []

    def add(
        self, kind: MarkKind, text: str | None, *, sure: bool = True, names: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Add a part, if there is any text: its kind, whether it is that for certain, and of a byline the `names` in it
        as they are written and as they would normally be."""
        text = on_one_line(text or "")
        if not text:
            return
        start = self._size
        self._marks.append(Mark(kind, start, start + len(text), sure))
        at = 0
        for written, name in names:
            found = text.find(written, at)
            if found >= 0 and written:
                at = found + len(written)
                self._marks.append(Mark("author", start + found, start + at, value=name))
        self._put(text)

    def add_lines(self, kind: MarkKind, text: str, *, sure: bool = False) -> None:
        """Add running text as it is laid out: each line a part, wrapped ones joined."""
        text = text.strip("\r\n")
        folded = fold(text)
        lines = logical_lines(folded, split_lines(folded))
        sign = len(lines)
        while sign and len(lines) - sign < _SIGNS and signs_off(lines[sign - 1].text):
            sign -= 1
        for at, line in enumerate(lines):
            what, certain = (kind, sure) if at < sign else ("end_mark", True)
            self._marks.append(Mark(what, self._size + line.first, self._size + line.last, certain))
        self._put(text)

    def add_body(self, parts: Sequence[Part], *, sure: bool = False) -> None:
        """Add the parts of a body; the desk's signs behind the last sentence are told from paragraphs."""
        sign = len(parts)
        while sign and len(parts) - sign < _SIGNS and signs_off(parts[sign - 1].text):
            sign -= 1
        for at, part in enumerate(parts):
            if at >= sign:
                self.add("end_mark", part.text)
            else:
                self.add(part.kind, part.text, sure=sure or part.kind in ("caption", "other"))

    def _put(self, text: str) -> None:
        self._parts.append(f"{text}\n\n")
        self._size += len(text) + 2

    @property
    def has_prose(self) -> bool:
        """Whether anything of a body has been added."""
        return any(mark.kind in ("paragraph", "list_item", "subhead") for mark in self._marks)

    def reading(self, metadata: Metadata, encoding: str | None, notices: Iterable[Notice] = ()) -> Reading:
        """The text with its marks."""
        return Reading("".join(self._parts), encoding, None, tuple(notices), None, tuple(self._marks), metadata)


def on_one_line(text: str) -> str:
    """A text with every stretch of white space as one space; no-break spaces stay."""
    return " ".join(text.split(None)) if text.isascii() else re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", text).strip()


def signs_off(text: str) -> bool:
    """Whether a whole paragraph is nothing but the sign of a desk: "nv/kl", "AAP RTV ar", "==Kyodo", "ends"."""
    text = text.strip()
    return len(text) <= _LONGEST_SIGN and _SIGN.fullmatch(text) is not None


def signed_off(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of a text, the last paragraphs being signs of a desk where they look so."""
    found = list(marks)
    places = [at for at, mark in enumerate(found) if mark.kind == "paragraph"][-_SIGNS:]
    for at in reversed(places):
        if not signs_off(text[found[at].start : found[at].end]):
            break
        found[at] = found[at]._replace(kind="end_mark", sure=True)
    return found


def is_one_person(name: str) -> bool:
    """Whether what an element for a person holds is one: two to four words, all of them capitalised."""
    words = name.split()
    return 2 <= len(words) <= 4 and not set(",;/&") & set(name) and all(word[0].isupper() for word in words)


def known_agency(*names: str | None) -> str | None:
    """The first of some names that is a wire's; the names of sites (`afp.com`) and codes (`nprov:AFP`) count."""
    for name in names:
        for form in _forms(on_one_line(name or "")):
            if identify(fold(form)):
                return form
    return None


def _forms(name: str) -> Iterable[str]:
    yield name
    short = name.rpartition(":")[2].removesuffix(".com").removesuffix(".org").removesuffix(".net")
    if short != name and short:
        yield short
        yield short.upper()


def time_of(value: str | None) -> str | None:
    """A time as ISO 8601 with its offset, or a day, from what files write: `20140829T134951+0000`,
    `2024-03-05T10:15:00Z`; None for what is none."""
    value = (value or "").strip()
    found = _BASIC_TIME.fullmatch(value)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        value = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else "")
    try:
        return datetime.fromisoformat(value).isoformat() if len(value) > 10 else _day(value)
    except ValueError:
        return _day(value[:10])


def _day(value: str) -> str | None:
    try:
        return datetime.fromisoformat(value).date().isoformat() if len(value) == len("2024-03-05") else None
    except ValueError:
        return None


def number(value: str | None) -> int | None:
    """The whole number that a text begins with, its thousands perhaps set apart; None where none does."""
    found = re.match(r"\s{0,8}(\d{1,3}(?:[,.\s]\d{3}(?!\d)){1,2}|\d{1,9})", value or "")
    return int(re.sub(r"\D", "", found[1])) if found else None
