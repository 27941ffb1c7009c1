"""Offsets in the units of other languages: UTF-16 code units, as JavaScript and Java count, or bytes of UTF-8."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import Any, Final

from wireparse.errors import UsageError, unknown
from wireparse.exporters.format import Format
from wireparse.model import Story

__all__ = ["UNITS", "checked_unit", "in_units"]

# For each unit, the characters that measure more than one, and how many more.
_WIDER: Final[dict[str, tuple[str, Callable[[str], int]]]] = {
    "codepoints": ("(?!)", lambda character: 0),
    "utf16": ("[\U00010000-\U0010ffff]", lambda character: 1),
    "utf8": ("[^\x00-\x7f]", lambda character: len(character.encode("utf-8", "surrogatepass")) - 1),
}

#: The units that offsets can be counted in.
UNITS: Final = tuple(_WIDER)
# The keys of the model that count characters of the source.
_COUNTS: Final = frozenset({"start", "end", "length"})


def checked_unit(unit: str, form: Format) -> str:
    """`unit`, if there is one of that name and the format can write it.  Raises `UsageError`."""
    if unit not in _WIDER:
        raise unknown("unit of offsets", unit, UNITS, f"one of {', '.join(UNITS)}")
    if unit != UNITS[0] and not form.offsets:
        raise UsageError(f"the format {form.id!r} has no offsets in other units; leave out --offsets, or write json")
    return unit


def in_units(story: Story, unit: str) -> Story:
    """The story with every offset, and the length of its source, counted in `unit`; the texts are the same."""
    pattern, more = _WIDER[unit]
    wider = [(match.start(), more(match.group())) for match in re.finditer(pattern, story.text)]
    if not wider:
        return story
    places = [place for place, _ in wider]
    sums = [0, *accumulate(extra for _, extra in wider)]

    def converted(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: converted(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [converted(inner) for inner in value]
        return value + sums[bisect_left(places, value)] if key in _COUNTS and value is not None else value

    return Story.from_dict(converted(story.to_dict()))
