"""How often the right speaker is named, where the gold sets are at hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.usefixtures("everything_found")

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("speakers", ROOT / "benchmarks" / "speakers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


speakers = load()


def test_names_are_compared_without_titles_case_and_initials() -> None:
    quote = {"form": "name", "speaker": "Ivo J. Hartmann", "also": ["Clara Hartmann"]}
    for name, right in (("IVO HARTMANN", True), ("Clara Hartmann", True), ("Hartmann", False), (None, False)):
        assert speakers._verdict("a", quote, name).right is right
    assert speakers._verdict("a", {"form": "none", "speaker": None}, None).right
    assert speakers._verdict("a", {"form": "description", "speaker": "about 50 marchers"}, "marchers").right


@pytest.mark.skipif(not GOLD.exists(), reason="the gold sets are not here")
@pytest.mark.parametrize("part", ["read", "unread"])
def test_speakers_of_given_sources(part: str) -> None:
    verdicts = [item for record, labels in speakers.articles(GOLD, part) for item in speakers.given(record, labels)]
    figures = speakers.figures(verdicts)
    assert figures["name"] >= 0.95
    assert figures["pronoun"] >= 0.90
    assert figures["description"] >= 0.85
    assert figures["precision"] >= 0.95
