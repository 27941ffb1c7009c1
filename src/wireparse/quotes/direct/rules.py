"""Rules for quotes: the constructions in which a source and a content meet.

Who said a quoted segment is weighed by a model; what the choice looks like on the page is its construction, the first
of `DIRECT_RULES` that fits it.  The share of each, and how often it is right, is printed by
`benchmarks/constructions.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wireparse.record import Record
from wireparse.rule import Rule

__all__ = ["DIRECT_RULES", "Construction", "DirectRule"]


class Construction(Record):
    """How a quoted segment and what names its speaker stand to one another.

    `way` is how the speaker was found: before, after, passive, by or clause (beside a cue, as the subject or the
    agent of a passive, sharing another verb), label, signature, owner, verb, topic, follower, segment, paragraph, lead,
    next, none; `side` is where the cue stands: "before" or "behind" the segment; `mark` is the token before the
    segment, `kind` the class of the cue, `large` says that the segment opens with a capital.
    """

    way: str
    side: str
    mark: str
    kind: str
    large: bool
    resumes: bool
    shared: bool
    splits: bool


class DirectRule(Rule):
    """A construction, and the settings that are instances of it."""

    fits: Callable[[Construction], bool]


def _story(*paragraphs: str) -> str:
    return "\n\n".join(("Ferry owners end strike in Bergen", "BERGEN, Norway (AP) - Ferries sail again.", *paragraphs))


DIRECT_RULES: Final[tuple[DirectRule, ...]] = (
    DirectRule(
        id="quote.split",
        summary="The attribution stands in the middle of the quoted sentence.",
        certainty="sure",
        fits=lambda at: at.splits,
        yes=(_story('"We will sail," Marit Dahl said, "when the wind has gone down."'),),
        no=(_story('"We will sail," Marit Dahl said. "The wind has gone down."'),),
    ),
    DirectRule(
        id="quote.continued",
        summary="A second quotation in the paragraph goes on with the speaker of the first.",
        certainty="sure",
        fits=lambda at: at.shared or at.way == "segment",
        yes=(_story('"We will sail," Marit Dahl said. "The wind has gone down."'),),
        no=(_story('"We will sail," Marit Dahl said. "No, we stay," said Ola Berg.'),),
    ),
    DirectRule(
        id="quote.resumed",
        summary="A quotation that was left open goes on in the next paragraph, which opens with a mark again.",
        certainty="sure",
        fits=lambda at: at.way == "next" or (at.way == "paragraph" and at.resumes),
        yes=(
            _story('"We will sail," Marit Dahl said. "The wind has gone down.', '"The crews are on board since noon."'),
        ),
        no=(_story('"We will sail," Marit Dahl said.', '"The crews are here," said Ola Berg.'),),
    ),
    DirectRule(
        id="quote.earlier-speaker",
        summary="A quotation without an attribution has the speaker of the paragraph before.",
        certainty="likely",
        fits=lambda at: at.way == "paragraph",
        yes=(
            _story('"We will sail again," Marit Dahl said.', '"The crews have been on board since noon, all of them."'),
        ),
        no=(_story('"We will sail," Marit Dahl said.', '"The crews are here," said Ola Berg.'),),
    ),
    DirectRule(
        id="quote.lead-in",
        summary="The paragraph before introduces the quotation, most often with a colon.",
        certainty="likely",
        fits=lambda at: at.way == "lead",
        yes=(_story("Marit Dahl wrote in a letter to the crews:", '"We will sail when the wind has gone down."'),),
        no=(_story('Marit Dahl wrote: "We will sail when the wind has gone down."'),),
    ),
    DirectRule(
        id="quote.signature",
        summary="A dash and the speaker's name follow the quotation.",
        certainty="likely",
        fits=lambda at: at.way == "signature",
        yes=(_story('"We will sail when the wind has gone down." - Marit Dahl'),),
        no=(_story('"We will sail when the wind has gone down," said Marit Dahl.'),),
    ),
    DirectRule(
        id="quote.label",
        summary="The speaker's name and a colon stand before the quotation, without a verb.",
        certainty="likely",
        fits=lambda at: at.way == "label",
        yes=(_story('Marit Dahl: "We will sail when the wind has gone down."'),),
        no=(_story('Marit Dahl said: "We will sail when the wind has gone down."'),),
    ),
    DirectRule(
        id="quote.owner",
        summary="The words are somebody's: his, or in Mr. Dahl's words.",
        certainty="guess",
        fits=lambda at: at.way == "owner",
        yes=(_story('There was a cheer at Marit Dahl\'s "never again, not in a hundred years."'),),
        no=(_story('"It was the longest week," said Marit Dahl\'s brother.'),),
    ),
    DirectRule(
        id="quote.topic",
        summary="Nothing signals speech; the speaker is whom the sentence before the quotation is about.",
        certainty="guess",
        fits=lambda at: at.way in ("topic", "verb"),
        yes=(_story('Marit Dahl smiled at the crews. "We will sail when the wind has gone down."'),),
        no=(_story('"We will sail," said Marit Dahl.'),),
    ),
    DirectRule(
        id="quote.according-to",
        summary='The source is introduced by "according to".',
        certainty="sure",
        fits=lambda at: at.kind == "according",
        yes=(_story('The wind was "the worst in forty years," according to Marit Dahl.'),),
        no=(_story('"It was the worst wind in years," said Marit Dahl.'),),
    ),
    DirectRule(
        id="quote.passive",
        summary='The cue is in the passive and the source follows "by".',
        certainty="likely",
        fits=lambda at: at.way == "by",
        yes=(_story('"We will sail when the wind has gone down," it was announced by Marit Dahl.'),),
        no=(_story('Marit Dahl described the wind as "the worst in forty years."'),),
    ),
    DirectRule(
        id="quote.content-cue-source",
        summary="Content, cue, source.",
        certainty="sure",
        fits=lambda at: at.side == "behind" and at.way == "after",
        yes=(_story('"We will sail tonight," said Marit Dahl, who owns the ferries.'),),
        no=(_story('"We will sail tonight," Marit Dahl said.'),),
    ),
    DirectRule(
        id="quote.content-source-cue",
        summary="Content, source, cue.",
        certainty="sure",
        fits=lambda at: at.side == "behind" or at.way == "follower",
        yes=(_story('"We will sail tonight," Marit Dahl, 61, of Bergen, told reporters.'),),
        no=(_story('"We will sail tonight," said Marit Dahl.'),),
    ),
    DirectRule(
        id="quote.source-cue-colon",
        summary="Source, cue and a colon, then the content.",
        certainty="sure",
        fits=lambda at: at.mark == ":",
        yes=(_story('Marit Dahl said: "We will sail when the wind has gone down."'),),
        no=(_story('Marit Dahl said, "We will sail when the wind has gone down."'),),
    ),
    DirectRule(
        id="quote.source-cue-content",
        summary="Source and cue, then the content, behind a comma or at once.",
        certainty="sure",
        fits=lambda at: at.side == "before" and (at.mark == "," or at.large),
        yes=(_story('Marit Dahl said, "We will sail when the wind has gone down."'),),
        no=(_story('Marit Dahl said: "We will sail when the wind has gone down."'),),
    ),
    DirectRule(
        id="quote.fragment",
        summary="Part of a sentence is quoted behind its cue.",
        certainty="likely",
        fits=lambda at: at.side == "before",
        yes=(_story('Marit Dahl posted "a very bad week for us all."'),),
        no=(_story('Marit Dahl said: "It was a bad week for us all."'),),
    ),
    DirectRule(
        id="quote.turn",
        summary="A turn in an interview or transcript, opened by the speaker's name and a colon.",
        certainty="likely",
        fits=lambda at: False,  # found by its shape, before any weighing
        yes=(_story("Q: When will you sail?", "A: When the wind has gone down, and not an hour before."),),
        no=(_story("Marit Dahl: owner of the ferries."),),
    ),
    DirectRule(
        id="quote.unattributed",
        summary="Speech by its look, with nobody near who may have said it.",
        certainty="guess",
        fits=lambda at: True,
        yes=('"We never slept, not one of us, in all that week!"',),
        no=(_story('"We never slept," said Marit Dahl.'),),
    ),
)
