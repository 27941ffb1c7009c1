"""Every rule there is, in the order in which the stages try them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from wireparse.blocks.rules import BLOCK_RULES
from wireparse.datelines.rules import BYLINE_RULES, DATELINE_RULES, UNSPACED_RULES
from wireparse.errors import UsageError, unknown
from wireparse.lines.rules import LINE_RULES
from wireparse.metadata import GIVEN_RULES
from wireparse.quotes.direct.rules import DIRECT_RULES
from wireparse.quotes.reported.rules import REPORTED_RULES
from wireparse.record import Record
from wireparse.rule import Rule
from wireparse.version_rules import VERSION_RULES

__all__ = ["RuleCode", "catalogue", "checked_ids", "code_of", "rule_named"]


#: Each list of rules: the module that it is written in, and the functions that apply it.
_LISTS: Final[tuple[tuple[tuple[Rule, ...], str, str], ...]] = (
    (GIVEN_RULES, "metadata", "blocks.tiling:tile"),
    (LINE_RULES, "lines.rules", "lines.classify:classify"),
    (BLOCK_RULES, "blocks.rules", "blocks.tiling:tile"),
    (DATELINE_RULES, "datelines.rules", "datelines.read:find_dateline"),
    (UNSPACED_RULES, "datelines.rules", "datelines.read:find_dateline"),
    (BYLINE_RULES, "datelines.rules", "details.find_byline:read_bylines details.sign_offs:read_sign_off"),
    (DIRECT_RULES, "quotes.direct.rules", "quotes.assembly:merge_quotes quotes.grammar.speech:attributed"),
    (REPORTED_RULES, "quotes.reported.rules", "quotes.reported.attribution:find_reported"),
    (VERSION_RULES, "version_rules", "versions.grouping:families"),
)


class RuleCode(Record):
    """Where in the package a rule is."""

    module: str
    """The module in whose list the rule is written."""
    functions: tuple[str, ...]
    """The functions that apply it, as `MODULE:NAME`: the one or the other, by the text's language and layout."""


@cache
def catalogue() -> dict[str, Rule]:
    """All rules by id: those of files that know by themselves, of lines, blocks, details, quotes and versions."""
    return {rule.id: rule for rules, _, _ in _LISTS for rule in rules}


def code_of(rule: Rule) -> RuleCode:
    """Where the rule is written, and what applies it."""
    module, functions = next((module, functions) for rules, module, functions in _LISTS if rule in rules)
    return RuleCode(f"wireparse.{module}", tuple(f"wireparse.{function}" for function in functions.split()))


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
