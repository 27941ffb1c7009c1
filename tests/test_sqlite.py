"""The database: what is in it is what was read, a second run adds only what is new, and a kill leaves it sound."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.command import STORY, command, records, told, wireparse
from tests.test_export import HOSTILE
from wireparse import UsageError, parse
from wireparse.errors import OutputError
from wireparse.exporters import export


def rows(path: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def committed(path: Path) -> bool:
    """Whether a database that somebody is writing has a story."""
    try:
        return bool(rows(path, "SELECT 1 FROM stories LIMIT 1"))
    except sqlite3.Error:
        return False


def sound(path: Path) -> bool:
    checks = ("PRAGMA integrity_check", "PRAGMA foreign_key_check")
    return [rows(path, check) for check in checks] == [[("ok",)], []]


def test_everything_is_there(tmp_path: Path) -> None:
    path, story = tmp_path / "stories.db", parse(STORY, name="ferry.txt")
    export(story, "sqlite", path)
    assert rows(path, "SELECT name, headline, place, agency_id, sha256 FROM stories") == [
        ("ferry.txt", "Ferry Held in Port by Storm", "Bergen", "reuters", story.source.sha256)
    ]
    assert "".join(text for (text,) in rows(path, "SELECT text FROM blocks ORDER BY number")) == STORY
    expected = [(quote.text, quote.speaker and quote.speaker.name) for quote in story.quotes]
    assert rows(path, "SELECT quote, speaker FROM said ORDER BY quote_id") == expected
    assert rows(path, "SELECT text FROM paragraphs") == [(each.text,) for each in story.paragraphs]
    assert sound(path)


def test_full_text_search_finds_words_and_forgets_what_was_replaced(tmp_path: Path) -> None:
    path, story = tmp_path / "stories.db", parse(STORY, name="ferry.txt")
    search = "SELECT text FROM quotes WHERE id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ?)"
    export(story, "sqlite", path)
    assert rows(path, search, "NEAR(wind drop)") == [("We wait for the wind to drop,",)]
    export(story._replace(quotes=()), "sqlite", path)
    assert rows(path, "SELECT count(*) FROM stories") == [(1,)]
    assert rows(path, "SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH 'wind'") == [(0,)]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('integrity-check')")
        connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('integrity-check')")
    assert sound(path)


def test_a_second_run_adds_only_what_is_new(tmp_path: Path) -> None:
    path, story = tmp_path / "stories.db", parse(STORY, name="a.txt")
    export(story, "sqlite", path)
    before = rows(path, "SELECT id, story FROM quotes")
    export([story._replace(source=story.source._replace(name="copy.txt")), parse(f"{STORY}\nMore.")], "sqlite", path)
    assert rows(path, "SELECT name FROM stories ORDER BY id") == [("a.txt",), (None,)]
    assert rows(path, "SELECT id, story FROM quotes WHERE story = 1") == before


def test_a_text_found_elsewhere_is_the_same_story(tmp_path: Path) -> None:
    path, story = tmp_path / "stories.db", parse(STORY)
    for number in (1, 2):
        found = story.source._replace(name=f"r{number}", url=f"https://example.org/{number}", encoding=f"e{number}")
        export(story._replace(source=found, quotes=story.quotes[number:]), "sqlite", path)
    assert rows(path, "SELECT name, url, encoding FROM stories") == [("r1", "https://example.org/1", "e1")]
    before = rows(path, "SELECT id FROM blocks")
    export(story._replace(quotes=story.quotes[2:]), "sqlite", path)
    assert rows(path, "SELECT id FROM blocks") == before


def test_views(tmp_path: Path) -> None:
    path = tmp_path / "stories.db"
    export([parse(STORY, date="2018-02-27"), parse(f"2018-02-27\n\n{STORY}")], "sqlite", path)
    (speaker, kind, quotes, stories) = rows(path, "SELECT * FROM most_quoted")[0]
    assert (speaker, kind, stories) == ("Ingrid Solheim", "person", 2)
    assert quotes >= 4
    (count,) = rows(path, "SELECT count(*) FROM quotes")[0]
    assert rows(path, "SELECT * FROM per_agency") == [("Reuters", 2, count)]
    assert sum(stories for _, stories, _ in rows(path, "SELECT * FROM per_day")) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    path = tmp_path / "stories.db"
    export(parse(f"{text} ' OR 1=1; --", name=text), "sqlite", path)
    written = f"{text} ' OR 1=1; --".encode("utf-8", "backslashreplace").decode()
    assert "".join(row[0] for row in rows(path, "SELECT text FROM blocks ORDER BY number")) == written


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(UsageError, match="none of wireparse's"):
        export(parse(STORY), "sqlite", path)
    assert path.read_bytes() == before
    text = tmp_path / "text.db"
    text.write_text("no database at all, but some words of a letter" * 40)
    with pytest.raises(OutputError, match="not a database"):
        export(parse(STORY), "sqlite", text)
    assert wireparse("convert", "-t", "sqlite", stdin=STORY).returncode == 2
    assert "needs a file" in told(wireparse("convert", "-t", "sqlite", "-o", tmp_path, stdin=STORY))


def test_the_command_adds_and_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "new" / "stories.db"
    for number, options, count in ((1, [], 1), (2, [], 2), (2, ["--resume"], 2), (3, ["--overwrite"], 1)):
        result = wireparse("convert", "-o", path, *options, stdin=f"{STORY}\n{number}")
        assert result.returncode == 0, told(result)
        assert rows(path, "SELECT count(*) FROM stories") == [(count,)]


def test_what_is_in_a_finished_database_is_not_read_again(tmp_path: Path) -> None:
    source, path = tmp_path / "in.jsonl", tmp_path / "stories.db"
    texts = [f"{STORY}\nNumber {n}" for n in range(5)]
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")

    def summary(*options: str) -> str:
        result = wireparse("convert", source, story, "-o", path, *options)
        assert result.returncode == 0, told(result)
        return told(result)

    records(source, texts)
    assert "converted 6 stories in" in summary("--resume")
    assert "converted 6 stories in" in summary()
    assert "converted 0 stories, 6 finished before in" in summary("--resume", "-j2")
    records(source, [f"{STORY}\nA new one.", *texts[1:]])
    story.write_text(f"{STORY}\nIt has changed.", encoding="utf-8")
    assert "converted 2 stories, 4 finished before in" in summary("--resume")
    assert "converted 6 stories in" in summary("--resume", "--lang", "en")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM stories WHERE name = 'r1'")
    assert "converted 1 story, 5 finished before in" in summary("--resume")
    assert rows(path, "SELECT count(*) FROM stories") == [(8,)]


def test_a_kill_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    source, path = records(tmp_path / "in.jsonl", [f"{STORY}\nNumber {n}" for n in range(1500)]), tmp_path / "s.db"
    run = command("convert", source, "-o", path, "-j1", "-q")
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not committed(path):
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    assert sound(path)
    assert 0 < rows(path, "SELECT count(*) FROM stories")[0][0] < 1500
    assert wireparse("convert", source, "-o", path, "-q").returncode == 0
    assert rows(path, "SELECT count(*), count(DISTINCT name) FROM stories") == [(1500, 1500)]
    assert sound(path)


def test_indexes_are_spelt_as_datasette_looks_for_them(tmp_path: Path) -> None:
    path = tmp_path / "stories.db"
    export(parse(STORY), "sqlite", path)
    for table in ("paragraphs", "quotes"):
        shape = f'%VIRTUAL TABLE%USING FTS%content="{table}"%'
        assert rows(path, "SELECT name FROM sqlite_master WHERE sql LIKE ?", shape) == [(f"{table}_fts",)]


@pytest.mark.skipif(not find_spec("datasette"), reason="the extra 'recipes' (datasette) is not installed")
def test_datasette_opens_it_as_it_is(tmp_path: Path) -> None:
    """Its own inspection finds tables, keys, search and views; rows have their story's and their speaker's names."""
    path = tmp_path / "stories.db"
    export(parse(STORY, name="ferry.txt"), "sqlite", path)

    def got(address: str) -> Any:
        run = [sys.executable, "-W", "ignore", "-m", "datasette", str(path), "--get", f"/stories{address}"]
        return json.loads(subprocess.run(run, capture_output=True, check=True).stdout)

    database = got(".json")
    tables = {table["name"]: table for table in database["tables"] if not table["hidden"]}
    kept = {"stories", "sources", "inputs", "blocks", "paragraphs", "speakers", "quotes", "related", "warnings"}
    assert set(tables) == kept
    assert {name: table["fts_table"] for name, table in tables.items() if table["fts_table"]} == {
        "paragraphs": "paragraphs_fts",
        "quotes": "quotes_fts",
    }
    assert {view["name"] for view in database["views"]} == {"most_quoted", "per_agency", "per_day", "said"}
    (quote,) = got("/quotes.json?_search=wind&_labels=on&_shape=array")
    assert (quote["story"]["label"], quote["speaker"]["label"]) == ("ferry.txt", "Ingrid Solheim")
    assert quote["text"] == "We wait for the wind to drop,"
