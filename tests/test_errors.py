"""Every code of an error and of a warning is told on the page on errors, and every one told there exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from wireparse import errors

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def first_arguments(names: set[str]) -> Iterator[str]:
    """The first argument of each call of one of these names, where it is a string."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value


def table(title: str) -> list[str]:
    """The codes in the table below a title."""
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return re.findall(r"(?m)^\| `([^`]+)` \|", section)


@pytest.mark.parametrize(
    ("title", "names"), [("Codes of inputs", {"InputError"}), ("Codes of warnings", {"Notice", "_notice"})]
)
def test_every_code_is_told(title: str, names: set[str]) -> None:
    assert sorted(table(title)) == sorted(set(first_arguments(names)))


def test_the_tree_is_that_of_the_classes() -> None:
    def tree(cls: type[Exception]) -> set[str]:
        return {cls.__name__}.union(*map(tree, cls.__subclasses__()))

    family = tree(errors.WireparseError)
    for text in (PAGE, errors.__doc__ or ""):
        assert family == set(re.findall(r"(?m)^\s+(?:[├└]─ )?(\w+Error) ", "\n" + text.replace("\nW", "\n W")))
