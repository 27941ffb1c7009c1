"""SQLite: a database of stories to ask, with full-text search, that grows with each run.

A story is known by the digest of its text: what is there already and reads the same is left alone, what reads
differently is replaced; under which names and addresses the text was found is kept beside it.  Each so many stories
are one transaction, so a kill at any moment leaves a sound database.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from wireparse.errors import OutputError, UsageError
from wireparse.exporters.as_jsonl import line
from wireparse.exporters.format import Format, utf8

__all__ = ["FORMAT", "Database"]

# What tells our databases from others, in the file's header ("wire"), and the version of the tables.
_APPLICATION: Final = 0x77697265
_VERSION: Final = 5
# How the file of a database begins, and where in it (bytes) the number of its application stands.
_MAGIC: Final = b"SQLite format 3\0"
_PLACE: Final = 68
# Stories in one transaction.
_CHUNK: Final = 200
# Seconds to wait for another process that writes.
_PATIENCE: Final = 60

Row = dict[str, Any]

# Where a story was found; each place once.
_SOURCE_COLUMNS: Final = ("name", "url", "retrieved", "encoding")
_SOURCE: Final = f"INSERT OR IGNORE INTO sources (story, {', '.join(_SOURCE_COLUMNS)}) VALUES (?, ?, ?, ?, ?)"


class Database:
    """A database of stories that is open for writing."""

    def __init__(self, path: str, anew: bool) -> None:
        """Open or make the database; `anew` removes what is there.  Raises `UsageError` if it is none of ours."""
        self._path = path
        self._waiting = 0
        if os.path.islink(path) and not os.path.exists(path):
            raise UsageError(f"{path!r} is a link to nothing; choose another --output")
        if anew:
            if _is_foreign(path):
                raise self._foreign("delete it yourself, or choose another")
            for name in (path, f"{path}-journal", f"{path}-wal", f"{path}-shm"):
                with suppress(FileNotFoundError):
                    os.unlink(name)
        with self._told():
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            with ExitStack() as opened:
                opened.callback(self._connection.close)
                self._begin()
                opened.pop_all()

    def _begin(self) -> None:
        """Make the tables, if the file is new."""
        run = self._connection.execute
        run("PRAGMA foreign_keys = ON")
        run("BEGIN IMMEDIATE")
        application, version = run("PRAGMA application_id").fetchone()[0], run("PRAGMA user_version").fetchone()[0]
        if application == _APPLICATION and version == _VERSION:
            run("COMMIT")
            return
        if application or version or run("SELECT 1 FROM sqlite_master").fetchone():
            raise self._foreign(
                "choose another, or start anew with --overwrite" if application == _APPLICATION else "choose another"
            )
        # The script opens a transaction of its own.
        run("COMMIT")
        tables = files("wireparse.exporters").joinpath("tables.sql").read_text(encoding="utf-8")
        self._connection.executescript(
            f"BEGIN IMMEDIATE;{tables};PRAGMA application_id = {_APPLICATION};PRAGMA user_version = {_VERSION};COMMIT"
        )

    def _foreign(self, cure: str) -> UsageError:
        return UsageError(f"{self._path!r} is a database, but none of wireparse's of this version; {cure}")

    def add(self, body: bytes, origin: bytes | None = None) -> None:
        """Add a story, given as JSON; one that is there already is left alone, or replaced if it reads differently."""
        story = json.loads(body)
        digest, source = story["source"]["sha256"], story.pop("source")
        revision = sha256(json.dumps(story).encode()).hexdigest()[:16]
        with self._told():
            run = self._connection.execute
            if not self._waiting:
                run("BEGIN IMMEDIATE")
            self._waiting += 1
            known = run("SELECT id, revision FROM stories WHERE sha256 = ?", (digest,)).fetchone()
            key = known[0] if known else self._insert("stories", _found(source) | _story(story, revision))
            if known is None:
                self._insert_parts(key, story)
            elif known[1] != revision:
                self._replace(key, story, revision)
            run(_SOURCE, (key, *_cells({column: source[column] for column in _SOURCE_COLUMNS})))
            if origin is not None:
                run("INSERT OR REPLACE INTO inputs (digest, story) VALUES (?, ?)", (origin, key))
            if self._waiting >= _CHUNK:
                self._commit()

    def has(self, origin: bytes) -> bool:
        """Whether a story of this origin is there."""
        with self._told():
            found = "SELECT 1 FROM inputs JOIN stories ON stories.id = inputs.story WHERE digest = ?"
            return self._connection.execute(found, (origin,)).fetchone() is not None

    def _replace(self, key: int, story: Row, revision: str) -> None:
        run = self._connection.execute
        row = _story(story, revision)  # where it was first found stays
        run(f"UPDATE stories SET {', '.join(f'{column} = ?' for column in row)} WHERE id = ?", (*_cells(row), key))
        for table in ("warnings", "related", "quotes", "speakers", "paragraphs", "blocks"):
            run(f"DELETE FROM {table} WHERE story = ?", (key,))
        self._insert_parts(key, story)

    def _insert_parts(self, key: int, story: Row) -> None:
        speakers = {}
        for speaker in story["speakers"]:
            speakers[speaker["id"]] = self._insert("speakers", _speaker(speaker) | {"story": key})
        for table, rows in (
            ("blocks", _numbered(story["blocks"], "kind start text rule certainty")),
            ("paragraphs", _numbered(story["paragraphs"], "block kind start text")),
            ("quotes", (_quote(quote, speakers) for quote in story["quotes"])),
            ("related", map(_related, story["related"])),
            ("warnings", ({"code": each["code"], "message": each["message"]} for each in story["warnings"])),
        ):
            for row in rows:
                self._insert(table, row | {"story": key})

    def _insert(self, table: str, row: Row) -> int:
        cursor = self._connection.execute(_insertion(table, tuple(row)), _cells(row))
        return cursor.lastrowid or 0

    def _commit(self) -> None:
        if self._waiting:
            self._connection.execute("COMMIT")
            self._waiting = 0

    def commit(self) -> None:
        """End the transaction."""
        with self._told():
            self._commit()

    finish = commit

    def close(self) -> None:
        """Close the database; the open transaction is undone."""
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise OutputError(f"{self._path!r} cannot be written: {reason[:1].lower()}{reason[1:]}") from error


def _is_foreign(path: str) -> bool:
    """Whether a file is somebody else's database, which nobody asked us to delete."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(_PLACE + 4)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return head.startswith(_MAGIC) and int.from_bytes(head[_PLACE:], "big") != _APPLICATION


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _cells(row: Row) -> tuple[Any, ...]:
    """The values of a row; what has no UTF-8 form is written as its escape."""
    return tuple(
        value if not isinstance(value, str) or value.isascii() else utf8(value).decode() for value in row.values()
    )


