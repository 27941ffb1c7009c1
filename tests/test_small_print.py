"""What only a special case decides, each with the case and its neighbour."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories import story
from wireparse import parse

pytestmark = pytest.mark.usefixtures("everything_found")


def speakers(*paragraphs: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in story(*paragraphs).quotes]


# -- who the pronoun is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Eva Moen waited on the quay. Nothing came, and Eva Moen's sister Kari Dahl went home.", "Kari Dahl"),
        (
            "On the quay Eva Moen waited. In the office, in spite of the hour and the snow, Kari Dahl's lamp burned.",
            "Eva Moen",
        ),
        ("On the quay Eva Moen waited. In the office, in spite of the hour and the snow, sat Kari Dahl.", "Kari Dahl"),
        (
            "On the quay Eva Moen waited. In the office, in spite of the hour, letters lay waiting for Kari Dahl.",
            "Eva Moen",
        ),
    ],
)  # fmt: skip
def test_owners_and_objects_speak_less(before: str, speaker: str) -> None:
    assert speakers(before + ' "It was cold," she said.') == [speaker]


# -- days and wires ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "iso"), [("2021-03-10", "2020-02-29"), ("2020-03-10", "2020-02-29"), ("2023-11-01", "2024-02-29")]
)
def test_the_29th_of_february_is_of_a_leap_year(day: str, iso: str) -> None:
    text = "Leap day\n\nBERGEN, Norway (AP) - The ferry was built on Feb. 29 and nobody knows why.\n"
    assert [found.iso for found in parse(text, date=day).dates] == [iso]
    assert date.fromisoformat(iso).month == 2


def test_a_byline_s_agency_is_not_looked_for_inside_a_name() -> None:
    found = parse("Boats late\n\nBy Reuter Nilsen\n\nBERGEN, Norway - The boats were late on Monday, owners said.\n")
    assert found.byline
    assert [author.name for author in found.byline.authors] == ["Reuter Nilsen"]
    assert found.agency is None
