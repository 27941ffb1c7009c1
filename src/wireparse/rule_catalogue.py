"""Every rule there is, in the order in which the stages try them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from wireparse.blocks.rules import BLOCK_RULES
from wireparse.datelines.rules import BYLINE_RULES, DATELINE_RULES, UNSPACED_RULES
from wireparse.errors import UsageError, unknown
from wireparse.lines.rules import LINE_RULES
from wireparse.metadata import GIVEN_RULES
from wireparse.quotes.direct.rules import DIRECT_RULES
from wireparse.quotes.reported.rules import REPORTED_RULES
from wireparse.rule import Rule

__all__ = ["catalogue", "checked_ids", "rule_named"]


@cache
def catalogue() -> dict[str, Rule]:
    """All rules by id: those of files that know by themselves, of lines, blocks, details and quotes."""
    lists: tuple[tuple[Rule, ...], ...] = (
        GIVEN_RULES,
        LINE_RULES,
        BLOCK_RULES,
        DATELINE_RULES,
        UNSPACED_RULES,
        BYLINE_RULES,
        DIRECT_RULES,
        REPORTED_RULES,
    )
    return {rule.id: rule for rules in lists for rule in rules}


def rule_named(rule: str) -> Rule:
    """The rule with that id.  Raises `UsageError` if there is none."""
    try:
        return catalogue()[rule]
    except KeyError:
        raise unknown("rule", rule, catalogue(), "wireparse rules lists them") from None


def checked_ids(rules: Iterable[str]) -> tuple[str, ...]:
    """The ids of rules to switch off, sorted.  Raises `UsageError` for one that is no rule's, and for a single id
    where several are meant."""
    if isinstance(rules, str) or not isinstance(rules, Iterable):
        raise UsageError(f"rules to switch off are given as a set, also if there is only one; write {{{rules!r}}}")
    return tuple(sorted({rule_named(rule).id for rule in rules}))
