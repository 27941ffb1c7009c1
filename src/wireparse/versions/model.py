"""What a grouping gives: groups, and in each the versions of one story."""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

from wireparse.model import Certainty
from wireparse.record import Record

__all__ = ["ASKED", "Changed", "Group", "Role", "Span", "Version", "WireSource"]

Role: TypeAlias = Literal["original", "copy", "cut", "edited", "excerpt", "single"]


class Span(Record):
    """A paragraph of a story: `start` to `end` in code points of its text, half-open."""

    start: int
    end: int
    text: str


class Changed(Record):
    """A paragraph that a version reworded, and where the leader's stands, in code points of each text, half-open."""

    start: int
    end: int
    leader_start: int
    leader_end: int


class WireSource(Record):
    """Where a group's wire is named: the story, and the piece of its text, null where only its file says so."""

    story: str
    text: str | None
    start: int | None
    end: int | None


class Version(Record):
    """One version of a story.

    `story` and `leader` are names, `group` is the same for all versions of a story and nothing else; `wire` is the id
    of the agency that a version of the group names; `share` the part of the shorter text's runs of five words that
    story and leader share, 0 to 1; `headline` says whether it is the leader's.  `cut` are paragraphs of the leader that
    the story lacks, with offsets in the leader, `added` the story's own; they and `changed` are null unless asked for.
    """

    story: str
    group: str
    leader: str
    role: Role
    wire: str | None
    share: float
    headline: Literal["same", "changed"]
    rule: str
    certainty: Certainty
    site: str | None
    date: str | None
    sha256: str
    warnings: tuple[str, ...]
    cut: tuple[Span, ...] | None
    added: tuple[Span, ...] | None
    changed: tuple[Changed, ...] | None

    def to_dict(self) -> dict[str, Any]:
        """The row that `wireparse group` writes, without what was not asked for."""
        row = {name: _plain(value) for name, value in zip(self._fields, self, strict=True)}
        return {name: value for name, value in row.items() if value is not None or name not in ASKED}


#: The fields that are null unless they are asked for.
ASKED: Final = frozenset({"cut", "added", "changed"})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [each._asdict() if hasattr(each, "_asdict") else each for each in value]
    return value


class Group(Record):
    """The versions of one story, the leader first; `leader` is the one that the others corroborate most."""

    id: str
    leader: str
    wire: str | None
    wire_source: WireSource | None
    versions: tuple[Version, ...]
