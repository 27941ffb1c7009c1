"""JSON: one story as a document that people can read, several as JSON Lines."""

from __future__ import annotations

import json
from typing import Any, Final

from wireparse.exporters.as_jsonl import escaped, line, selected
from wireparse.exporters.format import Format

__all__ = ["FORMAT", "pretty"]

# An object or list of plain values that fits into so many columns stands on one line: a piece reads best so.
_WIDTH: Final = 110
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def pretty(body: bytes) -> bytes:
    """A line of JSON, spread out and indented by two spaces."""
    return escaped(_spread(json.loads(body), "")) + b"\n"


def _spread(value: Any, indent: str) -> str:
    if not isinstance(value, dict | list) or not value:
        return _encode(value)
    items = value.values() if isinstance(value, dict) else value
    if not any(isinstance(item, dict | list) and item for item in items):
        text = _encode(value)
        if len(text) + len(indent) <= _WIDTH:
            return text
    deeper = indent + "  "
    if isinstance(value, dict):
        rows = [f"{deeper}{_encode(key)}: {_spread(item, deeper)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + _spread(item, deeper) for item in value) + f"\n{indent}]"


FORMAT: Final = Format(
    id="json",
    suffix=".json",
    summary="JSON: one story as an indented document, several as JSON Lines",
    tables=(),
    head=lambda table: b"",
    body=lambda story, table: line(story),
    alone=pretty,
    offsets=True,
    select=selected,
)
