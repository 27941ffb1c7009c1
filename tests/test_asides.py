"""What stands around the story: its title, credits, links and related stories, each with its parts."""

from __future__ import annotations

import pytest

from wireparse import parse
from wireparse.details.credits import read_credits
from wireparse.details.fields import BlockText, StoryFields
from wireparse.details.headline import read_headlines
from wireparse.details.links import read_links
from wireparse.details.related import read_related
from wireparse.draft import Tile
from wireparse.model import BlockKind, Credit, Link, Related
from wireparse.text.view import View


def read(kind: BlockKind, text: str, around: str = "") -> StoryFields:
    """The fields of a text that is one block of a kind, perhaps with a paragraph behind it."""
    view = View(text + around)
    size = len(view.text)
    tiles = [Tile(kind, 0, len(text), 0, len(text.rstrip()), "block.test", "sure")]
    if around:
        tiles.append(Tile("paragraph", len(text), size, len(text), size, "block.test", "sure"))
    blocks = BlockText(view, tiles, None, None, frozenset())
    fields = StoryFields()
    for reader in (read_headlines, read_credits, read_links, read_related):
        reader(blocks, fields)
    return fields


def holders(found: tuple[Credit, ...]) -> list[tuple[str, str | None]]:
    return [(credit.text, credit.holder.text if credit.holder else None) for credit in found]


@pytest.mark.parametrize(
    ("kind", "line", "holder"),
    [
        ("photo_credit", "© Photo: VOA", "VOA"),
        ("photo_credit", "Photo by Jane Doe/AFP via Getty Images", "Jane Doe/AFP via Getty Images"),
        ("photo_credit", "Image copyright Getty Images", "Getty Images"),
        ("photo_credit", "(Harbour Co.)", "Harbour Co"),
        ("photo_credit", "Foto: Ana Reis/Lusa", "Ana Reis/Lusa"),
        ("source_credit", "Sputnik News", "Sputnik News"),
        ("source_credit", "Source: The Harbour Gazette", "The Harbour Gazette"),
        ("source_credit", "This article was originally published by Nordlys. Read the original article.", "Nordlys"),
        ("source_credit", "The Associated Press contributed to this report.", "The Associated Press"),
        ("editor_credit", "Contributing: Ida Moen", "Ida Moen"),
        ("editor_credit", "Eva Dahl contributed reporting from Oslo.", "Eva Dahl"),
        ("copyright", "© 2019 Harbour Media Ltd. All rights reserved.", "Harbour Media Ltd"),
        ("copyright", "Copyright Nordlys 2018", "Nordlys"),
        ("copyright", "All rights reserved.", None),
        ("contact", "Contact: Ida Moen, +47 55 00 00 00", "Ida Moen"),
        ("contact", "Reach the reporter at ida.moen@example.org", None),
    ],
)
def test_holder(kind: BlockKind, line: str, holder: str | None) -> None:
    (credit,) = read(kind, line).credits
    assert credit.text == line
    assert (credit.holder.text if credit.holder else None) == holder


def test_a_sign_off_has_a_credit_a_part() -> None:
    fields = read("editor_credit", "(Reporting by Ida Moen; additional reporting by Tom Aas; Editing by Eva Dahl)\n")
    assert holders(fields.credits) == [
        ("Reporting by Ida Moen", "Ida Moen"),
        ("additional reporting by Tom Aas", "Tom Aas"),
        ("Editing by Eva Dahl", "Eva Dahl"),
    ]


def test_a_caption_ends_with_its_credit() -> None:
    assert holders(read("caption", "Ferries wait (left). (AP Photo/Ida Moen)").credits) == [
        ("AP Photo/Ida Moen", "AP Photo/Ida Moen")
    ]
    assert not read("caption", "Ferries wait in the harbour (left).").credits


def parts(link: Link) -> tuple[str, str | None, str | None]:
    return link.label.text, link.headline and link.headline.text, link.url and link.url.text


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("READ MORE: Ferry Strike Ends", [("READ MORE", "Ferry Strike Ends", None)]),
        ("Read more", [("Read more", None, None)]),
        ("Related links:\n* Ferry strike ends\n* Port opens\n", [
            ("Related links", "Ferry strike ends", None), ("Related links", "Port opens", None)]),
        ("Read more: https://example.org/ferries.", [("Read more", None, "https://example.org/ferries")]),
        ("Lesen Sie auch: Streik endet", [("Lesen Sie auch", "Streik endet", None)]),
        ("Ferry strike ends", [("", "Ferry strike ends", None)]),
    ],
)  # fmt: skip
def test_links(text: str, links: list[tuple[str, str | None, str | None]]) -> None:
    assert [parts(link) for link in read("read_more", text).links] == links


def item(related: Related) -> tuple[str, str | None, bool]:
    return related.headline.text, related.excerpt.text if related.excerpt else None, related.truncated


def test_cut_off_headlines_and_their_excerpts() -> None:
    fields = read(
        "related",
        "Related Post\n\n"
        "Ferry Owners Call for Talks as Strike En... The owners of nine ferries said on Mon...\n"
        "Crews of Nine Ferries Refuse to Leave... BERGEN (Sputnik) — Nobody will leave, the un...\n",
    )
    assert [item(related) for related in fields.related] == [
        ("Ferry Owners Call for Talks as Strike En...", "The owners of nine ferries said on Mon...", True),
        ("Crews of Nine Ferries Refuse to Leave...", "BERGEN (Sputnik) — Nobody will leave, the un...", True),
    ]  # fmt: skip
    first, second = fields.related
    assert first.dateline is None
    assert second.dateline is not None
    assert second.dateline.text == "BERGEN (Sputnik)"


