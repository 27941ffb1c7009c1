"""Web archives: pages become stories, and a damaged record costs itself alone."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.archives import answer, chunked, packed, page, record, response
from tests.command import STORY, lines, records, told, wireparse
from wireparse import parse_file, parse_stories
from wireparse.errors import InputError, UsageError
from wireparse.readers import Settings
from wireparse.readers.input_form import Form

pytest.importorskip("selectolax", reason="the extra 'warc' (selectolax) is not installed")

ANSWERS = [
    record("warcinfo", b"software: none\r\n"),
    response(page(f"{STORY}\n\nOne more word."), 1),
    response(page(STORY), 2, "image/png"),
    response(page(STORY), 3, "text/html", "404 Not Found"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http; msgtype=request"),
    response(STORY.encode(), 4, "text/plain"),
    record("conversion", STORY.encode(), number=5, Content_Type="text/plain", WARC_Target_URI="https://news.example/5"),
    record("resource", page(STORY), number=6, Content_Type="text/html", WARC_Target_URI="https://news.example/6"),
]
WANTED = [1, 4, 5, 6]


def form() -> Form:
    from wireparse.readers import form_named

    return form_named("warc")


def split(data: bytes, **settings: Any) -> list[tuple[int, bytes | InputError | str]]:
    splitter = form().split
    assert splitter is not None
    return list(splitter(io.BytesIO(data), "a.warc", Settings(**settings)))


def read(data: bytes, **settings: Any) -> str:
    return form().read(data, "a.warc:1", Settings(**settings)).text


def numbers(stories: list[dict[str, Any]]) -> list[int]:
    return [int(story["source"]["url"].rpartition("/")[2]) for story in stories]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "whole.warc.gz", "noname"])
def test_pages_and_texts_become_stories(tmp_path: Path, name: str) -> None:
    whole = b"".join(ANSWERS)
    path = tmp_path / name
    path.write_bytes({"a.warc.gz": packed(ANSWERS), "whole.warc.gz": gzip.compress(whole)}.get(name, whole))
    result = wireparse("convert", path, "--to", "jsonl")
    stories = lines(result.stdout)
    assert (result.returncode, numbers(stories)) == (0, WANTED), told(result)
    first = stories[0]["source"]
    assert first["name"] == "urn:uuid:00000000-0000-4000-8000-000000000001"
    assert (first["url"], first["retrieved"]) == ("https://news.example/1", "2018-02-27T10:00:00Z")
    assert {story["dateline"]["text"] for story in stories} == {"BERGEN (Reuters)"}
    assert stories[0]["published"] is None  # when a page was fetched is not when it was written
    piped = wireparse("convert", "--to", "jsonl", "-q", stdin=path.read_bytes())
    assert numbers(lines(piped.stdout)) == WANTED


def test_batches_are_the_same_for_any_number_of_jobs_and_go_on(tmp_path: Path) -> None:
    path, out = tmp_path / "a.warc.gz", tmp_path / "out.jsonl"
    path.write_bytes(packed(response(page(f"{STORY}\n\n{n}"), n) for n in range(120)))
    results = [wireparse("convert", path, "-t", "jsonl", "-q", "-j", jobs).stdout for jobs in ("1", "3")]
    assert results[0] == results[1]
    assert numbers(lines(results[0])) == list(range(120))
    folder = tmp_path / "mirror"
    assert wireparse("convert", path, "-o", folder, "-q").returncode == 0
    made = sorted(folder.rglob("*.json"))
    assert len(made) == 120
    made[7].unlink()
    (folder / ".wireparse.resume").write_text(
        "".join(line for line in (folder / ".wireparse.resume").read_text().splitlines(True) if ":8" not in line)
    )
    again = wireparse("convert", path, "-o", folder, "--resume", "-t", "json")
    assert "finished before" in told(again)
    assert len(list(folder.rglob("*.json"))) == 120
    assert wireparse("convert", path, "-o", out, "-q").returncode == 0
    assert wireparse("convert", path, "-o", out, "--resume").returncode == 0
    assert out.read_bytes() == results[0]


def replaced(data: bytes, old: bytes, new: bytes, start: int) -> bytes:
    return data[:start] + data[start:].replace(old, new, 1)


@pytest.mark.parametrize("kind", ["too short", "too long", "no length", "garbage", "torn member"])
def test_a_damaged_record_costs_itself_alone(kind: str) -> None:
    answers = [response(page(f"{STORY}\n\n{n}"), n) for n in range(4)]
    place, length = len(answers[0]), str(len(answers[1].partition(b"\r\n\r\n")[2]) - 4).encode()
    data, left = b"".join(answers), 3
    match kind:
        case "too short":
            data = replaced(data, length, b"99", place)
        case "too long":
            data = replaced(data, length, b"999999", place)
        case "no length":
            data = replaced(data, b"Content-Length", b"Content-Longth", place)
        case "garbage":
            data = data[:place] + b"\xff\n" * 9999 + data[place:]
            left = 4
        case "torn member":
            members = [gzip.compress(each) for each in answers]
            members[1] = members[1][:60] + b"\xff" * 30 + members[1][90:]
            data = b"".join(members)
    found = split(data)
    errors = [(number, each) for number, each in found if isinstance(each, InputError)]
    assert len(found) - len(errors) == left
    ((number, error),) = errors
    assert (error.code, error.source) == ("E_RECORD", f"a.warc:{number}")
    assert number == 2
    assert "the record is damaged" in error.message


@pytest.mark.parametrize("kind", ["plain", "packed", "whole"])
def test_of_a_record_that_the_end_cuts_the_beginning_is_given_with_a_warning(kind: str) -> None:
    answers = [response(page(f"{STORY}\n\n{n}"), n) for n in range(4)]
    whole = b"".join(answers)
    data = {"plain": whole, "packed": packed(answers), "whole": gzip.compress(whole)}[kind]
    *before, (number, last) = split(data[: -{"plain": 200, "packed": 90, "whole": 14}[kind]])
    assert (len(before), number) == (3, 4)
    assert isinstance(last, bytes)
    reading = form().read(last, "a:4", Settings())
    assert [notice.code for notice in reading.notices] == ["truncated-record"]
    assert "BERGEN (Reuters) - The night ferry" in reading.text
    # Nothing of a page is none.
    ((_, error),) = split(answers[0][: -len(answers[0].partition(b"HTTP/1.1")[2])])
    assert isinstance(error, InputError)


def test_a_page_in_segments_is_its_first_with_a_warning() -> None:
    data = page(STORY)
    first = record("response", answer(data[:500]), number=1, Content_Type="application/http", WARC_Segment_Number="1")
    second = record("continuation", data[500:], number=2, WARC_Segment_Number="2", WARC_Segment_Total_Length="9")
    (_, piece), (_, passed) = split(first + second)
    assert isinstance(piece, bytes)
    notices = form().read(piece, "a:1", Settings()).notices
    assert [("segments" in notice.message, notice.code) for notice in notices] == [(True, "truncated-record")]
    assert passed == "further segments of web pages"


@pytest.mark.parametrize(
    ("body", "media_type", "status", "fields", "read"),
    [
        (page(STORY), "text/html", "203 Non-Authoritative Information", {}, True),
        (page(STORY), "", "200 OK", {}, True),
        (page(STORY), "application/octet-stream", "200 OK", {}, True),
        (gzip.compress(page(STORY)), "", "200 OK", {"Content_Encoding": "gzip"}, True),
        (b"\x89PNG\r\n" + b"x" * 900, "", "200 OK", {}, False),
        (page(STORY), "text/html", "301 Moved", {}, False),
        (page(STORY), "image/png", "200 OK", {}, False),
    ],
)
def test_what_is_a_page(body: bytes, media_type: str, status: str, fields: dict[str, str], read: bool) -> None:
    ((_, piece),) = split(response(body, 1, media_type, status, **fields))
    assert isinstance(piece, bytes) is read
    assert read or piece == "web answers without a page"
    if isinstance(piece, bytes):
        assert "BERGEN (Reuters) - The night ferry" in form().read(piece, "a:1", Settings()).text


def test_zstd() -> None:
    zstandard = pytest.importorskip("zstandard", reason="the extra 'zstd' (zstandard) is not installed")
    body = zstandard.compress(page(STORY * 30))
    for data, codes in ((body, []), (body[: len(body) // 2], ["truncated-record"])):
        ((_, piece),) = split(response(data, 1, Content_Encoding="zstd"))
        assert isinstance(piece, bytes)
        reading = form().read(piece, "a:1", Settings())
        assert "BERGEN (Reuters) - The night ferry" in reading.text or codes
        assert [notice.code for notice in reading.notices] == codes
    bomb = response(zstandard.compress(b"<p>" + b"x" * 5_000_000), 1, Content_Encoding="zstd")
    ((_, piece),) = split(bomb, max_size=100_000)
    assert isinstance(piece, bytes)
    with pytest.raises(InputError, match="more than"):
        form().read(piece, "a:1", Settings(max_size=100_000))
    # The archive itself packed so, as some crawlers do.
    buffered = io.BufferedReader(io.BytesIO(zstandard.compress(b"".join(ANSWERS))))  # type: ignore[arg-type]
    splitter = form().split
    assert splitter is not None
    assert len([1 for _, each in splitter(buffered, "a", Settings()) if isinstance(each, bytes)]) == len(WANTED)


def arc(*bodies: bytes) -> bytes:
    notes = b"1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
    out = b"filedesc://a.arc 0.0.0.0 20180227100000 text/plain %d\n%b\n" % (len(notes), notes)
    for number, body in enumerate(bodies):
        block = answer(body)
        out += b"https://news.example/%d 10.0.0.1 20180227100000 text/html %d\n%b\n" % (number, len(block), block)
    return out


def test_arc_files_are_read_as_the_archives_that_came_after(tmp_path: Path) -> None:
    for name, data in {
        "a.arc": arc(page(STORY), page(STORY)),
        "b.arc.gz": gzip.compress(arc(page(STORY), page(STORY))),
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        stories = list(parse_stories(path))
        assert [story.source.url for story in stories] == ["https://news.example/0", "https://news.example/1"]
        assert {story.source.retrieved for story in stories} == {"2018-02-27T10:00:00Z"}
        assert {story.agency and story.agency.id for story in stories} == {"reuters"}


def test_of_a_wacz_the_pages_are_read_and_the_rest_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", '{"profile": "data-package"}')
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://news.example/1"}\n')
        archive.writestr("indexes/index.cdx", " CDX N b a m s k r M S V g\n")
        archive.writestr("archive/data.warc.gz", packed(ANSWERS))
    done = wireparse("convert", path, "-t", "jsonl")
    assert (done.returncode, numbers(lines(done.stdout))) == (0, WANTED), told(done)
    assert "left out 3 parts of web archives that are no pages, 2 web answers without a page" in told(done)


def test_damage_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    path, log = tmp_path / "a.warc", tmp_path / "errors.jsonl"
    data = b"".join(ANSWERS)
    path.write_bytes(replaced(data, b"Content-Length: ", b"Content-Length: 1", len(ANSWERS[0])))
    result = wireparse("convert", path, "--to", "jsonl", "-q", "--errors", log)
    assert (result.returncode, numbers(lines(result.stdout))) == (1, WANTED[1:])
    (entry,) = lines(log.read_bytes())
    assert (entry["source"], entry["code"]) == (f"{path}:2", "E_RECORD")


def test_any_damage_is_told_or_harmless() -> None:
    dice = random.Random(7)
    for data in (b"".join(ANSWERS), packed(ANSWERS)):
        for _ in range(150):
            broken = bytearray(data)
            for _ in range(dice.randint(1, 4)):
                at, size = dice.randrange(len(broken)), dice.choice((1, 1, 5, 80))
                broken[at : at + size] = dice.randbytes(dice.choice((0, size)))
            for _, piece in split(bytes(broken)):
                if isinstance(piece, bytes):
                    with suppress(InputError):
                        read(piece)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (chunked(page(STORY), (10, 3, 700)), {"Transfer_Encoding": "chunked"}),
        (page(STORY), {"Transfer_Encoding": "chunked"}),  # joined by the crawler
        (gzip.compress(page(STORY)), {"Content_Encoding": "gzip"}),
        (page(STORY), {"Content_Encoding": "gzip"}),  # unpacked by the crawler
        (zlib.compress(page(STORY)), {"Content_Encoding": "deflate"}),
        (zlib.compress(page(STORY), wbits=-15), {"Content_Encoding": "deflate"}),
        (chunked(gzip.compress(page(STORY)), (9,)), {"Transfer_Encoding": "Chunked", "Content_Encoding": "GZIP"}),
        (page(STORY), {"Content_Encoding": "identity"}),
    ],
)
def test_answers_are_unpacked(body: bytes, fields: dict[str, str]) -> None:
    ((_, piece),) = split(response(body, 1, **fields))
    assert isinstance(piece, bytes)
    assert "BERGEN (Reuters) - The night ferry" in read(piece)
    assert "READ MORE" in read(piece)


def test_brotli() -> None:
    brotli = pytest.importorskip("brotli", reason="the extra 'warc' (brotli) is not installed")
    ((_, piece),) = split(response(brotli.compress(page(STORY)), 1, Content_Encoding="br"))
    assert isinstance(piece, bytes)
    assert "BERGEN (Reuters) - The night ferry" in read(piece)
    ((_, torn),) = split(response(b"\x1b\xff\xff\xff" + b"x" * 90, 1, Content_Encoding="br"))
    assert isinstance(torn, bytes)
    with pytest.raises(InputError, match="cannot be unpacked"):
        read(torn)


def test_what_is_cut_off_is_told() -> None:
    packed_page = gzip.compress(page(STORY * 20))
    ((_, piece),) = split(response(packed_page[:-40], 1, Content_Encoding="gzip"))
    assert isinstance(piece, bytes)
    reading = form().read(piece, "a:1", Settings())
    assert [notice.code for notice in reading.notices] == ["truncated-record"]


def test_a_page_never_takes_more_memory_than_allowed() -> None:
    bomb = response(gzip.compress(b"<p>" + b"x" * 5_000_000), 1, Content_Encoding="gzip")
    ((_, piece),) = split(bomb, max_size=100_000)
    assert isinstance(piece, bytes)
    with pytest.raises(InputError) as caught:
        read(piece, max_size=100_000)
    assert caught.value.code == "E_TOO_BIG"
    found = split(response(b"x" * 200_000, 1) + response(page(STORY), 2), max_size=100_000)
    assert [each.code if isinstance(each, InputError) else "read" for _, each in found] == ["E_TOO_BIG", "read"]


def test_the_answer_says_how_a_page_is_encoded() -> None:
    ((_, piece),) = split(
        response("<p>Осло (ТАСС) - Паром стоит.".encode("cp1251"), 1, "text/html; charset=windows-1251")
    )
    assert isinstance(piece, bytes)
    assert read(piece) == "Осло (ТАСС) - Паром стоит.\n"
    # What says that it is Latin-1 and is not: UTF-8 is hardly ever anything else.
    ((_, piece),) = split(response("<p>Zürich".encode(), 1, "text/html; charset=iso-8859-1"))
    assert isinstance(piece, bytes)
    assert read(piece) == "Zürich\n"


def test_the_library_reads_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(ANSWERS))
    stories = list(parse_stories(path))
    assert [story.source.url for story in stories] == [f"https://news.example/{n}" for n in WANTED]
    with pytest.raises(InputError, match="holds many stories"):
        parse_file(path)
    path.write_bytes(b"".join(ANSWERS).replace(b"Content-Length: ", b"Content-Length: 1", 2))
    errors: list[InputError] = []
    assert len(list(parse_stories(path, failed=errors.append))) == len(WANTED) - 1
    assert [error.code for error in errors] == ["E_RECORD"]
    with pytest.raises(InputError, match="damaged"):
        list(parse_stories(path))


@pytest.mark.parametrize("pack", [b"".join, packed])
def test_the_library_reads_streams(tmp_path: Path, pack: Callable[[list[bytes]], bytes]) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(pack(ANSWERS))
    expected = list(parse_stories(path, name="a.warc"))
    assert [story.source.url for story in expected] == [f"https://news.example/{n}" for n in WANTED]
    with path.open("rb", buffering=0) as raw:
        assert list(parse_stories(raw, name="a.warc")) == expected
    assert list(parse_stories(io.BytesIO(path.read_bytes()), name="a.warc")) == expected
    (story,) = parse_stories(io.BytesIO(STORY.encode()))
    assert story.source.name == "<stream>"
    with pytest.raises(UsageError, match="open it in binary mode"):
        list(parse_stories(io.StringIO(STORY)))  # type: ignore[arg-type]


def test_an_archive_without_pages_has_failed(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(ANSWERS[0])
    result = wireparse("convert", path)
    assert (result.returncode, "there is no record in it" in told(result)) == (3, True)


def test_records_of_both_kinds_stand_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(ANSWERS[1])
    records(tmp_path / "b.jsonl", [STORY])
    (tmp_path / "c.txt").write_text(STORY)
    (tmp_path / "d.html").write_bytes(page(STORY))
    stories = lines(wireparse("convert", tmp_path, "-t", "jsonl", "-q", "-j2").stdout)
    assert [story["dateline"]["text"] for story in stories] == ["BERGEN (Reuters)"] * 4


def test_answers_alone_are_opened() -> None:
    from wireparse.readers.http import fields, opened

    head, body = opened(answer(b"a\r\n\r\nb"))
    assert (fields(head)["content-type"], body) == ("text/html; charset=utf-8", b"a\r\n\r\nb")
    assert opened(b"HTTP/1.1 200 OK") == (b"HTTP/1.1 200 OK", b"")
