"""The page of versions: whole as a file, and in a real browser where there is one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.command import told, wireparse
from tests.republished import HEADLINE, OWN, WIRE, others, page, records, versions
from tests.test_html import INERT
from wireparse.versions.as_html import reworded

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
ROOT = Path(__file__).parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def written(tmp_path: Path, texts: dict[str, str], sites: dict[str, str] | None = None) -> Path:
    output = tmp_path / "versions.html"
    dates = {"date": "2019-05-02"}
    given = records(tmp_path / "in.jsonl", texts, sites, **dates)
    result = wireparse("group", given, "--site-field", "site", "-o", output, "--overwrite", "--quiet")
    assert result.returncode == 0, told(result)
    return output


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attributes if name.startswith("on")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_holds_the_groups_and_counts_the_others(tmp_path: Path) -> None:
    text = written(tmp_path, versions() | others(3)).read_text(encoding="utf-8")
    assert text.count("<article") == 1
    assert "1 story in several versions; 3 ran once." in text
    assert f"<del>{WIRE[7]}</del>" in text
    assert f"<ins>{OWN.replace(chr(39), '&#x27;')}</ins>" in text
    assert "by Reuters" in text
    assert "<script" not in text


@pytest.mark.parametrize("text", INERT)
def test_no_story_is_markup(tmp_path: Path, text: str) -> None:
    hostile = {f"{name}{text}": each.replace("captain", f"captain {text}") for name, each in versions().items()}
    parser = Tags()
    parser.feed(written(tmp_path, hostile, dict.fromkeys(hostile, text)).read_text(encoding="utf-8"))
    assert parser.open == []
    assert not parser.seen & {"script", "img", "svg", "iframe"}


def test_words_that_only_one_has_are_marked() -> None:
    left, right = reworded("The fire was out <at> once.", "The blaze was out <at> once, he said.")
    assert left == "The <del>fire</del> was out &lt;at&gt; once."
    assert right == "The <ins>blaze</ins> was out &lt;at&gt; once<ins>, he said</ins>."
    assert reworded("one " * 700, "two")[1] == "<ins>two</ins>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="the extra 'browser' (selenium) is not installed")
    if not (CHROMIUM and DRIVER):
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    yield driver
    driver.quit()


def look(browser: Any, path: Path, width: int = 1280) -> Any:
    view = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", view)
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(path.as_uri())
    return lambda expression: browser.execute_script(f"return {expression}")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("width", [360, 820, 1280])
def test_versions_stand_side_by_side(browser: Any, tmp_path: Path, width: int) -> None:
    value = look(browser, written(tmp_path, versions() | {"long": page(HEADLINE, [*WIRE, "x" * 400])}), width)
    assert value("document.documentElement.scrollWidth") <= width
    assert value("document.querySelectorAll('details').length") == 5
    assert value("document.querySelectorAll('details[open]').length") == 1
    line = "getComputedStyle(document.querySelector('tr.cut del')).textDecorationLine"
    browser.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    assert value(line) == "line-through"
    places = "[...document.querySelectorAll('tr.reworded td')].slice(0, 2).map(td => td.getBoundingClientRect().left)"
    left, right = value(places)
    assert (left < right) is (width > 768)
    assert value("document.querySelectorAll('.timeline li').length") == 6
    assert browser.get_log("browser") == []


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_timeline_leads_to_a_version(browser: Any, tmp_path: Path) -> None:
    value = look(browser, written(tmp_path, versions()))
    browser.find_element("link text", "excerpt").click()
    assert value("document.querySelector('details:target summary').textContent").startswith("excerpt")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_policy_lets_nothing_else_in(browser: Any, tmp_path: Path) -> None:
    look(browser, written(tmp_path, versions()))
    browser.execute_script("const style = document.createElement('style'); style.textContent = '*{}'; "
                           "document.body.append(style)")  # fmt: skip
    assert len([each for each in browser.get_log("browser") if "Content Security Policy" in each["message"]]) == 1


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm install --no-save axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    look(browser, written(tmp_path, versions(), {name: f"{name}.example" for name in versions()}), width)
    browser.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    violations = browser.execute_async_script(
        "const [rules, done] = arguments;"
        "axe.run(document, {runOnly: rules}).then(({violations}) => done(violations.map("
        "  ({id, nodes}) => `${id}: ${nodes.map(node => node.html).join(' ')}`)))",
        RULES,
    )
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert violations == []


# Two versions in a terminal.


def test_explain_sets_two_versions_side_by_side(tmp_path: Path) -> None:
    for name, text in versions().items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    result = wireparse("explain", "--versions", "wire.txt", "edited.txt", cwd=tmp_path)
    assert result.returncode == 0, told(result)
    text = result.stdout.decode()
    assert "versions of one story: 80% shared" in text
    assert "2 cut (-) · 1 added (+) · 1 reworded (~)" in text
    assert [line[0] for line in text.splitlines() if re.match(r"[-+~] ", line)] == ["~", "+", "-", "-"]


def test_explain_says_what_the_site_repeats(tmp_path: Path) -> None:
    from tests.test_site_furniture import SITE, pages

    known = tmp_path / "furniture.jsonl"
    given = records(tmp_path / "in.jsonl", pages(9), dict.fromkeys(pages(9), SITE))
    assert wireparse("furniture", given, "--site-field", "site", "-o", known).returncode == 0
    (tmp_path / "page.txt").write_text(next(iter(pages(1).values())), encoding="utf-8")
    result = wireparse("explain", tmp_path / "page.txt", "--furniture", known, "--weights")
    assert "site:repeated -20.00" in " ".join(result.stdout.decode().split())
