"""Part files and shares: what several machines, or several runs, make is what one would make."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.command import STORY, lines, names, records, told, tree, wireparse
from wireparse.batch.inputs import Sources
from wireparse.batch.plan import choose
from wireparse.batch.run import Ending, run
from wireparse.batch.worker import Options

TEXTS = [f"{STORY}\n{n}" if n % 5 else " " for n in range(23)]  # 18 stories, 5 that fail


class Killed(BaseException):
    """Ends a run as nothing it can catch would."""


def go(source: Path, folder: Path, form: str, after: int = 0, **options: Any) -> Ending | None:
    """A run that is killed after so many inputs; it writes parts of four stories and a log of errors."""

    def watch(*_: object) -> None:
        nonlocal after
        after -= 1
        if not after:
            raise Killed

    to = choose(str(folder), form, None, rotate=4)
    with suppress(Killed):
        return run(Sources([str(source)]), to, Options(), watch=watch, errors=f"{folder}.errors", **options)
    return None


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(folder).items() if not name.startswith(".")}


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv", "sqlite", "html"])
def test_parts_have_so_many_stories(tmp_path: Path, form: str) -> None:
    source = records(tmp_path / "in.jsonl", TEXTS)
    go(source, tmp_path / "out", form)
    suffix = {"sqlite": ".db"}.get(form, f".{form}")
    tables = ["stories", "quotes", "speakers", "blocks", "related"] if form == "csv" else ["part"]
    assert set(outputs(tmp_path / "out")) == {f"{table}-{n:05}{suffix}" for table in tables for n in range(5)}
    if form == "parquet":
        pyarrow = pytest.importorskip("pyarrow.parquet")
        counts = [pyarrow.read_metadata(path).num_rows for path in sorted((tmp_path / "out").glob("*.parquet"))]
        assert counts == [4, 4, 4, 4, 2]


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
@pytest.mark.parametrize("steps", [[3], [9, 2, 7], [1] * 23])
def test_a_killed_run_ends_as_if_nothing_had_happened(tmp_path: Path, form: str, steps: list[int]) -> None:
    source = records(tmp_path / "in.jsonl", TEXTS)
    go(source, tmp_path / "whole", form)
    for after in steps:
        go(source, tmp_path / "out", form, after, resume=True)
    go(source, tmp_path / "out", form, resume=True)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")
    assert (tmp_path / "out.errors").read_bytes() == (tmp_path / "whole.errors").read_bytes()


@pytest.mark.parametrize("lost", ["removed", "cut", "more"])
def test_parts_that_are_not_as_they_were_are_made_anew(tmp_path: Path, lost: str) -> None:
    source = records(tmp_path / "in.jsonl", TEXTS)
    go(source, tmp_path / "out", "parquet")
    whole = outputs(tmp_path / "out")
    second = tmp_path / "out" / "part-00001.parquet"
    if lost == "removed":
        second.unlink()
    elif lost == "cut":
        second.write_bytes(second.read_bytes()[:-1])
    else:
        shutil.copy(second, tmp_path / "out" / "part-00005.parquet")
    go(source, tmp_path / "out", "parquet", resume=True)
    assert outputs(tmp_path / "out") == whole


def test_a_run_begun_anew_leaves_no_part_of_the_other(tmp_path: Path) -> None:
    go(records(tmp_path / "in.jsonl", TEXTS), tmp_path / "out", "jsonl")
    go(records(tmp_path / "few.jsonl", TEXTS[:4]), tmp_path / "out", "jsonl", overwrite=True)
    assert list(outputs(tmp_path / "out")) == ["part-00000.jsonl"]


def test_what_stands_in_the_way_is_told(tmp_path: Path) -> None:
    source, out = records(tmp_path / "in.jsonl", TEXTS), tmp_path / "out"
    arguments = ["convert", source, "-t", "jsonl", "-o", out, "--rotate"]
    assert wireparse(*arguments, "4").returncode == 1
    again = wireparse(*arguments, "4")
    assert (again.returncode, "--resume goes on with it, --overwrite starts anew" in told(again)) == (2, True)
    other = wireparse(*arguments, "5", "--resume")
    assert (other.returncode, "with other options" in told(other)) == (2, True)
    for wrong in ("0", "-1", "many", "1.5", "9" * 400):
        assert "is no number of stories for --rotate" in told(wireparse(*arguments[:-1], f"--rotate={wrong}"))
    assert "into a folder" in told(wireparse("convert", source, "-o", tmp_path / "a.jsonl", "--rotate", "4"))
    assert "into a folder" in told(wireparse("convert", source, "--rotate", "4"))


def test_shares_are_the_whole_and_have_nothing_in_common(tmp_path: Path) -> None:
    texts = [f"{STORY}\n{n}" for n in range(40)]
    source = records(tmp_path / "in.jsonl", texts)
    shares = [names(wireparse("convert", source, "-t", "jsonl", "--shard", f"{n}/3").stdout) for n in (1, 2, 3)]
    assert sorted(name for share in shares for name in share) == sorted(f"r{n}" for n in range(40))
    assert all(len(share) > 5 for share in shares)


def test_machines_that_keep_a_tree_in_different_places_agree(tmp_path: Path) -> None:
    for top in ("here", "there/and/here"):
        for n in range(12):
            path = tmp_path / top / f"{n % 3}" / f"{n}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(STORY)
    found = [
        {
            os.path.relpath(name, tmp_path / top)
            for name in names(wireparse("convert", tmp_path / top, "--shard", "2/3", "-t", "jsonl").stdout)
        }
        for top in ("here", "there/and/here")
    ]
    assert found[0] == found[1]
    assert 0 < len(found[0]) < 12


def test_a_share_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    results = [wireparse("convert", tmp_path / "a.txt", "--shard", f"{n}/8") for n in range(1, 9)]
    assert [result.returncode for result in results] == [0] * 8
    assert sum(len(lines(result.stdout.replace(b"\n", b"") or b"")) for result in results) == 1


@pytest.mark.parametrize("wrong", ["0/3", "4/3", "3", "1/2/3", "a/b", "/", "1/", "-1/3"])
def test_a_share_that_is_none_is_refused(wrong: str) -> None:
    result = wireparse("convert", f"--shard={wrong}", stdin=STORY)
    assert (result.returncode, "is no share for --shard" in told(result)) == (2, True)
