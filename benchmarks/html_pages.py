#!/usr/bin/env python3
"""Measure the reading of HTML: whole pages as pages against the same pages as plain text.

    python benchmarks/html_pages.py                  # F1 of the article's text, per way of writing the page
    python benchmarks/html_pages.py --worst 5        # and the pages that lose most

The gold set `pages` holds web pages as text.  Each is written as HTML again, in the ways in which pages are written:
with the elements that HTML has for menus, articles and asides; with nothing but `div`, `span` and breaks; as a table.
Each has inline markup, wrapped source, entities, scripts, and hidden parts with prose of their own, which a reader must
not take in.  The scorer is that of the gold sets (`page_figures`), which are not part of the project: they are looked
for in ../shared/gold (or --gold FOLDER).
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from wireparse import Parser
from wireparse.readers.from_html import rendered

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"

Record = dict[str, Any]

_ITEM = re.compile(r"[*+o•]\s+(?=\S)")
_HIDDEN = (
    "<script>document.write('The owners said on Monday that the ferries would not sail before the spring.')</script>",
    "<style>p { content: 'The owners said on Monday that nothing else was known.' }</style>",
    "<p style='color: red; display: none'>The owners said on Monday that the cookies would be kept for a year.</p>",
    "<div hidden><p>The owners said on Monday that readers who pay will see no banners on these pages.</p></div>",
    "<template><p>The owners said on Monday that the headline of this item would be filled in later.</p></template>",
    "<noscript>The owners said on Monday that this page needs a browser which can run its programs.</noscript>",
    "<select><option>Choose your region<option>The owners said on Monday that more regions follow</select>",
    "<!-- <p>The owners said on Monday that this paragraph had been taken out again.</p> -->",
)


class Line(NamedTuple):
    """A line of a page's text: how far it is indented, whether it is an item of a list, a paragraph of the story,
    and whether a blank line stands before it."""

    text: str
    indent: int
    item: bool
    story: bool
    apart: bool


def lines_of(record: Record) -> list[Line]:
    lines: list[Line] = []
    story = " ".join(record["article"].split())
    apart = False
    for line in record["text"].split("\n"):
        text = line.strip()
        if not text:
            apart = True
            continue
        bullet = _ITEM.match(text)
        text = text[bullet.end() :] if bullet else text
        inside = len(text.split()) > 3 and " ".join(text.split()) in story
        lines.append(Line(text, len(line) - len(line.lstrip()), bool(bullet), inside, apart))
        apart = False
    return lines


class Writer:
    """Writes pages, each time in the same way."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)

    def inline(self, text: str) -> str:
        """A text with markup around some words, some characters as entities, the source wrapped."""
        words = [html.escape(word) for word in text.split()]
        if self.dice.random() < 0.3 and len(words) > 3:
            at = self.dice.randrange(len(words) - 1)
            tag = self.dice.choice(("a href='/x'", "b", "em", "span class=x", "strong"))
            words[at] = f"<{tag}>{words[at]}"
            words[at + 1] += f"</{tag.split()[0]}>"
        joined = "".join(
            word + (self.dice.choice("   \n\t") if n + 1 < len(words) else "") for n, word in enumerate(words)
        )
        return joined.replace("—", "&mdash;").replace("’", "&rsquo;").replace("\u00a0", "&nbsp;")

    def hidden(self) -> str:
        return self.dice.choice(_HIDDEN) if self.dice.random() < 0.15 else ""

    def listed(self, items: list[Line]) -> str:
        """Items as a list, deeper ones as lists in their items."""
        parts, depths = ["<ul>"], [items[0].indent]
        for line in items:
            while len(depths) > 1 and line.indent < depths[-1]:
                parts.append("</ul>")
                depths.pop()
            if line.indent > depths[-1]:
                parts.append("<ul>")
                depths.append(line.indent)
            parts.append(f"<li><a href='/x'>{self.inline(line.text)}</a>")
        return "".join(parts) + "</ul>" * len(depths)

    def with_elements(self, lines: list[Line]) -> str:
        """Menus as `nav`, the story as an `article` with paragraphs, the rest as asides, figures and divisions."""
        parts: list[str] = []
        for group in grouped(lines, lambda line: "story" if line.story else line.item):
            first = group[0]
            if first.item and not first.story:
                parts.append(f"<nav>{self.listed(group)}</nav>")
            elif first.story:
                body = "".join(
                    (f"<ul><li>{self.inline(line.text)}</ul>" if line.item else f"<p>{self.inline(line.text)}</p>")
                    + self.hidden()
                    for line in group
                )
                parts.append(f"<article>{body}</article>")
            else:
                for line in group:
                    tag = self.dice.choice(("div", "p", "div", "figcaption") if line.apart else ("div", "div", "span"))
                    if len(line.text.split()) < 12 and line.apart and self.dice.random() < 0.3:
                        tag = self.dice.choice(("h2", "h3", "aside"))
                    parts.append(f"<div><{tag}>{self.inline(line.text)}</{tag}></div>{self.hidden()}")
        return "".join(parts)

    def with_divisions(self, lines: list[Line]) -> str:
        """Nothing but divisions, spans and line breaks: paragraphs stand between pairs of breaks."""
        parts: list[str] = []
        for group in grouped(lines, lambda line: line.item):
            if group[0].item and not any(line.story for line in group):
                parts.append(f"<div class=menu>{self.listed(group)}</div>")
                continue
            for line in group:
                breaks = "<br><br>" if line.apart else "<br>"
                parts.append(f"{breaks}<span>{'* ' if line.item else ''}{self.inline(line.text)}</span>{self.hidden()}")
        return f"<div><div>{''.join(parts)}</div></div>"

    def with_tables(self, lines: list[Line]) -> str:
        """A table for the layout, a cell for each part; lines that stand together are parted by breaks."""
        cells: list[str] = []
        for group in grouped(lines, lambda line: (line.item, line.story)):
            if group[0].item:
                cells.append(self.listed(group))
            else:
                breaks = ("<p>" if line.apart else "<br>" for line in group)
                cells.append(
                    "".join(
                        f"{mark}{self.inline(line.text)}{self.hidden()}"
                        for mark, line in zip(breaks, group, strict=True)
                    )
                )
        return "<table><tbody>" + "".join(f"<tr><td width=1></td><td>{cell}</td></tr>" for cell in cells) + "</table>"

    def page(self, body: str) -> str:
        return f"<!DOCTYPE html><html><head><title>A page</title><script>1</script></head>\n<body>{body}</body></html>"


