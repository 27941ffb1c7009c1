"""What was found in a story as labelled spans of its text, for tools that show and train on spans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wireparse.model import BLOCK_KINDS, Piece, Slice, Story
from wireparse.record import Record

__all__ = ["LABELS", "Span", "spans"]

#: Every label: those of pieces, and the kinds of blocks.
LABELS: Final = ("quote", "source", "cue", "author", "place", *BLOCK_KINDS)


class Span(Record):
    """A stretch of the source with its label.  `id` is unique in the story; `of` is the id of the quote's first span
    that a source, a cue or a further segment belongs to; `notes` say more about it."""

    id: str
    label: str
    text: str
    start: int
    end: int
    of: str | None
    notes: dict[str, str]


def spans(story: Story) -> Iterator[Span]:
    """Blocks without the blank lines after them, then the pieces inside, in the order of the model."""
    for index, block in enumerate(story.blocks):
        text = block.text.rstrip()
        if text:
            piece = Piece(text, block.start, block.start + len(text))
            yield _span(f"b{index}", block.kind, piece, rule=block.rule, certainty=block.certainty)
    if story.dateline:
        line = story.dateline
        yield _span("d", "dateline", line, rule=line.rule, certainty=line.certainty)
        for index, place in enumerate(line.places):
            yield _span(f"d{index}", "place", place, name=place.name)
    for index, author in enumerate(story.byline.authors if story.byline else ()):
        if author.text is not None and author.start is not None and author.end is not None:
            yield _span(f"a{index}", "author", Piece(author.text, author.start, author.end), name=author.name)
    for quote in story.quotes:
        speaker = {"speaker": quote.speaker.name} if quote.speaker else {}
        for index, segment in enumerate(quote.segments):
            notes = {"kind": quote.kind, "rule": quote.rule, "certainty": quote.certainty, **speaker}
            yield _span(
                f"{quote.id}.{index}" if index else quote.id, "quote", segment, quote.id if index else None, **notes
            )
        if quote.source:
            yield _span(f"{quote.id}.source", "source", quote.source, quote.id, **speaker)
        if quote.cue:
            yield _span(f"{quote.id}.cue", "cue", quote.cue, quote.id, lemma=quote.cue.lemma)


def _span(key: str, label: str, piece: Slice, of: str | None = None, /, **notes: str) -> Span:
    return Span(key, label, piece.text, piece.start, piece.end, of, notes)
