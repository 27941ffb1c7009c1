#!/usr/bin/env python3
"""Measure speed, growth, start-up, jobs and memory, all as ratios: absolute times differ from machine to machine.

    python benchmarks/speed.py                     # everything, about ten minutes
    python benchmarks/speed.py speed startup       # only those
    python benchmarks/speed.py --json figures.json

speed    parse + to_dict + json.dumps against one pass of re.finditer over the same texts, in one process
growth   twice the input on 45 shapes of 150 kB, and each shape against prose, a character
long     four times the input on the same shapes, up to 600 kB
startup  `wireparse convert` of one small story, cold, against `python -c pass` and a hello-world of the same typer
jobs     --jobs 2 against --jobs 1, 2,000 stories
memory   peak memory over 500, 2,000 and 8,000 records of JSON Lines
held     peak memory a character over the same 45 shapes of 2 MB, each in a process of its own (five minutes)

The texts are the news articles of the gold sets (`../shared/gold`) where present, else the project's own stories.
Every figure is the best of several tries, that of twice the input the median: the rest is other programs' doing.
Limits (what may be measured at most, or at least for jobs) are printed beside the figures; the exit code is 1 if one
is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from wireparse import Parser, parse

ROOT = Path(__file__).resolve().parent.parent
TOKENS = re.compile(r"\w+|[^\w\s]")
GOLD = ROOT.parent / "shared" / "gold" / "quotes.jsonl"
STORIES = sorted((*(ROOT / "fixtures" / "wild").glob("*.txt"), *(ROOT / "seeds").glob("*.txt")))

Row = tuple[str, float, str, bool]


def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in STORIES]


def articles() -> list[str]:
    """News articles; without the gold sets the project's own stories, several times over."""
    if not GOLD.is_file():
        return [article(), *texts()] * 3
    with GOLD.open(encoding="utf-8") as records:
        return [json.loads(record)["text"] for record in records]


def article(size: int = 5000, seed: int = 1) -> str:
    """Prose of about so many characters, put together from the invented stories' paragraphs."""
    paragraphs = [part for text in texts() for part in text.split("\n\n") if len(part) > 150]
    random.Random(seed).shuffle(paragraphs)
    out: list[str] = []
    while sum(map(len, out)) < size:
        out.append(paragraphs[len(out) % len(paragraphs)])
    return "\n\n".join(out)


def turns(*works: Callable[[], object], tries: int = 5) -> list[list[float]]:
    """The time that each of several pieces of work takes, in seconds of this process, try by try; they take turns."""
    times: list[list[float]] = []
    for _ in range(tries + 1):
        times.append([])
        for work in works:
            begun = time.process_time()
            work()
            times[-1].append(time.process_time() - begun)
    return times[1:]  # the first try is for warming up


def best(*works: Callable[[], object], tries: int = 5) -> list[float]:
    """The shortest time that each of several pieces of work takes; they take turns."""
    return list(map(min, zip(*turns(*works, tries=tries), strict=True)))


def speed() -> list[Row]:
    samples = articles()
    stories = [parse(text) for text in samples]

    def pass_over() -> None:
        for text in samples:
            [match.span() for match in TOKENS.finditer(text)]

    def all_of_it() -> None:
        for text in samples:
            json.dumps(parse(text).to_dict())

    def parsing() -> None:
        for text in samples:
            parse(text)

    def writing() -> None:
        for story in stories:
            json.dumps(story.to_dict())

    few = Parser(parts={"headline", "dateline", "paragraphs"})

    def some_of_it() -> None:
        for text in samples:
            few.parse(text)

    one, whole, parsed, written, some = best(pass_over, all_of_it, parsing, writing, some_of_it)
    ratio = whole / one
    return [
        ("parse + JSON against a pass over the tokens", ratio, "at most 19, goal 15", ratio <= 19),
        ("of that the parse", parsed / one, "", True),
        ("of that to_dict and json.dumps", written / one, "", True),
        ("headline, dateline, paragraphs alone, of the parse", some / parsed, "at most .33", some <= parsed / 3),
        ("characters a millisecond", sum(map(len, samples)) / whole / 1000, "", True),
    ]


