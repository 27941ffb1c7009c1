"""The page of the site on which the program runs in the browser (a hook of mkdocs): beside `docs/try` it lays the
project's wheel, python-dateutil, sample stories and, where npm has brought it, Pyodide.

Without `node_modules/pyodide` the page fetches the same version from Pyodide's own network when somebody uses it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import files
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
NETWORK = "https://cdn.jsdelivr.net/pyodide/"
PYODIDE = ROOT / "node_modules" / "pyodide"
# What a browser loads of it; the rest is for bundlers and consoles.
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Tell the page where Pyodide is."""
    if page.file.src_uri != "try/index.md":
        return markdown
    return markdown.replace("{{ pyodide }}", "pyodide/" if PYODIDE.is_dir() else f"{NETWORK}v{pinned()}/full/")


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Give the page its style and its script."""
    if page.file.src_uri != "try/index.md":
        return html
    return f'<link rel="stylesheet" href="try.css">\n{html}\n<script type="module" src="try.js"></script>'


def on_post_build(config: MkDocsConfig) -> None:
    """Lay what the page loads beside it."""
    assemble(Path(config.site_dir) / "try")


def pinned() -> str:
    """The version of Pyodide, as package.json pins it."""
    return str(json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]["pyodide"])


def assemble(folder: Path) -> None:
    """Fill the page's folder."""
    made = folder / "wheel"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.move(next(made.glob("*.whl")), folder / "wireparse.whl")
    shutil.rmtree(made)
    with zipfile.ZipFile(folder / "dateutil.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files("python-dateutil") or ():
            if file.suffix == ".py":
                archive.write(str(file.locate()), str(file))
    (folder / "samples").mkdir(exist_ok=True)
    for story in sorted((ROOT / "seeds").glob("sputnik-*.txt")):
        shutil.copy(story, folder / "samples" / story.name.removeprefix("sputnik-"))
    if PYODIDE.is_dir():
        (folder / "pyodide").mkdir(exist_ok=True)
        for name in PARTS:
            shutil.copy(PYODIDE / name, folder / "pyodide" / name)
