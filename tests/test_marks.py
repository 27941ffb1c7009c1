"""Marks: what a file states of its parts goes before what they look like, and the metadata where no line says it."""

from __future__ import annotations

import random

import pytest

from wireparse import Parser, Story, explain
from wireparse.exporters import FORMATS, format_named
from wireparse.metadata import Mark, MarkKind, Metadata
from wireparse.model import Publication, Wire

PARTS: list[tuple[MarkKind, str]] = [
    ("slugline", "FERRY-STRIKE"),
    ("headline", "Sunny with a little rain"),
    ("byline", "Bakke, Ingrid"),
    ("dateline", "BERGEN, Norway, Feb. 27"),
    ("paragraph", "Ferries sail again."),
    ("paragraph", "READ MORE: is what the sign on the pier said, and nobody did."),
    ("paragraph", "“We start at six,” said Jonas Vik, its captain."),
    ("ednote", "With a picture."),
    ("credit", "Harbour Wire"),
]
STATED = Metadata(
    form="nitf",
    id="urn:x:1",
    agency="AFP",
    published="2018-02-27T10:15:00+00:00",
    updated="2018-02-27T11:15:00+00:00",
    language="en-GB",
    publication=Publication(name="Harbour Gazette", page="4"),
    wire=Wire(priority="4"),
)


def composed(parts: list[tuple[MarkKind, str]], *, sure: bool = True) -> tuple[str, list[Mark]]:
    """The parts as a text, a blank line between them, and the marks over it."""
    text, marks = "", []
    for kind, words in parts:
        marks.append(Mark(kind, len(text), len(text) + len(words), sure or kind != "paragraph"))
        text += f"{words}\n\n"
    return text, marks


def checked(text: str, marks: list[Mark], metadata: Metadata = STATED) -> Story:
    """The story of a marked text, found to keep the laws."""
    story = Parser().parse(text, marks=marks, metadata=metadata)
    assert story.text == text
    for piece in (story.headline, story.byline, story.slugline, *story.ednotes, *story.paragraphs, *story.blocks):
        assert piece is None or text[piece.start : piece.end] == piece.text
    return story


def story_of(parts: list[tuple[MarkKind, str]] = PARTS, metadata: Metadata = STATED, *, sure: bool = True) -> Story:
    return checked(*composed(parts, sure=sure), metadata)


def test_what_the_file_states_is_so() -> None:
    story = story_of()
    assert story.headline is not None
    assert (story.headline.text, story.headline.rule) == ("Sunny with a little rain", "given.nitf")
    assert story.slugline is not None
    assert story.slugline.text == "FERRY-STRIKE"
    assert [note.text for note in story.ednotes] == ["With a picture."]
    assert [paragraph.text for paragraph in story.paragraphs] == [words for kind, words in PARTS if kind == "paragraph"]
    assert {block.rule for block in story.blocks} == {"given.nitf"}
    assert [quote.speaker.name for quote in story.quotes if quote.speaker] == ["Jonas Vik"]


def test_offsets_hold_where_the_view_differs_from_the_source() -> None:
    text, marks = composed(PARTS)
    before = "&amp;\u200b&amp;\n"
    moved = [mark._replace(start=mark.start + len(before), end=mark.end + len(before)) for mark in marks]
    story = checked(before + text, moved)
    assert [paragraph.text for paragraph in story.paragraphs] == [words for kind, words in PARTS if kind == "paragraph"]


def test_what_no_line_says_stands_without_offsets() -> None:
    story = story_of()
    assert story.published is not None
    assert story.updated is not None
    assert (story.published.iso, story.published.basis) == ("2018-02-27T10:15:00+00:00", "metadata")
    assert (story.published.text, story.published.start, story.updated.end) == (None, None, None)
    assert story.agency is not None
    assert (story.agency.id, story.agency.text, story.agency.start) == ("afp", None, None)
    assert (story.source.id, story.source.form, story.language) == ("urn:x:1", "nitf", "en")
    assert story.publication == STATED.publication
    assert story.wire == STATED.wire


