"""Candidates: which stories share sampled runs, without looking at every pair.

Every sampled run is a number with the number of its story behind it; sorted, those of one run stand together.  A run
that few stories have links all of them with one another; one that many have links each to its *hubs* only, the stories
with the most that others have too.  So a paragraph that a thousand stories share costs a thousand links, not a
million, and a story that a thousand sites ran is still linked to its fullest versions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import combinations, groupby, repeat
from typing import Final

from wireparse.versions.buckets import Buckets

__all__ = ["Candidates", "candidates"]

#: Stories that all link with one another, and hubs of a run that more have.
FEW: Final = 16
HUBS: Final = 8
#: Sampled runs that two stories share at least, unless one has hardly any.
SHARED: Final = 2
HARDLY: Final = 6
#: The least part of the smaller sample that is shared, below which nobody looks closer.
LEAST: Final = 0.1

_HASH_BITS: Final = 61


class Candidates:
    """Pairs of stories that share sampled runs, by number; `strength` counts the runs of a story that others have, and
    `size` those of its sample."""

    def __init__(
        self, size: array[int], strength: array[int], starts: array[int], others: array[int], shared: array[int]
    ) -> None:
        self.size = size
        self.strength = strength
        self._starts = starts
        self._others = others
        self._shared = shared

    def of(self, story: int) -> list[tuple[int, int]]:
        """The stories that share runs with one, each with how many."""
        here = slice(self._starts[story], self._starts[story + 1])
        return list(zip(self._others[here], self._shared[here], strict=True))

    def __len__(self) -> int:
        return len(self._others) // 2


def candidates(samples: Iterable[Sequence[int]]) -> Candidates:
    """The pairs of stories, numbered in the order of `samples`, that share sampled runs.

    Which pairs there are does not depend on that order, but for runs that more than `FEW` stories of equal strength
    have: give the stories sorted by something that is their own.
    """
    size = array("I")
    # Of the run's number as many high bits are kept as leave room for the story's: what two runs have in common by
    # chance is too little to matter.
    room = 26
    with Buckets(_HASH_BITS + 3) as occurrences:
        for story, sample in enumerate(samples):
            size.append(len(sample))
            occurrences.extend([(number >> room - 3) << room | story for number in sample])
        count = len(size)
        strength, runs = _shared_runs(occurrences, count, room)
    with Buckets(2 * max(1, count).bit_length()) as pairs:
        _link(runs, strength, pairs, max(1, count).bit_length())
        del runs
        return _settled(pairs, size, strength)


def _shared_runs(occurrences: Buckets, count: int, room: int) -> tuple[array[int], array[int]]:
    """For each story how many of its runs others have; and the stories of each run that several have, each list
    behind its length."""
    strength, runs = array("I", bytes(array("I").itemsize * count)), array("I")
    mask = (1 << room) - 1
    for bucket in occurrences.sorted():
        before = -1
        members: list[int] = []
        for occurrence in bucket:
            run = occurrence >> room
            if run != before:
                if len(members) > 1:
                    runs.append(len(members))
                    runs.extend(members)
                    for story in members:
                        strength[story] += 1
                before, members = run, []
            members.append(occurrence & mask)
        if len(members) > 1:
            runs.append(len(members))
            runs.extend(members)
            for story in members:
                strength[story] += 1
    return strength, runs


def _link(runs: array[int], strength: array[int], pairs: Buckets, bits: int) -> None:
    at, waiting = 0, []
    while at < len(runs):
        members = runs[at + 1 : at + 1 + runs[at]]
        at += 1 + len(members)
        if len(members) <= FEW:
            waiting += [one << bits | other for one, other in combinations(members, 2)]
        else:
            hubs = sorted(members, key=lambda story: (-strength[story], story))[:HUBS]
            waiting += {min(hub, story) << bits | max(hub, story) for hub in hubs for story in members if hub != story}
        if len(waiting) > 100_000:
            pairs.extend(waiting)
            waiting = []
    pairs.extend(waiting)


def _settled(pairs: Buckets, size: array[int], strength: array[int]) -> Candidates:
    """The pairs that share enough, from both sides."""
    count, bits = len(size), max(1, len(size)).bit_length()
    mask = (1 << bits) - 1
    # Behind a pair stands how many runs it shares.
    room = 62 - 2 * bits
    with Buckets(62) as both:
        for bucket in pairs.sorted():
            enough = []
            for pair, alike in groupby(bucket):
                shared = sum(1 for _ in alike)
                one, other = pair >> bits, pair & mask
                smaller = min(size[one], size[other])
                if (shared >= SHARED or smaller <= HARDLY) and shared >= LEAST * smaller:
                    shared = min(shared, (1 << room) - 1)
                    enough += [pair << room | shared, (other << bits | one) << room | shared]
            both.extend(enough)
        starts, others, shares = array("I"), array("I"), array("I")
        for bucket in both.sorted():
            for packed in bucket:
                story = packed >> room + bits
                starts.extend(repeat(len(others), story + 1 - len(starts)))
                others.append(packed >> room & mask)
                shares.append(packed & (1 << room) - 1)
    starts.extend(repeat(len(others), count + 1 - len(starts)))
    return Candidates(size, strength, starts, others, shares)
