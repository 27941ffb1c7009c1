#!/usr/bin/env python3
"""Measure accuracy on the gold sets and hold it against the pinned floors.

    python benchmarks/accuracy.py                    # measure, compare with floors.json; exit 1 below a floor
    python benchmarks/accuracy.py --raise            # then lift the floors to what was measured
    python benchmarks/accuracy.py --own              # the project's own pages alone
    python benchmarks/accuracy.py --variants         # the page sets again in four other layouts

The project's own pages, gold/, are measured everywhere (benchmarks/gold.py tells what is wrong with each).  Larger gold
sets are not part of the project: they are looked for in ../shared/gold (or --gold FOLDER), with their own scorer,
evaluate.py; without them the pages alone are measured, which is said.

floors.json holds, per set and figure, the least that may be measured.  --raise never lowers one: that takes a reason,
and a commit that tells it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gold as own

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "benchmarks" / "floors.json"
GOLD = ROOT.parent / "shared" / "gold"

# What the project's own pages are called among the sets.
OWN = "own"
# Sets that are measured on everything that is found, as they ask for thoughts and intentions, too.
WHOLE = {"quotes": "--certainty guess"}
# A figure may move this much below its floor without failing: the last digit that is printed.
TOLERANCE = 0.0005

Figures = dict[str, dict[str, Any]]


def evaluate(gold: Path, folder: Path | None = None, sets: str | None = None, options: str = "") -> Figures:
    """The figures of evaluate.py for the sets in `folder` (the gold folder itself by default), with options of
    convert."""
    with tempfile.TemporaryDirectory() as scratch:
        result = Path(scratch) / "figures.json"
        command = [sys.executable, str(gold / "evaluate.py"), "--json", str(result)]
        command += ["--wireparse", f"{sys.executable} -m wireparse"]
        command += ["--gold", str(folder)] if folder else []
        command += ["--sets", sets] if sets else []
        command += [f"--options={options}"] if options else []
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads(result.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def own_figures() -> Figures:
    """The figures of the project's own pages; a page that is read is never broken, as the laws hold in any text."""
    return {OWN: {"records": len(own.read_pages()), "broken": 0} | own.measure().figures()}


# -- layouts ----------------------------------------------------------------------------------------------------------


def _without_blank_lines(text: str) -> str:
    return re.sub(r"\n(?:[^\S\n]*\n)+", "\n", text)


def _without_bullets(text: str) -> str:
    return re.sub(r"(?m)^[^\S\n]*(?:[*+•·-][^\S\n]+)?", "", text)


def _wrapped(text: str) -> str:
    """Hard-wrapped at 72 columns, blank lines and indents kept."""
    lines = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        current = ""
        for word in line.split():
            if current and len(indent) + len(current) + 1 + len(word) > 72:
                lines.append(indent + current)
                current = word
            else:
                current = f"{current} {word}".strip()
        lines.append(indent + current if current else "")
    return "\n".join(lines)


def _carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


VARIANTS: dict[str, Callable[[str], str]] = {
    "no blank lines": _without_blank_lines,
    "no bullets": _without_bullets,
    "wrapped at 72": _wrapped,
    "CRLF": _carriage_returns,
}


def moved(record: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with another layout of its text; block spans follow their characters (only white space and
    bullets differ, so the visible characters line up)."""
    changed = record | {"text": text}
    if "blocks" in record:
        places, at = [], 0
        for character in record["text"]:
            if character.isspace():
                places.append(at)
                continue
            ahead = at
            while ahead < len(text) and text[ahead].isspace():
                ahead += 1
            if text[ahead : ahead + 1] == character:
                at = ahead + 1
                places.append(ahead)
            else:  # a bullet that this layout leaves out
                places.append(at)
        places.append(len(text))
        changed["blocks"] = [
            block | {"start": places[block["start"]], "end": places[block["end"] - 1] + 1} for block in record["blocks"]
        ]
    return changed


def variants(gold: Path) -> Iterator[tuple[str, Figures]]:
    """Each layout's name and the figures of the page sets in it."""
    for name, change in VARIANTS.items():
        with tempfile.TemporaryDirectory() as scratch:
            for set_ in ("pages", "segments", "blocks"):
                with open(gold / f"{set_}.jsonl", encoding="utf-8") as lines:
                    records = [json.loads(line) for line in lines]
                with open(Path(scratch) / f"{set_}.jsonl", "w", encoding="utf-8") as out:
                    for record in records:
                        out.write(json.dumps(moved(record, change(record["text"]))) + "\n")
            yield name, evaluate(gold, Path(scratch), "pages,segments,blocks")


# -- floors -----------------------------------------------------------------------------------------------------------


def compare(figures: Figures, floors: Figures) -> list[str]:
    """Print every figure beside its floor; the names of those that fell below."""
    fallen = []
    for set_, values in figures.items():
        print(f"{set_}: {values['records']} records, {values['broken']} broken laws")
        if values["broken"]:
            fallen.append(f"{set_} laws")
        for name, value in values.items():
            if name in ("records", "broken"):
                continue
            floor = floors.get(set_, {}).get(name)
            change = "" if floor is None or abs(value - floor) <= TOLERANCE else f"  {value - floor:+.4f}"
            print(f"    {name:26} {value:.4f}{change}")
            if floor is not None and value < floor - TOLERANCE:
                fallen.append(f"{set_} {name}: {value:.4f}, floor {floor:.4f}")
    return fallen


def lifted(figures: Figures, floors: Figures) -> Figures:
    """The floors raised to what was measured, where that is higher."""
    return {
        set_: {
            name: max(value, floors.get(set_, {}).get(name, 0.0))
            for name, value in values.items()
            if name not in ("records", "broken") and not name.startswith(("block:", "lines:"))
        }
        for set_, values in figures.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder with the gold sets and evaluate.py")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is measured")
    parser.add_argument("--variants", action="store_true", help="measure the page sets in other layouts instead")
    parser.add_argument("--own", action="store_true", help="measure the project's own pages alone")
    args = parser.parse_args()
    there = (args.gold / "evaluate.py").exists()
    if not there:
        print(f"accuracy: no gold sets at {args.gold}; the project's own pages are measured alone")
    if args.variants and there:
        shown = {"pages": ("f1", "exact"), "segments": ("f1_english", "f1_other")}
        shown["blocks"] = ("body_char_f1", "block_micro_f1", "block_macro_f1")
        for name, figures in [("as given", evaluate(args.gold, sets="pages,segments,blocks")), *variants(args.gold)]:
            cells = [f"{set_} {key} {figures[set_][key]:.3f}" for set_, keys in shown.items() for key in keys]
            print(f"{name:16} {'  '.join(cells)}")
        return 0
    floors: Figures = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    figures = own_figures()
    if there and not args.own:
        figures |= evaluate(args.gold)
        for set_, options in WHOLE.items():
            if set_ in figures:
                figures |= evaluate(args.gold, sets=set_, options=options)
    fallen = compare(figures, floors)
    for line in fallen:
        print(f"accuracy: below its floor: {line}", file=sys.stderr)
    if args.lift and not fallen:
        FLOORS.write_text(json.dumps(floors | lifted(figures, floors), indent=1) + "\n", encoding="utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
