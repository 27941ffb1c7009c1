"""The laws of the model: nothing is lost, everything points, everything explains itself, parsing never raises."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireparse import Story, parse
from wireparse.model import BLOCK_KINDS, PROSE_KINDS

WORDS = st.sampled_from(
    [
        "The", "minister", "said", "told", "reporters", "on", "Tuesday", "that", "he", "She", "WASHINGTON", "KYIV,",
        "(Reuters)", "(AP)", "—", "-", "--", "Nov.", "21", "“", "”", '"', "'", "‘", "’", "«", "»", "``", "''", "READ",
        "MORE:", "©", "Photo:", "Related", "Post", "...", ".", ",", ":", "By", "Ana", "Kovalenko", "Col.", "according",
        "to", "Share", "|", ">", "###", "(END)", "&nbsp;", "&amp;", "\u00a0", "\u200b", "\n", "\n\n", "\r\n", "\t",
        "\u2028", "\x00", "\ud800", "🙂", "東京", "МОСКВА,", "1.", "*", "http://example.org/a", "14:30", "GMT", "said.",
    ]
)  # fmt: skip
COPY = st.lists(WORDS, max_size=80).map(" ".join)
ANYTHING = st.text(max_size=200) | st.text(alphabet=st.characters(exclude_categories=()), max_size=80) | COPY


def nodes(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            yield value
        for item in value:
            yield from nodes(item)


def check(text: str, story: Story) -> None:
    at = 0
    for block in story.blocks:
        assert block.start == at
        assert block.end >= at
        assert block.kind in BLOCK_KINDS
        at = block.end
    assert at == len(text) == story.source.length
    for node in nodes(story):
        if hasattr(node, "start") and getattr(node, "text", None) is not None and hasattr(node, "end"):
            assert text[node.start : node.end] == node.text, node
        if hasattr(node, "rule"):
            assert node.rule
            assert node.certainty in ("sure", "likely", "guess")
    for paragraph in story.paragraphs:
        block = story.blocks[paragraph.block]
        assert block.kind in PROSE_KINDS
        assert block.start <= paragraph.start <= paragraph.end <= block.end
    ids = [quote.id for quote in story.quotes]
    names = {speaker.id: speaker.name for speaker in story.speakers}
    assert len(set(ids)) == len(ids)
    for quote in story.quotes:
        assert quote.segments
        if quote.paragraph is not None and quote.continues is None:
            home = story.paragraphs[quote.paragraph]
            assert home.start <= quote.segments[0].start <= quote.segments[0].end <= home.end
        assert quote.text == " ".join(segment.text for segment in quote.segments)
        assert quote.continues is None or quote.continues in ids
        assert quote.continues != quote.id
        if quote.speaker is not None:
            assert names[quote.speaker.id] == quote.speaker.name


@given(ANYTHING)
@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_laws_hold_for_any_text(text: str) -> None:
    check(text, parse(text))


@given(COPY)
@settings(max_examples=60, deadline=None)
def test_a_story_survives_its_json(text: str) -> None:
    story = parse(text, name="x")
    plain = story.to_dict()
    assert Story.from_dict(json.loads(json.dumps(plain))) == story
    assert json.loads(json.dumps(plain)) == plain


@given(COPY)
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_story(text: str) -> None:
    assert parse(text) == parse(text)


@pytest.mark.parametrize("mark", ['"', "“", "(", ":", ","])
@pytest.mark.parametrize("blank", ["    ", "\u00a0" * 4, " " * 130, "\t \t "])
def test_blanks_behind_a_name_are_no_apposition(mark: str, blank: str) -> None:
    text = f'"Well," said Kari Vik,{blank}{mark}and more.\n'
    check(text, parse(text))


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\x00", "\ud800", "\ufeff", "\u200b", "&nbsp;", '"', "“", "\r\n\r\n", "—"]
)
def test_next_to_nothing_is_a_story_too(text: str) -> None:
    check(text, parse(text))


@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
def test_a_parse_leaves_the_garbage_collector_as_it_was(switch: Callable[[], None]) -> None:
    try:
        switch()
        before = gc.isenabled()
        parse('OSLO (AP) - "We sail," Ida Moen said.')
        assert gc.isenabled() is before
    finally:
        gc.enable()


@pytest.mark.parametrize("title", ["Secretary of State", "former Secretary of State", "Ruritania's Secretary of State"])
def test_a_title_with_of_right_before_a_name_is_read(title: str) -> None:
    text = f"HALE (AP) - {title} Clara Hartmann called guns a plague. {title} Clara Hartmann reassuring been\n"
    check(text, parse(text))
