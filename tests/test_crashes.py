"""Every input that ever broke something stays mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz.target import check

ROOT = Path(__file__).parent.parent
CRASHES = sorted(path for path in (ROOT / "fixtures" / "crashes").iterdir() if path.name != "README.md")


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_crashes_stay_mended(path: Path) -> None:
    check(path.read_bytes())


def test_the_check_sees_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.target.PARSER.parse", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        check(b"text")
