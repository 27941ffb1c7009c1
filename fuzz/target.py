"""Fuzz parsing and the exporters, guided by coverage.

    pip install -e '.[fuzz]'
    python -m fuzz -max_total_time=1800 -max_len=4000 /tmp/corpus fixtures/crashes

Whatever bytes come in, a story must come out (or the file be refused as binary), keep the laws of the model, and read
back from what is written.  An input that breaks this is written to the current folder: move it to `fixtures/crashes`,
where the tests replay it, and mend the fault.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from wireparse.errors import InputError
from wireparse.explanation import explain
from wireparse.exporters import FORMATS, export, format_named
from wireparse.exporters.units import UNITS, in_units
from wireparse.model import Piece, Story
from wireparse.parser import Parser
from wireparse.readers.decoding import decode

PARSER = Parser()
# All that write a stream; those that fill a file of their own take the JSON of a story.
STREAMS = [form for form in map(format_named, FORMATS) if form.store is None]


def check(data: bytes) -> None:
    """Raises `AssertionError`, or whatever escapes, if these bytes show a fault."""
    try:
        text, encoding, notices = decode(data, "fuzz")
    except InputError as error:
        if error.code != "E_BINARY":
            raise
        return
    check_text(text, encoding=encoding, warnings=notices)


def check_text(text: str, **source: Any) -> None:
    """Raises as `check` does, for a text; `source` says more of where it comes from."""
    story = PARSER.parse(text, name="fuzz", date="2017-11-22", **source)
    check_laws(text, story)
    assert all(reason.rule for reason in explain(story))
    for form in STREAMS:
        for table in form.tables or (None,):
            out = io.BytesIO()
            export(story, form.id, out, table=table)
            written = out.getvalue().decode()
            if form.id in ("json", "jsonl"):
                assert Story.from_dict(json.loads(written)) == story
            elif form.suffix.startswith(".json"):
                json.loads(written)
            elif form.tables:
                assert len({len(row) for row in csv.reader(io.StringIO(written, newline=""), strict=True)}) == 1
    for unit in UNITS:
        assert in_units(story, unit).text == text


def check_laws(text: str, story: Story) -> None:
    """Blocks tile the text, and pieces are what they point at."""
    at = 0
    for block in story.blocks:
        assert block.start == at <= block.end
        at = block.end
    assert at == len(text)
    quoted = (segment for quote in story.quotes for segment in quote.segments)
    mentioned = (mention for speaker in story.speakers for mention in speaker.mentions)
    single = (story.headline, story.subheadline, story.byline, story.dateline)
    pieces: list[Piece | None] = [*story.blocks, *story.paragraphs, *story.credits, *quoted, *mentioned, *single]
    for piece in filter(None, pieces):
        assert text[piece.start : piece.end] == piece.text
