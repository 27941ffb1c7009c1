"""What the fitting scripts share: linear models in the plain form of the data files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wireparse.quotes.linear_model import Feature, Group, lines_of


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
    """One head a line, so that a change of it can be read; what is no model is a line of its own."""
    path.parent.mkdir(exist_ok=True)
    lines = [
        line
        for name, data in models.items()
        for line in (lines_of(name, data) if "rows" in data else [(name, json.dumps(data))])
    ]
    path.write_text("".join([f"{columns}\t{value}\n" for columns, value in lines]), encoding="utf-8")
