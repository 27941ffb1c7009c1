"""The lexicon: what is known about words, agencies and places, as data files.

Engines hold no vocabulary; they ask here.  A file is JSON (300 agencies load in half a millisecond), lies in
`wireparse/data` and is read at most once, when it is first needed.  What differs by language lies in one file a
language: `pack("calendar", "de")` is `data/calendar/de.json`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

__all__ = ["languages", "load", "pack"]

DATA: Final = Path(__file__).parent / "data"


@cache
def load(name: str) -> Any:
    """The content of `data/NAME.json`.  The caller must not change it."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def pack(topic: str, language: str) -> Any:
    """The pack of one language for a topic."""
    return load(f"{topic}/{language}")


@cache
def languages(topic: str) -> tuple[str, ...]:
    """The languages that have a pack for a topic, English first."""
    found = sorted(path.stem for path in (DATA / topic).glob("*.json"))
    return tuple(sorted(found, key=lambda language: language != "en"))
