"""The lexer of datelines: the opening of a text as a string of letters, one for each part.

    K R      places that are known or have a known region, in capitals or not
    k        places that are known by name alone, not in capitals
    C        a name in capitals that is not known
    n m      another name that is not known, of one word or several
    l u      a known place in small letters; a name in a script without capitals
    D        a date, the time with it
    A a      an agency; small where the acronym may be anything ("PTI" is also a party)
    X        a name in brackets or slashes that is no agency known
    ( ) /    brackets of any form, slashes
    , . : ; | =   as printed
    - ~      a dash; a hyphen that hangs on the word before
    $        the end of the line
    w T 9 "  a word in small letters, any other word, a digit, a quotation mark: the text begins

A part in brackets that is none of these leaves the lexer at X.  What the letters may spell is for the rules to say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireparse.datelines.date_spans import date_end
from wireparse.datelines.place_names import PlaceSpan, Surface, read_places
from wireparse.knowledge.agencies import agency_at, identify
from wireparse.knowledge.places import is_place
from wireparse.lexicon import load
from wireparse.pattern import pattern, regex
from wireparse.record import Record

__all__ = ["REACH", "Part", "lex", "spell"]

REACH: Final = 200  # no dateline is longer
_PARTS_AT_MOST: Final = 16
_DASHES: Final = regex(r"[.:]?[-_](?: ?[-_])*")
_LONG_DASHES: Final = frozenset("–—―−﹘_")
_UNKNOWN: Final = pattern(r"[^\W\d_][\w.&'+!-]{1,24}+(?: [\w.&'+-]{1,20}+){0,4}$")
_COMPOUND: Final = regex(r"[\d/,|-]")  # a bracket that may hold more than the agency
_WITH_AGENCY: Final = regex(r"(?=.*[Aa])(?=.*[DKRk])[AaDKRk,/|~.-]+")
_CLOSING: Final = {"(": ")", "[": "]", "【": "】", "（": "）", "〔": "〕"}
_MARKS: Final = frozenset(",.:;|=")
_FULL_STOPS: Final = frozenset("۔।")


@cache
def _hijri() -> re.Pattern[str]:
    """A day of the Islamic calendar: "Rabi al-Awwal 3, 1439 H,"."""
    prefixes = "|".join(load("datelines")["name_prefixes"])
    return regex(rf"[A-Z][\w']{{2,8}}(?:[ -](?:{prefixes})?[\w']{{1,12}}){{0,2}} \d{{1,2}}, ?1[34]\d\d(?: ?A?H\b)?, ?")


@cache
def _via() -> re.Pattern[str]:
    """Who passed the story on, before its agency: "MENAFN via"."""
    return regex(rf"[A-Z][\w.]{{1,20}}(?: [A-Z][\w.]{{1,20}}){{0,2}} (?:{'|'.join(load('datelines')['passed_by'])}) ")


class Part(Record):
    """A letter of the shape and the view span behind it."""

    letter: str
    start: int
    end: int
    places: tuple[PlaceSpan, ...] = ()


def spell(parts: list[Part]) -> str:
    """The shape: the letters of the parts in a row."""
    return "".join(part.letter for part in parts)


def lex(surface: Surface, start: int, end: int) -> list[Part]:
    """The parts from `start` on, up to where the text itself begins."""
    return _lex(surface, start, min(end, start + REACH), end)


@cache
def _article() -> re.Pattern[str]:
    """What some languages put before a date: "Montréal, le 21 novembre"."""
    return regex(rf"(?:{'|'.join(load('datelines')['before_date'])}) (?=\d)", re.I)


@cache
def _agency_words() -> re.Pattern[str]:
    words = sorted(map(re.escape, load("datelines")["agency_words"]), key=len, reverse=True)
    return regex(rf"(?:{'|'.join(words)})(?!\w) ?", re.I)


def _lex(surface: Surface, start: int, limit: int, end: int) -> list[Part]:
    text = surface.text
    parts: list[Part] = []
    at = start
    while len(parts) < _PARTS_AT_MOST:
        while at < limit and text[at] == " ":
            at += 1
        if at >= limit or text[at] == "\n":
            if at >= end or text[at : at + 1] == "\n":
                parts.append(Part("$", at, at))
            break
        found = _part(surface, parts, at, limit, end)
        parts += found
        if found[-1].letter in 'wT9"' and found[-1].end - found[-1].start <= 1:
            break
        at = found[-1].end
    return parts


def _part(surface: Surface, parts: list[Part], at: int, limit: int, end: int) -> list[Part]:
    """The part or parts that start at `at`; at least one."""
    text = surface.text
    char = text[at]
    dashes = _DASHES.match(text, at, limit)
    if dashes:
        return [Part(_dash(surface, parts, at, dashes.end(), limit), at, dashes.end())]
    if char in _CLOSING:
        return _bracketed(surface, at, limit)
    if char == "/":
        return _slashed(surface, parts, at, limit)
    if char in _MARKS:
        if char == "." and text.startswith(".,", at):
            return [Part(",", at, at + 2)]
        return [Part(char, at, at + 1)]
    if char in _FULL_STOPS:
        return [Part(".", at, at + 1)]
    if char == '"' or char in "'`“":
        return [Part('"', at, at + 1)]
    if char.isalnum():
        return [_word(surface, parts, at, limit)]
    return [Part("T", at, at + 1)]


def _dash(surface: Surface, parts: list[Part], at: int, stop: int, limit: int) -> str:
    """A dash, or a hyphen that hangs on a word: "UPDATE- Anyone"."""
    behind_word = parts and parts[-1].end == at and parts[-1].letter not in ")/.:,"
    spaced = not behind_word and (stop >= limit or surface.text[stop] == " ")
    double = stop - at > 1 and surface.text[at] not in ".:"
    return "-" if spaced or double or surface.raw[at] in _LONG_DASHES or not behind_word else "~"


def _word(surface: Surface, parts: list[Part], at: int, limit: int) -> Part:
    """A date, an agency, a run of places, or the first word of the text."""
    text = surface.text
    last = parts[-1] if parts else None
    hijri = _hijri().match(text, at, limit) if last and last.letter == "," else None
    if hijri and date_end(text, hijri.end(), limit):
        at = hijri.end()
    article = _article().match(text, at, limit) if last and last.letter in ",u" else None
    if article and date_end(text, article.end(), limit):
        at = article.end()
    stop = date_end(text, at, limit)
    if stop is not None:
        return Part("D", at, stop)
    if text[at].isdigit() and agency_at(text, at, limit, in_dateline=True) is None:
        return Part("9", at, at + 1)
    agency = _agency(surface, parts, at, limit)
    if agency is not None:
        return agency
    run = read_places(surface, at, limit)
    if run is None:
        return Part("w" if text[at].islower() else "T", at, at + 1)
    if run.letter == "w":
        return Part("w", at, at + 1)
    return Part(run.letter, at, run.end, run.places)


def _agency(surface: Surface, parts: list[Part], at: int, limit: int) -> Part | None:
    """An agency's name that stands free: behind a date, a comma, a dash or a slash, or first of all."""
    text = surface.text
    via = _via().match(text, at, min(limit, at + 60)) if not parts else None
    word = _agency_words().match(text, at, limit) if parts and parts[-1].letter in "/-,." else None
    start = via.end() if via else word.end() if word else at
    opened = text[start : start + 1] == '"'
    stop = agency_at(text, start + opened, limit, in_dateline=True)
    if stop is None:
        return None
    if opened and text[stop : stop + 1] == '"':
        stop += 1
    follows = text[stop : stop + 2]
    behind_place = bool(parts) and parts[-1].letter in "KRk" and follows in (" -", " |", " _")  # "New York CNN -"
    if parts and parts[-1].letter not in ",.-~/D|:=)" and not behind_place:
        return None
    if not parts and not via:
        free = follows[:1] in ("-", "/", ",", "|", "") or follows in (" -", " |", " /", " _")
        glued = text[at:stop].isupper() and follows[:1] == "-" and is_place(_next_word(text, stop + 1, limit))
        if is_place(text[at:stop]) and not glued:  # "Petra, Jordan", but "APA-Dakar"
            return None
        if not (free or (text[at:stop].isupper() and text[stop + 1 : stop + 2].isupper())):
            return None
    return Part(_agency_letter(text[start:stop]), at if via else start, stop)


