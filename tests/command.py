"""The command line as its users meet it: a real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

STORY = """Ferry Held in Port by Storm

BERGEN (Reuters) - The night ferry stayed in port on Monday, its captain Ingrid Solheim said.

"We wait for the wind to drop," Solheim told reporters.

The harbour office said that both ferries would sail on Tuesday.

READ MORE: Islanders Wait for Bread

© Photo: Harbour Office
"""

# Modules are compiled once, not by each of some hundred processes.
BYTECODE = Path(__file__).parent.parent / ".pytest_cache" / "bytecode"
LEFT_OUT = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONDONTWRITEBYTECODE"}
PLAIN = {key: value for key, value in os.environ.items() if key not in LEFT_OUT}
PLAIN["PYTHONPYCACHEPREFIX"] = str(BYTECODE)


def command(*arguments: str | os.PathLike[str]) -> list[str]:
    return [sys.executable, "-m", "wireparse", *map(os.fspath, arguments)]


def wireparse(
    *arguments: str | os.PathLike[str],
    stdin: bytes | str | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command; without `stdin` it is closed to reading at once."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run(
        command(*arguments),
        input=data or b"",
        capture_output=True,
        cwd=cwd,
        env={**PLAIN, **(env or {})},
        timeout=120,
        check=False,
    )


def told(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stderr.decode("utf-8", "backslashreplace")


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def names(data: bytes) -> list[str]:
    return [story["source"]["name"] for story in lines(data)]


def records(path: Path, texts: Sequence[str]) -> Path:
    """A file of JSON Lines with the ids r0, r1, …"""
    rows = [json.dumps({"id": f"r{number}", "text": text}) for number, text in enumerate(texts)]
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
