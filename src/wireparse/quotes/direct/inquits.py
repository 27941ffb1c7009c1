"""Inquits: the words beside a direct quotation that name its speaker ("sagte Minister Brandt", "a déclaré Verdier").

In languages whose reported speech is not read, a quotation gets a speaker only where a verb of saying stands right
beside its marks and a name, a noun phrase or a pronoun right beside the verb.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set as AbstractSet
from itertools import zip_longest

from wireparse.draft import Prose, QuoteDraft
from wireparse.knowledge.reporting import Reporting
from wireparse.model import Certainty
from wireparse.quotes.assembly import is_long
from wireparse.quotes.direct.inquit_reader import PAUSES, Reader, words_beside
from wireparse.quotes.direct.rules import DIRECT_RULES, Construction
from wireparse.quotes.marks import Segment
from wireparse.text.tokens import Tokens

__all__ = ["attributed"]


def attributed(
    tokens: Tokens, prose: list[Prose], segments: list[list[Segment]], reporting: Reporting, disabled: AbstractSet[str]
) -> list[QuoteDraft]:
    """The direct quotations, those with an inquit with their sources, in reading order."""
    reader = Reader(tokens, words_beside(reporting))
    drafts: list[QuoteDraft] = []
    bounds = [*tokens.firsts, len(tokens.words)]
    for number, (part, found) in enumerate(zip(prose, segments, strict=True)):
        if part.paragraph is None:
            continue
        heard: int | None = None  # the place of the draft that told the speaker of the quotation before
        before = bounds[number]
        for segment, following in zip_longest(found, found[1:]):
            opening, behind = (bisect_left(tokens.starts, at) for at in (segment.open, segment.close))
            limit = bisect_left(tokens.starts, following.open) if following else bounds[number + 1]
            content = tokens.text[segment.start : segment.end]
            gap, large = tokens.words[before:opening], content[0].isupper()
            inquit = reader.beside(opening, behind, before, limit, content)
            shared = heard if inquit is None and reader.goes_on(gap, behind, limit, content) else None
            if inquit and not inquit.source:
                shared = heard if inquit.way == "after" else None
                inquit = inquit if shared is not None else None
            known = drafts[shared] if shared is not None else None
            splits = known is not None and inquit is None and bool(gap) and gap[-1] in PAUSES
            before = behind
            if inquit is None and known is None and not is_long(content):
                heard = None
                continue
            mark = tokens.words[opening - 1] if inquit and opening > bounds[number] else ""
            way, side, kind = inquit[2:] if inquit else ("segment" if known else "none", "", "")
            setting = Construction(way, side, mark, kind, large, False, known is not None, splits)
            rule = next(rule for rule in DIRECT_RULES if rule.fits(setting)).id  # the last fits anything
            if rule in disabled:
                heard = None
                continue
            span = (segment.start, segment.end)
            if known and shared is not None and splits:
                drafts[shared] = known._replace(segments=(*known.segments, span), rule=rule)
                continue
            source = known.source if known else inquit.source if inquit else None
            cue = inquit.cue if inquit else None
            sure: Certainty = "likely" if source else "guess"
            heard = len(drafts) if source else None
            drafts.append(QuoteDraft("direct", (span,), cue, source, part.paragraph, shared, None, rule, sure))
    return drafts
