"""Rules for blocks are written with names; what they become are expressions over letters."""

from __future__ import annotations

import re

import pytest

from wireparse.blocks.notation import compiled
from wireparse.blocks.rules import BLOCK_RULES
from wireparse.lines.letters import LETTERS


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("prose", "p"),
        ("byline | byline-label [name word]?", "b|Y[Nx]?"),
        ("after(headline) heading before([byline timestamp])", "(?<=T)S(?=[bt])"),
        ("not-after(web-address) web-address not-before(menu | end)", "(?<!U)U(?!n|$)"),
        ("(comment [not comment copyright]{0,8})+", "(?:o[^oy]{0,8})+"),
        ("start any decoration", r"^.\."),
        ("[number decoration]*", r"[\#\.]*"),
    ],
)
def test_names_become_letters(written: str, expected: str) -> None:
    assert compiled(written) == expected


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError, match="correctoin"):
        compiled("prose correctoin")


@pytest.mark.parametrize("rule", BLOCK_RULES, ids=lambda rule: rule.id)
def test_every_rule_is_an_expression_that_takes_a_line(rule) -> None:
    assert not re.compile(compiled(rule.lines)).fullmatch("")


def test_no_two_names_share_a_letter() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
