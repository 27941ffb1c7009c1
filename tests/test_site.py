"""The documentation as a site: it builds without a warning, fetches nothing, and has what the code knows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from wireparse.knowledge.agencies import wires
from wireparse.rule_catalogue import catalogue

ROOT = Path(__file__).parent.parent
ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=["']?(?:https?:)?//|(?:@import|url\()\s*["']?(?:https?:)?//"""
)


CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built."""
    if not (find_spec("material") and find_spec("mkdocstrings_handlers")):
        pytest.skip("the extra 'docs' is not installed")
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    # No server answers there: what is built without the network is built by everybody.
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    environment = os.environ | nowhere | {"NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(build, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return folder


def test_the_site_has_what_the_code_knows(site: Path) -> None:
    pages = {
        str(path.relative_to(site)): path.read_text(encoding="utf-8")
        for path in site.rglob("*")
        if path.suffix in (".html", ".css", ".svg")
    }
    assert [name for name, text in pages.items() if ELSEWHERE.search(text)] == []
    rules = "".join(text for name, text in pages.items() if name.startswith("rules/"))
    assert set(re.findall(r'<h2 id="([^"]+)"', rules)) == {rule.replace(".", "") for rule in catalogue()}
    assert [wire.id for wire in wires() if f"<code>{wire.id}</code>" not in pages["agencies.html"]] == []
    reference = pages["reference/python.html"]
    for name in ("parse", "parse_file", "Parser", "json_schema", "model.Story", "model.Quote", "errors.UsageError"):
        assert f'id="wireparse.{name}"' in reference


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser as wide as a phone."""
    if not (CHROMIUM and DRIVER and find_spec("selenium")):
        pytest.skip("chromium, chromedriver or the extra 'browser' is not installed")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    yield driver
    driver.quit()


def opened(browser: Any, page: Path, width: int) -> None:
    view = {"width": width, "height": 780, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", view)
    browser.get(page.as_uri())


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(
    "page", ["index", "first-minutes", "guide", "formats", "model", "agencies", "rules/line", "reference/command"]
)
def test_on_a_phone_code_stays_on_the_screen_and_ids_in_one_piece(browser: Any, site: Path, page: str) -> None:
    opened(browser, site / f"{page}.html", 360)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
    cut = "return [...document.querySelectorAll('pre > code')].filter(code => code.scrollWidth > code.clientWidth + 1)"
    assert browser.execute_script(f"{cut}.map(code => code.textContent)") == []
    broken = "return [...document.querySelectorAll('td code')].filter(code => code.getClientRects().length > 1)"
    assert browser.execute_script(f"{broken}.map(code => code.textContent)") == []


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("width", [360, 1280])
def test_the_first_page_shows_the_picture_above_the_fold(browser: Any, site: Path, width: int) -> None:
    opened(browser, site / "index.html", width)
    picture = "document.querySelector('article picture img')"
    shown = f"const {{top, width}} = {picture}.getBoundingClientRect(); return [top, width, {picture}.naturalWidth]"
    top, shown_width, natural = browser.execute_script(shown)
    assert top < 480
    assert 0 < shown_width <= width
    assert natural == (390 if width == 360 else 1240)
