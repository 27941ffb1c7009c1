"""What the readers of details share: the tiled text in front of them, and the record they fill."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from wireparse.draft import Tile
from wireparse.model import Agency, Byline, Credit, Date, Dateline, Link, Notice, Piece, Related, Title
from wireparse.view import View

__all__ = ["Details", "Sheet"]


class Sheet(NamedTuple):
    """A tiled text; its `language` as far as known, the caller's date `given` as ISO 8601, the rules switched off."""

    view: View
    tiles: list[Tile]
    language: str | None
    given: str | None
    disabled: AbstractSet[str]


@dataclass(slots=True)
class Details:
    """Everything that the blocks other than prose say, and the dateline.

    `bodies` maps the index of a tile whose text opens with a dateline to the view offset behind its separator.
    """

    headline: Title | None = None
    subheadline: Title | None = None
    byline: Byline | None = None
    dateline: Dateline | None = None
    agency: Agency | None = None
    published: Date | None = None
    updated: Date | None = None
    slugline: Piece | None = None
    ednotes: tuple[Piece, ...] = ()
    dates: tuple[Date, ...] = ()
    related: tuple[Related, ...] = ()
    links: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()
    bodies: dict[int, int] = field(default_factory=dict)
    warnings: list[Notice] = field(default_factory=list)
