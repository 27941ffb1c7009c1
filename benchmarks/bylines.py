"""Score bylines against the author fields of the gold sets (../shared/gold where present).

    python benchmarks/bylines.py [--gold ../shared/gold] [--errors 20]

No set of bylines exists, so one is made on the fly, and no text is stored.  A record's `author` field names who wrote
it; a text *shows* an author where the name stands on a line that opens with "By", behind "Follow" on a line of its
own, behind "Story by", or at the head of one of the last three lines, before "is", "was" or a comma.  Recall is over
the authors shown; precision over all authors found, where a name of the record's field is right and any other,
in texts without an author too, is wrong.  Where the field is empty, the reporters of a wire's closing credit count.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import wireparse

SETS = ("datelines-1987", "datelines-us", "quotes-train")
NAMES = re.compile(r"\s*(?:,|;| and |\. Follow)\s*")


def authors_of(field: str | None) -> set[str]:
    """The names of people in an author field, in small letters."""
    found = re.sub(r"(?i)^by ", "", field or "")
    names = (" ".join(name.split()).casefold() for name in NAMES.split(found))
    return {name for name in names if 2 <= len(name.split()) <= 5 and "@" not in name}


def reporters(text: str) -> set[str]:
    """Who reported, as a wire's closing credit says: for the texts without an author field."""
    credit = re.search(r"\(Reporting by ([^;()]+)", text)
    return authors_of(re.sub(r" in [A-Z]\w+(?: \w+)?", "", credit.group(1))) if credit else set()


def shows(text: str, name: str) -> bool:
    """Whether the text itself says that `name` wrote it."""
    words = r"\s+".join(map(re.escape, name.split()))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if any(re.match(rf"(?i)(?:by |[\"']?follow |story by ).{{0,80}}?\b{words}\b", line[:200]) for line in lines):
        return True
    return any(re.match(rf"(?i){words}(?:,| is | was )", line) for line in lines[-3:])


def records(gold: Path) -> list[dict[str, Any]]:
    """The records of the sets, each text once."""
    seen: dict[str, dict[str, Any]] = {}
    for name in SETS:
        path = gold / f"{name}.jsonl"
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                seen.setdefault(record["text"], record)
    return list(seen.values())


def main() -> int:
    """Print precision, recall and the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared" / "gold")
    parser.add_argument("--errors", type=int, default=0, help="show this many records with an error")
    options = parser.parse_args()
    right = wrong = missed = texts = 0
    for record in records(options.gold):
        texts += 1
        named = authors_of(record.get("author")) or reporters(record["text"])
        shown = {name for name in named if shows(record["text"], name)}
        byline = wireparse.parse(record["text"]).byline
        found = {author.name.casefold() for author in byline.authors} if byline else set()
        right += len(found & named)
        wrong += len(found - named)
        missed += len(shown - found)
        if (found - named or shown - found) and options.errors > 0:
            options.errors -= 1
            print(record["id"], "found", sorted(found), "of", sorted(named), byline.rule if byline else "")
    if not texts:
        print("no gold sets found", file=sys.stderr)
        return 2
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    print(f"{texts} texts, {right} authors right, {wrong} wrong, {missed} missed")
    print(f"precision {precision:.4f}  recall {recall:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
