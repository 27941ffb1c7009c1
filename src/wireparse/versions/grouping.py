"""Grouping: from the imprints on a shelf to groups, in an order that is the stories' own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from wireparse.knowledge.site_lines import SiteLines
from wireparse.model import Certainty
from wireparse.record import Record
from wireparse.versions.candidates import Candidates, candidates
from wireparse.versions.changes import Pairing, paired
from wireparse.versions.imprint import Imprint
from wireparse.versions.leaders import leaders
from wireparse.versions.likeness import SAME, Likeness, days_apart, likeness
from wireparse.versions.model import Changed, Group, Role, Span, Version, WireSource
from wireparse.versions.shelf import Shelf

__all__ = ["Family", "Rules", "families"]

#: A version with at most this part of the leader's runs, and nothing of its own, is an excerpt.
EXCERPT: Final = 0.35
#: Shares from which on a version is sure, or likely.
_SURE: Final = 0.8
_LIKELY: Final = 0.5
_DIGEST: Final = 12
_BLANKS: Final = re.compile(r"\W++")


class Rules(Record):
    """How versions are told: the least `same` share, the days that they lie apart at most (`within`), whether what
    they changed is told, and the lines that sites repeat."""

    same: float = SAME
    within: int | None = None
    changes: bool = False
    furniture: SiteLines | None = None


class Family(Record):
    """A group with its stories' imprints, the leader first, and each story beside the leader if that was asked for."""

    group: Group
    imprints: tuple[Imprint, ...]
    pairings: tuple[list[Pairing] | None, ...]


def families(shelf: Shelf, rules: Rules, found: Candidates | None = None) -> Iterator[Family]:
    """The groups of all stories on a shelf, sorted by their leaders' digests.

    `found` are the pairs to compare, by the stories' numbers on the sorted shelf, where they are known already.
    """
    shelf.sort(rules.furniture)
    if found is None:
        found = candidates(imprint.sample for imprint in shelf)

    def related(one: int, other: int) -> bool:
        first, second = shelf.get(one), shelf.get(other)
        if rules.within is not None:
            apart = days_apart(first.date, second.date)
            if apart is not None and apart > rules.within:
                return False
        return likeness(first, second).versions(rules.same)

    lead = leaders(found, related)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for story, leader in enumerate(lead):
        members[leader].append(story)
    best = {(_leader(shelf, group) if len(group) > 1 else group[0]): group for group in members.values()}
    ids: Counter[str] = Counter()
    for leader in sorted(best):
        yield _family(shelf, leader, best[leader], rules, ids)


def _leader(shelf: Shelf, group: Sequence[int]) -> int:
    """The version that the others corroborate most; of equal ones that which names its wire, the earliest, that with
    the least around it, the longest."""
    seen = Counter(run for story in group for run in shelf.get(story).run_set)

    def rank(story: int) -> tuple[int, bool, str, int, int, int]:
        imprint = shelf.get(story)
        shared = sum(seen[run] > 1 for run in imprint.run_set)
        known = [any(seen[run] > 1 for run in passage.runs) for passage in imprint.passages]
        # What follows the last thing that others have may be what they cut; what stands before it is somebody's own.
        last = max((at for at, has in enumerate(known) if has), default=0)
        own = sum(seen[run] == 1 for passage in imprint.passages[:last] for run in passage.runs)
        early = imprint.date or "9"
        return own - shared, imprint.wire is None, early, imprint.aside, -len(imprint.run_set), story

    return min(group, key=rank)


def _family(shelf: Shelf, leader: int, group: Sequence[int], rules: Rules, ids: Counter[str]) -> Family:
    first = shelf.get(leader)
    order = [leader, *sorted((story for story in group if story != leader), key=lambda story: shelf.get(story).name)]
    imprints = tuple(map(shelf.get, order))
    key = sha256("\0".join(first.key).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    ids[key] += 1
    identity = key if ids[key] == 1 else f"{key}-{ids[key]}"  # the same story twice, too short to be compared
    wire = _wire(imprints)
    pairings = tuple(
        None if (each is first and len(order) > 1) or len(order) == 1 else paired(first, each) for each in imprints
    )
    versions = tuple(
        _version(each, first, pairing, identity, wire[0] if wire else None, len(order) == 1, rules)
        for each, pairing in zip(imprints, pairings, strict=True)
    )
    group_of = Group(identity, first.name, wire[0] if wire else None, wire[1] if wire else None, versions)
    return Family(group_of, imprints, pairings)


def _wire(imprints: Sequence[Imprint]) -> tuple[str, WireSource] | None:
    """The agency that most versions name, in doubt the leader's, and where it is named first."""
    named = [(each.wire, each) for each in imprints if each.wire is not None]
    if not named:
        return None
    times = Counter(wire[0] for wire, _ in named)
    chosen = max(times, key=lambda wire: (times[wire], wire == named[0][0][0]))
    (_, text, start, end), story = next((wire, story) for wire, story in named if wire[0] == chosen)
    return chosen, WireSource(story.name, text, start, end)


def _version(
    story: Imprint,
    leader: Imprint,
    pairings: list[Pairing] | None,
    group: str,
    wire: str | None,
    alone: bool,
    rules: Rules,
) -> Version:
    """The row of one story; `pairings` is it beside its leader, None for the leader itself."""
    like = Likeness(1.0, 1.0, True) if pairings is None else likeness(story, leader)
    role: Role = ("single" if alone else "original") if pairings is None else _role(story, leader, pairings)
    rule, certainty = _reason(role, like, story.too_short)
    asked = rules.changes
    rows = pairings or []
    return Version(
        story=story.name,
        group=group,
        leader=leader.name,
        role=role,
        wire=wire,
        share=round(like.shorter, 4),
        headline="same" if _title(story) == _title(leader) else "changed",
        rule=rule,
        certainty=certainty,
        site=story.site,
        date=story.date,
        sha256=story.sha256,
        warnings=("too-short-to-group",) if story.too_short else (),
        cut=tuple(Span(*each.leader.span) for each in rows if each.leader and not each.story) if asked else None,
        added=tuple(Span(*each.story.span) for each in rows if each.story and not each.leader) if asked else None,
        changed=tuple(
            Changed(each.story.start, each.story.end, each.leader.start, each.leader.end)
            for each in rows
            if each.story and each.leader and not each.same
        )
        if asked
        else None,
    )


def _role(story: Imprint, leader: Imprint, pairings: Sequence[Pairing]) -> Role:
    if any(each.leader is None or (each.story and not each.same) for each in pairings):
        return "edited"
    if all(each.story for each in pairings):
        return "copy"
    kept = len(story.run_set & leader.run_set)
    return "excerpt" if kept <= EXCERPT * len(leader.run_set) else "cut"


def _reason(role: Role, like: Likeness, too_short: bool) -> tuple[str, Certainty]:
    if role == "single":
        return ("version.too-short", "likely") if too_short else ("version.alone", "sure")
    if role == "original":
        return "version.corroborated", "sure"
    certainty: Certainty = "sure" if like.shorter >= _SURE else "likely" if like.shorter >= _LIKELY else "guess"
    if role == "copy" and like.longer == 1.0:
        return "version.same-text", "sure"
    return ("version.opens-alike" if like.opening else "version.shares-text"), certainty


def _title(story: Imprint) -> str:
    return _BLANKS.sub(" ", story.headline or "").strip().casefold()
