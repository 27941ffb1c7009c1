"""What a page's head, its headings and its lines say together: the headline behind a kicker, the day, hidden parts."""

from __future__ import annotations

from typing import Any

import pytest

from wireparse import parse_file
from wireparse.model import Story

PROSE = [
    "BERGEN, Norway (AP) - Ferries stayed in harbour for a third day on Tuesday, their owners said.",
    "The crews want longer breaks at night, and talks about them will go on in the capital later this week.",
    "Some four thousand passengers wait in the two ports, and the lorries stand as far as the bridge.",
]


def page(head: str = "", top: str = "", body: str = "") -> str:
    prose = "".join(f"<p>{text}</p>" for text in PROSE)
    return f"<!doctype html><html lang=en><head>{head}</head><body>{top}<article>{prose}{body}</article></body></html>"


@pytest.fixture
def story(tmp_path: Any) -> Any:
    def parsed(html: str) -> Story:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        return parse_file(path, form="html")

    return parsed


@pytest.mark.parametrize(
    ("head", "top", "headline"),
    [
        (
            '<meta property="og:title" content="Ferries stay in harbour">',
            "<h1>Strike in Bergen Ferries stay in harbour</h1>",
            "Ferries stay in harbour",
        ),
        (
            "<title>Ferries stay in harbour - Coast Programme of the North</title>",
            "<h1>The Coast Blog</h1><h1>Ferries stay in harbour</h1>",
            "Ferries stay in harbour",
        ),
        (
            '<link rel=canonical href="https://coastpost.example/a"><title>Still here - The Daily Coast Post</title>',
            "<h1>The Daily Coast Post</h1><h2>Still here</h2>",
            "Still here",
        ),
        ("<title>2019 Ferry Times</title>", "<h1>2019 Ferry Times</h1>", "2019 Ferry Times"),
    ],
)
def test_headline(story: Any, head: str, top: str, headline: str) -> None:
    assert story(page(head, top)).headline.text == headline


@pytest.mark.parametrize(
    ("stated", "shown", "iso", "basis"),
    [
        (("2025-06-24", "2025-06-24"), "August 25, 2024", "2024-08-25", "stated"),
        (("2025-06-24", "2025-07-24"), "August 25, 2024", "2025-06-24", "metadata"),
        (("2025-06-24", "2025-06-24"), "Updated August 25, 2024", "2025-06-24", "metadata"),
        (("", ""), "Updated: August 25, 2024", "2024-08-25", "inferred"),
    ],
)
def test_the_day_below_the_headline(story: Any, stated: tuple[str, str], shown: str, iso: str, basis: str) -> None:
    metas = "".join(
        f'<meta property="article:{name}_time" content="{day}">'
        for name, day in zip(("published", "modified"), stated, strict=True)
        if day
    )
    body = f"<h1>Ferries stay in harbour for a third day</h1><p>{shown}</p>"
    found = story(page(metas, body)).published
    assert (found.iso, found.basis) == (iso, basis)


def test_what_came_late_stands_in_its_place(story: Any) -> None:
    late = '<div hidden id="S:0"><p>The company has offered them four more days off a year, its owner said.</p></div>'
    html = page(body='<template id="B:0"></template><p>A ferry is to sail on Friday, the owner said in a letter.</p>')
    found = story(html.replace("</body>", f"{late}</body>"))
    assert [paragraph.text[:9] for paragraph in found.paragraphs[-2:]] == ["The compa", "A ferry i"]


@pytest.mark.parametrize(
    ("attributes", "seen"),
    [
        ('style="display:none"', False),
        ('style="display:none" role="region" aria-labelledby="h"', True),
        ('hidden class="paywall"', True),
        ('hidden class="popup"', False),
    ],
)
def test_hidden_parts(story: Any, attributes: str, seen: bool) -> None:
    found = story(page(body=f"<div {attributes}><p>The owner wrote that he would answer by the end of May.</p></div>"))
    assert ("answer by the end" in found.text) is seen


def test_a_byline_behind_a_time(story: Any) -> None:
    found = story(
        page(top="<h1>Ferries stay in harbour for a third day</h1><p>25 April 2024 | 14:07 | By Ida Moen</p>")
    )
    assert [author.name for author in found.byline.authors] == ["Ida Moen"]


@pytest.mark.parametrize("head", ['<meta name="author" content="CPN">', '<meta name="author" content="cpn.example">'])
def test_the_site_is_no_author(story: Any, head: str) -> None:
    found = story(page('<link rel=canonical href="https://www.cpn.example/2024/a">' + head))
    assert not found.byline or not found.byline.authors


@pytest.mark.parametrize(
    ("deck", "behind", "told"),
    [
        ('<p class="article-deck">{}</p>', "", True),
        ("<header><p>{}</p></header>", "<p>By Ida Moen</p><p>19 November 2019</p>", True),
        ("<p>{}</p>", "", False),
    ],
)
def test_the_deck(story: Any, deck: str, behind: str, told: bool) -> None:
    text = "Both sides meet again on Friday; the lorries wait at the bridge, and the shops run short of milk."
    head = f'<meta name="description" content="{text}">'
    found = story(page(head, "<h1>Ferries stay in harbour for a third day</h1>" + deck.format(text) + behind))
    assert (found.subheadline is not None and found.subheadline.text == text) is told
    assert (found.paragraphs[0].text == text) is not told
