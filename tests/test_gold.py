"""The project's own gold pages: they are written as their README says, show every kind, and hold their floors."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from wireparse.model import BLOCK_KINDS

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
try:
    import gold
finally:
    sys.path.pop(0)

PAGES = gold.read_pages()

#: The example of the README.
SMALL = """about: a picture with its credit above a short wire story
ends: crlf
headline       | Goat Rides Tram to End of Line

photo_credit   | Photo: Jon Vik

paragraph      | BERGEN, Norway (NTB) - A goat rode the tram to its last stop on
+              | Friday, the operator said. "It had no ticket," driver Lise Moe said.
----
language: en
dateline: BERGEN, Norway (NTB) | Bergen | ntb | -
reported: A goat rode the tram to its last stop on Friday, | said | the operator | -
direct: It had no ticket, | said | driver Lise Moe | Lise Moe
"""


def test_the_example_of_the_readme_is_read(tmp_path: Path) -> None:
    assert SMALL in (ROOT / "gold" / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "goat.page"
    path.write_text(SMALL, encoding="utf-8")
    page = gold.read_page(path)
    assert page.text.count("\r\n") == 6
    assert [page.text[block.start : block.end].split()[0] for block in page.blocks] == ["Goat", "Photo:", "BERGEN,"]
    said, told = page.answers
    assert (told.direct, told.speaker, said.direct, said.speaker) == (True, "Lise Moe", False, None)
    assert page.text[slice(*told.content[0])] == "It had no ticket,"
    assert page.text[slice(*told.cue)] == "said"
    assert told.cue > told.source


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("headline ", "headlime ", "neither a fact"),
        ("+    ", "para ", "no block kind"),
        ("direct: It had no ticket, | said |", "direct: It had no ticket, |", "3 cells instead of 4"),
        ("It had no ticket, | said", "It had two tickets, | said", "stands 0 times"),
        ("| the operator |", "| the driver |", "does not stand in its page"),
    ],
)
def test_a_page_that_is_written_otherwise_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "goat.page"
    assert old in SMALL
    path.write_text(SMALL.replace(old, new), encoding="utf-8")
    with pytest.raises(gold.GoldError, match=complaint):
        gold.read_page(path)


def test_the_pages_show_everything() -> None:
    assert len(PAGES) >= 40
    languages = Counter(page.language for page in PAGES)
    assert len(languages) >= 8
    kinds = Counter(block.kind for page in PAGES for block in page.blocks)
    assert not set(BLOCK_KINDS) - kinds.keys()
    ends = {end for page in PAGES for end in gold.ENDS.values() if end in page.text}
    assert {"\n", "\r\n", "\r", "\x85", "\u2029"} <= ends
    assert any("headline" not in {block.kind for block in page.blocks} for page in PAGES)
    assert any(page.blocks[-1].kind == "paragraph" and len(page.lines) == 1 for page in PAGES)
    answers = [answer for page in PAGES for answer in page.answers]
    assert {answer.direct for answer in answers} == {True, False}
    assert sum(answer.speaker is None for answer in answers) >= 10
    assert sum(len(page.unsaid) for page in PAGES) >= 10


def test_the_figures_hold_their_floors() -> None:
    scores = gold.measure()
    floors = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))["own"]
    figures = scores.figures()
    assert floors.keys() <= figures.keys()
    fallen = {name: (figures[name], floor) for name, floor in floors.items() if figures[name] < floor - 0.0005}
    assert not fallen, "\n".join(scores.wrong)


def test_a_wrong_answer_is_counted(tmp_path: Path) -> None:
    """The scorer can fail: answers that are wrong on purpose lower each figure that they belong to."""
    path = tmp_path / "goat.page"
    wrong = SMALL.replace("| said | driver Lise Moe | Lise Moe", "| rode | A goat | Jon Vik").replace(
        "| ntb |", "| ap |"
    )
    path.write_text(wrong.replace("photo_credit ", "caption      "), encoding="utf-8")
    figures = gold.measure(tmp_path).figures()
    assert {"dateline_right", "speaker_right", "source_right", "cue_right", "lines_right", "blocks_f1"} == {
        name for name, value in figures.items() if value < 1 and not name.startswith(("lines:", "unsaid"))
    }


@pytest.mark.parametrize(
    "command", [("fit_quotes.py", "gold"), ("fit_window.py", "--gold", "gold", "--cross-validate")]
)
def test_weights_can_be_fitted_on_the_pages_alone(command: tuple[str, ...]) -> None:
    pytest.importorskip("scipy", reason="scipy, which the fitting scripts need, is not installed")
    script, *options = command
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / script, *options], cwd=ROOT, capture_output=True, text=True, check=True
    )
    figures = [float(word.strip(".,")) for word in done.stdout.split() if word[:2] in ("0.", "1.")]
    assert figures
    assert min(figures) > 0.5
