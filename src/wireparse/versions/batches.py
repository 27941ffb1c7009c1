"""Versions of stories on an engine: three steps that hand record batches of Arrow round.

`imprinted` makes of each story what is compared, `linked` finds out of the sampled runs which stories may be versions
of one, and `decided` compares those.  The first and the last run on as many machines as there are; the one between
needs all samples in one place, some hundred bytes a story.  The groups are those that `wireparse.group` makes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, get_origin

from wireparse.exporters.arrow_rows import columns_of, pyarrow
from wireparse.knowledge.site_lines import SiteLines
from wireparse.model import Story
from wireparse.record import fields_of
from wireparse.versions.candidates import Candidates, candidates
from wireparse.versions.grouping import Family, Rules, families
from wireparse.versions.imprint import imprint
from wireparse.versions.model import ASKED, Version, WireSource
from wireparse.versions.shelf import Shelf

__all__ = ["COMPARED", "decided", "imprinted", "linked", "links_schema", "prints_schema", "versions_schema"]

#: The fields of a story that are looked at.
COMPARED: Final = ("source", "language", "headline", "published", "agency", "dateline", "paragraphs", "blocks")

# What stands for the other fields.
_OTHERS: Final[dict[str, Any]] = {
    name: [] if get_origin(hint) is tuple else None for name, hint in fields_of(Story).items()
}
# Rows that make a batch.
_ROWS: Final = 1000


def prints_schema() -> Any:
    """What `imprinted` gives: `key` tells a story and is the order of all; `sample` are its sampled runs, `imprint` is
    what is compared."""
    arrow = pyarrow()
    return arrow.schema([("key", arrow.string()), ("sample", arrow.list_(arrow.int64())), ("imprint", arrow.binary())])


def links_schema() -> Any:
    """What `linked` gives for a story: its `number`, that of the first story of the `family` that it may belong to, the
    `size` of its sample, the `strength`, how many runs of it others have, and the numbers of the `others` that share
    some, each with how many are `shared`."""
    number = pyarrow().int64()
    many = pyarrow().list_(number)
    single = [(name, number) for name in ("number", "family", "size", "strength")]
    return pyarrow().schema([*single, ("others", many), ("shared", many)])


def versions_schema(*, changes: bool) -> Any:
    """What `decided` gives: the rows of `wireparse group`, with what was changed if that was asked for."""
    columns = [(name, kind) for name, kind in columns_of(Version) if changes or name not in ASKED]
    return pyarrow().schema([*columns, ("wire_source", pyarrow().struct(list(columns_of(WireSource))))])


def imprinted(batches: Iterable[Any], *, furniture: Sequence[tuple[str, str | None, int]] = ()) -> Iterator[Any]:
    """What is compared of the stories in column `story`, which ran where column `site` says, or their address.

    Rows without a story are left out.  `furniture` are the rows of a file of what sites repeat, which is not compared.
    """
    known = SiteLines.read(furniture) if furniture else None
    for batch in batches:
        prints = []
        for story, site in zip(*(batch.column(name).to_pylist() for name in ("story", "site")), strict=True):
            if story is not None:
                made = imprint(Story.from_dict(_OTHERS | story), site=site)
                prints.append(made.without(known.of(made.site).repeated) if known and made.site else made)
        rows = [{"key": "\0".join(each.key), "sample": each.sample, "imprint": each.packed()} for each in prints]
        yield pyarrow().RecordBatch.from_pylist(rows, schema=prints_schema())


def linked(batches: Iterable[Any]) -> Iterator[Any]:
    """Which stories may be versions of one another: their batches, sorted by `key`, with the columns of `links_schema`
    in the place of `sample`."""
    kept: list[Any] = []
    found = candidates(_samples(batches, kept))
    first = _families(found, (key for batch in kept for key in batch.column("key").to_pylist()))
    at = 0
    for batch in kept:
        numbers = range(at, at + batch.num_rows)
        at = numbers.stop
        pairs = [list(zip(*found.of(number), strict=True)) or [(), ()] for number in numbers]
        rows = {
            "number": numbers,
            "family": [first[number] for number in numbers],
            "size": found.size[numbers.start : at],
            "strength": found.strength[numbers.start : at],
            "others": [others for others, _ in pairs],
            "shared": [shared for _, shared in pairs],
        }
        added = [pyarrow().array(rows[field.name], type=field.type) for field in links_schema()]
        yield pyarrow().RecordBatch.from_arrays([*batch.columns, *added], names=[*batch.schema.names, *rows])


def decided(batches: Iterable[Any], *, same: float, within: int | None = None, changes: bool = False) -> Iterator[Any]:
    """The versions of stories, given by their imprints and links, sorted by `family` and `number`, families whole.

    `same`, `within` and `changes` are those of `wireparse.group`.
    """
    rules, schema = Rules(same, within, changes), versions_schema(changes=changes)
    made: list[dict[str, Any]] = []
    for _, rows in groupby((row for batch in batches for row in batch.to_pylist()), itemgetter("family")):
        with Shelf() as shelf:
            found = _candidates(rows, shelf)
            for family in families(shelf, rules, found):
                made += _rows(family)
                if len(made) >= _ROWS:
                    yield pyarrow().RecordBatch.from_pylist(made, schema=schema)
                    made = []
    yield pyarrow().RecordBatch.from_pylist(made, schema=schema)


def _samples(batches: Iterable[Any], kept: list[Any]) -> Iterator[list[int]]:
    """The samples of the stories, whose other columns are `kept`."""
    for batch in batches:
        names = [name for name in batch.schema.names if name != "sample"]
        kept.append(batch.select(names))
        yield from batch.column("sample").to_pylist()


def _families(found: Candidates, keys: Iterable[str]) -> array[int]:
    """For each story the first that it may have to do with, by way of others too; those of one key belong together."""
    first = array("Q", range(len(found.size)))

    def top(story: int) -> int:
        while first[story] != story:
            first[story] = story = first[first[story]]
        return story

    before = None
    for story, key in enumerate(keys):
        near = [other for other, _ in found.of(story) if other < story]
        for other in [*near, story - 1] if key == before else near:
            one, two = sorted((top(story), top(other)))
            first[two] = one
        before = key
    for story in range(len(first)):
        first[story] = top(story)
    return first


def _candidates(rows: Iterable[dict[str, Any]], shelf: Shelf) -> Candidates:
    """The links of one family, whose imprints are put on the `shelf`, numbered from 0."""
    size, strength, numbers = array("I"), array("I"), array("Q")
    starts, others, shared = array("I", [0]), array("Q"), array("I")
    for row in rows:
        shelf.add(row["imprint"])
        numbers.append(row["number"])
        size.append(row["size"])
        strength.append(row["strength"])
        others.extend(row["others"])
        shared.extend(row["shared"])
        starts.append(len(others))
    place = {number: at for at, number in enumerate(numbers)}
    return Candidates(size, strength, starts, array("I", map(place.__getitem__, others)), shared)


def _rows(family: Family) -> Iterator[dict[str, Any]]:
    source = family.group.wire_source
    for version in family.group.versions:
        yield version.to_dict() | {"wire_source": source and source._asdict()}
