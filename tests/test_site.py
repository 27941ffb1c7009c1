"""The documentation as a site: it builds without a warning, fetches nothing, and has what the code knows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from wireparse.knowledge.agencies import wires
from wireparse.rule_catalogue import catalogue

ROOT = Path(__file__).parent.parent
ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=["']?(?:https?:)?//|(?:@import|url\()\s*["']?(?:https?:)?//"""
)


@pytest.mark.skipif(
    not (find_spec("material") and find_spec("mkdocstrings_handlers")), reason="the extra 'docs' is not installed"
)
def test_the_site_builds(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    # No server answers there: what is built without the network is built by everybody.
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    environment = os.environ | nowhere | {"NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(build, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert (result.returncode, result.stderr) == (0, "")

    pages = {
        str(path.relative_to(tmp_path)): path.read_text(encoding="utf-8")
        for path in tmp_path.rglob("*")
        if path.suffix in (".html", ".css", ".svg")
    }
    assert [name for name, text in pages.items() if ELSEWHERE.search(text)] == []
    rules = "".join(text for name, text in pages.items() if name.startswith("rules/"))
    assert set(re.findall(r'<h2 id="([^"]+)"', rules)) == {rule.replace(".", "") for rule in catalogue()}
    assert [wire.id for wire in wires() if f"<code>{wire.id}</code>" not in pages["agencies.html"]] == []
    reference = pages["reference/python.html"]
    for name in ("parse", "parse_file", "Parser", "json_schema", "model.Story", "model.Quote", "errors.UsageError"):
        assert f'id="wireparse.{name}"' in reference
