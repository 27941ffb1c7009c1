"""XML as a tree, from bytes that nobody has vouched for.

The standard library's expat reads it, event by event.  Entities that hold others are refused, as they are how a few
lines become gigabytes; external ones are never fetched; nesting is bounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from wireparse.errors import InputError
from wireparse.readers.decoding import is_utf8

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["attribute", "child", "children", "find", "find_all", "text_of", "tree"]

_DEEPEST: Final = 300
#: So many characters an entity may stand for, and all that a document's entities add.
_ENTITY: Final = 4096
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,8}=\s{0,8}[\"']([\w.:-]{1,40})")


class _RefusedError(Exception):
    """A document that is not read, though it may be well-formed."""


def tree(data: bytes, source: str) -> Element:
    """The root element of a document; names have no prefix, comments are left out.

    Bytes that are UTF-8 are read so, whatever the declaration says.  Raises `InputError` with `E_RECORD` for what is
    no well-formed XML, or is made to do harm.
    """
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    encoding = None
    if declared and is_utf8(data):
        encoding = "utf-8"
    builder, depth = TreeBuilder(), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _RefusedError(f"its elements nest more than {_DEEPEST} deep")
        if attributes:
            attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        builder.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name.rpartition(":")[2])

    def declare(name: str, is_parameter: bool, value: str | None, *rest: object) -> None:
        if value is not None and ("&" in value or "%" in value or len(value) > _ENTITY):
            raise _RefusedError("an entity in it stands for others, as in files that are made to do harm")

    try:
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = builder.data
        parser.EntityDeclHandler = declare
        parser.Parse(data, True)
        return builder.close()
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "is not well-formed")
        raise InputError("E_RECORD", source, f"it is no whole XML: {reason} (line {error.lineno})") from None
    except (LookupError, ValueError) as error:
        raise InputError("E_RECORD", source, f"it is no XML that can be read: {error}") from None
    except _RefusedError as refused:
        raise InputError("E_RECORD", source, f"it is not read: {refused}") from None


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return None if element is None else element.find(name)


def children(element: Element | None, name: str) -> list[Element]:
    """The children of that name."""
    return [] if element is None else element.findall(name)


def find(element: Element | None, name: str) -> Element | None:
    """The first element of that name below an element, in the order of the document."""
    return None if element is None else next((each for each in element.iter(name) if each is not element), None)


def find_all(element: Element | None, name: str) -> list[Element]:
    """Every element of that name below an element."""
    return [] if element is None else [each for each in element.iter(name) if each is not element]


def text_of(element: Element | None) -> str:
    """All text inside an element, with one space for each stretch of white space; empty for none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def attribute(element: Element | None, name: str) -> str:
    """An attribute's value, empty for none."""
    return "" if element is None else (element.get(name) or "").strip()
