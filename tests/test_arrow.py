"""Arrow in, Arrow out: a row for each row, whatever it holds, and what `convert` would make of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.command import STORY, wireparse
from wireparse import Story, UsageError
from wireparse.arrow import parse_batches, schema

pyarrow = pytest.importorskip("pyarrow", reason="the extra 'parquet' (pyarrow) is not installed")

FERRY = "Ferry Held in Port by Storm"

#: Texts that have broken engines and parsers, with the code of the error that each is answered with.
POISON: dict[str, tuple[bytes | None, str | None]] = {
    "null": (None, "E_EMPTY"),
    "empty": (b"", "E_EMPTY"),
    "blank": (" \n\t\u00a0\u2003".encode(), "E_EMPTY"),
    "nul": (b"OSLO (AP) - \0We sail.\0", None),
    "controls": (b"\x01\x02\x1b[31mOSLO (AP) - We sail.\x7f\x85", None),
    "marks": ("“”\"'«»„".encode() * 30_000, None),
    "long line": (b"word " * 400_000, None),
    "separators": ("OSLO (AP) - We sail.\u2028\u2029\u0085We sail.".encode(), None),
    "surrogate": (b"OSLO (AP) - We sail \xed\xa0\x80 today.", None),
    "broken": (b"OSLO (AP) - caf\xe9 \xff\xfe \xe2\x80", None),
    "too big": (b"x" * 3_000_000, "E_TOO_BIG"),
}


def texts() -> Any:
    """A table of stories and of rows without one."""
    return pyarrow.table({"id": ["a", "b"] * 200, "text": [STORY, None] * 200})


def poisoned() -> Any:
    """A table of these texts; its strings are not all well-formed, as those of engines may not be."""
    texts = pyarrow.array([text for text, _ in POISON.values()], pyarrow.binary())
    return pyarrow.table({"id": list(POISON), "text": texts.view(pyarrow.string())})


def parsed(table: Any, size: int | None = None, **options: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pyarrow.Table.from_batches(
        parse_batches(table.to_batches(max_chunksize=size), **options)
    ).to_pylist()
    return rows


def test_a_row_comes_out_for_each_that_goes_in() -> None:
    found = pyarrow.Table.from_batches(parse_batches(poisoned().to_batches(), max_size=2_500_000))
    rows = found.drop_columns(["text"]).to_pylist()
    assert {row["id"]: row["error"] and row["error"]["code"] for row in rows} == {
        name: code for name, (_, code) in POISON.items()
    }
    assert all((row["story"] is None) == (row["error"] is not None) for row in rows)
    assert all("replaced-bytes" in {each["code"] for each in row["story"]["warnings"]} for row in rows[-3:-1])
    assert "max_size" in rows[-1]["error"]["message"]


def test_every_column_is_kept_and_order_too() -> None:
    table = pyarrow.table(
        {
            "text": [f"{STORY}{n}" for n in range(150)],
            "n": range(150),
            "tags": [[{"a": n}] for n in range(150)],
        }
    )
    batches = list(parse_batches(table.to_batches(max_chunksize=100), rows=16))
    assert {batch.num_rows for batch in batches} == {16, 4, 2}
    whole = pyarrow.Table.from_batches(batches)
    assert whole.select(table.column_names).equals(table)
    assert whole.schema.field("story").type == pyarrow.struct(schema())
    assert [Story.from_dict(row["story"]).text for row in whole.to_pylist()] == table.column("text").to_pylist()


def test_batches_are_small_where_texts_are_long() -> None:
    table = pyarrow.table({"text": [STORY + "word " * 80_000] * 9})
    assert [batch.num_rows for batch in parse_batches(table.to_batches())] == [3, 3, 3]


def test_no_rows_are_no_rows_with_the_columns_of_the_others() -> None:
    (batch,) = parse_batches([pyarrow.RecordBatch.from_pydict({"text": pyarrow.array([], pyarrow.string())})])
    assert (batch.num_rows, batch.schema.names) == (0, ["text", "story", "error"])
    assert list(parse_batches([])) == []


@pytest.mark.parametrize("kind", ["string", "large_string", "dictionary"])
def test_strings_of_any_kind_are_texts(kind: str) -> None:
    types = {
        "string": pyarrow.string(),
        "large_string": pyarrow.large_string(),
        "dictionary": pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
    }
    column = pyarrow.array([STORY, None, STORY]).cast(types[kind])
    rows = parsed(pyarrow.table({"text": column}))
    assert [row["story"] and row["story"]["headline"]["text"] for row in rows] == [FERRY, None, FERRY]


@pytest.mark.parametrize("day", ["2018-03-05", date(2018, 3, 5), datetime(2018, 3, 5, 10, 30)])
def test_a_day_of_any_type_dates_the_story(day: object) -> None:
    (row,) = parsed(pyarrow.table({"text": [STORY], "date": [day], "id": [7]}))
    assert {each["iso"] for each in row["story"]["dates"]} >= {"2018-03-05"}
    assert row["story"]["source"]["name"] == "7"


def test_a_day_that_is_none_is_told() -> None:
    (row,) = parsed(pyarrow.table({"text": [STORY], "date": ["yesterday"]}))
    assert [notice["code"] for notice in row["story"]["warnings"]] == ["unreadable-date"]


@pytest.mark.parametrize(
    ("columns", "options", "said"),
    [
        ({"body": ["a"]}, {}, "unknown column 'text'; there are body (name the right one: text=…)"),
        ({"Text": ["a"]}, {}, "did you mean 'Text'?"),
        ({"text": [1]}, {}, "the column 'text' holds no strings"),
        ({"text": [b"a"]}, {}, "the column 'text' holds no strings"),
        ({"text": ["a"], "story": [1]}, {}, "already; name ours otherwise: result='story_'"),
        ({"text": ["a"], "Error": [1]}, {}, "already; name ours otherwise: error='error_'"),
        ({"text": ["a"]}, {"id": "key"}, "unknown column 'key'"),
        ({"text": ["a"]}, {"date": "day"}, "unknown column 'day'"),
    ],
)
def test_columns_that_cannot_be_are_refused(columns: dict[str, Any], options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parsed(pyarrow.table(columns), **options)
    assert said in str(caught.value)


def test_a_column_named_twice_is_refused() -> None:
    batch = pyarrow.RecordBatch.from_arrays([pyarrow.array(["a"])] * 2, names=["text", "text"])
    with pytest.raises(UsageError, match="two columns 'text'"):
        list(parse_batches([batch]))


def test_other_names_may_be_given() -> None:
    table = pyarrow.table({"text": ["notes"], "body": [STORY], "story": [1], "key": ["k"]})
    (row,) = parsed(table, text="body", id="key", result="parsed", error="failure")
    assert (row["story"], row["failure"], row["parsed"]["source"]["name"]) == (1, None, "k")


def test_stories_are_those_that_convert_writes(tmp_path: Path) -> None:
    import pyarrow.parquet

    table = pyarrow.table(
        {
            "id": [f"r{n}" for n in range(40)],
            "text": [STORY.replace("Monday", f"March {n + 1}") if n % 7 else STORY + "\u2028😀\0" for n in range(40)],
            "date": ["2018-03-05", None] * 20,
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "in.parquet")
    assert wireparse("convert", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet", "-q").returncode == 0
    written = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert written.schema.equals(schema())
    assert [row["story"] for row in parsed(table, 7)] == written.to_pylist()


def test_a_missing_extra_is_named_in_one_line() -> None:
    program = "import sys; sys.modules['pyarrow'] = None; from wireparse.arrow import schema; schema()"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert found.stderr.splitlines()[-1].endswith("pip install 'wireparse[parquet]' brings it")


def test_columns_are_made_without_pandas(tmp_path: Path) -> None:
    """It would take as much memory as all that is being written."""
    program = (
        "import sys, wireparse\n"
        "wireparse.export(wireparse.parse('OSLO (AP) - We sail.'), 'parquet', sys.argv[1])\n"
        "sys.exit('pandas' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "s.parquet"], check=True)


def run_recipe(engine: str, folder: Path) -> None:
    """Run what docs/scale.md says of an engine; skip where it is not installed."""
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    page = (Path(__file__).parent.parent / "docs" / "scale.md").read_text(encoding="utf-8")
    codes = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (recipe,) = [code for code in codes if re.search(rf"(?m)^(import|from) {engine}\b", code)]
    subprocess.run([sys.executable, "-c", recipe], check=True, cwd=folder, timeout=300)


def test_the_recipe_for_duckdb_runs(tmp_path: Path) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(texts(), tmp_path / "texts.parquet")
    run_recipe("duckdb", tmp_path)
    rows = pyarrow.parquet.read_table(tmp_path / "quotes.parquet").to_pylist()
    direct = [row["quote"]["text"] for row in rows if row["quote"]["kind"] == "direct"]
    assert direct == ["We wait for the wind to drop,"] * 200


@pytest.mark.parametrize("engine", ["dask", "ray"])
def test_the_recipe_for_an_engine_runs(tmp_path: Path, engine: str) -> None:
    import pyarrow.parquet

    (tmp_path / "texts").mkdir()
    for part in range(2):
        pyarrow.parquet.write_table(texts(), tmp_path / "texts" / f"{part}.parquet")
    run_recipe(engine, tmp_path)
    rows = pyarrow.parquet.read_table(tmp_path / "stories").to_pylist()
    assert [row["error"] and row["error"]["code"] for row in rows] == [None, "E_EMPTY"] * 400


def test_the_recipe_for_datatrove_runs(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.jsonl").write_text(json.dumps({"id": "a", "text": STORY}), encoding="utf-8")
    run_recipe("datatrove", tmp_path)
    (out,) = (tmp_path / "stories").iterdir()
    (row,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert (row["id"], row["metadata"]["agency"]) == ("a", "reuters")
    assert "READ MORE" not in row["text"]
    assert "both ferries would sail" in row["text"]
