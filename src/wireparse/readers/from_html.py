"""HTML pages: the text as a browser would set it, line by line.

selectolax with its Lexbor engine builds the tree that the HTML standard prescribes, whatever the markup is like, fast
and without recursion; the standard library's parser gives events only and knows nothing of elements that close one
another.  Every block-level element is lines of its own, hidden parts are dropped, the rest is left to the
rules for text, which know what a menu is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wireparse.metadata import Mark
from wireparse.pattern import regex
from wireparse.readers.decoding import decode, is_utf8
from wireparse.readers.html_flattening import flattened
from wireparse.readers.input_form import Form, Reading, Settings, needs
from wireparse.readers.line_marks import LineMarks, inner_frame, outermost
from wireparse.readers.page_head import read_head
from wireparse.readers.streamed_parts import set_in_place

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["FORM", "read_page", "rendered"]

# What a page says of its own encoding must stand in its first kilobyte.
_CHARSET: Final = regex(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s{0,8}=\s{0,8}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
_OPENING: Final = 1024
# Codecs of the encodings that the web knows; the names of some mean a larger set there (https://encoding.spec.whatwg.org).
_CODECS: Final = regex(
    r"cp\d{3,4}|iso8859-\d{1,2}|koi8-[rtu]|mac-\w+|gb\w+|hz|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|johab"
)
_MEANT: Final = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def _elements(names: str) -> frozenset[str]:
    return frozenset(names.split())


_HIDDEN: Final = _elements(
    "head script style template noscript iframe object embed svg math canvas video audio map dialog datalist select "
    "textarea button input rt rp"
)
_INVISIBLE: Final = regex(r"display\s{0,8}:\s{0,8}none|visibility\s{0,8}:\s{0,8}hidden", re.IGNORECASE)
# Elements that stand on lines of their own, and those that a blank line sets apart.
_LINES: Final = _elements("address dd div dl dt fieldset form legend li main summary td th tr tbody thead tfoot")
_APART: Final = _elements(
    "article aside blockquote details figcaption figure footer h1 h2 h3 h4 h5 h6 header hr nav ol p pre section table "
    "ul menu dir caption"
)
_BREAKS: Final = dict.fromkeys(_LINES, 1) | dict.fromkeys(_APART, 2)  # line ends that they ask for
_LISTS: Final = _elements("ul ol menu dir")
_PECULIAR: Final = _LISTS | {"br", "li", "pre", "q"}
_HIDING: Final = frozenset(("hidden", "aria-hidden", "style"))
_SPACE: Final = regex("[ \t\n\r\f]+")
# What a browser sets around the element `q`.
_OPEN, _CLOSE = "“", "”"


def rendered(page: str) -> str:
    """The visible text of a page: blocks on lines of their own, a blank line around paragraphs, bullets at the items
    of lists."""
    return _laid_out(_tree(page)).text()


def _tree(page: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(flattened(page))
    if 'id="S:' in page:
        set_in_place(tree)
    return tree


def _laid_out(tree: LexborHTMLParser) -> _Sheet:
    sheet = _Sheet()
    node = tree.body
    opened: list[tuple[LexborNode, str]] = []
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            sheet.add(node.text_content or "")
        elif sheet.enter(tag, node):
            child = node.child
            if child is not None:
                opened.append((node, tag))
                node = child
                continue
            sheet.leave(tag)
        following = node.next if opened else None
        while following is None and opened:
            node, tag = opened.pop()
            sheet.leave(tag)
            following = node.next if opened else None
        node = following
    return sheet


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if ("hidden" in attributes and not _opens(attributes)) or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    return _INVISIBLE.search(attributes.get("style") or "") is not None and not _opens(attributes)


def _opens(attributes: dict[str, str | None]) -> bool:
    """Whether what is hidden is the story's all the same: what a heading opens, or the part that is for those who pay
    (https://schema.org/hasPart names it so)."""
    if attributes.get("role") == "region" and attributes.get("aria-labelledby"):
        return True
    return "paywall" in (attributes.get("class") or "").split()


def _number(value: str | None, default: int) -> int:
    """The value of an attribute as a number of no more than nine digits."""
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,9}", value) else default


