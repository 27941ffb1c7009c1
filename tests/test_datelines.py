"""Datelines: every family, in the forms of a hundred wires, and what only looks like one."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from wireparse import parse
from wireparse.datelines import read_dateline
from wireparse.text.view import View

HERE = Path(__file__).parent
with (HERE / "datelines.tsv").open(encoding="utf-8", newline="") as table:
    OPENINGS = [tuple(row.values()) for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]
LOOK_ALIKES = (HERE / "not-datelines.txt").read_text(encoding="utf-8").splitlines()
BODY = "The bridge over the river opens on Friday, officials said on Monday."


def read(text: str, **options: bool):
    view = View(text)
    found = read_dateline(view, 0, len(view.text), **options)
    return found and found[0]


@pytest.mark.parametrize(("opening", "places", "agency", "date"), OPENINGS)
def test_openings(opening: str, places: str, agency: str, date: str) -> None:
    dateline = read(opening)
    assert dateline is not None
    assert "; ".join(place.text for place in dateline.places) == places
    assert (dateline.agency.text if dateline.agency else "") == agency
    assert (dateline.date.text if dateline.date else "") == date
    assert opening[dateline.start : dateline.end] == dateline.text


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("head", "separator"),
    [
        ("KYIV (Reuters)", separator)
        for separator in (
            " - ",
            " – ",
            " — ",
            " ― ",
            " -- ",
            " --- ",
            " _ ",
            ": ",
            ".- ",
            ". ",
            " | ",
            "-",
            " ",
            " - – ",
        )
    ],
)
def test_the_separator_is_left_out(head: str, separator: str) -> None:
    text = head + separator + BODY
    view = View(text)
    found = read_dateline(view, 0, len(text))
    assert found is not None
    assert found[0].text == head
    assert text[found[1] :] == BODY


def test_a_closing_slash_belongs_to_the_dateline() -> None:
    assert read(f"OMSK, May 5. /TASS/. {BODY}").text == "OMSK, May 5. /TASS/"


def test_a_hidden_character_is_no_part_of_a_piece() -> None:
    text = f"KY\u200bIV&nbsp;(Reuters)\u00a0— {BODY}"
    dateline = parse(text).dateline
    assert dateline is not None
    assert text[dateline.start : dateline.end] == dateline.text
    assert dateline.places[0].name == "Kyiv"


def test_places_dates_and_agency_are_resolved() -> None:
    text = f"Bridge to open\n\nFLINT, Mich., Nov. 21 (UPI) -- {BODY}\n\nIt is new.\n"
    dateline = parse(text, date="2017-11-22").dateline
    assert dateline is not None
    (flint,) = dateline.places
    assert (flint.text, flint.name, flint.region, flint.country) == ("FLINT, Mich.", "Flint", "Michigan", "US")
    assert dateline.date is not None
    assert dateline.date.iso == "2017-11-21"
    assert dateline.agency is not None
    assert (dateline.agency.id, dateline.agency.country) == ("upi", "US")


def test_several_places_with_their_regions() -> None:
    dateline = read(f"KYIV, Ukraine and WARSAW, Poland (AP) — {BODY}")
    assert [place.text for place in dateline.places] == ["KYIV, Ukraine", "WARSAW, Poland"]
    assert [place.country for place in dateline.places] == ["UA", "PL"]


@pytest.mark.parametrize(
    "lead",
    [
        "Bridge to open\n\nBy Ana Ruiz\n\n",
        "Bridge to open\n\nBy Ana Ruiz, Reuters\n    ",
        "Bridge to open\n\nABSTRACT.\n\n",
        "Bridge to open\n\n(Adds details) ",
        "By Ana Ruiz ",
    ],
)
def test_behind_byline_label_and_note(lead: str) -> None:
    dateline = parse(
        f"{lead}LIMA, Nov 21 (Reuters) - {BODY}\n\nIt is new, and wide, and people came to look at it.\n"
    ).dateline
    assert dateline is not None
    assert dateline.text == "LIMA, Nov 21 (Reuters)"


def test_on_its_own_line() -> None:
    dateline = parse(f"Bridge to open\n\nLIMA, Nov 21 (Reuters)\n\n{BODY}\n\nIt is new, and wide.\n").dateline
    assert dateline is not None
    assert dateline.text == "LIMA, Nov 21 (Reuters)"


def test_the_body_starts_behind_the_separator() -> None:
    story = parse(f'Bridge to open\n\nLIMA (AP) — "It is wide," the mayor said.\n\n{BODY}\n')
    assert story.quotes[0].source is not None
    assert story.quotes[0].source.text == "the mayor"


def test_a_second_story_is_noted() -> None:
    text = f"Bridge to open\n\nLIMA (AP) — {BODY}\n\nBERN (dpa) - {BODY}\n"
    assert [warning.code for warning in parse(text).warnings] == ["two-datelines"]


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        (
            "SAN FRANCISCO, Calif., Nov. 21, 2017\n(GLOBE NEWSWIRE) -- ",
            "SAN FRANCISCO, Calif., Nov. 21, 2017\n(GLOBE NEWSWIRE)",
        ),
        ("VANCOUVER, BRITISH COLUMBIA, March\n19 (Reuters) - ", "VANCOUVER, BRITISH COLUMBIA, March\n19 (Reuters)"),
        ("CHARLOTTETOWN, Prince Edward Island\r\n(AP) -- ", "CHARLOTTETOWN, Prince Edward Island\r\n(AP)"),
        ("LIMA, Nov 21 (Reuters)\n", "LIMA, Nov 21 (Reuters)"),
    ],
)
def test_wrapped_lines(opening: str, dateline: str) -> None:
    found = read(opening + BODY)
    assert found is not None
    assert found.text == dateline
    assert len(found.places) == 1
    assert found.agency is not None


def test_a_date_broken_by_wrapping_is_still_a_day() -> None:
    view = View(f"VANCOUVER, BRITISH COLUMBIA, March\n19 (Reuters) - {BODY}")
    found = read_dateline(view, 0, len(view.text), language="en", reference="2017-03-20")
    assert found is not None
    assert found[0].date is not None
    assert found[0].date.iso == "2017-03-19"


def test_weak_forms_need_the_storys_start() -> None:
    text = f"Luanda - {BODY}"
    assert read(text) is not None
    assert read(text, early=False) is None


@pytest.mark.parametrize("unit", ["A, ", "(AP ", "LONDON/", "Nov 21 ", "(", "- ", "PARIS, ", "/TASS", "By A B "])
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        view = View(unit * size)
        start = time.thread_time()
        for _ in range(3):
            read_dateline(view, 0, len(view.text))
        return time.thread_time() - start

    seconds(10)
    assert seconds(200_000) < 3 * seconds(20_000) + 0.02
