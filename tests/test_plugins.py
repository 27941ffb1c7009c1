"""Formats that other packages add: a real package on the path, found through its entry points."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import STORY, lines, told, wireparse

MODULE = """
from wireparse.exporters.format import Format, utf8

FORMAT = Format(
    id="headlines", suffix=".txt", summary="One headline a line.", tables=(),
    head=lambda table: b"",
    body=lambda story, table: utf8((story.headline.text if story.headline else "-") + "\\n"),
    alone=lambda body: body,
)
NUMBER = 3
"""

READER = """
import codecs
from wireparse.readers import Form, Reading

def read(data, source, settings):
    return Reading(codecs.decode(data.decode(), "rot13"))

def split(stream, source, settings):
    yield from enumerate(stream.read().split(b"----"), 1)

FORM = Form(id="rot13", summary="Text in ROT13.", read=read)
MANY = Form(id="many", summary="Texts in ROT13.", read=read, split=split)
NUMBER = 3
"""


@pytest.fixture
def path(tmp_path: Path) -> dict[str, str]:
    """A folder with an installed package, as the variable of the environment that leads there."""
    (tmp_path / "wire_headlines.py").write_text(MODULE)
    (tmp_path / "wire_rot13.py").write_text(READER)
    info = tmp_path / "wire_headlines-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wire-headlines\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[wireparse.readers]\nrot13 = wire_rot13:FORM\nrot13s = wire_rot13:MANY\nnumber = wire_rot13:NUMBER\n"
        "broken = wire_missing:FORM\nhtml = wire_rot13:FORM\n"
        "[wireparse.exporters]\nheadlines = wire_headlines:FORMAT\nnumber = wire_headlines:NUMBER\n"
        "broken = wire_missing:FORMAT\njson = wire_headlines:FORMAT\n"
    )
    return {"PYTHONPATH": str(tmp_path)}


def test_a_plug_in_is_a_format(path: dict[str, str], tmp_path: Path) -> None:
    result = wireparse("convert", "--to", "headlines", stdin=STORY, env=path)
    assert (result.stdout.decode(), result.returncode) == ("Ferry Held in Port by Storm\n", 0), told(result)
    for name in "ab":
        (tmp_path / f"{name}.story").write_text(STORY)
    several = wireparse("convert", "-t", "headlines", "-j2", tmp_path / "a.story", tmp_path / "b.story", env=path)
    assert several.stdout.decode() == 2 * "Ferry Held in Port by Storm\n"


def test_a_plug_in_does_not_take_a_name_that_is_taken(path: dict[str, str]) -> None:
    assert wireparse("convert", "--to", "json", stdin=STORY, env=path).stdout.startswith(b"{")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("number", "the plug-in for the format 'number' gives a int, not a Format"),
        ("broken", "the plug-in 'broken' (wire_missing:FORMAT) cannot be loaded: No module named 'wire_missing'"),
        ("headlnes", "unknown format 'headlnes'"),
    ],
)
def test_what_is_wrong_is_said(path: dict[str, str], name: str, message: str) -> None:
    result = wireparse("convert", "--to", name, stdin=STORY, env=path)
    assert result.returncode == 2
    assert message in told(result)
    assert "Traceback" not in told(result)


def test_a_plug_in_is_a_form_of_input(path: dict[str, str], tmp_path: Path) -> None:
    import codecs

    turned = codecs.encode(STORY, "rot13")
    result = wireparse("convert", "--from", "rot13", stdin=turned, env=path)
    assert json.loads(result.stdout)["headline"]["text"] == "Ferry Held in Port by Storm", told(result)
    assert "Ferry Held in Port by Storm" in wireparse("show", "--from", "rot13", stdin=turned, env=path).stdout.decode()
    (tmp_path / "a.rot").write_text(f"{turned}----{turned}----{turned}")
    many = wireparse("convert", "--from", "rot13s", "-j2", "-q", tmp_path / "a.rot", env=path)
    assert [story["source"]["name"].rpartition("/")[2] for story in lines(many.stdout)] == [
        "a.rot:1",
        "a.rot:2",
        "a.rot:3",
    ]
    plain = wireparse("convert", stdin=STORY, env=path)
    assert json.loads(plain.stdout)["headline"]["text"] == "Ferry Held in Port by Storm"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("number", "the plug-in for the form 'number' gives a int, not a Form"),
        ("broken", "the plug-in 'broken' (wire_missing:FORM) cannot be loaded: No module named 'wire_missing'"),
        ("rot31", "unknown form of input 'rot31'"),
    ],
)
def test_what_is_wrong_with_a_form_is_said(path: dict[str, str], name: str, message: str) -> None:
    result = wireparse("convert", "--from", name, stdin=STORY, env=path)
    assert (result.returncode, message in told(result), "Traceback" in told(result)) == (2, True, False)


def test_plug_ins_are_listed_and_a_broken_one_hides_nothing(path: dict[str, str]) -> None:
    rows = wireparse("formats", env=path).stdout.decode().splitlines()
    assert [row.split()[0] for row in rows][-3:] == ["broken", "headlines", "number"]
    assert any("cannot be loaded" in row for row in rows)
    assert any("One headline a line." in row for row in rows)


def test_entry_points_are_not_looked_up_for_our_own_formats() -> None:
    code = (
        "import sys\nfrom wireparse.exporters import FORMATS, format_named\nfor name in FORMATS: format_named(name)\n"
    )
    code += "from wireparse.readers import FORMS, Settings, splits\nfor name in FORMS: splits(name, Settings())\n"
    code += "assert 'wireparse.plugins' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
