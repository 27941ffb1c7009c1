"""What a page says in its head of its story's authors, times, title and place of publication."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wireparse import parse_file
from wireparse.model import Story
from wireparse.readers import Settings, form_named

BODY = """<h1>Ferries stay in harbour for a third day</h1><p class="byline">By Ida Moen</p>
<p>BERGEN, Norway (AP) - Ferries stayed in harbour for a third day on Tuesday, their owners said.</p>
<p>The crews want longer breaks at night, and talks about them will go on in the capital later this week.</p>"""


def page(head: str, body: str = BODY) -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Ferries stay - Coast Post</title>{head}</head><body>{body}</body>"
    )


def ld(**node: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "x"} | node)}</script>'


def metadata(html: str) -> Any:
    return form_named("html").read(html.encode(), "page.html", Settings()).metadata


@pytest.fixture
def story(tmp_path: Any) -> Any:
    def parsed(html: str) -> Story:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        return parse_file(path, form="html")

    return parsed


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(datePublished="2019-11-19T10:31:00+01:00"), "2019-11-19T10:31:00+01:00"),
        (ld(datePublished="2019-11-19 10:31"), "2019-11-19T10:31:00"),
        (ld(datePublished="2019-11-19T10:31:00.123Z"), "2019-11-19T10:31:00Z"),
        ('<meta property="article:published_time" content="2019-11-19T10:31:00+0100">', "2019-11-19T10:31:00+01:00"),
        ('<meta name="date" content="19 November 2019">', "2019-11-19"),
        ('<meta property="og:url" content="https://example.com/2019/11/19/ferries">', "2019-11-19"),
        (ld(datePublished="0000-00-00") + '<meta name="pubdate" content="20191119">', "2019-11-19"),
        ('<meta name="date" content="soon">', None),
    ],
)
def test_published(head: str, expected: str | None) -> None:
    assert metadata(page(head)).published == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(author={"@type": "Person", "name": "Eva Dahl"}), ("Eva Dahl",)),
        (ld(author=[{"name": "Eva Dahl"}, {"name": "Tom Aas"}]), ("Eva Dahl", "Tom Aas")),
        (ld(author="By Eva Dahl and Tom Aas"), ("Eva Dahl", "Tom Aas")),
        (ld(author={"name": "Coast Post"}, publisher={"name": "Coast Post"}), ("Ida Moen",)),
        (ld(author="admin") + '<meta name="author" content="Eva Dahl">', ("Eva Dahl",)),
        ('<meta property="article:author" content="https://example.com/eva">', ("Ida Moen",)),
        ('<meta name="parsely-author" content="Eva Dahl; Tom Aas">', ("Eva Dahl", "Tom Aas")),
    ],
)
def test_authors(head: str, expected: tuple[str, ...]) -> None:
    assert metadata(page(head)).authors == expected


def test_a_graph_may_name_its_persons_elsewhere() -> None:
    graph = {"@graph": [
        {"@type": "Person", "@id": "#eva", "name": "Eva Dahl"},
        {"@type": ["Article", "NewsArticle"], "headline": "x", "author": {"@id": "#eva"}},
    ]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert metadata(page(head)).authors == ("Eva Dahl",)


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, "null", '"x"', '[{"@type": 3, "author": [null, 7]}]', ""])
def test_broken_data_are_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script><meta name="author" content="Eva Dahl">'
    assert metadata(page(head)).authors == ("Eva Dahl",)


def test_a_visible_line_becomes_the_piece(story: Any) -> None:
    found = story(page(ld(author="Ida Moen")))
    assert found.byline.text == "By Ida Moen"
    assert [author.text for author in found.byline.authors] == ["Ida Moen"]


def test_an_author_whom_no_line_names_has_no_piece(story: Any) -> None:
    found = story(page(ld(author="Eva Dahl"), BODY.replace('<p class="byline">By Ida Moen</p>', "")))
    assert (found.byline.text, found.byline.start, found.byline.rule) == (None, None, "given.html")
    assert [(author.name, author.start) for author in found.byline.authors] == [("Eva Dahl", None)]


def test_values_have_their_place_in_the_story(story: Any) -> None:
    head = ld(
        datePublished="2019-11-19", dateModified="2019-11-20", articleSection="Coast", publisher={"name": "Coast Post"}
    )
    found = story(page(head))
    assert (found.published.iso, found.published.basis, found.updated.iso) == ("2019-11-19", "metadata", "2019-11-20")
    assert (found.publication.name, found.publication.section) == ("Coast Post", "Coast")
    assert found.language == "en"


def test_the_title_of_the_page_is_the_headline(story: Any) -> None:
    body = "<p>Lamps on the quay</p><p>Crews want longer breaks</p>" + BODY.replace("h1", "div")
    found = story(page(ld(headline="Crews want longer breaks"), body))
    assert found.headline.text == "Crews want longer breaks"
