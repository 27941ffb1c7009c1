"""The kinds of the lines around a story, each told by its words, its shape or another line that it echoes."""

from __future__ import annotations

import pytest

from wireparse import Story, parse
from wireparse.lines.classify import classify
from wireparse.lines.features import features_of
from wireparse.text.view import View

TITLE = "Coastal agency lights the last lamp at Lindesnes"
PARAGRAPHS = [
    "LINDESNES, Norway (AP) - The coastal agency lit the last of nine new lamps on the southern cape on Tuesday night.",
    "The old lamps had burned since 1915, and the keepers who looked after them left the cape thirty years ago.",
    '"They can be seen from forty kilometres away," said Jonas Vik, who led the work for the agency in the south.',
]
CAPTION = "The new lamp stands beside the old keepers' house on the cape."


def page(
    *, head: tuple[str, ...] = (), title: str = TITLE, inside: tuple[str, ...] = (), tail: tuple[str, ...] = ()
) -> Story:
    return parse("\n\n".join([title, *head, *PARAGRAPHS[:2], *inside, PARAGRAPHS[2], *PARAGRAPHS[1:], *tail]))


def kinds(story: Story) -> dict[str, str]:
    """Each line's kind."""
    return {line.strip(): block.kind for block in story.blocks for line in block.text.split("\n") if line.strip()}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Eva Dahl - Nov 19, 2017, 10:31 pm CST", "byline"), ("11/19/2017 by Eva Dahl", "byline"),
        ("by Eva Dahl and Tom Aas - November 18, 2017", "byline"), ("Reuters November 18, 2017 11:03 PM", "byline"),
        ("By admin - 2017-09-16", "byline"),
        ("By Eva Dahl on Monday, November 18th, 2017 at 11:04 a.m.", "byline"),
        ("Eva Dahl @evadahl / 2 days", "byline"),
        ("by Lindesnes Post Staff 2 Comments", "byline"), ("Eva Dahl Science editor", "byline"),
        ("Eva Dahl, Lindesnes Post Staff Writer", "byline"), ("Politics 04 May 2017 - 00:00", "timestamp"),
        ("07/12/2017 Science Climate", "timestamp"),
    ],
)  # fmt: skip
def test_names_and_dates_below_the_headline(line: str, kind: str) -> None:
    story = page(head=(line,))
    assert story.headline is not None
    assert story.headline.text == TITLE
    assert kinds(story)[line] == kind


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("von Eva Dahl 31. Oktober 2017", "b"), ("07.12.2017 Wissenschaft Klima", "t"),
        ("Startseite Politik Sport", "M"),
        ("Eva Dahl, Redakteurin", "N"), ("par Eva Dahl - 4 mai 2017", "b"), ("Politique 4 mai 2017 à 10h30", "t"),
        ("Política 04 mayo 2017 - 00:00", "t"), ("Inicio Noticias Deportes Contacto", "M"), ("Autor:", "Y"),
        ("Cronaca 4 maggio 2017 10:30", "t"), ("di Eva Dahl 4 maggio 2017", "b"),
        ("Por Eva Dahl 4 de maio de 2017", "b"),
        ("Polityka 4 maja 2017 10:30", "t"), ("Kraj 4 maja 2017, godz. 10:30", "t"), ("Политика 4 мая 2017 10:30", "t"),
        ("Sie sind hier: Startseite > Politik", "B"), ("Lampe am Kap - Foto: Tom Aas", "c"),
        ("Foto: © Museum Narvik / elund", "f"),
        ("(Con información de AFP, EFE y Reuters)", "w"), ("La lámpara en el cabo el martes pasado. EFE", "c"),
        ("Nazwa *", "o"), ("Имя *", "o"),
    ],
)  # fmt: skip
def test_lines_in_other_languages(line: str, letter: str) -> None:
    assert [rule.letter for rule in classify(features_of([View(line).text]))] == [letter]


def test_a_label_and_the_name_below_it_are_one_byline() -> None:
    story = page(head=("Article by", "Eva Dahl"))
    assert [block.text.split() for block in story.blocks if block.kind == "byline"] == [
        ["Article", "by", "Eva", "Dahl"]
    ]


@pytest.mark.parametrize(
    "credit",
    [
        "© Lysfoto",
        "© AFP / EVA DAHL",
        "(Eva Dahl/Lindesnes Post)",
        "(Picture by Eva Dahl)",
        "(Tom Aas via AP)",
        "- Photo: Tom Aas",
        "last week. Credit... Tom Aas",
    ],
)
def test_a_caption_ends_in_whose_picture_it_is(credit: str) -> None:
    line = f"The new lamp beside the old keepers' house on the cape {credit}"
    story = page(head=(line,))
    assert kinds(story)[line] == "caption"


