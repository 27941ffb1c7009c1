"""Rules are tested by their own examples: each of `yes` fires the rule, each of `no` does not."""

from __future__ import annotations

import importlib
import re
import sys
from types import CodeType, FrameType
from typing import Any

import pytest

from wireparse import Parser, explain, parse
from wireparse.blocks import looks
from wireparse.metadata import GIVEN_RULES
from wireparse.rule_catalogue import catalogue, code_of
from wireparse.version_rules import VERSION_RULES

pytestmark = pytest.mark.usefixtures("everything_found")

RULES = list(catalogue().values())


def fired(text: str) -> set[str]:
    """The ids of all rules that had a part in a parse."""
    reasons = explain(parse(text))
    return {reason.rule for reason in reasons} | {line.rule for reason in reasons for line in reason.evidence}


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule not in GIVEN_RULES + VERSION_RULES], ids=lambda rule: rule.id
)
def test_examples(rule) -> None:
    assert rule.yes, "a rule without an example"
    for text in rule.yes:
        assert rule.id in fired(text), text
    for text in rule.no:
        assert rule.id not in fired(text), text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_form(rule) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", rule.id)
    assert rule.summary[0].isupper()
    assert rule.summary.endswith((".", '."'))


def functions_run(text: str) -> set[CodeType]:
    """The code of all functions that a parse calls."""
    run = set()

    def note(frame: FrameType, event: str, argument: Any) -> None:
        run.add(frame.f_code)

    looks._remembered.cache_clear()  # a line that was seen before isn't looked at again
    sys.setprofile(note)
    try:
        parse(text)
    finally:
        sys.setprofile(None)
    return run


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leads_to_its_code(rule) -> None:
    """The module holds the rule, and a parse that fires it calls one of the functions that are named."""
    code = code_of(rule)
    module = importlib.import_module(code.module)
    lists = [value for value in vars(module).values() if isinstance(value, tuple)]
    assert any(rule in rules for rules in lists)
    applied = {
        getattr(importlib.import_module(home), name).__code__
        for home, name in (function.split(":") for function in code.functions)
    }
    assert not rule.yes or applied & functions_run(rule.yes[0])


def test_a_rule_can_be_switched_off() -> None:
    text = "Ferry strike ends\n\nBERGEN, Norway (AP) - Ferries sail again, the owners said on Monday.\n\n(END)"
    assert any(block.kind == "end_mark" for block in parse(text).blocks)
    ids = {rule.id for rule in RULES if "end-mark" in rule.id}
    assert not any(block.kind == "end_mark" for block in Parser(disable=ids).parse(text).blocks)
