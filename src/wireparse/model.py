"""The story model: what a parse gives and what every exporter reads.

A *piece* is any object with `text`, `start` and `end`: the slice `source[start:end] == text` of the text as decoded,
in code points, half-open.  Everything here is a named tuple, as a frozen dataclass takes several times as long to
define and twice as long to make; sequences are tuples.  The order of the fields is the order of the keys in the JSON
form, and `wireparse.schema` derives the JSON Schema from these classes: a story's shape is written down here alone.
"""

from __future__ import annotations

from typing import Any, Final, Literal, Protocol, TypeAlias, get_args

from wireparse.record import Record, remade

VERSION: Final = 1

Certainty: TypeAlias = Literal["sure", "likely", "guess"]
Basis: TypeAlias = Literal["stated", "given", "inferred"]
BlockKind: TypeAlias = Literal[
    "headline", "subheadline", "byline", "dateline", "timestamp", "paragraph", "subhead", "list_item", "caption",
    "photo_credit", "read_more", "related", "source_credit", "editor_credit", "breadcrumb", "copyright", "contact",
    "author_bio", "promo", "share", "navigation", "comment", "end_mark", "other",
]  # fmt: skip
ProseKind: TypeAlias = Literal["paragraph", "subhead", "list_item"]
CreditKind: TypeAlias = Literal["photo", "source", "editor", "copyright", "contact"]
QuoteKind: TypeAlias = Literal["direct", "mixed", "indirect"]
SpeakerKind: TypeAlias = Literal["person", "organisation", "group", "document", "unnamed"]

#: The block kinds that are the story's own prose, and its titles.
PROSE_KINDS: Final[frozenset[str]] = frozenset(get_args(ProseKind))
TITLE_KINDS: Final = frozenset({"headline", "subheadline"})
#: Every block kind, in the order of the model page.
BLOCK_KINDS: Final[tuple[str, ...]] = get_args(BlockKind)


