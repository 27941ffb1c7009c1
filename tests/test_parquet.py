"""Parquet: what pyarrow reads back is the story; nothing half-written is left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import STORY, records, told, tree, wireparse
from tests.test_export import HOSTILE
from wireparse import Story, parse
from wireparse.exporters import export

needed = pytest.mark.skipif(
    subprocess.run([sys.executable, "-c", "import pyarrow"], capture_output=True, check=False).returncode != 0,
    reason="the extra 'parquet' (pyarrow) is not installed",
)


@needed
def test_stories_come_back(tmp_path: Path) -> None:
    import pyarrow.parquet

    path = tmp_path / "new" / "stories.parquet"
    stories = [
        parse(STORY, name="a", date="2018-02-27"),
        *(parse(text, name="h") for text in HOSTILE if text.isascii()),
    ]
    export(stories, "parquet", path)
    assert [Story.from_dict(row) for row in pyarrow.parquet.read_table(path).to_pylist()] == stories
    assert list(tree(path.parent)) == ["stories.parquet"]


@needed
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_written(tmp_path: Path, text: str) -> None:
    export(parse(text, name=text), "parquet", tmp_path / "s.parquet")


@needed
def test_the_command_writes_a_whole_file_or_none(tmp_path: Path) -> None:
    import pyarrow.parquet

    source, path = records(tmp_path / "in.jsonl", [f"{STORY}\n{n}" for n in range(1200)]), tmp_path / "s.parquet"
    assert wireparse("convert", source, "-o", path, "-q").returncode == 0
    assert pyarrow.parquet.read_metadata(path).num_rows == 1200
    again = wireparse("convert", source, "-o", path)
    assert (again.returncode, "--overwrite replaces it" in told(again)) == (2, True)
    assert "needs a file" in told(wireparse("convert", source, "-t", "parquet"))


def test_a_missing_extra_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ModuleNotFoundError('no pyarrow')")
    result = wireparse("convert", "-o", tmp_path / "s.parquet", stdin=STORY, env={"PYTHONPATH": str(tmp_path)})
    assert told(result) == "wireparse: pyarrow is not installed; pip install 'wireparse[parquet]' brings it\n"
    assert result.returncode == 2