def shapes(size: int) -> dict[str, str]:
    """Texts of `size` characters that naive readers take long over."""
    units = {
        "prose": "\n\n".join(articles()) + "\n\n",
        "double marks": '"',
        "open marks": "“",
        "angle marks": "«»",
        "apostrophes": "'a ",
        "marks and words": '"a b" ',
        "one line": "word ",
        "one word": "a",
        "blank lines": "\n",
        "blanks": " ",
        "capitals": "ABC ",
        "names": "Ana Kovalenko ",
        "dots": ".",
        "dashes": "— ",
        "brackets": "(",
        "bracketed": "(AP) - ",
        "he said": "he said ",
        "said commas": '"a," said he, ',
        "entities": "&amp;",
        "zero-width": "a\u200b",
        "breadcrumbs": "Home > World > News\n",
        "related": "Related Post\nA cut-off headline... An excerpt of some words...\n",
        "initials": "J.R.R. ",
        "addresses": "http://a.example/b?c=d ",
        "numbers": "12,345.6 ",
        "dates": "Nov. 21, 2017 ",
        "datelines": "OSLO (AP) — A.\n",
        "short lines": "a\n",
        "carriage returns": "a\r\n",
        "opened paragraphs": '"a\n\n',
        "bullets": "* a\n- b\n",
        "nested marks": '“‘"«„',
        "nested quotations": "“a ‘b’ c” ",
        "all marks": "\"“”„‟«»‹›'‘’‚‛「」『』〝〞",
        "brackets of all kinds": "(a [b {c <d ",
        "cue words": "alpha said ",
        "according to": "according to Ida Moen, ",
        "speakers": "A: b\n",
        "editors": "(Reporting by Ana Kovalenko; Editing by Bo Moen)\n",
        "mixed scripts": "Київ 東京 Αθήνα القاهرة said ",
        "right to left": "\u202eשלום עולם \u202c",
        "combining marks": "e\u0301\u0308\u0327 ",
        "unfinished entities": "&amp &#x20 &#38 &lt ",
        "addresses in brackets": "(https://a.example/b_(c)_[d]) ",
        "tabs": "a\tb\tc\n",
    }
    return {name: (unit * (size // len(unit) + 1))[:size] for name, unit in units.items()}


def _each(texts: list[str]) -> None:
    for text in texts:
        parse(text)


def growth(size: int = 150_000) -> list[Row]:
    rows: list[Row] = []
    small, large = shapes(size // 2), shapes(size)
    (prose,) = best(partial(parse, large["prose"]), tries=2)
    for name, text in large.items():
        (once,) = best(partial(parse, text), tries=1)
        tries = 3 + min(40, int(0.5 / once))  # what is over soon is easily disturbed
        # Both halves one after the other: what takes half the time would be disturbed less than half as often.
        times = turns(partial(parse, text), partial(_each, [small[name]] * 2), tries=tries)
        ratio = median(2 * whole / halves for whole, halves in times)
        rows.append((f"{name}: twice the input", ratio, "at most 2.3, goal 2.1", ratio <= 2.3))
        whole = min(whole for whole, _ in times)
        rows.append((f"{name}: against prose", whole / prose, "at most 20, goal 5", whole / prose <= 20))
    return rows


def long(size: int = 600_000) -> list[Row]:
    """What grows too fast but is done in C shows only in long texts."""
    large, quarter = shapes(size), shapes(size // 4)
    ratios = {}
    for name in large:
        whole, quarters = best(partial(parse, large[name]), partial(_each, [quarter[name]] * 4), tries=2)
        if whole > 0.05:
            ratios[name] = 4 * whole / quarters
    worst = max(ratios, key=lambda name: ratios[name])
    ratio = ratios[worst]
    return [(f"four times the input, at worst ({worst})", ratio, "at most 5.3, goal 4.4", ratio <= 5.3)]


# As after an ordinary installation, modules are compiled once and for all.
COMPILED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def cold(*commands: list[str], tries: int = 25) -> list[float]:
    """The shortest time that each of several processes takes from its start to its end, in seconds; they take turns."""
    shortest = [float("inf")] * len(commands)
    for _ in range(tries):
        for at, command in enumerate(commands):
            begun = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=COMPILED)
            shortest[at] = min(shortest[at], time.perf_counter() - begun)
    return shortest


def startup() -> list[Row]:
    hello = "import typer; app = typer.Typer()\n@app.command()\ndef main() -> None: print('hello')\napp()"
    story = str(STORIES[0])
    bare, one, greeting, library = cold(
        [sys.executable, "-c", "pass"],
        [sys.executable, "-m", "wireparse", "convert", story],
        [sys.executable, "-c", hello],
        [sys.executable, "-c", f"import wireparse; wireparse.parse_file({story!r})"],
    )
    return [
        ("convert one story, cold, against python -c pass", one / bare, "at most 6, goal 5", one <= 6 * bare),
        ("a hello-world of typer, for comparison", greeting / bare, "", True),
        ("import wireparse and parse one file, for comparison", library / bare, "", True),
    ]


def _feed(path: Path, count: int) -> Path:
    samples = [*texts(), article()]
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps({"id": f"r{number}", "text": samples[number % len(samples)]}) + "\n")
    return path


# What two processors can do at most: the same run in two processes that know nothing of one another.
_BOTH = "import subprocess, sys; runs = [subprocess.Popen(sys.argv[1:]) for _ in '12']; [run.wait() for run in runs]"


def jobs(count: int = 2000) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        feed = _feed(Path(folder) / "feed.jsonl", count)
        command = [sys.executable, "-m", "wireparse", "convert", str(feed), "-t", "jsonl", "-q", "-j"]
        both = [sys.executable, "-c", _BOTH, *command, "1"]
        one, two, twice = cold([*command, "1"], [*command, "2"], both, tries=3)
    return [
        (
            f"--jobs 2, {count:,} stories: times faster than --jobs 1",
            one / two,
            "at least 1.7, goal 1.9",
            one / two >= 1.7,
        ),
        ("two runs of --jobs 1 at once against one after the other", 2 * one / twice, "", True),
        ("stories a second with --jobs 2", count / two, "", True),
    ]


def memory(counts: tuple[int, ...] = (500, 2000, 8000)) -> list[Row]:
    # The kernel's own count (Linux): what `getrusage` tells of a child includes this process, before it was replaced.
    code = (
        "import sys; from wireparse.cli import run; code = run(sys.argv[1:]); "
        "peak = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')]; "
        "print(*peak, file=sys.stderr); sys.exit(code)"
    )
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            feed = _feed(Path(folder) / "feed.jsonl", count)
            command = [sys.executable, "-c", code, "convert", str(feed), "-t", "jsonl", "-q", "-j", "1"]
            done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
            peaks.append(int(done.stderr.split()[-1]) / 1024)
    rows = [
        (f"peak memory over {count:,} records, MB", peak, "at most 120, goal 80", peak <= 120)
        for count, peak in zip(counts, peaks, strict=True)
    ]
    flat = peaks[-1] / peaks[1]  # the first count tells what a run needs before its heap has settled
    return [*rows, (f"{counts[-1]:,} records against {counts[1]:,}", flat, "flat: at most 1.1", flat <= 1.1)]


def held(size: int = 2_000_000) -> list[Row]:
    # What a parse adds to the peak of a process that has parsed an ordinary story before.
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import speed; from wireparse import parse; "
        "peak = lambda: next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM')); "
        "text = speed.shapes(int(sys.argv[3]))[sys.argv[2]]; parse(speed.article()); before = peak(); parse(text); "
        "print((peak() - before) * 1024 / len(text))"
    )
    bytes_held = {}
    for name in shapes(0):
        command = [sys.executable, "-c", code, str(Path(__file__).parent), name, str(size)]
        bytes_held[name] = float(subprocess.run(command, capture_output=True, check=True).stdout)
    worst, second = sorted(bytes_held, key=bytes_held.__getitem__, reverse=True)[:2]
    return [
        (f"bytes a character held, at worst ({worst})", bytes_held[worst], "at most 150", bytes_held[worst] <= 150),
        (f"the next ({second})", bytes_held[second], "", True),
        ("prose, for comparison", bytes_held["prose"], "", True),
    ]


MEASURES: dict[str, Callable[[], list[Row]]] = {
    "speed": speed,
    "growth": growth,
    "long": long,
    "startup": startup,
    "jobs": jobs,
    "memory": memory,
    "held": held,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("measures", nargs="*", choices=[[], *MEASURES], help="default: all")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    figures, missed = {}, 0
    for name in arguments.measures or MEASURES:
        for what, value, limit, good in MEASURES[name]():
            missed += not good
            figures[what] = round(value, 3)
            print(f"{name:8} {what:58} {value:9.2f}  {limit}{'' if good else '  MISSED'}", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
