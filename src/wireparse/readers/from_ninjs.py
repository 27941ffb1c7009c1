"""ninjs, the IPTC's news in JSON, versions 1 to 3, and digitalwires, dpa's own form of it; one item or a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any, Final

from wireparse.errors import InputError
from wireparse.metadata import Metadata
from wireparse.model import Wire
from wireparse.readers.composing import Composer, known_agency, on_one_line, time_of
from wireparse.readers.decoding import decode, read_stream
from wireparse.readers.input_form import Form, Pieces, Reading, Settings
from wireparse.readers.markup import parts_of_markup
from wireparse.readers.pieces import counted, untold

__all__ = ["FORM"]

#: What feeds call the list of their items.
_LISTS: Final = ("items", "_items", "entries", "newsItems", "data")
#: Kinds of items without prose of their own.
_OTHER_MEDIA: Final = frozenset({"picture", "photo", "graphic", "video", "audio", "animation", "package"})
_BODIES: Final = ("body_html", "body_xhtml", "article_html", "body_text", "body_nitf")
_TAGGED: Final = ("html", "xhtml", "nitf")


def _split(stream: IO[bytes], source: str, settings: Settings) -> Pieces:
    try:
        data = read_stream(stream, source, settings.max_size)
        text = decode(data, source, settings.encoding).text
        value = json.loads(text)
    except InputError as error:
        return iter(((1, error),))
    except (ValueError, RecursionError) as error:
        where = f": {error.msg} at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        return iter(((1, InputError("E_RECORD", source, f"it is no whole JSON{where}")),))
    items = _items(value)
    return counted(_pieces(items), source, "are pictures, video or packages without a text")


def _items(value: Any) -> list[Any]:
    if isinstance(value, dict) and not _title(value):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), value)
    return value if isinstance(value, list) else [value]


def _pieces(items: list[Any]) -> Iterator[tuple[int, bytes | None]]:
    for number, item in enumerate(items, 1):
        media = isinstance(item, dict) and item.get("type") in _OTHER_MEDIA and not _body(item)[1]
        yield number, None if media else json.dumps(item).encode()


def _read(data: bytes, source: str, settings: Settings) -> Reading:
    data, notices = untold(data)
    item = json.loads(data)
    if not isinstance(item, dict):
        raise InputError("E_RECORD", source, "it is JSON, but no object, so it is no item of ninjs")
    composer = Composer()
    composer.add("slugline", _text(item.get("slugline")).strip("/"))
    for note in _notes(item):
        composer.add("ednote", note)
    composer.add("other", _text(item.get("kicker")))
    composer.add("headline", _title(item))
    composer.add("subheadline", _subtitle(item))
    composer.add("byline", _text(item.get("byline") or item.get("by")) or _authors(item))
    composer.add("dateline", _text(item.get("dateline")).rstrip("-–— "))
    kind, body = _body(item)
    if kind in _TAGGED:
        composer.add_body(parts_of_markup(body))
    elif body:
        composer.add_lines("paragraph", body)
    if not composer.has_prose:
        composer = Composer()
    return composer.reading(_metadata(item), None, notices)


def _text(value: Any) -> str:
    """A value as one line of text, what is no text as nothing."""
    return on_one_line(value) if isinstance(value, str) else ""


def _list(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _title(item: dict[str, Any]) -> str:
    lines = _list(item.get("headlines"))
    main = [each for each in lines if each.get("role") in ("main", "headline", None)]
    return _text(item.get("headline")) or next((_text(each.get("value")) for each in main or lines), "")


def _subtitle(item: dict[str, Any]) -> str:
    stated = _text(item.get("headline_sub") or item.get("subhead") or item.get("subheadline"))
    lines = [
        _text(each.get("value")) for each in _list(item.get("headlines")) if "sub" in str(each.get("role")).lower()
    ]
    return stated or next(iter(lines), "")


def _notes(item: dict[str, Any]) -> Iterator[str]:
    for name in ("ednote", "edNote", "ednotes"):
        value = item.get(name)
        if isinstance(value, str):
            yield value
        for note in _list(value):
            yield _text(note.get("ednote") or note.get("value"))


def _authors(item: dict[str, Any]) -> str:
    return ", ".join(filter(None, (_text(each.get("name")) for each in _list(item.get("authors")))))


def _body(item: dict[str, Any]) -> tuple[str, str]:
    """What a body is written in, and the body, which many items have twice: markup comes before text."""
    for name in _BODIES:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return name.partition("_")[2], value
    bodies = [
        each for each in _list(item.get("bodies")) if isinstance(each.get("value"), str) and each["value"].strip()
    ]
    main = [each for each in bodies if each.get("role") in ("main", None, "body")] or bodies
    for kind in (*_TAGGED, ""):
        for each in main:
            if kind in str(each.get("contentType") or each.get("contenttype") or "").lower():
                return kind, each["value"]
    return "", ""


def _metadata(item: dict[str, Any]) -> Metadata:
    def said(*names: str) -> str:
        return next((_text(item[name]) for name in names if _text(item.get(name))), "")

    created = time_of(said("firstcreated", "firstCreated", "first_created"))
    version = time_of(said("versioncreated", "versionCreated", "version_created"))
    sources = [
        _text(each.get("name"))
        for name in ("infosource", "infoSources", "infosources")
        for each in _list(item.get(name))
    ]
    urgency, words = item.get("urgency", item.get("priority")), item.get("wordcount", item.get("wordCount"))
    service = next((_text(each.get("name")) for each in _list(item.get("service"))), "")
    version_number = item.get("version")
    wire = Wire(
        service=service or None,
        priority=None if urgency is None else str(urgency),
        words=words if isinstance(words, int) else None,
        take=None if version_number is None else str(version_number),
    )
    return Metadata(
        form=FORM.id,
        id=said("uri", "urn", "guid", "altids") or None,
        url=said("canonicalurl", "website") or None,
        agency=known_agency(
            said("creditline", "creditLine"),
            said("source", "infosource"),
            *sources,
            said("copyrightholder", "copyrightHolder"),
            said("provider"),
        ),
        published=created or version,
        updated=version if created else None,
        language=said("language") or None,
        wire=wire if any(wire) else None,
    )


FORM: Final = Form(
    id="ninjs", summary="ninjs 1 to 3 and digitalwires: items of news in JSON", read=_read, split=_split, alone=True
)
