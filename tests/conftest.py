"""What tests of several modules are given."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wireparse.draft import QuoteDraft
from wireparse.quotes.certainty import Promised
from wireparse.speakers import Meaning

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built anew."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    return built_wheel(tmp_path_factory.mktemp("wheel"))


def built_wheel(folder: Path) -> Path:
    """The project's wheel, built into a folder."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def _all_of_them(_: Any, drafts: list[QuoteDraft], meanings: list[Meaning], *__: Any) -> list[Promised]:
    return [
        Promised(draft, meaning.entity, number)
        for number, (draft, meaning) in enumerate(zip(drafts, meanings, strict=True))
    ]


@pytest.fixture
def everything_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put out every quote that was found and every speaker, however doubtful: what is tried is how they are found."""
    monkeypatch.setattr("wireparse.parser.promised", _all_of_them)
