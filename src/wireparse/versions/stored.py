"""The groups in a database of stories: a row a version, and the fingerprints by which tomorrow's copies are found.

The database is one that `convert --to sqlite` has made; every place where a text was found is a version of its own.
When its stories are grouped again, only those are looked at that are new, or share sampled runs with a new one, or with
one of these; all other rows stay as they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import Final

from wireparse.errors import OutputError
from wireparse.exporters.as_sqlite import Database
from wireparse.exporters.format import utf8
from wireparse.knowledge.site_lines import site_of_url
from wireparse.versions.candidates import SHARED
from wireparse.versions.grouping import Family
from wireparse.versions.imprint import OWN_KINDS, Imprint, passages
from wireparse.versions.model import Version

__all__ = ["VersionsDatabase"]

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS versions (
  id INTEGER PRIMARY KEY,
  story INTEGER REFERENCES stories (id) ON DELETE CASCADE,  -- null where the story itself is not in the database
  name TEXT NOT NULL, sha256 TEXT NOT NULL, site TEXT, date TEXT,
  "group" TEXT NOT NULL,           -- the same for all versions of one story
  leader TEXT NOT NULL, role TEXT NOT NULL, wire TEXT, share REAL NOT NULL, headline TEXT NOT NULL,
  cut INTEGER, added INTEGER, changed INTEGER,              -- paragraphs
  rule TEXT NOT NULL, certainty TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS versions_of_group ON versions ("group");
CREATE INDEX IF NOT EXISTS versions_of_story ON versions (story);
CREATE INDEX IF NOT EXISTS versions_by_text ON versions (sha256, name);
CREATE TABLE IF NOT EXISTS fingerprints (  -- sampled runs of five words; without one where a text is too short
  hash INTEGER NOT NULL,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  PRIMARY KEY (hash, story)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fingerprints_of_story ON fingerprints (story);
CREATE TABLE IF NOT EXISTS fingerprinted (
  story INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
  revision TEXT NOT NULL           -- of the story that the fingerprint is of
);
CREATE VIEW IF NOT EXISTS ran AS
  SELECT "group", leader, wire, count(*) AS versions, count(DISTINCT site) AS sites, min(date) AS first,
    max(date) AS last, sum(role = 'edited') AS edited, sum(role IN ('cut', 'excerpt')) AS cut
  FROM versions GROUP BY "group" HAVING count(*) > 1 ORDER BY versions DESC, leader;
"""


class VersionsDatabase:
    """A database of stories, open to write their versions into.  Its methods raise `OutputError`."""

    def __init__(self, path: str) -> None:
        """Open the database.  Raises `UsageError` if it is none of wireparse's."""
        self._path = path
        Database(path, False).close()  # makes the tables of stories, or says that they are somebody else's
        with self._told():
            self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.executescript(f"BEGIN IMMEDIATE;{_TABLES}COMMIT")

    def __enter__(self) -> VersionsDatabase:
        self._connection.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._connection.execute("ROLLBACK" if kind else "COMMIT")
        self._connection.close()

    def touched(self) -> Iterator[Imprint]:
        """The versions of the stories that are new, or that share sampled runs with these, directly or not; their rows
        are taken out, to be written anew."""
        with self._told():
            run = self._connection.execute
            new = run(
                "SELECT id, stories.revision FROM stories LEFT JOIN fingerprinted ON story = id"
                " WHERE fingerprinted.revision IS NOT stories.revision ORDER BY id"
            ).fetchall()
            for story, revision in new:
                self._fingerprint(story, revision)
            wanted = self._connected([story for story, _ in new])
            for story in sorted(wanted):
                run("DELETE FROM versions WHERE story = ?", (story,))
        for story in sorted(wanted):
            yield from self._imprints(story)

    def _fingerprint(self, story: int, revision: str) -> None:
        sample = next(self._imprints(story)).sample
        run = self._connection.execute
        run("DELETE FROM fingerprints WHERE story = ?", (story,))
        self._connection.executemany("INSERT INTO fingerprints VALUES (?, ?)", ((number, story) for number in sample))
        run("INSERT OR REPLACE INTO fingerprinted VALUES (?, ?)", (story, revision))

    def _connected(self, stories: list[int]) -> set[int]:
        """The stories and all that share `SHARED` sampled runs with one of them, and so on."""
        known, waiting = set(stories), list(stories)
        shared = (
            "SELECT other.story FROM fingerprints AS one JOIN fingerprints AS other ON other.hash = one.hash"
            " WHERE one.story = ? GROUP BY other.story HAVING count(*) >= ?"
        )
        while waiting:
            for (other,) in self._connection.execute(shared, (waiting.pop(), SHARED)):
                if other not in known:
                    known.add(other)
                    waiting.append(other)
        return known

    def _imprints(self, story: int) -> Iterator[Imprint]:
        """The versions of one text: one for each place where it was found."""
        run = self._connection.execute
        digest, headline, date, language, agency, dateline = run(
            "SELECT sha256, headline, published, language, agency_id, dateline FROM stories WHERE id = ?", (story,)
        ).fetchone()
        paragraphs = run(
            "SELECT start, text, kind FROM paragraphs WHERE story = ? ORDER BY number", (story,)
        ).fetchall()
        kinds = [kind for (kind,) in run("SELECT kind FROM blocks WHERE story = ?", (story,))]
        for name, url in run("SELECT DISTINCT name, url FROM sources WHERE story = ? ORDER BY id", (story,)).fetchall():
            yield Imprint(
                name or "",
                digest,
                passages((start, text, kind, _opening(text, dateline)) for start, text, kind in paragraphs),
                site=site_of_url(url),
                url=url,
                wire=(agency, None, None, None) if agency else None,
                date=date,
                headline=headline,
                language=language,
                aside=len(kinds) - sum(map(OWN_KINDS.__contains__, kinds)),
            )

    def write(self, families: Iterable[Family]) -> None:
        """Write the rows of some groups; what was said of the same versions before is replaced."""
        for family in families:
            with self._told():
                for version in family.group.versions:
                    self._write(version)

    def _write(self, version: Version) -> None:
        run = self._connection.execute
        found = run("SELECT id FROM stories WHERE sha256 = ?", (version.sha256,)).fetchone()
        name = _text(version.story)
        run("DELETE FROM versions WHERE sha256 = ? AND name = ? AND site IS ?", (version.sha256, name, version.site))
        run(
            'INSERT INTO versions (story, name, sha256, site, date, "group", leader, role, wire, share, headline, cut,'
            " added, changed, rule, certainty) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                found[0] if found else None, name, version.sha256, version.site and _text(version.site), version.date,
                version.group, _text(version.leader), version.role, version.wire, version.share, version.headline,
                _count(version.cut), _count(version.added), _count(version.changed), version.rule, version.certainty,
            ),
        )  # fmt: skip

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            reason = str(error)
            raise OutputError(f"{self._path!r} cannot be written: {reason[:1].lower()}{reason[1:]}") from error


def _opening(text: str, dateline: str | None) -> int:
    """The length of the dateline that a paragraph begins with."""
    return len(dateline) if dateline and text.startswith(dateline) else 0


def _text(text: str) -> str:
    return utf8(text).decode()


def _count(changed: Sized | None) -> int | None:
    return None if changed is None else len(changed)
