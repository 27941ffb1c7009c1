#!/usr/bin/env python3
"""Measure how long the HTML page of a thousand stories takes to open in Chromium, for short stories and long ones.

    pip install -e '.[browser]' && apt-get install chromium chromium-driver
    python benchmarks/page.py

Seconds from the start of the navigation to the end of the load event, best of five, with the search in all words and
the opening of a story thereafter.  The stories are the project's own, their paragraphs repeated.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selenium import webdriver

from wireparse import Story, export, parse

ROOT = Path(__file__).resolve().parent.parent
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
COUNT = 1000
LENGTHS = (7, 20, 65)
LIMIT = 3.0

LOADED = "const time = performance.timing; return time.loadEventEnd - time.navigationStart"
SEARCHED = """
const [done] = arguments, status = document.querySelector('#index [role=status]');
const box = document.querySelector('#find input'), since = performance.now();
new MutationObserver(() => done(performance.now() - since)).observe(status, {childList: true});
box.value = 'bearing'; box.dispatchEvent(new Event('input'));
"""
OPENED = """
const [done] = arguments, since = performance.now();
location.hash = document.querySelector('#index a').hash;
requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - since)));
"""


def lengthened(seed: str, count: int) -> str:
    """A story with so many paragraphs of its own, and its tail."""
    prose, mark, tail = seed.partition("READ MORE")
    lines = [line for line in prose.splitlines() if line.strip()]
    while len(lines) <= count:
        lines += lines[2:]
    return "\n\n".join([*lines[: count + 1], mark + tail])


def stories(count: int) -> Iterator[Story]:
    read = [parse(lengthened(seed, count)) for seed in SEEDS]
    for number in range(COUNT):
        story = read[number % len(read)]
        yield story._replace(source=story.source._replace(name=f"stories/{number:04}.txt"))


def browser() -> Any:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    return webdriver.Chrome(options, webdriver.ChromeService(executable_path=shutil.which("chromedriver") or ""))


def main() -> int:
    driver, slowest = browser(), 0.0
    try:
        for count in LENGTHS:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "stories.html"
                export(stories(count), "html", path)
                times = []
                for _ in range(5):
                    driver.get("about:blank")
                    driver.get(path.as_uri())
                    loaded = driver.execute_script(LOADED)
                    times.append((loaded, driver.execute_async_script(SEARCHED), driver.execute_async_script(OPENED)))
                loaded, searched, opened = (min(each) / 1000 for each in zip(*times, strict=True))
                slowest = max(slowest, loaded)
                print(
                    f"{COUNT:,} stories of {count:2} paragraphs, {path.stat().st_size / 1e6:4.1f} MB: "
                    f"open {loaded:.2f} s, first search {searched:.2f} s, a story {opened:.2f} s"
                )
    finally:
        driver.quit()
    print(f"at most {LIMIT} s to open: {'kept' if slowest <= LIMIT else 'missed'}")
    return int(slowest > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
