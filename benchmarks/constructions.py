#!/usr/bin/env python3
"""Count the constructions of direct quotes and how often each names the right speaker.

    python benchmarks/constructions.py [GOLD.jsonl]      # ../shared/gold/quotes.jsonl by default

GOLD has one article a line with `text` and `attributions` (`source`, `content`: lists of spans), as in the PolNeAR
corpus.  A quoted segment of three words or more is right if the source that is given for it shares a character with
the source that the corpus gives.  Segments that the corpus does not attribute are counted as "no speech".
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from wireparse import parse

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "quotes.jsonl"
LEAST_WORDS = 3


def shared(span: tuple[int, int], spans: list[list[int]]) -> int:
    """How many characters a span has in common with others."""
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in spans)


def main(path: Path) -> int:
    if not path.exists():
        print(f"{path} is not here: nothing to measure")
        return 0
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        for quote in parse(article["text"]).quotes:
            if quote.kind == "indirect":
                continue
            for segment in quote.segments:
                if len(re.findall(r"\w+", segment.text)) < LEAST_WORDS:
                    continue
                span = segment.start, segment.end
                gold = max(article["attributions"], key=lambda one: shared(span, one["content"]), default=None)
                if gold is None or 2 * shared(span, gold["content"]) < span[1] - span[0]:
                    counts[quote.rule, "no speech"] += 1
                elif gold["source"]:
                    right = quote.source and shared((quote.source.start, quote.source.end), gold["source"])
                    counts[quote.rule, "right" if right else "wrong"] += 1
    print(f"{'construction':28}{'n':>6}{'right':>8}{'no speech':>11}")
    rules = sorted({rule for rule, _ in counts}, key=lambda rule: -counts[rule, "right"] - counts[rule, "wrong"])
    for rule in rules:
        right, wrong = counts[rule, "right"], counts[rule, "wrong"]
        share = f"{right / (right + wrong):.3f}" if right + wrong else "-"
        print(f"{rule:28}{right + wrong:>6}{share:>8}{counts[rule, 'no speech']:>11}")
    right, wrong = (sum(counts[rule, kind] for rule in rules) for kind in ("right", "wrong"))
    print(f"{'all':28}{right + wrong:>6}{right / max(right + wrong, 1):>8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD))
