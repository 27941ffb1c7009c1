"""W3C Web Annotations: a page of annotations a story, each with its place in the text and the words around it."""

from __future__ import annotations

from typing import Any, Final

from wireparse.exporters.documents import documents, uri
from wireparse.exporters.spans import Span, spans
from wireparse.model import Story

__all__ = ["FORMAT"]

# Characters of the text before and behind that help to find a passage again in another copy.
_AROUND: Final = 32


def _page(story: Story) -> dict[str, Any]:
    name, text = uri(story), story.text
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{name}#annotations",
        "type": "AnnotationPage",
        "items": [_annotation(span, name, text) for span in spans(story)],
    }


def _annotation(span: Span, name: str, text: str) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": span.label}]
    bodies += [
        {"type": "TextualBody", "purpose": "describing", "value": f"{key}: {value}"}
        for key, value in span.notes.items()
    ]
    if span.of:
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": f"{name}#{span.of}"})
    place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    words = {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    return {
        "id": f"{name}#{span.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": {"source": name, "selector": [place, words]},
    }


FORMAT: Final = documents("webanno", "W3C Web Annotations: positions and the words around them", _page)
