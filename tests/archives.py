"""Web archives for tests, written as ISO 28500 describes them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence

Fields = dict[str, str]


def record(kind: str, block: bytes, *, number: int = 0, **more: str) -> bytes:
    """One record; `more` are further fields, an underscore for each hyphen."""
    fields: Fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date": "2018-02-27T10:00:00Z",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK", **more: str) -> bytes:
    """An answer by HTTP."""
    fields: Fields = {"Content-Type": media_type} | {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def response(body: bytes, number: int = 0, *arguments: str, **more: str) -> bytes:
    """A record with the answer to a request."""
    return record(
        "response",
        answer(body, *arguments, **more),
        number=number,
        WARC_Target_URI=f"https://news.example/{number}",
        Content_Type="application/http; msgtype=response",
    )


def page(text: str) -> bytes:
    """A page with a menu around paragraphs."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return f"<!doctype html><nav><ul><li>Home<li>News</ul></nav>{paragraphs}".encode()


def packed(records: Iterable[bytes]) -> bytes:
    """An archive as crawlers pack it: each record by itself."""
    return b"".join(gzip.compress(each) for each in records)


def chunked(body: bytes, sizes: Sequence[int]) -> bytes:
    """A body in chunks of these sizes, the rest in a last one."""
    out, at = b"", 0
    for size in (*sizes, len(body) - sum(sizes)):
        out += f"{size:x}\r\n".encode() + body[at : at + size] + b"\r\n"
        at += size
    return out + b"0\r\n\r\n"
