"""The documentation runs: every console session and every doctest in README and docs gives what is printed there.

A fenced block marked `console` is a session: lines that start with `$ ` are commands, the lines below them their
output.  A line that is only `…` stands for any number of lines.  Blocks marked `pycon` are doctests.

    python -m tests.test_docs          # write the sessions' outputs anew; read the diff
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"(?ms)^```(?P<language>\w+)\n(?P<body>.*?)^```$")
ELLIPSIS = "…"


def blocks(language: str) -> list[tuple[Path, str]]:
    return [
        (page, match["body"])
        for page in PAGES
        for match in FENCE.finditer(page.read_text(encoding="utf-8"))
        if match["language"] == language
    ]


def run(command: str) -> str:
    """What a command prints in the project's folder, at 100 columns, without colour."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb", "PYTHONUTF8": "1"}
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    return "".join(f"{line.rstrip()}\n" for line in (result.stdout + result.stderr).splitlines())


def session(body: str) -> list[tuple[str, str]]:
    """The commands of a session, each with the output that stands below it."""
    parts = re.split(r"(?m)^\$ ", body)[1:]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def as_pattern(expected: str) -> str:
    lines = ["(?:.*\n)*" if line.strip() == ELLIPSIS else re.escape(line) + "\n" for line in expected.splitlines()]
    return "".join(lines)


@pytest.mark.parametrize(("page", "body"), blocks("console"), ids=lambda value: getattr(value, "stem", ""))
def test_sessions(page: Path, body: str) -> None:
    for command, expected in session(body):
        assert re.fullmatch(as_pattern(expected), run(command)), f"{page.name}: $ {command}\n{run(command)}"


@pytest.mark.parametrize("page", sorted({page for page, _ in blocks("pycon")}), ids=lambda page: page.stem)
def test_doctests(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n".join(body for home, body in blocks("pycon") if home == page)  # a page is read from the top
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test)
    assert not result.failed


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def rewritten(body: str) -> str:
    """A session with the outputs of today; those with an ellipsis are left for people."""
    parts = []
    for command, expected in session(body):
        kept = ELLIPSIS in expected.split("\n")
        parts.append(f"$ {command}\n{expected if kept else run(command)}")
    return "".join(parts)


if __name__ == "__main__":
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(
            FENCE.sub(
                lambda match: (
                    f"```console\n{rewritten(match['body'])}```" if match["language"] == "console" else match[0]
                ),
                text,
            ),
            encoding="utf-8",
        )
