"""NITF, the News Industry Text Format of the IPTC: one story a document, its parts named by their elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wireparse.metadata import Metadata
from wireparse.model import Publication, Wire
from wireparse.readers.composing import Composer, is_one_person, known_agency, number, time_of
from wireparse.readers.input_form import Form, Reading, Settings
from wireparse.readers.markup import parts_of_element
from wireparse.readers.xml_tree import attribute, child, children, find, find_all, text_of, tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["FORM", "add_byline", "add_content", "add_headlines"]


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    root = tree(data, source)
    head, body = child(root, "head"), child(root, "body")
    facts, top = find(head, "docdata"), child(body, "body.head")
    composer = Composer()
    composer.add("slugline", _slug(facts))
    for note in children(facts, "ed-msg"):
        composer.add("ednote", attribute(note, "info") or text_of(note))
    if not add_headlines(composer, top):
        composer.add("headline", text_of(child(head, "title")))
    add_byline(composer, child(top, "byline"))
    for line in children(top, "dateline"):
        composer.add("dateline", text_of(child(line, "location")) or text_of(line))
    for note in children(top, "note"):
        composer.add("ednote", text_of(note))
    composer.add("other", text_of(child(top, "abstract")))
    add_content(composer, child(body, "body.content"))
    for line in find_all(child(body, "body.end"), "tagline"):
        composer.add("other", text_of(line))
    return composer.reading(_metadata(head, facts, body, top), None)


def add_headlines(composer: Composer, top: Element | None) -> bool:
    """Add headline and subheadline of a `body.head`; whether there is a headline."""
    lines = find(top, "hedline")
    title = text_of(find(lines, "hl1"))
    composer.add("headline", title)
    for under in find_all(lines, "hl2"):
        composer.add("subheadline", text_of(under))
    return bool(title)


def add_byline(composer: Composer, line: Element | None) -> None:
    """Add a byline: the persons, then their title."""
    if line is None:
        return
    title = text_of(child(line, "byttl"))
    words = text_of(line)
    if title and words.endswith(title) and words != title:
        words = f"{words.removesuffix(title).rstrip(' ,|')}, {title}"
    people = [text_of(person) for person in find_all(line, "person")]
    composer.add("byline", words, names=[(name, name) for name in people if is_one_person(name)])


def add_content(composer: Composer, content: Element | None) -> None:
    """Add the parts of a `body.content`."""
    if content is not None:
        composer.add_body(parts_of_element(content))
        for caption in find_all(content, "media-caption"):
            composer.add("caption", text_of(caption))


def _slug(facts: Element | None) -> str:
    words = [attribute(word, "key") for word in find_all(facts, "keyword")]
    return attribute(child(facts, "du-key"), "key") or "-".join(filter(None, words[:1]))


def _metadata(head: Element | None, facts: Element | None, body: Element | None, top: Element | None) -> Metadata:
    ident, paper = child(facts, "doc-id"), child(head, "pubdata")
    published = time_of(attribute(child(facts, "date.issue"), "norm"))
    dated = time_of(attribute(find(child(top, "dateline"), "story.date"), "norm"))
    urgency = attribute(child(facts, "urgency"), "ed-urg")
    return Metadata(
        form=FORM.id,
        id=attribute(ident, "id-string") or None,
        agency=known_agency(
            text_of(child(top, "distributor")),
            attribute(ident, "regsrc"),
            attribute(child(facts, "doc.copyright"), "holder"),
        ),
        published=published or dated or time_of(attribute(child(facts, "date.release"), "norm")),
        language=attribute(body, "lang") or None,
        publication=Publication(
            name=attribute(paper, "name") or None,
            section=attribute(paper, "position.section") or None,
            page=attribute(paper, "position.sequence") or None,
            edition=attribute(paper, "edition.name") or None,
            words=number(attribute(paper, "item-length")),
        )
        if paper is not None
        else None,
        wire=Wire(priority=urgency) if urgency else None,
    )


FORM: Final = Form(id="nitf", summary="NITF: a story with its parts named, in XML", read=_read)
