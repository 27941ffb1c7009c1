"""The HTML page: every character of the source is in it, none of it is markup, and its policy names what it carries."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command import STORY
from tests.test_export import HOSTILE
from wireparse import Story, parse
from wireparse.exporters import export
from wireparse.exporters.markup import Mark, marked, shown
from wireparse.model import Piece

ALLOWED = {"bdi", "article", "h2", "h3", "p", "div", "ul", "li", "b", "i", "mark", "a", "aside", "small", "noscript"}
INERT = [
    "<script>alert(1)</script>", "</style><script>alert(1)</script>", "</article></main>",
    "</noscript><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", "<!--", "]]>",
    "&lt;script&gt;", "<svg/onload=alert(1)>", "\u202egnp.exe", "\u2066\u2069", "\x00<\x00script>",
]  # fmt: skip


def page(*stories: Story) -> str:
    out = io.BytesIO()
    export(stories, "html", out)
    return out.getvalue().decode()


class Reader(HTMLParser):
    """What a reader of HTML sees: the elements with their attributes, and the text of the blocks."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.depth: list[str] = []
        self.block = 0
        body = document.partition("<main>\n")[2].partition('<div id="note"')
        assert body[2].count("<") == 4
        self.feed(body[0])
        self.close()
        assert not self.depth

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.depth.append(tag)
        assert tag != "noscript" or self.depth == ["article", "noscript"]
        if (dict(attrs).get("class") or "").startswith("b ") and not self.block:
            self.block = len(self.depth)

    def handle_endtag(self, tag: str) -> None:
        assert self.depth.pop() == tag
        if len(self.depth) < self.block:
            self.block = 0

    def handle_data(self, data: str) -> None:
        if self.block:
            self.text += data

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def as_shown(text: str) -> str:
    """A text as the page has it, surrogates written out."""
    reader = Reader(f'<main>\n<p class="b x">{shown(text)}</p><div id="note"></div></main></body></html>')
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match.group()):04x}", reader.text)


def check(story: Story) -> Reader:
    reader = Reader(page(story))
    assert reader.text == as_shown(story.text)
    assert {tag for tag, _ in reader.elements} <= ALLOWED
    for _, attributes in reader.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")]
        assert re.match("https?://|#", attributes.get("href") or "#")
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    return reader


@pytest.mark.parametrize("text", [*INERT, *HOSTILE])
def test_text_is_never_markup(text: str) -> None:
    check(parse(text, name=text))
    story = parse(STORY.replace("We wait", f"{text} We wait").replace("Ferry Held", f"{text} Held"), name=text)
    check(story)
    named = tuple(speaker._replace(name=text, role=text) for speaker in story.speakers)
    check(story._replace(speakers=named))


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_character_of_any_text_is_there(text: str) -> None:
    check(parse(text))


def test_only_addresses_of_the_web_are_links() -> None:
    story = parse(STORY + "\nREAD MORE: Bread https://example.org/a?b=1&c=2\n")
    at = story.text.index("https:")
    for url, linked in (("https://example.org/a?b=1&c=2", True), ("javascript:alert(1)", False), ("data:,x", False)):
        piece = Piece(url, at, at + 29)
        reader = Reader(page(story._replace(links=(story.links[0]._replace(url=piece),))))
        assert bool([1 for tag, attributes in reader.elements if attributes.get("rel")]) is linked


@pytest.mark.parametrize(("url", "linked"), [("https://example.org/a?b&c", True), ("javascript:alert(1)", False)])
def test_a_story_leads_to_where_it_was_found(url: str, linked: bool) -> None:
    story = parse(STORY, name="a")
    reader = check(story._replace(source=story.source._replace(url=url)))
    assert [attributes["href"] for _, attributes in reader.elements if "rel" in attributes] == [url] * linked


def test_dateline_speakers_and_quotes_are_marked_with_what_is_known() -> None:
    story = parse(STORY, name="ferry.txt")
    reader = check(story)
    quotes = [attributes for tag, attributes in reader.elements if tag == "mark"]
    assert [quote["class"] for quote in quotes if "id" in quote][:2] == ["q indirect v0", "q direct v0"]
    note = str(next(quote["data-note"] for quote in quotes if "direct" in str(quote["class"]).split()))
    assert "Speaker: Ingrid Solheim\nSource: “Solheim”\nCue: “told” (tell)\nKind: direct\nRule: quote." in note
    assert ("b", {"class": "dateline"}) in reader.elements
    kinds = [attributes["data-kind"] for _, attributes in reader.elements if "data-kind" in attributes]
    assert kinds == [block.kind.replace("_", " ") for block in story.blocks]
    aside = page(story).partition("Set aside</h3>")[2]
    assert "read more</a>" in aside
    assert "photo credit</a>" in aside


def test_several_stories_share_a_page() -> None:
    reader = Reader(page(parse(STORY, name="a"), parse(STORY, name="b")))
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert [tag for tag, _ in reader.elements].count("article") == 2
    assert len(ids) == len(set(ids))


def test_the_policy_names_just_this_style_and_this_script() -> None:
    document = page(parse(STORY))
    policy = re.search('Content-Security-Policy" content="([^"]*)"', document)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        carried = re.findall(f"(?s)<{tag}>(.*?)</{tag}>", document)
        digest = b64encode(sha256(carried[0].encode()).digest()).decode()
        assert len(carried) == 1
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r"(?i)\b(src|href)=\"(?!#)|url\(|@import", document.partition("<main>")[0])


def test_marks_that_cross_are_split() -> None:
    marks = [Mark(12, 16, "b", ' id="x"'), Mark(14, 18, "i", ' id="y"'), Mark(18, 18, "u", ""), Mark(0, 11, "s", "")]
    assert marked("abcdefghij", 10, marks) == '<s>a</s>b<b id="x">cd<i id="y">ef</i></b><i data-quote="y">gh</i>ij'


def test_a_line_of_many_marks_stays_small() -> None:
    marks = [Mark(number, number + 2, "b", "") for number in range(20_000)]
    assert len(marked("x" * 20_002, 0, marks)) < 400_000
