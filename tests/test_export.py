"""Exporters: what they write reads back as what was in the story, however hostile its text is."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import wireparse
from tests.command import STORY
from wireparse import Story, UsageError, parse
from wireparse.exporters import FORMATS, export, format_named
from wireparse.exporters.as_json import pretty
from wireparse.exporters.terminal_safe import visible
from wireparse.model import Link, Paragraph, Piece, Related, Title

HOSTILE = [
    "=1+1", "+49 30", "-", "- item", "--- ", "@SUM(A1)", "# no heading", "#", "####### seven", "* star", "***",
    "_under_ __score__", "1. first", "1) first", "2018. A year", "> quoted", "`code`", "```", "~~~", "~~gone~~",
    "[link](http://x.y)", "[ref]: http://x.y", "![image](x)", "<b>bold</b>", "<!-- gone -->", "<script>",
    "<http://x.y>", "AT&amp;T", "&lt;", "a & b", "a\\", "\\*", "| a | b |", "a: b", "key: [x]", "{a}", "null",
    "true", "1e3", "'single'", '"double"', "two\nlines", "two\r\n  lines", "hard  \nbreak", "a\\\nb", "tab\there",
    "nbsp\u00a0here", "\u2028", "a\u2028b", "\x85x", "\ufeffx", "\x1b[31mred\x1b]0;t\x07", "\x9b31m",
    "\u202egnp.exe", "\x00", "\ud83d", "🙂", "= =", "===", "a\n===", "a\n---", "+ plus", "    four spaces",
    "\tTab first", "Foo #", "http://example.org/_a_", "a*b*c", "!", "---\nkey: value\n---", "%YAML 1.2", "? key",
    ": value", "‘’“”", "ends with two  ", "& #38;", "&#38;", "C:\\new",
    "a {: onclick=x}", "{{ x }}", "{% x %}", "</script>",
]  # fmt: skip


def one(text: str) -> Story:
    """A story whose headline, paragraph, list item and related headline are `text`."""
    story = parse(STORY, name=text)
    piece = Piece(text, 0, len(text))
    return story._replace(
        headline=Title(text, 0, len(text), "block.headline", "sure"),
        paragraphs=(
            Paragraph(text, 0, len(text), 0, "paragraph"),
            Paragraph(text, 0, len(text), 0, "subhead"),
            Paragraph("after", 0, 5, 0, "paragraph"),
        ),
        related=(Related(piece, piece, False, None, piece),),
        links=(Link(piece, piece, piece),),
    )


def written(story: Story | list[Story], name: str, **options: Any) -> bytes:
    out = io.BytesIO()
    export(story, name, out, **options)
    return out.getvalue()


def plain(text: str) -> str:
    """A text without what Markdown cannot tell apart: kinds of white space, and NUL."""
    surrogate = re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match.group()):04x}", text)
    return re.sub(r"[\s\x1c-\x1f\x85]+", " ", surrogate.replace("\0", "\ufffd")).strip()


def rendered(markdown: str) -> list[tuple[str, str]]:
    """The blocks that a CommonMark reader sees: (tag, text)."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    found = []
    for opening, inline in pairwise(tokens):
        if inline.type == "inline":
            text = "".join("\n" if t.type.endswith("break") else t.content for t in inline.children or ())
            assert {t.type for t in inline.children or ()} <= {"text", "softbreak", "text_special"}, inline
            found.append((opening.tag, text))
    assert {t.type.rsplit("_", 1)[0] for t in tokens} <= {"heading", "paragraph", "inline", "bullet_list", "list_item"}
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_reads_as_the_same_text(text: str) -> None:
    _, front, body = written(one(text), "md").decode().split("---\n", 2) if plain(text) else ("", "", "")
    if not plain(text):
        return
    blocks = [(tag, plain(block)) for tag, block in rendered(body)]
    assert blocks == [("h1", plain(text)), ("p", plain(text)), ("h2", plain(text)), ("p", "after")]
    assert plain(yaml.safe_load(front)["headline"]) == plain(text.replace("\0", "\ufffd"))


