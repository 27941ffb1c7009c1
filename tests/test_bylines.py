"""Bylines: people, roles, affiliations; and what names nobody."""

from __future__ import annotations

import pytest

from wireparse import parse
from wireparse.details.byline_names import label_end, make_author, read_names, written
from wireparse.text.view import View

BODY = (
    "The old mill on the river will reopen in spring, its owners said on Monday.\n\n"
    "It closed in 2009, when the last miller retired, and stood empty for years.\n"
)


def authors(line: str) -> list[tuple[str, str | None, str | None]]:
    view = View(line)
    start = label_end(view.text, 0, len(line)) or 0
    people = read_names(view, start, len(line)).people
    return [(author.name, author.role, author.affiliation) for author in (make_author(view, name) for name in people)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ana Ruiz", [("Ana Ruiz", None, None)]),
        ("By Ana Ruiz and Tom Reyes, Reuters", [("Ana Ruiz", None, "Reuters"), ("Tom Reyes", None, "Reuters")]),
        (
            "By Ana Ruiz, Tom Reyes and Li Na | Reuters",
            [("Ana Ruiz", None, "Reuters"), ("Tom Reyes", None, "Reuters"), ("Li Na", None, "Reuters")],
        ),
        ("BY ANA RUIZ in LIMA", [("Ana Ruiz", None, None)]),
        ("By Ana Ruiz, Staff Writer", [("Ana Ruiz", "Staff Writer", None)]),
        ("By Ana Ruiz Staff Writer", [("Ana Ruiz", "Staff Writer", None)]),
        ("By Tom Reyes, AP Sports Writer", [("Tom Reyes", "AP Sports Writer", "AP")]),
        ("By Tom Reyes, Associated Press", [("Tom Reyes", None, "Associated Press")]),
        ("Tom Reyes | Reuters", [("Tom Reyes", None, "Reuters")]),
        ("Por Ana Ruiz y Luis Soto", [("Ana Ruiz", None, None), ("Luis Soto", None, None)]),
        ("Por José Ortega y Gasset", [("José Ortega y Gasset", None, None)]),
        (
            "Von Anna Müller und Jan van der Berg, dpa",
            [("Anna Müller", None, "dpa"), ("Jan van der Berg", None, "dpa")],
        ),
        ("Par Élise Martin (AFP)", [("Élise Martin", None, "AFP")]),
        ("Di Marco Rossi, inviato a Roma", [("Marco Rossi", "inviato a Roma", None)]),
        ("Автор: Мария Иванова", [("Мария Иванова", None, None)]),
        ("By Ana Ruiz November 21, 2017", [("Ana Ruiz", None, None)]),
        ("By Ana Ruiz @anaruiz Nov 21, 2017, 7:53pm EST", [("Ana Ruiz", None, None)]),
        ("By Ana Ruiz; photographs by Tom Reyes", [("Ana Ruiz", None, None)]),
        ("Story by Ana Ruiz Video produced by Tom Reyes", [("Ana Ruiz", None, None)]),
        ("By MARTIN O'BRIEN and JANE McDONALD", [("Martin O'Brien", None, None), ("Jane McDonald", None, None)]),
        ("By Ana Ruiz and Reuters", [("Ana Ruiz", None, "Reuters")]),
        ("By Dr. Ana Ruiz, Special to the Star", [("Ana Ruiz", "Special to the Star", None)]),
        ("By Ana Ruiz | Updated: Nov 21", [("Ana Ruiz", None, None)]),
        ("By Reuters Staff", []),
        ("By CNN Wire", []),
        ("By the Associated Press", []),
        ("By Harbour Gazette Staff", []),
        ("By admin", []),
        ("By Friday Evening", []),
        ("Por Redacción", []),
        ("By Ana RuizFOXBusiness", []),
    ],
)
def test_who_is_named(line: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert authors(line) == expected


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("MARTIN O'BRIEN", "Martin O'Brien"),
        ("ANA McDONALD", "Ana McDonald"),
        ("IAN MCEWAN", "Ian McEwan"),
        ("JAN van der BERG", "Jan van der Berg"),
        ("JAN VAN DER BERG", "Jan van der Berg"),
        ("ÁNGEL DE LA CRUZ", "Ángel de la Cruz"),
        ("ANNA D'ANGELO", "Anna D'Angelo"),
        ("MARY-ANN HILL", "Mary-Ann Hill"),
        ("J.R. HILL", "J.R. Hill"),
        ("JD HILL", "JD Hill"),
        ("JOHN HILL III", "John Hill III"),
        ("ROBERT HILL JR.", "Robert Hill Jr."),
        ("МАРИЯ ИВАНОВА", "Мария Иванова"),
        ("Leo DiMarco", "Leo DiMarco"),
        ("Chen Chien-kuo", "Chen Chien-kuo"),
    ],
)
def test_names_are_brought_to_ordinary_letters(raw: str, name: str) -> None:
    assert written(raw) == name


