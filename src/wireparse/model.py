"""The story model: what a parse gives and what every exporter reads.

A *piece* is any object with `text`, `start` and `end`: the slice `source[start:end] == text` of the text as decoded,
in code points, half-open.  Everything here is frozen; sequences are tuples.  The order of the fields is the order of
the keys in the JSON form, and `wireparse.schema` derives the JSON Schema from these classes, so this module is the
only place where the shape of a story is written down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin, get_type_hints

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

#: The block kinds that are the story's own prose.
PROSE_KINDS: Final[frozenset[str]] = frozenset(get_args(ProseKind))
#: Every block kind, in the order of the model page.
BLOCK_KINDS: Final[tuple[str, ...]] = get_args(BlockKind)


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of the source: `source[start:end] == text`, in code points, half-open."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text came from: path, `<stdin>` or record id; its length in code points; the SHA-256 of its UTF-8
    (lone surrogates encoded as if they were characters); the encoding that it was decoded from."""

    name: str | None
    length: int
    sha256: str
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Title(Piece):
    """A headline or subheadline, with the rule that found it."""

    rule: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Author:
    """One person of a byline: `name` as normally written, `role` ("Staff Writer"), `affiliation` ("Reuters");
    the piece is the name as printed."""

    name: str
    role: str | None
    affiliation: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Byline(Piece):
    """Who wrote the story.  A byline that names only an agency has no authors."""

    authors: tuple[Author, ...]
    rule: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Place(Piece):
    """A place as printed, with its region ("FLINT, Mich."): `name` as normally written, `country` ISO 3166-1
    alpha-2, coordinates in degrees; null where unknown.  An ambiguous place has `candidates` instead ("Name, Region,
    CC"), the most populous first."""

    name: str
    region: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """A wire: `id`, `name` and `country` from the table of agencies, the piece as printed.  A token that several
    wires share and that nothing decides has `id` null and the ids of its `candidates`."""

    id: str | None
    name: str | None
    country: str | None
    text: str
    start: int
    end: int
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time: the piece as printed (null when the caller gave it), `iso` as far as it is known (`2017`,
    `2017-11`, `2017-11-21` or a full ISO 8601 time with the offset that the text states), and its basis."""

    text: str | None
    start: int | None
    end: int | None
    iso: str | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Dateline(Piece):
    """Where, by whom and when a story was filed, from the first character of place, agency or date to the last, a
    closing bracket or slash included, the separator left out."""

    places: tuple[Place, ...]
    agency: Agency | None
    date: Date | None
    rule: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Paragraph(Piece):
    """A piece of the story's own prose and the index of its block."""

    block: int
    kind: ProseKind


@dataclass(frozen=True, slots=True)
class Cue(Piece):
    """The words that signal an attribution, and the dictionary form of their head."""

    lemma: str


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """A pointer into `Story.speakers`."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Quote:
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


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody or something that speaks: the fullest `name` that the story gives, and where it is mentioned."""

    id: str
    name: str
    honorific: str | None
    role: str | None
    affiliation: str | None
    kind: SpeakerKind
    mentions: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """One item of a related-posts block; `truncated` says that its headline was cut off.  `time` and `section` are what
    stands around the item as printed ("20 hours ago", "AUTO NEWS")."""

    headline: Piece
    excerpt: Piece | None
    truncated: bool
    dateline: Dateline | None
    url: Piece | None
    time: Piece | None = None
    section: Piece | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """ "READ MORE: …" and its kin."""

    label: Piece
    headline: Piece | None
    url: Piece | None


@dataclass(frozen=True, slots=True)
class Credit(Piece):
    """A credit line; `holder` is whom it names."""

    kind: CreditKind
    holder: Piece | None


@dataclass(frozen=True, slots=True)
class Block(Piece):
    """A stretch of the source, trailing blank lines included.  Blocks tile the source."""

    kind: BlockKind
    rule: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning: something the reader of a story should know; the span is null when it concerns the whole text."""

    code: str
    message: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Story:
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
        plain: dict[str, Any] = _PLAIN[Story](self)
        return plain

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Story:
        """The story that `to_dict` gave `data` for.  Unknown keys are ignored; a missing one raises KeyError."""
        return _read(cls, data)  # type: ignore[no-any-return]

    @property
    def text(self) -> str:
        """The whole source text, put together from the blocks."""
        return "".join(block.text for block in self.blocks)


def fields_of(cls: type) -> dict[str, Any]:
    """The fields of a model class with their types, in order."""
    hints = get_type_hints(cls)
    return {name: hints[name] for name in cls.__dataclass_fields__}  # type: ignore[attr-defined]


_fields = cache(fields_of)


def _read(kind: Any, value: Any) -> Any:
    """Rebuild a value of the annotated type from its plain form."""
    if value is None or kind is NoneType:
        return None
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if origin is UnionType:
        return _read(get_args(kind)[0], value)
    if hasattr(kind, "__dataclass_fields__"):
        return kind(**{name: _read(hint, value[name]) for name, hint in _fields(kind).items()})
    return value


_SCALARS: Final = frozenset({"str", "int", "bool", "str | None", "int | None", "float | None"})
_LITERALS: Final = frozenset({"Certainty", "Basis", "BlockKind", "ProseKind", "CreditKind", "QuoteKind", "SpeakerKind"})


def _plain(cls: type) -> Callable[[Any], dict[str, Any]]:
    """What turns an object of a class into a plain dict: its values in one call, then those that hold objects."""
    fields = cls.__dataclass_fields__  # type: ignore[attr-defined]
    flat = _SCALARS | _LITERALS
    nested = [
        name for name, field in fields.items() if field.type not in flat and not field.type.startswith("Literal[")
    ]
    names, values = tuple(fields), attrgetter(*fields)

    def leaf(node: Any) -> dict[str, Any]:
        return dict(zip(names, values(node), strict=True))

    def branch(node: Any) -> dict[str, Any]:
        plain = dict(zip(names, values(node), strict=True))
        for name in nested:
            value = plain[name]
            if type(value) is tuple:
                plain[name] = [_PLAIN[type(item)](item) for item in value]
            elif value is not None:
                plain[name] = _PLAIN[type(value)](value)
        return plain

    return branch if nested else leaf


_PLAIN: Final[dict[type, Callable[[Any], Any]]] = {str: str} | {
    cls: _plain(cls)
    for cls in (
        Piece,
        Source,
        Title,
        Author,
        Byline,
        Place,
        Agency,
        Date,
        Dateline,
        Paragraph,
        Cue,
        SpeakerRef,
        Quote,
        Speaker,
        Related,
        Link,
        Credit,
        Block,
        Notice,
        Story,
    )
}
