"""What the fitting scripts share: linear models in the plain form of the data files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wireparse.quotes.linear import Feature, Group


def plain(
    groups: Iterable[Group], bias: float, weights: Iterable[tuple[Feature, float]], smallest: int
) -> dict[str, Any]:
    """A model with its weights in whole hundredths; those under `smallest` are left out."""
    rows: dict[str, dict[str, dict[str, dict[str, int]]]] = {
        " ".join(row): {} for group in groups for row in group.rows
    }
    for (row, head, slot, value), weight in weights:
        hundredths = round(float(weight) * 100)
        if abs(hundredths) >= smallest:
            rows[row].setdefault(head, {}).setdefault(slot, {})[value] = hundredths
    return {"bias": round(float(bias) * 100), "rows": rows}


def write(models: dict[str, Any], path: Path) -> None:
    """One head a line, so that a change of it can be read."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(_text(models) + "\n", encoding="utf-8")


def _text(value: Any, depth: int = 0) -> str:
    if depth == 4 or not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False)
    indent = " " * depth
    parts = [
        f"{indent} {json.dumps(name, ensure_ascii=False)}: {_text(inner, depth + 1)}" for name, inner in value.items()
    ]
    return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
