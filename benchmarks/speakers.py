"""How often the right speaker is named, against labels made by reading.

    python benchmarks/speakers.py [--gold ../shared/gold] [--part read|unread] [--wrong]

`speakers-labels.jsonl` names the speaker of every direct quote, and of every mixed one with three quoted words, in 60
articles of the gold set `quotes-train`: those with the lowest SHA-256 of their id among the articles with three such
quotes or more.  One person read each article from beginning to end and wrote down, in full, who speaks: the fullest
name that the article gives; for somebody whom it does not name, the words that describe him or her; null where even a
reader cannot tell.  `also` holds other answers that a reader would accept.  `form` is how the source is written where
the quote stands: name, pronoun, description or none.  Three articles of four served while the rules were written; the
fourth of each four (`--part unread`) was only counted.

Two measures: `given`, where the gold sources' spans are handed to `find_speakers`; and `parsed`, where the text alone
is parsed and a quote is the one that overlaps the label's most (`direct`: of these the ones that stand wholly in
quotation marks).  A name is right if it is the label's, titles, case
and middle initials aside; a description also if one holds all the words of the other.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from wireparse import parse
from wireparse.draft import Prose
from wireparse.speakers import find_speakers
from wireparse.text.view import View

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold"
LABELS = HERE / "speakers-labels.jsonl"


class Verdict(NamedTuple):
    """What one quote came to: `form` of its source, the `label`, the `name` given (None if none) and if it is right."""

    article: str
    form: str
    label: str | None
    name: str | None
    right: bool


def articles(gold: Path, part: str | None = None) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The labelled articles: the gold record and its labels."""
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    if part is not None:
        labels = [label for number, label in enumerate(labels) if (number % 4 == 3) == (part == "unread")]
    wanted = {label["id"] for label in labels}
    with (gold / "quotes-train.jsonl").open(encoding="utf-8") as lines:
        records = {record["id"]: record for record in map(json.loads, lines) if record["id"] in wanted}
    for label in labels:
        yield records[label["id"]], label


def given(record: dict[str, Any], labels: dict[str, Any]) -> Iterator[Verdict]:
    """The verdicts where all gold sources of the article are handed over.  Quotes without a source are left out."""
    view = View(record["text"])
    offsets = [view.source_span(at, at)[0] for at in range(len(view.text) + 1)]
    sources = [
        (bisect_left(offsets, source[0][0]), bisect_left(offsets, source[0][1])) if source else None
        for source in (attribution["source"] for attribution in record["attributions"])
    ]
    prose = [
        Prose(match.start(), match.end(), match.start(), "paragraph", number)
        for number, match in enumerate(re.finditer(r"[^\n]+(?:\n[^\n]+)*", view.text))
    ]
    found = find_speakers(view, prose, sources, language="en")
    meant = [meaning.entity for meaning in found.meanings]
    speakers, places = found.speakers(
        [(source, who) for source, who in zip(sources, meant, strict=True) if source and who is not None]
    )
    heard = [None if who is None else places.get(who) for who in meant]
    at = {tuple(item["content"][0]): who for item, who in zip(record["attributions"], heard, strict=True)}
    for quote in labels["quotes"]:
        if quote["form"] != "none":
            who = at[quote["start"], quote["end"]]
            yield _verdict(record["id"], quote, None if who is None else speakers[who].name)


def parsed(record: dict[str, Any], labels: dict[str, Any]) -> Iterator[Verdict]:
    """The verdicts where nothing but the text is given."""
    story = parse(record["text"])
    spans = [
        (segment.start, segment.end, quote.speaker.name if quote.speaker else None)
        for quote in story.quotes
        for segment in quote.segments
    ]
    for quote in labels["quotes"]:
        start, end = quote["start"], quote["end"]
        overlap, name = max(
            ((min(end, last) - max(start, first), name) for first, last, name in spans),
            key=lambda pair: pair[0],
            default=(0, None),
        )
        yield _verdict(record["id"], quote, name if overlap > 0 else None)


def _verdict(article: str, quote: dict[str, Any], name: str | None) -> Verdict:
    answers = [quote["speaker"], *quote.get("also", ())]
    right = any(_same(name, answer, loosely=quote["form"] == "description") for answer in answers)
    return Verdict(article, quote["form"], quote["speaker"], name, right)


def _same(name: str | None, answer: str | None, *, loosely: bool) -> bool:
    if name is None or answer is None:
        return name is answer
    one, other = _words(name), _words(answer)
    return one == other or (loosely and (f" {one} " in f" {other} " or f" {other} " in f" {one} "))


def _words(name: str) -> str:
    plain = re.sub(r"[.,]", "", normalize("NFC", name).casefold().replace("’", "'")).split()
    return " ".join(word for word in plain if len(word) > 1 and word not in ("the", "an"))


def figures(verdicts: list[Verdict]) -> dict[str, float]:
    """The share of right answers, in all and by form, and of right ones among those that name somebody."""
    total, right = Counter(item.form for item in verdicts), Counter(item.form for item in verdicts if item.right)
    named = [item for item in verdicts if item.name is not None]
    return {
        "quotes": len(verdicts),
        "right": sum(right.values()) / max(len(verdicts), 1),
        "precision": sum(item.right for item in named) / max(len(named), 1),
        **{form: right[form] / total[form] for form in sorted(total)},
    }


def measure(gold: Path = GOLD, part: str | None = None) -> dict[str, list[Verdict]]:
    """The verdicts of both measures, and those of `parsed` on the quotes that stand wholly in quotation marks."""
    found: dict[str, list[Verdict]] = {"given": [], "parsed": [], "direct": []}
    for record, labels in articles(gold, part):
        found["given"] += given(record, labels)
        verdicts = list(parsed(record, labels))
        found["parsed"] += verdicts
        kinds = {tuple(item["content"][0]): item["kind"] for item in record["attributions"]}
        for quote, verdict in zip(labels["quotes"], verdicts, strict=True):
            if kinds[quote["start"], quote["end"]] == "direct":
                found["direct"].append(verdict)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--gold", type=Path, default=GOLD)
    options.add_argument("--part", choices=("read", "unread"))
    options.add_argument("--wrong", action="store_true", help="list the wrong answers of the articles that were read")
    chosen = options.parse_args()
    if not chosen.gold.exists():
        sys.exit(f"speakers: no gold sets in {chosen.gold}")
    for measured, verdicts in measure(chosen.gold, chosen.part).items():
        print(f"{measured:8}" + "  ".join(f"{key} {value:.3f}" for key, value in figures(verdicts).items()))
        if chosen.wrong and chosen.part == "read":
            for item in verdicts:
                if not item.right:
                    print(f"    {item.article[:40]:40} {item.form:11} {item.name!r}, not {item.label!r}")


if __name__ == "__main__":
    main()
