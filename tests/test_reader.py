"""Reading: encodings, sizes, records."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wireparse
from wireparse.arguments import checked_date
from wireparse.errors import InputError, UsageError
from wireparse.readers.decoding import checked_encoding, decode, read_file, read_lines
from wireparse.readers.input_form import Settings
from wireparse.readers.rows import read_row


def codes(data: bytes, encoding: str = "auto") -> tuple[str, str, list[str]]:
    decoded = decode(data, "x", encoding)
    return decoded.text, decoded.encoding, [notice.code for notice in decoded.notices]


@pytest.mark.parametrize(
    ("data", "text", "encoding", "notices"),
    [
        ("Zürich “hi”".encode(), "Zürich “hi”", "utf-8", []),
        (b"\xef\xbb\xbfhi", "hi", "utf-8-sig", []),
        ("hi é".encode("utf-16"), "hi é", "utf-16", []),
        (b"\xfe\xff\x00h\x00i", "hi", "utf-16", []),
        ("hi é".encode("utf-32"), "hi é", "utf-32", []),
        (b"caf\xe9 \x93hi\x94", "café “hi”", "cp1252", ["guessed-encoding"]),
        (b"caf\xe9 \x81", "café \ufffd", "cp1252", ["guessed-encoding", "replaced-bytes"]),
        ("Zürich “hi” ".encode() + b"\x93", "Zürich “hi” \ufffd", "utf-8", ["replaced-bytes"]),
        ("a \ufffd b".encode(), "a \ufffd b", "utf-8", []),
    ],
)
def test_decoding(data: bytes, text: str, encoding: str, notices: list[str]) -> None:
    assert codes(data) == (text, encoding, notices)


def test_a_given_encoding_is_kept_to() -> None:
    assert codes("привет".encode("koi8-r"), "koi8-r") == ("привет", "koi8-r", [])
    assert codes(b"caf\xe9", "utf-8") == ("caf\ufffd", "utf-8", ["replaced-bytes"])
    assert codes("a\0".encode("utf-16-le"), "utf-16-le")[0] == "a\0"


def test_replaced_bytes_are_counted() -> None:
    (notice,) = decode("é€ü ".encode() + b"\x81 \x8d", "x").notices
    assert notice.message.startswith("2 undecodable bytes")


def test_nul_bytes_mean_a_binary_file() -> None:
    with pytest.raises(InputError) as caught:
        decode(b"MZ\0\0", "tool.exe")
    assert (caught.value.code, caught.value.source) == ("E_BINARY", "tool.exe")


@given(st.text())
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    if b"\0" not in data and not data.startswith((b"\xef\xbb\xbf",)):
        assert decode(data, "x").text == data.decode()


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_binary(data: bytes) -> None:
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        with pytest.raises(InputError, match="NUL"):
            decode(data, "x")
    else:
        decoded = decode(data, "x")
        assert data.decode(decoded.encoding, "replace") == decoded.text


@pytest.mark.parametrize("name", ["utf8", "rot13", "zlib", "nonsense", "\0", ""])
def test_encodings_are_checked(name: str) -> None:
    if name == "utf8":
        assert checked_encoding(name) == "utf-8"
    else:
        with pytest.raises(UsageError, match="unknown encoding"):
            checked_encoding(name)


def test_a_file_is_never_read_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    assert read_file(str(path), 100) == b"x" * 100
    with pytest.raises(InputError) as caught:
        read_file(str(path), 99)
    assert caught.value.code == "E_TOO_BIG"
    assert "--max-size" in caught.value.message


def test_a_packed_file_is_measured_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"x" * 10_000_000))
    with pytest.raises(InputError, match="more than 1,000,000 bytes"):
        read_file(str(path), 1_000_000)
    path.write_bytes(gzip.compress(b"story")[:-6])
    with pytest.raises(InputError) as caught:
        read_file(str(path))
    assert caught.value.code == "E_READ"
    path.write_bytes(b"no gzip at all")  # a name alone packs nothing
    assert read_file(str(path)) == b"no gzip at all"


def test_lines_that_are_too_long_are_passed_over() -> None:
    stream = io.BytesIO(b"short\n\n" + b"x" * 200_000 + b"\nlast")
    (first, second, third) = read_lines(stream, "f.jsonl", 100)
    assert first == (1, b"short\n")
    assert second[0] == 3
    assert isinstance(second[1], InputError)
    assert (second[1].code, second[1].source) == ("E_TOO_BIG", "f.jsonl:3")
    assert third == (4, b"last")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"nonsense", "no JSON"),
        (b'{"text": "a"', "column"),
        (b'["text"]', "no object"),
        (b'{"body": "a"}', "'text' is missing"),
        (b'{"text": 3}', "'text' is no string"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_bad_records_say_what_is_wrong(line: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_row(line, "f.jsonl:7", Settings())
    assert (caught.value.code, caught.value.source) == ("E_RECORD", "f.jsonl:7")


def test_records() -> None:
    line = b'{"id": 7, "text": "a", "date": "2017-11-22T10:00:00+02:00", "more": 1}'
    reading = read_row(line, "f:1", Settings())
    assert (reading.name, reading.text, reading.date, reading.notices) == ("7", "a", "2017-11-22", ())
    other = read_row(b'{"body": "b", "key": "k"}', "f:1", Settings(text_field="body", id_field="key"))
    assert (other.name, other.text) == ("k", "b")
    (notice,) = read_row(b'{"text": "a", "date": "soon"}', "f:1", Settings()).notices
    assert notice.code == "unreadable-date"


def test_dates_are_checked() -> None:
    assert checked_date("2017-11-22") == "2017-11-22"
    for wrong in ("2017-13-01", "today", "", "22.11.2017"):
        with pytest.raises(UsageError):
            checked_date(wrong)


def test_parse_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("OSLO (AP) — Caf\xe9s were full on Monday, Mayor Ida Dahl said.".encode("cp1252"))
    story = wireparse.parse_file(path)
    assert story.source.name == str(path)
    assert story.source.encoding == "cp1252"
    assert [notice.code for notice in story.warnings] == ["guessed-encoding"]
    path.write_text(" \n")
    with pytest.raises(InputError) as caught:
        wireparse.parse_file(path)
    assert caught.value.code == "E_EMPTY"
    with pytest.raises(InputError, match="no such file"):
        wireparse.parse_file(tmp_path / "missing.txt")
