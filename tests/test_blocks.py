"""Blocks: logical lines, the window, the tiles; one story in many layouts."""

from __future__ import annotations

import textwrap

import pytest

from wireparse import parse
from wireparse.blocks import tile, trace
from wireparse.blocks.rules import BLOCK_RULES
from wireparse.blocks.similarity import similarities
from wireparse.lines.features import words_of
from wireparse.model import PROSE_KINDS
from wireparse.text.lines import split_lines
from wireparse.text.view import View
from wireparse.text.wrapping import logical_lines

TITLE = "Lighthouse keepers end strike after pay offer"
PARAGRAPHS = (
    "STAVANGER, Norway (AP) - Lighthouse keepers along the western coast went back to work on Wednesday after the "
    "coastal agency offered them higher pay for night shifts.",
    "The strike began eleven days ago, when the agency cut the number of keepers at three lighthouses and told the "
    "others to watch their lamps from the shore.",
    '"Nobody can see fog from an office," said Ingrid Moe, a keeper at the outermost lighthouse for nineteen years.',
    "Ships were asked to keep away from the coast at night, and two ferries sailed with fewer passengers than usual.",
    "The agency said that it would buy new lamps next year, and that no keeper would lose work because of them.",
)
MENU = ["Home", "News", "Sport", "Weather", "Culture", "Opinion", "Video", "Podcasts", "Jobs", "Subscribe"]
FOOTER = ["About us", "Contact us", "Privacy policy", "© 2019 The Coast Post. All rights reserved."]


def prose(text: str) -> list[str]:
    """The paragraphs of a parsed text, white space made single."""
    return [" ".join(paragraph.text.split()) for paragraph in parse(text).paragraphs]


def logical(text: str) -> list[str]:
    view = View(text)
    return [line.text for line in logical_lines(view.text, split_lines(view.text))]


def wrapped(paragraph: str, width: int, indent: str = "") -> str:
    return textwrap.fill(paragraph, width, initial_indent=indent)


