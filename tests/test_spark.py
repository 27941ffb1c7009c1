"""Spark, a real one: all rows come out, as `convert` would write them, and a worker that dies loses nothing."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.archives import record
from tests.command import PLAIN, STORY, wireparse
from tests.test_arrow import POISON
from tests.test_versions_batches import expected, learned, site_of, sited
from wireparse import UsageError

if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Java is missing: apt-get install openjdk-17-jre-headless", allow_module_level=True)
pyspark = pytest.importorskip("pyspark", reason="the extra 'spark' (pyspark) is not installed")
pytestmark = pytest.mark.filterwarnings("default")

DOCS = Path(__file__).parent.parent / "docs" / "spark.md"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "16",
}
TABLE = {
    "id": [f"r{n}" for n in range(40)],
    "text": [f"{STORY}\n😀 {n}" if n % 9 else None for n in range(40)],
    "date": ["2018-03-05", None] * 20,
    "n": list(range(40)),
}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A Python that has pyarrow, and none of what is installed beside it."""
    packages = tmp_path / "packages"
    packages.mkdir()
    for name in ("pyarrow", "numpy"):
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            for path in Path(spec.origin).parent.parent.glob(f"{name}*"):
                (packages / path.name).symlink_to(path)
    program = tmp_path / "python-bare"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="$PYTHONPATH:{packages}" exec {sys.executable} -S "$@"\n')
    program.chmod(0o755)
    return program


def table(path: Path) -> Path:
    """The texts as Parquet."""
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table(TABLE), path)
    return path


def written(path: Path) -> list[dict[str, Any]]:
    """The rows of a table of Parquet, in the order of their ids."""
    import pyarrow.parquet

    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
    return sorted(rows, key=lambda row: row.get("id") or row["source"]["name"])


def converted(source: Path, target: Path) -> dict[str, dict[str, Any]]:
    """The stories that `convert` makes of a table, by their ids."""
    wireparse("convert", source, "-o", target, "-q")
    return {row["source"]["name"]: row for row in written(target)}


def test_rows_are_those_that_convert_writes(spark: Any, tmp_path: Path) -> None:
    from wireparse.spark import parse

    source = table(tmp_path / "in.parquet")
    parse(spark.read.parquet(str(source)).repartition(3)).write.parquet(str(tmp_path / "out"))
    rows, expected = written(tmp_path / "out"), converted(source, tmp_path / "whole.parquet")
    assert [row["id"] for row in rows] == sorted(TABLE["id"])
    for row in rows:
        assert {name: row[name] for name in TABLE} == {name: TABLE[name][row["n"]] for name in TABLE}
        assert row["story"] == expected.get(row["id"])
        assert (row["error"] or {}).get("code") == (None if row["story"] else "E_EMPTY")


def test_no_text_makes_a_job_fail(spark: Any) -> None:
    from wireparse.spark import parse

    texts = [(name, text and bytearray(text)) for name, (text, _) in POISON.items()]
    df = spark.createDataFrame(texts, "id string, data binary").selectExpr("id", "cast(data AS string) AS text")
    rows = parse(df, max_size=2_500_000).selectExpr("id", "error.code", "story IS NULL AS none").collect()
    assert {row.id: row.code for row in rows} == {name: code for name, (_, code) in POISON.items()}
    assert all(row.none == (row.code is not None) for row in rows)


def test_quotes_and_offsets_serve_in_sql(spark: Any) -> None:
    from wireparse.spark import parse, register

    text = f"😀😀\n\n{STORY}"
    df = spark.createDataFrame([("a", text)], "id string, text string")
    parse(df).createOrReplaceTempView("parsed")
    (row,) = spark.sql(
        "SELECT q.text AS said, q.speaker.name AS who,"
        " substring(text, q.segments[0].start + 1, q.segments[0].end - q.segments[0].start) AS piece"
        " FROM parsed LATERAL VIEW explode(story.quotes) AS q WHERE q.kind = 'direct'"
    ).collect()
    assert (row.said, row.who) == ("We wait for the wind to drop,", "Ingrid Solheim")
    assert row.piece == row.said
    register(spark)
    df.createOrReplaceTempView("texts")
    query = "SELECT wireparse_parse(text, id, '2018-03-05') AS s, wireparse_parse(' ') AS none FROM texts"
    (found,) = spark.sql(query).collect()
    (whole,) = parse(df.selectExpr("*", "'2018-03-05' AS date")).collect()
    without_form = [{**row.asDict(True), "source": None} for row in (found.s, whole.story)]
    assert without_form[0] == without_form[1]
    assert found.none is None


