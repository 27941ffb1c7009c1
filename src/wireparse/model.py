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
#: The tiers, the most certain first.
CERTAINTIES: Final[tuple[Certainty, ...]] = ("sure", "likely", "guess")
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
Modality: TypeAlias = Literal["negated", "hypothetical"]

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
    """A slice of the source: `source[start:end] == text`."""

    text: str
    """The characters as they stand in the source."""
    start: int
    """Where the slice begins, in code points of the source."""
    end: int
    """Where it ends: the place of the first character behind it."""


class Source(Record):
    """Where the text came from."""

    name: str | None
    """Path, `<stdin>`, the record's id, or whatever the caller said."""
    length: int
    """Code points of the text as decoded."""
    sha256: str
    """SHA-256 of the text's UTF-8, in hex; lone surrogates are encoded as if they were characters."""
    encoding: str | None
    """The codec that the bytes were decoded with; null for a text that came as a text."""
    url: str | None = None
    """The page's address, of a page from a web archive."""
    retrieved: str | None = None
    """When the page was fetched, ISO 8601, of a page from a web archive."""
    id: str | None = None
    """What the file itself calls the story: a guid, a urn, a document's number."""
    form: str | None = None
    """What it was read as ("text", "html", "nitf"); null for a text that came as a text."""


class Publication(Record):
    """Where a story was published, as an export or a feed says it.  Plain values: they point to nothing in the text."""

    name: str | None = None
    """The paper's name."""
    section: str | None = None
    """The section, as written there."""
    page: str | None = None
    """The page, as written there."""
    edition: str | None = None
    """The edition, as written there."""
    words: int | None = None
    """How many words it counts."""


class Wire(Record):
    """What the header of a wire message or a feed's item says.  Plain values: they point to nothing in the text."""

    service: str | None = None
    """The selector or desk."""
    sequence: str | None = None
    """The message's number."""
    priority: str | None = None
    """The priority, as written."""
    category: str | None = None
    """The category, as written."""
    words: int | None = None
    """How many words it counts."""
    take: str | None = None
    """The take or version: "1st Ld-Writethru"."""
    sent: str | None = None
    """When it was sent, ISO 8601."""


class Title(Record):
    """A headline or subheadline."""

    text: str
    """The title as printed."""
    start: int
    """Where it begins, in code points."""
    end: int
    """Where it ends, half-open."""
    rule: str
    """The id of the rule that found it."""
    certainty: Certainty
    """How sure that is."""


class Author(Record):
    """One person of a byline; the piece is null where only the file around the text says it."""

    name: str
    """The name as normally written, where it is printed in capitals too."""
    role: str | None
    """What the person is at the paper: "Staff Writer"."""
    affiliation: str | None
    """Whom the person writes for: "Reuters"."""
    text: str | None
    """The name as printed."""
    start: int | None
    """Where the name begins, in code points."""
    end: int | None
    """Where it ends, half-open."""


class Byline(Record):
    """Who wrote the story; the piece is null where no line of the text says what the file around it does."""

    text: str | None
    """The byline as printed, its "By" included."""
    start: int | None
    """Where it begins, in code points."""
    end: int | None
    """Where it ends, half-open."""
    authors: tuple[Author, ...]
    """The persons, in order; none where only an agency is named."""
    rule: str
    """The id of the rule that found it."""
    certainty: Certainty
    """How sure that is."""

    @property
    def line(self) -> str:
        """The byline as printed, else the authors' names."""
        return self.text or ", ".join(author.name for author in self.authors)


class Place(Record):
    """A place of a dateline; what is not known of it is null."""

    text: str
    """The place as printed, with its region: "FLINT, Mich."."""
    start: int
    """Where it begins, in code points."""
    end: int
    """Where it ends, half-open."""
    name: str
    """The name as normally written: "Flint"."""
    region: str | None
    """The state or region by its name: "Michigan"."""
    country: str | None
    """ISO 3166-1 alpha-2."""
    latitude: float | None
    """Degrees north."""
    longitude: float | None
    """Degrees east."""
    candidates: tuple[str, ...]
    """What an ambiguous place may be ("Name, Region, CC"), the most populous first."""


