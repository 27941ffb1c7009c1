"""Versions of one story: which is the wire's own, who cut, changed and added what; and what a site repeats.

    >>> import wireparse
    >>> groups = wireparse.group([wireparse.parse(text) for text in ("One story.", "Another one.")])
    >>> [group.leader for group in groups]
    ['', '']

`fingerprint` and the modules `shingles`, `candidates` and `leaders` know numbers only: whoever has a grid of machines
can find copies there with the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wireparse.errors import UsageError
from wireparse.knowledge.site_lines import SiteLines, site_of_url
from wireparse.model import Story
from wireparse.versions.furniture import Learner, page_lines
from wireparse.versions.grouping import Rules, families
from wireparse.versions.imprint import fingerprint, imprint
from wireparse.versions.likeness import SAME
from wireparse.versions.model import Changed, Group, Span, Version, WireSource
from wireparse.versions.shelf import Shelf

__all__ = ["Changed", "Group", "Span", "Version", "WireSource", "fingerprint", "group", "learn_furniture"]


def _by_address(story: Story) -> str | None:
    return site_of_url(story.source.url)


def group(
    stories: Iterable[Story],
    *,
    site: Callable[[Story], str | None] = _by_address,
    same: float = SAME,
    within: int | None = None,
    changes: bool = False,
    furniture: SiteLines | None = None,
) -> list[Group]:
    """Put the versions of each story together: every story is in exactly one group, a story without others alone.

    `stories` are told by `source.name`; they may come in any order, and are not kept in memory.  `site` says where a
    story ran (the host of its address, unless told otherwise): lines that three or more stories of a site repeat are
    not compared, nor are those of `furniture`.  `same` is the share of the shorter text, 0 to 1, that two versions
    have in common; less is enough where both begin alike.  `within` is how many days they may lie apart; `changes`
    fills in what each version cut, added and reworded.  Raises `UsageError` for a share beyond 0 and 1.
    """
    if not 0 < same <= 1:
        raise UsageError(f"a share of {same!r} makes no sense; give one above 0 and up to 1")
    learner = Learner()
    with Shelf() as shelf:
        try:
            for story in stories:
                where = site(story)
                learner.add(where, page_lines(story.text, story.source.sha256))
                shelf.add(imprint(story, site=where).packed())
            known = learner.learned().known(furniture)
        finally:
            learner.close()
        return [family.group for family in families(shelf, Rules(same, within, changes, known))]


def learn_furniture(stories: Iterable[Story], *, site: Callable[[Story], str | None] = _by_address) -> SiteLines:
    """What sites repeat, learned from stories of theirs: for `Parser(furniture=…)`.  `site` says where a story ran."""
    learner = Learner()
    try:
        for story in stories:
            learner.add(site(story), page_lines(story.text, story.source.sha256))
        return learner.learned().known()
    finally:
        learner.close()
