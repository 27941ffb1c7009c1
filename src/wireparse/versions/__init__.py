"""Versions of one story: which is the wire's own, who cut, changed and added what; and what a site repeats.

    >>> import wireparse
    >>> stories = [wireparse.parse(text, name=text[:3]) for text in ("One story.", "Two of them.")]
    >>> sorted(group.leader for group in wireparse.group(stories))
    ['One', 'Two']

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

__all__ = [
    "Changed",
    "Group",
    "Span",
    "Version",
    "WireSource",
    "checked_share",
    "fingerprint",
    "group",
    "learn_furniture",
]


def _by_address(story: Story) -> str | None:
    return site_of_url(story.source.url)


def checked_share(same: float) -> None:
    """Refuse a share of text that makes no sense, with a `UsageError`."""
    if not 0 < same <= 1:
        raise UsageError(f"a share of {same!r} makes no sense; give one above 0 and up to 1")


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

    The stories are not kept in memory, and their order does not matter.

    Args:
        stories: The stories, told apart by `source.name`.
        site: Where a story ran; the host of its address, unless told otherwise.  Lines that three or more stories of
            a site repeat are not compared.
        same: The share of the shorter text, above 0 and up to 1, that two versions have in common; three fifths of it
            are enough where both begin alike.
        within: How many days two versions may lie apart, where both are dated; any number if it is None.
        changes: Whether to fill in what each version cut, added and reworded.
        furniture: What sites are known to repeat already: that is not compared, either.

    Returns:
        The groups, sorted by their leaders' digests; in each the leader first.

    Raises:
        UsageError: if `same` is no such share.
    """
    checked_share(same)
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
