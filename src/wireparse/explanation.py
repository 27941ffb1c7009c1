"""Explain: why a story was read as it was, node by node.

A story names the rule behind each of its parts.  `explain` adds what the rule says and the evidence that was weighed:
it parses the story's own text once more with a parser that takes notes, so that an ordinary parse has nothing to carry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wireparse.knowledge.site_lines import site_of_url
from wireparse.metadata import given_rule
from wireparse.model import Certainty, Story
from wireparse.parser import Parser
from wireparse.quotes.decisions import Decision
from wireparse.rule_catalogue import catalogue

__all__ = ["Decision", "Evidence", "Reason", "explain"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was weighed for one line."""

    text: str
    """The line as printed."""
    start: int
    """Where it begins, in code points."""
    end: int
    """Where it ends, half-open."""
    rule: str
    """The id of its rule."""
    letter: str
    """The rule's letter."""
    zone: str
    """The part of the page that it was found to belong to."""
    score: float
    """What speaks for its being the story's, in units of log odds."""
    features: tuple[tuple[str, float], ...]
    """What carried the score, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one part is what it is."""

    what: str
    """What the part is: "block paragraph", "dateline", "quote q1"."""
    text: str
    """The part as printed."""
    start: int
    """Where it begins, in code points."""
    end: int
    """Where it ends, half-open."""
    rule: str
    """The id of the rule that made it."""
    summary: str
    """What the rule says."""
    certainty: Certainty
    """How sure that is."""
    evidence: tuple[Evidence, ...]
    """What was weighed for the lines of a block."""
    decisions: tuple[Decision, ...]
    """What was decided for a quote; nothing where its construction alone decides."""


def explain(story: Story, *, parser: Parser | None = None, site: str | None = None) -> tuple[Reason, ...]:
    """The reasons behind a story, in the order of the text.

    `parser` is the one that the story came from, if it was not the ordinary one with every rule on; `site` is where it
    ran, the host of its address unless said, for a parser that knows what sites repeat.
    """
    rules = catalogue()
    parser = parser or Parser()
    site = site or site_of_url(story.source.url)
    lines = [
        Evidence(*piece, line.rule, line.letter, line.state, line.score, line.features)
        for piece, line in parser.trace(story.text, site=site)
    ]
    weighed = zip(story.quotes, parser.trace_quotes(story, site=site), strict=False)
    decisions = {f"quote {quote.id}": taken for quote, taken in weighed}
    reasons = []
    for what, (text, start, end), rule, certainty in _parts(story):
        by_look = what.startswith("block") and rule != given_rule(story.source.form)
        inside = tuple(line for line in lines if start <= line.start < end) if by_look else ()
        summary = rules[rule].summary if rule in rules else ""
        reasons.append(Reason(what, text, start, end, rule, summary, certainty, inside, decisions.get(what, ())))
    return tuple(sorted(reasons, key=lambda reason: (reason.start, -reason.end)))


def _parts(story: Story) -> Iterator[tuple[str, tuple[str, int, int], str, Certainty]]:
    """Everything that names a rule: what it is, its slice, the rule, how certain."""
    for block in story.blocks:
        yield f"block {block.kind}", (block.text, block.start, block.end), block.rule, block.certainty
    for name in ("headline", "subheadline", "byline", "dateline"):
        part = getattr(story, name)
        if part is not None:
            yield name, (part.text, part.start, part.end), part.rule, part.certainty
    for quote in story.quotes:
        span = (quote.text, quote.segments[0].start, quote.segments[-1].end)
        yield f"quote {quote.id}", span, quote.rule, quote.certainty