LAYOUTS = {
    "a paragraph a line": "\n".join(PARAGRAPHS),
    "blank lines": "\n\n".join(PARAGRAPHS),
    "double-spaced": "\n\n\n".join(PARAGRAPHS),
    "tabs": "\n".join(f"\t{paragraph}" for paragraph in PARAGRAPHS),
    "carriage returns": "\r\n\r\n".join(PARAGRAPHS),
    "line separators": "\u2028".join(PARAGRAPHS),
    "wrapped at 60": "\n\n".join(wrapped(paragraph, 60) for paragraph in PARAGRAPHS),
    "wrapped at 72, indented": "\n".join(wrapped(paragraph, 72, "    ") for paragraph in PARAGRAPHS),
    "wrapped at 48": "\n\n".join(wrapped(paragraph, 48) for paragraph in PARAGRAPHS),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_story_is_the_same_in_any_layout(layout: str) -> None:
    story = parse(f"{TITLE}\n\n{LAYOUTS[layout]}")
    assert story.headline is not None
    assert story.headline.text == TITLE
    assert prose(f"{TITLE}\n\n{LAYOUTS[layout]}") == list(PARAGRAPHS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_story_without_a_headline_has_none(layout: str) -> None:
    assert parse(LAYOUTS[layout]).headline is None
    assert prose(LAYOUTS[layout]) == list(PARAGRAPHS)


def test_a_story_on_one_line_is_one_paragraph() -> None:
    text = " ".join(PARAGRAPHS)
    assert prose(text) == [text]


@pytest.mark.parametrize("bullet", ["* ", "  + ", ""])
def test_menus_and_footers_are_left_out(bullet: str) -> None:
    menu = "\n".join(bullet + item for item in MENU)
    text = (
        f"{menu}\n\n{TITLE}\n\nBy Jonas Vik\n\nNovember 20, 2019\n\n"
        + "\n\n".join(PARAGRAPHS)
        + "\n\n"
        + "\n".join(FOOTER)
    )
    assert prose(text) == list(PARAGRAPHS)
    kinds = [block.kind for block in parse(text).blocks]
    assert kinds.index("headline") < kinds.index("byline") < kinds.index("timestamp") < kinds.index("paragraph")
    assert kinds[-1] == "copyright"


def test_a_long_menu_does_not_outweigh_the_story() -> None:
    counties = ["Agder", "Finnmark", "Innlandet", "Nordland", "Oslo", "Rogaland", "Telemark", "Troms", "Vestland"]
    menu = "\n".join(f"* {item} {county}" for county in counties * 4 for item in MENU)
    assert prose(f"{TITLE}\n\n" + "\n\n".join(PARAGRAPHS) + f"\n\n{menu}") == list(PARAGRAPHS)
    assert prose(f"{menu}\n\n{TITLE}\n\n" + "\n\n".join(PARAGRAPHS)) == list(PARAGRAPHS)


def test_asides_are_left_out_of_the_story() -> None:
    asides = [
        "Advertisement",
        "READ MORE: Ferry owners count their losses",
        "Advertisement",
        "Photo: Jonas Vik/Reuters",
    ]
    parts = [part for pair in zip(PARAGRAPHS, [*asides, ""], strict=True) for part in pair if part]
    assert prose(f"{TITLE}\n\n" + "\n\n".join(parts)) == list(PARAGRAPHS)


def kinds(text: str) -> dict[str, str]:
    """Each line's block kind."""
    return {line: block.kind for block in parse(text).blocks for line in block.text.splitlines() if line.strip()}


ONE_LINERS = (
    "ADVERTISEMENT",
    "Read also: Ferry owners count their losses",
    "READ MORE: Ferry owners count their losses",
    "The lamp at Utvær, Norway, on Tuesday. (AP Photo/Jonas Vik)",
    "Photo: Jonas Vik",
    "Sign up for our newsletter",
)
SIGN_OFFS = ("", "(END)", "Reporting by Jonas Vik; Editing by Ida Aas", "© 2019 The Coast Post")


@pytest.mark.parametrize("aside", ONE_LINERS)
@pytest.mark.parametrize("sign_off", SIGN_OFFS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_short_story_goes_on_behind_an_aside(aside: str, sign_off: str, gap: str) -> None:
    for size in (2, 3, 5):
        parts = [TITLE, *PARAGRAPHS[: size - 1], aside, PARAGRAPHS[size - 1], sign_off]
        assert prose(gap.join(parts)) == list(PARAGRAPHS[:size]), size


def test_a_subhead_behind_an_aside_is_the_storys() -> None:
    parts = [TITLE, *PARAGRAPHS[:3], ONE_LINERS[1], "Lamps and fog", *PARAGRAPHS[3:]]
    found = kinds("\n\n".join(parts))
    assert found["Lamps and fog"] == "subhead"
    assert {found[paragraph] for paragraph in PARAGRAPHS} == {"paragraph"}


@pytest.mark.parametrize("title", ["Strike ends", "Lighthouse strike ends", "STRIKE ENDS", TITLE])
@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_short_line_above_a_dateline_is_the_headline(title: str, size: int) -> None:
    story = parse("\n\n".join([title, *PARAGRAPHS[:size]]))
    assert story.headline is not None
    assert story.headline.text == title
    assert len(story.paragraphs) == size


def test_of_two_lines_above_a_dateline_the_second_is_the_subheadline() -> None:
    story = parse("\n\n".join([TITLE, "Coastal agency will buy new lamps", *PARAGRAPHS]))
    assert story.headline is not None
    assert story.headline.text == TITLE
    assert story.subheadline is not None
    assert story.subheadline.text == "Coastal agency will buy new lamps"


@pytest.mark.parametrize("page_title", [f"{TITLE} - The Coast Post", f"{TITLE} | Coast Post", TITLE])
def test_the_pages_title_is_not_another_story(page_title: str) -> None:
    text = "\n\n".join([page_title, *MENU, TITLE, "By Jonas Vik", *PARAGRAPHS])
    story = parse(text)
    assert [block.rule for block in story.blocks if TITLE in block.text] == ["block.page-title", "block.headline"]
    assert story.headline is not None
    assert story.headline.start == text.rindex(TITLE)


def test_the_footer_ends_comments_and_related_stories() -> None:
    related = ["Related Articles", "Ferry owners count their losses", "Snow falls early on the coast"]
    comments = ["Comments (2)", "dan77: About time.", "2 days ago | Reply", "Top Rated Comments", "Ida: Good of them."]
    for tail, kind in ((related, "related"), (comments, "comment")):
        footer = [f"* {item}" for item in FOOTER[:3]] if kind == "comment" else FOOTER[:3]
        found = kinds("\n\n".join([TITLE, *PARAGRAPHS, *tail, *footer, FOOTER[3]]))
        assert {found[line] for line in tail} == {kind}
        assert {found[line] for line in footer} == {"navigation"}
        assert found[FOOTER[3]] == "copyright"


@pytest.mark.parametrize("heading", ["Comments (2)", "[ 167 comments ]", "Top Rated Comments"])
def test_headings_of_comments(heading: str) -> None:
    found = kinds("\n\n".join([TITLE, *PARAGRAPHS, heading, "dan77: About time."]))
    assert found[heading] == found["dan77: About time."] == "comment"


def test_the_names_among_contacts_are_contacts() -> None:
    contacts = ["Contacts", "Jonas Vik", "Coastal Agency", "(216) 555-0142", "press@coast.example"]
    found = kinds("\n\n".join([TITLE, *PARAGRAPHS, *contacts]))
    assert {found[line] for line in contacts} == {"contact"}


def test_who_sends_a_release_is_not_its_headline() -> None:
    found = kinds("\n\n".join([TITLE, "NEWS PROVIDED BY", "Lighthouse Keepers, Inc.", "Nov 20, 2019", *PARAGRAPHS]))
    assert found[TITLE] == "headline"


@pytest.mark.parametrize("dateline", ["STAVANGER, Norway (AP) —", "STAVANGER, Norway, Nov. 20 (Reuters)"])
def test_a_dateline_on_its_own_line(dateline: str) -> None:
    found = kinds("\n\n".join([TITLE, dateline, *PARAGRAPHS[1:]]))
    assert found[dateline] == "dateline"
    assert found[TITLE] == "headline"


def test_a_dash_or_a_number_may_open_a_wrapped_row_by_chance() -> None:
    text = (
        "The agency has lit nine lamps on the coast of the south this spring\n"
        "- two of them on the cape, seven on the islands west of the town -\n"
        "and will light (1) three in the fjord, (2) four on the skerries and\n"
        "(3) one more in the harbour before the autumn storms set in, it said\n"
        "on Tuesday, when the keepers who had looked after the old ones came."
    )
    assert logical(text) == [text.replace("\n", " ")]


def test_first_lines_set_in_open_paragraphs() -> None:
    title = "Agency lights the last of nine new lamps upon the southern capes"
    text = "\n".join([f"    {title}", "    By Jonas Vik", *(wrapped(part, 68, "    ") for part in PARAGRAPHS)])
    assert logical(text) == [title, "By Jonas Vik", *PARAGRAPHS]


def test_wrapped_lines_are_joined_and_lists_are_not() -> None:
    assert logical(wrapped(PARAGRAPHS[0], 60)) == [PARAGRAPHS[0]]
    items = [f"* {item}" for item in MENU]
    assert logical("\n".join(items)) == items
    headlines = [
        "Storm closes the mountain road again",
        "Ferry owners count their losses this winter",
        "Snow falls early",
    ]
    assert logical("\n".join(headlines)) == headlines


def test_blocks_tile_whatever_comes() -> None:
    for text in ("", "\n\n", "word", "* \n* \n*", "\n".join(MENU), "a\n" * 3000, '"' * 5000, "。\n" * 40):
        view = View(text)
        at = 0
        for block in tile(view, split_lines(view.text)):
            assert block.start == at
            assert block.start <= block.first <= block.last <= block.end
            at = block.end
        assert at == len(text)


def test_every_rule_but_the_last_of_a_zone_can_be_switched_off() -> None:
    view = View(f"{TITLE}\n\n" + "\n\n".join(PARAGRAPHS) + "\n\n(END)")
    every = frozenset(rule.id for rule in BLOCK_RULES)
    assert {block.rule for block in tile(view, split_lines(view.text), disabled=every)} <= {
        "block.other",
        "block.paragraph",
    }


def test_a_trace_tells_why() -> None:
    view = View("\n".join(MENU) + f"\n\n{TITLE}\n\n" + "\n\n".join(PARAGRAPHS))
    found = trace(view, split_lines(view.text))
    assert [line.state for line in found] == ["before"] * (len(MENU) + 1) + ["story"] * len(PARAGRAPHS)
    for line in found[-len(PARAGRAPHS) :]:
        assert line.score > 0
        assert any(name == "self:end=stop" or name.startswith("self:line=") for name, _ in line.features)
    weights = [abs(weight) for _, weight in found[-1].features]
    assert weights == sorted(weights, reverse=True)
    assert {block.kind for block in tile(view, split_lines(view.text))} & PROSE_KINDS


COMMENTS = (
    "3 comments",
    "Ola",
    "2 days ago",
    "I think that we should all of us look at what the weather does in a bad November before anybody says that lamps "
    "can be watched from a desk, as my father used to say whenever the office sent somebody up to count the stairs.",
    "maren77",
    "1 day ago",
    "There is no reason to think that it will be any different this time round, and everybody who has been out there "
    "on a night without a moon knows very well what I mean, whatever they write in their reports.",
    "Kjell",
    "1 day ago",
    "My boat has been in the shed since May, so what do I care, but if you ask me somebody should have thought about "
    "all of this long before the winter came and the first ferry of the year ran late.",
)


def test_the_core_of_a_page_ends_above_its_comments() -> None:
    view = View("\n\n".join([*MENU, TITLE, "By Kari Nilsen", *PARAGRAPHS, *COMMENTS, *COMMENTS[1:], *FOOTER]))
    features = {
        view.text[one.start : one.end]: dict(one.features) for one in trace(view, split_lines(view.text), top=99)
    }
    assert "set:core=last" in features[PARAGRAPHS[-1]]
    assert "set:core=below1" in features[COMMENTS[0]]
    assert "set:past=o" in features[COMMENTS[3]]
    assert not any(name.startswith("set:past") for name in features[PARAGRAPHS[-1]])


def test_a_line_is_known_by_the_words_and_the_length_of_the_core() -> None:
    texts = (
        *PARAGRAPHS,
        *PARAGRAPHS,
        "The keepers at the lighthouse by the western coast.",
        "Grandmother sells bicycles.",
    )
    words = [words_of(text) for text in texts]
    kinds, counts = "P" * len(words), [len(text.split()) for text in texts]
    found = similarities(words, kinds, counts, (0, len(PARAGRAPHS) * 2 - 1))
    *core, like, unlike = found.shared
    assert set(core) == {"5"}
    assert like > unlike == "0"
    assert found.length[1] > found.length[-1] == "0"
    assert len(set(found.core_words)) == 1
    assert not any(value for column in similarities(words, kinds, counts, None) for value in column)


def test_a_line_with_a_colon_above_a_quote_introduces_it() -> None:
    line = "In a letter to the agency the oldest of them wrote:"
    view = View("\n\n".join((TITLE, *PARAGRAPHS[:2], line, *PARAGRAPHS[2:])))
    traced = {view.text[one.start : one.end]: one for one in trace(view, split_lines(view.text), top=99)}
    assert traced[line].state == "story"
    assert "set:introduces=quote" in dict(traced[line].features)


# -- the story's edges -----------------------------------------------------------------------------------------------

WIRED = (
    "BERGEN, Norway (ANI): Lighthouse keepers along the western coast went back to work on Wednesday.",
    "The strike began eleven days ago, when the agency cut the number of keepers.",
)


@pytest.mark.parametrize("end", ["No ship was lost in those days, the agency said. (ANI)", "No ship was lost. ANI IM"])
def test_a_wires_name_behind_the_last_sentence_makes_no_caption(end: str) -> None:
    text = "\n\n".join((TITLE, *WIRED, end))
    assert prose(text) == [*WIRED, end]


@pytest.mark.parametrize(
    "lines",
    [
        ["Keepers at the outer lighthouse on Wednesday. (AFP)"],
        ["Keepers at the outer lighthouse. (ANI)", "The harbour of Bergen on Wednesday. (ANI)"],
    ],
)
def test_pictures_of_other_wires_and_several_of_one_have_captions(lines: list[str]) -> None:
    assert prose("\n\n".join((TITLE, *lines, *WIRED))) == list(WIRED)


@pytest.mark.parametrize(
    "note",
    [
        "(Except for the headline, this story has not been edited by our staff and is from a syndicated feed.)",
        "-- BERNAMA",
        "The Harbour Press",
    ],
)
def test_a_sign_off_ends_the_story(note: str) -> None:
    short = "No ship was lost."
    assert prose("\n\n".join((TITLE, *PARAGRAPHS[:2], short, note))) == [*PARAGRAPHS[:2], short]


def test_no_list_behind_an_aside_ends_the_story() -> None:
    text = "\n\n".join((TITLE, *PARAGRAPHS[:2], "Filed in", "Bergen · Lighthouses · Strikes"))
    assert prose(text) == list(PARAGRAPHS[:2])


@pytest.mark.parametrize(
    ("place", "name"),
    [("ANKARA", "Ankara"), ("Jaipur:", "Jaipur"), ("BRUSSELS —", "Brussels"), ("DUBAI:", "Dubai")],
)
def test_a_place_above_the_story_is_its_dateline(place: str, name: str) -> None:
    text = "\n\n".join((TITLE, "Ingrid Moe", "14 October 2025", place, *PARAGRAPHS[1:]))
    story = parse(text)
    assert story.dateline is not None
    assert [name in (spot.name or "") for spot in story.dateline.places] == [True]
    assert prose(text) == list(PARAGRAPHS[1:])


@pytest.mark.parametrize("line", ["POLITICS", "INDIA", "Ankara", "ANKARA STRIKE"])
def test_a_word_above_the_story_that_is_no_city_in_capitals_is_no_dateline(line: str) -> None:
    assert parse("\n\n".join((TITLE, "14 October 2025", line, *PARAGRAPHS[1:]))).dateline is None


def test_the_first_of_two_titles_above_a_byline_is_the_headline() -> None:
    below = "The keepers had asked the agency for higher pay for night shifts since the strike began"
    story = parse("\n\n".join(("Strike Of Keepers Ends In Bergen", below, "By Ida Moe", *PARAGRAPHS[1:])))
    assert story.headline is not None
    assert story.headline.text == "Strike Of Keepers Ends In Bergen"
    assert story.subheadline is not None
    assert story.subheadline.text == below


@pytest.mark.parametrize("above", ["14 October 2025", "Two ferries sailed with fewer passengers than usual"])
def test_a_name_below_time_or_subheadline_is_the_byline(above: str) -> None:
    story = parse("\n\n".join((TITLE, above, "Ingrid Moe", *PARAGRAPHS[1:])))
    assert story.byline is not None
    assert [author.name for author in story.byline.authors] == ["Ingrid Moe"]


def test_a_note_on_who_signed_without_by_is_no_prose() -> None:
    note = "Ingrid Moe covers the coast for the Harbour Post. She has won two awards for her reporting on fisheries."
    assert prose("\n\n".join((TITLE, "Ingrid Moe, Staff Writer", *PARAGRAPHS, note))) == list(PARAGRAPHS)
