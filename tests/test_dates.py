"""Dates: the tables of the documentation are run, and what must hold of every text."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse.details.dates import read_expressions
from wireparse.details.fields import BlockText, StoryFields
from wireparse.details.timestamps import read_timestamps, settle_published
from wireparse.draft import Tile
from wireparse.knowledge.dates import date_at, resolve
from wireparse.lexicon import languages, pack
from wireparse.model import Agency, BlockKind, Date
from wireparse.text.view import View

DOCS = Path(__file__).parent.parent / "docs" / "dates.md"
STORY_DAY = "2017-11-22"


def tables() -> dict[str, list[list[str]]]:
    """The rows of each table of the page, by the heading of its first column."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells:
            heading = ""
        elif not heading:
            heading = cells[0]
        elif set(cells[0]) != {"-"}:
            found.setdefault(heading, []).append(["" if cell == "—" else cell for cell in cells])
    return found


TABLES = tables()


def read(text: str, kind: BlockKind, language: str | None, given: str | None) -> StoryFields:
    view = View(text)
    blocks = BlockText(
        view, [Tile(kind, 0, len(view.text), 0, len(view.text), "test", "sure")], language, given, frozenset()
    )
    fields = StoryFields()
    read_timestamps(blocks, fields)
    settle_published(blocks, fields)
    read_expressions(blocks, fields)
    return fields


def expressions(text: str, language: str | None = "en", given: str | None = STORY_DAY) -> list[Date]:
    return list(read(text, "paragraph", language, given).dates)


