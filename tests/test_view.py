"""The view folds without moving anything, and finds the way back from every edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse.text.view import View, fold

MESS = st.text(
    alphabet=st.sampled_from("ab &;#x1\u00a0\u200b\u00ad\ufeff\r\n“”’«»—–\u2028\x85\x00\ud800") | st.characters(),
    max_size=60,
)
ENTITIES = st.lists(
    st.sampled_from(
        ["&amp;", "&nbsp;", "&#8217;", "&bogus;", "&", "x", " ", "\u200b", "\u200b\u200d", "\n", "&lt;b&gt;"]
    ),
    max_size=20,
).map("".join)


@given(MESS | ENTITIES)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(MESS | ENTITIES)
def test_every_span_leads_back_to_a_slice(text: str) -> None:
    view = View(text)
    assert len(view.text) == len(view.raw)
    at = 0
    for start in range(len(view.text)):
        piece, first, last = view.span(start, start + 1)
        assert text[first:last] == piece
        assert piece
        assert first >= at
        at = last
    spans = [(start, start + 1) for start in range(len(view.text))]
    assert list(zip(*view.slices(spans), strict=True)) == [view.span(*span) for span in spans]
    assert view.pieces(spans) == tuple(view.piece(*span) for span in spans)


@given(MESS | ENTITIES)
def test_boundaries_tile_the_source(text: str) -> None:
    view = View(text)
    cuts = [view.boundary(offset) for offset in range(len(view.text) + 1)]
    assert cuts == sorted(cuts)
    if view.text:
        assert cuts[0] == 0
        assert cuts[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("on\u00a0Tuesday", "on Tuesday"),
        ("“Yes,” he said", '"Yes," he said'),
        ("KYIV — The", "KYIV - The"),
        ("it’s", "it's"),
        ("one\r\ntwo\rthree\u2028four", "one \ntwo\nthree\nfour"),
        ("AT&amp;T", "AT&T"),
        ("co\u00adoperate", "cooperate"),
        ("&bogus; &copy;", "&bogus; ©"),
    ],
)
def test_what_the_rules_see(text: str, folded: str) -> None:
    assert View(text).text == folded


@pytest.mark.parametrize(
    ("text", "start", "end", "slice_"),
    [
        ("AT&amp;T said", 0, 4, "AT&amp;T"),
        ("AT&amp;T said", 2, 3, "&amp;"),
        ("AT&amp;T said", 3, 4, "T"),
        ("a\u200bb", 0, 1, "a"),
        ("a\u200bb", 1, 2, "b"),
        ("a\u200bb", 0, 2, "a\u200bb"),
        ("&amp;\u200b&amp;", 0, 1, "&amp;"),
        ("&amp;\u200b&amp;", 1, 2, "&amp;"),
    ],
)
def test_a_view_span_is_its_slice_of_the_source(text: str, start: int, end: int, slice_: str) -> None:
    assert View(text).span(start, end)[0] == slice_


def test_the_marks_as_typed_stand_at_the_same_offsets() -> None:
    view = View("\ufeff“Yes”")
    assert view.raw == "“Yes”"
    assert view.text == '"Yes"'
    assert view.span(0, 5) == ("“Yes”", 1, 6)