WAYS: dict[str, Callable[[Writer, list[Line]], str]] = {
    "elements": Writer.with_elements,
    "divisions": Writer.with_divisions,
    "tables": Writer.with_tables,
}


def grouped(lines: list[Line], key: Callable[[Line], object]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and key(group[0]) != key(line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder with the gold sets and evaluate.py")
    parser.add_argument("--worst", type=int, default=0, help="show the pages that lose most against their text")
    args = parser.parse_args()
    if not (args.gold / "evaluate.py").exists():
        print(f"html_pages: no gold sets at {args.gold}; nothing measured")
        return 0
    sys.path.insert(0, str(args.gold))
    from evaluate import page_figures

    with open(args.gold / "pages.jsonl", encoding="utf-8") as file:
        gold: list[Record] = [json.loads(line) for line in file]
    engine = Parser()
    versions: dict[str, list[str]] = {"plain text": [record["text"] for record in gold]}
    for name, way in WAYS.items():
        writers = [Writer(record["id"]) for record in gold]
        pages = [writer.page(way(writer, lines_of(record))) for writer, record in zip(writers, gold, strict=True)]
        versions[name] = [rendered(page) for page in pages]
    base: dict[str, float] = {}
    worse = False
    for name, texts in versions.items():
        figures, rows = page_figures(gold, [engine.parse(text).to_dict() for text in texts])
        f1 = {id_: value for value, id_ in rows}
        print(f"{name:12} " + "  ".join(f"{key} {value:.4f}" for key, value in figures.items()))
        if not base:
            base = f1 | {"": figures["f1"]}
            continue
        worse = worse or figures["f1"] < base[""]
        for id_, loss in sorted(((id_, base[id_] - f1[id_]) for id_ in f1), key=lambda row: -row[1])[: args.worst]:
            print(f"    {id_} {f1[id_]:.3f}, as text {base[id_]:.3f} ({-loss:+.3f})")
    return int(worse)


if __name__ == "__main__":
    sys.exit(main())
