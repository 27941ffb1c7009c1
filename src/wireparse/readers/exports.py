"""Exports of archives of news: what the labels of Nexis, Factiva, ProQuest and Europresse have in common.

A document of an export becomes fields by name and the paragraphs of its body; from these its text is composed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from wireparse.details.byline_names import given, label_end
from wireparse.knowledge import dates
from wireparse.knowledge.agencies import identify
from wireparse.lexicon import load
from wireparse.metadata import Metadata
from wireparse.model import Notice, Publication
from wireparse.readers.composing import Composer, Part, known_agency, number, on_one_line
from wireparse.readers.input_form import Reading

__all__ = ["Document", "day_in", "is_copyright", "labels", "words_of"]

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


class Document:
    """A document of an export on its way: fields by name, and the paragraphs of its body."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.others: list[str] = []
        self.body: list[Part] = []

    def put(self, field: str, value: str, label: str = "") -> None:
        """Keep the first value of a field; whatever has no field of its own is kept as it stands."""
        value = on_one_line(value)
        if not value:
            return
        if field in _NAMED and field not in self.fields:
            self.fields[field] = value
        else:
            self.others.append(f"{label}: {value}" if label else value)

    def add(self, paragraph: str) -> None:
        """Add a paragraph to the body."""
        self.body.append(Part("paragraph", paragraph))

    def reading(self, form: str, encoding: str | None, notices: Iterable[Notice] = ()) -> Reading:
        """The text of the document with its marks; empty if it has no body."""
        fields, composer = self.fields, Composer()
        if not any(part.text.strip() for part in self.body):
            return composer.reading(Metadata(form=form), encoding, notices)
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


def _names(byline: str) -> list[tuple[str, str]]:
    """The authors of a byline that has surnames first: "Vance, Nora; Orr, Joe"."""
    people = [each.strip() for each in byline.split(";")]
    found = [_INVERTED.fullmatch(each) for each in people]
    if None in found or label_end(byline, 0, len(byline)) is not None:
        return []
    if not all(each and each[1].count(" ") < 2 and given(each[2]) and not identify(each[2]) for each in found):
        return []
    return [(each[0], f"{each[2]} {each[1]}") for each in found if each]
