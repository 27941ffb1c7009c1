"""Rules for lines: one visible list, tried in order, that gives each line one letter.

A letter says what a line looks like by itself; what it is, its neighbours decide (see the rules for blocks).  The first
rule that fits wins, so the list goes from the marks that leave no doubt, over the phrases of page furniture, to the bare
shapes; its last rule fits anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Final

from wireparse.draft import Line
from wireparse.rules import Rule
from wireparse.rules.sight import UPPER, Sight, furniture, look

__all__ = ["BLANK", "LINE_RULES", "LineRule", "classify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule(Rule):
    """A rule that gives a line its `letter`: one of the things in `gates` must be seen of the line, then `test` decides
    (None: being seen is enough)."""

    letter: str
    gates: tuple[str, ...]
    test: Callable[[Sight], bool] | None = None


_NAME_WORD: Final = rf"(?:[{UPPER}][\w'.-]*+|[{UPPER}]\.|d[aeiou]s?|di|del|della|van|von|der|den|ter|la|le|bin|al|el|ibn|y|e)"
_NAMES: Final = re.compile(
    rf"[{UPPER}][\w'.-]*+(?: {_NAME_WORD}){{1,3}}(?:(?:,? (?:and|und|et|y|e|i|и|&)|,) [{UPPER}][\w'.-]*+(?: {_NAME_WORD}){{1,3}}){{0,4}}"
)
_PLACE: Final = rf"[{UPPER}][\w'.-]*+(?:[ /][\w'.&-]++){{0,5}}(?:, [{UPPER}][\w. ]{{1,24}})?"
_DATELINE: Final = re.compile(
    rf"{_PLACE}(?:, [^,()/\n-]{{2,24}}){{0,2}} ?(?:"
    rf"\([{UPPER}][^()\n]{{1,40}}\)(?: ?[-:_.,]| (?=\S))"  # FLINT, Mich. (AP) -
    rf"|/[{UPPER}][^/\n]{{1,30}}/\.?"  # MOSCOW, May 5. /TASS/.
    rf"|--?\([{UPPER}][^()\n]{{1,30}}\)-"  # OSLO--(BUSINESS WIRE)--
    r"| --? )"  # FLINT, Mich. --
    rf"|\([{UPPER}][^()\n]{{1,24}}\) ?[-:_]"  # (Reuters) -
    rf"|/[{UPPER}][^/\n]{{1,24}}/ ?-"
)
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})\b|\b\d{1,2}(?:st|nd|rd|th|\.)? (?=[^\W\d])")
_WORD: Final = re.compile(r"[^\W\d_]++(?:\.[^\W\d_]++)*+")
_HOUR: Final = re.compile(r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|uhr|h)\.?:?", re.IGNORECASE)
_WIRE: Final = re.compile(r"(?:©|\(c\)|[-/(\[]) ?(?:[A-Z]{2,8}|Reuters|Bloomberg|Sputnik)[)\]/.]?")
_PHOTO_MARK: Final = re.compile(r"(?:^|[\s(])(?:AP Photo|REUTERS|AFP|EPA|Getty Images|dpa|EFE|ANSA|PAP|TASS|PTI)/")
_IMAGE_TAIL: Final = re.compile(
    r"(?:\((?:[^()]{0,60}?)(?:photo|photos|picture|pictures|image|images|credit|getty|file|courtesy|handout|reuters|afp|/)[^()]{0,80}\)|(?:photo|photograph|picture|image|credit|credits|foto|fotos|bild|crédit|crédits|фото|zdjęcie|fot)\.?: ?[^:]{3,80}|/ ?(?:reuters|afp|ap|dpa|getty|getty images|epa|shutterstock|picture alliance)(?: via [\w ]{2,30})?(?: file)?)[.\]]?$"
)


def _few(limit: int) -> Callable[[Sight], bool]:
    return lambda sight: sight.words <= limit


def _loose(sight: Sight) -> bool:
    """Short, or no sentence: furniture, where a paragraph could begin with the same words."""
    return sight.words <= 12 or not sight.sentence


def _credits_a_person(sight: Sight) -> bool:
    text = sight.bare
    rest = text.split(":", 1)[1] if 0 < text.find(":") < 40 else text.split(" ", 1)[-1]
    words = rest.split()
    return 0 < len(words) <= 16 and sum(word[0].isupper() for word in words if word[0].isalpha()) * 2 >= len(words)


def _signed_by(sight: Sight) -> bool:
    """A label, then names; not "By Friday, ..."."""
    if sight.words > 18 or (sight.sentence and sight.words > 6):
        return False
    for label in ("byline.openings", "byline.labels"):
        if label in sight.seen:
            return _credits_a_person(sight) or sight.words == 1
    return False


def _person(sight: Sight) -> bool:
    name, _, role = sight.bare.partition(",")
    roles = furniture().words["byline"]
    if role and role.strip().casefold().rstrip(".") in roles:
        return bool(_NAMES.fullmatch(name))
    return bool(_NAMES.fullmatch(sight.bare)) and sight.bare != sight.bare.upper()


def _time_alone(sight: Sight) -> bool:
    """A date or time and few words beside the words of clocks and calendars."""
    if len(sight.text) > 110 or not _CLOCK.search(sight.bare):
        return False
    known = furniture().words["clock"]
    words = _WORD.findall(sight.bare.casefold())
    strange = sum(word not in known for word in words)
    return strange == 0 or (strange <= 2 and len(words) >= 3 * strange)


def _opens_with_dateline(sight: Sight) -> bool:
    found = _DATELINE.match(sight.bare)
    if not found:
        return False
    place = found.group()
    if "(" in place or "/" in place:
        return len(sight.text) > found.end() + 20
    capitals = sum(map(str.isupper, place))
    letters = sum(map(str.isalpha, place.split(",")[0]))
    return capitals >= min(3, letters) and place.split(",")[0].upper()[:4] == place[:4] and len(sight.text) > found.end() + 40


def _dateline_alone(sight: Sight) -> bool:
    found = _DATELINE.match(f"{sight.bare} ")
    return bool(found) and found.end() >= len(sight.bare) and ("(" in sight.bare or "/" in sight.bare)  # type: ignore[union-attr]


def _prose(sight: Sight) -> bool:
    if sight.sentence:
        return sight.words >= 9 or len(sight.text) >= 60
    return len(sight.text) >= 200


def _teaser(sight: Sight) -> bool:
    """Cut off at its end, or a cut-off title that something follows."""
    return sight.text.endswith(("...", "…")) and (sight.words >= 4 or "bulleted" in sight.seen)


def _captioned(sight: Sight) -> bool:
    return len(sight.text) <= 600 and sight.words >= 4 and bool(_IMAGE_TAIL.search(sight.tail) or _PHOTO_MARK.search(sight.text[-120:]))


def _photo_credit(sight: Sight) -> bool:
    return sight.words <= 14 and not (sight.sentence and sight.words > 8)


def _not_label_only(sight: Sight) -> bool:
    return "read_more.lines" not in sight.seen


def _breadcrumb(sight: Sight) -> bool:
    """Two steps or more, each a few capitalised words."""
    steps = [step for step in _STEP.split(sight.bare) if step]
    if not 2 <= len(steps) <= 8 or sight.sentence or len(sight.text) > 140:
        return False
    if not all(len(step.split()) <= 4 for step in steps):
        return False
    hard = any(mark in sight.bare for mark in (" > ", " | ", ' " ', " / ", " › ", " → ", " :: "))
    capital = all(step.strip()[:1].isupper() or step.strip()[:1].isdigit() for step in steps)
    return capital and (hard or len(steps) >= 3)


_STEP: Final = re.compile(r' ?[>|/"›→] ?| -{1,2} | :: ')
_END_MARKS: Final = frozenset({"###", "#", "##", "-30-", "--30--", "- 30 -", "-0-", "(30)", "+++", "####", "# # #", "-ends-"})

LINE_RULES: Final[tuple[LineRule, ...]] = (
    LineRule(
        id="line.end-mark", letter="z", certainty="sure",
        summary="An end mark, as wires send it behind the last line: (END), -30-, ###, REUTER, ENDS.",
        gates=("end.lines", "digitless", "numeric"),
        test=lambda sight: ("end.lines" in sight.seen and sight.words <= 4) or sight.text in _END_MARKS,
        yes=("Talks resume on Monday.\n(END)", "Talks resume on Monday.\n###"),
        no=("The end of the talks came late on Monday.", "***"),
    ),
    LineRule(
        id="line.decoration", letter=".", certainty="sure",
        summary="No letter or digit at all: a bare bullet, a rule, stars.",
        gates=("digitless",),
        yes=("* * *", "____"),
        no=("* Home", "12"),
    ),
    LineRule(
        id="line.number", letter="#", certainty="sure",
        summary="Only a number: a rank, a count, a page of pages.",
        gates=("numeric",), test=lambda sight: not _time_alone(sight),
        yes=("* 1", "1 / 13"),
        no=("12/05/2019 14:30", "Page two"),
    ),
    LineRule(
        id="line.copyright", letter="y", certainty="sure",
        summary="A copyright notice.",
        gates=("copyright.lines", "copyright.openings", "copyright.inside"),
        test=lambda sight: len(sight.text) <= 420 and "photo.openings" not in sight.seen,
        yes=("© 2019 The Harbour Gazette. All rights reserved.", "Copyright 2011 Nordlys Media"),
        no=("Copyright law was the subject of the hearing on Monday, where Ida Moen spoke for the writers.",),
    ),
    LineRule(
        id="line.editor-credit", letter="E", certainty="sure",
        summary="Who reported, wrote, edited or translated, in the sign-off of a wire.",
        gates=("editor.labels", "editor.openings"),
        test=lambda sight: _credits_a_person(sight) and len(sight.text) <= 400,
        yes=("(Reporting by Ida Moen; Editing by Tom Aas)", "Editing by Tom Aas"),
        no=("Editing by hand takes longer than the publishers had hoped, they said on Monday.",),
    ),
    LineRule(
        id="line.photo-credit", letter="f", certainty="sure",
        summary="Who took or owns a picture.",
        gates=("photo.lines", "photo.labels", "photo.openings", "photo.inside", "sign"),
        test=lambda sight: _photo_credit(sight) and (
            "photo.lines" in sight.seen or "photo.labels" in sight.seen or "photo.openings" in sight.seen
            or ("photo.inside" in sight.seen and "bracketed" in sight.seen)
        ),
        yes=("Photo: Ida Moen/AFP", "© Photo: Nordlys", "Getty Images"),
        no=("Photo shops in the city have seen their trade fall by a third since 2011, the guild said on Monday.",),
    ),
    LineRule(
        id="line.caption", letter="c", certainty="likely",
        summary="A caption: it says so, or a picture credit ends it.",
        gates=("caption.labels", "caption.openings", "caption.inside", "photo.inside", "bracketed", "line"),
        test=lambda sight: _captioned(sight)
        or (("caption.labels" in sight.seen or "caption.openings" in sight.seen) and sight.words >= 3)
        or ("caption.inside" in sight.seen and "photo.inside" in sight.seen and len(sight.text) <= 500),
        yes=("Ferries wait in Bergen harbour. (AP Photo/Ida Moen)", "Image caption Ferries wait in Bergen harbour"),
        no=("Ferries waited in Bergen harbour for a third day, the owners said.",),
    ),
    LineRule(
        id="line.read-more", letter="r", certainty="sure",
        summary="READ MORE and its kin, with the headline of another story behind the label.",
        gates=("read_more.labels", "read_more.openings", "read_more.inside"),
        test=lambda sight: sight.words >= 3 and (sight.words <= 30 and len(sight.text) > len(sight.key[:1])) and _not_label_only(sight),
        yes=("READ MORE: Ferry Strike Enters Third Day", "Related: Ferry owners call for talks"),
        no=("Read more", "The minister read more of the letter aloud."),
    ),
    LineRule(
        id="line.read-more-label", letter="R", certainty="likely",
        summary="READ MORE and its kin, alone in their line.",
        gates=("read_more.lines",), test=_few(7),
        yes=("Read more", "Related links:"),
        no=("READ MORE: Ferry Strike Enters Third Day",),
    ),
    LineRule(
        id="line.related-header", letter="g", certainty="sure",
        summary="The header of a list of other stories.",
        gates=("related.lines", "related.openings", "related.labels"), test=_few(14),
        yes=("Related Post", "Most popular"),
        no=("Related companies must file their accounts by the end of the month, the registry said.",),
    ),
    LineRule(
        id="line.share", letter="u", certainty="sure",
        summary="Part of a share bar, or a call to share or follow.",
        gates=("share.lines", "share.openings", "share.inside"), test=_few(24),
        yes=("Share on Facebook", "* Twitter"),
        no=("Share prices fell on Monday.",),
    ),
    LineRule(
        id="line.comment", letter="o", certainty="likely",
        summary="The furniture of a comments section.",
        gates=("comment.lines", "comment.openings", "comment.inside"), test=_few(36),
        yes=("Leave a comment", "12 Comments"),
        no=("The minister made no comment on the report, which the office published on Monday.",),
    ),
    LineRule(
        id="line.promo", letter="m", certainty="likely",
        summary="An advertisement's label, a plea for money, a newsletter or an app.",
        gates=("promo.lines", "promo.labels", "promo.openings", "promo.inside"),
        test=lambda sight: len(sight.text) <= 420 and ('"' not in sight.text or "promo.inside" in sight.seen),
        yes=("Advertisement", "Sign up for our daily newsletter"),
        no=("Advertisement spending fell by a tenth, the guild said in its report on Monday.",),
    ),
    LineRule(
        id="line.contact", letter="k", certainty="likely",
        summary="How to reach the writer, the press office or the newsroom.",
        gates=("contact.lines", "contact.labels", "contact.openings", "contact.inside"),
        test=lambda sight: len(sight.text) <= 420 and '"' not in sight.text,
        yes=("Contact: Ida Moen, +47 55 00 00 00", "Reach the reporter at ida.moen@example.org"),
        no=("Contact between the two ships was lost on Monday, the owners said.",),
    ),
    LineRule(
        id="line.ednote", letter="i", certainty="likely",
        summary="A note to or by editors: a correction, an update's reason.",
        gates=("ednote.labels", "ednote.openings"),
        yes=("Editor's note: the second paragraph was corrected on Monday.", "(Updates with minister's comment)"),
        no=("The editor's note was found in a drawer.",),
    ),
    LineRule(
        id="line.source-credit", letter="w", certainty="likely",
        summary="The wire or the paper that a story is from, in a line of its own.",
        gates=("source.lines", "source.labels", "source.openings", "source.inside"),
        test=lambda sight: len(sight.text) <= 240 and ("source.lines" in sight.seen or sight.words >= 2),
        yes=("Sputnik News", "Source: The Harbour Gazette"),
        no=("Reuters reported the sinking first, hours before the owners confirmed it.",),
    ),
    LineRule(
        id="line.byline", letter="b", certainty="likely",
        summary="A byline: by, and who wrote the story.",
        gates=("byline.openings", "byline.labels"), test=_signed_by,
        yes=("By Ida Moen", "By Ida Moen and Tom Aas, Associated Press"),
        no=("By Friday the last ferry had left.",),
    ),
    LineRule(
        id="line.author-note", letter="a", certainty="likely",
        summary="A note on who the author is.",
        gates=("author.lines", "author.labels", "author.openings", "author.inside"),
        test=lambda sight: sight.words <= 3 or "author.openings" in sight.seen or "author.labels" in sight.seen or bool(
            _NAMES.match(sight.bare) and len(sight.text) <= 420 and '"' not in sight.text
        ),
        yes=("About the author", "Ida Moen is a reporter in Bergen who writes about ships."),
        no=("Ida Moen was a reporter in her youth, the court heard.",),
    ),
    LineRule(
        id="line.hour", letter="H", certainty="guess",
        summary="A time of day alone: a subhead of a running story, or a timestamp.",
        gates=("digits",), test=lambda sight: bool(_HOUR.fullmatch(sight.bare)),
        yes=("10 p.m.", "4:14 p.m."),
        no=("10 p.m. on Monday", "2019"),
    ),
    LineRule(
        id="line.timestamp", letter="t", certainty="likely",
        summary="A date or time, alone or behind a label such as Updated.",
        gates=("digits", "numeric"), test=_time_alone,
        yes=("Published Monday, November 18, 2019 8:22AM EST", "12/05/2019 14:30"),
        no=("In 2019 the ferries carried 40,000 people.",),
    ),
    LineRule(
        id="line.menu", letter="n", certainty="likely",
        summary="A site's own words: menus, tags, galleries, cookie notices.",
        gates=("menu.lines", "menu.labels", "menu.openings", "menu.inside"),
        test=lambda sight: "menu.lines" in sight.seen or sight.words <= 40,
        yes=("* Privacy Policy", "Image 1 of 13"),
        no=("Politics kept the ferries in harbour, the owners said.",),
    ),
    LineRule(
        id="line.breadcrumb", letter="B", certainty="likely",
        summary="A path of sections: Home > World > Europe.",
        gates=("crumbs",), test=lambda sight: _breadcrumb(sight),
        yes=("Home > World > Europe", "South Africa Today – World News – United States"),
        no=("The ferry – an old one – sank on Monday.",),
    ),
    LineRule(
        id="line.dateline", letter="D", certainty="likely",
        summary="A dateline in a line of its own.",
        gates=("line",), test=lambda sight: sight.words <= 14 and _dateline_alone(sight),
        yes=("BERGEN, Norway (AP) —",),
        no=("BERGEN, Norway (AP) — Ferries waited in the harbour for a third day.",),
    ),
    LineRule(
        id="line.opens-with-dateline", letter="d", certainty="likely",
        summary="Text that opens with what looks like a dateline.",
        gates=("line",), test=_opens_with_dateline,
        yes=("BERGEN, Norway (AP) — Ferries waited in the harbour for a third day.",),
        no=("Ferries waited in the harbour for a third day.",),
    ),
    LineRule(
        id="line.teaser", letter="e", certainty="likely",
        summary="Cut off with dots: the teaser of another story.",
        gates=("cut",), test=_teaser,
        yes=("Ferry owners call for talks as the strike enters its th... The owners of nine ferries said on Monday that th...",),
        no=("The owners... said nothing.",),
    ),
    LineRule(
        id="line.list-item", letter="l", certainty="likely",
        summary="A bullet or rank, then words enough for a sentence or a title.",
        gates=("bulleted", "ranked"), test=lambda sight: sight.words >= 5,
        yes=("* Nine ferries wait in the harbour",),
        no=("* Norway", "Nine ferries wait in the harbour"),
    ),
    LineRule(
        id="line.menu-item", letter="n", certainty="guess",
        summary="A bullet or rank, then a few words.",
        gates=("bulleted", "ranked"),
        yes=("* Norway",),
        no=("Norway",),
    ),
    LineRule(
        id="line.prose", letter="p", certainty="likely",
        summary="Long, and ends as a sentence does.",
        gates=("line",), test=_prose,
        yes=("Ferries waited in the harbour for a third day, the owners said on Monday.",),
        no=("Ferries wait", "Norway"),
    ),
    LineRule(
        id="line.sentence", letter="s", certainty="guess",
        summary="Short, and ends as a sentence does.",
        gates=("sentence",),
        yes=("He declined to comment.",),
        no=("Ferry strike enters third day",),
    ),
    LineRule(
        id="line.capitals", letter="S", certainty="guess",
        summary="A short line in capitals: a subhead, a label.",
        gates=("capitals",), test=lambda sight: len(sight.text) > 3,
        yes=("WHAT THE OWNERS WANT",),
        no=("What the owners want",),
    ),
    LineRule(
        id="line.name", letter="N", certainty="guess",
        summary="Two to four capitalised words as in a person's name.",
        gates=("short",), test=lambda sight: 2 <= sight.words <= 8 and _person(sight),
        yes=("Ida Moen", "Ida Moen, AP Writer"),
        no=("Ferries wait",),
    ),
    LineRule(
        id="line.word", letter="x", certainty="guess",
        summary="Three words at most.",
        gates=("short",), test=_few(3),
        yes=("Norway today",),
        no=("Ferry strike enters third day",),
    ),
    LineRule(
        id="line.title", letter="h", certainty="guess",
        summary="Anything else: a line that ends without a mark, as a title does.",
        gates=("line",),
        yes=("Ferry strike enters third day",),
        no=("Ferries waited in the harbour for a third day.",),
    ),
)  # fmt: skip

BLANK: Final = LineRule(
    id="line.blank", letter="_", certainty="sure", summary="A blank line.",
    gates=(), yes=("Ferries wait.\n\nNorway",), no=("Ferries wait.",),
)  # fmt: skip


@cache
def _masks(disabled: AbstractSet[str]) -> dict[str, int]:
    """For each thing that can be seen the rules that it opens, as bits in the order of the list."""
    masks: dict[str, int] = {}
    for number, rule in enumerate(LINE_RULES):
        if rule.id not in disabled:
            for gate in rule.gates:
                masks[gate] = masks.get(gate, 0) | 1 << number
    return masks


def classify(lines: Iterable[Line], *, disabled: AbstractSet[str] = frozenset()) -> list[LineRule]:
    """The first rule that fits each line.  Where all that fit are switched off, the last of the list."""
    masks = _masks(frozenset(disabled))
    return [_first(look(line), masks) if line.first < line.last else BLANK for line in lines]


def _first(sight: Sight, masks: dict[str, int]) -> LineRule:
    open_rules = 0
    for name in sight.seen:
        open_rules |= masks.get(name, 0)
    while open_rules:
        lowest = open_rules & -open_rules
        rule = LINE_RULES[lowest.bit_length() - 1]
        if rule.test is None or rule.test(sight):
            return rule
        open_rules ^= lowest
    return LINE_RULES[-1]
