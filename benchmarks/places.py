#!/usr/bin/env python3
"""Measure how many places of real datelines are resolved to the right country.

    python benchmarks/places.py                      # the 100 that were checked by hand; the wrong ones are listed
    python benchmarks/places.py --gold ../shared/gold     # and the distinct places of the gold sets: how many resolve
    python benchmarks/places.py --sample --gold …    # print the sample of 100 with what is found, to check by hand

places-checked.tsv holds a hundred places as printed in datelines and, checked by hand, their countries.  They are a
deterministic random sample of the distinct places of the gold sets `openings`, `datelines-us` and `datelines-1987`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from pathlib import Path

from wireparse.knowledge.places import PlaceInfo, resolve

CHECKED = Path(__file__).parent / "places-checked.tsv"
SETS = ("openings", "datelines-us", "datelines-1987")
SEED, SIZE = 100, 100
FLOOR = 0.97


def look_up(printed: str) -> PlaceInfo:
    """Resolve a place as printed: "FLINT, Mich.", "Bengaluru (Karnataka) [India]"."""
    name, *areas = (part for part in re.split(r"[],()[]+ *", printed) if part.strip())
    return resolve(name.strip(), *(area.strip() for area in areas[:2]))


def distinct(gold: Path) -> list[str]:
    """The places of the gold sets, each once."""
    found = set()
    for name in SETS:
        with (gold / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                found.update(json.loads(line)["places"] or ())
    return sorted(found)


def main() -> int:
    parser = argparse.ArgumentParser(description="Resolve the places of real datelines.")
    parser.add_argument("--gold", type=Path, help="folder of the gold sets")
    parser.add_argument("--sample", action="store_true", help="print the sample to check by hand")
    args = parser.parse_args()
    if args.gold:
        names = distinct(args.gold)
        if args.sample:
            for name in sorted(random.Random(SEED).sample(names, SIZE)):
                print(name, look_up(name).country, sep="\t")
            return 0
        resolved = sum(look_up(name).country is not None for name in names)
        print(f"{resolved} of {len(names)} distinct places have a country ({resolved / len(names):.3f})")
    rows = [line.split("\t") for line in CHECKED.read_text(encoding="utf-8").splitlines()]
    wrong = [(name, country, found) for name, country in rows if (found := look_up(name).country) != country]
    share = 1 - len(wrong) / len(rows)
    print(f"{share:.2f} of {len(rows)} checked by hand are right")
    for name, country, found in wrong:
        print(f"  {name}: {country}, but found {found or 'none'}")
    return 0 if share >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
