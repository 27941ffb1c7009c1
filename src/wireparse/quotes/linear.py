"""Small linear models over named features, with weights that can be read.

A feature has a name ("follows") and a value ("that"); a model is one table of weights a name.  The data file holds
them as whole hundredths; `scripts/fit_reported.py` writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp
from typing import NamedTuple

from wireparse.lexicon import load

__all__ = ["Model", "model", "probability"]


class Model(NamedTuple):
    """Weights by feature value, one table a feature name, in the order in which values are given."""

    names: tuple[str, ...]
    tables: tuple[dict[str, int], ...]
    bias: int

    def score(self, values: Sequence[str]) -> int:
        """The sum of the weights of one value a name, in hundredths of a unit of log odds."""
        total = self.bias
        for table, value in zip(self.tables, values):  # noqa: B905 - the hot loop; both come from one place
            if value in table:
                total += table[value]
        return total

    def reasons(self, values: Sequence[str]) -> list[tuple[str, str, int]]:
        """Name, value and weight of what took part in a score, the weightiest first."""
        parts = zip(self.names, values, self.tables, strict=True)
        found = [(name, value, table[value]) for name, value, table in parts if value in table]
        return sorted(found, key=lambda part: -abs(part[2]))


@cache
def model(topic: str, name: str) -> Model:
    """The model `name` of the data file of a topic."""
    data = load(topic)[name]
    return Model(tuple(data["weights"]), tuple(data["weights"].values()), data["bias"])


def probability(score: float) -> float:
    """The probability behind a score in hundredths of log odds."""
    return 1.0 / (1.0 + exp(-score / 100)) if score > -3000 else 0.0
