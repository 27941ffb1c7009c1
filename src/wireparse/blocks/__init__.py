"""Blocks: every line lands in exactly one."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from wireparse.draft import Line, Tile
from wireparse.view import View

__all__ = ["tile"]


def tile(view: View, lines: list[Line], *, disabled: AbstractSet[str] = frozenset()) -> list[Tile]:
    """The blocks of a text, in order; they tile it."""
    tiles: list[Tile] = []
    start = 0
    headline = False
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.first == line.last:
            if following is None and tiles:
                tiles[-1] = tiles[-1]._replace(end=line.end)
            elif following is None:
                tiles.append(Tile("other", 0, line.end, 0, 0, "block.other", "sure"))
            elif tiles:
                tiles[-1] = tiles[-1]._replace(end=line.end)
                start = line.end
            continue
        if not headline:
            headline = True
            tiles.append(Tile("headline", start, line.end, line.first, line.last, "block.headline", "likely"))
        else:
            tiles.append(Tile("paragraph", start, line.end, line.first, line.last, "block.paragraph", "likely"))
        start = line.end
    return tiles
