"""NewsML 1.2: items with their news lines and, as NITF, markup or plain text, their prose; many items a file."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Final

from wireparse.metadata import Metadata
from wireparse.model import Wire
from wireparse.readers.composing import Composer, known_agency, number, time_of
from wireparse.readers.element_pieces import documents
from wireparse.readers.from_nitf import add_content, add_headlines
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.markup import is_markup, parts_of_element, parts_of_markup
from wireparse.readers.pieces import counted, untold
from wireparse.readers.xml_tree import attribute, child, children, find, find_all, text_of, tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["FORM"]

_OTHER_MEDIA: Final = re.compile(rb"MediaType\s{1,8}FormalName\s?=\s?[\"'](?:photo|picture|graphic|video|audio)", re.I)
_TEXT: Final = re.compile(rb"MediaType\s{1,8}FormalName\s?=\s?[\"'](?:text|complexdata)|<(?:\w{1,20}:)?nitf[\s>]", re.I)
_MARKUP: Final = frozenset({"nitf", "html", "body", "body.content", "p", "div", "P", "block"})
#: What is in no byline: initials of a desk.
_INITIALS: Final = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,5}){0,6}")


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    found = documents(stream, source, ("NewsItem",), settings.max_size)
    return counted(
        ((number, None if isinstance(piece, bytes) and _is_media(piece) else piece) for number, piece in found),
        source,
        "are pictures, graphics or video without a text",
    )


def _is_media(piece: bytes) -> bool:
    return _OTHER_MEDIA.search(piece) is not None and _TEXT.search(piece) is None


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    root = tree(data, source)
    item = root if root.tag == "NewsItem" else find(root, "NewsItem")
    component = find(item, "NewsComponent")
    lines, content = _lines(component), _content(item)
    composer = Composer()
    composer.add("slugline", text_of(child(lines, "SlugLine")).strip("/") or text_of(child(lines, "KeywordLine")))
    for line in find_all(lines, "NewsLine"):
        kind = attribute(child(line, "NewsLineType"), "FormalName").lower()
        composer.add(
            "ednote" if "note" in kind or "advisory" in kind else "other", text_of(child(line, "NewsLineText"))
        )
    title = text_of(child(lines, "HeadLine"))
    composer.add("headline", title)
    if not title:
        add_headlines(composer, find(content, "body.head"))
    composer.add("subheadline", text_of(child(lines, "SubHeadLine")))
    signed = text_of(child(lines, "ByLine"))
    composer.add("other" if _INITIALS.fullmatch(signed) else "byline", signed)
    composer.add("dateline", text_of(child(lines, "DateLine")).rstrip("-–— "))
    if content is not None:
        _add_content(composer, content)
    for line in children(lines, "CopyrightLine"):
        composer.add("copyright", text_of(line))
    if not composer.has_prose:
        composer = Composer()
    return composer.reading(_metadata(root, item, component, lines), None, notices)


def _lines(component: Element | None) -> Element | None:
    """The news lines that have a headline, else the first."""
    found = find_all(component, "NewsLines")
    return next((lines for lines in found if text_of(child(lines, "HeadLine"))), found[0] if found else None)


def _content(item: Element | None) -> Element | None:
    """The content of the text: that of the main component, else the first that is none of a picture's."""
    best: tuple[int, Element] | None = None
    for found in find_all(item, "ContentItem"):
        media = attribute(child(found, "MediaType"), "FormalName").lower()
        content = child(found, "DataContent")
        if content is None or media not in ("", "text", "complexdata", "article"):
            continue
        size = len(text_of(content))
        if size and (best is None or size > best[0]):
            best = size, content
    return best[1] if best else None


def _add_content(composer: Composer, content: Element) -> None:
    body = find(content, "body.content")
    if body is not None:
        add_content(composer, body)
    elif any(each.tag in _MARKUP for each in content):
        composer.add_body(parts_of_element(content))
    else:
        text = "".join(content.itertext())
        if is_markup(text):
            composer.add_body(parts_of_markup(text))
        else:
            composer.add_lines("paragraph", text)


def _metadata(root: Element, item: Element | None, component: Element | None, lines: Element | None) -> Metadata:
    ident = find(item, "NewsIdentifier")
    managed = child(item, "NewsManagement")
    envelope = child(root, "NewsEnvelope")
    public = text_of(child(ident, "PublicIdentifier"))
    provider = find(component, "Provider")
    created = time_of(text_of(child(managed, "FirstCreated")))
    revised = time_of(text_of(child(managed, "ThisRevisionCreated")))
    priority = attribute(child(managed, "Urgency"), "FormalName") or attribute(
        child(envelope, "Priority"), "FormalName"
    )
    wire = Wire(
        service=attribute(child(envelope, "NewsService"), "FormalName") or None,
        priority=priority or None,
        words=number(attribute(find(component, "Property[@FormalName='Word-Count']"), "Value")),
        sent=time_of(text_of(child(envelope, "DateAndTime"))),
    )
    language = find(component, "Language")
    return Metadata(
        form=FORM.id,
        id=public or text_of(child(ident, "NewsItemId")) or None,
        agency=known_agency(
            attribute(child(provider, "Party"), "FormalName"),
            text_of(child(ident, "ProviderId")),
            text_of(child(lines, "CreditLine")),
        ),
        published=created or revised or time_of(text_of(child(ident, "DateId"))),
        updated=revised if created else None,
        language=attribute(language, "FormalName") or attribute(component, "lang") or attribute(item, "lang") or None,
        wire=wire if any(wire) else None,
    )


FORM: Final = Form(id="newsml12", summary="NewsML 1.2: the text items of a feed", read=_read, split=_split, alone=True)
