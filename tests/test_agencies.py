"""The world's wires: the table, the shared acronyms, and where a story's agency is stated."""

from __future__ import annotations

import re

import pytest

from wireparse import parse
from wireparse.datelines import read_dateline
from wireparse.knowledge.agencies import agency_at, decide, find, identify, wire, wires
from wireparse.text.view import View, fold

BODY = "The bridge over the river opens on Friday, officials said on Monday."
# Their houses' datelines show a place and no name, or the name stands where only a block's kind tells.
WITHOUT_NAME = frozenset(
    {"aa", "algerie-presse-service", "ami", "angop", "asianet", "bta", "central-news-agency-taiwan", "colombopage"}
    | {"dire", "dod-news", "focus", "ina", "isna", "lena", "map", "project-syndicate", "pte", "quadratin", "rna"}
    | {"scidev", "tanjug", "voa", "zawya"}
)


def test_every_wire_can_be_found() -> None:
    for each in wires():
        assert wire(each.id) == each
        assert each in find(each.id)
        for alias in each.aliases:
            assert each.id in identify(fold(alias)), alias


def test_the_table_is_in_order() -> None:
    ids = [each.id for each in wires()]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids) > 300
    assert {each.seen for each in wires()} == {"copy", "practice", "name"}
    assert all(re.fullmatch("[A-Z]{2}", each.country) for each in wires())
    assert all(re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", each.id) for each in wires())
    for each in wires():
        for cells in (each.aliases, each.signs, each.languages):
            assert all(cell and cell == cell.strip() and "*" not in cell for cell in cells), each.id
            assert len(set(cells)) == len(cells), each.id
        assert each.aliases, each.id


SIGNS = [
    (each.id, sign) for each in wires() for sign in each.signs if each.id not in WITHOUT_NAME and "ends:" not in sign
]


@pytest.mark.parametrize(("identity", "sign"), SIGNS)
def test_every_wire_is_known_by_how_it_signs(identity: str, sign: str) -> None:
    text = sign.replace("{C}", "Denver")
    view = View(text + ("" if re.search("[\u3000-\uffff]", text) else f" {BODY}"))
    found = read_dateline(view, 0, len(view.text))
    assert found is not None
    agency = found[0].agency
    assert agency is not None
    assert identity in identify(fold(agency.text))
    assert bool(found[0].places) or "{C}" not in sign


@pytest.mark.parametrize(
    ("dateline", "identity"),
    [
        ("Taipei, Nov. 21 (CNA)", "central-news-agency-taiwan"),
        ("NICOSIA, Nov 21 (CNA) -", "cyprus-news-agency"),
        ("VATICAN CITY, Nov 21 (CNA) -", "catholic-news-agency"),
        ("Wien (APA) -", "austria-presse-agentur"),
        ("BAKU, Nov 21 (APA) -", "apa-azerbaijan"),
        ("Alger, 21 nov (APS) -", "algerie-presse-service"),
        ("Dakar, 21 nov (APS) -", "agence-de-presse-senegalaise"),
        ("Manama, Nov. 21 (BNA) -", "bahrain-news-agency"),
        ("Kabul, Nov. 21 (BNA) -", "bakhtar-news-agency"),
        ("Accra, Nov. 21 (GNA) -", "ghana-news-agency"),
        ("AMSTERDAM (ANP) -", "anp"),
        ("Niamey, 21 nov (ANP) -", "agence-nigerienne-de-presse"),
        ("TEHRAN, Nov. 21 (MNA) -", "mehr"),
        ("AMMAN, Jordan (CNS) --", "catholic-news-service"),
        ("Berlin (dpa/lni) -", "dpa"),
        ("FRANKFURT (dpa-AFX) -", "dpa-afx"),
        ("KUALA LUMPUR, Nov 21 (NNN-BERNAMA) --", "nnn"),
    ],
)
def test_the_place_decides_a_shared_acronym(dateline: str, identity: str) -> None:
    agency = parse(f"{dateline} {BODY}").agency
    assert agency is not None
    assert agency.id == identity


def test_what_nothing_decides_is_left_open() -> None:
    agency = parse(f"DENVER (CNS) -- {BODY}").agency
    assert agency is not None
    assert agency.id is None
    assert {"catholic-news-service", "city-news-service"} <= set(agency.candidates)


def test_language_breaks_a_tie() -> None:
    chosen, candidates = decide(identify("KNA"), country=None, language="de")
    assert chosen is not None
    assert (chosen.id, candidates) == ("kna", ())


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        (f"Bridge opens\n\nBy Ana Ruiz, Associated Press\n\n{BODY}\n\nIt is new, and wide.\n", "ap"),
        (f"Bridge opens\n\nBy AFP\n\n{BODY}\n\nIt is new, and wide, and long.\n", "afp"),
        (f"Bridge opens\n\n{BODY}\n\nIt is new, and wide, and long.\n\n(PAP)\n", "pap"),
        (f"Bridge opens\n\n{BODY}\n\nIt is new, and wide, and long.\n/ritzau/\n", "ritzau"),
        (f"Bridge opens\n\n{BODY}\n\nIt is new, and wide, and long.\n\nSputnik News\n", "sputnik"),
        (f"BRIDGE OPENS\n\n    {BODY}\n    It is new, and wide, and long.\n Reuter\n", "reuters"),
    ],
)
def test_the_agency_of_a_story_without_one_in_its_dateline(text: str, identity: str) -> None:
    agency = parse(text).agency
    assert agency is not None
    assert agency.id == identity


@pytest.mark.parametrize(
    "text",
    [
        "Bridge opens\n\nThe party (PTI) lost the vote, it told Reuters and AFP.\n\nIts leader (APP) was glad.\n",
        "Bridge opens\n\nThe trend is clear, the report says.\n\nThe Associated Press contributed to this report.\n",
        "Bridge opens\n\nShe works for Bloomberg, he said, and he for the AP.\n\nBoth are glad that it opens.\n",
    ],
)
def test_running_text_names_no_agency(text: str) -> None:
    assert parse(text).agency is None


def test_an_ordinary_word_is_an_agency_only_in_a_dateline() -> None:
    assert agency_at("Trend: The bridge", 0, 17) is None
    assert agency_at("Trend: The bridge", 0, 17, in_dateline=True) == 5
    assert agency_at("Reuters said", 0, 12) == 7
    assert agency_at("Reutersgate", 0, 11) is None
