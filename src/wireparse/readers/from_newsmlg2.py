"""NewsML-G2: news items one by one or in messages, with their prose as NITF, XHTML or text."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Final

from wireparse.metadata import Metadata
from wireparse.model import Wire
from wireparse.readers.composing import Composer, known_agency, number, time_of
from wireparse.readers.element_pieces import documents
from wireparse.readers.from_nitf import add_byline, add_content, add_headlines
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.markup import is_markup, parts_of_element, parts_of_markup
from wireparse.readers.pieces import counted, untold
from wireparse.readers.xml_tree import attribute, child, children, find, find_all, text_of, tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["FORM"]

_OTHER_MEDIA: Final = re.compile(
    rb"itemClass\s[^<>]{0,200}qcode\s?=\s?[\"']\w{0,12}:(?:picture|graphic|video|audio|composite|animation)[\"']"
)
_TEXT: Final = re.compile(rb"<(?:\w{1,20}:)?inline(?:XML|Data)[\s>]")
#: A dateline that is a time, as some send it.
_TIME: Final = re.compile(r"\d{1,2}:\d\d")


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    found = documents(stream, source, ("newsItem",), settings.max_size)
    return counted(
        ((number, None if isinstance(piece, bytes) and _is_media(piece) else piece) for number, piece in found),
        source,
        "are pictures, video or packages without a text",
    )


def _is_media(piece: bytes) -> bool:
    return _OTHER_MEDIA.search(piece) is not None and _TEXT.search(piece) is None


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    root = tree(data, source)
    item = root if root.tag == "newsItem" else find(root, "newsItem")
    about, facts = child(item, "contentMeta"), child(item, "itemMeta")
    inline = _inline(item)
    composer = Composer()
    composer.add("slugline", text_of(child(about, "slugline")).strip("/"))
    for note in children(facts, "edNote"):
        composer.add("ednote", text_of(note))
    _add_titles(composer, about, inline)
    byline = find(inline, "byline")
    signed = text_of(child(about, "by"))
    if signed:
        composer.add("byline", signed)
    else:
        add_byline(composer, byline)
    dateline = text_of(child(about, "dateline")).rstrip("-–— ")
    if not _TIME.search(dateline):
        composer.add("dateline", dateline)
    if inline is not None:
        _add_content(composer, inline)
    if not composer.has_prose:
        composer = Composer()
    return composer.reading(_metadata(root, item, facts, about), None, notices)


def _inline(item: Element | None) -> Element | None:
    """The rendition of the text that has most of it: some send a teaser or a plain copy besides."""
    contents = child(item, "contentSet")
    found = [*find_all(contents, "inlineXML"), *find_all(contents, "inlineData")]
    return max(found, key=lambda each: len(text_of(each)), default=None)


def _add_titles(composer: Composer, about: Element | None, inline: Element | None) -> None:
    lines = [(attribute(line, "role").lower(), text_of(line)) for line in children(about, "headline")]
    under = [line for role, line in lines if "sub" in role]
    main = [line for role, line in lines if "sub" not in role and line]
    composer.add("headline", next((line for role, line in lines if "main" in role), main[0] if main else ""))
    if not main:
        add_headlines(composer, find(inline, "body.head"))
    for line in under:
        composer.add("subheadline", line)


def _add_content(composer: Composer, inline: Element) -> None:
    body = find(inline, "body.content")
    if body is not None:
        add_content(composer, body)
        return
    if len(inline):
        main = next((each for each in find_all(inline, "section") if "main" in attribute(each, "class").split()), None)
        composer.add_body(parts_of_element(main if main is not None else inline))
        return
    text = "".join(inline.itertext())
    if is_markup(text):
        composer.add_body(parts_of_markup(text))
    else:
        composer.add_lines("paragraph", text)


def _metadata(root: Element, item: Element | None, facts: Element | None, about: Element | None) -> Metadata:
    created, version = time_of(text_of(child(facts, "firstCreated"))), time_of(text_of(child(facts, "versionCreated")))
    provider, rights = child(facts, "provider"), child(item, "rightsInfo")
    sources = [
        text_of(child(each, "name")) or attribute(each, "literal") or attribute(each, "qcode")
        for each in (*children(about, "infoSource"), *children(rights, "copyrightHolder"))
    ]
    wire = Wire(
        service=text_of(child(child(facts, "service"), "name")) or attribute(child(facts, "service"), "qcode") or None,
        priority=text_of(child(about, "urgency")) or None,
        words=number(
            attribute(find(item, "inlineXML"), "wordcount") or attribute(find(item, "inlineData"), "wordcount")
        ),
        take=attribute(item, "version") or None,
        sent=time_of(text_of(child(child(root, "header"), "sent"))),
    )
    return Metadata(
        form=FORM.id,
        id=attribute(item, "guid") or None,
        agency=known_agency(
            text_of(child(about, "creditline")),
            *sources,
            text_of(child(provider, "name")),
            attribute(provider, "literal"),
            attribute(provider, "qcode"),
        ),
        published=created or version,
        updated=version if created else None,
        language=attribute(child(about, "language"), "tag") or attribute(item, "lang") or None,
        wire=wire if any(wire) else None,
    )


FORM: Final = Form(
    id="newsmlg2", summary="NewsML-G2: the text items of a message", read=_read, split=_split, alone=True
)
