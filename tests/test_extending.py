"""The insertions that docs/extending.md describes do what it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
INSERTION = re.compile(
    r"^`src/wireparse/(?P<file>[^`]+)`,[^`]+ below `(?P<line>[^\n]+)`:\n\n```\w+\n(?P<added>.*?)```", re.M | re.S
)
TEXT = """Ferries wait in harbour for third day

BERGEN, Norway (AP) - Ferries on the coast stayed in harbour for a third day on Tuesday, their owners said.

The crews want longer breaks at night, and talks about them will go on in the capital later this week.

Correction: An earlier version of this story gave the wrong number of ferries.
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the insertions that the page describes."""
    copy = tmp_path_factory.mktemp("extended")
    shutil.copytree(ROOT / "src" / "wireparse", copy / "wireparse", ignore=shutil.ignore_patterns("__pycache__"))
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    insertions = list(INSERTION.finditer(page))
    assert len(insertions) == 5
    for found in insertions:
        path = copy / "wireparse" / found["file"]
        before, line, after = path.read_text(encoding="utf-8").partition(found["line"] + "\n")
        assert line, found["line"]
        path.write_text(before + line + found["added"] + after, encoding="utf-8")
    return copy


def ran(package: Path, program: str, text: str) -> str:
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(package)!r})\n{program}"]
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=True, encoding="utf-8")
    return result.stdout


def test_a_kind_of_block_takes_one_rule_a_stage_and_no_refit(package: Path) -> None:
    program = "import json, wireparse\nprint(json.dumps([b.kind for b in wireparse.parse(sys.stdin.read()).blocks]))"
    assert json.loads(ran(package, program, TEXT)) == ["headline", "paragraph", "paragraph", "correction"]


def test_its_rules_pass_their_own_examples(package: Path) -> None:
    program = (
        "from wireparse import explain, parse\nfrom wireparse.rule_catalogue import rule_named\n"
        "fired = lambda text: {r.rule for r in explain(parse(text))} | "
        "{line.rule for r in explain(parse(text)) for line in r.evidence}\n"
        "rules = [rule_named('line.correction'), rule_named('block.correction')]\n"
        "print(all(rule.id in fired(text) for rule in rules for text in rule.yes), "
        "any(rule.id in fired(text) for rule in rules for text in rule.no))"
    )
    assert ran(package, program, "") == "True False\n"
