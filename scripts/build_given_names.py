"""Make `data/given_names.json`: common given names and the gender that they tell.

    python scripts/build_given_names.py DIST.MALE.FIRST DIST.FEMALE.FIRST

The two files are the name counts of the 1990 census published by the U.S. Census Bureau (public domain): a name, its
share of the men or women in per cent, the running share, the rank.  A name tells a gender if four of five bearers have
it; else it is a given name that tells none.  `given_names_more.json` adds names from elsewhere in the world.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/wireparse/data/given_names.json"
SHARE = 0.8  # of a name's bearers, for it to tell a gender
COMMON = 0.004  # per cent of men or women; rarer names say little and cost loading time


def read(path: str) -> dict[str, float]:
    """Each name's share of the men or women, in per cent."""
    rows = (line.split() for line in Path(path).read_text(encoding="ascii").splitlines())
    return {row[0].lower(): float(row[1]) for row in rows if row}


def main(men_path: str, women_path: str) -> None:
    men, women = read(men_path), read(women_path)
    more = json.loads((HERE / "given_names_more.json").read_text(encoding="utf-8"))
    excluded = set(" ".join(more["not_given"]).split())
    found: dict[str, set[str]] = {"m": set(), "f": set(), "": set()}
    for name in men.keys() | women.keys():
        man, woman = men.get(name, 0.0), women.get(name, 0.0)
        if name in excluded or len(name) < 2 or man + woman < COMMON:
            continue
        found["m" if man >= SHARE * (man + woman) else "f" if woman >= SHARE * (man + woman) else ""].add(name)
    known = found["m"] | found["f"] | found[""]
    for gender, key in (("m", "men"), ("f", "women")):
        found[gender] |= set(" ".join(more[key]).split()) - known - excluded
    either = found["m"] & found["f"]
    found = {"m": found["m"] - either, "f": found["f"] - either, "": found[""] | either}
    rows = (
        f"  {json.dumps(gender)}: {json.dumps(' '.join(sorted(names)), ensure_ascii=False)}"
        for gender, names in found.items()
    )
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
