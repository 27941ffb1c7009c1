"""Quotes: a source says a content, signalled by a cue."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from wireparse.draft import Prose, QuoteDraft
from wireparse.model import Notice
from wireparse.tokens import Tokens
from wireparse.view import View

__all__ = ["find_quotes"]


def find_quotes(
    view: View,
    prose: list[Prose],
    tokens: list[Tokens],
    *,
    language: str | None,
    disabled: AbstractSet[str] = frozenset(),
) -> tuple[list[QuoteDraft], list[Notice]]:
    """The attributions in the prose, in reading order."""
    return [], []
