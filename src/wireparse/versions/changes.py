"""What a version changed: paragraphs of its leader that it lacks, its own, and those that it reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from wireparse.record import Record
from wireparse.versions.imprint import Imprint, Passage

__all__ = ["Pairing", "paired"]

#: The share of a paragraph's runs that the other story must have for the paragraph to be there.
PRESENT: Final = 0.5
#: The share of words that makes of two paragraphs in the same place one reworded, where no runs are left.
REWORDED: Final = 0.6


class Pairing(Record):
    """A row of two versions side by side: a paragraph of the leader, the story's own, or both; `same` if these say the
    same word for word."""

    leader: Passage | None
    story: Passage | None
    same: bool = False


def paired(leader: Imprint, story: Imprint) -> list[Pairing]:
    """Two versions side by side, in the order of the story; what only the leader has stands where it was."""
    partners = _partners(leader, story)
    there = {partner for partner in partners if partner is not None}
    missing = [at for at, passage in enumerate(leader.passages) if at not in there and not _present(passage, story)]
    _reword(leader, story, partners, missing)
    rows: list[Pairing] = []
    waiting = iter(sorted(missing))
    lost = next(waiting, None)
    reached = -1
    for passage, partner in zip(story.passages, partners, strict=True):
        if partner is None:
            if not _present(passage, leader):
                rows.append(Pairing(None, passage))
            continue
        reached = max(reached, partner)
        while lost is not None and lost < reached:
            rows.append(Pairing(leader.passages[lost], None))
            lost = next(waiting, None)
        original = leader.passages[partner]
        rows.append(Pairing(original, passage, original.words == passage.words))
    while lost is not None:
        rows.append(Pairing(leader.passages[lost], None))
        lost = next(waiting, None)
    return rows


def _partners(leader: Imprint, story: Imprint) -> list[int | None]:
    """For each paragraph of the story the leader's that it comes from, by number."""
    owners: dict[int, int] = {}
    texts: dict[tuple[str, ...], int] = {}
    for at, passage in enumerate(leader.passages):
        texts.setdefault(tuple(passage.words), at)
        for run in passage.runs:
            owners.setdefault(run, at)
    found: list[int | None] = []
    for passage in story.passages:
        partner = texts.get(tuple(passage.words))
        if partner is None and passage.runs:
            [(best, shared)] = Counter(owners.get(run, -1) for run in passage.runs if run in owners).most_common(1) or [
                (-1, 0)
            ]
            fewer = min(len(passage.runs), len(leader.passages[best].runs)) if shared else 1
            partner = best if shared >= PRESENT * fewer else None
        found.append(partner)
    return found


def _present(passage: Passage, other: Imprint) -> bool:
    """Whether most of a paragraph stands somewhere in the other story."""
    if not passage.runs:
        wanted = " ".join(passage.words)
        return any(f" {wanted} " in f" {' '.join(each.words)} " for each in other.passages)
    return sum(run in other.run_set for run in passage.runs) >= PRESENT * len(passage.runs)


def _reword(leader: Imprint, story: Imprint, partners: list[int | None], missing: list[int]) -> None:
    """Pair what the story lacks with what is its own, if they stand in the same place and share most words."""
    for own, lost in _gaps(partners, set(missing)):
        for number in own:
            if _present(story.passages[number], leader):
                continue
            for at in lost:
                if at in missing and _alike(story.passages[number], leader.passages[at]):
                    partners[number] = at
                    missing.remove(at)
                    break


def _gaps(partners: list[int | None], missing: set[int]) -> Iterator[tuple[list[int], list[int]]]:
    """The places between two paragraphs that both have: what the story has there, and what the leader (few, so that
    comparing them all costs little)."""
    before, own = -1, []
    for number, partner in enumerate([*partners, None, max(missing, default=-1) + 1]):
        if partner is None:
            own.append(number) if number < len(partners) else None
            continue
        if own:
            lost = [at for at in range(before + 1, partner) if at in missing]
            yield own[:_NEAR], lost[:_NEAR]
        before, own = partner, []


_NEAR: Final = 8


def _alike(one: Passage, other: Passage) -> bool:
    shared = sum((Counter(one.words) & Counter(other.words)).values())
    return shared >= REWORDED * max(len(one.words), len(other.words), 1)
