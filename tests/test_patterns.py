"""Every regular expression of the package keeps to what each supported Python matches alike.

Python 3.11 before 3.11.5 forgets to go back when a possessive repeat fails in the middle of its group (gh-106052), so
that `(?:-\\w+(?!s))*+` swallows what it did not match.  Repeats of a single character are sound, so are atomic groups.
"""

from __future__ import annotations

import json
import marshal
import os
import re
import shutil
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

import wireparse, wireparse.pattern, wireparse.ready
re._compiler.compile = noted
wireparse.ready.expressions.clear()

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
from wireparse import pattern, ready
from wireparse.cli import main
made, compile = [], re._compiler.compile
re._compiler.compile = lambda *given: made.append(given[0]) or compile(*given)
sys.argv = ["wireparse", "convert", "seeds", "--to", "jsonl", "--quiet"]
try:
    main()
except SystemExit:
    pass
same = all(pattern.regex(text, flags) == compile(text, flags) for text, flags in ready.expressions)
print(json.dumps([len(made), len(ready.expressions), same]), file=sys.stderr)
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
    assert not list(tmp_path.rglob("ready*.pyo"))


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_what_cannot_be_read_is_compiled_as_ever(tmp_path: Path, damage: bytes | None) -> None:
    _, first = kept(tmp_path)
    (path,) = tmp_path.rglob("ready*.pyo")
    if damage is None:  # what another interpreter has left
        path.write_bytes(marshal.dumps({"4.0": next(iter(marshal.loads(path.read_bytes()).values()))}))
    else:
        path.write_bytes(damage)
    (compiled, ready, _), second = kept(tmp_path)
    assert (compiled > 100, ready) == (True, 0)
    assert first == second
    if damage is None:  # and keeps beside what is this one's
        assert [name[:3] for name in marshal.loads(path.read_bytes())] == ["4.0", sys.version[:3]]


MODULES = """
import sys
from wireparse.cli import main
sys.argv = ["wireparse", "convert", "-", "--to", "jsonl", "--quiet"]
try:
    main()
except SystemExit:
    pass
names = [name for name in sys.modules if name.startswith("wireparse.")]
ready = [name for name in names if type(sys.modules[name].__spec__.loader).__name__ == "_Loader"]
print(len(ready), len(names), file=sys.stderr)
"""


def test_modules_are_kept_ready_made_and_a_changed_one_is_loaded_anew(tmp_path: Path) -> None:
    package = tmp_path / "src" / "wireparse"
    shutil.copytree(ROOT / "src" / "wireparse", package, ignore=shutil.ignore_patterns("__pycache__", "*.pyo"))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment |= {"PYTHONPATH": str(package.parent)}

    def run(code: str) -> tuple[list[str], str]:
        story = "OSLO (NTB) - The ferries stopped, Kari Vik said."
        told = subprocess.run(
            [sys.executable, "-c", code], input=story, capture_output=True, text=True, env=environment, check=True
        )
        return told.stderr.split(), told.stdout

    (ready, _), first = run(MODULES)
    assert ready == "0"
    (ready, names), second = run(MODULES)
    assert int(ready) > 100
    assert int(names) - int(ready) < 5
    assert first == second
    changed = package / "readers" / "from_text.py"
    changed.write_text(changed.read_text(encoding="utf-8") + '\nprint("changed")\n', encoding="utf-8")
    for fewer in (1, 0):  # once it is met, it is kept as it is now
        (again, _), third = run(MODULES)
        assert int(again) == int(ready) - fewer
        assert sorted(third.splitlines()) == sorted(["changed", *first.splitlines()])
    (package / "readers" / "from_text.py").unlink()
    with pytest.raises(subprocess.CalledProcessError):
        run(MODULES)
    library = "import sys, wireparse; wireparse.parse; print(*sys.meta_path)"
    assert "wireparse" not in run(library)[1]  # whoever uses the library may have his own way of importing
