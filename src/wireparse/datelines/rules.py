"""Rules for what stands inside blocks: the families of datelines, and the forms of bylines.

A dateline rule is written over the shape of a text's opening, one letter for each part of it; the letters are listed
in `wireparse.datelines.lexer`.  `shape` is the dateline itself, `separator` what must follow it.  In both, `P`
stands for any run of places and `Q` for one with something to speak for it; everything else is a regular expression
over the letters.  The first rule of the list that fits wins, so the rules go from the forms that only a wire prints to
the bare "PLACE - ", which needs a place that is known.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from wireparse.pattern import regex
from wireparse.rule import Rule

__all__ = ["BYLINE_RULES", "DATELINE_RULES", "UNSPACED_RULES", "DatelineRule"]

_PLACES: Final = "[KRkCnmlu]"
_SUPPORTED: Final = "[KRkl]"
# What may follow a dateline that names its agency: a separator of any form, the end of the line, or just a capital.
_ANY: Final = r"[-~.:|=,]*[-~.:|=]|,[nmk][-.]|\$|(?=[KRkCnmuAaD9T\"])"
_MARK: Final = r"[-~.:|=]+"
# What follows a dateline that must show itself by its separator: a dash or colon, and then a sentence.
_BEGINS: Final = r"(?=[KRkCnmAaDTu9\"])"


class DatelineRule(Rule):
    """A family of datelines."""

    shape: str
    separator: str
    early: bool = False  #: only at the very start of the story's prose
    alone: bool = False  #: only in a line of its own

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The shape as a regular expression, group 1 the dateline."""
        shape = self.shape.replace("P", _PLACES).replace("Q", _SUPPORTED).replace("A", "[Aa]")
        return regex(f"({shape})(?:{self.separator})")


