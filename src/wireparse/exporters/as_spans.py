"""Labelled spans as JSON Lines, for Prodigy (`spans`) and doccano (`label`) alike."""

from __future__ import annotations

from typing import Any, Final

from wireparse.exporters.documents import documents
from wireparse.exporters.spans import spans
from wireparse.model import Story

__all__ = ["FORMAT"]


def _task(story: Story) -> dict[str, Any]:
    found = sorted(spans(story), key=lambda span: (span.start, -span.end))
    return {
        "text": story.text,
        "spans": [{"start": each.start, "end": each.end, "label": each.label} | each.notes for each in found],
        "label": [[each.start, each.end, each.label] for each in found],
        "meta": {"source": story.source.name or "", "sha256": story.source.sha256},
    }


FORMAT: Final = documents("spans", "Labelled spans as JSON Lines, for Prodigy and doccano", _task, lines=True)
