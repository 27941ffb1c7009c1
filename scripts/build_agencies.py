"""Make `wireparse/data/agencies.json` from `scripts/agencies.tsv`, the table of the world's wires.

    python scripts/build_agencies.py

The table is edited by hand, one wire a line:

    id         stable, lower case: what a story's `agency.id` says
    name       as the wire calls itself
    aliases    as printed in datelines, bylines and credits, separated by "; "; the first is the usual one; a * marks
               one that is also an ordinary word or name and counts only in a dateline
    country    ISO 3166-1 alpha-2 of its seat
    languages  ISO 639, the main one first; a * at the end: it files from and to the whole world
    kind       state, public, cooperative, commercial, religious, syndicate, press-release, broadcaster, ...
    status     active, ended or unknown
    signs      samples of how it signs, separated by " ; ", {C} for the place; "ends:" for a form at a story's end
    seen       copy: the form was read in published copy; practice: it is the house's known practice;
               name: only the name is known to be printed, in bylines and credits

The script refuses a table that would make a wire unreachable: an id or a row given twice, a country that is no code,
a wire without an alias.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "scripts" / "agencies.tsv"
TARGET = ROOT / "src" / "wireparse" / "data" / "agencies.json"


def wire(row: dict[str, str]) -> dict[str, Any]:
    """The record of one row."""
    languages = row["languages"].split()
    world = "*" in languages
    aliases = _listed(row["aliases"], "; ")
    return {
        "id": row["id"],
        "name": row["name"],
        "aliases": [alias.rstrip("*") for alias in aliases],
        "ordinary": [alias.rstrip("*") for alias in aliases if alias.endswith("*")],
        "country": row["country"],
        "languages": [code for code in languages if code != "*"],
        "world": world or row["kind"] in {"press-release", "religious", "syndicate"},
        "kind": row["kind"],
        "status": row["status"],
        "signs": _listed(row["signs"], " ; "),
        "seen": row["seen"],
    }


def _listed(cell: str, separator: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in cell.split(separator) if part.strip()))


def faults(wires: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the table."""
    found = []
    ids = [record["id"] for record in wires]
    found += [f"{name}: given twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    for record in wires:
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", record["id"]):
            found.append(f"{record['id']}: no plain id")
        if not re.fullmatch(r"[A-Z]{2}", record["country"]):
            found.append(f"{record['id']}: {record['country']!r} is no country code")
        if not record["aliases"]:
            found.append(f"{record['id']}: no alias")
        if record["seen"] not in {"copy", "practice", "name"}:
            found.append(f"{record['id']}: seen where? {record['seen']!r}")
    return found


def main() -> int:
    """Read the table, check it, write the data file: one wire a line, so that a change shows in a diff."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        wires = [wire(row) for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)]
    wrong = faults(wires)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    lines = ",\n".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in wires)
    TARGET.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(wires)} wires, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