class Slice(Protocol):
    """What every piece has."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Piece(Record):
    """A slice of the source: `source[start:end] == text`, in code points, half-open."""

    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        text, start, end = self
        return {"text": text, "start": start, "end": end}


def _pieces(pieces: tuple[Piece, ...]) -> list[dict[str, Any]]:
    """Most objects of a story are pieces."""
    return [{"text": text, "start": start, "end": end} for text, start, end in pieces]


class Source(Record):
    """Where the text came from: path, `<stdin>` or record id; its length in code points; the SHA-256 of its UTF-8
    (lone surrogates encoded as if they were characters); the encoding that it was decoded from.  Of a page from a web
    archive also its address (`url`) and the time when it was fetched (`retrieved`, ISO 8601)."""

    name: str | None
    length: int
    sha256: str
    encoding: str | None
    url: str | None = None
    retrieved: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return self._asdict()


class Title(Record):
    """A headline or subheadline, with the rule that found it."""

    text: str
    start: int
    end: int
    rule: str
    certainty: Certainty

    def to_dict(self) -> dict[str, Any]:
        return self._asdict()


class Author(Record):
    """One person of a byline: `name` as normally written, `role` ("Staff Writer"), `affiliation` ("Reuters");
    the piece is the name as printed."""

    name: str
    role: str | None
    affiliation: str | None
    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        return self._asdict()


class Byline(Record):
    """Who wrote the story.  A byline that names only an agency has no authors."""

    text: str
    start: int
    end: int
    authors: tuple[Author, ...]
    rule: str
    certainty: Certainty

    def to_dict(self) -> dict[str, Any]:
        return self._asdict() | {"authors": [part.to_dict() for part in self.authors]}


class Place(Record):
    """A place as printed, with its region ("FLINT, Mich."): `name` as normally written, `country` ISO 3166-1
    alpha-2, coordinates in degrees; null where unknown.  An ambiguous place has `candidates` instead ("Name, Region,
    CC"), the most populous first."""

    text: str
    start: int
    end: int
    name: str
    region: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    candidates: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return self._asdict() | {"candidates": list(self.candidates)}


class Agency(Record):
    """A wire: `id`, `name` and `country` from the table of agencies, the piece as printed.  A token that several
    wires share and that nothing decides has `id` null and the ids of its `candidates`."""

    id: str | None
    name: str | None
    country: str | None
    text: str
    start: int
    end: int
    candidates: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return self._asdict() | {"candidates": list(self.candidates)}


class Date(Record):
    """A date or time: the piece as printed (null when the caller gave it), `iso` as far as it is known (`2017`,
    `2017-11`, `2017-11-21` or a full ISO 8601 time with the offset that the text states), and its basis."""

    text: str | None
    start: int | None
    end: int | None
    iso: str | None
    basis: Basis

    def to_dict(self) -> dict[str, Any]:
        text, start, end, iso, basis = self
        return {"text": text, "start": start, "end": end, "iso": iso, "basis": basis}


class Dateline(Record):
    """Where, by whom and when a story was filed, from the first character of place, agency or date to the last, a
    closing bracket or slash included, the separator left out."""

    text: str
    start: int
    end: int
    places: tuple[Place, ...]
    agency: Agency | None
    date: Date | None
    rule: str
    certainty: Certainty

    def to_dict(self) -> dict[str, Any]:
        return self._asdict() | {
            "places": [part.to_dict() for part in self.places], "agency": self.agency and self.agency.to_dict(),
            "date": self.date and self.date.to_dict(),
        }  # fmt: skip


class Paragraph(Record):
    """A piece of the story's own prose and the index of its block."""

    text: str
    start: int
    end: int
    block: int
    kind: ProseKind

    def to_dict(self) -> dict[str, Any]:
        text, start, end, block, kind = self
        return {"text": text, "start": start, "end": end, "block": block, "kind": kind}


class Cue(Record):
    """The words that signal an attribution, and the dictionary form of their head."""

    text: str
    start: int
    end: int
    lemma: str

    def to_dict(self) -> dict[str, Any]:
        text, start, end, lemma = self
        return {"text": text, "start": start, "end": end, "lemma": lemma}


class SpeakerRef(Record):
    """A pointer into `Story.speakers`."""

    id: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name}


class Quote(Record):
    """An attribution: a source says a content, signalled by a cue.

    `text` joins the segments with one space.  `speaker` is null where it is not known.  `paragraph` is an index into
    `Story.paragraphs`, null in the headline.  `continues` is the id of the quote whose source this one shares.
    `modality` is "negated" ("did not say that") or "hypothetical" ("would say that"), else null.
    """

    id: str
    kind: QuoteKind
    text: str
    segments: tuple[Piece, ...]
    cue: Cue | None
    source: Piece | None
    speaker: SpeakerRef | None
    paragraph: int | None
    continues: str | None
    modality: Literal["negated", "hypothetical"] | None
    rule: str
    certainty: Certainty

    def to_dict(self) -> dict[str, Any]:
        ident, kind, text, segments, cue, source, speaker, paragraph, continues, modality, rule, certainty = self
        return {
            "id": ident, "kind": kind, "text": text, "segments": _pieces(segments), "cue": cue and cue.to_dict(),
            "source": source and source.to_dict(), "speaker": speaker and speaker.to_dict(), "paragraph": paragraph,
            "continues": continues, "modality": modality, "rule": rule, "certainty": certainty,
        }  # fmt: skip


class Speaker(Record):
    """Somebody or something that speaks: the fullest `name` that the story gives, and where it is mentioned."""

    id: str
    name: str
    honorific: str | None
    role: str | None
    affiliation: str | None
    kind: SpeakerKind
    mentions: tuple[Piece, ...]

    def to_dict(self) -> dict[str, Any]:
        ident, name, honorific, role, affiliation, kind, mentions = self
        return {
            "id": ident, "name": name, "honorific": honorific, "role": role, "affiliation": affiliation, "kind": kind,
            "mentions": _pieces(mentions),
        }  # fmt: skip


