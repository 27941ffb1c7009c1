"""Outputs that somebody else meddles with: links in their way, files that vanish, runs beside each other, what an
earlier run is said to have finished."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.command import STORY, records, told, tree, wireparse
from tests.test_faults import MANY, grown, start, until


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a folder of three stories."""
    (tmp_path / "in").mkdir()
    for name in "abc":
        (tmp_path / "in" / f"{name}.txt").write_text(
            f"OSLO (NTB) - Ferry {name} has stopped, the port said on Monday.\n"
        )
    return tmp_path


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return records(tmp_path / "feed.jsonl", MANY)


# -- what an earlier run has finished ---------------------------------------------------------------------------------


def test_going_on_never_gives_a_story_the_file_of_another(tmp_path: Path) -> None:
    """Two records of one id: the second is refused, also by a run that finds the first one finished."""
    rows = [("a", "the first ferry"), ("a", "the second ferry"), ("b", "the third ferry")]
    text = "".join(json.dumps({"id": key, "text": f"OSLO (NTB) - {what} sails."}) + "\n" for key, what in rows)
    (tmp_path / "in.jsonl").write_text(text)
    seen = []
    for options in ([], ["--resume"], ["--resume"]):
        result = wireparse("convert", "in.jsonl", "-o", "out", "--to", "json", *options, cwd=tmp_path)
        assert (result.returncode, "[E_EXISTS]" in told(result)) == (1, True)
        seen.append({name: data for name, data in tree(tmp_path / "out").items() if name.endswith(".json")})
    assert "2 finished before" in told(result)
    assert b"the first ferry" in seen[0]["in/a.json"]
    assert seen[0] == seen[1] == seen[2]


def test_going_on_never_takes_the_file_of_an_input_that_is_called_otherwise(work: Path) -> None:
    (work / "other").mkdir()
    (work / "other" / "a.txt").write_text(STORY)
    assert wireparse("convert", "in", "-o", "out", cwd=work).returncode == 0
    before = tree(work / "out")
    result = wireparse("convert", "other", "-o", "out", "--resume", cwd=work)
    assert (result.returncode, "[E_EXISTS]" in told(result)) == (3, True)
    assert tree(work / "out") == before


def test_going_on_makes_again_what_was_deleted_emptied_or_changed(work: Path) -> None:
    assert wireparse("convert", "in", "-o", "out", cwd=work).returncode == 0
    before = tree(work / "out")
    (work / "out" / "a.json").unlink()
    (work / "out" / "b.json").write_bytes(b"")
    data = (work / "out" / "c.json").read_bytes()
    (work / "out" / "c.json").write_bytes(data.replace(b"Ferry c", b"Ferry d"))
    result = wireparse("convert", "in", "-o", "out", "--resume", cwd=work)
    assert "converted 3 stories" in told(result)
    assert {**tree(work / "out"), ".wireparse.resume": b""} == {**before, ".wireparse.resume": b""}
    assert "3 finished before" in told(wireparse("convert", "in", "-o", "out", "--resume", cwd=work))


def test_going_on_makes_again_a_file_of_records_that_was_emptied(work: Path) -> None:
    records(work / "in" / "r.jsonl", MANY[:3])
    assert wireparse("convert", "in", "-o", "out", "--to", "jsonl", cwd=work).returncode == 0
    before = (work / "out" / "r.jsonl").read_bytes()
    (work / "out" / "r.jsonl").write_bytes(b"")
    assert wireparse("convert", "in", "-o", "out", "--to", "jsonl", "--resume", cwd=work).returncode == 0
    assert (work / "out" / "r.jsonl").read_bytes() == before


def test_one_file_that_was_emptied_is_not_called_finished(work: Path) -> None:
    assert wireparse("convert", "in", "-o", "out.jsonl", cwd=work).returncode == 0
    before = (work / "out.jsonl").read_bytes()
    (work / "out.jsonl").write_bytes(b"")
    assert wireparse("convert", "in", "-o", "out.jsonl", "--resume", cwd=work).returncode == 0
    assert (work / "out.jsonl").read_bytes() == before


