"""Physical lines: they tile the text."""

from __future__ import annotations

from wireparse.draft import Line

__all__ = ["split_lines"]


def split_lines(text: str) -> list[Line]:
    """The lines of a folded text, each with its line break; an empty text has none."""
    lines = []
    start, size = 0, len(text)
    while start < size:
        end = text.find("\n", start) + 1 or size
        if end - start == 1 and text[start] == "\n":
            lines.append(Line(start, end, start, start, ""))
            start = end
            continue
        content = text[start:end]
        stripped = content.strip()
        first = start + len(content) - len(content.lstrip()) if stripped else start
        lines.append(Line(start, end, first, first + len(stripped), stripped))
        start = end
    return lines
