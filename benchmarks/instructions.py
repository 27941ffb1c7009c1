#!/usr/bin/env python3
"""Count the instructions of a whole parse, with valgrind: the same on every machine, however busy it is.

    python benchmarks/instructions.py              # two or three minutes

`wireparse convert` reads the news articles of the gold sets (`../shared/gold`), else the project's own stories, from
JSON Lines and writes JSON Lines; the same over the first one alone is what a start costs, and is taken off.  That is
put against one pass of `re.finditer` over the same texts, counted as the difference between six passes and one.
The exit code is 1 where the limit is missed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from speed import COMPILED, articles

AT_MOST, GOAL = 10.5, 9.0
PASSES = (
    "import json, re, sys; texts = [json.loads(line)['text'] for line in open(sys.argv[1])]; "
    "tokens = re.compile(r'\\w+|[^\\w\\s]'); "
    "[[match.span() for match in tokens.finditer(text)] for _ in range(int(sys.argv[2])) for text in texts]"
)


def instructions(*command: str) -> int:
    """How many instructions a command executes."""
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    told = subprocess.run(counted, capture_output=True, text=True, check=True, env=COMPILED).stderr
    found = re.search(r"Collected : (\d+)", told)
    assert found is not None, told
    return int(found[1])


def main() -> int:
    if shutil.which("valgrind") is None:
        print("valgrind is not installed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        feed, first = Path(folder) / "feed.jsonl", Path(folder) / "first.jsonl"
        records = [json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(articles())]
        feed.write_text("".join(records), encoding="utf-8")
        first.write_text(records[0], encoding="utf-8")
        convert = (sys.executable, "-m", "wireparse", "convert", "-t", "jsonl", "-q", "-j", "1")
        subprocess.run([*convert, str(feed)], stdout=subprocess.DEVNULL, check=True, env=COMPILED)  # for its bytecode
        start = instructions(*convert, str(first))
        whole = instructions(*convert, str(feed)) - start
        six, one = (instructions(sys.executable, "-c", PASSES, str(feed), passes) for passes in "61")
    ratio = whole / ((six - one) / 5)
    print(f"convert, against a pass over the tokens    {ratio:6.2f}  at most {AT_MOST}, goal {GOAL:g}")
    print(f"a start with its first story, in passes    {start / ((six - one) / 5):6.2f}")
    return ratio > AT_MOST


if __name__ == "__main__":
    sys.exit(main())