@given(st.text(max_size=80).filter(plain))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_markdown_reads_as_any_text(text: str) -> None:
    document = written(one(text), "md").decode()
    fence = document.index("\n---\n", 3)
    front, body = document[4:fence], document[fence + 5 :]
    blocks = [(tag, plain(block)) for tag, block in rendered(body)]
    assert blocks == [("h1", plain(text)), ("p", plain(text)), ("h2", plain(text)), ("p", "after")]
    assert yaml.safe_load(front)["headline"] == text


def test_markdown_holds_the_story_and_none_of_the_furniture() -> None:
    story = parse(STORY, name="ferry.txt")
    text = written(story, "md").decode()
    assert text.startswith('---\nheadline: "Ferry Held in Port by Storm"\n')
    assert "\n# Ferry Held in Port by Storm\n\nBERGEN (Reuters) - The night ferry" in text
    assert "Photo" not in text
    assert text.endswith("would sail on Tuesday.\n")


def test_markdown_lists_are_lists_and_their_bullets_are_not_doubled() -> None:
    items = tuple(Paragraph(text, 0, 1, 0, "list_item") for text in ("• one", "- two", "3. three", "* * four"))
    body = written(parse(STORY)._replace(headline=None, paragraphs=items), "md").decode().split("---\n")[2]
    assert [(tag, text) for tag, text in rendered(body)] == [
        ("p", "one"),
        ("p", "two"),
        ("p", "3. three"),
        ("p", "* four"),
    ]
    assert body.count("\n- ") == 4


def test_markdown_lists_links_and_related_stories_on_request() -> None:
    url, label = Piece("https://example.org/a_b", 0, 1), Piece("A [b]", 0, 1)
    story = parse(STORY)._replace(links=(Link(label, label, url),), related=(Related(label, None, True, None, None),))
    form = format_named("md")
    assert form.appendix is not None
    text = form.body(story, form.appendix).decode()
    assert "## Links\n\n- [A \\[b\\]](<https://example.org/a_b>)" in text
    assert "## Related stories\n\n- A \\[b\\]" in text
    bad = story._replace(links=(Link(label, label, Piece("javascript:alert(1)", 0, 1)),))
    assert "javascript" not in form.body(bad, form.appendix).decode()


def test_stories_in_one_markdown_file_stay_apart() -> None:
    text = written([parse(STORY, name="a"), parse(STORY, name="b")], "md").decode()
    tokens = MarkdownIt("commonmark").parse(text)
    assert "would sail on Tuesday.\n\n---\nheadline" in text
    assert [t.content for t in tokens if t.type == "inline"].count("Ferry Held in Port by Storm") == 2


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_reads_back_and_runs_no_formula(text: str) -> None:
    head, row = table(written(one(text), "csv"))
    cell = row[head.index("headline")]
    expected = re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match.group()):04x}", text)
    assert cell.removeprefix("'") == expected.removeprefix("'")
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_csv_reads_back_any_text(text: str) -> None:
    (_, row) = table(written(one(text), "csv", table="related"))
    assert row[0] in (text, f"'{text}")


@pytest.mark.parametrize("name", ["stories", "quotes", "speakers", "blocks", "related"])
def test_csv_tables(name: str) -> None:
    stories = [parse(STORY, name="a.txt"), parse(STORY, name="b.txt")]
    head, *rows = table(written(stories, "csv", table=name))
    assert head[0] == "story"
    assert len(set(head)) == len(head)
    assert all(len(row) == len(head) for row in rows)
    count = {"stories": 1, "related": 0, "quotes": len(stories[0].quotes), "speakers": len(stories[0].speakers)}
    assert len(rows) == 2 * count.get(name, len(stories[0].blocks))


def test_csv_blocks_hold_the_whole_text() -> None:
    head, *rows = table(written(parse(STORY), "csv", table="blocks"))
    assert "".join(row[head.index("text")] for row in rows) == STORY


def test_json_of_one_story_is_a_document_of_several_a_line_each() -> None:
    story = parse(STORY, name="a")
    alone, both = written(story, "json"), written([story, story], "json")
    assert json.loads(alone) == story.to_dict()
    assert alone.count(b"\n") > 20
    assert both == written([story, story], "jsonl") == 2 * written(story, "jsonl")
    assert written([], "json") == written([], "md") == b""


