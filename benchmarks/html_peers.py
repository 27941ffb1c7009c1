#!/usr/bin/env python3
"""Read the same web pages with several tools: how much of each story comes out, and how fast, in one run.

    python benchmarks/html_peers.py                # whichever of the tools are installed
    python benchmarks/html_peers.py --every 5      # each fifth page only

trafilatura, readability-lxml and jusText are asked for the story's text as their manuals say; wireparse does what
`convert --from html --to md` does.  The pages are those of the gold set (`../shared/gold/html`).

f1, precision, recall   of the story's text by runs of four words, as the public benchmark of article extraction counts
                        them: the means over the pages of precision and of recall, and their harmonic mean
exact                   the share of pages of which all words came out, and no others
pages/s                 pages a second of processor time; the tools take turns page by page, the best of three counts

The limit, for wireparse beside trafilatura, is printed with the figure; the exit code is 1 if it is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

from wireparse.batch.worker import Input, Options, Worker

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
BODY = ("paragraph", "subhead", "list_item")
TRIES = 3
AT_LEAST, AIM = 1.5, 3.0
_DENSE = re.compile("[぀-ヿ㐀-鿿]")  # Chinese and Japanese, where words have no spaces

Read = Callable[[bytes], object]


def tools() -> Iterator[tuple[str, Read, Callable[[bytes], str]]]:
    """The tools that are installed: what is timed, and what gives the body's text."""
    worker = Worker(Options(format="md"))

    def page(data: bytes) -> Input:
        return Input("text", "page.html", data, form="html")

    yield (
        "wireparse",
        lambda data: worker.convert(page(data)),
        lambda data: "\n".join(part.text for part in worker.story(page(data)).paragraphs if part.kind in BODY),
    )
    try:
        import trafilatura

        yield "trafilatura", trafilatura.extract, lambda data: trafilatura.extract(data) or ""
    except ImportError:
        pass
    try:
        from lxml.html import fromstring
        from readability import Document

        def summary(data: bytes) -> str:
            return str(fromstring(Document(data.decode("utf-8", "replace")).summary()).text_content())

        yield "readability-lxml", summary, summary
    except ImportError:
        pass
    try:
        import justext

        words = justext.get_stoplist("English")

        def paragraphs(data: bytes) -> str:
            return "\n".join(part.text for part in justext.justext(data, words) if not part.is_boilerplate)

        yield "jusText", paragraphs, paragraphs
    except ImportError:
        pass


def words_of(text: str) -> list[str]:
    found = re.findall(r"\w+", text)
    return [sign for word in found for sign in word] if 4 * len(_DENSE.findall(text)) > len(text) else found


def runs(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    found = words_of(text)
    return Counter(tuple(found[at : at + size]) for at in range(max(1, len(found) - size + 1))) if found else Counter()


def accuracy(pairs: list[tuple[str, str, str]]) -> dict[str, float]:
    """Figures of (wanted, allowed besides, found) texts."""
    precisions, recalls = [], []
    for wanted, besides, found in pairs:
        gold, given = runs(wanted), runs(found)
        given -= (given - gold) & runs(besides)
        right = (gold & given).total()
        precisions += [right / given.total()] if given else []
        recalls += [right / gold.total()] if gold else []
    precision, recall = mean(precisions), mean(recalls)
    exact = mean(words_of(wanted) == words_of(found) for wanted, _, found in pairs)
    f1 = 2 * precision * recall / (precision + recall)
    return {"f1": f1, "precision": precision, "recall": recall, "exact": exact}


def seconds(read: Read, data: bytes) -> float:
    begun = time.process_time()
    read(data)
    return time.process_time() - begun


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--every", type=int, default=1, help="read each so many-th page")
    every = options.parse_args().every
    if not (GOLD / "html.jsonl").is_file():
        print("the pages are not there: ../shared/gold/html.jsonl", file=sys.stderr)
        return 2
    with (GOLD / "html.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][::every]
    pages = [gzip.decompress((GOLD / "html" / row["file"]).read_bytes()) for row in rows]
    known = list(tools())
    spent = {name: 0.0 for name, _, _ in known}
    for data in pages:
        tries = [[seconds(read, data) for _, read, _ in known] for _ in range(TRIES)]
        for (name, _, _), times in zip(known, zip(*tries, strict=True), strict=True):
            spent[name] += min(times)
    print(f"{'':18}{'f1':>7}{'precision':>11}{'recall':>8}{'exact':>7}{'pages/s':>9}")
    for name, _, body in known:
        pairs = [(row["article"], row.get("lead") or "", body(data)) for row, data in zip(rows, pages, strict=True)]
        figures = accuracy(pairs)
        print(
            f"{name:18}{figures['f1']:7.3f}{figures['precision']:11.3f}{figures['recall']:8.3f}"
            f"{figures['exact']:7.3f}{len(pages) / spent[name]:9.1f}"
        )
    if "trafilatura" not in spent:
        return 0
    ratio = spent["trafilatura"] / spent["wireparse"]
    print(f"wireparse, pages a second, against trafilatura: {ratio:.2f} times; at least {AT_LEAST}, goal {AIM:g}")
    return ratio < AT_LEAST


if __name__ == "__main__":
    sys.exit(main())
