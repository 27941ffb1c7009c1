"""Places: name, region, country and coordinates, and what is left open."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["PlaceInfo", "known", "region", "resolve"]


class PlaceInfo(NamedTuple):
    """A place as normally written; null where unknown.  An ambiguous one has `candidates` ("Name, Region, CC")."""

    name: str
    region: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    candidates: tuple[str, ...]


def known(name: str) -> bool:
    """Whether this is the name of a place, in any case."""
    return False


def region(text: str) -> bool:
    """Whether this is the name or abbreviation of a state, province or country, as printed ("Mich.", "Syria")."""
    return False


def resolve(
    name: str, region: str | None = None, country: str | None = None, *, near: str | None = None
) -> PlaceInfo:
    """The place of this name, in the region and country as printed; `near` is a country that breaks ties."""
    return PlaceInfo(name.title() if name.isupper() else name, region, country, None, None, ())
