"""Inputs that lie elsewhere: a real S3 server and a real web server, both on loopback."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import wireparse as library
from tests.command import STORY, lines, names, told, wireparse
from wireparse.readers.remote import is_remote, listed_remote

s3fs = pytest.importorskip("s3fs")
server = pytest.importorskip("moto.server")

PAGE = f"<html><body><article><h1>Ferries stay in port</h1><p>{STORY.splitlines()[-1]}</p></article></body></html>"


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """A bucket with a small archive in it; the environment that leads there."""
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    environment = {
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "NO_PROXY": "127.0.0.1",
    }
    old = {key: os.environ.get(key) for key in environment}
    os.environ.update(environment)
    try:
        disk = s3fs.S3FileSystem(endpoint_url=environment["AWS_ENDPOINT_URL"])
        disk.mkdir("wires")
        records = "".join(json.dumps({"id": f"r{number}", "text": STORY}) + "\n" for number in range(3))
        for place, data in {
            "2017/11/a.txt": STORY.encode(),
            "2017/11/b.txt.gz": gzip.compress(STORY.encode()),
            "2017/12/feed.jsonl": records.encode(),
            "2017/12/page": PAGE.encode(),
            "2017/12/photo.jpg": b"\xff\xd8\xff\xe0 no story",
            "2017/12/.hidden.txt": STORY.encode(),
        }.items():
            with disk.open(f"wires/{place}", "wb") as out:
                out.write(data)
        yield environment
    finally:
        running.stop()
        for key, value in old.items():
            os.environ.pop(key) if value is None else os.environ.update({key: value})


def test_a_folder_of_a_store_is_read_as_one_here_is(store: dict[str, str]) -> None:
    result = wireparse("convert", "s3://wires/2017/", "-t", "jsonl", env=store)
    assert result.returncode == 0, told(result)
    assert names(result.stdout) == [
        "s3://wires/2017/11/a.txt",
        "s3://wires/2017/11/b.txt.gz",
        "r0",
        "r1",
        "r2",
        "s3://wires/2017/12/page",
    ]
    assert "1 hidden" in told(result)
    assert "1 of binary types" in told(result)
    here = wireparse("convert", "-", "-t", "jsonl", stdin=STORY)
    assert {story["dateline"]["text"] for story in lines(result.stdout)[:5]} == {
        story["dateline"]["text"] for story in lines(here.stdout)
    }
    assert lines(result.stdout)[-1]["source"]["form"] == "html"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("s3://wires/2017/11/a.txt", ["s3://wires/2017/11/a.txt"]),
        ("s3://wires/2017/*/*.txt*", ["s3://wires/2017/11/a.txt", "s3://wires/2017/11/b.txt.gz"]),
    ],
)
def test_a_file_and_a_pattern(store: dict[str, str], address: str, found: list[str]) -> None:
    result = wireparse("convert", address, "-t", "jsonl", "-j", "2", env=store)
    assert (result.returncode, names(result.stdout)) == (0, found)


def test_shards_share_a_store_out(store: dict[str, str]) -> None:
    shares = [wireparse("convert", "s3://wires/2017/", "-t", "jsonl", "--shard", f"{n}/2", env=store) for n in (1, 2)]
    found = [names(share.stdout) for share in shares]
    whole = wireparse("convert", "s3://wires/2017/", "-t", "jsonl", env=store)
    assert sorted(found[0] + found[1]) == sorted(names(whole.stdout))
    assert set(found[0]).isdisjoint(found[1])


def test_what_was_done_from_a_store_is_not_done_again(store: dict[str, str], tmp_path: Path) -> None:
    run = partial(wireparse, "convert", "s3://wires/2017/", "-o", tmp_path / "out.jsonl", env=store)
    first = run()
    before = (tmp_path / "out.jsonl").read_bytes()
    again = run("--resume")
    assert (first.returncode, again.returncode) == (0, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == before
    parts = partial(wireparse, "convert", "s3://wires/2017/", "-t", "parquet", "-o", tmp_path / "parts/", env=store)
    assert parts("--rotate", "2").returncode == 0
    written = sorted((tmp_path / "parts").glob("*.parquet"))
    written[-1].unlink()
    assert parts("--rotate", "2", "--resume").returncode == 0
    assert sorted((tmp_path / "parts").glob("*.parquet")) == written


def test_the_library_reads_addresses(store: dict[str, str]) -> None:
    assert library.parse_file("s3://wires/2017/11/b.txt.gz").source.name == "s3://wires/2017/11/b.txt.gz"
    assert len(list(library.parse_stories("s3://wires/2017/12/feed.jsonl"))) == 3
    assert [place for _, place, _, _ in listed_remote("s3://wires/2017/11")] == ["a.txt", "b.txt.gz"]


def test_what_is_not_there_is_told(store: dict[str, str]) -> None:
    result = wireparse("convert", "s3://wires/2017/11/a.txt", "s3://wires/none.txt", "-t", "jsonl", env=store)
    assert (result.returncode, len(lines(result.stdout))) == (1, 1)
    assert "s3://wires/none.txt: cannot be read" in told(result)
    assert "Traceback" not in told(result)
    alone = wireparse("show", "s3://nobucket/a.txt", env=store)
    assert alone.returncode == 3
    assert "E_READ" in told(alone)


def test_a_page_of_the_web(tmp_path: Path) -> None:
    (tmp_path / "ferries.html").write_text(PAGE)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    handler.log_message = lambda *ignored: None  # type: ignore[attr-defined]
    web = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{web.server_port}/ferries.html"
        result = wireparse("convert", address, env={"NO_PROXY": "127.0.0.1"})
        gone = wireparse("convert", address.replace("ferries", "gone"), env={"NO_PROXY": "127.0.0.1"})
    finally:
        web.shutdown()
        web.server_close()
    story = json.loads(result.stdout)
    assert (story["headline"]["text"], story["source"]["form"]) == ("Ferries stay in port", "html")
    assert gone.returncode == 3
    assert "cannot be read" in told(gone)


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "a.txt", "-o", "s3://wires/out.json"],
        ["convert", "a.txt", "--errors", "s3://wires/e.jsonl"],
        ["furniture", "a.txt", "-o", "gs://wires/f.jsonl"],
        ["group", "a.txt", "-o", "https://example.org/g.jsonl"],
    ],
)
def test_nothing_is_written_elsewhere(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    result = wireparse(*arguments, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, b"")
    assert "is elsewhere, and only inputs may be" in told(result)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_without_the_extra_it_is_named(tmp_path: Path) -> None:
    code = "import sys; sys.modules['fsspec'] = None; from wireparse.cli import main; main()"
    run = [sys.executable, "-c", code, "show", "s3://wires/a.txt"]
    result = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 2
    assert "pip install 'wireparse[remote]'" in result.stderr


def test_a_protocol_that_nobody_knows_is_told() -> None:
    result = wireparse("show", "nowhere://wires/a.txt")
    assert result.returncode == 2
    assert "protocol not known: nowhere" in told(result)


@pytest.mark.parametrize("path", ["a.txt", "C:/a.txt", "a:b", "-", "http:/a", "//host/a"])
def test_other_paths_are_not_elsewhere(path: str) -> None:
    assert not is_remote(path)
