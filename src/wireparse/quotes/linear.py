"""Small linear models over named features, with weights that can be read.

Most features of language are pairs: what *this* verb thinks of *that* follower.  So features come in rows: a row has
a head ("say") and the values of its slots (form "past", follower "that"), and the data file holds, for each head, one
table of weights a slot.  Looking up short strings in nested tables is far cheaper than gluing pairs together.  Weights
are whole hundredths of a unit of log odds.
"""

from collections.abc import Sequence
from functools import cache
from itertools import repeat
from math import exp
from typing import Any, Final, NamedTuple, TypeAlias

from wireparse.lexicon import load

__all__ = ["Features", "Model", "model", "model_of", "probability"]

#: Rows of features: head and slot values, `(("say", "past", "that"), ("right", …), …)`.
Features: TypeAlias = Sequence[tuple[str, ...]]


_weight = dict[str, int].get
_NOTHING: Final = repeat(0)
_EMPTY: Final[dict[str, int]] = {}


class Model(NamedTuple):
    """For each kind of row a name, the names of its slots, and by head one table of weights a slot; the first slot is
    the head itself.  `blanks` stand in for the tables of unknown heads."""

    bias: int
    names: tuple[str, ...]
    slots: tuple[tuple[str, ...], ...]
    rows: tuple[dict[str, tuple[dict[str, int], ...]], ...]
    blanks: tuple[tuple[dict[str, int], ...], ...]

    def score(self, features: Features) -> int:
        """The sum of the weights of some features, in hundredths of a unit of log odds."""
        tables: list[dict[str, int]] = []
        values: list[str] = []
        for heads, row, blank in zip(self.rows, features, self.blanks):  # noqa: B905 - the shapes are fixed
            tables += heads.get(row[0], blank)
            values += row
        return self.bias + sum(map(_weight, tables, values, _NOTHING))

    def reasons(self, features: Features) -> list[tuple[str, int]]:
        """What took part in a score, named as in "lemma say, form past", with its weight; the weightiest first."""
        found: list[tuple[str, int]] = []
        for name, slots, heads, row in zip(self.names, self.slots, self.rows, features, strict=True):
            for slot, table, value in zip(("", *slots), heads.get(row[0], ()), row, strict=False):
                if value in table:
                    found.append((f"{name} {row[0]}" + (f", {slot} {value}" if slot else ""), table[value]))
        return sorted(found, key=lambda reason: -abs(reason[1]))


@cache
def model(topic: str, name: str) -> Model:
    """The model `name` of the data file of a topic."""
    return model_of(load(topic)[name])


def model_of(data: dict[str, Any]) -> Model:
    """A model from its plain form: `{"bias", "rows": {NAME: {"slots", "heads": {HEAD: {SLOT: {VALUE: weight}}}}}}`.

    The slot "" holds the head's own weight.
    """
    rows = data["rows"]
    return Model(
        data["bias"],
        tuple(rows),
        tuple(tuple(row["slots"]) for row in rows.values()),
        tuple(
            {head: tuple(map(tables.get, slots, repeat(_EMPTY))) for head, tables in row["heads"].items()}
            for row in rows.values()
            for slots in [("", *row["slots"])]
        ),
        tuple((_EMPTY,) * (len(row["slots"]) + 1) for row in rows.values()),
    )


def probability(score: float) -> float:
    """The probability behind a score in hundredths of log odds."""
    return 1.0 / (1.0 + exp(-score / 100)) if score > -3000 else 0.0
