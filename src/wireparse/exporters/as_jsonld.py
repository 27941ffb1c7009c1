"""JSON-LD: the story as a NewsArticle of schema.org, its direct quotes as Quotations."""

from __future__ import annotations

from typing import Any, Final

from wireparse.exporters.documents import body_text, copyright_credit, documents, flat, keywords, uri
from wireparse.model import Date, Place, Story

__all__ = ["FORMAT"]

_TYPES: Final = {"person": "Person", "organisation": "Organization"}


def _article(story: Story) -> dict[str, Any]:
    text, byline, agency = body_text(story), story.byline, story.agency
    right = copyright_credit(story)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": uri(story),
        "identifier": story.source.name,
        "url": story.source.url,
        "headline": flat(story.headline.text) if story.headline else None,
        "alternativeHeadline": flat(story.subheadline.text) if story.subheadline else None,
        "author": [{"@type": "Person", "name": author.name} for author in byline.authors] if byline else None,
        "dateline": flat(story.dateline.text) if story.dateline else None,
        "locationCreated": [_place(place) for place in (story.dateline.places if story.dateline else ())],
        "sourceOrganization": {"@type": "NewsMediaOrganization", "name": agency.name or agency.text}
        if agency
        else None,
        "datePublished": _day(story.published),
        "dateModified": _day(story.updated),
        "inLanguage": story.language,
        "keywords": keywords(story),
        "copyrightNotice": flat(right.text) if right else None,
        "wordCount": len(text.split()),
        "articleBody": text,
        "hasPart": _quotations(story),
    }


def _quotations(story: Story) -> list[dict[str, Any]]:
    kinds = {speaker.id: _TYPES.get(speaker.kind) for speaker in story.speakers}
    found = []
    for quote in story.quotes:
        if quote.kind != "direct":
            continue
        said: dict[str, Any] = {"@type": "Quotation", "text": flat(quote.text)}
        if quote.speaker and (kind := kinds.get(quote.speaker.id)):
            said["spokenByCharacter"] = {"@type": kind, "name": quote.speaker.name}
        found.append(said)
    return found


def _place(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Place", "name": place.name}
    address = {"addressRegion": place.region, "addressCountry": place.country}
    if any(address.values()):
        known = {key: value for key, value in address.items() if value}
        found["address"] = {"@type": "PostalAddress", **known}
    if place.latitude is not None and place.longitude is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return found


def _day(date: Date | None) -> str | None:
    """A date as schema.org takes it: no weeks."""
    return date.iso if date and date.iso and "W" not in date.iso else None


FORMAT: Final = documents("jsonld", "JSON-LD: a schema.org NewsArticle with its Quotations", _article, embedded=True)