def test_ranks_times_sections_and_excerpts() -> None:
    fields = read(
        "related",
        "Most popular\n* 1\n3 ferries leave the harbour at last\n20 hours ago\n2. Port opens again after the strike\n"
        "The port opened again on Monday, its council said.\nhttps://example.org/port\n",
    )
    assert [item(related) for related in fields.related] == [
        ("3 ferries leave the harbour at last", None, False),
        ("Port opens again after the strike", "The port opened again on Monday, its council said.", False),
    ]
    first, second = fields.related
    assert first.time is not None
    assert first.time.text == "20 hours ago"
    assert second.url is not None
    assert second.url.text == "https://example.org/port"


def test_a_wrapped_teaser_is_one_item() -> None:
    prose = "The owners said on Monday that they\nwould meet the crews at noon.\n"
    block = "Ferry Owners Call... The owners of nine\nferries said on Mon...\n"
    block += "Port Opens Ag... Its council says\nMon...\n"
    related = read("related", block, prose).related
    assert [item.headline.text for item in related] == ["Ferry Owners Call...", "Port Opens Ag..."]
    assert [item.excerpt and item.excerpt.text for item in related] == [
        "The owners of nine\nferries said on Mon...",
        "Its council says\nMon...",
    ]


def test_a_wrapped_headline_is_one_link() -> None:
    prose = "The owners said on Monday that they\nwould meet the crews at noon.\n"
    (link,) = read("read_more", "READ MORE: Ferry Strike Enters Third\nDay\n", prose).links
    assert link.headline is not None
    assert link.headline.text == "Ferry Strike Enters Third\nDay"


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Ferry Strike Enters Third Day - BBC News", "Ferry Strike Enters Third Day"),
        ("Ferry strike enters third day | Nordlys", "Ferry strike enters third day"),
        ("Ferry strike enters third day | Business | The Harbour Gazette", "Ferry strike enters third day"),
        ("Ferry strike enters third day - nordlys.no", "Ferry strike enters third day"),
        ("Ferry strike - owners call for talks", "Ferry strike - owners call for talks"),
        ("Strike - News", "Strike - News"),
        ("# Ferry strike enters third day", "Ferry strike enters third day"),
    ],
)
def test_the_site_is_no_part_of_the_headline(line: str, headline: str) -> None:
    title = read("headline", f"{line}\n").headline
    assert title is not None
    assert title.text == headline


def test_the_whole_way() -> None:
    story = parse(
        "Ferry Strike Enters Third Day\n\nBERGEN (AP) — Nine ferries waited on Monday, their owners said.\n\n"
        '"We want to talk," said Tom Aas, who speaks for the crews and has led the strike from its first hour.\n\n'
        "READ MORE: Owners Call for Talks\n\nThe port's council has called both sides to the town hall, it said.\n\n"
        "© Photo: VOA\n"
    )
    assert [parts(link) for link in story.links] == [("READ MORE", "Owners Call for Talks", None)]
    assert holders(story.credits) == [("© Photo: VOA", "VOA")]


@pytest.mark.parametrize(
    "typed",
    [
        "# Lamps lit on the cape", "## Lamps lit on the cape ##", "* Lamps lit on the cape",
        "**Lamps lit on the cape**",
        "# **Lamps lit on the cape**", "_Lamps lit on the cape_", "BBC News - Lamps lit on the cape",
        "Lamps lit on the cape - www.example.com", "* Lamps lit on the cape | The Coast Post",
    ],
)  # fmt: skip
def test_a_headline_is_without_marks_and_sites(typed: str) -> None:
    found = read("headline", typed).headline
    assert found is not None
    assert found.text == "Lamps lit on the cape"
    assert typed[found.start : found.end] == found.text


@pytest.mark.parametrize("title", ["*Lamps* lit on the *cape*", "#lamps are lit on the cape"])
def test_marks_of_words_stay_in_the_headline(title: str) -> None:
    found = read("headline", title).headline
    assert found is not None
    assert found.text == title


def told(related: Related) -> tuple[str, str | None, str | None]:
    return (
        related.headline.text,
        related.time.text if related.time else None,
        related.section.text if related.section else None,
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "World",
                "Ferry owners count what they lost",
                "2 hours ago",
                "Sport",
                "Snow falls early on the coast",
                "1 hour ago",
            ],
            [
                ("Ferry owners count what they lost", "2 hours ago", "World"),
                ("Snow falls early on the coast", "1 hour ago", "Sport"),
            ],
        ),
        (
            ["Ferry owners count what they lost", "World", "Snow falls early on the coast", "Sport"],
            [("Ferry owners count what they lost", None, "World"), ("Snow falls early on the coast", None, "Sport")],
        ),
        (
            [
                "May 2, 2017",
                "Ferry owners count what they lost",
                "By Ida Moen",
                "May 3, 2017",
                "Snow falls early on the coast",
            ],
            [
                ("Ferry owners count what they lost", "May 2, 2017", None),
                ("Snow falls early on the coast", "May 3, 2017", None),
            ],
        ),
        (
            [
                "Ferry owners count what they lost",
                "Anna Moen",
                "Read more",
                "Snow falls early on the coast",
                "Read more",
            ],
            [("Ferry owners count what they lost", None, None), ("Snow falls early on the coast", None, None)],
        ),
    ],
)
def test_times_and_sections_belong_to_the_title_that_they_stand_by(
    lines: list[str], expected: list[tuple[str, str | None, str | None]]
) -> None:
    fields = read("related", "\n".join(["Related Articles", *lines]))
    assert [told(related) for related in fields.related] == expected
