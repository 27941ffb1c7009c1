"""The marked articles that the fitting scripts learn from."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from gold import records  # noqa: E402


def articles(path: Path, language: str | None = None) -> list[dict[str, Any]]:
    """The articles of a file in JSON Lines, or of a folder of pages as gold/README.md describes them; of a language,
    those that say they are in another are left out."""
    if path.is_dir():
        found = list(records(path))
    else:
        with path.open(encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
    return [article for article in found if language in (None, article.get("lang", language))]
