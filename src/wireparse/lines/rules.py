"""Rules for lines: one visible list, tried in order, that gives each line one letter.

A letter says what a line looks like by itself; what it is, its neighbours decide (see the rules for blocks).  The first
rule that fits wins, so the list goes from the marks that leave no doubt, over the phrases of page furniture, to the
bare shapes; its last rule fits anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wireparse.lines import letters
from wireparse.lines.credit_predicates import (
    agency_alone,
    captioned,
    credits_source,
    describes_author,
    label_of_byline,
    picture_credit,
    signed,
    signed_off,
)
from wireparse.lines.features import LineFeatures
from wireparse.lines.predicates import (
    ADDRESS,
    about_comments,
    address_alone,
    breadcrumb,
    date_and_section,
    dateline_alone,
    hour_alone,
    label_and_title,
    named_person,
    opens_with_dateline,
    prose,
    row_of,
    table_row,
    time_alone,
)
from wireparse.lines.slugs import slug_line
from wireparse.rule import Rule

__all__ = ["LINE_RULES", "LineRule"]


class LineRule(Rule):
    """A rule that gives a line its `letter`: one of the things in `gates` must be seen of the line, then `test` decides
    (None: being seen is enough).

    `story` is what the rule says of its line's being the story's, before any page is seen: from -6, surely not, to 3.
    The window's weights are fitted around it, and it stands for the weight of a rule that none was fitted for.
    """

    letter: str
    gates: tuple[str, ...]
    test: Callable[[LineFeatures], bool] | None = None
    story: float = 0.0


_END_MARKS: Final = frozenset(("##", "###", "####", "# # #", "-30-", "--30--", "- 30 -", "-0-", "(30)", "+++"))


def _short(characters: int) -> Callable[[LineFeatures], bool]:
    """At most so long: furniture, where a paragraph could hold the same phrase."""
    return lambda line: len(line.text) <= characters


def _holds(line: LineFeatures, kind: str) -> bool:
    return any(name.startswith(f"{kind}.") for name in line.flags)


LINE_RULES: Final[tuple[LineRule, ...]] = (
    LineRule(
        id="line.end-mark", letter=letters.END_MARK, certainty="sure", story=-6.0,
        summary="An end mark, as wires send it behind the last line: (END), -30-, ###, REUTER, ENDS, --IANS.",
        gates=("end.lines", "source.lines", "signs", "numeric", "enclosed", "bulleted", "capitals"),
        test=lambda line: "end.lines" in line.flags or line.text in _END_MARKS or agency_alone(line),
        yes=(
            "Talks resume on Monday.\n(END)", "Talks resume on Monday.\n###", "Talks resume on Monday.\n/ritzau/",
            "Talks resume on Monday.\n-- BERNAMA", "Talks resume on Monday.\n(NAN)(www.example.ng)",
        ),
        no=("The end of the talks came late on Monday.", "***", "-- Norway"),
    ),
    LineRule(
        id="line.decoration", letter=letters.DECORATION, certainty="sure",
        summary="No letter or digit at all: a bare bullet, a rule, stars.",
        gates=("signs",),
        yes=("* * *", "____"),
        no=("* Home", "12"),
    ),
    LineRule(
        id="line.number", letter=letters.NUMBER, certainty="sure",
        summary="Only a number: a rank, a count, a page of pages.",
        gates=("numeric",), test=lambda line: not time_alone(line) and not address_alone(line),
        yes=("* 1", "1 / 13"),
        no=("12/05/2019 14:30", "Page two"),
    ),
    LineRule(
        id="line.copyright", letter=letters.COPYRIGHT, certainty="sure", story=-4.5,
        summary="A copyright notice.",
        gates=("copyright.lines", "copyright.openings", "copyright.inside"),
        test=lambda line: "photo.openings" not in line.flags and len(line.text) <= 420,
        yes=("© 2019 The Harbour Gazette. All rights reserved.", "Copyright 2011 Nordlys Media"),
        no=("Copyright law was the subject of the hearing on Monday, where Ida Moen spoke for the writers.",),
    ),
    LineRule(
        id="line.editor-credit", letter=letters.EDITOR_CREDIT, certainty="sure", story=-4.5,
        summary="Who reported, wrote, edited or translated, in the sign-off of a wire.",
        gates=("editor.labels", "editor.openings", "contributor.inside", "initials"), test=signed_off,
        yes=(
            "(Reporting by Ida Moen; Editing by Tom Aas)", "Editing by Tom Aas", "Eva Dahl contributed reporting.",
            "hga-im/mlr", "HGA // MLR", "Translator: Ida Moen",
        ),
        no=(
            "The Associated Press contributed to this report.",
            "Editing by hand takes longer than the publishers had hoped, they said on Monday.",
        ),
    ),
    LineRule(
        id="line.photo-credit", letter=letters.PHOTO_CREDIT, certainty="sure", story=-4.5,
        summary="Who took or owns a picture.",
        gates=("photo.lines", "photo.labels", "photo.openings", "photo.inside", "credited"), test=picture_credit,
        yes=("Photo: Ida Moen/AFP", "© Photo: Nordlys", "Getty Images", "[Ida Moen/AFP]"),
        no=("Photo shops in the city have seen their trade fall by a third since 2011, the guild said on Monday.",),
    ),
    LineRule(
        id="line.caption", letter=letters.CAPTION, certainty="likely", story=-3.0,
        summary="A caption: it says so, or a picture credit ends it.",
        gates=(
            "caption.labels", "caption.openings", "caption.inside", "pictured.inside", "photo.inside", "credited",
            "loose", "digits",
        ),
        test=captioned,
        yes=(
            "Ferries wait in Bergen harbour. (AP Photo/Ida Moen)", "Image caption Ferries wait in Bergen harbour",
            "Ferries wait in the harbour of Bergen, Norway [Ida Moen/Reuters]",
        ),
        no=(
            "Ferries waited in Bergen harbour for a third day, the owners said.",
            "Photos: The ferries that wait in the harbour",
        ),
    ),
    LineRule(
        id="line.read-more", letter=letters.READ_MORE, certainty="sure", story=-4.5,
        summary="READ MORE and its kin, with the headline of another story behind the label.",
        gates=("read_more.labels", "read_more.openings", "read_more.inside"), test=label_and_title,
        yes=(
            "READ MORE: Ferry Strike Enters Third Day", "Related: Ferry owners call for talks",
            "WATCH | Ferries wait in the harbour",
        ),
        no=("Read more", "The minister read more of the letter aloud."),
    ),
    LineRule(
        id="line.read-more-header", letter=letters.READ_MORE_HEADER, certainty="likely",
        summary="READ MORE and its kin, with a colon that a list follows.",
        gates=("read_more.lines",), test=lambda line: line.text[-1] == ":",
        yes=("Read more:", "Related links:"),
        no=("Read more", "READ MORE: Ferry Strike Enters Third Day"),
    ),
    LineRule(
        id="line.read-more-label", letter=letters.READ_MORE_LABEL, certainty="likely", story=-3.0,
        summary="READ MORE and its kin, alone in their line.",
        gates=("read_more.lines",),
        yes=("Read more", "Continue reading"),
        no=("READ MORE: Ferry Strike Enters Third Day",),
    ),
    LineRule(
        id="line.related-header", letter=letters.RELATED_HEADER, certainty="sure", story=-3.0,
        summary="The header of a list of other stories.",
        gates=("related.lines", "related.openings", "related.labels"),
        test=lambda line: line.word_count <= 14 and not (line.word_count == 1 and "bulleted" in line.flags),
        yes=("Related Post", "Most popular"),
        no=("* Popular", "Related companies must file their accounts by the end of the month, the registry said.",),
    ),
    LineRule(
        id="line.share", letter=letters.SHARE, certainty="sure", story=-3.0,
        summary="Part of a share bar, or a call to share or follow.",
        gates=("share.lines", "share.openings", "share.inside", "short"),
        test=lambda line: (_holds(line, "share") and len(line.text) <= 150 and line.text[-2:] != " *")
        or (line.word_count >= 3 and "loose" in line.flags and row_of(line, "share.lines")),
        yes=("Share on Facebook", "* Twitter", "Pocket Flipboard Reddit"),
        no=("Share prices fell on Monday.",),
    ),
    LineRule(
        id="line.comment", letter=letters.COMMENT, certainty="likely", story=-3.0,
        summary="The furniture of a comments section.",
        gates=("comment.lines", "comment.openings", "comment.inside", "stepped", "short"), test=about_comments,
        yes=("2 days ago | Reply | Report", "Leave a comment", "12 Comments", "Email *"),
        no=("* Comments", "The minister made no comment on the report, which the office published on Monday.",),
    ),
    LineRule(
        id="line.promoted-header", letter=letters.PROMOTED_HEADER, certainty="likely",
        summary="The header of a list that somebody paid for.",
        gates=("promoted.lines",), test=lambda line: "bulleted" not in line.flags,
        yes=("Promoted Content", "Sponsored stories"),
        no=("* Sponsored", "Advertisement"),
    ),
    LineRule(
        id="line.promo", letter=letters.PROMO, certainty="likely", story=-3.0,
        summary="An advertisement's label, a plea for money, a newsletter or an app.",
        gates=("promo.lines", "promo.labels", "promo.openings", "promo.inside", "promoted.lines"), test=_short(300),
        yes=("Advertisement", "Sign up for our daily newsletter"),
        no=("Advertisement spending fell by a tenth, the guild said in its report on Monday.",),
    ),
    LineRule(
        id="line.contact", letter=letters.CONTACT, certainty="likely", story=-2.0,
        summary="How to reach the writer, the press office or the newsroom.",
        gates=("contact.lines", "contact.labels", "contact.openings", "contact.inside", "numeric", "address"),
        test=lambda line: address_alone(line) or (len(line.text) <= 420 and _holds(line, "contact")),
        yes=(
            "ida.moen@example.org", "(216) 555-0142", "Contact: Ida Moen, +47 55 00 00 00",
            "Reach the reporter at ida@example.org",
        ),
        no=("Contact between the two ships was lost on Monday, the owners said.",),
    ),
    LineRule(
        id="line.slugline", letter=letters.DESK, certainty="sure",
        summary="A slug or priority of raw wire copy, a line to the desk.",
        gates=("loose",),
        test=lambda line: slug_line(line.text),
        yes=("BC-Harbor-Fire, 1st Ld-Writethru", "URGENT", "AP Photo NYHF101, NYHF102"),
        no=("The fire was urgent", "AM radio lives on"),
    ),
    LineRule(
        id="line.ednote", letter=letters.DESK, certainty="likely", story=-2.0,
        summary="A note to or by editors: a correction, an update's reason.",
        gates=("ednote.labels", "ednote.openings"),
        yes=("Editor's note: the second paragraph was corrected on Monday.", "(Updates with minister's comment)"),
        no=("The editor's note was found in a drawer.",),
    ),
    LineRule(
        id="line.source-credit", letter=letters.SOURCE_CREDIT, certainty="likely", story=-2.0,
        summary="The wire or the paper that a story is from, in a line of its own.",
        gates=(
            "source.lines", "source.labels", "source.openings", "source.inside", "contributor.inside", "lead.openings",
            "shouted.openings",
        ),
        test=credits_source,
        yes=(
            "Sputnik News", "Source: The Harbour Gazette", "According to Nordlys:", "SOURCE Halden Ferries, Inc.",
            "(Except for the headline, this story has not been edited by our staff.)",
        ),
        no=(
            "Reuters reported the sinking first, hours before the owners confirmed it.",
            "SOURCE code was lost, the owners said.",
        ),
    ),
    LineRule(
        id="line.byline", letter=letters.BYLINE, certainty="likely", story=-2.0,
        summary="A byline: by, and who wrote the story.",
        gates=("byline.openings", "byline.labels", "digits", "short"), test=signed,
        yes=(
            "By Ida Moen", "By Ida Moen and Tom Aas, Associated Press", "Anna Moen - Nov 19, 2019, 10:31 pm CST",
            "Anna Moen | Reuters",
        ),
        no=("By Friday the last ferry had left.",),
    ),
    LineRule(
        id="line.byline-label", letter=letters.BYLINE_LABEL, certainty="likely",
        summary="The label of a byline, alone in its line.",
        gates=("byline.openings", "byline.labels", "short"), test=label_of_byline,
        yes=("By", "Article by", "Author:"),
        no=("By Ida Moen", "By Friday the last ferry had left."),
    ),
    LineRule(
        id="line.author-note", letter=letters.AUTHOR_NOTE, certainty="likely", story=-2.0,
        summary="A note on who the author is.",
        gates=("author.lines", "author.labels", "author.openings", "author.inside"),
        test=describes_author,
        yes=("About the author", "Ida Moen is a reporter in Bergen who writes about ships."),
        no=("Ida Moen was a reporter in her youth, the court heard.",),
    ),
    LineRule(
        id="line.web-address", letter=letters.WEB_ADDRESS, certainty="sure",
        summary="A web address, alone in its line.",
        gates=("initials", "short"),
        test=lambda line: line.word_count == 1 and ADDRESS.fullmatch(line.bare) is not None,
        yes=(
            "https://www.example.com/news/ferries-123.html", "www.example.com/ferries", "pic.twitter.com/Ab12Cd34Ef",
        ),
        no=("Ida/Moen", "Norway"),
    ),
    LineRule(
        id="line.hour", letter=letters.HOUR, certainty="guess",
        summary="A time of day alone: a subhead of a running story, or a timestamp.",
        gates=("digits", "numeric"), test=hour_alone,
        yes=("10 p.m.", "4:14 p.m."),
        no=("10 p.m. on Monday", "2019"),
    ),
    LineRule(
        id="line.timestamp", letter=letters.TIMESTAMP, certainty="likely", story=-2.0,
        summary="A date or time, alone or behind a label such as Updated.",
        gates=("digits", "numeric"),
        test=lambda line: "menu.lines" not in line.flags and (time_alone(line) or date_and_section(line)),
        yes=("Published Monday, November 18, 2019 8:22AM EST", "12/05/2019 14:30", "Politics 4 May 2022 - 10:00"),
        no=("1 of 6", "In 2019 the ferries carried 40,000 people.",),
    ),
    LineRule(
        id="line.menu", letter=letters.MENU, certainty="likely",
        summary="A site's own words: menus, tags, galleries, cookie notices.",
        gates=("menu.lines", "menu.labels", "menu.openings", "menu.inside"),
        test=lambda line: len(line.text) <= 380 and not (">" in line.bare and breadcrumb(line)),
        yes=("* Privacy Policy", "Image 1 of 13"),
        no=("Politics kept the ferries in harbour, the owners said.",),
    ),
    LineRule(
        id="line.breadcrumb", letter=letters.BREADCRUMB, certainty="likely", story=-2.0,
        summary="A path of sections: Home > World > Europe.",
        gates=("stepped",), test=breadcrumb,
        yes=("Home > World > Europe", "South Africa Today – World News – United States"),
        no=("The ferry – an old one – sank on Monday.",),
    ),
    LineRule(
        id="line.menu-row", letter=letters.MENU_ROW, certainty="likely",
        summary="Several of a menu's items in one line.",
        gates=("loose",), test=lambda line: row_of(line, "menu.lines"),
        yes=("Home News Articles Contact",),
        no=("Home > News > Articles", "News of the ferries"),
    ),
    LineRule(
        id="line.dateline", letter=letters.DATELINE, certainty="likely",
        summary="A dateline in a line of its own.",
        gates=("separated",), test=dateline_alone,
        yes=("BERGEN, Norway (AP) —", "BERGEN, Norway, March 3 (Reuters)", "BERGEN, Norway —"),
        no=(
            "BERGEN, Norway (AP) — Ferries waited in the harbour for a third day.",
            "Ferries wait in Bergen harbour. (AP Photo/Ida Moen)",
        ),
    ),
    LineRule(
        id="line.opens-with-dateline", letter=letters.OPENS_WITH_DATELINE, certainty="likely", story=3.0,
        summary="Text that opens with what looks like a dateline.",
        gates=("separated",), test=opens_with_dateline,
        yes=("BERGEN, Norway (AP) — Ferries waited in the harbour for a third day.",),
        no=("Ferries waited in the harbour for a third day.",),
    ),
    LineRule(
        id="line.teaser", letter=letters.TEASER, certainty="likely",
        summary="Cut off with dots: the teaser of another story.",
        gates=("cut",), test=lambda line: line.word_count >= 4 and len(line.text) <= 400,
        yes=("Ferry owners call for talks as the strike ente... The owners of nine ferries said on Monday that th...",),
        no=("The owners... said nothing.",),
    ),
    LineRule(
        id="line.heading", letter=letters.HEADING, certainty="sure",
        summary="A heading of the second order or below, in Markdown's marks.",
        gates=("heading",),
        yes=("### What the owners want",),
        no=("# Ferry strike enters third day", "#ferries"),
    ),
    LineRule(
        id="line.table-row", letter=letters.TABLE_ROW, certainty="likely",
        summary="Cells set apart by white space, two of figures at least.",
        gates=("digits",), test=table_row,
        yes=("Halden Ferries   86,823,071    0.105   +0.031",),
        no=("The ferries carried 40,000 people  in 2019.", "Halden 3, Moss 1"),
    ),
    LineRule(
        id="line.list-item", letter=letters.LIST_ITEM, certainty="likely",
        summary="A rank, or a bullet and words enough for a title.",
        gates=("bulleted", "ranked"), test=lambda line: "ranked" in line.flags or line.word_count >= 5,
        yes=("* Nine ferries wait in the harbour", "3. Norway"),
        no=("* Norway", "Nine ferries wait in the harbour"),
    ),
    LineRule(
        id="line.menu-item", letter=letters.MENU_ITEM, certainty="guess",
        summary="A bullet, then a few words.",
        gates=("bulleted",),
        yes=("* Norway",),
        no=("Norway",),
    ),
    LineRule(
        id="line.prose", letter=letters.PROSE, certainty="likely", story=1.5,
        summary="Long, and ends as a sentence does.",
        gates=("line",), test=prose,
        yes=("Ferries waited in the harbour for a third day, the owners said on Monday.",),
        no=("Ferries wait", "Norway"),
    ),
    LineRule(
        id="line.capitals", letter=letters.HEADING, certainty="guess",
        summary="A short line in capitals: a subhead, a label.",
        gates=("capitals",), test=lambda line: len(line.text) > 3,
        yes=("WHAT THE OWNERS WANT", "WHO WILL SAIL?"),
        no=("What the owners want",),
    ),
    LineRule(
        id="line.sentence", letter=letters.SENTENCE, certainty="guess",
        summary="Short, and ends as a sentence does.",
        gates=("sentence",),
        yes=("He declined to comment.",),
        no=("Ferry strike enters third day",),
    ),
    LineRule(
        id="line.name", letter=letters.NAME, certainty="guess",
        summary="Capitalised words as in a person's name, perhaps with a role.",
        gates=("loose",), test=named_person,
        yes=("Ida Moen", "Ida Moen, AP Writer", "Ida Moen in Bergen and Tom Aas in Oslo"),
        no=("Ferries wait",),
    ),
    LineRule(
        id="line.word", letter=letters.WORD, certainty="guess",
        summary="Three words at most.",
        gates=("short",), test=lambda line: line.word_count <= 3,
        yes=("Norway today",),
        no=("Ferry strike enters third day",),
    ),
    LineRule(
        id="line.title", letter=letters.TITLE, certainty="guess",
        summary="Anything else: a line that ends without a mark, as a title does.",
        gates=("line",),
        yes=("Ferry strike enters third day",),
        no=("Ferries waited in the harbour for a third day.",),
    ),
)  # fmt: skip