def test_nothing_runs_before_it_must(spark: Any) -> None:
    from wireparse.spark import parse

    settings, jobs = spark.sparkContext.getConf().getAll(), spark.sparkContext.statusTracker().getJobIdsForGroup()
    df = parse(spark.createDataFrame([("a",)], "text string"))
    assert df.columns == ["text", "story", "error"]
    assert spark.sparkContext.getConf().getAll() == settings
    assert spark.sparkContext.statusTracker().getJobIdsForGroup() == jobs


@pytest.mark.parametrize(
    ("columns", "options", "said"),
    [
        ("body string", {}, "unknown column 'text'"),
        ("text int", {}, "holds no strings"),
        ("text string, story string", {}, "result='story_'"),
        ("text string, ERROR string", {}, "error='error_'"),
        ("text string", {"id": "key"}, "unknown column 'key'"),
    ],
)
def test_wrong_columns_are_refused_on_the_driver(spark: Any, columns: str, options: dict[str, str], said: str) -> None:
    from wireparse.spark import parse

    with pytest.raises(UsageError) as caught:
        parse(spark.createDataFrame([], columns), **options)
    assert said in str(caught.value)


def test_versions_are_those_that_one_machine_finds(spark: Any, tmp_path: Path) -> None:
    import pyarrow.parquet

    from wireparse.arrow import schema
    from wireparse.spark import group, parse

    stories = sited()
    rows = [{"id": str(at), "story": story.to_dict(), "site": site_of(story)} for at, story in enumerate(stories)]
    known = tmp_path / "furniture.jsonl"
    made = ({"site": site, "line": line, "stories": seen} for site, line, seen in learned(stories))
    known.write_text("".join(f"{json.dumps(row)}\n" for row in made), encoding="utf-8")
    table = parse(spark.createDataFrame([("a", " ")], "id string, text string")).selectExpr("story", "'a' AS site")
    pyarrow.parquet.write_table(
        pyarrow.Table.from_pylist(
            rows, pyarrow.schema([("story", pyarrow.struct(schema())), ("site", pyarrow.string())])
        ),
        tmp_path / "stories.parquet",
    )
    df = spark.read.parquet(str(tmp_path / "stories.parquet")).union(table).repartition(5)
    versions = group(df, site="site", changes=True, furniture=str(known))
    versions.write.parquet(str(tmp_path / "versions"))
    found = pyarrow.parquet.read_table(tmp_path / "versions").to_pylist()
    assert sorted(found, key=repr) == expected(stories, changes=True)


@pytest.mark.parametrize(
    ("columns", "options", "said"),
    [
        ("text string", {}, "unknown column 'story'"),
        ("story string", {}, "holds no stories"),
        ("story struct<source: string>", {}, "holds no stories"),
        ("story string", {"site": "place"}, "unknown column 'place'"),
        ("story string", {"same": 2}, "makes no sense"),
    ],
)
def test_what_holds_no_stories_is_refused(spark: Any, columns: str, options: dict[str, Any], said: str) -> None:
    from wireparse.spark import group

    with pytest.raises(UsageError) as caught:
        group(spark.createDataFrame([], columns), **options)
    assert said in str(caught.value)


