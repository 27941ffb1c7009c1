"""Slugline and editors' notes of raw wire copy: kept as fields, out of the headline."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from wireparse.details.fields import Details, Sheet
from wireparse.draft import Tile
from wireparse.lines.slugs import note_end, slug_line, version_end
from wireparse.model import PROSE_KINDS, Piece

__all__ = ["read_slugs"]

_HEAD: Final = 8
_TAIL: Final = 4


def read_slugs(sheet: Sheet, details: Details) -> None:
    """Read the lines around the story that speak to the desk, and the version in front of the headline."""
    stated = sheet.marked("slugline")
    if stated:
        details.slugline = sheet.view.piece(stated[0].start, stated[0].end)
    notes = [sheet.view.piece(mark.start, mark.end) for mark in sheet.marked("ednote")]
    tail = max(_HEAD, len(sheet.tiles) - _TAIL)
    for index, tile in [*enumerate(sheet.tiles[:_HEAD]), *enumerate(sheet.tiles[tail:], tail)]:
        if sheet.is_given(tile) and tile.kind not in PROSE_KINDS:
            continue
        if index in sheet.others:
            _read_lines(sheet, tile, details, notes)
        elif index < _HEAD:
            note = note_end(sheet.view.text, tile.first, tile.last)
            if note:
                notes.append(sheet.view.piece(tile.first, note))
    details.ednotes = tuple(sorted(notes, key=attrgetter("start")))
    _cut_version(sheet, details)


def _read_lines(sheet: Sheet, tile: Tile, details: Details, notes: list[Piece]) -> None:
    text = sheet.view.text
    at = tile.first
    while at < tile.last:
        stop = text.find("\n", at, tile.last)
        stop = stop if stop >= 0 else tile.last
        first = at + len(text[at:stop]) - len(text[at:stop].lstrip())
        line = text[first:stop].rstrip()
        if line:
            _read_line(sheet, (first, first + len(line)), line, details, notes)
        at = stop + 1


def _read_line(sheet: Sheet, span: tuple[int, int], line: str, details: Details, notes: list[Piece]) -> None:
    note = note_end(sheet.view.text, *span)
    if note is not None:
        notes.append(sheet.view.piece(*span))
    elif slug_line(line):
        piece = sheet.view.piece(*span)
        if details.slugline is None or "-" not in details.slugline.text:  # the slug says more than "URGENT"
            details.slugline = piece
        if details.headline and details.headline.start <= piece.start < details.headline.end:
            details.headline = None


def _cut_version(sheet: Sheet, details: Details) -> None:
    """ "UPDATE 2-Mine reopens": the version goes to the slugline, the rest is the headline."""
    title = details.headline
    tile = next((tile for tile in sheet.others.values() if tile.kind == "headline"), None)
    if title is None or tile is None or sheet.is_given(tile):
        return
    end = version_end(sheet.view.text, tile.first, tile.last)
    if end == tile.first or sheet.view.source_span(tile.first, end)[0] != title.start:
        return
    piece = sheet.view.piece(tile.first, end)
    if details.slugline is None:
        details.slugline = sheet.view.piece(tile.first, end - (len(piece.text) - len(piece.text.rstrip())))
    text, start, _ = sheet.view.span(end, tile.last)
    details.headline = title._replace(text=text[: title.end - start], start=start)
