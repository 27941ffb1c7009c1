#!/usr/bin/env python3
"""Make the pictures of the documentation, docs/images/: `wireparse show` as SVG, the HTML page as WebP.

pip install -e '.[browser]' && apt-get install chromium chromium-driver
python scripts/build_screenshots.py
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import b64decode
from pathlib import Path
from typing import Any

from rich.console import CONSOLE_SVG_FORMAT, Console
from rich.text import Text
from selenium import webdriver

from wireparse import export, parse_file

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
COLUMNS = 100
# Fonts that a reader has, instead of some fetched from elsewhere.
SVG = re.sub(r"(?s)@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT).replace("Fira Code", "ui-monospace")
# Name, width, height, colour scheme, and what is done to the page first.
VIEWS = (
    ("page", 1240, 760, "light", "document.querySelectorAll('article.open mark.direct')[1].focus()"),
    ("page-whole", 1240, 760, "dark", "whole.click()"),
    ("page-phone", 390, 760, "light", "0"),
    ("page-list", 1240, 460, "light", "location.hash = ''"),
)


def terminal(*command: str) -> None:
    """What a command prints on a terminal with colours."""
    environment = os.environ | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    run = [sys.executable, "-m", "wireparse", *command, "--color", "always"]
    told = subprocess.run(run, capture_output=True, text=True, env=environment, check=True).stdout
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(told.rstrip()), soft_wrap=True)
    title = " ".join(("wireparse", *command))
    picture = console.export_svg(title=title, code_format=SVG, unique_id=command[0])
    (IMAGES / f"{command[0]}.svg").write_text(picture, encoding="utf-8")


def page(browser: Any) -> None:
    """The page of the project's three stories, with one of them open."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.html"
        export((parse_file(seed.relative_to(ROOT)) for seed in SEEDS), "html", path)
        for name, width, height, scheme, action in VIEWS:
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
            browser.get("about:blank")
            browser.get(path.as_uri())
            browser.execute_script("location.hash = document.querySelectorAll('#index a')[2].hash")
            time.sleep(0.3)
            browser.execute_script(action)
            time.sleep(0.5)
            taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 82})
            (IMAGES / f"{name}.webp").write_bytes(b64decode(taken["data"]))


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)  # the stories' names are their paths
    terminal("show", "seeds/sputnik-harbour.txt")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver") or "")
    browser = webdriver.Chrome(options=options, service=service)
    try:
        page(browser)
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
