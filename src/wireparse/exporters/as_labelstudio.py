"""Label Studio: a task a story with wireparse's findings as predictions, which people correct and send back."""

from __future__ import annotations

from typing import Any, Final

from wireparse.exporters.documents import documents
from wireparse.exporters.spans import Span, spans
from wireparse.model import Story

__all__ = ["FORMAT"]


def _task(story: Story) -> dict[str, Any]:
    found = list(spans(story))
    results = [_label(span) for span in found]
    results += [
        {"type": "relation", "from_id": span.of, "to_id": span.id, "direction": "right", "labels": [span.label]}
        for span in found
        if span.of
    ]
    return {
        "data": {"text": story.text, "source": story.source.name or "", "sha256": story.source.sha256},
        "predictions": [{"model_version": f"wireparse model {story.version}", "result": results}],
    }


def _label(span: Span) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.text, "labels": [span.label]}
    return {"id": span.id, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


FORMAT: Final = documents("labelstudio", "Label Studio: tasks with predictions to correct", _task)
