"""Markup made safe to build a tree from: what nests without end is laid flat.

The HTML standard has the parser look through the open elements at almost every tag, and open unclosed formatting anew
in every paragraph: a page of nothing but `<div>`, or of `<b>` and `<p>`, takes the square of its length.  Browsers
stop nesting at some depth, and so does this: a tag that would open one element too many becomes a line break, or
nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from wireparse.pattern import regex

__all__ = ["flattened"]

# Chromium nests 512 elements; pages made for readers hardly ever 100.
_DEEPEST: Final = 256
_FORMATTED: Final = 32


def _elements(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID: Final = _elements("area base br col embed hr img input link meta param source track wbr frame keygen basefont")
# Elements that another of their kind closes, if only a further element stands between them, which is counted.
_CLOSED: Final = _elements(
    "p li dt dd tr td th tbody thead tfoot option optgroup colgroup caption html head body rp rt"
)
_FORMATTING: Final = _elements("a b big code em font i nobr s small strike strong tt u")
_INLINE: Final = _FORMATTING | _elements("abbr cite label mark q span sub sup time")
# Elements whose inside is no markup.
_RAW: Final = _elements("script style textarea title xmp iframe noembed noframes")

_TAG: Final = regex(r"<(/?)([a-zA-Z][^\s/>]{0,60})(?>[^>=]*(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?[^>=]*)*)>")
_NAME: Final = regex(r"</?[a-zA-Z]")
_VALUE: Final = regex(r"\"[^\"]*+\"|'[^']*+'")
_ENDS: Final = {name: regex(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in _RAW | {"svg"}}
# A tag of so many characters is looked at more closely: no more than so many of its attributes are compared.
_LONG, _ATTRIBUTES = 4096, 200


def flattened(page: str) -> str:
    """The page without the tags that would nest too deep, without end tags that end nothing, and without drawings."""
    parts: list[str] = []
    opened: Counter[str] = Counter()
    deep = formatted = kept = at = 0
    drawings = True
    while (at := page.find("<", at)) >= 0:
        tag = _TAG.match(page, at)
        if tag is None:
            if _NAME.match(page, at):
                break  # a tag that does not end: the standard drops it, and all that follows
            if page.startswith("<!--", at):
                end = page.find("-->", at + 2)
                if end < 0:
                    break
                at = end + 3
            else:
                at += 1
            continue
        start, at = at, tag.end()
        slash, name = tag.groups()
        closes, name, instead = slash == "/", name.lower(), ""
        if name in _RAW and not closes:
            ending = _ENDS[name].search(page, at)
            if ending is None:
                break  # all that follows is inside
            at = page.find(">", ending.end()) + 1 or len(page)
            continue
        if at - start > _LONG and _VALUE.sub("", tag[0]).count(" ") > _ATTRIBUTES:
            instead = f"<{tag[1]}{name}>"
        elif name == "svg":
            ending = _ENDS[name].search(page, at) if drawings and not closes else None
            drawings = drawings and (closes or ending is not None)
            at = (page.find(">", ending.end()) + 1 or len(page)) if ending else at
        elif name in _VOID or name in _CLOSED:
            continue
        elif closes and opened[name]:
            opened[name] -= 1
            deep -= 1
            formatted -= name in _FORMATTING
            continue
        elif not closes and deep < _DEEPEST and not (formatted >= _FORMATTED and name in _FORMATTING):
            opened[name] += 1
            deep += 1
            formatted += name in _FORMATTING
            continue
        elif name not in _INLINE and not (closes and deep < _DEEPEST):
            instead = "<br>"
        parts += page[kept:start], instead
        kept = at
    return "".join((*parts, page[kept:])) if parts else page
