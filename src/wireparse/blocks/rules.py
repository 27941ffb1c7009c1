"""Rules for blocks: patterns over the lines' kinds, in order, the first that fits at a line wins.

The window cuts a text's lines into zones: what stands before the story (`before`), the `story`, an `aside` in its
middle, what comes `after`.  Each zone's lines are tiled from left to right like a token stream; how the patterns
are written says `wireparse.blocks.notation`.  The last rule of each zone takes anything.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from wireparse.model import BlockKind
from wireparse.rule import Rule

__all__ = ["BLOCK_RULES", "BlockRule", "Zone"]

Zone: TypeAlias = Literal["before", "story", "aside", "after"]


class BlockRule(Rule):
    """A rule that makes a block of `kind` where its pattern over `lines` fits in one of its zones."""

    kind: BlockKind
    zones: tuple[Zone, ...]
    lines: str


#: All zones but the story itself.
_AROUND: Final[tuple[Zone, ...]] = ("before", "aside", "after")

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
        lines="headline",
        summary="The title-like line that the story's words, its byline or a repetition point to.",
        yes=(_STORY,),
        no=(_FIRST + _SECOND,),
    ),
    BlockRule(
        id="block.end-mark", kind="end_mark", zones=("aside", "after"), certainty="sure",
        lines="end-mark",
        summary="A mark that a wire ends its stories with.",
        yes=(_STORY + "(END)",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.byline", kind="byline", zones=("before",), certainty="likely",
        lines=(
            "byline | byline-label [name word]? | (after(headline) | after(headline timestamp) | "
            "after(headline timestamp timestamp) | after(headline [title prose sentence])) name "
            "before([byline timestamp breadcrumb share dateline prose caption photo-credit] | end) | "
            "after([byline timestamp headline]) name before(timestamp) | after(headline) heading "
            "before([byline timestamp])"
        ),
        summary="A line that names the author, by its words or between headline and time.",
        yes=(
            _TITLE + "By Kari Nilsen\n\n" + _FIRST + _SECOND,
            _TITLE + "Kari Nilsen\n\n19 November 2019\n\n" + _FIRST + _SECOND,
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.byline-below", kind="byline", zones=("aside", "after"), certainty="likely",
        lines="byline | byline-label [name word]?",
        summary="A line that names the author, below the story's first lines.",
        yes=(_STORY + "By Kari Nilsen",),
        no=(_TITLE + "By Kari Nilsen\n\n" + _FIRST + _SECOND,),
    ),
    BlockRule(
        id="block.dateline", kind="dateline", zones=("before",), certainty="likely",
        lines="dateline",
        summary="A dateline on a line of its own.",
        yes=(_TITLE + "BERGEN, Norway (AP) -\n\n" + _SECOND + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.copyright", kind="copyright", zones=_AROUND, certainty="sure",
        lines="copyright",
        summary="A notice of rights.",
        yes=(_STORY + "© 2019 The Harbour Post. All rights reserved.",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.editor-credit", kind="editor_credit", zones=_AROUND, certainty="sure",
        lines="editor-credit",
        summary="Who reported and edited.",
        yes=(_STORY + "(Reporting by Kari Nilsen; Editing by Ola Berg)",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.photo-credit", kind="photo_credit", zones=_AROUND, certainty="likely",
        lines="photo-credit",
        summary="Who made the picture.",
        yes=(_STORY + "Photo: Ola Berg/Reuters",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.caption", kind="caption", zones=_AROUND, certainty="likely",
        lines="caption | [title prose sentence] before(photo-credit)",
        summary="A picture's caption: by its words, or the line above a picture's credit.",
        yes=(
            _TITLE + "Ferries in the harbour of Bergen, Norway, on Monday. (AP Photo/Ola Berg)\n\n" + _FIRST + _SECOND,
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.subheadline", kind="subheadline", zones=("before",), certainty="guess",
        lines=(
            "deck | after(headline) [title prose sentence] | after(headline [byline timestamp share breadcrumb]) "
            "[prose sentence] | after(headline [byline timestamp share]{2}) [prose sentence]"
        ),
        summary="A line of text right below the headline, before the story.",
        yes=(
            _TITLE + "Crews and owners still at odds over breaks at night\n\nBy Kari Nilsen\n\n" + _FIRST + _SECOND,
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.source-credit", kind="source_credit", zones=_AROUND, certainty="likely",
        lines=(
            "source-credit | (start | after([headline page-title])) web-address not-before(web-address) | "
            "not-after(web-address) web-address before([headline page-title])"
        ),
        summary="Where the story was first published: a name, or the address on top of the page.",
        yes=(_STORY + "Source: Reuters", "https://www.example.com/ferries\n\nHome\nWorld\n\n" + _STORY),
        no=(_STORY, "https://www.example.com/a\nhttps://www.example.com/b\n\n" + _STORY),
    ),
    BlockRule(
        id="block.contact", kind="contact", zones=_AROUND, certainty="likely",
        lines="contact ([name word heading]{1,3} before(contact))?",
        summary="How to reach the author or the desk.",
        yes=(_STORY + "Contact the author: desk@example.com",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.read-more", kind="read_more", zones=_AROUND, certainty="likely",
        lines=(
            "read-more | read-more-label [title word list-item menu menu-item heading web-address]? | "
            "read-more-header [title word list-item menu-item heading name read-more web-address teaser "
            "decoration]*"
        ),
        summary="A pointer to another story, with the line below its label.",
        yes=(_TITLE + _FIRST + "READ MORE: Lorries queue at harbour gates\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.comments", kind="comment", zones=("after",), certainty="likely",
        # From one sign of comments to the next, and what the last reader wrote.
        lines=(
            "(comment ([not comment related-header copyright promo author-note editor-credit end-mark contact "
            "source-credit]{0,8} (comment | not-after([title teaser]) timestamp))*)+ ([name word]{0,2} [prose "
            "sentence]+)*"
        ),
        summary="Readers' comments, from their heading on.",
        yes=(_STORY + "3 comments\n\nOla\n\nI waited for nine hours.",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.comments-above", kind="comment", zones=("before",), certainty="likely",
        lines="comment+ ([name word]{1,2} timestamp [prose sentence]+)+",
        summary="Readers' comments above the headline: who, when and what.",
        yes=("1 comment\n\nKari Berg\n\nMay 24, 2026 at 4:31 pm\n\nI think so too.\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.comment-line", kind="comment", zones=("before", "aside"), certainty="likely",
        lines="comment",
        summary="A line about readers' comments.",
        yes=(_TITLE + "By Kari Nilsen\n\n3 comments\n\n" + _FIRST + _SECOND,),
        no=(_STORY + "3 comments",),
    ),
    BlockRule(
        id="block.related", kind="related", zones=("aside", "after"), certainty="likely",
        lines=(
            "related-header ([title word list-item menu-item name heading hour number timestamp decoration "
            "prose teaser sentence opens-with-dateline caption byline web-address] | read-more-label "
            "before([decoration number]* [list-item title teaser]) | menu not-before(menu | copyright | end) "
            "| share+ before([decoration number]* [title list-item teaser caption prose]))*"
        ),
        summary="A list of other stories, from its heading on.",
        yes=(_STORY + "Related articles\n\nLorries queue at harbour gates\n\nStorm closes mountain roads",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.related-above", kind="related", zones=("before",), certainty="likely",
        lines=(
            "related-header [title word number timestamp decoration prose teaser sentence hour list-item]* | "
            "([title heading]{1,2} timestamp){2,} | [teaser title] [teaser title number timestamp decoration "
            "list-item heading]* [teaser title] | teaser | list-item{2,}"
        ),
        summary="Other stories' headlines, above this one's.",
        yes=("Most read\n\nLorries queue at harbour gates\n\nStorm closes mountain roads\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.share", kind="share", zones=_AROUND, certainty="likely",
        lines="share+ ([menu-item word decoration]? share+)* web-address?",
        summary="A row of places to share the story at.",
        yes=(_TITLE + "Share on Facebook\nShare on Twitter\n\n" + _FIRST + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.promo", kind="promo", zones=_AROUND, certainty="likely",
        lines=(
            "promo ([word sentence menu menu-item]{0,2} promo)*"
            " | promoted-header [title prose sentence teaser list-item heading menu-item word number "
            "timestamp decoration]*"
        ),
        summary="An advertisement, a plea for money, a newsletter.",
        yes=(_TITLE + _FIRST + "Advertisement\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.author-bio", kind="author_bio", zones=("after",), certainty="likely",
        lines="author-note+ (name{1,2} [prose sentence title] | [prose sentence])? | name before(author-note)",
        summary="Who the author is.",
        yes=(_STORY + "About the author\n\nKari Nilsen is a reporter based in Bergen.",),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.timestamp", kind="timestamp", zones=_AROUND, certainty="likely",
        lines="timestamp",
        summary="When the story was published or changed.",
        yes=(_TITLE + "Published 19 November 2019, 10:31 pm\n\n" + _FIRST + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.breadcrumb", kind="breadcrumb", zones=("before",), certainty="likely",
        lines="breadcrumb",
        summary="The path of sections to the story.",
        yes=("Home > World > Europe\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.breadcrumb-below", kind="breadcrumb", zones=("aside", "after"), certainty="guess",
        lines=(
            "not-after([menu menu-item list-item word breadcrumb]) breadcrumb not-before([menu menu-item "
            "list-item word breadcrumb])"
        ),
        summary="A path of sections below the story's first lines, in no menu.",
        yes=(_STORY + "World News > Europe > Norway",),
        no=(_STORY + "Contact | Imprint\n\nHelp | Terms\n\nPress | Jobs",),
    ),
    BlockRule(
        id="block.section", kind="breadcrumb", zones=("before",), certainty="guess",
        lines="[menu menu-item word heading] before(headline)",
        summary="A word or two right above the headline: its section.",
        yes=("Europe\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.page-title", kind="navigation", zones=("before", "aside"), certainty="likely",
        lines="page-title",
        summary="The page's title: the headline once more, above it, often with the site's name.",
        yes=("Ferries wait in harbour for third day - The Harbour Post\n\nHome\nWorld\nSport\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.navigation", kind="navigation", zones=_AROUND, certainty="likely",
        lines=(
            "[menu menu-item list-item word menu-row web-address] ([menu menu-item list-item word menu-row "
            "name heading decoration number]* [menu menu-item list-item word menu-row])? | breadcrumb"
        ),
        summary="Menus: lines of a word or three.",
        yes=("* Home\n* World\n* Sport\n* Weather\n\n" + _STORY,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.list-item", kind="list_item", zones=("story",), certainty="likely",
        lines="[list-item number]",
        summary="An item of a list that is part of the story.",
        yes=(
            _TITLE + _FIRST + "* Two ferries will sail to the islands each morning.\n"
            "* One ferry will sail back at night.\n\n" + _SECOND,
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.entry-time", kind="timestamp", zones=("story",), certainty="likely",
        lines="hour before([name title])",
        summary="The time of an entry of a running story, above its author or its heading.",
        yes=(_TITLE + _FIRST + "21:00\n\nLamps go out on the quay\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.entry-author", kind="byline", zones=("story",), certainty="likely",
        lines="after(hour) name before(title)",
        summary="Who wrote an entry of a running story.",
        yes=(_TITLE + _FIRST + "21:00\n\nKari Nilsen\n\nLamps go out on the quay\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.entry-heading", kind="subhead", zones=("story",), certainty="likely",
        lines="(after(hour) | after(hour name)) title before([prose sentence])",
        summary="The heading of an entry of a running story.",
        yes=(_TITLE + _FIRST + "21:00\n\nLamps go out on the quay\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.table", kind="list_item", zones=("story",), certainty="likely",
        lines="table-row",
        summary="A row of a table inside the story.",
        yes=(_TITLE + _FIRST + "Halden Ferries   86,823,071    0.105   +0.031\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.subhead", kind="subhead", zones=("story",), certainty="likely",
        lines="[word name heading hour related-header] before([prose sentence opens-with-dateline list-item])",
        summary="A heading between the story's paragraphs.",
        yes=(_TITLE + _FIRST + "WHAT THE CREWS WANT\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.paragraph", kind="paragraph", zones=("story",), certainty="likely",
        lines="any",
        summary="The story's own prose.",
        yes=(_STORY,),
        no=("* Home\n* World\n* Sport",),
    ),
    BlockRule(
        id="block.teaser-inside", kind="related", zones=("aside",), certainty="guess",
        lines="[title prose teaser sentence]{1,3} before(read-more-label)",
        summary="Another story's title and teaser, with its READ MORE below, between paragraphs.",
        yes=(_TITLE + _FIRST + "Advertisement\n\nLorries queue at harbour gates\n\nRead more\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.link-inside", kind="read_more", zones=("aside",), certainty="guess",
        lines=(
            "not-after([caption photo-credit menu title heading]) [title heading]{1,3} before([promo share] | "
            "end) | list-item+"
        ),
        summary="A title or two between paragraphs, and no picture near: other stories' headlines.",
        yes=(_TITLE + _FIRST + "Advertisement\n\nLorries queue at harbour gates\n\nAdvertisement\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.caption-inside", kind="caption", zones=("aside",), certainty="guess",
        lines="[title prose sentence]",
        summary="A line between paragraphs that is not the story's, most often a picture's caption.",
        yes=(_TITLE + _FIRST + "Image 1 of 3\n\nFerries at the quay in Bergen, Norway\n\n"
            "Advertisement\n\n" + _SECOND,),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.teasers", kind="related", zones=("after",), certainty="guess",
        lines=(
            "([title list-item teaser] share+){2,} | [teaser title prose sentence list-item] ([teaser title "
            "prose sentence opens-with-dateline timestamp hour number decoration list-item byline "
            "web-address] | read-more-label before([decoration number]* [list-item title teaser]) | [name "
            "word] not-before([name word]))* [teaser title prose sentence list-item timestamp] | [teaser "
            "prose]"
        ),
        summary="Headlines and teasers of other stories below this one.",
        yes=(
            _STORY + "Share on Facebook\n\n"
            "Lorries queue at harbour gates\n\nStorm closes mountain roads\n\nSnow falls early on the coast",
        ),
        no=(_STORY,),
    ),
    BlockRule(
        id="block.other", kind="other", zones=_AROUND, certainty="guess",
        lines="any",
        summary="Whatever no other rule claims outside the story's own prose.",
        yes=(_TITLE + "* * *\n\n" + _FIRST + _SECOND,),
        no=(_STORY,),
    ),
)  # fmt: skip
