"""Lines that recur are looked at once, and it shows in nothing but time and memory."""

from __future__ import annotations

import tracemalloc

import pytest

from wireparse import Parser, parse
from wireparse.blocks import looks
from wireparse.blocks.looks import REMEMBERED, Look, looks_at

MENU = ["Home", "World", "Markets", "Subscribe to our newsletter", "Home"]


def test_equal_lines_share_what_is_seen_of_them() -> None:
    first, *_, last = looks_at(MENU)
    assert first is last
    assert first is looks_at(["World", "Home"])[1]  # the next page of the site has the same menu


def test_what_is_remembered_changes_nothing() -> None:
    remembered = looks_at(MENU)
    looks._remembered.cache_clear()
    assert looks_at(MENU) == remembered


def test_a_rule_that_is_switched_off_is_not_remembered_as_on() -> None:
    on = looks_at(["Read more:"])[0].rule.id
    assert looks_at(["Read more:"], {on})[0].rule.id != on
    assert looks_at(["Read more:"])[0].rule.id == on


def test_only_short_lines_are_remembered_and_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Look] = {}
    monkeypatch.setattr(looks, "_remembered", lambda packs, disabled: kept)
    looks_at(["Markets", "The harbour of Bergen stays closed until Friday, its master said. " * 2])
    assert list(kept) == ["Markets"]
    for page in range(3):
        looks_at([f"Item {page}/{number}" for number in range(REMEMBERED)])
    assert len(kept) <= REMEMBERED


@pytest.mark.parametrize(("line", "most"), [("a\n", 260), ("* a\n- b\n", 200), ("A: b\n", 200)])
def test_a_text_of_very_short_lines_needs_little_memory_a_character(line: str, most: int) -> None:
    """Bytes at the peak, as Python counts them; what is looked up in the data was loaded before."""
    parser, text = Parser(), line * 20_000
    parse(line * 20)
    tracemalloc.start()
    try:
        parser.parse(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < most * len(text)
