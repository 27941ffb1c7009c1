"""The stories that the project began with: every fact that a reader finds in them.

The seeds are invented stories in the exact shape of a real one, which is read too where it lies beside the project.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from wireparse import Story, export, parse

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
REAL = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))


class Facts(NamedTuple):
    """What stands in one of the stories, beyond what they share."""

    path: Path
    place: tuple[str, str, str]
    speaker: tuple[str, str, str]
    ministry: str
    weekday: str
    pronoun: str
    holder: str
    breadcrumb: str


STORIES = [
    Facts(
        SEEDS / "sputnik-harbour.txt",
        ("BRUSSELS", "Brussels", "BE"),
        ("Lena Hartwig", "Cdr.", "Standing Maritime Group spokeswoman"),
        "Economy Ministry",
        "Thursday",
        "She",
        "Pixabay",
        "Baltic Daily – World News – Romania",
    ),
    Facts(
        SEEDS / "sputnik-glacier.txt",
        ("SANTIAGO", "Santiago", "CL"),
        ("Paula Rivas", "Dr.", "National Ice Survey director"),
        "Mining Ministry",
        "Monday",
        "She",
        "Unsplash",
        "Andes Courier – World News – Chile",
    ),
    Facts(
        SEEDS / "sputnik-bridge.txt",
        ("ANKARA", "Ankara", "TR"),
        ("Kemal Aydin", "Prof.", "Chamber of Civil Engineers spokesman"),
        "Transport Ministry",
        "Friday",
        "He",
        "Wikimedia",
        "Marmara Post – World News – Turkey",
    ),
    *(
        Facts(
            path,
            ("WASHINGTON", "Washington", "US"),
            ("Ryan Dillon", "Col.", "Operation Inherent Resolve spokesman"),
            "Defense Ministry",
            "Tuesday",
            "He",
            "VOA",
            "South Africa Today – World News – United States",
        )
        for path in REAL
    ),
]


def read(facts: Facts, date: str | None = None) -> Story:
    return parse(facts.path.read_text(encoding="utf-8"), date=date)


@pytest.fixture(params=STORIES, ids=lambda facts: facts.path.stem)
def facts(request: pytest.FixtureRequest) -> Facts:
    found: Facts = request.param
    return found


def test_head(facts: Facts) -> None:
    story = read(facts)
    assert story.language == "en"
    assert story.headline is not None
    assert story.headline.text == facts.path.read_text(encoding="utf-8").split("\n")[0]
    assert story.dateline is not None
    printed, name, country = facts.place
    assert story.dateline.text.replace("\u00a0", " ") == f"{printed} (Sputnik)"
    (place,) = story.dateline.places
    assert (place.text, place.name, place.country) == (printed, name, country)
    assert story.agency is not None
    assert story.agency.id == "sputnik"


def test_blocks(facts: Facts) -> None:
    story = read(facts)
    kinds = [block.kind for block in story.blocks]
    assert kinds == [
        "headline",
        *["paragraph"] * 5,
        "read_more",
        *["paragraph"] * 2,
        "photo_credit",
        "source_credit",
        "breadcrumb",
        "related",
    ]
    assert len(story.paragraphs) == 7
    assert next(block for block in story.blocks if block.kind == "breadcrumb").text.strip() == facts.breadcrumb


def test_furniture(facts: Facts) -> None:
    story = read(facts)
    (link,) = story.links
    assert link.label.text.startswith("READ MORE")
    assert link.headline is not None
    photo, source = story.credits[:2]
    assert (photo.kind, photo.holder and photo.holder.text) == ("photo", facts.holder)
    assert (source.kind, source.text) == ("source", "Sputnik News")


def test_related(facts: Facts) -> None:
    story = read(facts)
    assert len(story.related) == 4
    for item in story.related:
        assert item.truncated
        assert item.headline.text.rstrip(".…")
        assert item.excerpt is not None
    assert [item.dateline is not None for item in story.related] == [False, False, True, True]
    assert all(item.dateline.agency.id == "sputnik" for item in story.related[2:])


def test_direct_quotes(facts: Facts) -> None:
    story = read(facts)
    first, second = (quote for quote in story.quotes if quote.kind == "direct")
    name, honorific, role = facts.speaker
    assert first.speaker is not None
    assert second.speaker is not None
    assert first.speaker.name == second.speaker.name == name
    assert second.continues == first.id
    speaker = next(speaker for speaker in story.speakers if speaker.id == first.speaker.id)
    assert (speaker.name, speaker.honorific, speaker.role, speaker.kind) == (name, honorific, role, "person")


def heard(story: Story, paragraph: int) -> list[tuple[str, str, str]]:
    """Source, cue and speaker of the reported speech of one paragraph."""
    return [
        (quote.source.text if quote.source else "", quote.cue.text if quote.cue else "", quote.speaker.name)
        for quote in story.quotes
        if quote.paragraph == paragraph and quote.kind == "indirect" and quote.speaker
    ]


def test_reported_speech(facts: Facts) -> None:
    story = read(facts)
    name = facts.speaker[0]
    surname = name.split()[-1]
    told = [quote for quote in story.quotes if quote.paragraph == 0 and quote.speaker and quote.speaker.name == name]
    assert any(quote.cue and quote.cue.lemma == "tell" for quote in told)
    content = next(quote.text for quote in told if quote.cue and quote.cue.lemma == "tell")
    assert story.dateline is not None
    assert content.startswith(story.paragraphs[0].text[len(story.dateline.text) :].lstrip("\u00a0 —")[:20])
    assert (surname, "said", name) in heard(story, 2)
    assert (facts.pronoun, "added", name) in heard(story, 3)
    assert (surname, "also said", name) in heard(story, 4)
    ministries = [(source, cue) for source, cue, speaker in heard(story, 6) if facts.ministry in speaker]
    assert ("The ministry", "said") in ministries
    embedded = [(source, cue) for source, cue, speaker in heard(story, 5) if facts.ministry in speaker]
    assert ("it", "said") in embedded


def test_dates(facts: Facts) -> None:
    found = {date.text.replace("\u00a0", " "): date for date in read(facts).dates if date.text}
    date = found[f"on {facts.weekday}"]
    assert date.iso is None
    known = {date.text.replace("\u00a0", " "): date for date in read(facts, "2017-11-25").dates if date.text}
    assert known[f"on {facts.weekday}"].iso is not None
    assert known[f"on {facts.weekday}"].basis == "inferred"


def test_markdown_is_the_story_and_none_of_the_furniture(facts: Facts, tmp_path: Path) -> None:
    story = read(facts)
    out = tmp_path / "story.md"
    with open(out, "w", encoding="utf-8") as stream:
        export([story], "md", stream)
    markdown = out.read_text(encoding="utf-8")
    assert "READ MORE" not in markdown
    assert "Related Post" not in markdown
    assert facts.breadcrumb.split(" – ")[0] not in markdown
    assert "reporters" in markdown or "lawmakers" in markdown
