"""Every input that ever broke something stays mended."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from fuzz import readers
from fuzz.grammar import shortest, story
from fuzz.target import check, check_text

from wireparse.readers import FORMS
from wireparse.readers.sniffing import form_of_bytes

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "fixtures" / "crashes"
CRASHES = sorted(path for path in FOLDER.iterdir() if path.is_file() and path.name != "README.md")


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_crashes_stay_mended(path: Path) -> None:
    check(path.read_bytes())


@pytest.mark.parametrize("path", sorted((FOLDER / "forms").iterdir()), ids=lambda path: path.name)
def test_files_that_broke_a_reader_stay_mended(path: Path) -> None:
    readers.check_file(path.read_bytes())


@pytest.mark.parametrize("seed", range(150))
def test_damaged_files_give_stories_or_codes(seed: int) -> None:
    readers.check_file(readers.damaged(Random(f"tests {seed}"), readers.samples()))


def test_the_samples_of_forms_are_read() -> None:
    forms = {form_of_bytes(data, "text") for data in readers.samples()}
    assert {*FORMS} - forms <= {"text", "jsonl", "csv", "parquet", "html", "warc", "docx", "tar"}


def test_the_check_sees_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.target.PARSER.parse", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        check(b"text")


@pytest.mark.parametrize("seed", range(60))
def test_constructions_in_any_order_give_a_story(seed: int) -> None:
    check_text(story(Random(f"tests {seed}")))


def test_the_grammar_reaches_what_once_broke() -> None:
    """A known speaker's name, a comma and blanks that no newsroom would type before a mark."""
    texts = [story(Random(f"reach {seed}")) for seed in range(400)]
    assert any(re.search(r"[A-Z]\w+,\s{4,}[\"“(«]", text) for text in texts)
    assert any("\ud800" in text or "\udfff" in text for text in texts)


def test_a_fault_is_shown_as_short_as_it_can_be() -> None:
    assert shortest("some words, then ab and then cd, and others", lambda text: "ab" in text and "cd" in text) == "abcd"