class Agency(Record):
    """A wire, from the table of agencies."""

    id: str | None
    """Its id in the table; null where several wires share the token and nothing decides."""
    name: str | None
    """Its name; null where its id is."""
    country: str | None
    """ISO 3166-1 alpha-2; null where its id is, and for wires of no one country."""
    text: str | None
    """The agency as printed; null where only the file around the text names it."""
    start: int | None
    """Where that begins, in code points; null with the text."""
    end: int | None
    """Where it ends, half-open; null with the text."""
    candidates: tuple[str, ...]
    """The ids of the wires that share an undecided token."""


class Date(Record):
    """A date or time."""

    text: str | None
    """The date as printed; null where the text does not say it."""
    start: int | None
    """Where it begins, in code points; null with the text."""
    end: int | None
    """Where it ends, half-open; null with the text."""
    iso: str | None
    """As far as it is known: `2017`, `2017-11`, `2017-W47`, `2017-11-21`, or a full ISO 8601 time with the offset that
    the text states."""
    basis: Basis
    """How it is known: `stated` in the text, `given` by the caller, in the file's `metadata`,
    `inferred` from another date."""


class Dateline(Record):
    """Where, by whom and when a story was filed."""

    text: str
    """From the first character of place, agency or date to the last: a closing bracket is in, the separator is not."""
    start: int
    """Where it begins, in code points."""
    end: int
    """Where it ends, half-open."""
    places: tuple[Place, ...]
    """The places, in order."""
    agency: Agency | None
    """The wire that it names."""
    date: Date | None
    """The day that it names."""
    rule: str
    """The id of the rule whose shape it has."""
    certainty: Certainty
    """How sure it is that this is a dateline."""


class Paragraph(Record):
    """A piece of the story's own prose."""

    text: str
    """The prose; a dateline that runs into it is part of it."""
    start: int
    """Where it begins, in code points."""
    end: int
    """Where it ends, half-open."""
    block: int
    """The index of its block in `Story.blocks`."""
    kind: ProseKind
    """A paragraph, a subhead or the item of a list."""


class Cue(Record):
    """The words that signal an attribution."""

    text: str
    """The words as printed: "told reporters"."""
    start: int
    """Where they begin, in code points."""
    end: int
    """Where they end, half-open."""
    lemma: str
    """The dictionary form of their head: "tell"."""


class SpeakerRef(Record):
    """A pointer into `Story.speakers`."""

    id: str
    """The speaker's id."""
    name: str
    """The speaker's name, for whoever reads the quote alone."""


class Quote(Record):
    """An attribution: a source says a content, signalled by a cue."""

    id: str
    """`q1`, `q2`, … in the order of the text."""
    kind: QuoteKind
    """`direct`: wholly inside quotation marks; `mixed`: partly; `indirect`: reported with none."""
    text: str
    """The content: its segments, joined with one space."""
    segments: tuple[Piece, ...]
    """The content's pieces, outer quotation marks left out; several where the attribution splits it."""
    cue: Cue | None
    """What signals it; null where nothing does."""
    source: Piece | None
    """Who says it, as written there: "he", "Dillon", "the ministry"."""
    speaker: SpeakerRef | None
    """Who that is; null where it is not known."""
    paragraph: int | None
    """The index of its paragraph in `Story.paragraphs`; null in a title."""
    continues: str | None
    """The id of the quote whose source this one shares."""
    modality: Modality | None
    """`negated` ("did not say that"), `hypothetical` ("would say that"), else null."""
    rule: str
    """The id of the rule whose construction it is."""
    certainty: Certainty
    """How sure it is that this was said, and by that speaker."""


