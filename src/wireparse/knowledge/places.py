"""Places: the name, region, country and coordinates behind a place as printed, and what is left open.

The table is made from GeoNames (CC BY 4.0, https://www.geonames.org) by `scripts/build_places.py`: cities, states,
provinces and countries with their names in the languages of the wires.  It lies in two files that are mapped when a
first place is asked for, searched by bisection and (but out of a zip) never read whole: `table.tsv`, a line a place,
sorted by the key of its name, and `names.tsv`, all other names, sorted, each with the offsets of its places in the
table.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from typing import Final, Literal, TypeAlias
from unicodedata import combining, normalize

from wireparse.lexicon import DATA, content, load
from wireparse.pattern import pattern
from wireparse.record import Record

__all__ = ["PlaceInfo", "is_place", "key", "people", "region", "resolve"]

Match = Literal["name", "alias", "abbreviation", "code"]
_Bytes: TypeAlias = mmap | bytes
_MATCHES: Final[dict[str, Match]] = {".": "abbreviation", "=": "code"}
_SHORT_FORMS: Final = ("abbreviation", "code")
# The kinds of records that are cities.
_CITIES: Final = "ckaw"

# A place that is this many times as weighty as the next one of its name is meant.
_CLEAR: Final = 2.8
# What another name than its own, lying in the country that the story is from, and being a capital do to its weight.
_ALIAS: Final = 0.3
_NEAR: Final = 12.0
_CAPITAL: Final = 3.0
_CANDIDATES: Final = 5
# No name in the table is longer.
_LONGEST: Final = 64

_SPELLING: Final[dict[str, dict[str, str]]] = load("places/spelling")
_SIGNS: Final = str.maketrans(_SPELLING["signs"])
_LETTERS: Final = str.maketrans(_SPELLING["letters"])
_SHORT: Final = _SPELLING["short"]
_POINT: Final = pattern(r"\.(?=[A-Z][a-z])")  # makes "W.Va." and "W. Va.", "St.Louis" and "St. Louis" one


class PlaceInfo(Record):
    """A place as normally written, its region, country (ISO 3166-1 alpha-2) and coordinates in degrees; None where
    unknown.  An ambiguous place has `candidates` ("Name, Region, CC"), the most populous first."""

    name: str
    region: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    candidates: tuple[str, ...]


class PlaceRow(Record):
    """A line of the table.  `kind` is c for a city, a for one that stands alone in AP style, k for another capital,
    w for one that bears an ordinary word as its name, r for a state or province, n for a country; `people` its
    inhabitants in thousands."""

    name: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    people: int
    kind: str


def key(name: str) -> str:
    """The form under which names are compared: no case, accents, apostrophes or points; "St." is "Saint"."""
    if "." in name:
        name = _POINT.sub(" ", name)
    folded = name.translate(_SIGNS).casefold()
    if not folded.isascii():
        folded = "".join(c for c in normalize("NFKD", folded.translate(_LETTERS)) if not combining(c))
    words = folded.split()
    return " ".join([_SHORT.get(word, word) for word in words]) if len(words) > 1 else "".join(words)


def is_place(name: str) -> bool:
    """Whether this is the name of a place in any case; abbreviations ("Mich.") and towns that bear an ordinary word
    (Police in Poland, Media in Pennsylvania) don't count."""
    return any(match not in _SHORT_FORMS and record.kind != "w" for record, match in _look_up(key(name)))


def people(name: str) -> int:
    """The inhabitants, in thousands, of the largest city that bears this name; 0 where none is known."""
    found = _look_up(key(name))
    return max(
        (record.people for record, match in found if match not in _SHORT_FORMS and record.kind in _CITIES), default=0
    )


def region(text: str) -> bool:
    """Whether this is a state, province or country as printed: "Mich.", "N.S.W.", "CA", "Syria", "Deutschland"."""
    return bool(_areas(text))


def resolve(name: str, region: str | None = None, country: str | None = None, *, near: str | None = None) -> PlaceInfo:
    """The place of a name, within the region and country printed with it.

    `region` and `country` are texts as printed (either may be a state or a country); `near` is the country that the
    story or its agency is from, which breaks ties.  A city that stands alone in AP style is that city.  Else the
    place is the one that has several times the weight (inhabitants) of the next of its name; where none has, the
    candidates are given and only what they share is told.
    """
    found = _look_up(key(name))
    texts = [text for text in (region, country) if text and _areas(text)]
    if not texts:
        return _choose(name, [(record, match) for record, match in found if match not in _SHORT_FORMS], near)
    printed = [_areas(text) for text in texts]
    cities = [(record, match) for record, match in found if record.kind in _CITIES]
    for bounds in (printed, printed[-1:]):  # "Como, CO, Italy": the last one holds
        inside = [pair for pair in cities if all(any(_contains(a, pair[0]) for a in areas) for areas in bounds)]
        if inside:
            return _choose(name, inside, near)
    return _unknown(name, printed, near, postal=any(len(text) == 2 and text.isupper() for text in texts))


