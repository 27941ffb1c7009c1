"""What a page calls its story and who wrote it, told apart from what the site itself is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from wireparse.knowledge.site_lines import site_of_url
from wireparse.lexicon import load
from wireparse.pattern import regex

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["SiteNames", "authors_of", "name_of", "text_of", "titles_of"]

_NO_NAME: Final = regex(r"https?:|[():]|www\.|@|\.(?:com|org|net)/|[<>{}\[\]]|\d{3}")
#: The name of a person, where an element shows it: two to four words, capitals in front.
_PERSON: Final = regex(r"[^\W\d_a-z][\w'.-]{0,20}(?: [^\W\d_][\w'.-]{0,20}){1,3}")
#: A headline has so many words, if another part of the title is not longer.
_TELLING: Final = 3
#: What stands between a title and the name of its site.
_JOINT: Final = regex(r" (?:[|\u2013\u2014\u00b7\u2022\u00ab\u00bb-]|::) ")
#: A name has at most so many characters.
_LONGEST: Final = 60
_LETTERS: Final = regex(r"\w+")
#: A label of a host with fewer letters than this may stand in a title by chance.
_LABEL: Final = 4


class SiteNames:
    """What the site of a page is called: by itself, and by its host."""

    def __init__(self, names: Iterable[str | None], url: str | None, section: str | None) -> None:
        """`names` as the page states them, the `url` of the page, the `section` that it is in."""
        self._names: Final = {name.casefold() for name in (*names, section) if name}
        host = site_of_url(url) or ""
        self._hosts: Final = frozenset((host, host.removesuffix(host[host.rfind(".") :])) if "." in host else ())
        self._label: Final = _compact(max(host.split(".")[:-1], key=len, default=""))

    def is_one(self, title: str) -> bool:
        """Whether a title is nothing but the site's name, or the section's."""
        return title.casefold() in self._names

    def is_told_by(self, part: str) -> bool:
        """Whether a part of a title names the site."""
        return self.is_one(part) or (len(self._label) >= _LABEL and self._label in _compact(part))

    def is_author(self, name: str) -> bool:
        """Whether the name of an author is the site's own: one word that its host has too, or what its short form
        opens ("ABC SOUTH")."""
        low = name.casefold()
        return low in self._names or low in self._hosts or (name.isupper() and low.split()[0] == self._label)


def _compact(name: str) -> str:
    return "".join(_LETTERS.findall(name.casefold()))


def name_of(value: Any) -> Any:
    """The name of a person or an organisation, which may be one of several, or its name alone."""
    if isinstance(value, list):
        return name_of(value[0]) if value else None
    return value.get("name") if isinstance(value, dict) else value


def text_of(value: Any) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def titles_of(
    tree: LexborHTMLParser, metas: dict[str, list[str]], headline: str | None, sites: SiteNames
) -> tuple[str, ...]:
    """What a page calls its story, the likeliest first: as it is to be shared, the `headline` that it states, both
    without the name of a site behind them, its own headings."""
    of_page = tree.css_first("title")
    shared = [metas[name][0] for name in load("pages")["titles"] if name in metas]
    page = text_of(of_page.text()) if of_page is not None else None
    whole = [*shared[:1], headline, page]
    parts = [_JOINT.split(title, maxsplit=3) for title in whole if title]
    headings = [text_of(heading.text()) for heading in tree.css("h1")[:3]]
    found = (*whole[:2], *[_main(part, sites) for part in parts], *headings, page, *shared[1:])
    return tuple(dict.fromkeys(title for title in found if title and not sites.is_one(title)))


def _main(parts: list[str], sites: SiteNames) -> str:
    """Of a title's parts the one that is the headline: the first if it has some words, else the longest."""
    parts = [part for part in parts if not sites.is_told_by(part)] or parts
    return parts[0] if parts[0].count(" ") + 1 >= _TELLING else max(parts, key=len)


def authors_of(
    node: dict[str, Any], metas: dict[str, list[str]], tree: LexborHTMLParser, sites: SiteNames
) -> tuple[str, ...]:
    """The authors' names: those of JSON-LD, else of `meta`, else of elements that say that they are it."""
    stated = node.get("author") or ()
    names = list(_clean(map(name_of, stated if isinstance(stated, list) else [stated]), sites))
    for key in load("pages")["authors"]:
        if not names and key in metas:
            names = list(_clean(metas[key], sites))
    for selector in load("pages")["author_elements"]:
        if not names:
            shown = [list(_clean([found.text(separator="|")], sites)) for found in tree.css(selector)[:4]]
            names = [name for parts in shown if all(map(_PERSON.fullmatch, parts)) for name in parts]
    return tuple(dict.fromkeys(names))


@cache
def _by() -> re.Pattern[str]:
    """What may stand before the first name."""
    return regex(rf"^(?:{'|'.join(load('pages')['by'])})\b:?\s+", re.IGNORECASE)


@cache
def _joints() -> re.Pattern[str]:
    """What stands between two names."""
    return regex("|".join(map(re.escape, load("pages")["joints"])))


def _clean(values: Iterable[Any], sites: SiteNames) -> Iterator[str]:
    nobody = load("pages")["nobody"]
    for value in values:
        text = text_of(value) or ""
        text = _by().sub("", text, count=1)
        for name in _joints().split(text) if len(text) <= 5 * _LONGEST else ():
            name = name.strip(" .,-|")
            if 1 < len(name) <= _LONGEST and not _NO_NAME.search(name):
                low = name.casefold()
                if low not in nobody and not sites.is_author(name) and any(map(str.isalpha, name)):
                    yield name