def test_the_raw_name_stays_beside() -> None:
    text = f"Mill to reopen\n\nBy MARTIN O'BRIEN, Reuters\n\n{BODY}"
    byline = parse(text).byline
    assert byline is not None
    (author,) = byline.authors
    assert (author.name, author.text, author.affiliation) == ("Martin O'Brien", "MARTIN O'BRIEN", "Reuters")
    assert text[author.start : author.end] == author.text
    assert byline.text == "By MARTIN O'BRIEN, Reuters"


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("(Reporting by Ana Ruiz in Lima and Tom Reyes; Editing by Li Na)", ["Ana Ruiz", "Tom Reyes"]),
        ("(Editing by Li Na)", []),
        ("(Additional reporting by Li Na)", []),
        ("Follow Ana Ruiz on Twitter @anaruizlima.", ["Ana Ruiz"]),
        ("Follow us on Twitter @millnews.", []),
        ("Ana Ruiz is a reporter for the Harbour News.", ["Ana Ruiz"]),
        ("Ana Ruiz, a retired miller, is the author of a book on mills.", ["Ana Ruiz"]),
        ("Ana Ruiz is glad.", []),
    ],
)
def test_the_sign_off_names_the_author(end: str, names: list[str]) -> None:
    byline = parse(f"Mill to reopen\n\n{BODY}\n{end}\n").byline
    assert ([author.name for author in byline.authors] if byline else []) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Posted on November 21, 2017 by Ana Ruiz", ["Ana Ruiz"]),
        ("November 21, 2017 | By Ana Ruiz", ["Ana Ruiz"]),
        ("Ana Ruiz, Tom Reyes and Xu Na\n\nNovember 21, 2017", ["Ana Ruiz", "Tom Reyes", "Xu Na"]),
        ("Ana Ruiz in Lima and Tom Reyes in Quito\n\nNovember 21, 2017", ["Ana Ruiz", "Tom Reyes"]),
        ("Ana Ruiz | Reuters\n\nNovember 21, 2017", ["Ana Ruiz"]),
        ("Ana Ruiz Last Updated: November 21, 2017", ["Ana Ruiz"]),
        ("November 21, 2017 - Quito and Lima by Night", []),
    ],
)
def test_the_line_below_the_headline_names_the_authors(line: str, names: list[str]) -> None:
    byline = parse(f"Mill to reopen in the spring\n\n{line}\n\n{BODY}").byline
    assert ([author.name for author in byline.authors] if byline else []) == names


def test_somebody_in_the_story_is_no_author() -> None:
    text = f"Mill to reopen\n\nAna Ruiz bought the mill in spring.\n\n{BODY}\nAna Ruiz is the author of three books.\n"
    assert parse(text).byline is None


def test_wire_copy_with_carets() -> None:
    text = (
        "^BC-US--Harbor Fire,2nd Ld,340\n^Eds: UPDATES with details.\n^By TOM REYES\n^Associated Press Writer=\n\n"
        "BALTIMORE (AP) _ Fire swept a warehouse on the harbor early Monday, officials said.\n\nNobody was hurt.\n"
    )
    story = parse(text)
    assert story.byline is not None
    assert [author.name for author in story.byline.authors] == ["Tom Reyes"]
    assert story.slugline is not None
    assert story.slugline.text.startswith("^BC-US")
    assert [note.text for note in story.ednotes] == ["^Eds: UPDATES with details."]
    assert story.headline is None


@pytest.mark.parametrize(
    ("line", "slug", "headline"),
    [
        ("UPDATE 2-Mine reopens after strike", "UPDATE 2-", "Mine reopens after strike"),
        ("URGENT: Mine reopens after strike", "URGENT:", "Mine reopens after strike"),
        ("(LEAD) Mine reopens after strike", "(LEAD)", "Mine reopens after strike"),
        ("CORRECTED-Mine reopens after strike", "CORRECTED-", "Mine reopens after strike"),
        ("UPDATE 1-TABLE-Mines by output", "UPDATE 1-TABLE-", "Mines by output"),
        ("PREVIEW-U.S. mine to reopen", "PREVIEW-", "U.S. mine to reopen"),
        ("TEXT-BASED mine reopens after strike", None, "TEXT-BASED mine reopens after strike"),
        ("Update on the mine that reopens", None, "Update on the mine that reopens"),
        ("LEAD mine reopens after strike", None, "LEAD mine reopens after strike"),
    ],
)
def test_the_version_is_no_part_of_the_headline(line: str, slug: str | None, headline: str) -> None:
    story = parse(f"{line}\n\n(Adds details)\n\nLIMA, Nov 21 (Reuters) - {BODY}")
    assert story.headline is not None
    assert story.headline.text == headline
    assert (story.slugline.text if story.slugline else None) == slug
    assert [note.text for note in story.ednotes] == ["(Adds details)"]