@pytest.mark.parametrize("line", [b"[]\n", b"7\n", b'{"input": 1}\n', b"[" * 100_000 + b"\n"])
def test_a_manifest_with_strange_lines_is_gone_on_with(work: Path, line: bytes) -> None:
    assert wireparse("convert", "in", "-o", "out", cwd=work).returncode == 0
    with (work / "out" / ".wireparse.resume").open("ab") as manifest:
        manifest.write(line)
    result = wireparse("convert", "in", "-o", "out", "--resume", cwd=work)
    assert (result.returncode, "3 finished before" in told(result)) == (0, True)


# -- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [[], ["--overwrite"], ["--resume"]])
@pytest.mark.parametrize("beside", ["out.jsonl.part", "out.jsonl.resume", "out.db.resume", "out/.a.json.part"])
@pytest.mark.parametrize("kind", ["symlink", "dangling", "hard link"])
def test_no_link_beside_an_output_is_written_through(work: Path, beside: str, options: list[str], kind: str) -> None:
    victim, link = work / "victim", work / beside
    link.parent.mkdir(exist_ok=True)
    if kind != "dangling":
        victim.write_text("precious")
    if kind == "hard link":
        link.hardlink_to(victim)
    else:
        link.symlink_to(victim)
    output = beside.rpartition(".")[0] if "/" not in beside else "out"
    result = wireparse("convert", "in", "-o", output, *options, cwd=work)
    assert result.returncode in (0, 2, 3), told(result)
    assert (victim.read_text() if victim.exists() else None) == (None if kind == "dangling" else "precious")
    if result.returncode == 0:
        assert not (work / output).is_symlink()


@pytest.mark.parametrize("to", ["json", "jsonl"])
def test_a_linked_folder_inside_the_output_is_not_written_through(work: Path, to: str) -> None:
    (work / "in" / "sub").mkdir()
    (work / "in" / "sub" / "x.txt").write_text(STORY)
    records(work / "in" / "sub" / "y.jsonl", MANY[:1])
    (work / "outside").mkdir()
    (work / "out").mkdir()
    (work / "out" / "sub").symlink_to("../outside")
    result = wireparse("convert", "in", "-o", "out", "--to", to, "--overwrite", cwd=work)
    assert (result.returncode, os.listdir(work / "outside")) == (1, [])
    assert told(result).count("[E_WRITE]") == 2
    assert (work / "out" / f"a.{to}").exists()


def test_somebody_elses_file_by_the_name_of_a_journal_is_left_alone(work: Path) -> None:
    (work / "out.jsonl.resume").write_text("my curriculum vitae")
    for options in ([], ["--overwrite"], ["--resume"]):
        result = wireparse("convert", "in", "-o", "out.jsonl", *options, cwd=work)
        assert result.returncode == 2, told(result)
    assert (work / "out.jsonl.resume").read_text() == "my curriculum vitae"


# -- what vanishes while it is written --------------------------------------------------------------------------------


def ended(process: subprocess.Popen[bytes]) -> str:
    _, error = process.communicate(timeout=60)
    assert process.returncode in (1, 3)
    assert b"Traceback" not in error
    return error.decode()


def test_a_file_that_is_removed_while_it_grows_is_told(feed: Path, tmp_path: Path) -> None:
    part = tmp_path / "out.jsonl.part"
    process = start("convert", feed, "-o", tmp_path / "out.jsonl", "-j", "2")
    assert until(grown(part, 10_000))
    part.unlink()
    error = ended(process)
    assert "was removed or replaced while it was being written" in error
    assert "--resume goes on" not in error