class _Sheet:
    """A text on its way: white space is collapsed as a browser does, outside `pre`."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._breaks = 0  # line ends that the next words need before them
        self._space = False
        self._bullet = ""  # what the next words need before them on their line
        self._kept = 0  # how many `pre` are open
        self._counts: list[int | None] = []  # of the lists that are open, the next number
        self._frames = [outermost()]
        self._size = self._elements = 0
        self._lines = LineMarks()

    def enter(self, tag: str, node: LexborNode) -> bool:
        """Take in what opens; False if its inside is not to be seen."""
        if tag in _HIDDEN or tag.startswith(("-", "!")):
            return False
        attributes = node.attributes
        if attributes and not _HIDING.isdisjoint(attributes) and _is_hidden(attributes):
            return False
        breaks = _BREAKS.get(tag, 0)
        if breaks:
            self._set_apart(breaks)
        if tag in _PECULIAR:
            self._open(tag, attributes)
        self._elements += 1
        self._frames.append(inner_frame(self._frames[-1], tag, attributes, self._elements, block=breaks > 0))
        if tag == "q":
            self.add(_OPEN)
        return True

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "br":
            self._break_line()
        elif tag == "li":
            self._bullet = self._next_bullet(attributes.get("value"))
        elif tag == "pre":
            self._kept += 1
        elif tag in _LISTS:
            self._counts.append(_number(attributes.get("start"), 1) if tag == "ol" else None)

    def leave(self, tag: str) -> None:
        """Take in what closes."""
        if tag in _PECULIAR:
            if tag == "li":
                self._bullet = ""
            elif tag == "pre":
                self._kept -= 1
            elif tag == "q":
                self._space = False
                self.add(_CLOSE)
            elif tag in _LISTS:
                self._counts.pop()
        self._frames.pop()
        breaks = _BREAKS.get(tag, 0)
        if breaks:
            self._set_apart(breaks)

    def _next_bullet(self, value: str | None) -> str:
        """What stands before an item: its number in an ordered list."""
        count = self._counts[-1] if self._counts else None
        if count is None:
            return "* "
        number = _number(value, count)
        self._counts[-1] = number + 1
        return f"{number}. "

    def _break_line(self) -> None:
        if self._breaks:
            self._breaks = 2  # the line has ended already: this one is blank
        elif self._parts:
            self._write("\n")
        self._space = False

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def _set_apart(self, breaks: int) -> None:
        if breaks > self._breaks:
            self._breaks = breaks
        self._space = False

    def add(self, text: str) -> None:
        """Take in words."""
        if not text.strip(" \t\n\r\f"):
            self._space = self._space or bool(text)
            return
        if not self._kept:
            text = _SPACE.sub(" ", text)
        if self._breaks:
            if self._parts:
                ended = self._parts[-1].endswith("\n")
                self._write("\n" * (self._breaks - ended if self._breaks > ended else 0))
            self._breaks, self._space = 0, False
            text = text if self._kept else text.lstrip(" ")
        elif self._space or text.startswith(" "):
            text = text.lstrip(" ")
            joined = not self._parts or self._parts[-1].endswith(("\n", " "))
            self._write("" if joined else " ")
        self._space = text.endswith(" ")
        words = self._bullet + (text if self._kept else text.rstrip(" "))
        self._lines.add(self._size, len(words), self._frames[-1])
        self._write(words)
        self._bullet = ""

    def text(self) -> str:
        """The whole text, with a newline at its end."""
        return "".join(self._parts).strip("\n") + "\n"

    def marks(self) -> tuple[Mark, ...]:
        """What the page says of each line of the text."""
        whole = "".join(self._parts)
        cut = len(whole) - len(whole.lstrip("\n"))
        return tuple(self._lines.marks(whole, cut))


def read_page(data: bytes, source: str, settings: Settings, charset: str = "") -> Reading:
    """The visible text of a page; `charset` is what came with it, by HTTP, and counts before what it says itself.

    Bytes that are UTF-8, and not by being ASCII, are UTF-8, whatever is said.
    """
    encoding = settings.encoding
    if encoding == "auto" and not is_utf8(data):
        stated = _CHARSET.search(data[:_OPENING])
        encoding = _codec(charset or (stated[1].decode("ascii", "replace") if stated else ""))
    page = decode(data, source, encoding)
    tree = _tree(page.text)
    sheet = _laid_out(tree)
    return Reading(sheet.text(), page.encoding, None, page.notices, marks=sheet.marks(), metadata=read_head(tree))


def _codec(name: str) -> str:
    """The codec for what a page's encoding is called; `auto` where the name means none."""
    import codecs

    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return "auto"
    found = _MEANT.get(found, found)
    return found if _CODECS.fullmatch(found) else "auto"


FORM: Final = Form(
    id="html",
    summary="HTML: the visible text of a page (needs the extra html)",
    read=read_page,
    check=needs("html", "selectolax"),
)