class Speaker(Record):
    """Somebody or something that speaks."""

    id: str
    """`s1`, `s2`, … in the order in which they speak."""
    name: str
    """The fullest form that the story gives."""
    honorific: str | None
    """What stands before the name: "Col."."""
    role: str | None
    """What the speaker is: "Operation Inherent Resolve spokesman"."""
    affiliation: str | None
    """Whom the speaker speaks or works for."""
    kind: SpeakerKind
    """A person, an organisation, a group, a document, or somebody unnamed."""
    mentions: tuple[Piece, ...]
    """Where the speaker is mentioned."""


class Related(Record):
    """One item of a list of other stories."""

    headline: Piece
    """The other story's headline as printed."""
    excerpt: Piece | None
    """Its first words, where they follow."""
    truncated: bool
    """Whether the headline was cut off."""
    dateline: Dateline | None
    """The dateline that opens the excerpt."""
    url: Piece | None
    """Its address, where it is printed."""
    time: Piece | None = None
    """When it appeared, as printed: "20 hours ago"."""
    section: Piece | None = None
    """The section that it is under, as printed: "AUTO NEWS"."""


class Link(Record):
    """ "READ MORE: …" and its kin."""

    label: Piece
    """The words that make it a pointer: "READ MORE"."""
    headline: Piece | None
    """The other story's headline."""
    url: Piece | None
    """Its address, where it is printed."""


class Credit(Record):
    """A credit line."""

    text: str
    """The credit as printed."""
    start: int
    """Where it begins, in code points."""
    end: int
    """Where it ends, half-open."""
    kind: CreditKind
    """What is credited: photo, source, editor, copyright or contact."""
    holder: Piece | None
    """Whom it names."""


class Block(Record):
    """A stretch of the source.  Blocks tile it."""

    text: str
    """The block, its trailing blank lines included."""
    start: int
    """Where it begins, in code points: where the block before it ends."""
    end: int
    """Where it ends, half-open."""
    kind: BlockKind
    """What it is."""
    rule: str
    """The id of the rule that made it."""
    certainty: Certainty
    """How sure that is."""


class Notice(Record):
    """A warning: something the reader of a story should know."""

    code: str
    """A stable name such as `two-datelines`; the page on errors lists them."""
    message: str
    """One sentence for people."""
    start: int | None
    """Where it is, in code points; null when it concerns the whole text."""
    end: int | None
    """Where that ends, half-open; null with the start."""


class Story(Record):
    """One parsed story.  See the model page of the documentation for every key."""

    version: int
    """The version of this shape, 1."""
    source: Source
    """Where the text came from."""
    publication: Publication | None
    """Where it was published, as its file says."""
    wire: Wire | None
    """What the header of its wire message or feed says."""
    language: str | None
    """A BCP 47 tag; null where undecided."""
    headline: Title | None
    """The headline."""
    subheadline: Title | None
    """The line below the headline that says more."""
    byline: Byline | None
    """Who wrote it."""
    dateline: Dateline | None
    """Where, by whom and when it was filed."""
    agency: Agency | None
    """The wire that it comes from, wherever that is stated."""
    published: Date | None
    """When it appeared."""
    updated: Date | None
    """When it was last changed."""
    slugline: Piece | None
    """The slug of raw wire copy."""
    ednotes: tuple[Piece, ...]
    """The notes to editors of raw wire copy."""
    paragraphs: tuple[Paragraph, ...]
    """The story's own prose, in order."""
    quotes: tuple[Quote, ...]
    """Who says what, in the order of the text."""
    speakers: tuple[Speaker, ...]
    """Who is quoted."""
    dates: tuple[Date, ...]
    """The expressions of time in the paragraphs."""
    related: tuple[Related, ...]
    """The items of lists of other stories."""
    links: tuple[Link, ...]
    """The pointers to other stories that stand in the text."""
    credits: tuple[Credit, ...]
    """The credit lines."""
    blocks: tuple[Block, ...]
    """The whole text, tiled."""
    warnings: tuple[Notice, ...]
    """What the reader should know."""

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
