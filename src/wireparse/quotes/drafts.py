"""Quotes put together: from segments and their speakers to drafts, reported speech among them."""

from bisect import bisect_left
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from wireparse.draft import Prose, QuoteDraft
from wireparse.model import Certainty
from wireparse.quotes.candidates import Place
from wireparse.quotes.direct import Spoken
from wireparse.quotes.letters import NEGATION
from wireparse.quotes.marks import Segment
from wireparse.rules.quotes import DIRECT_RULES, Setting

__all__ = ["Direct", "direct_drafts", "merged", "unattributed"]

_SURE: Final = 0.9
_LIKELY: Final = 0.6
#: The constructions whose segment is a whole quotation, not part of a reported clause; and how many characters of a
#: reported content outside it are too few to make it one.
_WHOLE: Final = frozenset(
    f"quote.{name}"
    for name in (
        "content-source-cue",
        "content-cue-source",
        "source-cue-colon",
        "source-cue-content",
        "split",
        "continued",
    )
)
_BEHIND: Final = frozenset(("quote.content-source-cue", "quote.content-cue-source"))
_LITTLE: Final = 30
_UNSPACED: Final = 12


class Direct(NamedTuple):
    """A draft; `origin` is the place in the list of the draft whose source it shares."""

    draft: QuoteDraft
    origin: int | None


def direct_drafts(prose: list[Prose], spoken: list[Spoken], disabled: AbstractSet[str]) -> list[Direct]:
    """The spoken segments as drafts; a segment whose clause has spoken already goes on with that one's."""
    found: list[Direct] = []
    places: dict[int, int] = {}  # number of a segment: place of its draft in the list
    clauses: dict[tuple[int, int], int] = {}  # stretch of prose and head of a clause: likewise
    for number, one in enumerate(spoken):
        if not one.said:
            continue
        case, choice = one.case, one.choice
        shared = places.get(one.origin) if one.origin is not None else None
        if choice and choice.clause and choice.passage is case.passage:
            shared = clauses.setdefault((case.part, choice.clause.head), len(found))
            if shared == len(found):
                shared = None
        setting = _setting(one, found[shared].draft if shared is not None else None)
        construction = next(rule for rule in DIRECT_RULES if rule.fits(setting))
        rule = construction.id
        if rule in disabled:
            continue
        if shared is not None and setting.splits:
            before = found[shared]
            segments = (*before.draft.segments, _span(one))
            found[shared] = before._replace(draft=before.draft._replace(segments=segments, rule=rule))
            places[number] = shared
            continue
        places[number] = len(found)
        cue = _cue(one) if shared is None else None
        source = found[shared].draft.source if shared is not None else _source(one)
        draft = QuoteDraft(
            kind="direct",
            segments=(_span(one),),
            cue=cue,
            source=source,
            paragraph=prose[case.part].paragraph,
            continues=None,
            modality=_modality(one) if cue else None,
            rule=rule,
            certainty=_capped(_certainty(one.probability), construction.certainty) if source else "guess",
        )
        found.append(Direct(draft, shared))
    return found


def unattributed(
    text: str, prose: list[Prose], segments: list[list[Segment]], disabled: AbstractSet[str]
) -> list[QuoteDraft]:
    """What looks like speech by its length, in a language whose words of reporting are not known."""
    rule = DIRECT_RULES[-1].id
    if rule in disabled:
        return []
    return [
        QuoteDraft("direct", ((one.start, one.end),), None, None, part.paragraph, None, None, rule, "guess")
        for part, found in zip(prose, segments, strict=True)
        for one in found
        if part.paragraph is not None and _is_long(text[one.start : one.end])
    ]


def _is_long(content: str) -> bool:
    """Three words, or, where words are not spaced, a good many characters."""
    return content.count(" ") >= 2 or (" " not in content and len(content) >= _UNSPACED and not content.isascii())


def _span(one: Spoken) -> tuple[int, int]:
    return one.case.place.segment.start, one.case.place.segment.end


def _source(one: Spoken) -> tuple[int, int] | None:
    choice = one.choice
    return choice.passage.tokens.span(*choice.source) if choice and choice.passage and choice.source else None


def _cue(one: Spoken) -> tuple[int, int, str] | None:
    """The verb group; for a label its colon, for a signature its dash."""
    choice, place = one.choice, one.case.place
    if choice is None or choice.passage is None:
        return None
    tokens = choice.passage.tokens
    if choice.clause:
        return (*tokens.span(choice.clause.first, choice.clause.end), choice.clause.word.lemma)
    if choice.way in ("label", "signature"):
        at = place.first - 1 if choice.way == "label" else place.end
        return (*tokens.span(at, at + 1), tokens.words[at])
    return None


