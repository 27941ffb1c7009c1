"""The wheel as it is, never unpacked: a package in a zip finds its data and parses as an installed one does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import PLAIN, STORY
from wireparse import parse
from wireparse.lexicon import DATA, content, languages
from wireparse.rule_catalogue import catalogue

TEXTS = (
    STORY,
    "PARIS (AFP) - « Le pont tient », a déclaré lundi le maire Jean Morel.",
    "БРЮССЕЛЬ, 5 марта — РИА Новости. «Мост открыт», — заявил Иван Петров.",
    "東京 3月5日 - 橋は開いている。",
)

#: What a process that has the package in a zip alone says of itself and of some texts.
PROGRAM = """
import json, sys
sys.path.insert(0, sys.argv[1])
import wireparse
from wireparse.exporters import format_named
from wireparse.lexicon import languages
from wireparse.rule_catalogue import catalogue
stories = [wireparse.parse(text, date="2018-03-05") for text in json.loads(sys.argv[2])]
assert format_named("html").body(stories[0], None)
print(json.dumps({
    "file": wireparse.__file__, "stories": [story.to_dict() for story in stories], "rules": list(catalogue()),
    "languages": languages("calendar"), "schema": wireparse.json_schema(),
}))
wireparse.export(stories, "sqlite", sys.argv[3])
"""


def test_a_wheel_parses_as_the_installed_package_does(wheel: Path, tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM, wheel, json.dumps(TEXTS), tmp_path / "stories.db"],
        capture_output=True,
        cwd=tmp_path,
        check=True,
        env=PLAIN,
    )
    told = json.loads(found.stdout)
    assert Path(told["file"]).is_relative_to(wheel)
    expected = [json.loads(json.dumps(parse(text, date="2018-03-05").to_dict())) for text in TEXTS]
    assert told["stories"] == expected
    assert any(place for story in expected for place in story["dateline"]["places"])  # the table of places was read
    assert told["rules"] == list(catalogue())
    assert tuple(told["languages"]) == languages("calendar")
    assert (tmp_path / "stories.db").stat().st_size


def test_the_command_runs_from_a_wheel(wheel: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "wireparse", "convert", "-t", "jsonl"],
        input=STORY.encode(),
        capture_output=True,
        check=True,
        env=PLAIN | {"PYTHONPATH": str(wheel)},
    )
    assert json.loads(found.stdout)["headline"]["text"] == "Ferry Held in Port by Storm"


def test_what_is_missing_is_an_error_of_the_system() -> None:
    with pytest.raises(FileNotFoundError):
        content("en/nothing.json")
    assert content("en/calendar.json") == Path(DATA, "en", "calendar.json").read_bytes()
