"""Every rule there is, in the order in which the stages try them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from wireparse.errors import unknown
from wireparse.rules import Rule

__all__ = ["catalogue", "checked_ids", "rule_named"]

# The modules of rules, first stage first.
_STAGES: Final = ("lines", "blocks", "details", "quotes", "reported")


@cache
def catalogue() -> dict[str, Rule]:
    """All rules by id: those of lines, blocks, details and quotes."""
    modules = (f"wireparse.rules.{stage}" for stage in _STAGES)
    lists = (
        getattr(module, name)
        for module in map(import_module, filter(find_spec, modules))
        for name in module.__all__
        if name.endswith("_RULES")
    )
    return {rule.id: rule for rules in lists for rule in rules}


def rule_named(rule: str) -> Rule:
    """The rule with that id.  Raises `UsageError` if there is none."""
    try:
        return catalogue()[rule]
    except KeyError:
        raise unknown("rule", rule, catalogue(), "wireparse rules lists them") from None


def checked_ids(rules: Iterable[str]) -> tuple[str, ...]:
    """The ids of rules to switch off, sorted.  Raises `UsageError` for one that is no rule's."""
    return tuple(sorted({rule_named(rule).id for rule in rules}))