def test_the_dateline_is_the_files_only_where_the_text_has_none() -> None:
    story = story_of()
    assert story.dateline is not None
    assert [place.name for place in story.dateline.places] == ["Bergen"]
    assert story.dateline.date is not None
    assert story.dateline.date.iso == "2018-02-27"
    own: list[tuple[MarkKind, str]] = [
        ("dateline", "LONDON"),
        ("paragraph", "OSLO (NTB) - Ferries sail again, the owners said on Monday."),
    ]
    story = story_of(own)
    assert story.dateline is not None
    assert (story.dateline.text, story.agency and story.agency.id) == ("OSLO (NTB)", "ntb")
    assert not story.warnings
    story = story_of([("dateline", "Vik i Sogn"), ("paragraph", "Ferries sail again.")])
    assert story.dateline is not None
    assert ([place.name for place in story.dateline.places], story.dateline.rule) == (["Vik i Sogn"], "given.nitf")


def test_authors_are_those_that_are_marked() -> None:
    text, marks = composed(PARTS)
    at = text.index("Bakke")
    author = Mark("author", at, at + len("Bakke, Ingrid"), value="Ingrid Bakke")
    byline = checked(text, [author, *marks]).byline
    assert byline is not None
    assert [(each.name, each.text) for each in byline.authors] == [("Ingrid Bakke", "Bakke, Ingrid")]
    byline = story_of([("byline", "By KIM VANCE and Joe Orr"), *PARTS[4:]]).byline
    assert byline is not None
    assert [each.name for each in byline.authors] == ["Kim Vance", "Joe Orr"]


def test_a_doubtful_paragraph_may_be_furniture() -> None:
    parts: list[tuple[MarkKind, str]] = [
        ("headline", "Ferries sail again"),
        ("paragraph", "By Ingrid Bakke"),
        ("paragraph", "BERGEN, Norway (AP) - Ferries sail again, the owners said on Monday."),
        ("paragraph", "No."),
        ("paragraph", "(Reporting by Ingrid Bakke; Editing by Kim Vance)"),
    ]
    story = story_of(parts, sure=False)
    assert [paragraph.text[:6] for paragraph in story.paragraphs] == ["BERGEN", "No."]
    assert story.byline is not None
    assert [author.name for author in story.byline.authors] == ["Ingrid Bakke"]
    assert len(story_of(parts).paragraphs) == 4


def test_language_is_the_files_unless_the_text_is_plainly_in_another() -> None:
    prose = (
        "The ferry has been held in port by a storm, and its owners said on Monday that it would be there for days. "
        * 3
    )
    italian = Metadata(form="newsml12", language="it")
    assert story_of([("paragraph", prose)], italian).language == "en"
    assert story_of([("paragraph", "Roma, oggi.")], italian).language == "it"


def test_text_between_marks_is_read_as_ever() -> None:
    text, marks = composed(PARTS[:2])
    text += "BERGEN, Norway (AP) - Ferries sail again, the owners said on Monday.\n\nIt was about time.\n\n(END)\n"
    story = checked(text, marks, Metadata(form="anpa"))
    assert [block.kind for block in story.blocks] == ["other", "headline", "paragraph", "paragraph", "end_mark"]
    assert story.agency is not None
    assert story.agency.id == "ap"


def test_explain_says_that_the_file_says_so() -> None:
    reasons = explain(story_of())
    assert {reason.summary for reason in reasons if reason.rule == "given.nitf"} == {
        "The NITF document says that it is this."
    }
    assert not any(reason.evidence for reason in reasons)
    assert [reason.what for reason in reasons if reason.what.startswith("quote")] == ["quote q1"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_every_format_writes_such_a_story(name: str) -> None:
    form = format_named(name)
    for table in form.tables or (None,):
        assert form.body(story_of(), table) or table == "related"


@pytest.mark.parametrize("seed", range(20))
def test_any_marks_over_any_text_give_a_story(seed: int) -> None:
    dice = random.Random(seed)
    parts = ["ab ", "\n", "\n\n", "By A B", "&amp;", "\u200b", "OSLO (NTB) - ", "(END)", " "]
    text = "".join(dice.choices(parts, k=60))
    cuts = sorted(dice.sample(range(len(text) + 1), 12))
    kinds: list[MarkKind] = ["headline", "byline", "paragraph", "dateline", "other", "list_item"]
    marks = [
        Mark(dice.choice(kinds), start, end, dice.random() < 0.7)
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    checked(text, marks)
