"""One page in many layouts: the story is the same, and so is what stands around it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from wireparse import Story, parse

MENU = ("* Home", "* News", "* Sport", "* Weather")
TITLE = "Museum of Narvik opens hall for the railway that carried the ore"
BYLINE = "By Sigrid Holm"
TIME = "March 14, 2018, 9:30 a.m."
STORY = (
    "NARVIK, Norway (AP) - The museum of Narvik on Wednesday opened a hall for the railway that has carried iron ore "
    "from the Swedish mines to the harbour since 1902.",
    "Visitors can sit in the cab of an engine from 1923 and listen to nine people who built the line, kept it free of "
    "snow or drove the trains in the war.",
    '"My grandfather shovelled snow up there for thirty winters," said Arne Lund, who gave the museum the tools that '
    "his family had kept in a barn.",
    "The hall cost 40 million kroner, of which the state paid half; the rest came from the mine and from four thousand "
    "people who bought a sleeper each.",
)
SAID = "My grandfather shovelled snow up there for thirty winters,"
ASIDE = "Advertisement"
TAIL = ("Share on Facebook", "Share on Twitter")
RELATED = ("Related Articles", "Harbour of Narvik to be dredged in summer", "Snow closes the mountain line for a day")
RIGHTS = "© 2018 The Ofoten Post. All rights reserved."

PARTS = ["\n".join(MENU), TITLE, BYLINE, TIME, *STORY[:2], ASIDE, *STORY[2:], "\n".join(TAIL), *RELATED, RIGHTS]


def each(change: Callable[[str], str]) -> str:
    """The page with a change to each of its lines, blank lines between its parts."""
    return "\n\n".join("\n".join(map(change, part.split("\n"))) for part in PARTS)


def wrapped(width: int, first: str = "", rest: str = "") -> str:
    return each(lambda line: textwrap.fill(line, width, initial_indent=first, subsequent_indent=rest))


def browsed() -> str:
    """As a terminal's browser prints a page: indented, wrapped, links numbered."""
    links = iter(range(1, 100))
    numbered = [re.sub(r"(?m)^(\* )?", lambda found: f"{found.group()}[{next(links)}]", part) for part in PARTS[:1]]
    page = [*numbered, *PARTS[1:]]
    return "\n\n".join(textwrap.indent(textwrap.fill(part, 72, break_long_words=False), "   ") for part in page)


LAYOUTS = {
    "blank lines": each(str),
    "no blank lines": each(str).replace("\n\n", "\n"),
    "double-spaced": each(str).replace("\n", "\n\n\n"),
    "tabs": each("\t{}".format),
    "trailing spaces": each("{}   ".format),
    "carriage returns": each(str).replace("\n", "\r\n"),
    "wrapped at 60": wrapped(60),
    "wrapped at 72": wrapped(72),
    "wrapped at 80": wrapped(80),
    "wrapped, first lines indented": wrapped(72, "   "),
    "wrapped, all lines indented": wrapped(76, "     ", "     "),
    "wrapped, no blank lines": wrapped(68, "    ").replace("\n\n", "\n"),
    "pages numbered": each(str).replace(f"{ASIDE}\n\n", f"{ASIDE}\n\n1 of 3\n\n"),
    "no bullets": each(lambda line: line.removeprefix("* ")),
    "other bullets": each(lambda line: line.replace("* ", "• ")),
    "in a terminal's browser": browsed(),
}


def joined(text: str) -> str:
    return " ".join(text.split())


def read(layout: str) -> Story:
    return parse(LAYOUTS[layout])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_story_is_the_same(layout: str) -> None:
    assert [joined(paragraph.text) for paragraph in read(layout).paragraphs] == list(STORY)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_stands_around_it_is_the_same(layout: str) -> None:
    story = read(layout)
    assert story.headline is not None
    assert joined(story.headline.text) == TITLE
    assert story.byline is not None
    assert [author.name for author in story.byline.authors] == ["Sigrid Holm"]
    assert story.published is not None
    assert story.published.iso == "2018-03-14T09:30"
    assert [joined(item.headline.text) for item in story.related] == list(RELATED[1:])
    assert [joined(quote.text) for quote in story.quotes if quote.kind == "direct"] == [SAID]
    kinds = {block.kind for block in story.blocks}
    assert {"promo", "share", "copyright", "navigation"} <= kinds
