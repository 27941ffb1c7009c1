"""The rules by which a story is told to be a version of another.  They compare two stories, so none has an example of
one text; `wireparse.versions` applies them."""

from __future__ import annotations

from typing import Final

from wireparse.model import Certainty
from wireparse.rule import Rule

__all__ = ["VERSION_RULES"]


def _rule(name: str, certainty: Certainty, summary: str) -> Rule:
    return Rule(id=f"version.{name}", summary=summary, certainty=certainty, yes=(), no=())


#: Why a story leads a group, belongs to it, or stands alone.
VERSION_RULES: Final = (
    _rule("corroborated", "sure", "The version of which the others have most; it leads the group."),
    _rule("same-text", "sure", "Every run of words of the one is one of the other."),
    _rule("opens-alike", "likely", "It begins as the leader does and shares enough of the shorter text."),
    _rule("shares-text", "likely", "It begins otherwise and shares most of the shorter text and much of the longer."),
    _rule("alone", "sure", "No other story shares enough with it."),
    _rule("too-short", "likely", "It has too few words to be compared with others."),
)
