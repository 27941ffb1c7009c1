"""Running stories, tables and what readers wrote above a story: their lines have blocks of their own."""

from __future__ import annotations

from wireparse import parse

HEAD = (
    "Lanterns LIVE: Paper boat reaches the quay\n\nBy Eva Dahl\n\n"
    "Thousands of people are out for the lanterns tonight, the town said on Friday evening.\n\n"
)
ENTRIES = (
    "21:00\nIda Moen\nLamps go out on Strand Street\n"
    "The street lamps on Strand Street went dark at nine. Nobody was hurt there.\n\n",
    "20:42\nPaper boat reaches the harbour quay\n"
    "The boat, which is thirty metres long, has reached the quay, the organisers said.\n\n",
    "20:24\nIda Moen\nLast trams to leave an hour late\n"
    "The last trams will leave at half past midnight. Night buses run as usual.\n\n",
    "20:11\nIda Moen\nMayor carries a paper fish\n"
    "The mayor came with his two daughters and carried a paper fish of his own.\n",
)  # fmt: skip


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text.split("\n")[0]) for block in parse(text).blocks]


def test_each_entry_has_a_time_an_author_and_a_heading() -> None:
    found = kinds(HEAD + "".join(ENTRIES))
    assert [text for kind, text in found if kind == "timestamp"] == ["21:00", "20:42", "20:24", "20:11"]
    assert [text for kind, text in found if kind == "subhead"] == [
        "Lamps go out on Strand Street", "Paper boat reaches the harbour quay", "Last trams to leave an hour late",
        "Mayor carries a paper fish",
    ]  # fmt: skip
    assert [text for kind, text in found if kind == "byline"] == ["By Eva Dahl", *["Ida Moen"] * 3]
    assert "Ida Moen" not in " ".join(paragraph.text for paragraph in parse(HEAD + "".join(ENTRIES)).paragraphs)


def test_rows_of_a_table_are_no_paragraphs() -> None:
    rows = ("Halden Ferries   86,823,071    0.105   +0.031", "Moss Lines       76,147,672    0.035    0.00")
    found = kinds(HEAD + "\n".join(rows) + "\n\nThe owners of the ferries said on Friday that trade had been good.\n")
    assert [kind for kind, text in found if text in rows] == ["list_item", "list_item"]


def test_a_comment_above_the_headline_is_not_when_the_story_was_published() -> None:
    text = (
        "Comments\n\nWrite a comment\n\n1 comment\n\nOla Berg\n\nMay 24, 2026 at 4:31 pm\n\n"
        "I think that quays should be lit better.\n\n"
        "World\n\nFerry hit by crane in northern port\n\nBy Ida Moen\n\nPosted May 23, 2026 10:05 am\n\n"
        "BERGEN, Norway (AP) - A ferry was hit by a crane on Saturday, the port said, and nobody was hurt.\n\n"
        "The crane has stood on the quay for forty years and will be taken down in the autumn, it said.\n"
    )
    story = parse(text)
    assert story.headline is not None
    assert story.headline.text == "Ferry hit by crane in northern port"
    assert story.published is not None
    assert story.published.iso == "2026-05-23T10:05"
