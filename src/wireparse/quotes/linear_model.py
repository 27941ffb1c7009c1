"""Small linear models over named features, with weights that can be read.

Most features of language are pairs: what *this* verb thinks of *that* follower.  So weights come in rows: a row has a
head (lemma "say") and slots (form "past", follower "that"), and the data file has a line for each head, with one table
of weights a slot.  Weights are whole hundredths of a unit of log odds.

A score is asked for thousands of times a story, so rows whose heads are known together form a group: what they say
under these heads is put together once, the tables that are not empty with the places of their values, and a score is
one look-up a table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, Final, TypeAlias

from wireparse.lexicon import lines
from wireparse.record import Record

__all__ = ["Feature", "Features", "Group", "LinearModel", "flat", "lines_of", "model", "model_of"]

#: For each group of a model its heads and its values, in the group's order.
Features: TypeAlias = Sequence[tuple[tuple[str, ...], tuple[str, ...]]]

_Tables: TypeAlias = dict[str, dict[str, int]]
#: The weight of some heads, their tables, and what picks the value for each of these.
_Weighed: TypeAlias = tuple[int, list[dict[str, int]], Callable[[tuple[str, ...]], tuple[str, ...]]]

#: Heads whose tables a group remembers at most.
_MOST: Final = 20_000

_weight = dict[str, int].get
_NOTHING: Final = repeat(0)
_EMPTY: Final[dict[str, int]] = {}


class Group(Record):
    """Rows of weights that are looked up together: the names of the heads `by` and of the values `of`; each row has
    one or several of the heads for its own, and slots named after heads or values."""

    by: tuple[str, ...]
    of: tuple[str, ...]
    rows: dict[tuple[str, ...], tuple[str, ...]]


class Feature(Record):
    """One thing that has a weight: a value in a slot of a row under a head; the slot "" is the head itself."""

    row: str
    head: str
    slot: str
    value: str


def flat(groups: Sequence[Group], features: Features) -> Iterator[Feature]:
    """Features one by one, as they stand in the data file."""
    for group, (heads, values) in zip(groups, features, strict=True):
        named = dict(zip((*group.by, *group.of), (*heads, *values), strict=True))
        for row, slots in group.rows.items():
            head = " ".join([named[name] for name in row])
            yield Feature(" ".join(row), head, "", head)
            for slot in slots:
                yield Feature(" ".join(row), head, slot, named[slot])


class _Rows(dict[str, _Tables]):
    """The tables of a row under a head, by the names of both, read from their line when they are first asked for."""

    def __init__(self, lines: dict[str, str], model: str) -> None:
        super().__init__()
        self._lines = lines
        self._model = model

    def __missing__(self, place: str) -> _Tables:
        line = self._lines.get(f"{self._model}\t{place}")
        if line is None:
            return {}
        found: _Tables = json.loads(line)
        self[place] = found
        return found


class _Prepared(dict[tuple[str, ...], _Weighed]):
    """What a group says under certain heads: the weight of the heads, tables of weights, and what picks the value for
    each of these."""

    def __init__(self, group: Group, rows: _Rows) -> None:
        super().__init__()
        self._rows = rows
        by, of = group.by, group.of
        # For each row its name, the places of its heads, the slots that heads fill and those that values fill.
        self._plan = [
            (
                f"{' '.join(row)}\t",
                [by.index(name) for name in row],
                [(slot, by.index(slot)) for slot in slots if slot in by],
                [(slot, of.index(slot)) for slot in slots if slot not in by],
            )
            for row, slots in group.rows.items()
        ]

    def __missing__(self, heads: tuple[str, ...]) -> _Weighed:
        if len(self) >= _MOST:
            self.clear()
        base = 0
        tables = [_EMPTY, _EMPTY]  # what picks values gives a tuple only for two or more
        places = [0, 0]
        for row, own, of_heads, of_values in self._plan:
            head = heads[own[0]] if len(own) == 1 else " ".join([heads[at] for at in own])
            weighed = self._rows[row + head]
            if weighed:
                base += weighed.get("", _EMPTY).get(head, 0)
                for slot, at in of_heads:
                    base += weighed.get(slot, _EMPTY).get(heads[at], 0)
                for slot, at in of_values:
                    if slot in weighed:
                        tables.append(weighed[slot])
                        places.append(at)
        first = min(len(tables) - 2, 2)
        found = self[heads] = base, tables[first:], itemgetter(*places[first:])
        return found


class LinearModel(Record):
    """Weights by row, head and slot, and what has been put together of them for each of the groups."""

    bias: int
    groups: tuple[Group, ...]
    rows: _Rows
    prepared: tuple[_Prepared, ...]

    def score(self, features: Features) -> int:
        """The sum of the weights of some features, in hundredths of a unit of log odds."""
        score = self.bias
        for group, (heads, values) in zip(self.prepared, features):  # noqa: B905 - the shapes are fixed
            base, tables, picked = group[heads]
            score += sum(map(_weight, tables, picked(values), _NOTHING), base)
        return score

    def score_of(self, heads: tuple[str, ...], values: tuple[str, ...]) -> int:
        """The score in a model of one group."""
        base, tables, picked = self.prepared[0][heads]
        return sum(map(_weight, tables, picked(values), _NOTHING), base + self.bias)

    def reasons(self, features: Features) -> list[tuple[str, int]]:
        """What took part in a score, named as in "lemma say, form past", with its weight; the weightiest first."""
        found: list[tuple[str, int]] = []
        for row, head, slot, value in flat(self.groups, features):
            weight = self.rows[f"{row}\t{head}"].get(slot, _EMPTY).get(value)
            if weight is not None:
                found.append((f"{row} {head}" + (f", {slot} {value}" if slot else ""), weight))
        return sorted(found, key=lambda reason: -abs(reason[1]))


def model(topic: str, name: str, groups: tuple[Group, ...]) -> LinearModel:
    """The model `name` of the data file of a topic."""
    return _model(lines(topic), name, groups)


def model_of(data: dict[str, Any], groups: tuple[Group, ...]) -> LinearModel:
    """A model from its plain form: `{"bias", "rows": {NAME: {HEAD: {SLOT: {VALUE: weight}}}}}`.

    The slot "" holds the head's own weight.
    """
    return _model(dict(lines_of("", data)), "", groups)


def lines_of(name: str, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The plain form of a model as the lines of a data file: the columns before the last, and the last."""
    yield f"{name}\tbias", str(data["bias"])
    for row, heads in data["rows"].items():
        for head, tables in heads.items():
            yield f"{name}\t{row}\t{head}", json.dumps(tables)


def _model(lines: dict[str, str], name: str, groups: tuple[Group, ...]) -> LinearModel:
    rows = _Rows(lines, name)
    return LinearModel(int(lines[f"{name}\tbias"]), groups, rows, tuple([_Prepared(group, rows) for group in groups]))
