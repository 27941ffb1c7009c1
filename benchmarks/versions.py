#!/usr/bin/env python3
"""Group very many fingerprints on one machine: processor time, wall time and the most memory held.

    python benchmarks/versions.py                    # 10,000, 100,000 and 1,000,000 fingerprints
    python benchmarks/versions.py --count 10000 20000

A fingerprint has 40 numbers, as a story of 330 words has.  Many of the stories are versions of others (2 to 40 of one
story, each with 40 to 100 % of its numbers), a twentieth share one of ten paragraphs with some hundred others.  Each
size runs in a process of its own.  The exit code is 1 if a version is not with its story in 99 of 100 cases, or a
million takes more than five minutes or a gigabyte.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

NUMBERS, BITS = 40, 61


def fingerprints(count: int) -> Iterator[tuple[list[int], int]]:
    """Fingerprints, each with the number of its true group; the same in every run."""
    rng = random.Random(11)
    paragraphs = [[rng.getrandbits(BITS) for _ in range(6)] for _ in range(10)]
    made, group = 0, 0
    while made < count:
        group += 1
        whole = [rng.getrandbits(BITS) for _ in range(NUMBERS)]
        if rng.random() < 0.05:
            whole[:6] = rng.choice(paragraphs)
        yield sorted(whole), group
        made += 1
        if rng.random() < 0.08:
            for _ in range(min(rng.choice((1, 2, 3, 5, 39)), count - made)):
                yield sorted(rng.sample(whole, rng.randrange(16, NUMBERS + 1))), group
                made += 1


def measure(count: int) -> dict[str, float]:
    """Group so many; what it took."""
    from wireparse.versions.candidates import candidates
    from wireparse.versions.leaders import leaders

    groups = []

    def samples() -> Iterator[list[int]]:
        for sample, group in fingerprints(count):
            groups.append(group)
            yield sample

    begun, used = time.monotonic(), time.process_time()
    lead = leaders(candidates(samples()))
    took = time.monotonic() - begun, time.process_time() - used
    first: dict[int, int] = {}
    right = sum(lead[story] == first.setdefault(group, lead[story]) for story, group in enumerate(groups))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"wall": took[0], "cpu": took[1], "mb": peak, "right": right / count, "groups": len(set(lead)),
            "true groups": groups[-1]}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one)))
        return 0
    worst = 0
    for count in arguments.count:
        command = [sys.executable, __file__, "--one", str(count)]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(f"{count:9,} fingerprints  {found['cpu']:6.1f} s of processor time  {found['wall']:6.1f} s  "
              f"{found['mb']:5.0f} MB  {found['groups']:,.0f} groups of {found['true groups']:,.0f}  "
              f"{found['right']:.2%} right")  # fmt: skip
        worst |= found["right"] < 0.99 or (count <= 1_000_000 and (found["wall"] > 300 or found["mb"] > 1024))
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