def _next_word(text: str, at: int, limit: int) -> str:
    end = at
    while end < limit and text[end].isalpha():
        end += 1
    return text[at:end]


def _agency_letter(printed: str) -> str:
    """Small for an acronym of up to four capitals, which may be anything outside a well-formed dateline."""
    short = len(printed) <= 4 and printed.isupper()
    return "a" if short and printed not in load("datelines")["unmistakable"] else "A"


def _bracketed(surface: Surface, at: int, limit: int) -> list[Part]:
    """A bracket with what it holds; X for the unknown."""
    text = surface.text
    close = text.find(_CLOSING[text[at]], at + 1, min(limit, at + 90))
    if close < 0 or "\n" in text[at:close]:
        return [Part("T", at, at + 1)]
    inside = text[at + 1 : close]
    opening, closing = Part("(", at, at + 1), Part(")", close, close + 1)
    first = at + 1 + len(inside) - len(inside.lstrip())
    last = close - len(inside) + len(inside.rstrip())
    inner = _lex(surface, first, last, close + 1) if _COMPOUND.search(inside) else []
    shape = spell(inner)
    if shape == "D" or _WITH_AGENCY.fullmatch(shape):
        return [opening, *inner, closing]
    if identify(inside):
        return [opening, Part(_agency_letter(inside.strip()), first, last), closing]
    return [opening, *_head(surface, inner, first, last), closing]


def _head(surface: Surface, inner: list[Part], first: int, last: int) -> list[Part]:
    """An agency at the head of a bracket that goes on with something else: "(COLPISA, Ana Ruiz)", "(pte001/…)"; else
    the unknown, as far as it could be a name."""
    if len(inner) > 1 and inner[0].letter in "Aa" and inner[1].letter in ",/-":
        return [inner[0], inner[1], Part("X", inner[1].end, last)]
    name = surface.text[first:last]
    if not _UNKNOWN.match(name):
        return [Part("T", first, last)]
    like = any(word[0].isupper() and word.lower() in load("datelines")["agency_like"] for word in name.split())
    return [Part("a" if like else "X", first, last)]


def _slashed(surface: Surface, parts: list[Part], at: int, limit: int) -> list[Part]:
    """A slash, with the agency between it and the next one."""
    text = surface.text
    close = text.find("/", at + 1, min(limit, at + 60))
    bar = Part("/", at, at + 1)
    if close < 0 or text[at + 1 : at + 2] in (" ", "\n") or (not parts and not identify(text[at + 1 : close])):
        return [bar]
    first, last = at + 1, close
    word = _agency_words().match(text, first, last)
    bare = text[word.end() if word else first : last].replace('"', "").strip()
    closing = Part("/", close, close + 1)
    if identify(bare) or any(identify(piece) for piece in bare.split()):
        return [bar, Part("A", word.end() if word else first, last), closing]
    if parts and parts[-1].letter in "D." and _UNKNOWN.match(text[first:last]) and date_end(text, first, last) is None:
        return [bar, Part("X", first, last), closing]
    return [bar]
