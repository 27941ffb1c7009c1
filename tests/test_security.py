"""What the package does not even contain: code that runs, unpacks or fetches what it reads."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "wireparse"
MODULES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN = {
    "pickle", "marshal", "shelve", "dill", "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests",
    "asyncio", "subprocess", "ctypes", "xmlrpc", "webbrowser",
}  # fmt: skip
CALLS = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}


def imported(tree: ast.AST) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


def called(tree: ast.AST) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


# The code of modules and expressions lies beside Python's own bytecode and is trusted as that is.
EXCEPT = {"ready.py": {"marshal"}}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_runs_unpacks_or_fetches(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not imported(tree) & FORBIDDEN - EXCEPT.get(str(path.relative_to(SOURCE)), set())
    assert not called(tree) & CALLS


def test_the_test_would_see_it() -> None:
    tree = ast.parse("import pickle.x\nfrom urllib.request import urlopen\neval('1')")
    assert imported(tree) & FORBIDDEN == {"pickle", "urllib"}
    assert called(tree) & CALLS == {"eval"}