def _setting(one: Spoken, shared: QuoteDraft | None) -> Setting:
    """How the segment and its choice stand to one another, as the rules see it."""
    place, choice = one.case.place, one.choice
    clause = choice.clause if choice and choice.passage is one.case.passage else None
    return Setting(
        way=choice.way.split(" ")[0] if choice else "none",
        side="" if clause is None else "behind" if clause.first >= place.end else "before",
        mark=place.pre,
        kind=clause.word.kind if clause else "",
        large=place.shape[0] == "A",
        resumes=place.segment.resumes,
        shared=shared is not None and clause is not None,
        splits=shared is not None and choice is not None and choice.way != "paragraph" and _resumes(place),
    )


def _resumes(place: Place) -> bool:
    """Does the segment go on in the middle of its sentence?"""
    return place.pre == "," and place.shape[0] != "A"


def _modality(one: Spoken) -> str | None:
    choice = one.choice
    if choice is None or choice.clause is None or choice.passage is None:
        return None
    return "negated" if NEGATION in choice.passage.classes[choice.clause.first : choice.clause.head] else None


def _certainty(probability: float) -> Certainty:
    return "sure" if probability >= _SURE else "likely" if probability >= _LIKELY else "guess"


def _capped(certainty: Certainty, most: Certainty) -> Certainty:
    """Certainty from the choice among candidates, no more than their construction allows."""
    return max(certainty, most, key=("sure", "likely", "guess").index)


def merged(direct: list[Direct], reported: list[QuoteDraft]) -> list[QuoteDraft]:
    """Direct and reported speech in reading order.

    A quoted segment that a reported content overlaps belongs to that content, which is stretched over the whole of
    it; but where little of the content stands outside a segment that has an attribution of its own, the reported draft
    is given up.
    """
    drafts: list[QuoteDraft | None] = [*[draft for draft, _ in direct], *reported]
    spans = sorted([(*span, at) for at, draft in enumerate(reported, len(direct)) for span in draft.segments])
    owners: dict[int, int] = {}  # by the place of a direct draft that of the reported one with its segment
    for number, (draft, _) in enumerate(direct):
        for segment in draft.segments:
            start, end, at = spans[bisect_left(spans, (segment[1],)) - 1] if spans else (0, 0, 0)
            owner = drafts[at]
            if owner is None or not (start < segment[1] and segment[0] < end):
                continue
            if draft.rule in _WHOLE and _outside(owner, segment) < _LITTLE:
                drafts[at] = None
                owners.pop(number, None)
            else:
                owners[number] = at
                if owner.kind == "mixed":
                    drafts[at] = _stretched(owner, *segment)
    # An attribution that stands behind its quotation reports no more than that.
    behind = {_cue_of(draft) for draft, _ in direct if draft.rule in _BEHIND and draft.cue}
    for at, found in enumerate(reported, len(direct)):
        if _cue_of(found) in behind:
            drafts[at] = None
    for number, at in owners.items():
        if drafts[at]:
            drafts[number] = None
    kept = sorted([(one.segments[0], one.segments[-1], at) for at, one in enumerate(drafts) if one])
    places = {at: place for place, (_, _, at) in enumerate(kept)}
    for number, (_, origin) in enumerate(direct):
        one = drafts[number]
        if one and origin is not None:
            drafts[number] = one._replace(continues=places[origin if drafts[origin] else owners[origin]])
    return [one for _, _, at in kept if (one := drafts[at])]


def _cue_of(draft: QuoteDraft) -> tuple[int, int] | None:
    return draft.cue[:2] if draft.cue and draft.kind != "mixed" else None


def _outside(draft: QuoteDraft, segment: tuple[int, int]) -> int:
    """How many characters of a draft's content stand outside a segment."""
    return sum(end - start - max(0, min(end, segment[1]) - max(start, segment[0])) for start, end in draft.segments)


def _stretched(draft: QuoteDraft, start: int, end: int) -> QuoteDraft:
    """The content of a reported draft with a quoted segment, which it overlaps, whole in it."""
    return draft._replace(
        segments=tuple(
            (min(first, start), max(last, end)) if first < end and last > start else (first, last)
            for first, last in draft.segments
        )
    )