DATELINE_RULES: Final[tuple[DatelineRule, ...]] = (
    DatelineRule(
        id="dateline.agency-bracket-place",
        summary='The agency in brackets, then the place: "(ANSA) - ROMA, 22 MAR -".',
        certainty="sure",
        shape=r"\(A\)(?:/A,)?[-~]?Q(?:[,./]?D)?(?:,?\(A\))?",
        separator=r"[-~.:|]*-|(?<=\)):|(?<=\))(?=[KRkCnmT])|\$",
        yes=(
            "(ANSA) - GENOVA, 14 APR - Il porto riapre domani mattina alle sei, dice la capitaneria.\n",
            "(AP) HONOLULU - A harbor pilot freed the grounded barge before noon, the Coast Guard said.\n",
        ),
        no=("(ANSA) - Il porto riapre domani mattina alle sei, dice la capitaneria.\n",),
    ),
    DatelineRule(
        id="dateline.in-one-bracket",
        summary='Everything in one bracket: "[Episcopal News Service - NEW YORK]", "(November 21, 2017 / JNS)".',
        certainty="sure",
        shape=r"\((?:A[-~/,|:]+P(?:[,./]?D)?|D[/,|-]A|P[/|]A)\)",
        separator=_ANY,
        yes=(
            "(LANKAPUVATH | COLOMBO) - The ferry service to the north resumes on Monday, the ministry said.\n",
            "(November 21, 2017 / JNS) The museum in the old station opens its doors in spring.\n",
        ),
        no=("(Colombo | Galle) The ferry service to the north resumes on Monday.\n",),
    ),
    DatelineRule(
        id="dateline.place-agency-bracket",
        summary='Place, perhaps a date, and the agency in brackets: "FLINT, Mich., Nov. 21 (UPI) --".',
        certainty="sure",
        shape=r"P(?:(?:[,.]|(?<=u)-)?D[,.]?[-~]?|[,.]|[-~](?=\(A(?:-D)?\)[-~.:|=KRkCnmT]))?\((?:A|A[-,/|]+[DX]|A[-,]?P|X[-/]A)\)"
        r"(?:(?<!D\(A\))[-~]?D(?=[-~.:|=$KRkCnmT]))?",
        separator=_ANY,
        yes=(
            "FLINT, Mich., Nov. 21 (UPI) -- The water main burst shortly after dawn, the city said.\n",
            "KYIV (Reuters) - The dam held through the night, engineers said on Monday.\n",
            "Oslo (dpa) - Die Brücke bleibt bis Freitag gesperrt, teilte die Stadt mit.\n",
            "New Delhi, Nov 21 (PTI) The monsoon session will open on Monday, officials said.\n",
            "TEMPE, Ariz.--(BUSINESS WIRE)--The company opened its second plant today.\n",
        ),
        no=(
            "Aaron Quill (racing) - Won the Harbour Stakes twice.\n",
            "The alliance (NATO) - founded in 1949 - met in Brussels on Monday.\n",
        ),
    ),
    DatelineRule(
        id="dateline.place-agency-slashes",
        summary='Place, perhaps a date, and the agency between slashes: "MOSCOW, November 21. /TASS/."',
        certainty="sure",
        shape=r"P/A/D|P/D/A|A,P/D|(?:P[,.]?(?:D[,.]?)?|D,[KRku])/(?:A|X)/",
        separator=r"[-~.:|=/,]*[-~.:|=/]|\$|(?=[KRkCnmAaD9T\"])",
        yes=(
            "OMSK, November 21. /TASS/. The ice road over the river opens on Friday, the governor said.\n",
            "BOISE, Idaho, Nov. 21, 2017 /PRNewswire/ -- The cooperative opened its new mill.\n",
            "AUSTIN, TX / ACCESSWIRE / November 21, 2017 / The company named a new treasurer.\n",
        ),
        no=("BERLIN/PARIS/ROME The night trains are back, and they are full.\n",),
    ),
    DatelineRule(
        id="dateline.place-agency-free",
        summary='Place, perhaps a date, and the agency behind a comma, dash or point: "TEHRAN, Nov 21, IRNA -".',
        certainty="sure",
        shape=r"P[-~,./]?D[-~,./]*A(?=[-~.:|=/$]|,[nmk][-.])|P[,.]D[,.]A|P-A-D(?=-)"
        r"|Q[-,./]A(?:[-/]D(?=[-/.]))?(?=[-~.:|=/$])|QA(?=[-|])|u-A(?=-)",
        separator=r"[-~.:|=/]+|,[nmk][-.]|\$|(?=[KRkCnmT])",
        yes=(
            "Tehran, Nov 21, IRNA - The pilgrims' road was cleared of snow by noon.\n",
            "МОСКВА, 21 ноя — РИА Новости. Мост через реку откроют в пятницу.\n",
            "Accra, Nov. 21, GNA - The harbour authority has ordered two new cranes.\n",
        ),
        no=("Tehran, Isfahan - The pilgrims' road was cleared of snow by noon.\n",),
    ),
    DatelineRule(
        id="dateline.agency-place",
        summary='The agency without brackets, then the place: "ANDINA, Lima, nov. 21.", "AKP Phnom Penh -".',
        certainty="sure",
        shape=r"A[-~,/.]?Q[,./]?D|A(?:[-,/]?Q|~[KR])(?=[-~.:|=])",
        separator=rf"{_MARK}|(?=[KRkCnmT])",
        yes=(
            "AKP Phnom Penh, November 21, 2017 -- The river port will handle twice the rice.\n",
            "ANDINA, Lima, nov. 21. El puente nuevo se abre el viernes.\n",
        ),
        no=("CNN - The anchor leaves the evening news after ten years, he told viewers.\n",),
    ),
    DatelineRule(
        id="dateline.agency-place-alone",
        summary='The agency and a place in a line of their own: "AFP, MANILA".',
        certainty="likely",
        shape=r"A[-,/|:]?Q(?:[,./-]?D)?",
        separator=r"[-:.]?\$",
        alone=True,
        yes=(
            "Cable carries calls again\n\nAFP, MANILA\n\nA cable broken since June carried a call, its owner said.\n",
        ),
        no=("Cable carries calls again\n\nAFP, MANILA BUREAU CHIEFS\n\nA cable carried a call, its owner said.\n",),
    ),
    DatelineRule(
        id="dateline.agency-bracket",
        summary='The agency in brackets or slashes without a place, perhaps behind a date: "Nov. 21 (UPI) --".',
        certainty="sure",
        shape=r"(?:D[,.]?)?\((?:A|A[-,/|]D|A-A)\)|D?[,.]?/A/",
        separator=_ANY,
        yes=(
            "(Reuters) - The shipyard will build six ferries, its owner said on Tuesday.\n",
            "Nov. 21 (UPI) -- A bear cub wandered into a bakery before the doors opened.\n",
        ),
        no=("(NYSE: ABC) shares rose two percent on Tuesday.\n", "(AP) said the shipyard would build six ferries.\n"),
    ),
    DatelineRule(
        id="dateline.agency-free",
        summary='The agency alone before a dash: "PanARMENIAN.Net -", "KVELLER via JTA -".',
        certainty="likely",
        shape=r"A(?:[-/]A)?",
        separator=rf"-{_BEGINS}|/{_BEGINS}",
        early=True,
        yes=("PanARMENIAN.Net - The vineyards of the south had their best year in a decade.\n",),
        no=("NOTE - The vineyards of the south are closed on Mondays.\n",),
    ),
    DatelineRule(
        id="dateline.place-unlisted-agency",
        summary='Place and a name in brackets that is no agency known, before a dash: "TOKYO (Harbor Daily) -".',
        certainty="likely",
        shape=r"[KR][,.]?(?:D[,.]?)?\(X\)|[KRk],D[,.]?\(X\)",
        separator=rf"[-~.]*-{_BEGINS}",
        yes=("TOKYO (Harbor Daily) - The fish market will move again, the governor said.\n",),
        no=("TOKYO (Harbor Daily) readers chose the fish market as the city's best.\n",),
    ),
    DatelineRule(
        id="dateline.place-date",
        summary='Place and date without an agency: "LUSAKA, Nov. 21 -", "BENGALURU (Karnataka) [India], June 1:".',
        certainty="likely",
        shape=r"[KRkCl](?:,|\.|~|)D|[KRkC](?:/D/?|\(D\)|-D(?=-))",
        separator=r"[-.]*[-~]|:(?!9)|(?<=D)\.(?=[KRkCnmT])|\$",
        yes=(
            "LUSAKA, Nov. 21 - The copper price fell to its lowest in a year, traders said.\n",
            "Bengaluru (Karnataka) [India], June 1: The tram line will open before the rains.\n",
        ),
        no=("FINAL SCORE, Nov. 21 - Harbour 3, Mill 2.\n", "In Lusaka, Nov. 21 is a holiday.\n"),
    ),
    DatelineRule(
        id="dateline.date-place",
        summary='The date before the place: "Nov 21, Colombo:".',
        certainty="likely",
        shape=r"D[,.]?[KRk]",
        separator=rf":{_BEGINS}|-{_BEGINS}",
        early=True,
        yes=("Nov 21, Colombo: The ferry to the north resumes on Monday, the ministry said.\n",),
        no=("Nov 21, Monday: The ferry to the north resumes.\n",),
    ),
    DatelineRule(
        id="dateline.place-dash",
        summary='A known place in capitals, or with its region, before a dash: "FLINT, Mich. -", "LONDON—".',
        certainty="likely",
        shape=r"[KR]",
        separator=rf"[-|]{_BEGINS}",
        yes=(
            "WINONA, Minn. - The grain elevator that burned last spring will be rebuilt, its owners said.\n",
            "LONDON—The last of the gas lamps will stay, the council decided on Monday.\n",
        ),
        no=(
            "NOTE - Prices are those of Monday.\n",
            "BALDWIN AND QUILL - The two captains met again after ten years.\n",
            "London calling - the city wants its old buses back.\n",
        ),
    ),
    DatelineRule(
        id="dateline.place-alone",
        summary='A known place in a line of its own, perhaps with a date: "ANKARA", "Jaipur:", "Bilbao - 4 May 2025".',
        certainty="likely",
        shape=r"[KRk](?:[,:-]?D)?",
        separator=r"[-:.]?\$",
        alone=True,
        yes=(
            "Line to the north reopens\n\nANKARA\n\nThe line reopens on Monday, and its first train is full.\n",
            "Line to the north reopens\n\nJaipur:\n\nThe line reopens on Monday, and its first train is full.\n",
            "Line to the north reopens\n\nBilbao - 4 May 2025\n\nThe line reopens on Monday, the railway said.\n",
        ),
        no=(
            "Line to the north reopens\n\nSTRIKES\n\nThe line reopens on Monday, and its first train is full.\n",
            "Line to the north reopens\n\nAnkara\n\nThe line reopens on Monday, and its first train is full.\n",
        ),
    ),
    DatelineRule(
        id="dateline.place-colon",
        summary='A known place in capitals before a colon or point: "NEW DELHI: The", "BERLIN. Die".',
        certainty="likely",
        shape=r"[KR](?=:)|K",
        separator=rf"[:.]{_BEGINS}",
        early=True,
        yes=("NEW DELHI: The night trains to the coast are full until spring, the railway said.\n",),
        no=("FBI: The number of burglaries fell last year.\n",),
    ),
    DatelineRule(
        id="dateline.place-plain",
        summary='A known place in ordinary letters before a dash or colon that opens the story: "Luanda - O porto".',
        certainty="guess",
        shape=r"k",
        separator=rf"-{_BEGINS}|:{_BEGINS}",
        early=True,
        yes=("Luanda - O porto de pesca reabre na segunda-feira, anunciou o governo da província.\n",),
        no=("Mehmet Quill - The surgeon who fled twice is back, and he wants his clinic.\n",),
    ),
)

