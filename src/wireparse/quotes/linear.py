"""Small linear models over named features, with weights that can be read.

Most features of language are pairs: what *this* verb thinks of *that* follower.  So features come in rows: a row has
a head ("say") and the values of its slots (form "past", follower "that"), and the data file holds, for each head, one
table of weights a slot.  Looking up short strings in nested tables is far cheaper than gluing pairs together.  Weights
are whole hundredths of a unit of log odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp
from typing import Any, NamedTuple, TypeAlias

from wireparse.lexicon import load

__all__ = ["Features", "Model", "model", "model_of", "probability"]

#: Rows of features: head and slot values, `(("say", "past", "that"), ("right", …), …)`.
Features: TypeAlias = Sequence[tuple[str, ...]]


class Model(NamedTuple):
    """For each kind of row a name, the names of its slots, and by head one table of weights a slot; the first slot is
    the head itself."""

    bias: int
    names: tuple[str, ...]
    slots: tuple[tuple[str, ...], ...]
    rows: tuple[dict[str, tuple[dict[str, int], ...]], ...]

    def score(self, features: Features) -> int:
        """The sum of the weights of some features, in hundredths of a unit of log odds."""
        total = self.bias
        for heads, row in zip(self.rows, features):  # noqa: B905 - the hot loop; the shapes are fixed
            if row[0] in heads:
                for table, value in zip(heads[row[0]], row):  # noqa: B905
                    if value in table:
                        total += table[value]
        return total

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
    """A model from its plain form: `{"bias", "rows": {NAME: {"slots", "heads": {HEAD: {SLOT: {VALUE: weight}}}}}}`, where
    the slot "" holds the head's own weight."""
    rows = data["rows"]
    none: dict[str, int] = {}
    return Model(
        data["bias"],
        tuple(rows),
        tuple(tuple(row["slots"]) for row in rows.values()),
        tuple(
            {
                head: tuple(tables.get(slot, none) for slot in ("", *row["slots"]))
                for head, tables in row["heads"].items()
            }
            for row in rows.values()
        ),
    )


def probability(score: float) -> float:
    """The probability behind a score in hundredths of log odds."""
    return 1.0 / (1.0 + exp(-score / 100)) if score > -3000 else 0.0
