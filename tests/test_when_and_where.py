"""Where and when stories say that they are from, in the shapes in which pages and wires print it."""

from __future__ import annotations

import pytest

from wireparse import parse

BODY = "The cable factory has taken back forty workers, its owner said.\n\n“They know the looms,” Ida Moen said.\n"


@pytest.mark.parametrize(
    ("dateline", "places"),
    [
        ("TOLEDO, Ohio, and TAMPA, Fla. -- ", ["Toledo", "Tampa"]),
        ("TOLEDO, Ohio and TAMPA, Fla., March 3 -- ", ["Toledo", "Tampa"]),
        ("TAMPA, Fla. and TOLEDO, Ohio (AP) -- ", ["Tampa", "Toledo"]),
        ("TAMPA, Fla. (AP) -- ", ["Tampa"]),
    ],
)
def test_two_places_with_their_states(dateline: str, places: list[str]) -> None:
    found = parse(f"Factory takes workers back\n\n{dateline}{BODY}").dateline
    assert found is not None
    assert [place.name for place in found.places] == places


@pytest.mark.parametrize(
    ("line", "place", "agency"), [("AFP, JAKARTA", "Jakarta", "AFP"), ("REUTERS, LISBON", "Lisbon", "Reuters")]
)
def test_the_agency_first_in_a_line_of_its_own(line: str, place: str, agency: str) -> None:
    found = parse(f"Factory takes workers back\n\n{line}\n\n{BODY}").dateline
    assert found is not None
    assert found.text == line
    assert ([each.name for each in found.places], bool(found.agency)) == ([place], True)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("The crew may sail on Sunday.", "2017-11-26"),
        ("A tram makes its first run on Friday.", "2017-11-24"),
        ("The museum reopens on Thursday.", "2017-11-23"),
        ("The crew sailed on Sunday.", "2017-11-19"),
        ("The owners announced plans Sunday to sail.", "2017-11-19"),
        ("The crew sailed in May and on Sunday.", "2017-11-19"),
        ("The port, which opens on Friday, was built in May, she said on Monday.", "2017-11-24"),
    ],
)
def test_a_weekday_lies_ahead_where_its_verb_says_so(words: str, iso: str) -> None:
    story = parse(f"OSLO, Nov. 22, 2017 (NTB) - {words}\n\n{BODY}")
    assert iso in {date.iso for date in story.dates}


@pytest.mark.parametrize(
    ("copy", "offset"),
    [
        ("Queensland Fire Service\n\nSmoke over Cairns\n\nIssued at 6:10 pm EST on Friday 9 June 2017.\n\n", "+10:00"),
        ("Smoke over Tulsa\n\nPublished: June 9, 2017, 6:10 pm EST\n\n", "-05:00"),
        ("Smoke over the bay\n\nPublished: June 9, 2017, 6:10 pm EST\n\nSYDNEY (AAP) - ", "+10:00"),
        ("Smoke over the bay\n\nPublished: June 9, 2017, 6:10 pm EST\n\nBOSTON (AP) - ", "-05:00"),
    ],
)
def test_a_zone_is_that_of_the_storys_country(copy: str, offset: str) -> None:
    published = parse(f"{copy}{BODY}").published
    assert published is not None
    assert published.iso == f"2017-06-09T18:10{offset}"


def test_the_time_of_a_comment_is_not_that_of_the_story() -> None:
    comment = "2 Comments\n\nOla Ruud\nJune 12, 2017 at 7:45 am\nHigh time that somebody did.\n\n"
    story = parse(f"{comment}Factory takes workers back\n\nBy Liv Aas\n\nPublished June 9, 2017 at 8:00 am\n\n{BODY}")
    assert story.published is not None
    assert story.published.iso == "2017-06-09T08:00"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Follow KTV South on Facebook and Instagram. Tell us: news@example.org", []),
        ("Follow KTV South on Twitter @ktvsouth", []),
        ("Follow Liv Aas on Twitter @livaas", ["Liv Aas"]),
    ],
)
def test_an_outlet_to_follow_is_no_author(line: str, authors: list[str]) -> None:
    byline = parse(f"Factory takes workers back\n\n{BODY}\n{line}\n").byline
    assert ([author.name for author in byline.authors] if byline else []) == authors


@pytest.mark.parametrize(
    ("line", "agency"),
    [("PTI | Mysuru | Updated: March 3, 2018 9:05 IST", "pti"), ("Nobody | Mysuru | Updated: March 3, 2018", None)],
)
def test_the_wire_that_opens_the_line_with_the_time(line: str, agency: str | None) -> None:
    story = parse(f"Factory takes workers back\n{line}\n{BODY}")
    assert (story.agency.id if story.agency else None) == agency


def test_a_time_that_is_glued_to_its_year() -> None:
    published = parse(
        f"Factory takes workers back\n\nBy Liv Aas\nJune 9, 20176:10 PM UTCUpdated 2 days ago\n\n{BODY}"
    ).published
    assert published is not None
    assert published.iso is not None
    assert published.iso.startswith("2017-06-09T18:10")


@pytest.mark.parametrize("line", ["EMBARGOED UNTIL 0001 GMT FRIDAY JUNE 9", "EMBARGO: JUNE 9, 2017"])
def test_a_line_for_the_desk_is_no_dateline(line: str) -> None:
    assert parse(f"{line}\n\nFactory takes workers back\n\nBy Liv Aas\n\n{BODY}").dateline is None
