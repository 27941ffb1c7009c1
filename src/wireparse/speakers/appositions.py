"""Appositions: the name that stands right beside a description means the same ("the mill's union, the Flemish Millers'
Federation, said"; "Halden Valves ASA, a maker of valves, said").

A source is often only half of such a pair.  The other half counts if commas hold the two together, if it can be of the
description's kind, and if no verb of speaking stands between.
"""

from __future__ import annotations

import re
from typing import Final

from wireparse.model import SpeakerKind
from wireparse.pattern import pattern
from wireparse.speakers.entities import Cast, Mention
from wireparse.speakers.names import lexicon
from wireparse.speakers.source_phrases import Phrase

__all__ = ["named_beside", "opening"]

_REACH: Final = 100  # characters in which an apposition begins and ends
_JOINED: Final = pattern(r"(?: \([^()\n]{1,40}\))?, ")
_CLOSED: Final = re.compile(r"(?: \([^()\n]{1,40}\)|\.?)(?: of [^,.;\n]{2,60}+)?(?:, \d{1,3})?,")
_REST: Final = re.compile(r"[^.;:\"\n,]{0,80}+,")


def named_beside(cast: Cast, phrase: Phrase, kind: SpeakerKind) -> int | None:
    """The figure whose name stands in apposition to a description of a kind, behind it or else before it."""
    if kind not in ("organisation", "unnamed"):
        return None
    found = _behind(cast, phrase, kind)
    return found if found is not None else _before(cast, phrase, kind)


def _behind(cast: Cast, phrase: Phrase, kind: SpeakerKind) -> int | None:
    """The name behind: "The man's lawyer, Ana Torres, said"."""
    text = cast.text
    if phrase.opener not in lexicon().articles and "'" not in text[phrase.start : phrase.core]:
        return None
    if not text.startswith(", ", phrase.end):
        return None
    begin = phrase.end + 2
    begin += 4 if text.startswith("the ", begin) else 0
    for mention in map(cast.mention, cast.starts(begin, begin + _REACH)[:1]):
        if mention.opens == begin and _agree(cast, mention, kind) and _CLOSED.match(text, mention.end):
            return mention.figure
    return None


def _before(cast: Cast, phrase: Phrase, kind: SpeakerKind) -> int | None:
    """The name before, which opens its sentence: "Halden Valves ASA, a maker of valves, said"."""
    text = cast.text
    known = lexicon()
    if phrase.opener not in ("a", "an", "the"):
        return None
    article = phrase.start - len(phrase.opener) - 1
    if not text.startswith(", ", article - 2):
        return None
    closed = _REST.match(text, phrase.end)
    if closed is None or not known.says.isdisjoint(closed.group().rstrip(",").split()):
        return None
    for mention in cast.between(max(0, article - _REACH), article):
        joined = _JOINED.match(text, mention.end)
        if joined is None or joined.end() != article or not _agree(cast, mention, kind):
            continue
        titles = text[mention.opens : mention.start].lower().split()
        if opening(cast, mention.opens) and known.openers.isdisjoint(titles):  # but not "In Hale, a spokesman"
            return mention.figure
    return None


def opening(cast: Cast, offset: int) -> bool:
    """Does a sentence, or what is quoted in it, open at an offset?"""
    before = cast.text[max(cast.begin(offset), offset - _MARKS) : offset].rstrip(" \"'(")
    return not before or before[-1] in _STOPS


_STOPS: Final = ".?!-\n"  # before what opens a sentence
_MARKS: Final = 5  # characters with the closing and opening marks between two sentences


def _agree(cast: Cast, mention: Mention, kind: SpeakerKind) -> bool:
    """Can the figure of a mention be of the kind?"""
    figure = cast.figures[mention.figure]
    return figure.kind is None or figure.kind == ("person" if kind == "unnamed" else kind)
