"""IPTC ninjs 1.6: the older form of a news object, which Superdesk reads.

Superdesk makes an id of the URI, in which it allows word characters, dots, commas, colons and hyphens, takes times
in UTC only, and the agency from `source`, which is the one key here that the standard does not have.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from wireparse.exporters.as_ninjs import as_html, other_ids, point
from wireparse.exporters.documents import body_text, copyright_credit, documents, flat, instant, keywords, uri
from wireparse.model import Date, Place, Story

__all__ = ["FORMAT"]

_VERSION: Final = "1.6"
_SCHEMA: Final = f"http://www.iptc.org/std/ninjs/ninjs-schema_{_VERSION}.json#"


def _object(story: Story) -> dict[str, Any]:
    text = body_text(story)
    right = copyright_credit(story)
    named = [(speaker.kind, {"name": speaker.name, "rel": "speaker"}) for speaker in story.speakers]
    return {
        "uri": uuid5(NAMESPACE_URL, uri(story)).urn,
        "$standard": {"name": "ninjs", "version": _VERSION, "schema": _SCHEMA},
        "type": "text",
        "representationtype": "complete",
        "language": story.language,
        "firstcreated": _utc(story.published),
        "versioncreated": _utc(story.updated) or _utc(story.published),
        "headline": flat(story.headline.text) if story.headline else None,
        "headline_sub": flat(story.subheadline.text) if story.subheadline else None,
        "byline": flat(story.byline.line) if story.byline else None,
        "slugline": flat(story.slugline.text) if story.slugline else None,
        "ednote": "\n".join(flat(note.text) for note in story.ednotes),
        "located": story.dateline.places[0].name if story.dateline and story.dateline.places else None,
        "body_text": text,
        "body_html": as_html(story),
        "charcount": len(text),
        "wordcount": len(text.split()),
        "subject": [{"name": word} for word in keywords(story)],
        "person": [each for kind, each in named if kind == "person"],
        "organisation": [each for kind, each in named if kind == "organisation"],
        "place": [_place(place) for place in (story.dateline.places if story.dateline else ())],
        "source": (story.agency.name or story.agency.text) if story.agency else None,
        "infosource": [{"name": story.agency.name or story.agency.text}] if story.agency else [],
        "copyrightholder": flat(right.holder.text) if right and right.holder else None,
        "copyrightnotice": flat(right.text) if right else None,
        "altids": {"digest": uri(story), **other_ids(story)},
    }


def _place(place: Place) -> dict[str, Any]:
    where = point(place)
    return {"name": place.name, "rel": "dateline"} | ({"geometry_geojson": where} if where else {})


def _utc(date: Date | None) -> str | None:
    """An instant in UTC, if there is one in the years that a calendar has."""
    when = instant(date)
    try:
        return datetime.fromisoformat(when).astimezone(UTC).isoformat().replace("+00:00", "Z") if when else None
    except (OverflowError, ValueError):
        return None


FORMAT: Final = documents("ninjs1", "IPTC ninjs 1.6: the older form, which Superdesk reads", _object)
