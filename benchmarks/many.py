#!/usr/bin/env python3
"""Send very many records through one run, from one pipe into another, and look that all come out, in order, in memory
that stays the same.

    python benchmarks/many.py                        # 200,000 records, --jobs 2: some minutes
    python benchmarks/many.py --count 20000 --jobs 1

The records are put together from the project's invented stories, of 400 to 2,000 characters.  Memory is the resident
size of each process as the kernel counts it (Linux), read at each tenth of the run.  The exit code is 1 if a record is
missing or out of order, or a process still grew by more than a tenth in the second half of the run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from speed import COMPILED, article

#: Different texts, which come again and again.
TEXTS = 500
SHORTEST, LONGEST = 400, 2000


def resident(pid: int) -> dict[int, float]:
    """The resident size, in MB, of a process and of its children."""
    sizes: dict[int, float] = {}
    for each in (pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())):
        with suppress(OSError):  # it may have ended
            status = Path(f"/proc/{each}/status").read_text()
            if "VmRSS:" in status:
                sizes[each] = int(status.partition("VmRSS:")[2].split()[0]) / 1024
    return sizes


def feed(pipe: object, count: int) -> None:
    """Write so many records into a pipe."""
    texts = [article(SHORTEST + number * (LONGEST - SHORTEST) // TEXTS, seed=number) for number in range(TEXTS)]
    with pipe:  # type: ignore[attr-defined]
        for number in range(count):
            record = json.dumps({"id": f"r{number}", "text": texts[number % TEXTS]})
            pipe.write(f"{record}\n".encode())  # type: ignore[attr-defined]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    command = [sys.executable, "-m", "wireparse", "convert", "--from", "jsonl", "--to", "jsonl", "-q"]
    run = subprocess.Popen(
        [*command, "--jobs", str(options.jobs)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=COMPILED
    )
    assert run.stdout is not None
    threading.Thread(target=feed, args=(run.stdin, options.count), daemon=True).start()
    begun, written, right = time.monotonic(), 0, 0
    sizes: list[dict[int, float]] = []
    for number, line in enumerate(run.stdout):
        right += line.startswith(f'{{"version":1,"source":{{"name":"r{number}",'.encode())
        written += len(line)
        if (number + 1) % max(1, options.count // 10) == 0:
            sizes.append(resident(run.pid))
            shown = ", ".join(f"{size:.0f}" for size in sizes[-1].values())
            seconds = time.monotonic() - begun
            print(f"{number + 1:>9,} records, {(number + 1) / seconds:6,.0f}/s, {shown} MB", flush=True)
    code = run.wait()
    seconds = time.monotonic() - begun
    print(f"{right:,} of {options.count:,} in order, {written / 1e6:,.0f} MB written in {seconds:,.0f} s, exit {code}")
    # The last look is taken when the workers may have ended.
    half, late = sizes[len(sizes) // 2 - 1], sizes[-2]
    flat = all(size <= 1.1 * half.get(pid, size) for pid, size in late.items())
    print(
        f"memory is {'flat' if flat else 'growing'}: at most {max(map(max, (each.values() for each in sizes))):.0f} MB"
    )
    return 0 if right == options.count and code == 0 and flat else 1


if __name__ == "__main__":
    sys.exit(main())
