"""The story model: what a parse gives and what every exporter reads.

A *piece* is any object with `text`, `start` and `end`: the slice `source[start:end] == text` of the text as decoded,
in code points, half-open.  Everything here is a named tuple, as a frozen dataclass takes several times as long to
define and twice as long to make; sequences are tuples.  The order of the fields is the order of the keys in the JSON
form, and `wireparse.schema` derives the JSON Schema from these classes: a story's shape is written down here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, Protocol, TypeAlias, get_args

from wireparse.record import Record, plain, remade

VERSION: Final = 1

Certainty: TypeAlias = Literal["sure", "likely", "guess"]
Basis: TypeAlias = Literal["stated", "given", "metadata", "inferred"]
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


class Source(Record):
    """Where the text came from: path, `<stdin>` or record id; its length in code points; the SHA-256 of its UTF-8
    (lone surrogates encoded as if they were characters); the encoding that it was decoded from; the address of a page
    (`url`) and the time when an archive fetched it (`retrieved`, ISO 8601); the `id` that the file itself gives it (a
    guid, a urn, a document's number); the `form` that it was read as ("text", "html", "nitf"), null for a string."""

    name: str | None
    length: int
    sha256: str
    encoding: str | None
    url: str | None = None
    retrieved: str | None = None
    id: str | None = None
    form: str | None = None


class Publication(Record):
    """Where a story was published, as an export or a feed says it: the paper's `name`, the `section`, `page` and
    `edition` as written there, how many `words` it counts.  Plain values: they point to nothing in the text."""

    name: str | None = None
    section: str | None = None
    page: str | None = None
    edition: str | None = None
    words: int | None = None


class Wire(Record):
    """What the header of a wire message or a feed's item says: the `service` (selector, desk), the message's number
    (`sequence`), its `priority` and `category` as written, how many `words` it counts, the `take` or version ("1st
    Ld-Writethru"), when it was `sent` (ISO 8601).  Plain values: they point to nothing in the text."""

    service: str | None = None
    sequence: str | None = None
    priority: str | None = None
    category: str | None = None
    words: int | None = None
    take: str | None = None
    sent: str | None = None


class Title(Record):
    """A headline or subheadline, with the rule that found it."""

    text: str
    start: int
    end: int
    rule: str
    certainty: Certainty


class Author(Record):
    """One person of a byline: `name` as normally written, `role` ("Staff Writer"), `affiliation` ("Reuters");
    the piece is the name as printed."""

    name: str
    role: str | None
    affiliation: str | None
    text: str
    start: int
    end: int


class Byline(Record):
    """Who wrote the story.  A byline that names only an agency has no authors."""

    text: str
    start: int
    end: int
    authors: tuple[Author, ...]
    rule: str
    certainty: Certainty


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


class Agency(Record):
    """A wire: `id`, `name` and `country` from the table of agencies, the piece as printed, null where only the file
    around the text names it.  A token that several wires share and that nothing decides has `id` null and the ids of
    its `candidates`."""

    id: str | None
    name: str | None
    country: str | None
    text: str | None
    start: int | None
    end: int | None
    candidates: tuple[str, ...]


class Date(Record):
    """A date or time: the piece as printed (null when the caller or the file gave it), `iso` as far as it is known
    (`2017`, `2017-11`, `2017-11-21` or a full ISO 8601 time with the offset that the text states), and its basis."""

    text: str | None
    start: int | None
    end: int | None
    iso: str | None
    basis: Basis


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


class Paragraph(Record):
    """A piece of the story's own prose and the index of its block."""

    text: str
    start: int
    end: int
    block: int
    kind: ProseKind


class Cue(Record):
    """The words that signal an attribution, and the dictionary form of their head."""

    text: str
    start: int
    end: int
    lemma: str


class SpeakerRef(Record):
    """A pointer into `Story.speakers`."""

    id: str
    name: str


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


class Speaker(Record):
    """Somebody or something that speaks: the fullest `name` that the story gives, and where it is mentioned."""

    id: str
    name: str
    honorific: str | None
    role: str | None
    affiliation: str | None
    kind: SpeakerKind
    mentions: tuple[Piece, ...]


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


class Link(Record):
    """ "READ MORE: …" and its kin."""

    label: Piece
    headline: Piece | None
    url: Piece | None


class Credit(Record):
    """A credit line; `holder` is whom it names."""

    text: str
    start: int
    end: int
    kind: CreditKind
    holder: Piece | None


class Block(Record):
    """A stretch of the source, trailing blank lines included.  Blocks tile the source."""

    text: str
    start: int
    end: int
    kind: BlockKind
    rule: str
    certainty: Certainty


class Notice(Record):
    """A warning: something the reader of a story should know; the span is null when it concerns the whole text."""

    code: str
    message: str
    start: int | None
    end: int | None


class Story(Record):
    """One parsed story.  See the model page of the documentation for every key."""

    version: int
    source: Source
    publication: Publication | None
    wire: Wire | None
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
            name: _MANY[name](value) if name in _MANY else plain(value)
            for name, value in zip(self._fields, self, strict=True)
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Story:
        """The story that `to_dict` gave `data` for.  Unknown keys are ignored; a missing one raises KeyError."""
        return remade(cls, data)  # type: ignore[no-any-return]

    @property
    def text(self) -> str:
        """The whole source text, put together from the blocks."""
        return "".join(block.text for block in self.blocks)


# What a story has most of, written out: it takes half the time that `plain` does.
def _paragraphs(paragraphs: Iterable[Paragraph]) -> list[dict[str, Any]]:
    return [
        {"text": text, "start": start, "end": end, "block": block, "kind": kind}
        for text, start, end, block, kind in paragraphs
    ]


def _quotes(quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    return [
        {
            "id": ident, "kind": kind, "text": text,
            "segments": [{"text": text, "start": start, "end": end} for text, start, end in segments],
            "cue": cue and {"text": cue.text, "start": cue.start, "end": cue.end, "lemma": cue.lemma},
            "source": source and {"text": source.text, "start": source.start, "end": source.end},
            "speaker": speaker and {"id": speaker.id, "name": speaker.name},
            "paragraph": paragraph, "continues": continues, "modality": modality, "rule": rule, "certainty": certainty,
        }
        for ident, kind, text, segments, cue, source, speaker, paragraph, continues, modality, rule, certainty in quotes
    ]  # fmt: skip


def _speakers(speakers: Iterable[Speaker]) -> list[dict[str, Any]]:
    return [
        {
            "id": ident, "name": name, "honorific": honorific, "role": role, "affiliation": affiliation, "kind": kind,
            "mentions": [{"text": text, "start": start, "end": end} for text, start, end in mentions],
        }
        for ident, name, honorific, role, affiliation, kind, mentions in speakers
    ]  # fmt: skip


def _dates(dates: Iterable[Date]) -> list[dict[str, Any]]:
    return [
        {"text": text, "start": start, "end": end, "iso": iso, "basis": basis} for text, start, end, iso, basis in dates
    ]


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [
        {"text": text, "start": start, "end": end, "kind": kind, "rule": rule, "certainty": certainty}
        for text, start, end, kind, rule, certainty in blocks
    ]


_MANY: Final[dict[str, Callable[[Any], list[dict[str, Any]]]]] = {
    "paragraphs": _paragraphs, "quotes": _quotes, "speakers": _speakers, "dates": _dates, "blocks": _blocks,
}  # fmt: skip
