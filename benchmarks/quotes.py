"""Who said what, by genre, country and construction, with the spread over texts.

    python benchmarks/quotes.py [--gold ../shared/gold] [--certainty likely]

The set `quotes-world` has every attribution of texts of the world's press with its speaker; the scorer beside it says
what is right.  Printed are direct speakers right of all that have one, reported speech that is one with its speaker
right of all that is put out, and reported speech found, of what is said aloud or written: for all, for each genre and
country with some quotes, and, by the rule of what was put out, the share right for each construction.  Behind a figure
stands its spread: the middle nine tenths of what a thousand draws of as many texts, with replacement, come to.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from wireparse import Parser

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
#: Labels that a genre or country must have to be printed, draws for the spread, and the share of them left at each end.
FEWEST = 12
DRAWS = 1000
TAIL = 0.05


class Text(NamedTuple):
    """What came of a text: its genre, its country and the scorer's counts; the rules of the quotes put out, and of
    those among them that are wrong."""

    genre: str
    country: str
    counts: Counter[Any]
    rules: Counter[str]
    wrong: Counter[str]


#: The figures: their names, what is right and what of.
FIGURES = (
    ("speaker", "s_hit", "s_gold"),
    ("reported right", "r_both", "r_pred"),
    ("reported found", "r_hit", "r_gold"),
)
#: What the scorer notes of quotes that were put out and are wrong.
WRONG = frozenset(
    ("direct that is none", "wrong speaker", "report that is none", "report, wrong name", "reported, wrong source")
)


def measured(gold: Path, certainty: str) -> list[Text]:
    """Every text of the set, parsed and scored."""
    sys.path.insert(0, str(gold))
    scorer = importlib.import_module("score_world")
    parser = Parser(certainty=certainty)
    texts = []
    for line in (gold / "quotes-world.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        story = parser.parse(record["text"]).to_dict()
        score = scorer.Score()
        score.article(record, story)
        wrong = Counter(row["rule"] for row in score.wrong if row["what"] in WRONG)
        rules = Counter(quote["rule"] for quote in story["quotes"])
        texts.append(Text(record["genre"].partition(" (")[0], record["country"], score.n, rules, wrong))
    return texts


def share(texts: Iterable[Text], right: str, whole: str) -> float | None:
    """A figure over some texts, None where there is nothing to count."""
    total = Counter[str]()
    for text in texts:
        total.update({right: text.counts[right], whole: text.counts[whole]})
    return total[right] / total[whole] if total[whole] else None


def spread(texts: list[Text], right: str, whole: str) -> tuple[float, float]:
    """Between what a figure lies in most draws of texts; the same on every run."""
    draw = random.Random(0)
    shares = [share(draw.choices(texts, k=len(texts)), right, whole) for _ in range(DRAWS)]
    found = sorted(one for one in shares if one is not None)
    return found[int(TAIL * len(found))], found[int((1 - TAIL) * len(found)) - 1]


def row(name: str, texts: list[Text], *, spreads: bool = False) -> str:
    """A line of the table."""
    cells = []
    for figure, right, whole in FIGURES:
        value, size = share(texts, right, whole), sum(text.counts[whole] for text in texts)
        cell = f"{figure} -" if value is None else f"{figure} {value:.3f} of {size}"
        if spreads and value is not None:
            low, high = spread(texts, right, whole)
            cell += f" ({low:.3f} to {high:.3f})"
        cells.append(cell)
    return f"{name:18} {len(texts):3}  " + "  ".join(cells)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--gold", type=Path, default=GOLD)
    options.add_argument("--certainty", choices=("sure", "likely", "guess"), default="likely")
    chosen = options.parse_args()
    if not (chosen.gold / "quotes-world.jsonl").exists():
        sys.exit(f"quotes: no gold sets in {chosen.gold}")
    texts = measured(chosen.gold, chosen.certainty)
    print(row("all", texts, spreads=True))
    for key in ("genre", "country"):
        groups: dict[str, list[Text]] = defaultdict(list)
        for text in texts:
            groups[getattr(text, key)].append(text)
        print()
        for name, own in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0])):
            if sum(text.counts["s_gold"] + text.counts["r_gold"] for text in own) >= FEWEST:
                print(row(name, own))
    rules = sum((text.rules for text in texts), Counter[str]())
    wrong = sum((text.wrong for text in texts), Counter[str]())
    print()
    for rule, count in rules.most_common():
        print(f"{rule:28} {count:4}  right {1 - wrong[rule] / count:.3f}")


if __name__ == "__main__":
    main()
