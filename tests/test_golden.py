"""Golden stories: every fixture's outline stands beside it in a file that people can read.

`wild` holds stories in the layouts that are met in the wild, `synthetic` ones made to show a mechanism, `negative`
look-alikes that must not be claimed.  In `known-failures` the golden file says what *would* be right; such a test
fails as soon as the parser gets it right, and the story then moves to another folder.

    python -m tests.test_golden        # write the outlines anew (not those of known failures); read the diff
"""

from __future__ import annotations

from pathlib import Path

import pytest

import wireparse
from tests.outline import outline

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
STORIES = sorted([*FIXTURES.glob("*/*.txt"), *(ROOT / "seeds").glob("*.txt")])
RIGHT = [path for path in STORIES if path.parent.name != "known-failures"]
WRONG = [path for path in STORIES if path.parent.name == "known-failures"]


def golden(path: Path) -> Path:
    """The golden file of a story: beside it; that of a seed among the fixtures, as `seeds` holds stories alone."""
    return (FIXTURES / "seeds" / path.name if path.parent == ROOT / "seeds" else path).with_suffix(".golden")


def made(path: Path) -> str:
    return outline(wireparse.parse(path.read_bytes().decode("utf-8")))


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden(path: Path) -> None:
    assert made(path) == golden(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_known_failure(path: Path) -> None:
    assert made(path) != golden(path).read_text(encoding="utf-8"), "right now: move it to another folder"


def test_there_are_enough_stories_of_every_kind() -> None:
    assert len(RIGHT) >= 25
    kinds = {block.kind for path in RIGHT for block in wireparse.parse(path.read_text(encoding="utf-8")).blocks}
    assert set(wireparse.model.BLOCK_KINDS) - kinds == set()


if __name__ == "__main__":
    (FIXTURES / "seeds").mkdir(exist_ok=True)
    for path in RIGHT:
        golden(path).write_text(made(path), encoding="utf-8")
