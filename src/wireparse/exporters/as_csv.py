"""CSV: tidy tables that join on their first column, `story`.

RFC 4180 with a header line.  A cell that a spreadsheet would run as a formula gets an apostrophe in front, as the
Open Worldwide Application Security Project advises; nothing else of the text is changed.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from wireparse.errors import unknown
from wireparse.exporters.format import Format, utf8
from wireparse.exporters.spreadsheet import Cell, safe
from wireparse.model import Slice, Story

__all__ = ["FORMAT"]

Row: TypeAlias = Sequence[Cell]


def _stories(story: Story) -> Iterable[Row]:
    byline, dateline, agency = story.byline, story.dateline, story.agency
    place = dateline.places[0] if dateline and dateline.places else None
    yield (
        story.language,
        _text(story.headline),
        _text(story.subheadline),
        byline.line if byline else None,
        "; ".join(author.name for author in byline.authors) if byline else None,
        _text(dateline),
        place.name if place else None,
        place.region if place else None,
        place.country if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        agency.id if agency else None,
        agency.name if agency else None,
        story.published.iso if story.published else None,
        story.updated.iso if story.updated else None,
        len(story.paragraphs),
        len(story.quotes),
        len(story.speakers),
        len(story.related),
        "; ".join(notice.code for notice in story.warnings),
        story.source.length,
        story.source.sha256,
        story.source.encoding,
        story.source.url,
        story.source.retrieved,
        story.source.id,
        story.source.form,
        story.publication.name if story.publication else None,
        story.publication.section if story.publication else None,
        story.publication.page if story.publication else None,
        story.wire.service if story.wire else None,
        story.wire.priority if story.wire else None,
    )


def _quotes(story: Story) -> Iterable[Row]:
    for quote in story.quotes:
        yield (
            quote.id,
            quote.kind,
            quote.text,
            quote.speaker.id if quote.speaker else None,
            quote.speaker.name if quote.speaker else None,
            _text(quote.source),
            _text(quote.cue),
            quote.cue.lemma if quote.cue else None,
            quote.paragraph,
            quote.segments[0].start if quote.segments else None,
            quote.segments[-1].end if quote.segments else None,
            quote.continues,
            quote.modality,
            quote.rule,
            quote.certainty,
        )


def _speakers(story: Story) -> Iterable[Row]:
    spoken = Counter(quote.speaker.id for quote in story.quotes if quote.speaker)
    for speaker in story.speakers:
        yield (
            speaker.id,
            speaker.name,
            speaker.honorific,
            speaker.role,
            speaker.affiliation,
            speaker.kind,
            len(speaker.mentions),
            spoken[speaker.id],
        )


def _blocks(story: Story) -> Iterable[Row]:
    for index, block in enumerate(story.blocks):
        yield index, block.kind, block.start, block.end, block.text, block.rule, block.certainty


def _related(story: Story) -> Iterable[Row]:
    for index, item in enumerate(story.related):
        yield (
            index,
            item.headline.text,
            _text(item.excerpt),
            item.truncated,
            _text(item.dateline),
            _text(item.url),
            item.headline.start,
            (item.excerpt or item.headline).end,
        )


_TABLES: Final[dict[str, tuple[str, Callable[[Story], Iterable[Row]]]]] = {
    "stories": (
        "language headline subheadline byline authors dateline place region country latitude longitude agency_id agency"
        " published updated paragraphs quotes speakers related warnings length sha256 encoding url retrieved"
        " file_id form publication section page service priority",
        _stories,
    ),
    "quotes": (
        "id kind text speaker_id speaker source cue lemma paragraph start end continues modality rule certainty",
        _quotes,
    ),
    "speakers": ("id name honorific role affiliation kind mentions quotes", _speakers),
    "blocks": ("block kind start end text rule certainty", _blocks),
    "related": ("item headline excerpt truncated dateline url start end", _related),
}


def _text(piece: Slice | None) -> str | None:
    return piece.text if piece else None


def _head(table: str | None) -> bytes:
    columns, _ = _TABLES[table or "stories"]
    return utf8(",".join(("story", *columns.split())) + "\r\n")


def _body(story: Story, table: str | None) -> bytes:
    _, rows = _TABLES[table or "stories"]
    return _lines(story, rows(story))


def _lines(story: Story, rows: Iterable[Row]) -> bytes:
    name = safe(story.source.name)
    out = io.StringIO()
    csv.writer(out).writerows((name, *map(safe, row)) for row in rows)
    return utf8(out.getvalue())


def _read(table: str, columns: Sequence[str]) -> frozenset[str]:
    """The keys of a story that some columns of a table are made of."""
    if table != "stories":
        return frozenset({table, "quotes"} if table == "speakers" else {table})
    return frozenset(Story._fields).intersection(columns) | {"headline", "byline", "dateline", "published", "updated"}


def _selected(form: Format, fields: Sequence[str], table: str | None) -> Format:
    """The format with some columns of a table, behind the story's name, in the order in which they are named."""
    table = table or "stories"
    columns, rows = _TABLES[table]
    known = columns.split()
    for field in fields:
        if field not in known and field != "story":
            raise unknown("column", field, known, f"those of {table} are {', '.join(known)}")
    kept = [field for field in dict.fromkeys(fields) if field != "story"]
    places = [known.index(field) for field in kept]

    def body(story: Story, _: str | None) -> bytes:
        return _lines(story, ([row[place] for place in places] for row in rows(story)))

    head = utf8(",".join(("story", *kept)) + "\r\n")
    return form._replace(head=lambda _: head, body=body, reads={table: _read(table, kept)})


FORMAT: Final = Format(
    id="csv",
    suffix=".csv",
    summary="CSV: one tidy table a file, the story's name first; into a folder: all tables",
    tables=tuple(_TABLES),
    head=_head,
    body=_body,
    alone=lambda body: body,
    offsets=True,
    reads={table: _read(table, columns.split()) for table, (columns, _) in _TABLES.items()},
    select=_selected,
)
