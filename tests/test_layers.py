"""The structure of the package: imports go down, modules stay small, a parse pulls in no command line."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from wireparse.pattern import pattern

SOURCE = Path(__file__).parent.parent / "src" / "wireparse"
MODULES = sorted(SOURCE.rglob("*.py"))

# From the ground up.  A module may import from layers below its own, and from its own package.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("ready",),
    ("errors", "pattern", "record"),
    ("atomic_files",),
    ("model",),
    ("lexicon", "draft", "rule"),
    ("metadata", "version_rules"),
    ("text", "arguments"),
    ("knowledge",),
    ("lines",),
    ("blocks", "datelines"),
    ("details", "speakers"),
    ("quotes",),
    ("rule_catalogue",),
    ("parser",),
    ("plugins",),
    ("explanation", "exporters", "schema"),
    ("readers",),
    ("versions",),
    ("batch",),
    ("arrow",),
    ("spark",),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, layer in enumerate(LAYERS) for name in layer}
CORE = {"typer", "rich", "dateutil"}


def home(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The first parts below `wireparse` that a module imports, type-checking imports included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            parts = node.module.split(".")
            if parts[0] == "wireparse":
                found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("wireparse.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down(path: Path) -> None:
    name = home(path)
    if name == "__init__":
        return
    assert name in LEVEL, f"{name} has no place in the layers"
    for other in imports(path) - {name, "__version__", "__init__"}:
        assert other in LEVEL, f"{path} imports {other}, which has no place in the layers"
        assert LEVEL[other] < LEVEL[name], f"{name} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_stay_small(path: Path) -> None:
    # Rules and the model are catalogues: their length is examples and what each field means, not logic.
    limit = {"rules.py": 1200, "model.py": 600}.get(path.name, 420)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_swallows_every_exception(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            names = (
                {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)} if node.type else {"Exception"}
            )
            assert not names & {"Exception", "BaseException"} or home(path) == "batch", f"{path}:{node.lineno}"


def loaded(code: str) -> set[str]:
    program = f"{code}\nimport sys\nprint(*sorted(sys.modules))"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    )


def test_importing_the_library_is_cheap() -> None:
    modules = loaded("import wireparse")
    assert not {name for name in modules if name.split(".")[0] in CORE}
    assert "wireparse.parser" not in modules


def test_parsing_prose_needs_no_command_line() -> None:
    modules = loaded("import wireparse; wireparse.parse('KYIV (Reuters) - The dam held, officials said on Monday.')")
    assert not {name for name in modules if name.split(".")[0] in {"typer", "rich"}}


def test_converting_a_story_loads_little(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("KYIV (Reuters) - The dam held, officials said on Monday.", encoding="utf-8")
    modules = loaded(f"from wireparse.cli import run; run(['convert', {str(path)!r}, '-o', {str(path)!r} + '.json'])")
    heavy = {
        "wireparse.batch.store_sink",
        "wireparse.batch.folder_sink",
        "argparse",
        "dataclasses",
        "email",
        "importlib.metadata",
        "inspect",
        "pathlib",
        "tempfile",
    }
    assert not modules & (heavy | CORE)


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("a")
    assert pattern("a+", re.IGNORECASE).fullmatch("aA")
