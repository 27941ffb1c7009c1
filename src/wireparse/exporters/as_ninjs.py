"""IPTC ninjs 3.1: a news object in the standard's current form.

The standard has no place for offsets, quotes and furniture, and its root allows no further property: they stay out.
"""

from __future__ import annotations

from html import escape
from typing import Any, Final

from wireparse.exporters.documents import body_text, copyright_credit, documents, flat, instant, keywords, uri
from wireparse.exporters.terminal_safe import visible
from wireparse.model import Place, Slice, Story

__all__ = ["FORMAT", "as_html", "other_ids", "point"]

_VERSION: Final = "3.1"
_SCHEMA: Final = f"http://www.iptc.org/std/ninjs/ninjs-schema_{_VERSION}.json#"


def _object(story: Story) -> dict[str, Any]:
    text = body_text(story)
    right = copyright_credit(story)
    titles = (("main", story.headline), ("subheadline", story.subheadline))
    named = [(speaker.kind, {"name": speaker.name, "rel": "speaker"}) for speaker in story.speakers]
    return {
        "uri": uri(story),
        "standard": {"name": "ninjs", "version": _VERSION, "schema": _SCHEMA},
        "type": "text",
        "representationType": "full",
        "language": story.language,
        "firstCreated": instant(story.published),
        "versionCreated": instant(story.updated) or instant(story.published),
        "headlines": [
            {"role": role, "contentType": "text/plain", "value": flat(title.text)} for role, title in titles if title
        ],
        "by": flat(story.byline.line) if story.byline else None,
        "slugline": _text(story.slugline),
        "edNote": "\n".join(flat(note.text) for note in story.ednotes),
        "located": story.dateline.places[0].name if story.dateline and story.dateline.places else None,
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(text),
                "wordCount": len(text.split()),
                "value": text,
            },
            {"role": "main", "contentType": "text/html", "value": as_html(story)},
        ],
        "subjects": [{"name": word} for word in keywords(story)],
        "people": [each for kind, each in named if kind == "person"],
        "organisations": [each for kind, each in named if kind == "organisation"],
        "places": [_place(place) for place in (story.dateline.places if story.dateline else ())],
        "infoSources": [{"name": story.agency.name or story.agency.text, "role": "agency"}] if story.agency else [],
        "copyrightHolder": _text(right.holder) if right else None,
        "copyrightNotice": _text(right),
        "altIds": [{"role": role, "value": value} for role, value in other_ids(story).items()],
    }


def other_ids(story: Story) -> dict[str, str]:
    """The ids that a story has besides that of its text: its name, and its address on the web."""
    return {role: value for role, value in (("source", story.source.name), ("url", story.source.url)) if value}


def _place(place: Place) -> dict[str, Any]:
    where = point(place)
    return {"name": place.name, "rel": "dateline"} | ({"geoJSON": where} if where else {})


def point(place: Place) -> dict[str, Any] | None:
    """A place as GeoJSON (longitude first), None where its coordinates are not known."""
    if place.longitude is None or place.latitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def as_html(story: Story) -> str:
    """The story's prose as paragraphs, subheads and list items of HTML."""
    tags = {"paragraph": "p", "subhead": "h2", "list_item": "li"}
    parts = []
    listed = False
    for paragraph in story.paragraphs:
        tag = tags[paragraph.kind]
        if (tag == "li") != listed:
            listed = not listed
            parts.append("<ul>" if listed else "</ul>")
        parts.append(f"<{tag}>{escape(visible(flat(paragraph.text)))}</{tag}>")
    return "\n".join([*parts, "</ul>"] if listed else parts)


def _text(piece: Slice | None) -> str | None:
    return flat(piece.text) if piece else None


FORMAT: Final = documents("ninjs", "IPTC ninjs 3.1: a news object, for newsroom systems", _object)