def test_a_photo_label_before_a_title_credits_nobody() -> None:
    found = kinds(page(tail=("Photos: nine lamps that have been lit since spring",)))
    assert found["Photos: nine lamps that have been lit since spring"] != "photo_credit"


def test_a_caption_that_a_gallery_repeats_is_no_story() -> None:
    story = page(inside=(CAPTION, CAPTION, "Photo: Eva Dahl, AP"))
    assert kinds(story)[CAPTION] == "caption"
    assert all(paragraph.text != CAPTION for paragraph in story.paragraphs)


def test_the_headline_inside_a_gallery_is_the_headline_again() -> None:
    story = page(inside=("Image 1 of 4", CAPTION, "Photo: Eva Dahl, AP", TITLE, "1 / 4", "Back to Gallery"))
    assert {block.kind for block in story.blocks if block.text.strip() == TITLE} == {"headline"}


def test_the_author_below_the_story_is_a_note_on_the_author() -> None:
    note = "Eva Dahl has covered the coast for the paper since 2009 and lives near the cape."
    story = page(head=("By Eva Dahl",), tail=("Share on Facebook", "Share on Twitter", note, "© 2017 The Coast Post"))
    assert kinds(story)[note] == "author_bio"


def test_an_author_of_one_name_is_introduced_below_the_name() -> None:
    note = "Sigrun is a keeper's daughter who has written about the coast since 2009."
    found = kinds(page(head=("by Sigrun May 4, 2017",), tail=("Share on Facebook", "Sigrun", note, "Home", "News")))
    assert {found["Sigrun"], found[note]} == {"author_bio"}


def test_an_author_without_a_byline_is_introduced_below_the_name() -> None:
    note = "Sigrun is a keeper's daughter who has written about the coast since 2009."
    other = "Sigrun rows home each evening, and her neighbours on the coast wait for her by the lamp."
    shares = ("Share on Facebook", "Share on Twitter")
    found = kinds(page(tail=(*shares, "Sigrun", note, "© 2017 The Coast Post")))
    assert {found["Sigrun"], found[note]} == {"author_bio"}
    assert "author_bio" not in kinds(page(tail=(*shares, "Sigrun", other, "© 2017 The Coast Post"))).values()


def test_the_address_of_a_page_is_its_source() -> None:
    address = "https://www.example.com/news/lamp-4711.html"
    for above in ((address, "Home", "World"), (f"{TITLE} - The Coast Post", address, "Home"), ("Home", address)):
        assert kinds(parse("\n\n".join([*above, TITLE, *PARAGRAPHS])))[address] == "source_credit"
    story = parse("\n\n".join(["Home", address, "World", "Sport", TITLE, *PARAGRAPHS]))
    assert kinds(story)[address] == "navigation"


def test_a_menu_in_one_line() -> None:
    row = "Home News Sport Weather Contact us"
    story = parse("\n\n".join([row, TITLE, *PARAGRAPHS]))
    assert kinds(story)[row] == "navigation"
    assert story.headline is not None
    assert story.headline.text == TITLE


def test_fields_to_fill_in_are_the_comments() -> None:
    found = kinds(page(tail=("Leave a comment", "Name *", "Email *", "© 2017 The Coast Post")))
    assert {found[field] for field in ("Leave a comment", "Name *", "Email *")} == {"comment"}


def test_comments_end_where_no_sign_of_them_follows() -> None:
    teasers = ("Ferry owners count their losses", "Snow falls early on the coast", "Harbour of Mandal to be dredged")
    found = kinds(page(tail=("2 Comments", "Ida", "3 days ago", "About time they did it.", *teasers)))
    assert found["About time they did it."] == "comment"
    assert {found[teaser] for teaser in teasers} == {"related"}


def test_a_list_with_times_above_the_headline_is_other_stories() -> None:
    others = ["Ferry owners count their losses", "May 3, 2017", "Snow falls early on the coast", "May 2, 2017"]
    story = parse("\n\n".join([*others, TITLE, "By Eva Dahl", *PARAGRAPHS]))
    assert story.headline is not None
    assert story.headline.text == TITLE
    assert {kinds(story)[line] for line in others} == {"related"}


