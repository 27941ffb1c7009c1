"""A language is a folder: the record that docs/languages.md shows is all that Dutch takes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_grammar import KEYS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8").partition("## How to write a record")[2]
RECORD, SESSION = re.search(r"```json\n(.*?)```", PAGE, re.S), re.search(r"```pycon\n(.*?)```", PAGE, re.S)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package whose Dutch folder has nothing but the page's record."""
    copy = tmp_path_factory.mktemp("dutch")
    shutil.copytree(ROOT / "src" / "wireparse", copy / "wireparse", ignore=shutil.ignore_patterns("__pycache__"))
    folder = copy / "wireparse" / "data" / "nl"
    shutil.rmtree(folder)
    folder.mkdir()
    assert RECORD
    (folder / "reporting.json").write_text(RECORD[1], encoding="utf-8")
    return copy


def test_the_record_of_the_page_reads_all_five_shapes(package: Path) -> None:
    assert SESSION
    assert SESSION[1].count(">>> told(") == 5
    program = (
        f"import sys; sys.path.insert(0, {str(package)!r})\n"
        "import doctest, wireparse\n"
        f"assert wireparse.__file__.startswith({str(package)!r})\n"
        "test = doctest.DocTestParser().get_doctest(sys.stdin.read(), {'wireparse': wireparse}, 'page', None, 0)\n"
        "sys.exit(doctest.DocTestRunner().run(test).failed)"
    )
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        input=SESSION[1],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout


def test_the_page_tells_of_every_key() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert told >= KEYS
    assert RECORD
    assert json.loads(RECORD[1]).keys() <= KEYS
