"""Mentions: who is meant by a name, a description or a pronoun."""

from __future__ import annotations

from wireparse.draft import Prose
from wireparse.model import Speaker
from wireparse.tokens import Tokens
from wireparse.view import View

__all__ = ["find_speakers"]


def find_speakers(
    view: View,
    prose: list[Prose],
    tokens: list[Tokens],
    sources: list[tuple[int, int] | None],
    *,
    language: str | None,
) -> tuple[tuple[Speaker, ...], list[int | None]]:
    """The speakers behind the sources of the quotes, and for each source the index of its speaker.

    `tokens` are those of each stretch of prose, in step with `prose`.
    """
    return (), [None] * len(sources)