@pytest.mark.parametrize("number", ["1 / 13", "0", "2.289"])
def test_a_number_above_the_story_is_no_other_story(number: str) -> None:
    assert kinds(page(head=("By Eva Dahl", number)))[number] != "related"


@pytest.mark.parametrize("label", ["Read more:", "Related links:"])
def test_a_label_with_a_colon_leads_a_list_of_links(label: str) -> None:
    links = ["* Ferry owners count their losses", "* Snow falls early on the coast", "* Lighthouses"]
    story = page(inside=("\n".join([label, *links]),))
    assert {kinds(story)[line] for line in (label, *links)} == {"read_more"}
    assert [link.headline.text for link in story.links if link.headline] == [link[2:] for link in links]


@pytest.mark.parametrize("header", ["Promoted Content", "Sponsored stories"])
def test_what_somebody_paid_for_is_no_other_story(header: str) -> None:
    paid = ["Ten cruises that will surprise you", "Find out what your house is worth"]
    found = kinds(page(tail=("Share on Facebook", header, *paid, "© 2017 The Coast Post")))
    assert {found[line] for line in (header, *paid)} == {"promo"}


def test_an_address_in_a_share_bar_is_shared() -> None:
    address = "https://www.example.com/news/lamps-123.html"
    found = kinds(page(head=("By Eva Dahl", "Share on Facebook", "Copy this link", address)))
    assert found[address] == "share"


def test_a_teaser_inside_the_story_has_its_read_more_below() -> None:
    found = kinds(page(inside=("Advertisement", "Ferry owners count their losses", "Read more")))
    assert found["Ferry owners count their losses"] == "related"
    assert found["Read more"] == "read_more"


def test_a_long_paragraph_below_the_headline_is_no_subheadline() -> None:
    story = page(head=(" ".join(["A keeper who lived on the cape for years said that lamps were company."] * 7),))
    assert story.subheadline is None


@pytest.mark.parametrize(
    "clip",
    [
        (
            "Police in Bergen arrested two men on Monday.",
            "The men are suspected of stealing a ferry, a spokesman said.",
        ),
        (
            "Two ferries will sail again on Monday.",
            "They had stayed in harbour for a week, their owners said on Friday.",
        ),
    ],
)
def test_a_clip_of_two_paragraphs_has_no_headline(clip: tuple[str, str]) -> None:
    story = parse("\n\n".join(clip))
    assert story.headline is None
    assert [paragraph.text for paragraph in story.paragraphs] == list(clip)


@pytest.mark.parametrize(
    "title", ["Police arrest two men", "What will the owners do?", "Two Men Are Arrested in Bergen."]
)
def test_a_title_above_a_clip_is_its_headline(title: str) -> None:
    story = parse(f"{title}\n\nTwo men are suspected of stealing a ferry in Bergen, a police spokesman said on Monday.")
    assert story.headline is not None
    assert story.headline.text == title


def test_titles_with_times_below_the_comments_are_other_stories() -> None:
    teasers = (
        "Ferry owners count what they have lost",
        "13 hours ago",
        "Snow falls early on all of the coast",
        "15 hours ago",
    )
    found = kinds(page(tail=("Leave a comment", *teasers)))
    assert found["Leave a comment"] == "comment"
    assert {found[teaser] for teaser in teasers} == {"related"}


def test_a_list_of_cards_is_one_list() -> None:
    cards = ("Ferry owners count what they have lost", "Read more", "Snow falls early on all of the coast", "Read more")
    found = kinds(page(tail=("Related Articles", *cards, "Lamps for the skerries are on their way")))
    assert {found[line] for line in cards} == {"related"}


def test_a_title_with_a_full_stop_above_a_story_of_some_length_is_its_headline() -> None:
    title = "Owners say the strike on the ferries costs them millions."
    paragraphs = (
        "The owners of nine ferries on the coast of Agder said on Monday that the strike, now in its third week, had "
        "cost them 40 million kroner in fares that nobody paid.",
        "Most of that would have come from lorries that carry fish to the south, and that now take the road over the "
        "mountains, which is nine hours longer in winter.",
        '"We cannot go on like this until Easter," said Ida Moen, who speaks for the owners of the two largest ships.',
        "The crews want to be paid for the nights that they spend on board in harbour, as crews in the north are.",
    )
    story = parse("\n\n".join((title, *paragraphs)))
    assert story.headline is not None
    assert story.headline.text == title
    assert [paragraph.text for paragraph in story.paragraphs] == list(paragraphs)
