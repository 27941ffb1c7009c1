"""What a night's run may meet, again and again: kills at any instant, and shapes that no newsroom would send.

    python benchmarks/faults.py                       # all of it, some minutes
    python benchmarks/faults.py kills --chains 60 --seed 1
    python benchmarks/faults.py hostile

`kills`: chains of runs into every kind of output, each run killed (SIGKILL) at an instant chosen at random, until one
is left to end; what is there then must be what an undisturbed run makes.  `hostile`: everything that `fuzz/words.json`
knows, repeated thousands of times, alone and between words, through `convert`, `show` and `explain`: each becomes a
story whose blocks tile it, or is refused with a code.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.grammar import WORDS, story

PROGRAM = [sys.executable, "-m", "wireparse", "convert"]
STORIES = 120
# The outputs that are killed, and what is converted into them: a file of records or a folder of files.
OUTPUTS = [
    ("out.jsonl", "records.jsonl"),
    ("out.csv", "records.jsonl"),
    ("out.html", "files"),
    ("out.db", "records.jsonl"),
    ("out.db", "files"),
    ("tables/", "files"),
    ("tree/", "files"),
    ("tree/", "records.jsonl"),
]
FORMATS = {"tables/": ["--to", "csv"], "tree/": ["--to", "json"]}
KILLS = 5
LONG = 4000


def kills(folder: Path, chains: int, seed: int) -> bool:
    """Whether every chain ended as it should."""
    chance = Random(seed)
    inputs(folder, Random(f"{seed} inputs"))
    whole = {pair: undisturbed(folder, *pair) for pair in OUTPUTS}
    good, killed = 0, 0
    for number in range(chains):
        output, source = OUTPUTS[number % len(OUTPUTS)]
        wanted, seconds = whole[output, source]
        place = folder / "chain"
        for _ in range(KILLS):
            killed += stopped(
                folder, place / output, source, chance.uniform(0.1, 0.6) * seconds, jobs=chance.choice("12")
            )
        ended = subprocess.run(run(source, place / output, "--resume"), cwd=folder, capture_output=True, check=False)
        same = ended.returncode == 0 and content(place / output) == wanted
        good += same
        if not same:
            print(f"chain {number}, {output} from {source}: {ended.stderr.decode()[-300:]}")
        shutil.rmtree(place)
    print(f"kills: {good} of {chains} chains ended as an undisturbed run, {killed} runs killed")
    return good == chains


def inputs(folder: Path, chance: Random) -> None:
    """A file of records and a folder of files with the same invented stories, whose kinds take turns."""
    (folder / "files").mkdir()
    with (folder / "records.jsonl").open("w", encoding="utf-8") as records:
        for number in range(STORIES):
            text = story(chance).encode("utf-8", "replace").decode().replace("\0", " ") + f"\nNumber {number}.\n"
            records.write(json.dumps({"id": f"r{number}", "text": text}) + "\n")
            (folder / "files" / f"{number}.txt").write_text(text, encoding="utf-8", newline="")


def run(source: str, output: Path, *options: str) -> list[str]:
    """The command line of a run."""
    name = f"{output.name}/" if not output.suffix else output.name
    return [*PROGRAM, source, "-o", f"{output.parent}/{name}", "-q", *FORMATS.get(name, []), *options]


def undisturbed(folder: Path, output: str, source: str) -> tuple[object, float]:
    """What an undisturbed run makes, and how many seconds it takes."""
    place, begun = folder / "whole", time.monotonic()
    subprocess.run(run(source, place / output), cwd=folder, check=True)
    seconds, made = time.monotonic() - begun, content(place / output)
    shutil.rmtree(place)
    return made, seconds


def stopped(folder: Path, output: Path, source: str, seconds: float, *, jobs: str) -> bool:
    """Begin a run and kill it after so many seconds; whether it was still at work."""
    with subprocess.Popen(
        run(source, output, "--resume", "-j", jobs), cwd=folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds)
        process.kill()
        return process.wait() != 0


def content(output: Path) -> object:
    """What an output holds, without what tells one run from another."""
    if output.suffix == ".db":
        with closing(sqlite3.connect(output)) as connection:
            tables = ("stories", "sources", "quotes", "blocks")
            rows = [connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables]
            return rows, connection.execute("PRAGMA integrity_check").fetchall()
    if output.is_file():
        return output.read_bytes()
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != ".wireparse.resume"
    }


def shapes() -> Iterator[tuple[str, str]]:
    """Every hostile shape by name."""
    for kind in ("characters", "blanks", "breaks", "marks", "stops", "brackets", "lines", "wires"):
        for number, piece in enumerate(dict.fromkeys(filter(None, WORDS[kind]))):
            yield f"{kind}-{number}-alone", piece * LONG
            yield (
                f"{kind}-{number}-between",
                f"OSLO (NTB) - Kari Vik said {piece}".join(["The ferry ", *["sails, "] * (LONG // 20)]),
            )


def hostile(folder: Path) -> bool:
    """Whether every shape is a story, or refused with a code."""
    (folder / "shapes").mkdir()
    for name, text in shapes():
        (folder / "shapes" / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    count = len(os.listdir(folder / "shapes"))
    begun = time.monotonic()
    run = subprocess.run(
        [*PROGRAM, "shapes", "-t", "jsonl", "-q", "--errors", "errors"], cwd=folder, capture_output=True, check=False
    )
    stories = [json.loads(line) for line in run.stdout.splitlines()]
    tiled = sum(sum(len(block["text"]) for block in each["blocks"]) == each["source"]["length"] for each in stories)
    refused = Counter(json.loads(line)["code"] for line in (folder / "errors").read_bytes().splitlines())
    shown = 0
    for path in sorted((folder / "shapes").iterdir()):
        for command in ("show", "explain"):
            told = subprocess.run(
                [*PROGRAM[:-1], command, path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
            )
            shown += told.returncode in (0, 3) and b"Traceback" not in told.stderr and b"E_INTERNAL" not in told.stderr
    codes = ", ".join(f"{code} {number}" for code, number in sorted(refused.items()))
    print(
        f"hostile: {count} shapes, {len(stories)} stories ({tiled} tiled), {refused.total()} refused ({codes}); "
        f"{shown} of {2 * count} times shown and explained; {time.monotonic() - begun:.0f} s"
    )
    sound = len(stories) + refused.total() == count and tiled == len(stories) and shown == 2 * count
    return sound and not {"E_INTERNAL", "E_WORKER", "E_MEMORY"} & set(refused) and b"Traceback" not in run.stderr


def main() -> int:
    """1 if something did not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["kills", "hostile"], choices=["kills", "hostile", []])
    parser.add_argument("--chains", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).parent.parent / "src")
    held = []
    for what in wanted.what or ["kills", "hostile"]:
        with tempfile.TemporaryDirectory() as name:
            held.append(kills(Path(name), wanted.chains, wanted.seed) if what == "kills" else hostile(Path(name)))
    return not all(held)


if __name__ == "__main__":
    sys.exit(main())
