"""What engines cost: `convert --jobs 2` and Spark on two cores, for the same texts, in CPU seconds.

    python benchmarks/engines.py [STORIES] [TEXTS.jsonl]

The texts are those of a file of JSON Lines, else the seeds, over and over.  Wall times tell little where others share
the machine; CPU seconds are those of all processes of a run, Python's and Java's apart, and the most memory is that of
the largest Python process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SPARK = """
import sys
from pyspark.sql import SparkSession
from wireparse.spark import parse
spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.sql.files.maxPartitionBytes", "1m")
    .config("spark.sql.execution.arrow.maxRecordsPerBatch", "256").getOrCreate())
parse(spark.read.parquet(sys.argv[1]).repartition(8)).write.parquet(sys.argv[2])
"""


def main() -> None:
    """Print a line for each run."""
    import pyarrow
    import pyarrow.parquet

    stories = int(sys.argv[1]) if sys.argv[1:] else 1000
    rows = [{"id": f"r{n}", "text": text} for n, text in enumerate(islice(cycle(texts()), stories))]
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "in.parquet"), Path(folder, "out")
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), source)
        convert = [sys.executable, "-m", "wireparse", "convert", source, "-o", f"{out}.parquet", "-q", "--jobs", "2"]
        print(f"convert --jobs 2   {measured(convert)}")
        print(f"Spark local[2]     {measured([sys.executable, '-c', SPARK, source, out])}")


def texts() -> list[str]:
    if sys.argv[2:]:
        with open(sys.argv[2], encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


def measured(command: list[object]) -> str:
    """Run a command; the CPU seconds of its processes and the memory of the largest."""
    env = os.environ | {"PYSPARK_PYTHON": sys.executable}
    used: dict[int, tuple[bool, float]] = {}
    largest = 0
    with subprocess.Popen(list(map(str, command)), env=env, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            for process, (java, seconds, resident) in family(run.pid).items():
                used[process] = java, seconds
                largest = max(largest, 0 if java else resident)
            time.sleep(0.1)
    if run.returncode:
        return f"failed with {run.returncode}"
    python, java = (sum(seconds for is_java, seconds in used.values() if is_java == kind) for kind in (False, True))
    return f"Python {python:6.1f} s   Java {java:6.1f} s   largest Python process {largest >> 20} MB"


def family(root: int) -> dict[int, tuple[bool, float, int]]:
    """The processes below one and itself: whether it is Java, its CPU seconds and its resident bytes."""
    parents: dict[int, int] = {}
    told: dict[int, tuple[bool, float, int]] = {}
    for entry in os.scandir("/proc"):
        if not entry.name.isdecimal():
            continue
        try:
            name, _, rest = Path(entry.path, "stat").read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        fields = rest.split()
        process = int(entry.name)
        parents[process] = int(fields[1])
        told[process] = name == "java", (int(fields[11]) + int(fields[12])) / TICKS, int(fields[21]) * PAGE
    found = {root}
    while more := {process for process, parent in parents.items() if parent in found} - found:
        found |= more
    return {process: told[process] for process in found if process in told}


if __name__ == "__main__":
    main()
