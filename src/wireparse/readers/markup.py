"""Markup in the body of a story, HTML, XHTML or NITF, as parts: paragraphs, subheads, items, captions.

A story's body is simple markup, often inside another file, perhaps escaped; what hides or runs is passed over.  No tree
is built and no library needed: one pass over the tags, however they nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Final

from wireparse.metadata import MarkKind
from wireparse.readers.composing import Part, on_one_line
from wireparse.text.lines import split_lines
from wireparse.text.view import fold
from wireparse.text.wrapping import logical_lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Tag", "is_markup", "parts_of_element", "parts_of_markup", "tags"]

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,60})((?>(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*))>")
_COMMENT: Final = re.compile(r"<!--|<!\[CDATA\[|<[!?]")
_ATTRIBUTE: Final = re.compile(r"([\w:-]{1,60})\s{0,8}=\s{0,8}(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]{1,400}))")
_LOOKS_LIKE_MARKUP: Final = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|section|article|span|table|hl2|block)[\s/>]", re.I)


def _elements(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Elements whose inside is not the story's, of HTML and of NITF.
_LEFT_OUT: Final = _elements(
    "script style template noscript iframe object embed svg math canvas video audio map dialog select textarea button"
    " head title figure media media-caption media-metadata media-reference media-producer table nitf-table body.end"
    " tagline footer nav aside form picture blockquote-twitter body.head docdata"
)
_RAW: Final = _elements("script style textarea title xmp iframe noembed noframes")
_BLOCKS: Final = _elements(
    "p div section article main header block body body.content li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hl1 hl2 hr pre"
    " blockquote bq address center fn note abstract lead"
)
_SUBHEADS: Final = _elements("h1 h2 h3 h4 h5 h6 hl2")
_VOID: Final = _elements("br hr img input link meta wbr area base col embed source track param")
_INVISIBLE: Final = re.compile(r"display\s{0,8}:\s{0,8}none|visibility\s{0,8}:\s{0,8}hidden", re.IGNORECASE)


class Tag:
    """A token of markup: an opening or closing tag with its attributes, or text (then `name` is empty)."""

    __slots__ = ("_attributes", "closes", "name", "text")

    def __init__(self, name: str, closes: bool, attributes: str, text: str) -> None:
        self.name = name
        self.closes = closes
        self._attributes = attributes
        self.text = text

    def get(self, name: str) -> str:
        """The value of an attribute, empty if there is none."""
        for found in _ATTRIBUTE.finditer(self._attributes):
            if found[1].lower() == name:
                return unescape(found[2] or found[3] or found[4] or "")
        return ""

    @property
    def hidden(self) -> bool:
        """Whether what is inside is not to be seen."""
        return _INVISIBLE.search(self.get("style")) is not None if "style" in self._attributes else False


def tags(markup: str) -> Iterator[Tag]:
    """The tags and texts of some HTML, in order; comments and what scripts hold are left out."""
    at = kept = 0
    while (at := markup.find("<", at)) >= 0:
        found = _TAG.match(markup, at)
        if found is None:
            if _COMMENT.match(markup, at) is None:
                at += 1
                continue
            if kept < at:
                yield Tag("", False, "", unescape(markup[kept:at]))
            kept = at = _behind_comment(markup, at)
            continue
        if kept < at:
            yield Tag("", False, "", unescape(markup[kept:at]))
        name, closes = found[2].lower(), bool(found[1])
        kept = at = found.end()
        if name in _RAW and not closes:
            end = re.compile(f"</{name}(?=[\\s/>])", re.I).search(markup, at)
            kept = at = (markup.find(">", end.end()) + 1 or len(markup)) if end else len(markup)
            continue
        yield Tag(name, closes, found[3], "")
    if kept < len(markup):
        yield Tag("", False, "", unescape(markup[kept:]))


def _behind_comment(markup: str, at: int) -> int:
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<", ">")):
        if markup.startswith(opening, at):
            end = markup.find(closing, at + len(opening))
            return end + len(closing) if end >= 0 else len(markup)
    return at + 1


def is_markup(text: str) -> bool:
    """Whether a text is markup, by the tags of paragraphs and lines."""
    return _LOOKS_LIKE_MARKUP.search(text) is not None


class _Body:
    """Collects parts while elements open and close."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._text: list[str] = []
        self._kind: MarkKind = "paragraph"
        self._skipped = 0  # how many elements are open inside one that is left out
        self._breaks = 0

    def open(self, name: str, *, hidden: bool = False) -> None:
        if self._skipped or name in _LEFT_OUT or hidden:
            self._skipped += name not in _VOID
            return
        if name == "br":
            self._text.append("\n")
            return
        if name in _BLOCKS:
            self._end()
            self._kind = "subhead" if name in _SUBHEADS else "list_item" if name == "li" else self._kind

    def close(self, name: str) -> None:
        if self._skipped:
            self._skipped -= name not in _VOID
            return
        if name in _BLOCKS:
            self._end()

    def words(self, text: str) -> None:
        if not self._skipped and text:
            self._text.append(text)

    def _end(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if text.strip():
            self.parts += [Part(self._kind, part) for part in _paragraphs(text)]
        self._kind = "paragraph"

    def finish(self) -> list[Part]:
        self._end()
        return self.parts


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of one element's text: it may hold several, set in or apart, as desks type them."""
    lines = text.strip("\n").split("\n")
    set_in = [line for line in lines if line.startswith(("   ", "\t", "\u3000")) and line.strip()]
    if len(lines) > 1 and ("" in map(str.strip, lines[1:-1]) or 0 < len(set_in) < len([1 for x in lines if x.strip()])):
        folded = fold(text)
        for part in logical_lines(folded, split_lines(folded)):
            yield on_one_line(text[part.first : part.last])
        return
    line = on_one_line(text)
    if line:
        yield line


def parts_of_markup(markup: str) -> list[Part]:
    """The parts of a body that is a string of HTML."""
    body = _Body()
    opened: list[str] = []
    for tag in tags(markup):
        if not tag.name:
            body.words(tag.text)
        elif not tag.closes:
            body.open(tag.name, hidden=tag.hidden)
            if tag.name not in _VOID:
                opened.append(tag.name)
        elif tag.name in opened[-_DEPTH:]:
            while opened and (name := opened.pop()) != tag.name:
                body.close(name)
            body.close(tag.name)
    return body.finish()


_DEPTH: Final = 256


def parts_of_element(element: Element) -> list[Part]:
    """The parts of a body that is an element of XML; no recursion, so any depth will do."""
    body = _Body()
    stack = [(element, iter(element))]
    body.open(_local(element))
    body.words(element.text or "")
    while stack:
        current, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            body.close(_local(current))
            if stack:
                body.words(current.tail or "")
            continue
        style = child.get("style") or ""
        body.open(_local(child), hidden=bool(style) and _INVISIBLE.search(style) is not None)
        if _local(child) != "br":
            body.words(child.text or "")
        stack.append((child, iter(child)))
    return body.finish()


def _local(element: Element) -> str:
    return str(element.tag).lower()
