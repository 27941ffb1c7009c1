"""Slugline and editors' notes of raw wire copy: kept as fields, out of the headline."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from wireparse.details.fields import BlockText, StoryFields
from wireparse.draft import Tile
from wireparse.lines.slugs import note_end, slug_line, version_end
from wireparse.model import PROSE_KINDS, Piece

__all__ = ["read_slugs"]

_HEAD: Final = 8
_TAIL: Final = 4


def read_slugs(blocks: BlockText, fields: StoryFields) -> None:
    """Read the lines around the story that speak to the desk, and the version in front of the headline."""
    stated = blocks.marked("slugline")
    if stated:
        fields.slugline = blocks.view.piece(stated[0].start, stated[0].end)
    notes = [blocks.view.piece(mark.start, mark.end) for mark in blocks.marked("ednote")]
    tail = max(_HEAD, len(blocks.tiles) - _TAIL)
    for index, tile in [*enumerate(blocks.tiles[:_HEAD]), *enumerate(blocks.tiles[tail:], tail)]:
        if blocks.is_given(tile) and tile.kind not in PROSE_KINDS:
            continue
        if index in blocks.others:
            _read_lines(blocks, tile, fields, notes)
        elif index < _HEAD:
            note = note_end(blocks.view.text, tile.first, tile.last)
            if note:
                notes.append(blocks.view.piece(tile.first, note))
    fields.ednotes = tuple(sorted(notes, key=attrgetter("start")))
    _cut_version(blocks, fields)


def _read_lines(blocks: BlockText, tile: Tile, fields: StoryFields, notes: list[Piece]) -> None:
    text = blocks.view.text
    at = tile.first
    while at < tile.last:
        stop = text.find("\n", at, tile.last)
        stop = stop if stop >= 0 else tile.last
        first = at + len(text[at:stop]) - len(text[at:stop].lstrip())
        line = text[first:stop].rstrip()
        if line:
            _read_line(blocks, (first, first + len(line)), line, fields, notes)
        at = stop + 1


def _read_line(blocks: BlockText, span: tuple[int, int], line: str, fields: StoryFields, notes: list[Piece]) -> None:
    note = note_end(blocks.view.text, *span)
    if note is not None:
        notes.append(blocks.view.piece(*span))
    elif slug_line(line):
        piece = blocks.view.piece(*span)
        if fields.slugline is None or "-" not in fields.slugline.text:  # the slug says more than "URGENT"
            fields.slugline = piece
        if fields.headline and fields.headline.start <= piece.start < fields.headline.end:
            fields.headline = None


def _cut_version(blocks: BlockText, fields: StoryFields) -> None:
    """ "UPDATE 2-Mine reopens": the version goes to the slugline, the rest is the headline."""
    title = fields.headline
    tile = next((tile for tile in blocks.others.values() if tile.kind == "headline"), None)
    if title is None or tile is None or blocks.is_given(tile):
        return
    end = version_end(blocks.view.text, tile.first, tile.last)
    if end == tile.first or blocks.view.source_span(tile.first, end)[0] != title.start:
        return
    piece = blocks.view.piece(tile.first, end)
    if fields.slugline is None:
        fields.slugline = blocks.view.piece(tile.first, end - (len(piece.text) - len(piece.text.rstrip())))
    text, start, _ = blocks.view.span(end, tile.last)
    fields.headline = title._replace(text=text[: title.end - start], start=start)