def test_the_page_has_its_tables() -> None:
    assert len(TABLES["example"]) >= 50
    assert len(TABLES["timestamp"]) >= 20
    assert {row[0] for row in TABLES["language"]} < set(languages("calendar"))
    named = re.search(r"Known too, .*?: (.*?)\.", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert named is not None
    assert {row[0] for row in TABLES["language"]} | {"en"} | set(named[1].split(", ")) == set(languages("calendar"))


@pytest.mark.parametrize(("example", "found", "iso", "basis"), TABLES["example"], ids=[r[0] for r in TABLES["example"]])
def test_documented_expression(example: str, found: str, iso: str, basis: str) -> None:
    first = expressions(example)[0]
    assert (first.text, first.iso or "", first.basis) == (found, iso, basis)


@pytest.mark.parametrize(("language", "example", "found", "iso", "basis"), TABLES["language"])
def test_documented_language(language: str, example: str, found: str, iso: str, basis: str) -> None:
    dates = [(found.text, found.iso, found.basis) for found in expressions(example, language)]
    assert dates == [(found, iso, basis)]


@pytest.mark.parametrize(("line", "published", "updated"), TABLES["timestamp"], ids=[r[0] for r in TABLES["timestamp"]])
def test_documented_timestamp(line: str, published: str, updated: str) -> None:
    fields = read(line, "timestamp", None, STORY_DAY)
    assert fields.published is not None
    assert fields.published.iso == published
    assert (fields.updated.iso if fields.updated else None) == (updated or None)


def test_nothing_is_resolved_without_a_day() -> None:
    (found,) = expressions("The minister spoke on Tuesday.", given=None)
    assert (found.text, found.iso, found.basis) == ("on Tuesday", None, "inferred")
    assert resolve("Nov. 21", language="en", reference=None) == (None, "stated")


@pytest.mark.parametrize(
    "text",
    [
        "Black Friday sales rose.", "She writes for The Sunday Times.", "It may rain and they march on.",
        "April Smith and June Doe sang.", "The price was $1990 and 20 percent.", "He ran 1990 miles.",
        "Call 1-800-1990.", "The holiday was marred by birthday gifts.", "USA Today reported it.",
        "It cost 2,015 pounds.", "A daily paper, a yearly fee.", "Jan Novak and Augusta Dean married.",
    ],
)  # fmt: skip
def test_no_expression(text: str) -> None:
    assert expressions(text) == []


def test_the_agency_decides_the_order_of_figures() -> None:
    for country, iso in (("US", "2017-03-04"), ("GB", "2017-04-03"), (None, "2017")):
        text = "Published 03/04/2017"
        view = View(text)
        blocks = BlockText(view, [Tile("timestamp", 0, 20, 0, 20, "test", "sure")], "en", None, frozenset())
        fields = StoryFields()
        fields.agency = Agency("wire", "Wire", country, "Wire", 0, 4, ()) if country else None
        read_timestamps(blocks, fields)
        settle_published(blocks, fields)
        assert fields.published == Date("03/04/2017", 10, 20, iso, "inferred" if country else "stated")


def test_several_expressions_in_order() -> None:
    text = "On Monday the council met; last week it did not, and in 1990 it had no hall. It meets on Dec. 1."
    assert [found.text for found in expressions(text)] == ["On Monday", "last week", "in 1990", "on Dec. 1"]


def test_lines_may_be_wrapped_within_an_expression() -> None:
    for found in ("on\nTuesday", "earlier\nthis month", "Nov.\n21", "Nov. 21,\n2017", "two\nyears ago", "last\nweek"):
        assert [date.text for date in expressions(f"It was over {found} in Riga.")] == [found]


@pytest.mark.parametrize("day", ["2017-02-27", "2016-12-31", "2017-01-01", "2020-02-29"])
def test_a_weekday_is_never_after_the_story_nor_a_week_before(day: str) -> None:
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        iso, _ = resolve(name, language="en", reference=day)
        assert iso is not None
        assert 0 <= (date.fromisoformat(day) - date.fromisoformat(iso)).days < 7
        assert date.fromisoformat(iso).strftime("%A") == name


def test_a_date_without_a_year_crosses_new_year() -> None:
    assert expressions("He died on Dec. 12.", given="2018-01-05")[0].iso == "2017-12-12"
    assert expressions("He will speak on Jan. 8.", given="2017-12-28")[0].iso == "2018-01-08"
    assert resolve("Dec. 31", language="en", reference="2018-01-01") == ("2017-12-31", "inferred")


@pytest.mark.parametrize(
    "text",
    ["Feb 30, 2017", "Feb. 29, 2017", "31/31/2017", "99.99.9999", "0000-00-00", "31 June 2017", "", "Smarch 3, 2017"],
)
def test_impossible_dates(text: str) -> None:
    assert resolve(text, language="en", reference=None)[0] is None
    assert date_at(text, 0) is None


def test_the_order_of_figures() -> None:
    assert resolve("03/04/2017", language="en", reference=None)[0] == "2017"
    assert resolve("03/04/2017", language="en", reference=None, day_first=True)[0] == "2017-04-03"
    assert resolve("03/04/2017", language="en", reference=None, day_first=False)[0] == "2017-03-04"
    assert resolve("03/04/2017", language="fr", reference=None)[0] == "2017-04-03"
    assert resolve("03-04-2017", language="en", reference=None)[0] == "2017"
    assert resolve("03.04.2017", language="en", reference=None)[0] == "2017-04-03"
    assert resolve("04/21/2017", language="fr", reference=None)[0] == "2017-04-21"
    assert resolve("04/04/2017", language="en", reference=None)[0] == "2017-04-04"


@pytest.mark.parametrize(
    ("text", "date_"),
    [
        ("Nov. 21 (AP) -", "Nov. 21"), ("November 21, 2017 -", "November 21, 2017"), ("21 ноя - ТАСС", "21 ноя"),
        ("17th April, 2026 (WAM)", "17th April, 2026"), ("19 feb. (Prensa)", "19 feb."), ("22 MAR /PR/", "22 MAR"),
        ("11月21日电", "11月21日"), ("21 de noviembre de 2017.", "21 de noviembre de 2017"), ("Sept 19.", "Sept 19"),
        ("March 3 - Shr 5.56 dlrs", "March 3"), ("June 1: The bank", "June 1"), ("Tue., Nov. 21 -", "Tue., Nov. 21"),
        ("Tuesday -", "Tuesday"), ("22.11.2017 -", "22.11.2017"), ("Nov 21, 1,200 people", "Nov 21"),
        ("JUL 11 (UPI)", "JUL 11"), ("26 mai 2020 /CNW/", "26 mai 2020"), ("Nov 21, 10:42 GMT", "Nov 21, 10:42 GMT"),
    ],
)  # fmt: skip
def test_date_in_a_dateline(text: str, date_: str) -> None:
    assert date_at(text, 0) == len(date_)
    assert date_at("XX " + text, 3) == 3 + len(date_)


@pytest.mark.parametrize(
    "text", ["Texas", "21 people", "Marshall said", "21", "May", "5.56 dlrs", "(AP)", "10:42", "Nov."]
)
def test_no_date_in_a_dateline(text: str) -> None:
    assert date_at(text, 0) is None


def test_other_forms_by_dateutil() -> None:
    assert resolve("20171121T160500Z", language="en", reference=None)[0] == "2017-11-21T16:05:00+00:00"


@given(st.text(max_size=60), st.sampled_from([*languages("calendar"), None]))
def test_any_text_can_be_asked_for(text: str, language: str | None) -> None:
    for reference in (None, STORY_DAY, "0001-01-01", "9999-12-31", "nonsense"):
        iso, basis = resolve(text, language=language, reference=reference)
        assert basis in ("stated", "inferred")
        assert iso is None or re.match(r"\d{4}(-W?\d\d)?", iso)
    for at in range(len(text) + 1):
        end = date_at(text, at)
        assert end is None or at < end <= len(text)
    for kind in ("paragraph", "timestamp", "byline"):
        read(text, kind, language, STORY_DAY)


WORDS = ["on", "in", "the", "last", "next", "this", "two", "Tuesday", "Nov.", "May", "21", "1990", "years", "ago",
         "week", "earlier", "night", "today", "of", "a", "'s", ",", "2017", "-", "30", "will", "said", "."]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=20), st.sampled_from(["0001-01-01", STORY_DAY, "9999-12-31"]))
def test_expressions_are_pieces_in_order(words: list[str], day: str) -> None:
    text = " ".join(words)
    done = 0
    for found in expressions(text, given=day):
        assert found.start is not None
        assert found.end is not None
        assert done <= found.start < found.end
        assert text[found.start : found.end] == found.text
        done = found.end


@pytest.mark.parametrize(
    "unit", ["day", "20", "on ", "last ", "two ", "Nov. ", "a day ", "21 ", "Tuesday, ", "2017-11-21-"]
)
def test_reading_takes_linear_time(unit: str) -> None:
    text = unit * 8_000
    began = process_time()
    expressions(text)
    read(text, "timestamp", None, STORY_DAY)
    assert process_time() - began < 5


@pytest.mark.parametrize("language", languages("calendar"))
def test_packs_are_sound(language: str) -> None:
    data = pack("calendar", language)
    assert set(data["months"].values()) in (set(), set(range(1, 13)))
    assert set(data["weekdays"].values()) == set(range(7))
    for topic in ("months", "weekdays", "relative"):
        assert all(word == word.casefold() and not word.endswith(".") for word in data[topic])


def test_own_forms_need_no_dateutil() -> None:
    call = "dates.resolve('Nov 21, 2017', language='en', reference=None)"
    code = f"import sys; from wireparse.knowledge import dates; {call}"
    subprocess.run([sys.executable, "-c", code + "; assert 'dateutil' not in sys.modules"], check=True)
