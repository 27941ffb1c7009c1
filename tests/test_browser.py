"""The HTML page in a real browser: Chromium without a window, driven by selenium.

Skipped where they are missing: install Debian's `chromium` and `chromium-driver`, and the extra `browser`; for
accessibility `npm install` in the project's folder.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.command import STORY
from tests.test_html import INERT
from wireparse import Story, parse
from wireparse.exporters import export

webdriver = pytest.importorskip("selenium.webdriver", reason="the extra 'browser' (selenium) is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
WIDTHS = (360, 820, 1280)
ROOT = Path(__file__).parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    yield driver
    driver.quit()


def look(browser: Any, tmp_path: Path, stories: list[Story], width: int = 1280) -> Any:
    """Open a page of stories; returns what evaluates an expression there."""
    path = tmp_path / "stories.html"
    export(stories, "html", path)
    view = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", view)
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(path.as_uri())
    return lambda expression: browser.execute_script(f"return {expression}")


def several() -> list[Story]:
    other = STORY.replace("Ferry Held", "Train Held").replace("Bread", "Coal")
    return [parse(STORY, name="ferry.txt"), parse(other, name="train.txt"), parse("BERGEN (NTB) - All is well.")]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_fits_its_width_and_says_nothing(browser: Any, tmp_path: Path, width: int) -> None:
    value = look(browser, tmp_path, [parse(STORY + "\n" + "x" * 500, name="ferry.txt")], width)
    assert value("document.title") == "Ferry Held in Port by Storm"
    for _ in range(2):
        assert value("document.documentElement.scrollWidth") <= width
        browser.execute_script("document.getElementById('whole').click()")
    assert browser.get_log("browser") == []


#: Headline and first paragraph of stories in other scripts, with the direction that they are read in.
SCRIPTS = {
    "ar": ("العبّارات تعود إلى البحر", 'القاهرة - قالت سلمى النجار: "انتظرنا هذا اليوم طويلا في الميناء".', "rtl"),
    "fa": ("کشتی‌ها به دریا می‌روند", "تهران - وزیر راه گفت: «کشتی‌ها از دوشنبه حرکت می‌کنند».", "rtl"),
    "he": ("המעבורות חוזרות לים", 'חיפה - "המעבורות יצאו ביום שני", אמר שר התחבורה יוסי לוין (12 ימים).', "rtl"),
    "ur": ("کشتیاں پیر سے چلیں گی", 'کراچی - وزیر نے کہا کہ "کشتیاں پیر سے دوبارہ چلیں گی"۔', "rtl"),
    "ja": ("フェリー、月曜に運航再開へ", "国土交通相は「フェリーは月曜から再開する」と述べた。" * 12, "ltr"),
    "zh": ("渡轮周一恢复航行", "交通部长李伟说：“渡轮将于周一恢复航行，一切准备就绪。”" * 12, "ltr"),
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_other_scripts_are_read_in_their_direction(browser: Any, tmp_path: Path, language: str) -> None:
    headline, paragraph, direction = SCRIPTS[language]
    story = parse(f"{headline}\n\n{paragraph}\n", name=f"{language}.txt", language=language)
    value = look(browser, tmp_path, [story], 360)
    blocks = "[...document.querySelectorAll('.text .b')]"
    assert set(value(f"{blocks}.map(b => getComputedStyle(b).direction)")) == {direction}
    assert set(value(f"{blocks}.map(b => getComputedStyle(b).letterSpacing)")) <= {"normal", "0px"}
    assert value("document.querySelector('article').lang") == language
    edge = "(b => { const r = document.createRange(); r.selectNodeContents(b); return r.getClientRects()[0]; })"
    first = f"{edge}(document.querySelector('.text .b'))"
    side = "right" if direction == "rtl" else "left"
    gap = f"Math.abs(document.querySelector('.text .b').getBoundingClientRect().{side} - {first}.{side})"
    assert value(gap) < 4
    for _ in range(2):
        assert value("document.documentElement.scrollWidth") <= 360
        browser.execute_script("document.getElementById('whole').click()")


def test_the_switch_shows_the_whole_text(browser: Any, tmp_path: Path) -> None:
    value = look(browser, tmp_path, [parse(STORY)])
    shown = "[...document.querySelectorAll('.b')].filter(b => b.checkVisibility()).length"
    few = value(shown)
    browser.execute_script("document.getElementById('whole').click()")
    assert few < value(shown) == value("document.querySelectorAll('.b').length") == len(parse(STORY).blocks)
    label = "getComputedStyle(document.querySelector('.b.photo_credit'), '::before').content"
    assert "photo credit" in value(label)


def test_a_quote_tells_what_is_known_of_it(browser: Any, tmp_path: Path) -> None:
    value = look(browser, tmp_path, [parse(STORY)])
    assert value("note.hidden")
    browser.execute_script("document.querySelector('mark.direct').focus()")
    text = value("note.innerText")
    assert "Ingrid Solheim" in text
    assert "certainty" in text.casefold()
    assert value("document.activeElement.getAttribute('aria-describedby')") == "note"
    assert value("note.getBoundingClientRect().bottom") <= 900
    browser.execute_script("dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert value("note.hidden")


def test_the_index_is_searched_and_leads_to_stories(browser: Any, tmp_path: Path) -> None:
    value = look(browser, tmp_path, several())
    visible = "[...document.querySelectorAll('#index li:not([hidden]) a')].map(a => a.textContent)"
    assert value(visible)[:2] == ["Ferry Held in Port by Storm", "Train Held in Port by Storm"]
    assert value("document.querySelectorAll('article.open').length") == 0
    box = browser.find_element("css selector", "#find input")
    box.send_keys("storm COAL")
    time.sleep(0.4)
    assert value(visible) == ["Train Held in Port by Storm"]
    assert value("document.querySelector('#index [role=status]').textContent") == "1 of 3 stories"
    browser.find_element("css selector", "#index li:not([hidden]) a").click()
    time.sleep(0.2)
    assert value("document.querySelector('article.open h2').textContent.trim()") == "Train Held in Port by Storm"
    assert value("document.activeElement.tagName") == "H2"
    assert value("[before.hidden, after.hidden]") == [True, True]  # the only one that was found
    browser.find_element("id", "back").click()
    time.sleep(0.2)
    assert value("document.querySelectorAll('article.open').length") == 0
    assert browser.get_log("browser") == []


def typed(browser: Any, words: str) -> None:
    box = browser.find_element("css selector", "#find input")
    box.clear()
    box.send_keys(words)
    time.sleep(0.5)


def test_a_search_marks_what_it_finds_and_says_when_there_is_nothing(browser: Any, tmp_path: Path) -> None:
    value = look(browser, tmp_path, several())
    hits = "[...document.querySelectorAll('#index mark')].map(mark => mark.textContent)"
    typed(browser, "FERRY")
    assert "Ferry" in value(hits)
    typed(browser, "drop")  # said inside the stories: neither title nor opening has it
    assert value(hits) == ["drop", "drop"]
    assert "We wait for the wind to drop" in value("document.querySelector('#index li').textContent")
    typed(browser, "zeppelin [")
    assert "Nothing found for “zeppelin [”" in value("document.querySelector('#index').textContent")
    assert value("document.querySelector('#index [role=status]').textContent") == "0 of 3 stories"
    browser.find_element("css selector", "#index button").click()
    time.sleep(0.3)
    assert value("document.querySelectorAll('#index li').length") == 3
    assert value("document.activeElement.type") == "search"
    assert browser.get_log("browser") == []


def test_stories_are_grouped(browser: Any, tmp_path: Path) -> None:
    stories = [*several(), parse("OSLO (NTB) - Trains stop, Kari Vik said.", date="2018-02-27")]
    value = look(browser, tmp_path, stories)
    summaries = "[...document.querySelectorAll('#index summary')].map(each => each.textContent)"
    for key, expected in {
        "agency": ["NTB (2)", "Reuters (2)"],
        "day": ["No day (3)", "2018-02-27 (1)"],
        "speaker": ["Ingrid Solheim (2)", "harbour office (2)", "Kari Vik (1)", "Nobody is quoted (1)"],
    }.items():
        browser.find_element("css selector", f"#group option[value={key}]").click()
        time.sleep(0.2)
        assert value(summaries) == expected
        assert value("document.querySelectorAll('#index details[open] li').length") == sum(int(e[-2]) for e in expected)
    assert browser.get_log("browser") == []


def test_a_page_of_one_story_goes_by_its_name(browser: Any, tmp_path: Path) -> None:
    value = look(browser, tmp_path, [parse(STORY)])
    assert (
        value("[document.title, document.querySelector('#mast h1').textContent]") == ["Ferry Held in Port by Storm"] * 2
    )
    value = look(browser, tmp_path, [parse("BERGEN (NTB) - The ferries are all well, the port said.")])
    assert value("document.title") == "The ferries are all well, the port said."
    assert value("getComputedStyle(document.querySelector('.untitled')).fontSize") == "14.72px"


def test_the_list_grows_as_it_is_asked_to(browser: Any, tmp_path: Path) -> None:
    story = parse(STORY)
    named = [story._replace(source=story.source._replace(name=f"{number}.txt")) for number in range(230)]
    value = look(browser, tmp_path, named)
    rows = "document.querySelectorAll('#index li').length"
    for count, said in ((100, "Show 100 more of 130"), (200, "Show 30 more of 30")):
        assert value(rows) == count
        button = browser.find_element("css selector", "#index button")
        assert button.text == said
        browser.execute_script("arguments[0].click()", button)
    assert (value(rows), value("document.querySelectorAll('#index button').length")) == (230, 0)
    assert value("[...document.querySelectorAll('#index a')].indexOf(document.activeElement)") == 200


def test_the_side_list_leads_into_the_text(browser: Any, tmp_path: Path) -> None:
    value = look(browser, tmp_path, [parse(STORY)])
    browser.find_element("css selector", "article > aside .links a").click()
    time.sleep(0.2)
    assert value("document.activeElement.tagName") == "MARK"
    browser.find_element("link text", "read more").click()
    time.sleep(0.2)
    assert value("document.querySelector('.b.read_more').checkVisibility()")


@pytest.mark.parametrize("text", INERT)
def test_hostile_stories_are_inert(browser: Any, tmp_path: Path, text: str) -> None:
    story = parse(f"{text} Storm Holds Ferry\n\nOSLO (NTB) - {text} “{text}” Ingrid Dahl {text} said.", name=text)
    value = look(browser, tmp_path, [story, parse(STORY)])
    for number in (0, 1):
        browser.execute_script(f"location.hash = document.querySelectorAll('#index a')[{number}].hash")
        time.sleep(0.1)
    assert value("document.querySelectorAll('main > article > .text').length") == 2
    assert value("document.querySelectorAll('script, style').length") == 2
    assert value("document.querySelectorAll('img, svg, iframe, noscript').length") == 0
    assert browser.get_log("browser") == []


def test_the_policy_holds(browser: Any, tmp_path: Path) -> None:
    look(browser, tmp_path, [parse(STORY)])
    browser.execute_script(
        "const image = document.createElement('img'); image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';"
        "document.body.append(image);"
        "const style = document.createElement('style'); style.textContent = '*{}'; document.body.append(style)"
    )
    time.sleep(0.2)
    assert len([entry for entry in browser.get_log("browser") if "Content Security Policy" in entry["message"]]) == 2


def test_stories_are_turned_like_pages(browser: Any, tmp_path: Path) -> None:
    value = look(browser, tmp_path, several())
    browser.find_element("css selector", "#index a").click()
    titles = []
    for link in ("after", "after", "before"):
        time.sleep(0.2)
        titles.append(value("document.title"))
        browser.find_element("id", link).click()
    time.sleep(0.2)
    assert titles == ["Ferry Held in Port by Storm", "Train Held in Port by Storm", "All is well."]
    assert value("document.title") == "Train Held in Port by Storm"
    assert value("document.querySelector('#mast h1').textContent") == "2 of 3"


def test_an_address_leads_into_a_story(browser: Any, tmp_path: Path) -> None:
    value = look(browser, tmp_path, several())
    identity = value("document.querySelectorAll('main > article')[1].id")
    set_aside = next(n for n, block in enumerate(parse(STORY).blocks) if block.kind == "read_more")
    address = f"{browser.current_url}#{identity}-b{set_aside}"
    browser.get("about:blank")
    browser.get(address)
    assert value("document.activeElement.className") == "b read_more"
    assert value("document.activeElement.checkVisibility()")
    for address in ("#nowhere", "#%E0%A4%A", "#" + identity[:5]):
        browser.execute_script("location.hash = arguments[0]", address)
        time.sleep(0.1)
        assert value("index.checkVisibility()")
    assert browser.get_log("browser") == []


def test_without_its_script_the_page_shows_all_stories(browser: Any, tmp_path: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        look(browser, tmp_path, several())
        shown = browser.find_elements("css selector", "article .b.paragraph")
        assert len(shown) == sum(len(story.paragraphs) for story in several())
        assert all(paragraph.is_displayed() for paragraph in shown)
        assert not browser.find_element("id", "find").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm install")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    furniture = (ROOT / "fixtures" / "synthetic" / "every-furniture.txt").read_text(encoding="utf-8")
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    value = look(browser, tmp_path, [*several(), parse(furniture)], width)
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    assert value("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
    open_story = "location.hash = document.querySelectorAll('#index a')[{}].hash"
    for step in (
        "",
        open_story.format(0),
        "document.querySelector('article.open mark.direct').focus()",
        "whole.click()",
        open_story.format(3),
    ):
        browser.execute_script(step)
        time.sleep(0.2)
        found = browser.execute_async_script(
            "const [rules, done] = arguments;"
            "axe.run(document, {runOnly: rules}).then(({violations}) => done(violations.map("
            "  ({id, nodes}) => `${id}: ${nodes.map(node => node.html).join(' ')}`)))",
            RULES,
        )
        assert found == [], step
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_a_thousand_long_stories_cost_few_elements(browser: Any, tmp_path: Path) -> None:
    """What a page costs to open is its elements: those of a story are made when it is opened."""
    story = parse(
        STORY.replace("READ MORE", "The captain Ingrid Solheim said that the wind blew.\n\n" * 60 + "READ MORE")
    )
    named = (story._replace(source=story.source._replace(name=f"{number}.txt")) for number in range(1000))
    value = look(browser, tmp_path, list(named))
    assert value("document.querySelectorAll('#index li').length") == 100
    assert value("document.querySelectorAll('*').length") < 7000
    browser.find_element("css selector", "#find input").send_keys("0.txt blew")
    time.sleep(1.5)
    assert value("document.querySelector('#index [role=status]').textContent") == "100 of 1,000 stories"
    browser.find_element("css selector", "#index li:not([hidden]) a").click()
    time.sleep(0.2)
    assert value("document.querySelectorAll('article.open .b.paragraph').length") == len(story.paragraphs)
