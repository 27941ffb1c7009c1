"""Details: what stands inside the blocks, other than quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from wireparse.details.agency import read_agency
from wireparse.details.credits import read_credits
from wireparse.details.dates import read_expressions
from wireparse.details.fields import BlockText, StoryFields
from wireparse.details.find_byline import read_bylines
from wireparse.details.find_dateline import read_datelines
from wireparse.details.headline import read_headlines
from wireparse.details.links import read_links
from wireparse.details.related import read_related
from wireparse.details.slugs import read_slugs
from wireparse.details.timestamps import read_timestamps, settle_published
from wireparse.draft import Tile
from wireparse.metadata import Mark, Metadata
from wireparse.model import Story
from wireparse.text.view import View

__all__ = ["StoryFields", "read_details"]

# The readers in order, a later one may use what an earlier one found; beside each the key of the story that nobody but
# it needs.
_STEPS: Final[tuple[tuple[Callable[[BlockText, StoryFields], None], str | None], ...]] = (
    (read_headlines, None),
    (read_slugs, None),
    (read_timestamps, None),
    (read_bylines, None),
    (read_datelines, None),
    (read_agency, None),
    (settle_published, None),
    (read_expressions, "dates"),
    (read_links, "links"),
    (read_credits, "credits"),
    (read_related, "related"),
)


_NOTHING: Final = Metadata()
_ALL: Final = frozenset(Story._fields)


def read_details(
    view: View,
    tiles: list[Tile],
    *,
    language: str | None,
    given: str | None,
    disabled: AbstractSet[str] = frozenset(),
    marks: Sequence[Mark] = (),
    metadata: Metadata = _NOTHING,
    parts: AbstractSet[str] = _ALL,
) -> StoryFields:
    """Read the fields of tiled text.

    `language` is the text's, as far as known; `given` the caller's date as ISO 8601; `disabled` the rules that are
    switched off; `marks`, in view offsets, and `metadata` what the text's file states; `parts` the keys of the story
    that are wanted.
    """
    blocks = BlockText(view, tiles, language, given, disabled, marks, metadata)
    fields = StoryFields()
    for step, part in _STEPS:
        if part is None or part in parts:
            step(blocks, fields)
    return fields