def _unknown(name: str, printed: list[tuple[PlaceRow, ...]], near: str | None, *, postal: bool) -> PlaceInfo:
    """A town that the table lacks: the areas printed with it tell its country and region all the same."""
    areas = [area for area in printed[0] if all(any(_contains(a, area) for a in others) for others in printed[1:])]
    areas = areas or list(printed[-1])
    # A code of two letters is the US Postal Service's before it is another country's.
    for country in (near, "US" if postal else None):
        if len(areas) > 1:
            areas = [area for area in areas if area.country == country] or areas
    countries = {area.country for area in areas}
    return PlaceInfo(
        _written(name),
        areas[0].name if len(areas) == 1 and areas[0].kind == "r" else None,
        areas[0].country if len(countries) == 1 else None,
        None,
        None,
        (),
    )


def _contains(area: PlaceRow, record: PlaceRow) -> bool:
    return area.country == record.country and (area.kind == "n" or area.name == (record.region or record.name))


def _choose(name: str, found: list[tuple[PlaceRow, Match]], near: str | None) -> PlaceInfo:
    """The record meant among those of a name, or what they have in common."""
    if not found:
        return PlaceInfo(_written(name), None, None, None, None, ())
    for record, match in found:
        if record.kind == "a" and match == "name":
            return _info(record)
    ranked = sorted(((_weight(record, match, near), record) for record, match in found), key=lambda pair: -pair[0])
    best_weight, best = ranked[0]
    rivals = [record for weight, record in ranked if weight * _CLEAR > best_weight and not _same(record, best)]
    if not rivals:
        city = next((r for w, r in ranked if r.kind in _CITIES and r.country == best.country and _same(r, best)), best)
        return _info(city)
    open_ = [best, *rivals]
    country = best.country if all(record.country == best.country for record in rivals) else None
    listed = tuple(dict.fromkeys(_described(record) for record in sorted(open_, key=lambda r: -r.people)))
    return PlaceInfo(
        best.name if key(best.name) == key(name) else _written(name), None, country, None, None, listed[:_CANDIDATES]
    )


def _weight(record: PlaceRow, match: Match, near: str | None) -> float:
    weight = (record.people + 1) * (_ALIAS if match == "alias" else 1.0)
    return weight * (_NEAR if record.country == near else 1.0) * (_CAPITAL if record.kind == "k" else 1.0)


def _same(record: PlaceRow, other: PlaceRow) -> bool:
    """Whether two records of one name are a city and the state or country that it gave its name to."""
    return record.country == other.country and (
        record is other
        or record.kind == "n"
        or other.kind == "n"
        or (record.region or record.name) == (other.region or other.name)
    )


def _described(record: PlaceRow) -> str:
    return ", ".join(part for part in (record.name, record.region, record.country) if part)


def _info(record: PlaceRow) -> PlaceInfo:
    return PlaceInfo(record.name, record.region or None, record.country, record.latitude, record.longitude, ())


def _written(name: str) -> str:
    """A name that the table lacks, as normally written."""
    return name.title().replace("'S", "'s") if name.isupper() else name


@lru_cache(maxsize=1024)
def _areas(text: str) -> tuple[PlaceRow, ...]:
    """The states, provinces and countries that a text may name.  An abbreviation must begin with a capital ("Pa.",
    "Mich"), a code such as "IN" be in capitals."""
    capital, capitals = text[:1].isupper(), text.isupper()
    return tuple(
        record
        for record, match in _look_up(key(text))
        if record.kind in "rn" and (match not in _SHORT_FORMS or capitals or (capital and match == "abbreviation"))
    )


@cache
def _files() -> tuple[_Bytes, _Bytes]:
    """The table and the other names, mapped: only the pages that a search touches are read, once for all processes."""
    return _mapped("table.tsv"), _mapped("names.tsv")


def _mapped(name: str) -> _Bytes:
    try:
        with open(os.path.join(DATA, "places", name), "rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)
    except OSError:  # the package lies in a zip
        return content(f"places/{name}")


@lru_cache(maxsize=4096)
def _look_up(wanted: str) -> tuple[tuple[PlaceRow, Match], ...]:
    """The records of a key, with what the key is to each, the most populous first."""
    if not 0 < len(wanted) <= _LONGEST:
        return ()
    table, index = _files()
    found: list[tuple[PlaceRow, Match]] = []
    start = _first(table, wanted, key)
    while start < len(table):
        record = _record(table, start)
        if key(record.name) != wanted:
            break
        found.append((record, "name"))
        start = table.find(b"\n", start) + 1
    start = _first(index, wanted, str)
    name, _, references = index[start : index.find(b"\n", start)].decode().partition("\t")
    if name == wanted:
        for reference in references.split(" "):
            found.append((_record(table, int(reference.rstrip(".="), 36)), _MATCHES.get(reference[-1], "alias")))
    return tuple(sorted(found, key=lambda pair: -pair[0].people))


def _first(data: _Bytes, wanted: str, key: Callable[[str], str]) -> int:
    """The offset of the first line that doesn't come before a key, by bisection."""
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        tab = data.find(b"\t", start)
        if key(data[start:tab].decode()) < wanted:
            low = data.find(b"\n", tab) + 1
        else:
            high = start
    return low


def _record(table: _Bytes, start: int) -> PlaceRow:
    name, country, area, latitude, longitude, people, kind = (
        table[start : table.find(b"\n", start)].decode().split("\t")
    )
    north, east = (float(latitude), float(longitude)) if latitude else (None, None)
    return PlaceRow(name, country, area, north, east, int(people), kind)
