#!/usr/bin/env python3
"""Measure what a character of a story costs in each language, as a share of what one costs in English.

    python benchmarks/languages.py
    python benchmarks/languages.py --json figures.json

All languages are read in turn in one process, several times over; the figure is that of the best pass of each.  The
texts are the labelled articles of the gold sets (`../shared/gold`), cut to the same length; the exit code is 1 if a
language costs more than English does, or if the sets are missing.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from wireparse import Parser

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
#: Characters of a language that are read in a pass, and of an article at most.
AMOUNT, LENGTH = 60_000, 3_000
PASSES = 7
LIMIT = 1.0


def texts() -> dict[str, list[str]]:
    """Articles by language, those of several sets together, each cut to the same length at most."""
    found: dict[str, list[str]] = {}
    for path in sorted(GOLD.glob("quotes*.jsonl")):
        if path.stem in ("quotes-train", "quotes-world"):
            continue
        with path.open(encoding="utf-8") as records:
            for record in map(json.loads, records):
                found.setdefault(record.get("lang", "en"), []).append(record["text"][:LENGTH])
    return {language: enough(articles) for language, articles in found.items()}


def enough(articles: list[str]) -> list[str]:
    """Articles of about the amount that a pass reads, some of them twice where there are few."""
    chosen: list[str] = []
    while sum(map(len, chosen)) < AMOUNT:
        chosen.append(articles[len(chosen) % len(articles)])
    return chosen


def costs(articles: dict[str, list[str]]) -> dict[str, float]:
    """Seconds of processor time a million characters, by language."""
    parser = Parser()
    best = dict.fromkeys(articles, float("inf"))
    for _ in range(PASSES):
        for language, chosen in articles.items():
            begin = time.process_time()
            for text in chosen:
                parser.parse(text)
            spent = (time.process_time() - begin) / sum(map(len, chosen)) * 1e6
            best[language] = min(best[language], spent)
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    articles = texts()
    if "en" not in articles:
        print(f"no labelled articles in {GOLD}", file=sys.stderr)
        return 1
    best = costs(articles)
    shares = {language: round(spent / best["en"], 2) for language, spent in sorted(best.items())}
    for language, share in shares.items():
        print(f"{language}  {share:.2f}{'' if share <= LIMIT else f'  more than {LIMIT}'}")
    if arguments.json:
        arguments.json.write_text(json.dumps(shares, indent=1) + "\n", encoding="utf-8")
    return int(any(share > LIMIT for share in shares.values()))


if __name__ == "__main__":
    raise SystemExit(main())
