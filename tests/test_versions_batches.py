"""Versions found in batches, as engines hand them round: those that `wireparse.group` finds."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.republished import FURNITURE, others, versions
from wireparse import Story, group, learn_furniture, parse
from wireparse.versions.batches import decided, imprinted, linked, versions_schema

pyarrow = pytest.importorskip("pyarrow", reason="the extra 'parquet' (pyarrow) is not installed")


def texts() -> dict[str, str]:
    """Versions of a story, each three times, stories that stand alone, and two that are too short."""
    copies = {f"{name}-{at}": text for at in range(3) for name, text in versions().items()}
    site = {name: text + "\n" + "\n\n".join(FURNITURE) + "\n" for name, text in others(9).items()}
    return copies | site | dict.fromkeys(("short", "short2"), "BERGEN (Reuters) - The ferry is late, officials said.")


def site_of(story: Story) -> str | None:
    """Where it ran: a third of them nobody knows where."""
    name = story.source.name or ""
    return None if name.endswith("0") else "courier.example" if name.startswith("other") else f"{name[-1]}.example"


def sited() -> list[Story]:
    stories = [parse(text, name=name) for name, text in texts().items()]
    return [*stories, stories[0], stories[-1]]


def expected(stories: list[Story], *, changes: bool) -> list[dict[str, Any]]:
    """The rows that one process makes, in an order of their own."""
    found = group(stories, site=site_of, changes=changes, furniture=learn_furniture(stories, site=site_of))
    rows = [
        version.to_dict() | {"wire_source": each.wire_source and each.wire_source._asdict()}
        for each in found
        for version in each.versions
    ]
    return sorted(rows, key=repr)


def learned(stories: list[Story]) -> list[tuple[str, str | None, int]]:
    """What their sites repeat, as rows of a file."""
    known = learn_furniture(stories, site=site_of)
    seen: list[tuple[str, str | None, int]] = [(site, None, count) for site, count in known.stories.items()]
    return [*seen, *((site, f"{line:x}", 3) for site in known.sites for line in known.of(site).repeated)]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("changes", [False, True])
def test_three_steps_find_what_one_process_finds(seed: int, changes: bool) -> None:
    stories = sited()
    rows = [{"story": story.to_dict(), "site": site_of(story)} for story in stories] + [{"story": None, "site": "a"}]
    random.Random(seed).shuffle(rows)
    given = [pyarrow.RecordBatch.from_pylist(rows[at : at + 7]) for at in range(0, len(rows), 7)]
    prints = pyarrow.Table.from_batches(imprinted(given, furniture=learned(stories))).sort_by("key")
    links = pyarrow.Table.from_batches(linked(prints.to_batches(max_chunksize=5)))
    order = [("family", "ascending"), ("number", "ascending")]
    rows = pyarrow.Table.from_batches(
        decided(links.sort_by(order).to_batches(max_chunksize=4), same=0.5, changes=changes)
    )
    assert rows.schema == versions_schema(changes=changes)
    assert sorted(rows.to_pylist(), key=repr) == expected(stories, changes=changes)


def test_no_story_gives_no_version() -> None:
    assert [batch.num_rows for batch in linked(imprinted([]))] == []
    assert [batch.num_rows for batch in decided([], same=0.5)] == [0]


def test_a_family_holds_what_is_linked_and_no_more() -> None:
    rows = [{"story": story.to_dict(), "site": None} for story in sited()]
    prints = pyarrow.Table.from_batches(imprinted([pyarrow.RecordBatch.from_pylist(rows)])).sort_by("key")
    families = pyarrow.Table.from_batches(linked(prints.to_batches()))["family"].to_pylist()
    assert len(families) == len(rows)
    assert len(set(families)) > 3
