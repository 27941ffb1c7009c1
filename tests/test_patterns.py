"""Every regular expression of the package keeps to what each supported Python matches alike.

Python 3.11 before 3.11.5 forgets to go back when a possessive repeat fails in the middle of its group (gh-106052), so
that `(?:-\\w+(?!s))*+` swallows what it did not match.  Repeats of a single character are sound, so are atomic groups.
"""

from __future__ import annotations

import json
import marshal
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent

#: Compiles whatever the modules compile, at import or for the given stories, and prints it.
COLLECT = """
import importlib, json, pkgutil, re, sys
from pathlib import Path

made, seen = re._compiler.compile, set()

def noted(expression, flags=0):
    seen.add((expression if isinstance(expression, str) else expression.decode("latin-1"), int(flags)))
    return made(expression, flags)

import wireparse, wireparse.pattern
re._compiler.compile = noted
wireparse.pattern._ready.clear()

for module in pkgutil.walk_packages(wireparse.__path__, "wireparse."):
    if not module.name.endswith("__main__"):
        for value in list(vars(importlib.import_module(module.name)).values()):
            if isinstance(value, wireparse.pattern._Pattern):
                value.pattern
for path in sys.argv[1:]:
    wireparse.parse(Path(path).read_text(encoding="utf-8", errors="replace"))
print(json.dumps(sorted(seen)))
"""


def unsound(parsed: Any) -> bool:
    """Does a parsed expression repeat more than a single character possessively?"""
    if not isinstance(parsed, (tuple, list)) and type(parsed).__name__ != "SubPattern":
        return False
    if len(parsed) == 2 and str(parsed[0]) == "POSSESSIVE_REPEAT":
        items = list(parsed[1][2])
        return len(items) != 1 or str(items[0][0]) not in ("LITERAL", "NOT_LITERAL", "IN", "ANY")
    return any(map(unsound, list(parsed)))


def parsed(expression: str, flags: int = 0) -> Any:
    return re._parser.parse(expression, flags)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("expression", "verdict"),
    [
        (r"\w++.++a++", False),
        (r"(?:[-'])*+x", False),
        (r"(?>(?:-\w+)*)", False),
        (r"(?:-\w+)*+", True),
        (r"a|(?:b(?:c|(?:-d){1,2}+))", True),
        (r"x(?=(?:-\w)?+)", True),
    ],
)
def test_the_check_tells_sound_from_unsound(expression: str, verdict: bool) -> None:
    assert unsound(parsed(expression)) is verdict


def test_no_expression_repeats_a_group_possessively() -> None:
    stories = sorted(map(str, (ROOT / "fixtures").rglob("*.txt")))
    done = subprocess.run([sys.executable, "-c", COLLECT, *stories], capture_output=True, check=True, text=True)
    found = json.loads(done.stdout)
    assert len(found) > 200
    assert [expression for expression, flags in found if unsound(parsed(expression, flags))] == []


KEPT = """
import json, re, sys
from wireparse import pattern
from wireparse.cli import main
made, compile = [], re._compiler.compile
re._compiler.compile = lambda *given: made.append(given[0]) or compile(*given)
sys.argv = ["wireparse", "convert", "seeds", "--to", "jsonl", "--quiet"]
try:
    main()
except SystemExit:
    pass
same = all(pattern.regex(text, flags) == compile(text, flags) for text, flags in pattern._ready)
print(json.dumps([len(made), len(pattern._ready), same]), file=sys.stderr)
"""


def kept(tmp_path: Path, **more: str) -> tuple[list[Any], bytes]:
    """How many expressions a run compiled and how many it found ready, whether those are right, and its output."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")} | more
    run = [sys.executable, "-c", KEPT]
    result = subprocess.run(run, capture_output=True, cwd=ROOT, env=environment, check=True)
    return json.loads(result.stderr), result.stdout


def test_expressions_are_kept_ready_made(tmp_path: Path) -> None:
    (compiled, ready, _), first = kept(tmp_path)
    assert compiled > 100
    assert ready == 0
    (again, ready, same), second = kept(tmp_path)
    assert again < compiled / 10
    assert ready > 100
    assert same
    assert first == second


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path) -> None:
    kept(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert not list(tmp_path.rglob("pattern*.pyo"))


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_what_cannot_be_read_is_compiled_as_ever(tmp_path: Path, damage: bytes | None) -> None:
    _, first = kept(tmp_path)
    (path,) = tmp_path.rglob("pattern*.pyo")
    if damage is None:  # what another interpreter has left
        path.write_bytes(marshal.dumps({"4.0": marshal.loads(path.read_bytes())[sys.version]}))
    else:
        path.write_bytes(damage)
    (compiled, ready, _), second = kept(tmp_path)
    assert (compiled > 100, ready) == (True, 0)
    assert first == second
    if damage is None:  # and keeps beside what is this one's
        assert set(marshal.loads(path.read_bytes())) == {"4.0", sys.version}
