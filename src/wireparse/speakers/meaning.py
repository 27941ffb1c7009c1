"""What the reading of a source gives: whom it means, and how that was found."""

from __future__ import annotations

from typing import Final

from wireparse.record import Record

__all__ = ["NOBODY", "Meaning"]


class Meaning(Record):
    """Whom a source means: the number of an entity, None if nobody that is known; `way` says how that was found
    ("full", "short", "he", "claim" …), `margin` by how much it was preferred to the next best, in the resolver's
    units; `kind` is what the entity is, `size` how many words its name has."""

    entity: int | None
    way: str
    margin: float = 0.0
    kind: str = "none"
    size: int = 0


NOBODY: Final = Meaning(None, "none")