class Related(Record):
    """One item of a related-posts block; `truncated` says that its headline was cut off.  `time` and `section` are what
    stands around the item as printed ("20 hours ago", "AUTO NEWS")."""

    headline: Piece
    excerpt: Piece | None
    truncated: bool
    dateline: Dateline | None
    url: Piece | None
    time: Piece | None = None
    section: Piece | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "headline": self.headline.to_dict(), "excerpt": self.excerpt and self.excerpt.to_dict(),
            "truncated": self.truncated, "dateline": self.dateline and self.dateline.to_dict(),
            "url": self.url and self.url.to_dict(), "time": self.time and self.time.to_dict(),
            "section": self.section and self.section.to_dict(),
        }  # fmt: skip


class Link(Record):
    """ "READ MORE: …" and its kin."""

    label: Piece
    headline: Piece | None
    url: Piece | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "label": self.label.to_dict(), "headline": self.headline and self.headline.to_dict(),
            "url": self.url and self.url.to_dict(),
        }  # fmt: skip


class Credit(Record):
    """A credit line; `holder` is whom it names."""

    text: str
    start: int
    end: int
    kind: CreditKind
    holder: Piece | None

    def to_dict(self) -> dict[str, Any]:
        return self._asdict() | {"holder": self.holder and self.holder.to_dict()}


class Block(Record):
    """A stretch of the source, trailing blank lines included.  Blocks tile the source."""

    text: str
    start: int
    end: int
    kind: BlockKind
    rule: str
    certainty: Certainty

    def to_dict(self) -> dict[str, Any]:
        text, start, end, kind, rule, certainty = self
        return {"text": text, "start": start, "end": end, "kind": kind, "rule": rule, "certainty": certainty}


class Notice(Record):
    """A warning: something the reader of a story should know; the span is null when it concerns the whole text."""

    code: str
    message: str
    start: int | None
    end: int | None

    def to_dict(self) -> dict[str, Any]:
        return self._asdict()


class Story(Record):
    """One parsed story.  See the model page of the documentation for every key."""

    version: int
    source: Source
    language: str | None
    headline: Title | None
    subheadline: Title | None
    byline: Byline | None
    dateline: Dateline | None
    agency: Agency | None
    published: Date | None
    updated: Date | None
    slugline: Piece | None
    ednotes: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    dates: tuple[Date, ...]
    related: tuple[Related, ...]
    links: tuple[Link, ...]
    credits: tuple[Credit, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[Notice, ...]

    def to_dict(self) -> dict[str, Any]:
        """The story as plain dicts, lists, strings, numbers and None: its JSON form."""
        return {
            "version": self.version, "source": self.source.to_dict(), "language": self.language,
            "headline": self.headline and self.headline.to_dict(),
            "subheadline": self.subheadline and self.subheadline.to_dict(),
            "byline": self.byline and self.byline.to_dict(), "dateline": self.dateline and self.dateline.to_dict(),
            "agency": self.agency and self.agency.to_dict(), "published": self.published and self.published.to_dict(),
            "updated": self.updated and self.updated.to_dict(), "slugline": self.slugline and self.slugline.to_dict(),
            "ednotes": [part.to_dict() for part in self.ednotes],
            "paragraphs": [part.to_dict() for part in self.paragraphs],
            "quotes": [part.to_dict() for part in self.quotes],
            "speakers": [part.to_dict() for part in self.speakers], "dates": [part.to_dict() for part in self.dates],
            "related": [part.to_dict() for part in self.related], "links": [part.to_dict() for part in self.links],
            "credits": [part.to_dict() for part in self.credits], "blocks": [part.to_dict() for part in self.blocks],
            "warnings": [part.to_dict() for part in self.warnings],
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Story:
        """The story that `to_dict` gave `data` for.  Unknown keys are ignored; a missing one raises KeyError."""
        return remade(cls, data)  # type: ignore[no-any-return]

    @property
    def text(self) -> str:
        """The whole source text, put together from the blocks."""
        return "".join(block.text for block in self.blocks)
