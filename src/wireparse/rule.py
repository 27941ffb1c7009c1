"""Rules: what is known about wire stories, as records.

A rule is addressed by its id (`stage.kebab-name`, stable and public), explains itself in one sentence and carries
examples: parsing each of `yes` must fire the rule, parsing each of `no` must not.  They are its unit tests and its
documentation.  The lists of a stage stand in the module of that stage, in the order in which they are tried.
"""

from __future__ import annotations

from typing import Any, dataclass_transform

from wireparse.model import Certainty

__all__ = ["Rule"]


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Record:
    """What a type checker takes for a frozen dataclass: making real ones takes longer than parsing a story."""

    def __init__(self, **fields: Any) -> None:
        vars(self).update(fields)


class Rule(_Record):
    """One rule.  Those of a stage may have fields of their own."""

    id: str
    """`stage.kebab-name`, stable."""
    summary: str
    """One sentence that says what it is."""
    certainty: Certainty
    """How sure a part is that it makes."""
    yes: tuple[str, ...]
    """Small whole texts that fire it."""
    no: tuple[str, ...]
    """Small whole texts that do not, though they look like it."""
