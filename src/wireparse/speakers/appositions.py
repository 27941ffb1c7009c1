"""Appositions: the name that stands right beside a description means the same ("the mill's union, the Flemish Millers'
Federation, said"; "Halden Valves ASA, a maker of valves, said").

A source is often only half of such a pair.  The other half counts if commas hold the two together, if it can be of the
description's kind, and if no verb of speaking stands between.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireparse.model import SpeakerKind
from wireparse.pattern import pattern, regex
from wireparse.speakers.entities import EntityTable, Mention
from wireparse.speakers.lexicon import lexicon
from wireparse.speakers.source_phrases import SourcePhrase

__all__ = ["named_beside", "opening"]

_REACH: Final = 100  # characters in which an apposition begins and ends
_JOINED: Final = pattern(r"(?: \([^()\n]{1,40}\))?, ")
_REST: Final = regex(r"[^.;:\"\n,]{0,80}+,")


@cache
def _closed() -> re.Pattern[str]:
    """What closes an apposition behind its name: a comma, perhaps behind a bracket, a place or an age."""
    return regex(rf"(?: \([^()\n]{{1,40}}\)|\.?)(?: {lexicon().genitive} [^,.;\n]{{2,60}}+)?(?:, \d{{1,3}})?,")


def named_beside(table: EntityTable, phrase: SourcePhrase, kind: SpeakerKind) -> int | None:
    """The entity whose name stands in apposition to a description of a kind, behind it or else before it."""
    if kind not in ("organisation", "unnamed"):
        return None
    found = _behind(table, phrase, kind)
    return found if found is not None else _before(table, phrase, kind)


def person_beside(table: EntityTable, start: int, end: int) -> int | None:
    """The person in apposition to a source phrase between two offsets of which only the title, the body or the place
    was taken, or more than the name: "…, Ana Torres, said" behind it, "Ana Torres, head of …," before it."""
    found = _closing_name(table, start, end)
    return found if found is not None else _opening_name(table, start)


def _closing_name(table: EntityTable, start: int, end: int) -> int | None:
    """The person whose name stands behind the last comma of a source, or behind the comma that follows it."""
    text = table.text
    comma = text.rfind(", ", start, end) + 2
    inside = comma > 1 and _named_at(table, comma, end)
    if inside and inside.end == end and not _is_person(table, start, comma):
        return inside.entity
    if text.startswith(", ", end) and not _is_person(table, start, end):
        behind = _named_at(table, end + 2, end + _REACH)
        if behind and _closed().match(text, behind.end) and _titled(text, start, end):
            return behind.entity
    return None


def _titled(text: str, start: int, end: int) -> bool:
    """Does a phrase end with a role or title ("U.S President", "the club's lawyer")?"""
    known = lexicon()
    last = text[start:end].rpartition(" ")[2].lower()
    return last in known.roles or last in known.honorifics or last in known.crafts


def _opening_name(table: EntityTable, start: int) -> int | None:
    """The person who opens the sentence, of whom a source is the apposition, or its last part."""
    text = table.text
    floor = max(table.begin(start), start - _REACH)
    for mention in table.between(floor, start, 4):
        gap = text[mention.end : start]
        if table.entities[mention.entity].kind != "person" or not _IN_APPOSITION.fullmatch(gap):
            continue
        if " " not in text[mention.start : mention.end] and mention.opens == mention.start:
            continue
        words = {word.strip(",").lower() for word in gap.split()}
        if opening(table, mention.opens) and lexicon().speaking.isdisjoint(words):
            return mention.entity
    return None


_IN_APPOSITION: Final = regex(r", (?:[^.;:\"\n?!]{0,80}(?: |\())?")


def _named_at(table: EntityTable, begin: int, end: int) -> Mention | None:
    """The person of more than one word, or with a title, whose name opens at an offset."""
    for mention in map(table.mention, table.starts(begin, end)[:1]):
        whole = mention.opens < mention.start or " " in table.text[mention.start : mention.end]
        titled = mention.opens == begin or _only_titles(table.text[begin : mention.opens])
        if whole and titled and table.entities[mention.entity].kind == "person":
            return mention
    return None


def _only_titles(text: str) -> bool:
    """Are some words before a name titles and articles alone ("Senator the Hon.")?"""
    known = lexicon()
    words = [word.rstrip(".") for word in text.lower().split()]
    return all(word in known.honorifics or word in known.articles for word in words)


def _is_person(table: EntityTable, start: int, end: int) -> bool:
    """Does a person's full name stand between two offsets?"""
    return any(
        table.entities[mention.entity].kind == "person" and " " in table.text[mention.start : mention.end]
        for mention in table.between(start, end)
    )


def _behind(table: EntityTable, phrase: SourcePhrase, kind: SpeakerKind) -> int | None:
    """The name behind: "The man's lawyer, Ana Torres, said"."""
    text = table.text
    if phrase.opener not in lexicon().articles and "'" not in text[phrase.start : phrase.core]:
        return None
    if not text.startswith(", ", phrase.end):
        return None
    begin = phrase.end + 2
    article = lexicon().articled
    begin += len(article) if text.startswith(article, begin) else 0
    for mention in map(table.mention, table.starts(begin, begin + _REACH)[:1]):
        if mention.opens == begin and _agree(table, mention, kind) and _closed().match(text, mention.end):
            return mention.entity
    return None


def _before(table: EntityTable, phrase: SourcePhrase, kind: SpeakerKind) -> int | None:
    """The name before, which opens its sentence: "Halden Valves ASA, a maker of valves, said"."""
    text = table.text
    known = lexicon()
    if phrase.opener not in known.plain_articles:
        return None
    article = phrase.start - len(phrase.opener) - 1
    if not text.startswith(", ", article - 2):
        return None
    closed = _REST.match(text, phrase.end)
    if closed is None or not known.says.isdisjoint(closed.group().rstrip(",").split()):
        return None
    for mention in table.between(max(0, article - _REACH), article):
        joined = _JOINED.match(text, mention.end)
        if joined is None or joined.end() != article or not _agree(table, mention, kind):
            continue
        titles = text[mention.opens : mention.start].lower().split()
        if opening(table, mention.opens) and known.openers.isdisjoint(titles):  # but not "In Hale, a spokesman"
            return mention.entity
    return None


def opening(table: EntityTable, offset: int) -> bool:
    """Does a sentence, or what is quoted in it, open at an offset?"""
    before = table.text[max(table.begin(offset), offset - _MARKS) : offset].rstrip(" \"'(")
    return not before or before[-1] in _STOPS


_STOPS: Final = ".?!-\n"  # before what opens a sentence
_MARKS: Final = 5  # characters with the closing and opening marks between two sentences


def _agree(table: EntityTable, mention: Mention, kind: SpeakerKind) -> bool:
    """Can the entity of a mention be of the kind?"""
    entity = table.entities[mention.entity]
    return entity.kind is None or entity.kind == ("person" if kind == "unnamed" else kind)
