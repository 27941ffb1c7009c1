"""Groups: stories in the order of how much others share with them; each takes the versions that nobody has yet.

That is what keeps a bad page from joining two groups, as a chain of likenesses would.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Final

from wireparse.versions.candidates import Candidates

__all__ = ["SAME", "leaders"]

#: The part of the smaller sample that two versions share, where nothing else is known.
SAME: Final = 0.5


def leaders(found: Candidates, related: Callable[[int, int], bool] | None = None) -> array[int]:
    """For each story the one that leads its group, itself where it is alone.

    `related` says of two candidates, the leader first, whether they are versions of one story; without it the samples
    decide.  Ties are broken by the stories' numbers.
    """
    lead = array("i", [-1]) * len(found.size)
    # A sort that is stable backwards too leaves stories of equal strength in the order of their numbers.
    for story in sorted(range(len(lead)), key=found.strength.__getitem__, reverse=True):
        if lead[story] >= 0:
            continue
        lead[story] = story
        for other, shared in found.of(story):
            if lead[other] < 0 and (
                related(story, other) if related else shared >= SAME * min(found.size[story], found.size[other])
            ):
                lead[other] = story
    return lead
