"""Rules for blocks: patterns over the lines' letters, in order, the first that fits at a line wins.

The window cuts a text's lines into zones: what stands before the story (`head`), the `story`, an `aside` in its middle,
what comes after (`tail`).  Each zone's letters (see the rules for lines; `T` is the line chosen as the headline) are tiled
from left to right like a token stream.  The last rule of each zone takes anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from wireparse.model import BlockKind
from wireparse.rules import Rule

__all__ = ["BLOCK_RULES", "BlockRule", "Zone"]

Zone: TypeAlias = Literal["head", "story", "aside", "tail"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRule(Rule):
    """A rule that makes a block of `kind` where its pattern over letters fits in one of its zones."""

    kind: BlockKind
    zones: tuple[Zone, ...]
    letters: str


_AROUND: Final[tuple[Zone, ...]] = ("head", "aside", "tail")

BLOCK_RULES: Final[tuple[BlockRule, ...]] = (
    BlockRule(
        id="block.headline", kind="headline", zones=_AROUND, letters="T", certainty="likely",
        summary="The title-like line that the story's words, its byline or a repetition point to.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.end-mark", kind="end_mark", zones=("aside", "tail"), letters="z", certainty="sure",
        summary="A mark that a wire ends its stories with.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.byline", kind="byline", zones=("head",), letters="b|(?<=T)N(?=[btBuD]|$)|(?<=[btT])N(?=t)", certainty="likely",
        summary="A line that names the author, by its words or between headline and time.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.byline-below", kind="byline", zones=("aside", "tail"), letters="b", certainty="likely",
        summary="A line that names the author, below the story's first lines.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.dateline", kind="dateline", zones=("head",), letters="D", certainty="likely",
        summary="A dateline on a line of its own.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.copyright", kind="copyright", zones=_AROUND, letters="y", certainty="sure",
        summary="A notice of rights.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.editor-credit", kind="editor_credit", zones=_AROUND, letters="E", certainty="sure",
        summary="Who reported and edited.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.photo-credit", kind="photo_credit", zones=_AROUND, letters="f", certainty="likely",
        summary="Who made the picture.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.caption", kind="caption", zones=_AROUND, letters="c|[hps](?=f)", certainty="likely",
        summary="A picture's caption: by its words, or the line above a picture's credit.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.subheadline", kind="subheadline", zones=("head",), letters="(?<=T)[hps]|(?<=T[btuB])[ps]|(?<=T[btu]{2})[ps]", certainty="guess",
        summary="A line of text right below the headline, before the story.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.source-credit", kind="source_credit", zones=_AROUND, letters="w", certainty="likely",
        summary="Where the story was first published.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.contact", kind="contact", zones=_AROUND, letters="k", certainty="likely",
        summary="How to reach the author or the desk.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.read-more", kind="read_more", zones=_AROUND, letters="r|R[hxlnS]?", certainty="likely",
        summary="A pointer to another story, with the line below its label.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.comments", kind="comment", zones=("tail",), letters="o[^gymaEzkwu]*", certainty="likely",
        summary="Readers' comments, from their heading on.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.comment-line", kind="comment", zones=("head", "aside"), letters="o", certainty="likely",
        summary="A line about readers' comments.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.related", kind="related", zones=("aside", "tail"), letters="g[hxlnNSH#t.pesdcb]*", certainty="likely",
        summary="A list of other stories, from its heading on.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.related-above", kind="related", zones=("head",), letters="g[hx#t.pesH]*|[eh#](?:[eh#t.]*[eh#])?", certainty="likely",
        summary="Other stories' headlines, above this one's.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.share", kind="share", zones=_AROUND, letters="u+", certainty="likely",
        summary="A row of places to share the story at.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.promo", kind="promo", zones=_AROUND, letters="m", certainty="likely",
        summary="An advertisement, a plea for money, a newsletter.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.author-bio", kind="author_bio", zones=("tail",), letters="a+[ps]?|N(?=a)", certainty="likely",
        summary="Who the author is.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.timestamp", kind="timestamp", zones=("head", "aside", "tail"), letters="t", certainty="likely",
        summary="When the story was published or changed.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.breadcrumb", kind="breadcrumb", zones=("head",), letters="B", certainty="likely",
        summary="The path of sections to the story.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.section", kind="breadcrumb", zones=("head",), letters="[nxS](?=T)", certainty="guess",
        summary="A word or two right above the headline: its section.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.navigation", kind="navigation", zones=_AROUND, letters="[nlxB]+", certainty="likely",
        summary="Menus: lines of a word or three.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.list-item", kind="list_item", zones=("story",), letters="[l#]", certainty="likely",
        summary="An item of a list that is part of the story.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.subhead", kind="subhead", zones=("story",), letters="[xNSHg](?=[psdhl])", certainty="likely",
        summary="A heading between the story's paragraphs.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.paragraph", kind="paragraph", zones=("story",), letters=".", certainty="likely",
        summary="The story's own prose.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.caption-inside", kind="caption", zones=("aside",), letters="[hps]", certainty="guess",
        summary="A line between paragraphs that is not the story's, most often a picture's caption.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.teasers", kind="related", zones=("tail",), letters="[ehps](?:[ehpstH#.]*[ehps])?", certainty="guess",
        summary="Headlines and teasers of other stories below this one.",
        yes=(), no=(),
    ),
    BlockRule(
        id="block.other", kind="other", zones=_AROUND, letters=".", certainty="guess",
        summary="Whatever no other rule claims outside the story's own prose.",
        yes=(), no=(),
    ),
)  # fmt: skip