def _found(source: Row) -> Row:
    columns = ("name", "url", "retrieved", "length", "sha256", "encoding", "form")
    return {column: source[column] for column in columns} | {"file_id": source["id"]}


def _story(story: Row, revision: str) -> Row:
    byline, dateline, agency = story["byline"], story["dateline"], story["agency"]
    place: Row = dateline["places"][0] if dateline and dateline["places"] else {}
    publication: Row = story["publication"] or {}
    wire: Row = story["wire"] or {}
    return {
        "language": story["language"],
        "headline": _text(story["headline"]),
        "subheadline": _text(story["subheadline"]),
        "byline": _text(byline),
        "authors": "; ".join(author["name"] for author in byline["authors"]) if byline else None,
        "dateline": _text(dateline),
        "place": place.get("name"),
        "region": place.get("region"),
        "country": place.get("country"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "agency_id": agency["id"] if agency else None,
        "agency": (agency["name"] or agency["text"]) if agency else None,
        "published": story["published"]["iso"] if story["published"] else None,
        "updated": story["updated"]["iso"] if story["updated"] else None,
        "publication": publication.get("name"),
        "section": publication.get("section"),
        "page": publication.get("page"),
        "service": wire.get("service"),
        "priority": wire.get("priority"),
        "revision": revision,
    }


def _speaker(speaker: Row) -> Row:
    columns = ("name", "honorific", "role", "affiliation", "kind")
    return {"label": speaker["id"], **{name: speaker[name] for name in columns}, "mentions": len(speaker["mentions"])}


def _quote(quote: Row, speakers: dict[str, int]) -> Row:
    cue, segments = quote["cue"], quote["segments"]
    return {
        "label": quote["id"],
        "kind": quote["kind"],
        "text": quote["text"],
        "speaker": speakers.get(quote["speaker"]["id"]) if quote["speaker"] else None,
        "source": _text(quote["source"]),
        "cue": _text(cue),
        "lemma": cue["lemma"] if cue else None,
        "paragraph": quote["paragraph"],
        "start": segments[0]["start"] if segments else None,
        "stop": segments[-1]["end"] if segments else None,
        "continues": quote["continues"],
        "modality": quote["modality"],
        "rule": quote["rule"],
        "certainty": quote["certainty"],
    }


def _related(item: Row) -> Row:
    return {
        "headline": item["headline"]["text"],
        "excerpt": _text(item["excerpt"]),
        "truncated": item["truncated"],
        "dateline": _text(item["dateline"]),
        "url": _text(item["url"]),
        "start": item["headline"]["start"],
    }


def _numbered(items: Iterable[Row], columns: str) -> Iterator[Row]:
    for number, item in enumerate(items):
        yield {"number": number, "stop": item["end"], **{name: item[name] for name in columns.split()}}


def _text(piece: Row | None) -> str | None:
    return piece["text"] if piece else None


FORMAT: Final = Format(
    id="sqlite",
    suffix=".db",
    summary="SQLite: a database with full-text search, which each run adds to",
    tables=(),
    head=lambda table: b"",
    body=lambda story, table: line(story),
    alone=lambda body: body,
    store=Database,
    grows=True,
    offsets=True,
)
