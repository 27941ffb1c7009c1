"""The sentences that reported speech reads: those in which anything can head a clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import compress
from operator import gt
from typing import Final

from wireparse.knowledge.reporting import Reporting
from wireparse.quotes import word_letters as letters
from wireparse.quotes.passages import Passage
from wireparse.quotes.word_classes import keys
from wireparse.record import Record

__all__ = ["Sentence", "read_sentences"]

#: Tokens a sentence has at most: what keeps the work linear in the text.
_LONGEST: Final = 250
#: What stands behind a sentence's last token, as far as any reading looks.
_BEHIND: Final = ("$", "$", "$")
#: What only a noun stands behind, and the forms in which a story tells what its headline has in the present.
_NOMINAL: Final = letters.of("determiner possessive possessor number of preposition")
_TOLD: Final = frozenset(("past", "participle", "ing"))
#: How many tokens a label before a headline's colon has at most.
_LABEL: Final = 6


class Sentence(Record):
    """A sentence with what can head a clause: its tokens from 1 up to `end`, token k being token `offset` + k of the
    prose, in the story's paragraph `paragraph` (None in the headline), in the language of `reporting`.

    Before the first and behind the last there is room where nothing stands, so that no reading needs to look where it
    is: a space for a class, "^" and "$" for a word.  `keys` has what a
    model sees of a token: its class, or the word itself if that is a function word.
    """

    offset: int
    end: int
    heads: list[int]
    lower: list[str]
    keys: list[str]
    classes: str
    quoted: list[int]
    paragraph: int | None
    reporting: Reporting


@cache
def _heads(reporting: Reporting) -> frozenset[str]:
    """All that can head a clause: the cue words and "according"; in a headline a colon as well."""
    return reporting.companions.according.union(reporting.cues)


def read_sentences(passages: list[Passage]) -> Iterator[Sentence]:
    """The sentences behind datelines in which anything outside quotation marks can head a clause."""
    if not passages:
        return
    tokens, classes, quoted, starts, *_ = passages[0]
    reporting = passages[0].reporting
    heads = list(compress(range(len(classes)), map(gt, map(_heads(reporting).__contains__, tokens.lower), quoted)))
    if passages[0].paragraph is None:
        heads = _without_nouns(passages[0], heads)
    labelled = [colon for passage in passages if passage.paragraph is None and (colon := _colon(passage))]
    if labelled:
        heads = sorted(heads + labelled)
    known = keys(reporting).__getitem__
    ends = [*starts[1:], len(classes)]
    following = iter(passages)
    passage = next(following)
    index = 0
    while index < len(heads):
        head = heads[index]
        number = bisect_right(starts, head) - 1
        first, end = starts[number], ends[number]
        if end - first > _LONGEST:
            first += (head - first) // _LONGEST * _LONGEST
            end = min(end, first + _LONGEST)
        inside = heads[index : (index := bisect_left(heads, end, index))]
        while passage.end <= first:
            passage = next(following)
        if first < passage.opening:
            continue
        offset = first - 1
        yield Sentence(
            offset,
            end - offset,
            list(map((-offset).__add__, inside)),
            ["^", *tokens.lower[first:end], *_BEHIND],
            ["^", *map(known, tokens.words[first:end]), *_BEHIND],
            f" {classes[first:end]}   ",
            [0, *quoted[first:end], 0],
            passage.paragraph,
            reporting,
        )


def _without_nouns(headline: Passage, heads: list[int]) -> list[int]:
    """The heads without a headline's nouns that look like verbs ("Glacier talks resume"): of a word in -s, a noun is
    what the story has as one ("the talks") and never as a verb that tells what a headline told ("talked")."""
    count = bisect_left(heads, headline.end)
    lower, classes, cues = headline.tokens.lower, headline.classes, headline.reporting.cues
    present = [head for head in heads[:count] if (cue := cues.get(lower[head])) and cue.form == "s"]
    if not present:
        return heads
    nouns = {lower[head] for head in heads[count:] if classes[head - 1] in _NOMINAL}
    verbs = {cue.lemma for head in heads[count:] if (cue := cues.get(lower[head])) and cue.form in _TOLD}
    taken = {head for head in present if lower[head] in nouns and cues[lower[head]].lemma not in verbs}
    return [head for head in heads if head not in taken] if taken else heads


def _colon(headline: Passage) -> int:
    """The colon behind a label at the start of a headline, 0 if there is none."""
    return max(0, headline.classes.find(":", headline.first, min(headline.first + _LABEL + 1, headline.end)))
