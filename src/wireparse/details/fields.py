"""What the readers of details share: the tiled text in front of them, and the record they fill."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from operator import not_
from typing import Final

from wireparse.draft import Tile
from wireparse.metadata import Mark, MarkKind, Metadata, given_rule
from wireparse.model import (
    PROSE_KINDS,
    Agency,
    Byline,
    Credit,
    Date,
    Dateline,
    Link,
    Notice,
    Piece,
    Related,
    Title,
)
from wireparse.text.view import View

__all__ = ["BlockText", "StoryFields"]


_NOTHING: Final = Metadata()


class BlockText:
    """A tiled text; its `language` as far as known, the caller's date `given` as ISO 8601, the rules switched off;
    what its file states: `marks` in view offsets and `metadata`.

    `prose` are the tiles of the story's own prose by their index, `others` the rest: of most stories few.
    """

    __slots__ = ("disabled", "given", "language", "marks", "metadata", "others", "prose", "tiles", "view")

    def __init__(
        self,
        view: View,
        tiles: list[Tile],
        language: str | None,
        given: str | None,
        disabled: AbstractSet[str],
        marks: Sequence[Mark] = (),
        metadata: Metadata = _NOTHING,
    ) -> None:
        self.view: Final = view
        self.tiles: Final = tiles
        self.language: Final = language
        self.given: Final = given
        self.disabled: Final = disabled
        self.marks: Final = marks
        self.metadata: Final = metadata
        own = [tile.kind in PROSE_KINDS for tile in tiles]
        self.prose: Final = dict(compress(enumerate(tiles), own))
        self.others: Final = dict(compress(enumerate(tiles), map(not_, own)))

    def is_given(self, tile: Tile) -> bool:
        """Whether a block is what it is because the file says so."""
        return bool(self.marks) and tile.rule == given_rule(self.metadata.form)

    def marked(self, kind: MarkKind) -> list[Mark]:
        """The marks of a kind, in order."""
        return [mark for mark in self.marks if mark.kind == kind]


class StoryFields:
    """Everything that the blocks other than prose say, and the dateline.

    `bodies` maps the index of a tile whose text opens with a dateline to the view offset behind its separator.
    """

    def __init__(self) -> None:
        self.headline: Title | None = None
        self.subheadline: Title | None = None
        self.byline: Byline | None = None
        self.dateline: Dateline | None = None
        self.agency: Agency | None = None
        self.published: Date | None = None
        self.updated: Date | None = None
        self.slugline: Piece | None = None
        self.ednotes: tuple[Piece, ...] = ()
        self.dates: tuple[Date, ...] = ()
        self.related: tuple[Related, ...] = ()
        self.links: tuple[Link, ...] = ()
        self.credits: tuple[Credit, ...] = ()
        self.bodies: dict[int, int] = {}
        self.warnings: list[Notice] = []
