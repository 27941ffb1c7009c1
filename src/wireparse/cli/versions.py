"""Two versions of a story side by side, for a terminal: what the second cut struck out, what it added marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from wireparse.model import Story
    from wireparse.versions.changes import Pairing

__all__ = ["side_by_side"]


def side_by_side(leader: Story, story: Story) -> Iterable[RenderableType]:
    """The paragraphs of two stories beside one another, and below them how much they share."""
    from rich.table import Table
    from rich.text import Text

    from wireparse.exporters.terminal_safe import visible
    from wireparse.versions.changes import paired
    from wireparse.versions.imprint import imprint
    from wireparse.versions.likeness import likeness

    one, other = imprint(leader), imprint(story)
    rows = paired(one, other)
    table = Table.grid(padding=(0, 2))
    table.add_column(width=1)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row("", Text(visible(one.name), "bold"), Text(visible(other.name), "bold"))
    head = [Text(visible(each.headline or "(no headline)"), "italic") for each in (one, other)]
    for left, right, sign in ((head[0], head[1], ""), *map(_row, rows)):
        table.add_row()
        table.add_row(sign, left, right)
    yield table
    like = likeness(one, other)
    cut, added = sum(each.story is None for each in rows), sum(each.leader is None for each in rows)
    reworded = sum(bool(each.leader and each.story and not each.same) for each in rows)
    said = "versions of one story" if like.versions() else "no versions of one story"
    yield ""
    yield Text(
        f"{said}: {like.shorter:.0%} shared · {cut} cut (-) · {added} added (+) · {reworded} reworded (~)", "dim"
    )


def _row(pairing: Pairing) -> tuple[Text, Text, str]:
    """The paragraph of each, and a sign for what was done to it."""
    from rich.text import Text

    from wireparse.exporters.terminal_safe import visible

    left = Text(visible(" ".join(pairing.leader.text.split())) if pairing.leader else "")
    right = Text(visible(" ".join(pairing.story.text.split())) if pairing.story else "")
    if not pairing.story:
        left.stylize("red strike")
        return left, right, "-"
    if not pairing.leader:
        right.stylize("green underline")
        return left, right, "+"
    return left, right, "" if pairing.same else "~"
