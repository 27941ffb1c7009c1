"""Rules for blocks: patterns over the lines' letters, in order, the first that fits at a line wins.

The window cuts a text's lines into zones: what stands before the story (`head`), the `story`, an `aside` in its
middle, what comes after (`tail`).  Each zone's letters (see the rules for lines; `T` is the line chosen as the
headline, `P` one above that repeats it) are tiled from left to right like a token stream.  The last rule of each zone
takes anything.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from wireparse.model import BlockKind
from wireparse.rule import Rule

__all__ = ["BLOCK_RULES", "BlockRule", "Zone"]

Zone: TypeAlias = Literal["head", "story", "aside", "tail"]


class BlockRule(Rule):
    """A rule that makes a block of `kind` where its pattern over letters fits in one of its zones."""

    kind: BlockKind
    zones: tuple[Zone, ...]
    letters: str


_AROUND: Final[tuple[Zone, ...]] = ("head", "aside", "tail")

# The story that the examples put furniture around.
_TITLE: Final = "Ferries wait in harbour for third day\n\n"
_FIRST: Final = (
    "BERGEN, Norway (AP) - Ferries on the coast stayed in harbour for a third day on Tuesday, their owners said.\n\n"
    "The crews want longer breaks at night, and talks about them will go on in the capital later this week.\n\n"
)
_SECOND: Final = (
    '"We will not sail before the rules have changed," said Kari Nilsen, who speaks for two thousand seamen.\n\n'
    "The owners of the ferries have said that the new rules would cost them more than they earn in a winter.\n\n"
)
_STORY: Final = _TITLE + _FIRST + _SECOND

BLOCK_RULES: Final[tuple[BlockRule, ...]] = (
    BlockRule(
        id="block.headline", kind="headline", zones=_AROUND, certainty="likely",
        letters="T",
        summary="The title-like line that the story's words, its byline or a repetition point to.",
        yes=(_STORY,),
        no=(_FIRST + _SECOND,),
    ),
    BlockRule(
        id="block.end-mark", kind="end_mark", zones=("aside", "tail"), certainty="sure",
        letters="z",
        summary="A mark that a wire ends its stories with.",
        yes=(_STORY + "(END)",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.byline", kind="byline", zones=("head",), certainty="likely",
        letters="b|Y[Nx]?|(?:(?<=T)|(?<=Tt)|(?<=Ttt)|(?<=T[hps]))N(?=[btBuDpcf]|$)|(?<=[btT])N(?=t)|(?<=T)S(?=[bt])",
        summary="A line that names the author, by its words or between headline and time.",
        yes=(
            _TITLE + "By Kari Nilsen\n\n" + _FIRST + _SECOND,
            _TITLE + "Kari Nilsen\n\n19 November 2019\n\n" + _FIRST + _SECOND,
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.byline-below", kind="byline", zones=("aside", "tail"), certainty="likely",
        letters="b|Y[Nx]?",
        summary="A line that names the author, below the story's first lines.",
        yes=(_STORY + "By Kari Nilsen",),
        no=(_TITLE + "By Kari Nilsen\n\n" + _FIRST + _SECOND,),
    ),
    BlockRule(
        id="block.dateline", kind="dateline", zones=("head",), certainty="likely",
        letters="D",
        summary="A dateline on a line of its own.",
        yes=(_TITLE + "BERGEN, Norway (AP) -\n\n" + _SECOND + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.copyright", kind="copyright", zones=_AROUND, certainty="sure",
        letters="y",
        summary="A notice of rights.",
        yes=(_STORY + "© 2019 The Harbour Post. All rights reserved.",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.editor-credit", kind="editor_credit", zones=_AROUND, certainty="sure",
        letters="E",
        summary="Who reported and edited.",
        yes=(_STORY + "(Reporting by Kari Nilsen; Editing by Ola Berg)",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.photo-credit", kind="photo_credit", zones=_AROUND, certainty="likely",
        letters="f",
        summary="Who made the picture.",
        yes=(_STORY + "Photo: Ola Berg/Reuters",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.caption", kind="caption", zones=_AROUND, certainty="likely",
        letters="c|[hps](?=f)",
        summary="A picture's caption: by its words, or the line above a picture's credit.",
        yes=(
            _TITLE + "Ferries in the harbour of Bergen, Norway, on Monday. (AP Photo/Ola Berg)\n\n" + _FIRST + _SECOND,
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.subheadline", kind="subheadline", zones=("head",), certainty="guess",
        letters="(?<=T)[hps]|(?<=T[btuB])[ps]|(?<=T[btu]{2})[ps]",
        summary="A line of text right below the headline, before the story.",
        yes=(
            _TITLE + "Crews and owners still at odds over breaks at night\n\nBy Kari Nilsen\n\n" + _FIRST + _SECOND,
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.source-credit", kind="source_credit", zones=_AROUND, certainty="likely",
        letters="w|(?:^|(?<=[TP]))U(?!U)|(?<!U)U(?=[TP])",
        summary="Where the story was first published: a name, or the address on top of the page.",
        yes=(_STORY + "Source: Reuters", "https://www.example.com/ferries\n\nHome\nWorld\n\n" + _STORY),
        no=(_STORY, "https://www.example.com/a\nhttps://www.example.com/b\n\n" + _STORY),
    ),
    BlockRule(
        id="block.contact", kind="contact", zones=_AROUND, certainty="likely",
        letters="k(?:[NxS]{1,3}(?=k))?",
        summary="How to reach the author or the desk.",
        yes=(_STORY + "Contact the author: desk@example.com",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.read-more", kind="read_more", zones=_AROUND, certainty="likely",
        letters="r|R[hxlnvSU]?|q[hxlvSNrUe.]*",
        summary="A pointer to another story, with the line below its label.",
        yes=(_TITLE + _FIRST + "READ MORE: Lorries queue at harbour gates\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.comments", kind="comment", zones=("tail",), certainty="likely",
        # From one sign of comments to the next, and what the last reader wrote.
        letters="(?:o(?:[^ogymaEzkw]{0,8}(?:o|(?<![he])t))*)+(?:[Nx]{0,2}[ps]+)*",
        summary="Readers' comments, from their heading on.",
        yes=(_STORY + "3 comments\n\nOla\n\nI waited for nine hours.",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.comment-line", kind="comment", zones=("head", "aside"), certainty="likely",
        letters="o",
        summary="A line about readers' comments.",
        yes=(_TITLE + "By Kari Nilsen\n\n3 comments\n\n" + _FIRST + _SECOND,),
        no=(_STORY + "3 comments",),
    ),
    BlockRule(
        id="block.related", kind="related", zones=("aside", "tail"), certainty="likely",
        letters="g(?:[hxlvNSH#t.pesdcbU]|R(?=[.#]*[lhe])|n(?!n|y|$)|u+(?=[.#]*[hlecp]))*",
        summary="A list of other stories, from its heading on.",
        yes=(_STORY + "Related articles\n\nLorries queue at harbour gates\n\nStorm closes mountain roads",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.related-above", kind="related", zones=("head",), certainty="likely",
        letters="g[hx#t.pesHl]*|(?:[hS]{1,2}t){2,}|[eh][eh#t.lS]*[eh]|e|l{2,}",
        summary="Other stories' headlines, above this one's.",
        yes=("Most read\n\nLorries queue at harbour gates\n\nStorm closes mountain roads\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.share", kind="share", zones=_AROUND, certainty="likely",
        letters="u+(?:[vx.]?u+)*U?",
        summary="A row of places to share the story at.",
        yes=(_TITLE + "Share on Facebook\nShare on Twitter\n\n" + _FIRST + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.promo", kind="promo", zones=_AROUND, certainty="likely",
        letters="m|A[hpselSvx#t.]*",
        summary="An advertisement, a plea for money, a newsletter.",
        yes=(_TITLE + _FIRST + "Advertisement\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.author-bio", kind="author_bio", zones=("tail",), certainty="likely",
        letters="a+(?:N{1,2}[psh]|[ps])?|N(?=a)",
        summary="Who the author is.",
        yes=(_STORY + "About the author\n\nKari Nilsen is a reporter based in Bergen.",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.timestamp", kind="timestamp", zones=_AROUND, certainty="likely",
        letters="t",
        summary="When the story was published or changed.",
        yes=(_TITLE + "Published 19 November 2019, 10:31 pm\n\n" + _FIRST + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.breadcrumb", kind="breadcrumb", zones=("head",), certainty="likely",
        letters="B",
        summary="The path of sections to the story.",
        yes=("Home > World > Europe\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.breadcrumb-below", kind="breadcrumb", zones=("aside", "tail"), certainty="guess",
        letters="(?<![nvlxB])B(?![nvlxB])",
        summary="A path of sections below the story's first lines, in no menu.",
        yes=(_STORY + "World News > Europe > Norway",),
        no=(_STORY + "Contact | Imprint\n\nHelp | Terms\n\nPress | Jobs",),
    ),
    BlockRule(
        id="block.section", kind="breadcrumb", zones=("head",), certainty="guess",
        letters="[nvxS](?=T)",
        summary="A word or two right above the headline: its section.",
        yes=("Europe\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.page-title", kind="navigation", zones=("head", "aside"), certainty="likely",
        letters="P",
        summary="The page's title: the headline once more, above it, often with the site's name.",
        yes=("Ferries wait in harbour for third day - The Harbour Post\n\nHome\nWorld\nSport\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.navigation", kind="navigation", zones=_AROUND, certainty="likely",
        letters="[nvlxMU](?:[nvlxMNS.#]*[nvlxM])?|B",
        summary="Menus: lines of a word or three.",
        yes=("* Home\n* World\n* Sport\n* Weather\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.list-item", kind="list_item", zones=("story",), certainty="likely",
        letters="[l#]",
        summary="An item of a list that is part of the story.",
        yes=(
            _TITLE + _FIRST + "* Two ferries will sail to the islands each morning.\n"
            "* One ferry will sail back at night.\n\n" + _SECOND,
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.subhead", kind="subhead", zones=("story",), certainty="likely",
        letters="[xNSHg](?=[psdl])",
        summary="A heading between the story's paragraphs.",
        yes=(_TITLE + _FIRST + "WHAT THE CREWS WANT\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.paragraph", kind="paragraph", zones=("story",), certainty="likely",
        letters=".",
        summary="The story's own prose.",
        yes=(_STORY,),
        no=("* Home\n* World\n* Sport",),
    ),
    BlockRule(
        id="block.teaser-inside", kind="related", zones=("aside",), certainty="guess",
        letters="[hpes]{1,3}(?=R)",
        summary="Another story's title and teaser, with its READ MORE below, between paragraphs.",
        yes=(_TITLE + _FIRST + "Advertisement\n\nLorries queue at harbour gates\n\nRead more\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.link-inside", kind="read_more", zones=("aside",), certainty="guess",
        letters="(?<![cfnhS])[hS]{1,3}(?=[mu]|$)|l+",
        summary="A title or two between paragraphs, and no picture near: other stories' headlines.",
        yes=(_TITLE + _FIRST + "Advertisement\n\nLorries queue at harbour gates\n\nAdvertisement\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.caption-inside", kind="caption", zones=("aside",), certainty="guess",
        letters="[hps]",
        summary="A line between paragraphs that is not the story's, most often a picture's caption.",
        yes=(_TITLE + _FIRST + "Image 1 of 3\n\nFerries at the quay in Bergen, Norway\n\n"
            "Advertisement\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.teasers", kind="related", zones=("tail",), certainty="guess",
        letters="(?:[hle]u+){2,}|[ehpsl](?:[ehpsdtH#.lbU]|R(?=[.#]*[lhe])|[Nx](?![Nx]))*[ehpslt]|[ep]",
        summary="Headlines and teasers of other stories below this one.",
        yes=(
            _STORY + "Share on Facebook\n\n"
            "Lorries queue at harbour gates\n\nStorm closes mountain roads\n\nSnow falls early on the coast",
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.other", kind="other", zones=_AROUND, certainty="guess",
        letters=".",
        summary="Whatever no other rule claims outside the story's own prose.",
        yes=(_TITLE + "* * *\n\n" + _FIRST + _SECOND,),
        no=(_STORY,),
    ),
)  # fmt: skip
