"""The lexicon: what is known about words, agencies and places, as data files.

Engines hold no vocabulary; they ask here.  A file is JSON (300 agencies load in half a millisecond), lies in
`wireparse/data` and is read at most once, when it is first needed.  What differs by language lies in one file a
language: `pack("calendar", "de")` is `data/calendar/de.json`.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any, Final

__all__ = ["languages", "load", "pack"]

DATA: Final = os.path.join(os.path.dirname(__file__), "data")


@cache
def load(name: str) -> Any:
    """The content of `data/NAME.json`.  The caller must not change it."""
    with open(os.path.join(DATA, f"{name}.json"), "rb") as file:
        return json.load(file)


def pack(topic: str, language: str) -> Any:
    """The pack of one language for a topic."""
    return load(f"{topic}/{language}")


@cache
def languages(topic: str) -> tuple[str, ...]:
    """The languages that have a pack for a topic, English first."""
    names = os.listdir(os.path.join(DATA, topic))
    found = [name.removesuffix(".json") for name in names if name.endswith(".json")]
    return tuple(sorted(found, key=lambda language: (language != "en", language)))
