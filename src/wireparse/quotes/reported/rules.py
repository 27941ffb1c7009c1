"""Rules of reported speech: the constructions in which a source says, thinks or plans something that stands in no
quotation marks, or only in part.

Which reading of a cue holds is weighed by a model; a rule names the construction that was read.
"""

from __future__ import annotations

from typing import Final

from wireparse.rule import Rule

__all__ = ["REPORTED_RULES", "ReportedRule"]


class ReportedRule(Rule):
    """A construction of reported speech: `shapes` are the readings of a cue that it covers."""

    shapes: tuple[str, ...]


def _story(sentence: str) -> str:
    """A small story around a sentence."""
    return (
        "Ferry route to Bodo reopens\n\n"
        f"BODO, Norway (AP) - {sentence}\n\n"
        "The first boat of the day carried forty cars and a school choir across the fjord.\n"
    )


REPORTED_RULES: Final[tuple[ReportedRule, ...]] = (
    ReportedRule(
        id="quote.reported-clause",
        summary="A source and its cue come before a content that is reported, with no marks or only some.",
        certainty="likely",
        shapes=("right", "inserted"),
        yes=(
            _story("The harbor master said that the pier would open in May."),
            _story('Mayor Solveig Aas told reporters the storm was "a warning" to the whole coast.'),
            _story("The company plans to build a second terminal."),
        ),
        no=(_story("The pier opens in May and the terminal a year later."),),
    ),
    ReportedRule(
        id="quote.reported-passive",
        summary="The cue is in the passive or an adjective, and what is reported is raised to its subject or follows.",
        certainty="guess",
        shapes=("passive", "passive-by"),
        yes=(_story("The terminal is expected to cost twice as much as the old one."),),
        no=(_story("The terminal is as red as the boats."),),
    ),
    ReportedRule(
        id="quote.reported-seeming",
        summary="Something seems or appears to be so: reported, though nobody is named.",
        certainty="guess",
        shapes=("seem",),
        yes=(_story("The owners seem to have lost patience with the builders."),),
        no=(_story("The owners have sold the boat to the builders."),),
    ),
    ReportedRule(
        id="quote.reported-noun",
        summary="A noun of saying, thinking or planning has the content as its complement.",
        certainty="guess",
        shapes=("noun",),
        yes=(_story("His promise to rebuild the pier cost the mayor the election."),),
        no=(_story("The island bought the ferry from the county."),),
    ),
    ReportedRule(
        id="quote.reported-before",
        summary="The content comes first and the attribution follows behind a comma.",
        certainty="likely",
        shapes=("left", "inverted"),
        yes=(_story("The pier would open in May, the harbor master said."),),
        no=(_story("The pier opens in May, a year late."),),
    ),
    ReportedRule(
        id="quote.reported-split",
        summary="The attribution stands between two parts of the content, set off by commas.",
        certainty="likely",
        shapes=("split", "split-inverted"),
        yes=(_story("The pier, the harbor master said, would open in May."),),
        no=(_story("The pier, a year late, opens in May."),),
    ),
    ReportedRule(
        id="quote.reported-according-to",
        summary='The source of a content without marks is introduced by "according to".',
        certainty="likely",
        shapes=("according", "according-first", "according-split"),
        yes=(
            _story("The pier will open in May, according to the harbor master."),
            _story("According to the harbor master, the pier will open in May."),
        ),
        no=(_story("The pier will open in May according to plan."),),
    ),
    ReportedRule(
        id="quote.reported-label",
        summary="In a headline, a colon introduces what its label says, if the label is one that speaks in the story.",
        certainty="guess",
        shapes=("label",),
        yes=(
            "Aas: Pier will open to cars in May\n\nBODO, Norway (AP) - The pier has a roof, Solveig Aas said.\n",
            "Mayor: Pier will open to cars in May\n\nBODO, Norway (AP) - Boats sailed again after a long storm.\n",
        ),
        no=("Bodo: Pier will open to cars in May\n\nBODO, Norway (AP) - Boats sailed again after a long storm.\n",),
    ),
)
