"""Documents of word processors: one story as a rule, an export of many where its lines say so."""

from __future__ import annotations

import json
from collections.abc import Sequence

from wireparse.errors import InputError
from wireparse.readers import from_factiva, from_nexis
from wireparse.readers.decoding import empty
from wireparse.readers.input_form import Pieces, Reading, Settings

__all__ = ["read_piece", "story_pieces"]


def story_pieces(lines: Sequence[str], source: str) -> Pieces:
    """The stories among the lines of a document, each as JSON."""
    if from_nexis.is_uni(lines):
        return from_nexis.uni_pieces(lines, source)
    if from_factiva.is_tagged(lines):
        return from_factiva.tagged_pieces(lines, source)
    text = "\n\n".join(line.replace("\v", "\n").replace("\t", " ").strip() for line in lines if line.strip())
    return iter(((1, json.dumps({"text": text}).encode() if text else empty(source)),))


def read_piece(data: bytes, source: str, settings: Settings, form: str) -> Reading:
    """The reading of one of the pieces that `story_pieces` makes of a document of some `form`."""
    if data.startswith(b'{"uni"'):
        return from_nexis.FORM.read(data, source, settings)
    if data.startswith(b'{"tagged"'):
        return from_factiva.FORM.read(data, source, settings)
    text = json.loads(data)["text"]
    if not isinstance(text, str):
        raise InputError("E_RECORD", source, f"it is no {form} document")
    return Reading(text + "\n")
