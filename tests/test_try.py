"""The page on which the program runs in the browser: in real Chromium, with the project's wheel in Pyodide.

Skipped where something is missing: Debian's `chromium` and `chromium-driver`, the extras `browser` and `docs`, and what
`npm install` brings.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import runpy
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.command import STORY
from tests.test_html import INERT

ROOT = Path(__file__).parent.parent
MODULES = ROOT / "node_modules"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
WIDTHS = (390, 1280)
needs_browser = pytest.mark.skipif(
    not (CHROMIUM and DRIVER and find_spec("selenium") and find_spec("material") and (MODULES / "pyodide").is_dir()),
    reason="chromium, chromedriver, the extras 'browser' and 'docs' or npm's pyodide are not installed",
)
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


class TestProgram:
    """What the page runs, without a browser."""

    @pytest.fixture
    def program(self) -> dict[str, Any]:
        return runpy.run_path(str(ROOT / "docs" / "try" / "program.py"))

    def test_inputs_become_stories(self, program: dict[str, Any]) -> None:
        rows = b"".join(json.dumps({"id": name, "text": STORY}).encode() + b"\n" for name in "ab")
        failed = program["read"]([("../ferry.txt", STORY.encode()), ("ferry.txt", STORY.encode()), ("r.jsonl", rows)])
        assert failed == []
        assert [story.source.name for story in program["stories"]] == ["ferry.txt", "ferry-2.txt", "a", "b"]
        assert (
            json.loads(program["written"]("jsonl").splitlines()[0])["headline"]["text"] == "Ferry Held in Port by Storm"
        )
        assert program["written"]("csv", "quotes").startswith(b"story,id,kind,")

    def test_what_cannot_be_read_is_told_and_the_rest_is_read(self, program: dict[str, Any]) -> None:
        before = os.getcwd()
        failed = program["read"]([("a.bin", b"PK\0\0"), ("b.txt", b"  "), ("c.txt", STORY.encode())])
        assert [line.partition(":")[0] for line in failed] == ["a.bin", "b.txt"]
        assert len(program["stories"]) == 1
        assert os.getcwd() == before


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[http.server.ThreadingHTTPServer]:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(build, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.server_close()


@pytest.fixture(scope="module")
def page(site: http.server.ThreadingHTTPServer) -> Iterator[Page]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    driver.get(f"http://127.0.0.1:{site.server_port}/try/index.html")
    yield Page(driver)
    driver.quit()


class Page:
    """The page as a person meets it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def part(self, name: str) -> Any:
        return self.driver.find_element("id", f"try-{name}")

    def read(self, act: Any) -> str:
        """What the status line says once an act has led to a reading."""
        self.driver.execute_script("document.getElementById('try-status').textContent = ''")
        act()
        end = time.monotonic() + 90
        while time.monotonic() < end:
            status = str(self.part("status").text)
            if "read in" in status or "could not" in status:
                return status
            time.sleep(0.05)
        raise AssertionError(f"nothing was read: {self.part('status').text!r}")

    def shown(self, expression: str) -> Any:
        """The value of an expression in the frame that shows the stories."""
        frame = self.part("page")
        self.driver.switch_to.frame(frame)
        try:
            end = time.monotonic() + 10
            while not self.driver.execute_script("return document.readyState === 'complete' && document.title"):
                assert time.monotonic() < end
                time.sleep(0.05)
            return self.driver.execute_script(f"return {expression}")
        finally:
            self.driver.switch_to.default_content()

    def paste(self, text: str) -> str:
        def act() -> None:
            self.driver.execute_script(
                "const field = document.getElementById('try-text'); field.value = arguments[0];"
                "field.dispatchEvent(new InputEvent('input'))", text,
            )  # fmt: skip

        return self.read(act)


@needs_browser
class TestPage:
    def test_a_sample_a_paste_and_files_are_read(self, page: Page) -> None:
        sample = page.driver.find_element("css selector", "#try-samples button")
        assert page.read(sample.click).startswith("1 story, ")
        assert "Grain Ship" in page.shown("document.body.textContent")
        assert page.paste(STORY).startswith("1 story, ")
        assert "Ferry Held in Port by Storm" in page.shown("document.body.textContent")

        def drop() -> None:
            page.driver.execute_script(
                "const data = new DataTransfer();"
                "for (const name of ['a.txt', 'b.txt']) data.items.add(new File([arguments[0]], name));"
                "data.items.add(new File([new Uint8Array([80, 75, 0, 0])], 'c.bin'));"
                "document.getElementById('try').dispatchEvent(new DragEvent('drop', {dataTransfer: data}))",
                STORY,
            )

        assert page.read(drop).startswith("2 stories, ")
        assert page.part("failed").text.startswith("c.bin: ")

    def test_keys_are_enough(self, page: Page) -> None:
        from selenium.webdriver import ActionChains
        from selenium.webdriver.common.keys import Keys

        field = page.part("text")
        field.clear()
        field.send_keys("BERGEN (NTB) - All is well, the mayor said.")

        assert page.read(lambda: field.send_keys(Keys.CONTROL, Keys.ENTER)).startswith("1 story")
        order = []
        for _ in range(6):
            ActionChains(page.driver).send_keys(Keys.TAB).perform()
            order.append(page.driver.execute_script("return document.activeElement.textContent.trim()"))
        assert order[0] == "Parse"
        assert order[2:5] == ["A denial", "A quarrel", "A report"]

    @pytest.mark.parametrize("text", INERT)
    def test_hostile_stories_are_inert(self, page: Page, text: str) -> None:
        page.driver.get_log("browser")
        page.paste(f"{text}\n\n{STORY}")
        assert page.shown("window.hacked") is None
        assert page.driver.execute_script("return window.hacked") is None
        assert [entry for entry in page.driver.get_log("browser") if entry["level"] == "SEVERE"] == []

    @pytest.mark.parametrize("width", WIDTHS)
    def test_it_fits_and_everybody_can_use_it(self, page: Page, width: int) -> None:
        view = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", view)
        page.paste(STORY)
        assert page.driver.execute_script("return document.documentElement.scrollWidth") <= width
        axe = MODULES / "axe-core" / "axe.min.js"
        if not axe.exists():
            pytest.skip("axe-core is not installed: npm install")
        page.driver.execute_script(axe.read_text(encoding="utf-8"))
        found = page.driver.execute_async_script(
            "axe.run('#try', {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], iframes: false})"
            ".then(({violations}) => arguments[0](violations.map(each => each.id + ' ' + each.nodes[0].html)))"
        )
        assert found == []

    def test_files_are_saved(self, page: Page, tmp_path: Path) -> None:
        page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
        page.paste(STORY)
        for each in page.driver.find_elements("css selector", "#try-save button"):
            each.click()
        names = {"stories.json", "quotes.csv", "stories.csv", "stories.md", "stories.html"}
        end = time.monotonic() + 20
        while {path.name for path in tmp_path.iterdir()} != names and time.monotonic() < end:
            time.sleep(0.05)
        assert {path.name for path in tmp_path.iterdir()} == names
        assert json.loads((tmp_path / "stories.json").read_bytes())["agency"]["id"] == "reuters"

    def test_it_works_without_the_network(self, page: Page, site: http.server.ThreadingHTTPServer) -> None:
        page.driver.execute_async_script("navigator.serviceWorker.ready.then(arguments[0])")
        page.driver.refresh()  # what was loaded before the worker stood is loaded through it now
        page.paste(STORY)
        site.shutdown()
        site.socket.close()
        assert page.paste(STORY + "\nMore.").startswith("1 story")
        page.driver.refresh()
        assert page.paste(STORY).startswith("1 story")
