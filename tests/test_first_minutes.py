"""The page of first minutes, step by step: from the wheel, in an empty folder with an empty home.

python -m tests.test_first_minutes          # write the outputs anew; read the diff
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import built_wheel
from tests.test_docs import as_pattern, session

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "first-minutes.md"
SECTION = re.compile(r"(?ms)^## (?P<title>.*?)\n(?P<body>.*?)(?=^## |\Z)")
STEPS = re.compile(r"(?ms)^```shell-session\n(?P<body>.*?)^```$")
TOOK = re.compile(r"in \d+\.\d s(?:, [\d.]+/s)?")


class Machine:
    """A machine that has Python, the wheel and what it requires."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.home, self.desk, programs = folder / "home", folder / "desk", folder / "bin"
        for path in (self.home, self.desk, programs):
            path.mkdir()
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / "lib")
        command = programs / "wireparse"
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -m wireparse "$@"\n', encoding="utf-8")
        command.chmod(0o755)
        self.environment = {
            "HOME": str(self.home), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "WHEEL": str(wheel),
            "PYTHONPATH": str(folder / "lib"), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "TERM": "dumb",
            "COLUMNS": "100",
        }  # fmt: skip
        story = re.search(r"(?ms)^```text\n(.*?)^```$", PAGE.read_text(encoding="utf-8"))
        assert story is not None
        (self.desk / "story.txt").write_text(story[1], encoding="utf-8")
        with zipfile.ZipFile(self.desk / "corpus.zip", "w") as archive:
            for number in (200, 201, 202):
                archive.writestr(f"ferries/{number}.txt", story[1].replace("200", str(number)))
        records = [
            {"id": "a1", "text": story[1]},
            {"id": "a2", "body": "?"},
            {"id": "a3", "text": "OSLO (NTB) - It rains."},
        ]
        feed = "".join(f"{json.dumps(record)}\n" for record in records)
        (self.desk / "feed.jsonl").write_text(feed, encoding="utf-8")

    def run(self, command: str) -> str:
        result = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, cwd=self.desk, env=self.environment, check=False
        )
        return TOOK.sub(
            "in 0.1 s", "".join(f"{line.rstrip()}\n" for line in (result.stdout + result.stderr).splitlines())
        )


def sections() -> dict[str, list[str]]:
    """The steps of each section that has some."""
    text = PAGE.read_text(encoding="utf-8")
    found = {
        part["title"]: [steps["body"] for steps in STEPS.finditer(part["body"])] for part in SECTION.finditer(text)
    }
    return {title: bodies for title, bodies in found.items() if bodies}


@pytest.mark.parametrize("title", sections())
@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_a_first_minute(title: str, tmp_path: Path, wheel: Path) -> None:
    machine = Machine(tmp_path, wheel)
    for body in sections()[title]:
        for command, expected in session(body):
            assert re.fullmatch(as_pattern(expected), machine.run(command)), f"$ {command}\n{machine.run(command)}"
    assert list(machine.home.iterdir()) == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "wheel").mkdir()
        machine = Machine(Path(folder), built_wheel(Path(folder) / "wheel"))
        told = STEPS.sub(
            lambda steps: "```shell-session\n{}```".format(
                "".join(
                    f"$ {command}\n{expected if '…' in expected.split(chr(10)) else machine.run(command)}"
                    for command, expected in session(steps["body"])
                )
            ),
            PAGE.read_text(encoding="utf-8"),
        )
    PAGE.write_text(told, encoding="utf-8")
