"""The recipes work: each section of docs/recipes.md is run in a folder of its own, from its top.

A section whose tools are not installed is skipped; the extra `recipes` brings those that pip can bring.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE))
FENCE = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
SAVED = "<html><body><h1>Ferries stop</h1><p>OSLO (NTB) - Ferries stop, owners said.</p></body></html>"
MESSAGE = b"\x16\x16\x01a0042\r\nu w bc-ferry 11-22 0030\r\n\x02^BC-Ferry,<\r\nOSLO (NTB) - Ferries stop.\r\n\x03\r\n"


def missing(section: str) -> str | None:
    """The first tool of a section that is not installed."""
    tools = {tool for tool in ("jq", "datasette") if re.search(rf"(?m)(^|\| ){tool}\b", section)}
    modules = {*re.findall(r"(?m)^import (\w+)", section)}
    modules |= {"pyarrow"} if ".parquet" in section else set()
    modules |= {"selectolax"} if "--from html" in section else set()
    absent = [tool for tool in sorted(tools) if not shutil.which(tool, path=PATH)]
    absent += [module for module in sorted(modules) if not find_spec(module)]
    return absent[0] if absent else None


def prepare(folder: Path) -> None:
    shutil.copytree(ROOT / "seeds", folder / "stories")
    for name, sample in (("export.txt", "nexis.txt"), ("nitf/a.xml", "story.nitf"), ("alerts.mbox", "alerts.mbox")):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "samples" / sample, folder / name)
    for name, data in (("pages/a.html", SAVED.encode()), ("spool/a.txt", MESSAGE)):
        (folder / name).parent.mkdir()
        (folder / name).write_bytes(data)


def corrected(folder: Path) -> None:
    """What Label Studio exports when somebody has moved the end of each story's first span."""
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    for task in tasks:
        result = task.pop("predictions")[0]["result"]
        result[0]["value"]["end"] -= 1
        task["annotations"] = [{"result": result}]
    (folder / "export.json").write_text(json.dumps(tasks), encoding="utf-8")


def told(folder: Path, language: str, code: str) -> str:
    """Run a block: what it prints."""
    if language == "sql":
        with closing(sqlite3.connect(folder / "stories.db")) as connection:
            return "\n".join(map(repr, connection.execute(code)))
    if "export.json" in code:
        corrected(folder)
    shell = ["bash", "-euo", "pipefail", "-c", code]
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code] if language == "python" else shell,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PATH": PATH, "PYTHONUTF8": "1"},
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.mark.parametrize("title", SECTIONS)
def test_recipe(title: str, tmp_path: Path) -> None:
    section = SECTIONS[title]
    if (tool := missing(section)) is not None:
        pytest.skip(f"{tool} is not installed")
    prepare(tmp_path)
    blocks = FENCE.findall(section)
    assert blocks
    for language, code in blocks:
        output = told(tmp_path, language, code)
        quiet = re.search(r"-o |> |HAVING|guess", code)  # it writes a file, or there is nothing to find
        assert output.strip() or quiet, code