#: Datelines in scripts without spaces, which are read by forms of their own.
UNSPACED_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        id="dateline.unspaced",
        summary='Chinese, Japanese and Korean forms: "新华社北京11月21日电", "【ワシントン共同】", "(서울=연합뉴스)".',
        certainty="sure",
        yes=(
            "新华社北京11月21日电 新的地铁线路将于周五开通。\n",
            "(서울=연합뉴스) 홍길동 기자 = 새 다리가 금요일에 개통된다.\n",
            "【ワシントン共同】新しい橋が金曜日に開通する。\n",
        ),
        no=("北京的新地铁线路将于周五开通。\n",),
    ),
)

BYLINE_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        id="byline.label",
        summary='A line that opens with "By", "Von", "Por", "Par", "Text:" and names people or an agency.',
        certainty="sure",
        yes=(
            "Mill to reopen\n\nBy Ana Ruiz and MARTIN O'DOWD, Reuters\n\n"
            "The old mill on the river will reopen in spring, its owners said on Monday.\n\nIt closed in 2009.\n",
        ),
        no=(
            "Mill to reopen\n\nBy Monday evening the old mill on the river had a new owner, and the town was glad.\n\n"
            "It closed in 2009.\n",
        ),
    ),
    Rule(
        id="byline.plain",
        summary='A line with nothing but a name, perhaps with a role or a wire: "Tom Reyes, AP Sports Writer".',
        certainty="likely",
        yes=(
            "Mill to reopen\n\nTom Reyes, AP Sports Writer\n\n"
            "The old mill on the river will reopen in spring, its owners said on Monday.\n\nIt closed in 2009.\n",
        ),
        no=("Mill to reopen\n\nThe old mill on the river will reopen in spring, its owners said on Monday.\n",),
    ),
    Rule(
        id="byline.before-dateline",
        summary='A byline that runs into the dateline: "By Ana Ruiz LIMA, Nov. 21 (Reuters) -".',
        certainty="sure",
        yes=("By Ana Ruiz LIMA, Nov. 21 (Reuters) - The old mill on the river will reopen in spring.\n",),
        no=("LIMA, Nov. 21 (Reuters) - The old mill on the river will reopen in spring.\n",),
    ),
    Rule(
        id="byline.reporting-credit",
        summary='The closing credit of a wire: "(Reporting by Ana Ruiz; Editing by Tom Reyes)".',
        certainty="sure",
        yes=(
            "Mill to reopen\n\nThe old mill on the river will reopen in spring, its owners said on Monday.\n\n"
            "It closed in 2009.\n\n(Reporting by Ana Ruiz in Lima; Editing by Tom Reyes)\n",
        ),
        no=(
            "Mill to reopen\n\nThe old mill on the river will reopen in spring, its owners said on Monday.\n\n"
            "(Editing by Tom Reyes)\n",
        ),
    ),
    Rule(
        id="byline.follow-line",
        summary='The closing line that says where to follow the author: "Follow Ana Ruiz on Twitter @anaruiz".',
        certainty="likely",
        yes=(
            "Mill to reopen\n\nThe old mill on the river will reopen in spring, its owners said on Monday.\n\n"
            "It closed in 2009, when the last miller retired.\n\nFollow Ana Ruiz on Twitter @anaruizlima.\n",
        ),
        no=(
            "Mill to reopen\n\nThe old mill on the river will reopen in spring, its owners said on Monday.\n\n"
            "Follow us on Twitter @millnews.\n",
        ),
    ),
    Rule(
        id="byline.author-bio",
        summary='The closing note on the author: "Ana Ruiz is a reporter for the Harbour News."',
        certainty="guess",
        yes=(
            "Mill to reopen\n\nThe old mill on the river will reopen in spring, its owners said on Monday.\n\n"
            "It closed in 2009, when the last miller retired.\n\nAna Ruiz is a reporter for the Harbour News.\n",
        ),
        no=("Mill to reopen\n\nAna Ruiz is glad that the old mill will reopen, and so is the town around it.\n",),
    ),
)
