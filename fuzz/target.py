#!/usr/bin/env python3
"""Fuzz parsing and the exporters, guided by coverage.

    pip install -e '.[fuzz]'
    python -m fuzz.target -max_total_time=1800 -max_len=4000 /tmp/corpus fixtures/crashes

Whatever bytes come in, a story must come out (or the file be refused as binary), keep the laws of the model, and read
back from what is written.  An input that breaks this is written to the current folder: move it to `fixtures/crashes`,
where the tests replay it, and mend the fault.
"""

from __future__ import annotations

import csv
import io
import json
import sys

from wireparse.errors import InputError
from wireparse.export import export
from wireparse.model import Piece, Story
from wireparse.parser import Parser
from wireparse.reader import decode

PARSER = Parser()
FORMATS = ("json", "jsonl", "csv", "md", "html")


def check(data: bytes) -> None:
    """Raises `AssertionError`, or whatever escapes, if these bytes show a fault."""
    try:
        text, encoding, notices = decode(data, "fuzz")
    except InputError as error:
        if error.code != "E_BINARY":
            raise
        return
    story = PARSER.parse(text, name="fuzz", encoding=encoding, warnings=notices, date="2017-11-22")
    check_laws(text, story)
    for name in FORMATS:
        out = io.BytesIO()
        export(story, name, out)
        written = out.getvalue().decode()
        if name in ("json", "jsonl"):
            assert Story.from_dict(json.loads(written)) == story
        elif name == "csv":
            head, row = csv.reader(io.StringIO(written, newline=""), strict=True)
            assert len(head) == len(row)


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


def main() -> None:
    """Fuzz until libFuzzer's options say that it is enough."""
    import atheris

    atheris.instrument_all()
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
