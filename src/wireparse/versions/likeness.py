"""Are two stories versions of one?  The share of runs that they have in common says it, and where these stand.

Editors cut from the end, so a version nearly always begins as the other does: then less needs to be shared.  A later
story that repeats an older one as its background begins in its own words, and most of it is its own: then more of the
shorter story must be shared, and much of the longer.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from wireparse.record import Record
from wireparse.versions.imprint import Imprint

__all__ = ["SAME", "Likeness", "days_apart", "likeness"]

#: The share of the shorter story that two versions have in common, unless the caller says another.
SAME: Final = 0.5
# What part of that is enough where both begin alike, and where they do not; the part of the longer story that must be
# shared then.
_ALIKE: Final = 0.6
_APART: Final = 1.2
_LONGER: Final = 0.4
# Runs of a story's opening, the share of them that the other has in its own opening part, and how far that reaches.
_OPENING: Final = 60
_OPENED: Final = 0.3
_REACH: Final = 3


class Likeness(Record):
    """What two stories have in common: the share of the shorter one's runs, that of the longer one's, whether both
    begin alike."""

    shorter: float
    longer: float
    opening: bool

    def versions(self, same: float = SAME) -> bool:
        """Whether they are versions of one story."""
        if self.opening:
            return self.shorter >= same * _ALIKE
        return self.shorter >= min(1.0, same * _APART) and self.longer >= same * _LONGER / SAME


def likeness(one: Imprint, other: Imprint) -> Likeness:
    """What two stories have in common."""
    shared = len(one.run_set & other.run_set)
    fewer, more = sorted((len(one.run_set), len(other.run_set)))
    opening = min(_opens(one, other), _opens(other, one)) >= _OPENED
    return Likeness(shared / max(1, fewer), shared / max(1, more), opening)


def _opens(one: Imprint, other: Imprint) -> float:
    """The share of a story's opening that stands in the opening part of the other."""
    opening = set(one.runs[:_OPENING])
    reach = set(other.runs[: max(2 * _OPENING, len(other.runs) // _REACH)])
    return len(opening & reach) / max(1, len(opening))


def days_apart(one: str | None, other: str | None) -> int | None:
    """The days between two dates in ISO 8601; None where one is not known to the day."""
    try:
        return abs((date.fromisoformat((one or "")[:10]) - date.fromisoformat((other or "")[:10])).days)
    except ValueError:
        return None