@pytest.mark.parametrize("to", ["json", "jsonl"])
def test_a_folder_that_is_removed_while_it_fills_is_told(feed: Path, tmp_path: Path, to: str) -> None:
    out = tmp_path / "out"
    process = start("convert", feed, "-o", out, "--to", to, "-j", "2")
    assert until(lambda: out.exists() and len(tree(out)) > 1)
    process.send_signal(signal.SIGSTOP)
    subprocess.run(["rm", "-rf", out], check=True)
    process.send_signal(signal.SIGCONT)
    error = ended(process)
    assert "out' was removed or replaced while it was being written" in error
    assert "--resume goes on" not in error


def test_a_database_that_is_removed_while_it_grows_is_told(feed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.db"
    process = start("convert", feed, "-o", out, "-j", "1")
    assert until(grown(out, 10_000))
    out.unlink()
    error = ended(process)
    assert "was removed or replaced while it was being written" in error
    assert "--resume goes on" not in error


# -- databases --------------------------------------------------------------------------------------------------------


def asked(path: Path, question: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def test_two_runs_do_not_write_the_same_database(feed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.db"
    first = start("convert", "-f", "jsonl", "-o", out, "-j", "1", stdin=subprocess.PIPE)
    assert until(Path(f"{out}.resume").exists)
    assert until(grown(out, 10_000))
    for options in ([], ["--overwrite"], ["--resume"]):
        second = wireparse("convert", feed, "-o", out, *options)
        assert (second.returncode, "another run is writing" in told(second)) == (2, True)
    first.communicate(json.dumps({"text": STORY}).encode(), timeout=60)
    assert first.returncode == 0
    assert asked(out, "SELECT count(*) FROM stories") == [(1,)]
    assert sorted(os.listdir(tmp_path)) == ["feed.jsonl", "out.db"]


def test_somebody_elses_database_is_never_deleted(work: Path) -> None:
    with closing(sqlite3.connect(work / "other.db")) as connection, connection:
        connection.execute("CREATE TABLE precious (x)")
    before = (work / "other.db").read_bytes()
    for options in ([], ["--overwrite"], ["--resume"]):
        result = wireparse("convert", "in", "-o", "other.db", *options, cwd=work)
        assert (result.returncode, "none of wireparse's" in told(result)) == (2, True)
    assert (work / "other.db").read_bytes() == before
    assert not (work / "other.db.resume").exists()


def test_a_database_is_not_made_through_a_link_to_nothing(work: Path) -> None:
    (work / "out.db").symlink_to("elsewhere.db")
    assert wireparse("convert", "in", "-o", "out.db", cwd=work).returncode == 2
    assert not (work / "elsewhere.db").exists()


def test_every_place_where_a_text_was_found_is_kept(work: Path) -> None:
    for name in ("copy.txt", "more.txt"):
        (work / "in" / name).write_bytes((work / "in" / "a.txt").read_bytes())
    for _ in range(2):  # a second run finds the same places
        assert wireparse("convert", "in", "-o", "s.db", cwd=work).returncode == 0
    assert asked(work / "s.db", "SELECT count(*) FROM stories") == [(3,)]
    found = (
        "SELECT sources.name FROM sources JOIN stories ON stories.id = story WHERE stories.name = 'in/a.txt' ORDER BY 1"
    )
    assert asked(work / "s.db", found) == [("in/a.txt",), ("in/copy.txt",), ("in/more.txt",)]


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [246, 250, 251])
def test_the_longest_names_that_a_file_system_takes(work: Path, length: int) -> None:
    (work / "in" / f"{'n' * length}.txt").write_text(STORY)
    for to in ("json", "jsonl", "csv"):
        result = wireparse("convert", "in", "-o", "out", "--to", to, "--overwrite", cwd=work)
        assert result.returncode == 0, told(result)
    assert len([name for name in os.listdir(work / "out") if name.startswith("n" * 200)]) == 2
    output = f"{'n' * length}.md"
    assert wireparse("convert", "in", "-o", output, cwd=work).returncode == 0
    assert (work / output).stat().st_size > 100
