"""Places: the table of examples in the documentation, and what must hold of every name."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse.knowledge.places import is_place, key, region, resolve
from wireparse.lexicon import DATA

DOCS = Path(__file__).parent.parent / "docs" / "places.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCS.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| printed")
]


def test_the_documentation_has_a_table() -> None:
    assert len(ROWS) >= 25


@pytest.mark.parametrize(("printed", "name", "area", "country"), ROWS, ids=[row[0] for row in ROWS])
def test_documented_place(printed: str, name: str, area: str, country: str) -> None:
    first, *rest = (part.strip() for part in re.split(r"[],()[]+ *", printed) if part.strip())
    found = resolve(first, *rest)
    assert found.name == name
    assert (found.region or "—", found.country or "—") == (area, country)
    assert (found.latitude is None) == bool(found.candidates)


def test_what_is_ambiguous_is_left_open_with_candidates() -> None:
    assert resolve("Georgia").candidates == ("Georgia, US", "Georgia, GE")
    found = resolve("SPRINGFIELD")
    assert "Springfield, Illinois, US" in found.candidates
    assert found.country == "US"


def test_the_country_of_the_story_breaks_ties() -> None:
    assert resolve("RICHMOND").country is None
    assert resolve("RICHMOND", near="US").country == "US"
    assert resolve("SAN JOSE", near="CR").country == "CR"
    assert resolve("PARIS", near="US").country == "FR"


def test_an_unknown_town_has_the_area_printed_with_it() -> None:
    found = resolve("NOWHERETON", "N.D.")
    assert found == ("Nowhereton", "North Dakota", "US", None, None, ())
    assert resolve("NOWHERETON", "Switzerland")[:3] == ("Nowhereton", None, "CH")
    assert resolve("NOWHERETON", "Pa.")[:3] == ("Nowhereton", "Pennsylvania", "US")
    assert resolve("NOWHERETON", "PA")[:3] == ("Nowhereton", "Pennsylvania", "US")
    assert resolve("NOWHERETON", "Georgia").country is None
    assert resolve("NOWHERETON", "Georgia", near="GE").country == "GE"
    assert resolve("NOWHERETON").country is None


def test_coordinates_are_degrees() -> None:
    found = resolve("SYDNEY")
    assert found.latitude == pytest.approx(-33.87, abs=0.05)
    assert found.longitude == pytest.approx(151.21, abs=0.05)


@pytest.mark.parametrize(
    "text", ["Mich.", "Mich", "MICH", "MI", "N.S.W.", "NSW", "Ont.", "W.Va.", "W. Va.", "Pa", "Syria", "Deutschland",
             "México", "U.K.", "USA", "West Germany", "N.J", "Россия"]
)  # fmt: skip
def test_region_as_printed(text: str) -> None:
    assert region(text)


@pytest.mark.parametrize("text", ["in", "In", "or", "me", "miss", "Mi", "London", "", "the", "?"])
def test_no_region(text: str) -> None:
    assert not region(text)


def test_words_that_name_some_town_are_not_known_places() -> None:
    assert all(is_place(name) for name in ("London", "GAZA", "saint petersburg", "КИЕВ", "Reading", "NICE"))
    assert not any(is_place(name) for name in ("POLICE", "MEDIA", "Mich.", "NOTE", "", "Xyzzyville"))


def test_key_folds_what_wires_write_differently() -> None:
    assert key("ST. LOUIS") == key("St Louis") == key("Saint Louis") == key("St.Louis")
    assert key("São Paulo") == key("SAO PAULO")
    assert key("Łódź") == key("LODZ")
    assert key("W.Va.") == key("W. Va.")


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for(name: str) -> None:
    found = resolve(name, name, name, near=name)
    assert found.country is None or len(found.country) == 2
    assert isinstance(is_place(name), bool)
    assert isinstance(region(name), bool)


def test_the_tables_are_sorted_for_bisection() -> None:
    table = Path(DATA, "places", "table.tsv").read_text(encoding="utf-8").splitlines()
    names = [key(line.partition("\t")[0]) for line in table]
    assert names == sorted(names)
    others = Path(DATA, "places", "names.tsv").read_text(encoding="utf-8").splitlines()
    keys = [line.partition("\t")[0] for line in others]
    assert keys == sorted(keys)


def test_the_tables_take_less_than_a_megabyte_of_the_wheel() -> None:
    assert sum(len(zlib.compress(path.read_bytes())) for path in Path(DATA, "places").iterdir()) < 1_000_000
