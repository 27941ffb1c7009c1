"""HTML: one page that needs nothing but itself, to look at what was found.

The page is set for reading; a switch shows the whole text with each block tinted by its kind.  It works without its
script, which adds the list of stories, the search and the notes on quotes.  A Content-Security-Policy allows this
style and this script by their digests, and nothing else at all.

Each story stands in a `noscript` element.  A browser without scripts reads it as elements; one with scripts takes it
for plain text, which costs next to nothing, and the script makes the elements of a story when it is opened.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from wireparse.exporters.format import Format, utf8
from wireparse.exporters.markup import attributes, blocks, linked, shown, voices
from wireparse.model import PROSE_KINDS, TITLE_KINDS, Block, Quote, Story

__all__ = ["FORMAT"]

# Blocks of the story itself; every other one is told in the list of what was set aside.
_READ: Final = PROSE_KINDS | TITLE_KINDS | {"byline", "dateline", "timestamp"}
_LINKS: Final = '<div class="links">{} {}</div>'


@cache
def _head() -> bytes:
    style, script = _resource("page.css"), _resource("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types story"
    )
    return utf8(
        f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Stories</title>
<style>{style}</style>
</head>
<body>
<header id="mast">
<h1>Stories</h1>
<a id="back" href="#" hidden>All stories</a>
<a id="before" rel="prev" hidden>Previous</a>
<a id="after" rel="next" hidden>Next</a>
<label id="group" hidden>Group by <select>
<option value="">nothing</option>
<option value="agency">agency</option>
<option value="day">day</option>
<option value="speaker">speaker</option>
</select></label>
<label id="find" hidden>Search <input type="search" autocomplete="off" spellcheck="false"></label>
<label><input type="checkbox" id="whole"> Whole text</label>
</header>
<script>{script}</script>
<nav id="index" aria-label="All stories" hidden></nav>
<main>
"""
    )


def _resource(name: str) -> str:
    return files("wireparse.exporters").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _body(story: Story, table: str | None) -> bytes:
    source = story.source
    key = "s" + sha256(f"{source.name} {source.sha256}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
    facts, opening = _facts(story), _opening(story)
    title = _start(story.headline.text, 300) if story.headline else _start(opening, 80) or source.name or "A story"
    opening = _start(opening, 180) if story.headline else ""
    about = attributes(
        id=key,
        lang=story.language or "und",
        data_title=title,
        data_untitled=None if story.headline else "",
        data_opening=opening or None,
        data_facts=" · ".join(facts),
        data_agency=(story.agency.name or story.agency.text) if story.agency else None,
        data_day=story.published.iso[:10] if story.published and story.published.iso else None,
        data_speakers="\n".join(_quoted(story)) or None,
    )
    parts = [f"<article{about}><noscript>"]
    if facts:
        parts.append(f'<p class="facts" lang="en">{linked(facts, source.url)}</p>')
    if not any(block.kind == "headline" for block in story.blocks):
        parts.append('<h2 class="untitled" lang="en">No headline</h2>')
    parts += ('<div class="text">', *blocks(story, key), "</div>")
    parts += ('<aside lang="en" aria-label="About this story">', *_about(story, key), "</aside></noscript></article>\n")
    return utf8("".join(parts))


def _opening(story: Story) -> str:
    """The first paragraph, without the dateline that it begins with."""
    if not story.paragraphs:
        return ""
    first, dateline = story.paragraphs[0], story.dateline
    if dateline is None or dateline.start != first.start:
        return first.text
    return first.text[dateline.end - first.start :].lstrip(" \u00a0-–—:") or first.text


def _quoted(story: Story) -> Iterator[str]:
    """The names of those who are quoted, each once."""
    ids = {quote.speaker.id for quote in story.quotes if quote.speaker}
    yield from dict.fromkeys(" ".join(speaker.name.split()) for speaker in story.speakers if speaker.id in ids)


def _facts(story: Story) -> list[str]:
    """What tells a story from others."""
    date = story.published
    place = story.dateline.places[0].name if story.dateline and story.dateline.places else None
    agency = (story.agency.name or story.agency.text) if story.agency else None
    parts = (agency, date and (date.iso or date.text), place, story.source.name)
    return [" ".join(part.split()) for part in parts if part]


def _about(story: Story, key: str) -> list[str]:
    parts: list[str] = []
    if story.speakers:
        parts += ("<h3>Speakers</h3><ul>", *_speakers(story, key), "</ul>")
    aside = [(index, block) for index, block in enumerate(story.blocks) if block.kind not in _READ]
    if aside:
        parts += ("<h3>Set aside</h3><ul>", *(_set_aside(index, block, key) for index, block in aside), "</ul>")
    if story.warnings:
        parts += ("<h3>Warnings</h3><ul>", *(f"<li>{shown(each.message)}</li>" for each in story.warnings), "</ul>")
    return parts


def _speakers(story: Story, key: str) -> Iterator[str]:
    """The speakers, who is quoted most first, with a link to each quote."""
    colours = voices(story)
    said: dict[str, list[Quote]] = {}
    for quote in story.quotes:
        if quote.speaker:
            said.setdefault(quote.speaker.id, []).append(quote)
    for speaker in sorted(story.speakers, key=lambda each: -len(said.get(each.id, ()))):
        colour = colours.get(speaker.id)
        role, affiliation = speaker.role or "", speaker.affiliation or ""
        about = ", ".join(" ".join(part.split()) for part in (role, "" if affiliation in role else affiliation) if part)
        links = " ".join(_link(key, number, quote) for number, quote in enumerate(said.get(speaker.id, ()), 1))
        count = len(said.get(speaker.id, ()))
        yield (
            f"<li><b{attributes(class_='who' if colour is None else f'who v{colour}')}>{shown(speaker.name)}</b>"
            f"{f' <small>{shown(about)}</small>' if about else ''}"
            f"{_LINKS.format('Quote' if count == 1 else f'{count} quotes', links) if links else ''}</li>"
        )


def _link(key: str, number: int, quote: Quote) -> str:
    """The link to a quote: its number, and to those who point at it or hear it, its words."""
    words = _start(quote.text)
    about = attributes(href=f"#{key}-{quote.id}", title=words, aria_label=f"Quote {number}: {words}")
    return f"<a{about}>{number}</a>"


def _set_aside(index: int, block: Block, key: str) -> str:
    kind = block.kind.replace("_", " ")
    return f'<li><a href="#{key}-b{index}">{kind}</a> <small dir="auto">{shown(_start(block.text))}</small></li>'


def _start(text: str, most: int = 48) -> str:
    """The first words of a text, on one line: at most so many characters."""
    start = " ".join(text[: 4 * most].split())
    return start if len(start) <= most else f"{start[:most].rpartition(' ')[0] or start[: most - 1]}…"


FORMAT: Final = Format(
    id="html",
    suffix=".html",
    summary="HTML: one page to look at, with speakers, quotes, reasons and what was set aside",
    tables=(),
    head=lambda table: _head(),
    body=_body,
    alone=lambda body: body,
    tail=lambda table: b'<div id="note" role="tooltip" hidden></div>\n</main>\n</body>\n</html>\n',
)
