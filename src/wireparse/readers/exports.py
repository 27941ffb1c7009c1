"""Exports of archives of news: what the labels of Nexis, Factiva, ProQuest and Europresse have in common.

A document of an export becomes fields by name and the paragraphs of its body; from these its text is composed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import Final

from wireparse.details.byline_names import given, label_end
from wireparse.knowledge import dates
from wireparse.knowledge.agencies import identify
from wireparse.lexicon import load
from wireparse.metadata import Mark, MarkKind, Metadata
from wireparse.model import Notice, Publication
from wireparse.readers.composing import Composer, Part, known_agency, number, on_one_line, signed_off
from wireparse.readers.input_form import Reading
from wireparse.record import Record

__all__ = ["Document", "Stretch", "day_in", "is_copyright", "labels", "words_of"]

_WORD_START: Final = re.compile(r"(?<![^\W_])[^\W_]")
_PAGE: Final = r"(?i)[;,]?\s{0,4}(?:%s)\s{0,3}([A-Za-z]{0,3}[\d-]{1,9})"
_INVERTED: Final = re.compile(r"([^\W\d_][\w .'’-]{0,40}), ([^\W\d_][\w .'’-]{0,40})")
_NAMED: Final = frozenset(
    [
        "headline",
        "subheadline",
        "byline",
        "dateline",
        "note",
        "publication",
        "section",
        "page",
        "edition",
        "words",
        "day",
        "language",
        "id",
        "url",
        "copyright",
        "caption",
    ]
)
#: The fields that are parts of a story, by what they are there; all others are none.
_KINDS: Final[dict[str, MarkKind]] = {
    "headline": "headline",
    "subheadline": "subheadline",
    "byline": "byline",
    "dateline": "dateline",
    "note": "ednote",
    "caption": "caption",
    "copyright": "copyright",
}


def words_of(key: str) -> tuple[str, ...]:
    """A list of words of the exports' data file."""
    return tuple(load("exports")[key])


@cache
def labels(provider: str) -> dict[str, str]:
    """The field that each label of a provider stands for, by the label in small letters."""
    return {label.replace("_", " "): field for field, row in load("exports")[provider].items() for label in row.split()}


@cache
def _languages() -> dict[str, str]:
    return {name: tag for tag, row in load("exports")["languages"].items() for name in row.split()}


def language_of(name: str) -> str | None:
    """The tag of a language by its name, in whatever language that is: "GERMAN; DEUTSCH"."""
    names = re.split(r"[^\w]+", name.casefold())
    return next((tag for each in names if (tag := _languages().get(each))), None)


def day_in(text: str, language: str | None = None) -> str | None:
    """The first whole date in a line, as ISO 8601."""
    for found in _WORD_START.finditer(text[:200]):
        stamp = dates.stamp_at(text, found.start(), language, None)
        if stamp and stamp.parts and stamp.parts.year and stamp.parts.day:
            iso, _ = dates.resolve(text[stamp.start : stamp.end], language=language, reference=None)
            day = dates.day_from(iso)
            return day.isoformat() if day else None
    return None


def is_copyright(line: str) -> bool:
    """Whether a line says whose the rights are."""
    low = line.strip().casefold()
    return any(low.startswith(words) or (len(low) < 120 and low.endswith(words)) for words in words_of("copyright"))


class Stretch(Record):
    """A paragraph of an export: what is written, with its line breaks, and where that begins in the text."""

    written: str
    start: int = 0

    @property
    def text(self) -> str:
        """All of it on one line."""
        return on_one_line(self.written)

    def part(self, start: int, end: int | None = None) -> Stretch:
        """A part of it, without the white space at its ends."""
        part = self.written[start:end]
        return Stretch(part.strip(), self.start + start + len(part) - len(part.lstrip()))


