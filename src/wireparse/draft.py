"""What the stages hand on to one another, in view offsets, before the story is put together."""

from __future__ import annotations

from wireparse.model import BlockKind, Certainty, Modality, ProseKind, QuoteKind
from wireparse.record import Record

__all__ = ["Line", "Prose", "QuoteDraft", "Tile"]


class Line(Record):
    """A line: `start` to `end` is all of it, its line break included; `first` to `last` is what is left without white
    space at either end, `text` that slice."""

    start: int
    end: int
    first: int
    last: int
    text: str

    @property
    def indent(self) -> int:
        """Columns of white space before the first character."""
        return self.first - self.start


class Tile(Record):
    """A block to be: `start` to `end` tiles the text; `first` to `last` is its content without white space around."""

    kind: BlockKind
    start: int
    end: int
    first: int
    last: int
    rule: str
    certainty: Certainty


class Prose(Record):
    """A stretch of prose for the mentions and quotes engines: the headline or a paragraph.

    `body` is where the text begins behind a dateline that runs into it (else `start`); `paragraph` is the index into
    `Story.paragraphs`, None for the headline.
    """

    start: int
    end: int
    body: int
    kind: ProseKind | None
    paragraph: int | None


class QuoteDraft(Record):
    """A quote to be: spans instead of pieces, `continues` an index into the list of drafts.

    `scores` are in hundredths of a unit of log odds: how much speaks for there being such a quote, and for its source.
    """

    kind: QuoteKind
    segments: tuple[tuple[int, int], ...]
    cue: tuple[int, int, str] | None
    source: tuple[int, int] | None
    paragraph: int | None
    continues: int | None
    modality: Modality | None
    rule: str
    certainty: Certainty
    scores: tuple[int, int] = (0, 0)
