"""Which rule each line gets its letter from."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from wireparse.lines.features import LineFeatures
from wireparse.lines.rules import LINE_RULES, LineRule

__all__ = ["classify", "line_rule"]


@lru_cache(maxsize=1024)
def _candidate_rules(seen: frozenset[str], disabled: frozenset[str]) -> tuple[LineRule, ...]:
    """The rules to try on a line, in the order of the list; the last one last, though it be switched off."""
    rules = [rule for rule in LINE_RULES if rule.id not in disabled and not seen.isdisjoint(rule.gates)]
    return (*rules, LINE_RULES[-1])


def classify(features: Sequence[LineFeatures], *, disabled: AbstractSet[str] = frozenset()) -> list[LineRule]:
    """The first rule that fits what is seen of each line.  Where all that fit are switched off, the last one."""
    off = frozenset(disabled)
    return [_first_that_fits(line, _candidate_rules(line.flags, off)) for line in features]


def _first_that_fits(line: LineFeatures, rules: Sequence[LineRule]) -> LineRule:
    for rule in rules:
        if rule.test is None or rule.test(line):
            return rule
    return rules[-1]


def line_rule(rule_id: str) -> LineRule:
    """The rule of an id; `StopIteration` for an unknown one."""
    return next(rule for rule in LINE_RULES if rule.id == rule_id)
