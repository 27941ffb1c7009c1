"""Physical lines: with the blank ones between them they tile the text."""

from __future__ import annotations

from wireparse.draft import Line
from wireparse.record import records

__all__ = ["split_lines"]


def split_lines(text: str) -> list[Line]:
    """The lines of a folded text that are not blank, each with its line break."""
    rows = []
    start, size = 0, len(text)
    for content in text.split("\n"):
        end = start + len(content) + 1
        if stripped := content.strip():
            first = start + content.find(stripped[0])
            rows.append((start, min(end, size), first, first + len(stripped), stripped))
        start = end
    return list(records(Line, rows))