@pytest.mark.parametrize("text", HOSTILE)
def test_json_reads_back_and_holds_nothing_raw_that_a_terminal_obeys(text: str) -> None:
    story = parse(f"{text} " * 2, name=text)
    for name in ("json", "jsonl"):
        data = written(story, name)
        assert Story.from_dict(json.loads(data)) == story
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", data.decode())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
@settings(max_examples=80, deadline=None)
def test_pretty_json_is_the_same_json(value: Any) -> None:
    assert json.loads(pretty(json.dumps(value).encode())) == value


def test_a_story_comes_back_from_its_json() -> None:
    story = parse(STORY, name="a", date="2017-11-22")
    assert Story.from_dict(json.loads(written(story, "jsonl"))) == story


def test_where_to(tmp_path: Path) -> None:
    story = parse(STORY)
    text = io.StringIO()
    export(story, "md", text)
    path = tmp_path / "a.md"
    wireparse.export([story], "md", path)
    assert path.read_bytes() == text.getvalue().encode() == written(story, "md")


def test_only_one_story_is_held_at_a_time() -> None:
    alive = 0

    def stories() -> Any:
        nonlocal alive
        for number in range(5):
            alive = max(alive, number - out.getvalue().count(b"\n"))
            yield parse(STORY)

    out = io.BytesIO()
    export(stories(), "jsonl", out)
    assert alive <= 2


def test_what_does_not_exist_is_named() -> None:
    with pytest.raises(UsageError, match="unknown format 'jsn'; did you mean 'json'"):
        export([], "jsn", io.BytesIO())
    with pytest.raises(UsageError, match="unknown table 'quote'; did you mean 'quotes'"):
        export([], "csv", io.BytesIO(), table="quote")
    with pytest.raises(UsageError, match="no tables"):
        export([], "json", io.BytesIO(), table="quotes")


def test_formats_describe_themselves() -> None:
    for name in FORMATS:
        form = format_named(name)
        assert form.id == name
        assert form.summary
        assert form.suffix.startswith(".")


def test_visible_text() -> None:
    assert visible("plain\ttext\n") == "plain\ttext\n"
    assert visible("\x1b[31m\x07") == "␛[31m␇"
    assert visible("\x9b \u202e \udcff \ud800") == "\\x9b \\u202e \\xff \\ud800"


@given(st.text())
def test_visible_text_is_harmless(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("text", [*HOSTILE, "🙂 “ä𝔘”", STORY.replace("ferry", "ſérry 🙂").replace('"', "”")])
def test_offsets_count_what_is_asked_for(text: str) -> None:
    if "\ud83d" in text:
        return  # a lone surrogate is no UTF-16
    story = parse(f"OSLO (NTB) - 🙂 “Ä, {text} so,” said Ida Dahl. {text}", name="x")

    def pieces(node: Any) -> Any:
        if isinstance(node, dict):
            if node.get("start") is not None and node.get("text") is not None and "segments" not in node:
                yield node
            node = list(node.values())
        for inner in node if isinstance(node, list) else ():
            yield from pieces(inner)

    for unit, codec, width in (("utf16", "utf-16-le", 2), ("utf8", "utf-8", 1)):
        data = story.text.encode(codec)
        document = json.loads(written(story, "json", offsets=unit))
        assert document["source"]["length"] == len(data) // width
        found = list(pieces(document))
        assert len(found) > 2
        for piece in found:
            assert data[piece["start"] * width : piece["end"] * width].decode(codec) == piece["text"]
    assert written(story, "json", offsets="codepoints") == written(story, "json")


def test_units_that_do_not_fit_are_named() -> None:
    with pytest.raises(UsageError, match="unknown unit of offsets 'utf_8'; did you mean 'utf8'"):
        export(parse(STORY), "json", io.BytesIO(), offsets="utf_8")
    with pytest.raises(UsageError, match="'html' has no offsets in other units"):
        export(parse(STORY), "html", io.BytesIO(), offsets="utf8")
