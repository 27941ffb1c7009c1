"""Feeds: RSS, RDF and Atom, and WordPress's exports (WXR): an entry a story, whole or as much as the feed has of it.

Feeds are often not well-formed: names of HTML for characters, bare ampersands, an end that is missing.  An entry is
repaired as browsers would read it, and a notice says so.
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import IO, TYPE_CHECKING, Final

from wireparse.errors import InputError
from wireparse.lexicon import load
from wireparse.metadata import Metadata
from wireparse.model import Notice, Publication
from wireparse.readers.composing import Composer, Part, is_one_person, known_agency, time_of
from wireparse.readers.element_pieces import documents
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.markup import is_markup, parts_of_element, parts_of_markup
from wireparse.readers.pieces import counted, untold
from wireparse.readers.xml_tree import attribute, children, find, find_all, text_of, tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["FORM"]

_AMPERSAND: Final = re.compile(rb"&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_ANY: Final = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(/?)([A-Za-z_][\w.:-]{0,60})(?=[\s>/])[^<>]{0,4000}>", re.DOTALL
)
_OF_XML: Final = frozenset({b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"})
_LAST_TAG: Final = re.compile(rb"<[^<>]{0,400}$")
_CUT: Final = re.compile(r"\s{0,3}(?:\[(?:…|\.{3}|&#8230;|&hellip;)\]|\[\u2026\]|Continue reading\b.{0,80})\s{0,3}$")


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    return counted(documents(stream, source, ("item", "entry"), settings.max_size), source, "")


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    try:
        root = tree(data, source)
    except InputError:
        root = tree(_repaired(data), source)
        notices = (*notices, Notice("repaired-markup", "the entry is no well-formed XML and was repaired", None, None))
    inside = (root, *find_all(root, "item"), *find_all(root, "entry"))
    entry = next((each for each in inside if each.tag in _ENTRIES), root)
    feed = find(root, "channel") if entry is not root else None
    composer = Composer()
    composer.add("headline", _words(_first(entry, "title")))
    authors = _authors(entry)
    people = [(name, name) for name in authors if is_one_person(name)]
    composer.add("byline", ", ".join(authors), names=people)
    composer.add_body(_body(entry))
    if not composer.has_prose:
        composer = Composer()
    return composer.reading(_metadata(root, feed, entry), None, notices)


_ENTRIES: Final = frozenset({"item", "entry"})


def _first(element: Element, *names: str) -> Element | None:
    """The first child of one of some names that says anything."""
    for name in names:
        for each in children(element, name):
            if len(each) or (each.text or "").strip():
                return each
    return None


def _words(element: Element | None) -> str:
    """A title's words, which may be markup."""
    text = text_of(element)
    if element is not None and (attribute(element, "type") == "html" or re.search(r"&\w{1,9};|</?\w{1,9}>", text)):
        return " ".join(part.text for part in parts_of_markup(text)) or text
    return text


def _body(entry: Element) -> list[Part]:
    """The whole of the story, else the beginning that the feed has."""
    whole = _first(entry, "encoded", "content", "description", "summary")
    if whole is None:
        return []
    if len(whole):
        parts = parts_of_element(whole)
    else:
        text = "".join(whole.itertext())
        parts = (
            parts_of_markup(text)
            if is_markup(text) or "<" in text or "&" in text
            else [Part("paragraph", line) for line in text.split("\n") if line.strip()]
        )
    footers = load("exports")["footers"]
    return [
        part._replace(kind="other")
        if any(words in part.text for words in footers)
        else part._replace(text=_CUT.sub("", part.text))
        for part in parts
    ]


def _authors(entry: Element) -> list[str]:
    names = []
    for each in (*children(entry, "creator"), *children(entry, "author")):
        name = each.find("name")
        words = text_of(name if name is not None else each)
        bracketed = re.fullmatch(r"\S{1,80}@\S{1,80} \(([^()]{1,80})\)", words)
        words = bracketed[1] if bracketed else words
        if words and "@" not in words and words not in names:
            names.append(words)
    return names


def _time(element: Element | None) -> str | None:
    text = text_of(element)
    found = time_of(text)
    if found or not text:
        return found
    try:
        return parsedate_to_datetime(text).isoformat()
    except (TypeError, ValueError, OverflowError):
        return None


def _link(entry: Element) -> str | None:
    for each in children(entry, "link"):
        target = attribute(each, "href") or text_of(each)
        if target and attribute(each, "rel") in ("", "alternate"):
            return target
    return None


def _metadata(root: Element, feed: Element | None, entry: Element) -> Metadata:
    paper = text_of(_first(feed if feed is not None else root, "title")) if entry is not root else ""
    published = _time(_first(entry, "published", "pubDate", "date", "issued"))
    updated = _time(_first(entry, "updated", "modified"))
    section = text_of(_first(entry, "category")) or attribute(entry.find("category"), "term")
    language = attribute(entry, "lang") or attribute(root, "lang")
    if feed is not None:
        language = language or text_of(feed.find("language"))
    return Metadata(
        form=FORM.id,
        id=text_of(_first(entry, "guid", "id")) or None,
        url=_link(entry),
        agency=known_agency(text_of(_first(entry, "source", "credit")), *_authors(entry)),
        published=published or updated,
        updated=updated if published else None,
        language=language or None,
        publication=Publication(name=paper or None, section=section or None) if paper or section else None,
    )


def _repaired(data: bytes) -> bytes:
    """An entry made well-formed: names of HTML for characters written out, bare ampersands escaped, what is open at the
    end closed."""
    sections = re.split(rb"(<!\[CDATA\[.*?(?:\]\]>|$))", data, flags=re.DOTALL)
    sections[::2] = [_AMPERSAND.sub(_character, section) for section in sections[::2]]
    data = b"".join(sections)
    if data.count(b"<![CDATA[") > data.count(b"]]>"):
        data += b"]]>"
    data = _LAST_TAG.sub(b"", data)
    opened: list[bytes] = []
    parts, kept = [], 0
    for tag in _ANY.finditer(data):
        if not tag[2] or tag[0].endswith(b"/>"):
            continue
        if not tag[1]:
            opened.append(tag[2])
        elif tag[2] in opened:
            between = []
            while (name := opened.pop()) != tag[2]:
                between.append(b"</" + name + b">")
            parts += [data[kept : tag.start()], *between, tag[0]]
            kept = tag.end()
        else:
            parts.append(data[kept : tag.start()])
            kept = tag.end()
    return b"".join((*parts, data[kept:], *(b"</" + name + b">" for name in reversed(opened))))


def _character(found: re.Match[bytes]) -> bytes:
    name = found[1] or b""
    if name in _OF_XML or name.startswith(b"#"):
        return found[0]
    meant = html5.get(name.decode("ascii"), "") if name else ""
    return meant.encode("ascii", "xmlcharrefreplace") if meant else b"&amp;" + name


FORM: Final = Form(
    id="feed", summary="RSS, Atom and WordPress exports: a story an entry", read=_read, split=_split, alone=True
)
