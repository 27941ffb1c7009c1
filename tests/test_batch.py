"""Batches: what is read, where it goes, what is refused, and going on after a stop."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import STORY, lines, names, records, tree
from wireparse.batch.inputs import Found, Sources, listed, told_left_out
from wireparse.batch.output_names import base, record_name
from wireparse.batch.plan import choose
from wireparse.batch.pool import converted
from wireparse.batch.run import Ending, run
from wireparse.batch.worker import Input, Options, Outcome, Worker
from wireparse.errors import UsageError


def found(*paths: Path | str, **options: Any) -> list[str]:
    return [
        each.place if isinstance(each, Found) else f"{each.failure.code}!"  # type: ignore[union-attr]
        for each in Sources([str(path) for path in paths], **options).files()
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "in"
    for name in ("b.txt", "a/z.txt", "a/c/x.txt", "a.k/y.txt", ".hidden/n.txt", ".n", "photo.JPG", "c.7z"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(STORY, encoding="utf-8")
    (top / "d.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    return top


def go(paths: list[Path], output: Path | None, to: str | None = None, **options: Any) -> Ending:
    sources = Sources([str(path) for path in paths], form=options.pop("form", "auto"), globs=options.pop("globs", ()))
    destination = choose(str(output) if output else None, to, options.pop("table", None))
    return run(sources, destination, options.pop("options", Options()), **options)


# -- inputs -----------------------------------------------------------------------------------------------------------


def test_a_folder_is_walked_in_order_and_what_is_no_story_left_out(folder: Path) -> None:
    sources = Sources([str(folder)])
    assert [each.place for each in sources.files() if isinstance(each, Found)] == [
        "a/c/x.txt",
        "a/z.txt",
        "a.k/y.txt",
        "b.txt",
        "d.txt.gz",
    ]
    binary = {kind: count for kind, count in sources.left_out.items() if kind.startswith(".")}
    assert (sources.left_out["hidden"], sum(binary.values())) == (2, 2)
    assert (
        told_left_out({"hidden": 2, ".jpg": 1, ".pdf": 1200}) == "2 hidden, 1,201 of binary types (.pdf 1,200, .jpg 1)"
    )
    assert found(folder, globs=["x*", "a/z*"]) == ["a/c/x.txt", "a/z.txt"]


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "a" / "round").symlink_to(folder)
    (folder / "link.txt").symlink_to(folder / "b.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    assert "link.txt" in found(folder)
    assert len(found(folder)) == 7
    outcome = Worker(Options()).convert(Input("file", str(folder / "self.txt")))
    assert outcome.failure
    assert outcome.failure.code == "E_READ"


def test_several_paths_keep_their_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert found("a", "b.txt") == ["a/c/x.txt", "a/z.txt", "b.txt"]
    assert found("a/z.txt") == ["a/z.txt"]
    assert found(folder / "a" / "z.txt") == ["z.txt"]
    monkeypatch.chdir(folder / "a")
    assert found("../b.txt") == ["b.txt"]


def test_patterns_that_no_shell_expanded(folder: Path) -> None:
    assert found(folder / "*.txt") == ["b.txt"]
    assert found(folder / "**" / "*.txt") == ["y.txt", "x.txt", "z.txt", "b.txt"]
    assert found(folder / "[n].txt") == ["[n].txt"]


def test_a_folder_without_stories_has_failed(tmp_path: Path) -> None:
    (tmp_path / ".x").touch()
    (outcome,) = Sources([str(tmp_path)]).files()
    assert isinstance(outcome, Outcome)
    assert outcome.failure
    assert outcome.failure.code == "E_EMPTY"
    assert "1 hidden" in outcome.failure.message


def test_a_deep_tree_is_no_trouble(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "s.txt").write_text(STORY)
    assert len(found(tmp_path)) == 1


def test_lists_of_files(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"a b.txt\r\n\n\xff\xfe.txt\nlast")
    assert list(listed(str(path), null=False)) == ["a b.txt", os.fsdecode(b"\xff\xfe.txt"), "last"]
    path.write_bytes(b"a\nb.txt\0c\0")
    assert list(listed(str(path), null=True)) == ["a\nb.txt", "c"]


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identity", "name"),
    [
        ("urn-2017.11", "urn-2017.11"),
        ("Zürich 5, (x)", "Zürich 5, (x)"),
        ("../../etc/x", "%2E.%2F..%2Fetc%2Fx"),
        ("/etc/passwd", "%2Fetc%2Fpasswd"),
        ("..", "%2E%2E"),
        (".hidden", "%2Ehidden"),
        ("a\\b:c*?", "a%5Cb%3Ac%2A%3F"),
        ("", "%"),
        ("\x00\x1b", "%00%1B"),
        ("\ud800", "%ED%A0%80"),
        ("-rf", "%2Drf"),
    ],
)
def test_record_names(identity: str, name: str) -> None:
    assert record_name(identity) == name


@given(st.text(alphabet=st.characters(exclude_categories=())), st.text())
def test_record_names_are_harmless_and_their_own(one: str, other: str) -> None:
    name = record_name(one)
    assert "/" not in name
    assert "\0" not in name
    assert name not in ("", ".", "..")
    assert not name.startswith((".", "-", "~"))
    assert len(os.fsencode(name)) <= 200
    assert (record_name(other) == name) == (one == other)


def test_long_record_names_differ_though_they_begin_alike() -> None:
    assert record_name("x" * 5000) != record_name("x" * 5001)


def test_bases() -> None:
    assert [base(place) for place in ("a/b.txt", "b.txt.gz", "a.d/plain", "v1.2.html")] == [
        "a/b",
        "b",
        "a.d/plain",
        "v1.2",
    ]


# -- the pool ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_order_and_bytes_are_the_same_for_any_number_of_jobs(tmp_path: Path, jobs: int) -> None:
    texts = [f"{STORY}\nNumber {number}" * (1 + number % 7) for number in range(100)]
    texts[40] = "  "
    path = records(tmp_path / "r.jsonl", texts)
    with path.open("a") as more:
        more.write("no json\n")
    sources = Sources([str(path), str(tmp_path / "missing.txt")])
    worker = Worker(Options(format="jsonl"))
    expected = [(i, i if isinstance(i, Outcome) else worker.convert(i)) for i in sources.inputs()]
    assert list(converted(sources.inputs(), Options(format="jsonl"), jobs)) == expected
    assert [outcome.failure.code for _, outcome in expected if outcome.failure] == ["E_EMPTY", "E_RECORD", "E_READ"]


# -- destinations -----------------------------------------------------------------------------------------------------


def test_destinations(tmp_path: Path) -> None:
    assert choose(None, None, None)[:3] == ("stdout", choose("-", "json", None).form, (None,))
    assert choose("x.csv", None, None).form.id == "csv"
    assert choose("x.csv", None, "quotes").tables == ("quotes",)
    assert choose("x.ndjson", None, None).form.id == "jsonl"
    assert choose("x.md", "jsonl", None).form.id == "jsonl"
    assert choose(str(tmp_path), None, None).kind == "folder"
    assert choose("new", None, None).kind == "folder"
    assert choose("new.d/", None, None).kind == "folder"
    assert len(choose("new", "csv", None).paths) == 5
    assert choose("new", "csv", "quotes").paths == ("new/quotes.csv",)


def test_refusals_come_before_the_first_byte(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def refused(message: str, paths: list[Path], output: Path | None, to: str | None = None, **options: Any) -> None:
        before = tree(tmp_path)
        with pytest.raises(UsageError, match=message):
            go(paths, output, to, **options)
        assert tree(tmp_path) == before

    (folder / "b.html").write_text(STORY)
    refused("b.html' and '.*b.txt' would both become '.*b.json'", [folder], out)
    (folder / "b.html").unlink()
    refused("inside the input folder", [folder], folder / "out")
    refused("inside the input folder", [folder], folder / "out.jsonl")
    refused("is an input", [folder / "b.txt"], folder / "b.txt", "json", overwrite=True)
    refused("inside the input folder", [folder], out, errors=str(folder / "errors.jsonl"))
    refused("is an input", [folder / "b.txt"], out, errors=str(folder / "b.txt"))
    refused("two different files", [folder], tmp_path / "x.jsonl", errors=str(tmp_path / "x.jsonl"))
    for name in ("x.jsonl.part", "x.jsonl.resume", "x.jsonl/../x.jsonl"):
        refused("two different files", [folder], tmp_path / "x.jsonl", errors=f"{tmp_path}/{name}")
    for name in (".wireparse.resume", "b.json", "a/c/x.json"):
        refused("two different files", [folder], out, errors=str(out / name))
    refused("give its name", [folder], out, errors="-")
    (tmp_path / "list").write_text("b.txt\n")
    refused("list' exists and is no log of errors", [folder], out, errors=str(tmp_path / "list"))
    refused("standard output", [folder], None, resume=True)
    (tmp_path / "there.jsonl").write_text("old")
    refused("'.*there.jsonl' exists; --overwrite", [folder], tmp_path / "there.jsonl")
    (out / "a" / "c").mkdir(parents=True)
    (out / "a" / "c" / "x.json").write_text("old")
    refused("x.json' exists; --overwrite replaces it", [folder], out)
    refused("x.json' exists", [folder], out, resume=True)
    (out / "b.json").symlink_to(folder / "b.txt")
    refused("is an input", [folder], out, overwrite=True)


def test_outputs_may_stand_beside_inputs_that_a_pattern_picks(folder: Path) -> None:
    assert go([folder], folder, globs=["*.txt"]).tally.converted == 4
    assert (folder / "a" / "c" / "x.json").exists()


def test_a_mirrored_tree(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert go([folder], out).tally.converted == 5
    assert set(tree(out)) == {
        ".wireparse.resume", "a/c/x.json", "a/z.json", "a.k/y.json", "b.json", "d.json",
    }  # fmt: skip
    assert json.loads((out / "b.json").read_bytes())["source"]["name"] == str(folder / "b.txt")


def test_records_become_files_that_lie_below_the_output(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    rows = [{"id": identity, "text": STORY} for identity in ("../../x", "/etc/y", "a", "a", 7, None)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    ending = go([path], tmp_path / "out", "md")
    made = set(tree(tmp_path / "out")) - {".wireparse.resume"}
    assert made == {
        "feed/%2E.%2F..%2Fx.md", "feed/%2Fetc%2Fy.md", "feed/a.md", "feed/7.md",
        f"feed/{record_name(f'{path}:6')}.md",
    }  # fmt: skip
    assert ending.tally.failed == {"E_EXISTS": 1}


def test_files_of_records_become_files_of_records(tmp_path: Path) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    records(tmp_path / "in" / "a" / "x.jsonl", [STORY] * 3)
    records(tmp_path / "in" / "y.jsonl", [STORY] * 2)
    go([tmp_path / "in"], tmp_path / "out", "jsonl")
    assert names((tmp_path / "out" / "a" / "x.jsonl").read_bytes()) == ["r0", "r1", "r2"]
    assert names((tmp_path / "out" / "y.jsonl").read_bytes()) == ["r0", "r1"]


def test_all_tables_into_a_folder(folder: Path, tmp_path: Path) -> None:
    go([folder], tmp_path / "out", "csv")
    made = tree(tmp_path / "out")
    assert set(made) == {f"{table}.csv" for table in ("stories", "quotes", "speakers", "blocks", "related")}
    assert made["stories.csv"].count(b"\r\n") == 6


def test_one_story_is_a_document_several_are_lines(folder: Path, tmp_path: Path) -> None:
    go([folder / "b.txt"], tmp_path / "one.json")
    go([folder], tmp_path / "many.json")
    assert json.loads((tmp_path / "one.json").read_bytes())
    assert (tmp_path / "one.json").read_bytes().count(b"\n") > 10
    assert len(lines((tmp_path / "many.json").read_bytes())) == 5


def test_an_input_that_comes_later_does_not_take_the_output_of_another(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    for name in ("a.txt", "b/c.txt"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(STORY)

    def watch(*_: object) -> None:
        (source / "b" / "c.wire").write_text("Another story.")

    ending = go([source], out, watch=watch)
    assert (ending.tally.converted, ending.tally.failed) == (2, {"E_EXISTS": 1})
    assert json.loads((out / "b" / "c.json").read_bytes())["source"]["name"] == str(source / "b" / "c.txt")


def test_the_log_of_errors(folder: Path, tmp_path: Path) -> None:
    (folder / "e.txt").write_bytes(b"a\0b")
    (folder / "f.txt").write_bytes(b"\n")
    ending = go([folder], tmp_path / "out", errors=str(tmp_path / "errors"))
    assert ending.exit_code == 1
    assert [(row["source"], row["code"]) for row in lines((tmp_path / "errors").read_bytes())] == [
        (str(folder / "e.txt"), "E_BINARY"),
        (str(folder / "f.txt"), "E_EMPTY"),
    ]
    go([folder], tmp_path / "out", overwrite=True, errors=str(tmp_path / "errors"))
    assert len(lines((tmp_path / "errors").read_bytes())) == 2  # a later run's log replaces it


# -- going on ---------------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """Ends a run as nothing it can catch would."""


def killed_after(number: int) -> Any:
    seen = 0

    def watch(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            raise Killed

    return watch


@pytest.mark.parametrize("to", ["jsonl", "json", "csv", "md"])
@pytest.mark.parametrize("kill", [1, 2, 7, 20])
def test_a_stream_goes_on_where_it_was(tmp_path: Path, to: str, kill: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireparse.batch.stream_sink._PACE", 0)
    path = records(tmp_path / "in.jsonl", [f"{STORY}{number}" if number % 5 else " " for number in range(20)])
    errors, whole_errors = tmp_path / "e", tmp_path / "we"
    go([path], tmp_path / f"whole.{to}", errors=str(whole_errors))
    out = tmp_path / f"out.{to}"
    with pytest.raises(Killed):
        go([path], out, errors=str(errors), watch=killed_after(kill))
    assert not out.exists()
    # What a kill may leave behind: half a story, half a line of the journal.
    with (tmp_path / f"out.{to}.part").open("ab") as part, (tmp_path / f"out.{to}.resume").open("ab") as journal:
        part.write(b'{"half')
        journal.write(b'{"inp')
    with pytest.raises(UsageError, match="left unfinished; --resume goes on"):
        go([path], out)
    ending = go([path], out, resume=True, errors=str(errors))
    assert out.read_bytes() == (tmp_path / f"whole.{to}").read_bytes()
    assert errors.read_bytes() == whole_errors.read_bytes()
    assert ending.exit_code == 1
    assert ending.tally.converted + ending.tally.finished == 16
    assert ending.tally.failed == {"E_EMPTY": 4}
    if kill == 20:
        assert ending.tally.finished >= 14
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob("*.resume"))
    before = out.read_bytes()
    again = go([path], out, resume=True)
    assert (again.idle, again.tally.converted, again.exit_code) == (True, 0, 0)
    assert out.read_bytes() == before


def test_a_stream_that_was_damaged_goes_on_from_what_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireparse.batch.stream_sink._PACE", 0)
    path = records(tmp_path / "in.jsonl", [f"{STORY}{number}" for number in range(12)])
    go([path], tmp_path / "whole.jsonl")
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    with pytest.raises(Killed):
        go([path], out, watch=killed_after(10))
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1  # as a power cut may leave it
    part.write_bytes(data)
    ending = go([path], out, resume=True)
    assert 0 < ending.tally.finished < 8
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_other_options_or_inputs_do_not_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireparse.batch.stream_sink._PACE", 0)
    path = records(tmp_path / "in.jsonl", [f"{STORY}{number}" for number in range(6)])
    out = tmp_path / "out.jsonl"
    with pytest.raises(Killed):
        go([path], out, watch=killed_after(5))
    with pytest.raises(UsageError, match="other options"):
        go([path], out, resume=True, options=Options(language="de"))
    records(path, [STORY] * 6)
    with pytest.raises(UsageError, match="inputs are not those"):
        go([path], out, resume=True)
    go([path], out, overwrite=True)
    assert len(lines(out.read_bytes())) == 6


@pytest.mark.parametrize("kill", [1, 4, 10])
def test_a_database_goes_on_where_it_was(tmp_path: Path, kill: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireparse.batch.store_sink._PACE", -1)
    path = records(tmp_path / "in.jsonl", [f"{STORY}{number}" if number % 5 else " " for number in range(10)])
    errors, out = tmp_path / "errors", tmp_path / "out.db"
    with pytest.raises(Killed):
        go([path], out, errors=str(errors), watch=killed_after(kill))
    ending = go([path], out, resume=True, errors=str(errors))
    assert ending.tally.finished >= (kill - 1) * 4 // 5 - 1
    assert ending.tally.converted + ending.tally.finished == 8
    assert ending.tally.failed == {"E_EMPTY": 2}  # what failed is tried again
    assert len(lines(errors.read_bytes())) == 2
    with closing(sqlite3.connect(out)) as connection:
        stored = [name for (name,) in connection.execute("SELECT name FROM stories ORDER BY id")]
    assert stored == [f"r{number}" for number in range(10) if number % 5]
    again = go([path], out, resume=True)
    assert (again.tally.converted, again.tally.finished) == (0, 8)
    other = go([path], out, resume=True, options=Options(language="de"))
    assert (other.tally.converted, other.tally.finished) == (8, 0)


def test_a_database_that_is_gone_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireparse.batch.store_sink._PACE", -1)
    path = records(tmp_path / "in.jsonl", [f"{STORY}{number}" for number in range(4)])
    out = tmp_path / "out.db"
    with pytest.raises(Killed):
        go([path], out, watch=killed_after(3))
    out.unlink()
    assert go([path], out, resume=True).tally.converted == 4


@pytest.mark.parametrize("kill", [1, 3, 5])
def test_a_tree_goes_on_where_it_was(folder: Path, tmp_path: Path, kill: int) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    go([folder], whole)
    with pytest.raises(Killed):
        go([folder], out, watch=killed_after(kill))
    with (out / ".wireparse.resume").open("ab") as manifest:
        manifest.write(b'{"input": "ha')
    with pytest.raises(UsageError, match="--resume goes on"):
        go([folder], out)
    ending = go([folder], out, resume=True)
    assert (ending.tally.finished, ending.tally.converted) == (kill, 5 - kill)
    assert tree(out) == tree(whole)
    again = go([folder], out, resume=True)
    assert (again.tally.converted, again.exit_code) == (0, 0)


def test_a_tree_takes_up_what_is_new_or_changed_and_what_failed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (folder / "z.txt").write_text(" ")
    assert go([folder], out).tally.exit_code == 1
    (folder / "z.txt").write_text(STORY)
    (folder / "b.txt").write_text(f"{STORY} and more")
    (folder / "new.txt").write_text(STORY)
    ending = go([folder], out, resume=True)
    assert (ending.tally.converted, ending.tally.finished, ending.exit_code) == (3, 4, 0)
    with pytest.raises(UsageError, match="other options"):
        go([folder], out, resume=True, options=Options(date="2017-11-22"))