class Document:
    """A document of an export on its way: fields by name, and the paragraphs of its body.

    Of one that is plain text the text stays as it is, and each stretch that is put or added is marked there; of others
    one is composed.
    """

    def __init__(self, text: str | None = None) -> None:
        self.fields: dict[str, str] = {}
        self.others: list[str] = []
        self.body: list[Part] = []
        self._text = text
        self._marks: list[Mark] = []

    def put(self, field: str, value: str | Stretch, label: str = "") -> None:
        """Keep the first value of a field; whatever has no field of its own is kept as it stands."""
        stretch = Stretch(value) if isinstance(value, str) else value
        if not stretch.text:
            return
        if field in _NAMED and field not in self.fields:
            self.fields[field] = stretch.text
            self._mark(_KINDS.get(field, "other"), stretch)
            if field == "byline":
                self._marks += [Mark("author", *span, value=name) for span, name in _authors(stretch)]
        else:
            self.others.append(f"{label}: {stretch.text}" if label else stretch.text)
            self._mark("other", stretch)

    def extend(self, field: str, stretch: Stretch) -> None:
        """Put more behind the value of a field."""
        self.fields[field] = f"{self.fields[field]} {stretch.text}"
        self.pass_over(stretch)

    def pass_over(self, stretch: Stretch) -> None:
        """Leave a stretch out, as what numbers the documents."""
        self._mark("other", stretch)

    def add(self, paragraph: str | Stretch) -> None:
        """Add a paragraph to the body."""
        stretch = Stretch(paragraph) if isinstance(paragraph, str) else paragraph
        self.body.append(Part("paragraph", stretch.text))
        self._mark("paragraph", stretch, sure=False)

    def _mark(self, kind: MarkKind, stretch: Stretch, *, sure: bool = True) -> None:
        self._marks.append(Mark(kind, stretch.start, stretch.start + len(stretch.written), sure))

    def reading(self, form: str, encoding: str | None, notices: Iterable[Notice] = ()) -> Reading:
        """The text of the document with its marks; empty if it has no body."""
        fields, composer = self.fields, Composer()
        if not any(part.text.strip() for part in self.body):
            return composer.reading(Metadata(form=form), encoding, notices)
        if self._text is not None:
            marks = signed_off(self._text, sorted(self._marks, key=attrgetter("start")))
            return Reading(self._text, encoding, None, tuple(notices), None, tuple(marks), self._metadata(form))
        composer.add("headline", fields.get("headline"))
        composer.add("subheadline", fields.get("subheadline"))
        byline = fields.get("byline", "")
        composer.add("byline", byline, names=_names(byline))
        composer.add("dateline", fields.get("dateline"))
        composer.add("ednote", fields.get("note"))
        composer.add_body(self.body)
        composer.add("caption", fields.get("caption"))
        composer.add("copyright", fields.get("copyright"))
        for line in self.others:
            composer.add("other", line)
        return composer.reading(self._metadata(form), encoding, notices)

    def _metadata(self, form: str) -> Metadata:
        fields = self.fields
        section, page = fields.get("section", ""), fields.get("page")
        if page is None and (found := _page().search(section)):
            section, page = section[: found.start()].strip(" ;,"), found[1]
        language = language_of(fields.get("language", ""))
        publication = Publication(
            fields.get("publication"), section or None, page, fields.get("edition"), number(fields.get("words"))
        )
        name = re.split(r" -- | \(|, ", fields.get("publication", ""))[0]
        return Metadata(
            form=form,
            id=fields.get("id"),
            url=fields.get("url"),
            agency=known_agency(fields.get("publication"), name),
            published=day_in(fields.get("day", ""), language),
            language=language,
            publication=publication if any(publication) else None,
        )


@cache
def _page() -> re.Pattern[str]:
    return re.compile(_PAGE % "|".join(map(re.escape, words_of("page"))))


def _authors(byline: Stretch) -> Iterator[tuple[tuple[int, int], str]]:
    """Where the authors of a byline stand that are to be read as another name, and that name."""
    at = 0
    for written, name in _names(byline.text):
        found = byline.written.find(written, at)
        if found >= 0:
            at = found + len(written)
            yield (byline.start + found, byline.start + at), name


def _names(byline: str) -> list[tuple[str, str]]:
    """The authors of a byline that has surnames first: "Vance, Nora; Orr, Joe"."""
    people = [each.strip() for each in byline.split(";")]
    found = [_INVERTED.fullmatch(each) for each in people]
    if None in found or label_end(byline, 0, len(byline)) is not None:
        return []
    if not all(each and each[1].count(" ") < 2 and given(each[2]) and not identify(each[2]) for each in found):
        return []
    return [(each[0], f"{each[2]} {each[1]}") for each in found if each]