def test_the_recipe_for_web_archives_reads_each_in_a_task(spark: Any, tmp_path: Path) -> None:
    import pyarrow.parquet

    (recipe,) = re.findall(r"```python\n(import pyarrow\n.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    paths = []
    for number in range(3):
        paths.append(str(tmp_path / f"{number}.warc.gz"))
        Path(paths[-1]).write_bytes(
            gzip.compress(record("conversion", STORY.encode(), Content_Type="text/plain") * (number + 1))
        )
    exec(recipe.replace('"stories"', repr(str(tmp_path / "stories"))), {"spark": spark, "paths": paths})
    rows = pyarrow.parquet.read_table(tmp_path / "stories").to_pylist()
    assert sorted(row["archive"] for row in rows) == sorted(
        path for at, path in enumerate(paths) for _ in range(at + 1)
    )
    assert {row["story"]["dateline"]["places"][0]["name"] for row in rows} == {"Bergen"}


def test_workers_without_wireparse_say_so_in_a_sentence(spark: Any, bare: Path) -> None:
    from pyspark.errors import PythonException

    from wireparse.spark import parse

    context, python = spark.sparkContext, spark.sparkContext.pythonExec
    context.pythonExec = str(bare)
    try:
        with pytest.raises(PythonException) as caught:
            parse(spark.createDataFrame([("a",)], "text string")).collect()
    finally:
        context.pythonExec = python
    assert "RuntimeError: wireparse is not installed where Spark's workers run" in str(caught.value)


def test_a_killed_worker_loses_nothing_on_a_cluster_with_the_wheel(tmp_path: Path, wheel: Path, bare: Path) -> None:
    """The script of the documentation, on two executors that have the wheel alone, one of whose workers is killed in
    the middle of its task."""
    import pyarrow.parquet

    (tmp_path / "in").mkdir()
    ids = [f"{part}-{n:03}" for part in range(2) for n in range(120)]
    for part in range(2):
        names = [name for name in ids if name.startswith(f"{part}-")]
        rows = pyarrow.table({"id": names, "text": [f"{STORY * 12}\n{name}" for name in names]})
        pyarrow.parquet.write_table(rows, tmp_path / "in" / f"{part}.parquet")
    script = tmp_path / "parse_stories.py"
    script.write_text(re.search(r'```python\n(""".*?)```', DOCS.read_text(encoding="utf-8"), re.DOTALL)[1])  # type: ignore[index]
    home = Path(pyspark.__file__).parent
    settings = [part for pair in SETTINGS.items() for part in ("--conf", "=".join(pair))]
    command = [home / "bin" / "spark-submit", "--master", "local-cluster[2,1,1024]", "--py-files", wheel, *settings]
    command += ["--conf", "spark.sql.files.openCostInBytes=134217728", script, tmp_path / "in", tmp_path / "out"]
    env = PLAIN | {
        "SPARK_HOME": str(home),
        "PYSPARK_PYTHON": str(bare),
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=tmp_path) as run:
        killed: list[int] = []
        killer = threading.Thread(target=kill_one, args=(str(bare.parent), killed, lambda: run.poll() is not None))
        killer.start()
        _, told = run.communicate(timeout=400)
        killer.join()
    assert run.returncode == 0, told.decode()[-3000:]
    assert killed, "no worker was seen at work"
    rows = written(tmp_path / "out")
    assert [row["id"] for row in rows] == ids
    assert all(row["story"]["paragraphs"] and row["error"] is None for row in rows)


def kill_one(mark: str, killed: list[int], over: Callable[[], bool]) -> None:
    """Kill the first of Spark's Python workers, told by a mark in their environment, that is at work."""
    while not killed and not over():
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if b"pyspark.daemon" not in (process / "cmdline").read_bytes():
                    continue
                if mark.encode() not in (process / "environ").read_bytes():
                    continue
                times = (process / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parent = Path("/proc", times[1], "cmdline")
            is_worker = parent.exists() and b"pyspark.daemon" in parent.read_bytes()
            if is_worker and int(times[11]) + int(times[12]) > 1.5 * os.sysconf("SC_CLK_TCK"):
                os.kill(int(process.name), signal.SIGKILL)
                killed.append(int(process.name))
                return
        time.sleep(0.05)
