"""What a package index and a packager are given."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import zipfile
from email import message_from_bytes
from email.message import Message
from functools import partial
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESS = re.compile(r'(?:\]\(|(?:src|srcset|href)=")([^)"]*)')


@pytest.fixture
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def test_the_description_leads_nowhere_that_an_index_does_not_have(metadata: Message) -> None:
    description = str(metadata.get_payload())
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert "## Two commands" in description
    assert [found for found in ADDRESS.findall(description) if not found.startswith("https://")] == []


def test_with_a_home_every_picture_and_link_has_an_absolute_address() -> None:
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    described = runpy.run_path(str(ROOT / "scripts" / "describe.py"))["described"]
    told = ADDRESS.findall(described(README, "https://forge.example/w/wireparse"))
    assert [address for address in told if not address.startswith("https://")] == []
    for path in ("raw/HEAD/docs/images/page.webp", "raw/HEAD/docs/images/page-phone.webp", "blob/HEAD/docs/guide.md"):
        assert f"https://forge.example/w/wireparse/{path}" in told
    assert len(told) == len(ADDRESS.findall(README))


def test_every_licence_is_named_and_goes_along(metadata: Message, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.partition(".dist-info/licenses/")[2] for name in archive.namelist() if "/licenses/" in name}
        notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert names == {"LICENSE", "NOTICE", "LICENSES/Apache-2.0.txt", "LICENSES/Unicode-3.0.txt"}
    assert names == set(metadata.get_all("License-File", []))
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0 AND Unicode-3.0 AND Apache-2.0"
    for told in ("https://creativecommons.org/licenses/by/4.0/", "Unicode License V3", "Apache"):
        assert told in notice


def test_nothing_is_left_when_it_is_uninstalled(wheel: Path, tmp_path: Path) -> None:
    """Neither bytecode nor what the first run keeps ready-made."""
    pytest.importorskip("ensurepip", reason="Python comes without pip")
    story = ROOT / "seeds" / "sputnik-harbour.txt"
    required = str(Path(typer.__file__).parent.parent)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "v"], check=True, env=environment)
    run = partial(subprocess.run, check=True, capture_output=True, cwd=tmp_path, env=environment)
    pip = (tmp_path / "v" / "bin" / "pip", "--disable-pip-version-check")
    run([*pip, "install", "--no-deps", "--no-index", wheel])
    (installed,) = (tmp_path / "v").rglob("site-packages/wireparse")
    (installed.parent / "required.pth").write_text(required, encoding="utf-8")
    run([tmp_path / "v" / "bin" / "wireparse", "convert", story, "-q"])
    assert (installed / "ready.pyo").exists()
    run([*pip, "uninstall", "-y", "wireparse"])
    assert not installed.exists()


def test_the_figures_of_the_first_screen_are_those_of_the_measurements() -> None:
    table = README[README.index("| 84 US articles") : README.index("- **than extractors")]
    accuracy = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    rows = {row[1].strip(): row[2:-1] for line in accuracy.splitlines() if len(row := line.split("|")) > 5}
    for line in table.splitlines()[2:]:
        if not line:
            continue
        _, what, ours, best, person, _ = (cell.strip() for cell in line.split("|"))
        (measured,) = (row for name, row in rows.items() if name == what)
        assert [ours.strip("*"), best, person] == [cell.strip() for cell in measured[1:]], what
