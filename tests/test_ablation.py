"""Every rule is needed: without it some story of ours comes out otherwise."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pytest

from tests.test_gold import PAGES
from tests.test_golden import RIGHT
from wireparse import Parser, Story, explain, parse
from wireparse.blocks.rules import BLOCK_RULES
from wireparse.blocks.tiling import STATES
from wireparse.lines.rules import LINE_RULES
from wireparse.metadata import GIVEN_RULES
from wireparse.rule import Rule
from wireparse.rule_catalogue import catalogue
from wireparse.version_rules import VERSION_RULES

pytestmark = pytest.mark.usefixtures("everything_found")

#: The last rule of each list takes what no other does, also when it is switched off.
LAST = {LINE_RULES[-1].id} | {[rule for rule in BLOCK_RULES if zone in rule.zones][-1].id for zone in STATES}
#: Rules of what a file knows by itself need that file, those of versions other stories: tests/test_forms.py and
#: tests/test_versions.py have these.
OTHERS = (*GIVEN_RULES, *VERSION_RULES)
TRIED = [rule for rule in catalogue().values() if rule not in OTHERS and rule.id not in LAST]
STORIES = [path.read_bytes().decode() for path in RIGHT] + [page.text for page in PAGES]


def shown(story: Story) -> Any:
    return json.loads(json.dumps(story.to_dict()))


@pytest.fixture(scope="module")
def seen() -> dict[str, list[str]]:
    """The stories that each rule has a part in."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in STORIES:
        reasons = explain(parse(text))
        for rule in {reason.rule for reason in reasons} | {line.rule for one in reasons for line in one.evidence}:
            found[rule].append(text)
    return found


@pytest.mark.parametrize("rule", TRIED, ids=lambda rule: rule.id)
def test_a_rule_is_needed(rule: Rule, seen: dict[str, list[str]]) -> None:
    """Some story, page or example comes out otherwise where the rule is switched off."""
    without = Parser(disable={rule.id})
    assert any(shown(without.parse(text)) != shown(parse(text)) for text in (*seen[rule.id], *rule.yes)), (
        "needed by nothing: write a page in gold/ that needs it, or take it out"
    )


def test_a_rule_that_is_needed_by_nothing_would_be_found() -> None:
    """The last rules are what that looks like: without them nothing changes."""
    assert {"line.title", "block.paragraph", "block.other"} == LAST
    without = Parser(disable=LAST)
    assert all(shown(without.parse(text)) == shown(parse(text)) for text in STORIES)
