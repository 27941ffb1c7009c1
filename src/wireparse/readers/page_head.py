"""What a page says of its story in no visible line: JSON-LD, Open Graph, and the many kinds of `meta`.

Sources in the order in which they are believed: the article's node in JSON-LD (https://schema.org), then `meta` by
the names in `data/pages.json`, then attributes of the page's own elements.  What is plainly not meant is left out:
addresses and accounts as authors, the site's own name, the name of the program that made the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from wireparse.lexicon import load
from wireparse.metadata import Metadata
from wireparse.model import Publication
from wireparse.pattern import regex
from wireparse.readers.page_names import SiteNames, authors_of, name_of, text_of, titles_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["read_head"]

_TYPES: Final = regex(r"(?:\w*Article|\w*BlogPosting|Report|\w*NewsItem|SocialMediaPosting)")
#: Types of a page that has one story, believed where no node is the story itself.
_PAGES: Final = frozenset(("WebPage", "ItemPage", "VideoObject", "CreativeWork", "Review", "Recipe"))
#: Keys of a node below which the story's own may lie.
_INSIDE: Final = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_DEEPEST: Final = 4
#: A page with more JSON-LD than this, in characters, is not read for it.
_LARGEST: Final = 2_000_000

_DAY: Final = regex(r"(?:19[89]|20[0-4])\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_STAMP: Final = regex(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s{0,3}(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_COMPACT: Final = regex(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?")
_IN_ADDRESS: Final = regex(r"(?<!\d)((?:19[89]|20[0-4])\d)([/_-]?)(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?!\d)")
#: Elements that hold the story's time, the likeliest first.
_TIMES: Final = (
    "[itemprop=datePublished]",
    "time[pubdate]",
    "article header time[datetime]",
    "article time[datetime]",
    "main time[datetime]",
    "time[datetime]",
)
_ZONES: Final = frozenset(("Z", "UTC", "GMT"))


def read_head(tree: LexborHTMLParser) -> Metadata:
    """What the page of a tree states: its times, authors, title, section, paper, language and address."""
    names = load("pages")
    metas = _metas(tree)
    node = _article(tree)
    url = _first(metas, ("og:url",)) or _attribute(tree, "link[rel=canonical]", "href")
    site = text_of(name_of(node.get("publisher"))) or _first(metas, names["sites"])
    section = node.get("articleSection")
    section = text_of(section[:1] if isinstance(section, list) else section) or _first(metas, names["sections"])
    published = _time(node.get("datePublished")) or _first_time(metas, names["published"])
    published = published or _time_shown(tree) or _from_url(url)
    updated = _time(node.get("dateModified")) or _first_time(metas, names["updated"])
    if published is None:
        published = _time(node.get("dateCreated"))
    if published and updated and updated[:10] < published[:10]:
        updated = None
    sites = SiteNames((site, _first(metas, names["sites"])), url, section)
    return Metadata(
        form="html",
        url=url if url and url.startswith("http") else None,
        published=published,
        updated=None if updated == published else updated,
        language=_attribute(tree, "html", "lang") or text_of(node.get("inLanguage")),
        publication=Publication(site, section, None, None, None) if site or section else None,
        titles=titles_of(tree, metas, text_of(node.get("headline")), sites),
        summaries=tuple(
            filter(
                None,
                (text_of(node.get("description")), *[metas[name][0] for name in names["summaries"] if name in metas]),
            )
        ),
        authors=authors_of(node, metas, tree, sites),
    )


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """The contents of `meta` by their names in small letters."""
    found: dict[str, list[str]] = {}
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = " ".join((attributes.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or None) if node is not None else None


# -- JSON-LD ----------------------------------------------------------------------------------------------------------


def _article(tree: LexborHTMLParser) -> dict[str, Any]:
    """The node of the story: of those with a headline the first, else the page's own."""
    nodes = list(_nodes(tree))
    persons = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    stories = [node for node in nodes if any(map(_TYPES.fullmatch, _types(node)))]
    pages = [node for node in nodes if not _PAGES.isdisjoint(_types(node))]
    best = max(stories, key=_says, default=None) or max(pages, key=_says, default={})
    if not isinstance(best.get("author"), type(None)):
        authors = best["author"] if isinstance(best["author"], list) else [best["author"]]
        best = best | {"author": [_resolved(author, persons) for author in authors]}
    return best


def _says(node: dict[str, Any]) -> int:
    return ("headline" in node) * 2 + ("datePublished" in node) * 2 + ("author" in node)


def _resolved(value: Any, persons: dict[str, Any]) -> Any:
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return persons.get(value["@id"], value)
    return value


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2] for kind in kinds if isinstance(kind, str)]


def _nodes(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    left = _LARGEST
    for script in tree.css('script[type="application/ld+json"]'):
        text = (script.text() or "").strip().removeprefix("<!--").removesuffix("-->").strip(" \n\t;")
        left -= len(text)
        if left < 0:
            return
        try:
            yield from _walk(json.loads(text, strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth)
    elif isinstance(value, dict) and depth <= _DEEPEST:
        yield value
        for key in _INSIDE:
            yield from _walk(value.get(key), depth + 1)


# -- times ------------------------------------------------------------------------------------------------------------


def _first_time(metas: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((time for name in names if name in metas if (time := _time(metas[name][0]))), None)


def _time(value: Any) -> str | None:
    """A time in ISO 8601, with its offset where one is stated; None for what is none or lies out of all reason."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    found = _STAMP.match(value.strip()) or _COMPACT.fullmatch(value.strip())
    if found is None:
        return _written(value)
    year, month, day, hour, minute, *rest = found.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    if not _DAY.fullmatch(date):
        return None
    if hour is None:
        return date
    second, zone = (*rest, None)[:2]
    if zone and zone not in _ZONES:
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    return f"{date}T{int(hour):02}:{minute}:{second or '00'}{'Z' if zone in _ZONES else zone or ''}"


def _written(value: str) -> str | None:
    """A time in words: "Tue, 21 Nov 2017 18:34:00 +0100", "November 21, 2017"."""
    from wireparse.knowledge.dates import resolve

    iso, _ = resolve(value[:60].strip(), language=None, reference=None)
    return iso if iso and _DAY.match(iso) else None


def _time_shown(tree: LexborHTMLParser) -> str | None:
    """The time that an element of the page has for its publication."""
    for selector in _TIMES:
        node = tree.css_first(selector)
        if node is not None:
            value = node.attributes.get("datetime") or node.attributes.get("content") or node.text()
            if found := _time(value):
                return found
    return None


def _from_url(url: str | None) -> str | None:
    found = _IN_ADDRESS.search(url) if url else None
    return f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}" if found else None
