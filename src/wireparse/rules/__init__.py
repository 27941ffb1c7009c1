"""Rules: what is known about wire stories, as records.

A rule is addressed by its id (`stage.kebab-name`, stable and public), explains itself in one sentence and carries
examples: parsing each of `yes` must fire the rule, parsing each of `no` must not.  They are its unit tests and its
documentation.  The lists of a stage stand in the module of that stage, in the order in which they are tried.
"""

from __future__ import annotations

from dataclasses import dataclass

from wireparse.model import Certainty

__all__ = ["Rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: `yes` and `no` are whole small texts."""

    id: str
    summary: str
    certainty: Certainty
    yes: tuple[str, ...]
    no: tuple[str, ...]
