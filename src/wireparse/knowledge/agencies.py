"""The world's wires: who they are, how they print their names, and which one a shared acronym means.

An agency's name is looked up only where a rule has already found the position of one: a dateline, a byline, a credit.
In running text the same letters are ordinary acronyms (PTI is also a party), so nothing here searches text.

The table `data/agencies.tsv` is edited by hand, one wire a line:

    id         stable, lower case: what a story's `agency.id` says
    name       as the wire calls itself
    aliases    as printed in datelines, bylines and credits, separated by "; "; the first is the usual one; a * marks
               one that is also an ordinary word or name and counts only in a dateline
    country    ISO 3166-1 alpha-2 of its seat
    languages  ISO 639, the main one first; a * at the end: it files from and to the whole world
    kind       state, public, cooperative, commercial, religious, syndicate, press-release, broadcaster, ...
    status     active, ended or unknown
    signs      samples of how it signs, separated by " ; ", {C} for the place; "ends:" for a form at a story's end
    seen       copy: the form was read in published copy; practice: it is the house's known practice;
               name: only the name is known to be printed, in bylines and credits
"""

from __future__ import annotations

from functools import cache
from typing import Final

from wireparse.lexicon import load, rows
from wireparse.pattern import regex
from wireparse.record import Record
from wireparse.text.view import fold

__all__ = ["Wire", "agency_at", "decide", "find", "identify", "is_alias", "wire", "wires"]


class Wire(Record):
    """One wire, as its row says: `ordinary` are the aliases that are words or names of another meaning as well, `world`
    is whether it files from and to everywhere."""

    id: str
    name: str
    aliases: tuple[str, ...]
    ordinary: tuple[str, ...]
    country: str
    languages: tuple[str, ...]
    world: bool
    kind: str
    status: str
    signs: tuple[str, ...]
    seen: str


class Choice(Record):
    """The wire that a printed name means, or None with the ids of all that it may mean."""

    wire: Wire | None
    candidates: tuple[str, ...]


# A part of a composite: "dpa/lni", "MENAFN - IANS", "KVELLER via JTA", "AFP-JIJI", "Reuters and AP".
_PARTS: Final = regex(rf" ?/ ?|\"| - |{'|'.join(load('composites')['joints'])}|, |; | & |-(?=[A-Z])")
_WORD: Final = regex(r"\w+")
# Kinds of wires that are nowhere at home.
_EVERYWHERE: Final = frozenset(("press-release", "religious", "syndicate"))
_LONGEST: Final = 52  # characters: no alias is longer
_CLOSED: Final = "\u2e80"  # from here on: scripts that put no space between words


@cache
def wires() -> tuple[Wire, ...]:
    """Every wire known, by id."""
    return tuple(map(_wire, rows("agencies")))


def _wire(row: list[str]) -> Wire:
    identity, name, aliases, country, languages, kind, status, signs, seen = row
    codes = languages.split()
    return Wire(
        identity,
        name,
        tuple([alias.rstrip("*") for alias in aliases.split("; ")]),
        tuple([alias.rstrip("*") for alias in aliases.split("; ") if alias.endswith("*")]),
        country,
        tuple([code for code in codes if code != "*"]),
        "*" in codes or kind in _EVERYWHERE,
        kind,
        status,
        tuple(signs.split(" ; ")) if signs else (),
        seen,
    )


@cache
def _by_alias() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each alias in lower case, the pairs of alias as printed and id."""
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for identity, _, aliases, *_ in rows("agencies"):
        aliases = aliases if aliases.isascii() else fold(aliases)
        for alias in aliases.replace("*", "").split("; "):
            low = alias.casefold()
            table[low] = (*table.get(low, ()), (alias, identity))
    return table


@cache
def _heads() -> frozenset[str]:
    """The first word of every alias: by it most words can be told to open none."""
    return frozenset(
        word.group().casefold() for pairs in _by_alias().values() for alias, _ in pairs if (word := _WORD.match(alias))
    )


@cache
def _ordinary() -> frozenset[str]:
    listed = (alias for row in rows("agencies") if "*" in row[2] for alias in fold(row[2]).split("; "))
    return frozenset(alias.rstrip("*") for alias in listed if alias.endswith("*"))


@cache
def wire(identity: str) -> Wire | None:
    """The wire of an id."""
    return next((_wire(row) for row in rows("agencies") if row[0] == identity), None)


def find(words: str) -> list[Wire]:
    """The wires whose id, name or alias is, else contains, `words`, in any case."""
    wanted = words.casefold().strip()
    names = [(known, [known.id, known.name.casefold(), *map(str.casefold, known.aliases)]) for known in wires()]
    same = [known for known, forms in names if wanted in forms]
    return same or [known for known, forms in names if any(wanted in form for form in forms)]


def _named(token: str) -> tuple[str, ...]:
    """The ids that a token names as a whole.  In small letters it must be an alias in small letters."""
    pairs = _by_alias().get(token.casefold(), ())
    small = token.islower()
    return tuple(dict.fromkeys(identity for alias, identity in pairs if not small or alias == token))


def is_alias(token: str) -> bool:
    """Whether a printed name is an agency's as a whole, no composite."""
    return bool(_named(token.strip()))


def identify(token: str) -> tuple[str, ...]:
    """The ids of the wires that a printed name may mean; a composite names one when one of its parts does.

    `token` is folded text.  Of a composite's parts the last counts after " - " and " via " (who passed it on comes
    first), else the first that is known: "dpa/lni" is dpa's, "MENAFN - IANS" is IANS's.
    """
    found = _named(token) or _named(token.strip(' ./"'))
    if found or len(token) > 60:
        return found
    parts = [part for part in _PARTS.split(token) if part]
    if len(parts) < 2:
        shared = token.split(" ") if token.islower() else []  # "ats afp"
        return _named(shared[0]) if len(shared) == 2 and _named(shared[1].upper()) else ()
    passed_on = any(map(token.__contains__, load("composites")["passed_on"]))
    for part in reversed(parts) if passed_on else parts:
        found = _named(part.strip())
        if found:
            return found
    return ()


def agency_at(text: str, at: int, end: int, *, in_dateline: bool = False) -> int | None:
    """The end of the longest agency name that starts exactly at `at` in folded text; None where there is none.

    Names that are also ordinary words ("Report", "Trend") count only `in_dateline`.
    """
    known = _by_alias()
    if at < end and text[at] >= _CLOSED:  # no space says where the name ends
        return next((stop for stop in range(min(at + 8, end), at + 1, -1) if text[at:stop] in known), None)
    limit = min(end, at + _LONGEST)
    word = _WORD.match(text, at, limit)
    if word is None or word.group().casefold() not in _heads():
        return None
    for stop in reversed([ending.end() for ending in _WORD.finditer(text, at, limit)]):
        if stop < end and (text[stop].isalnum() or text[stop] == "_"):  # cut by the limit
            continue
        for last in (stop + 1, stop) if text[stop : min(end, stop + 1)] == "." else (stop,):
            printed = text[at:last]
            for alias, _ in known.get(printed.casefold(), ()):
                if _printed_as(printed, alias) and (in_dateline or alias not in _ordinary()):
                    return last
    return None


def _printed_as(printed: str, alias: str) -> bool:
    """Whether letters of a text are an alias: as listed, in capitals, or, if it is no short acronym, as a title."""
    return printed == alias or printed == alias.upper() or (len(alias) > 4 and printed == alias.title())


def decide(ids: tuple[str, ...], *, country: str | None, language: str | None) -> Choice:
    """Which of several wires with one acronym is meant: the one at home in the dateline's country, else the one that
    reports from everywhere, in the story's language, the one that still exists; when two are left, neither."""
    if not ids:
        return Choice(None, ())
    known = [found for found in map(wire, ids) if found is not None]
    if len(known) == 1:
        return Choice(known[0], ())
    weights = [_weight(each, country, language) for each in known]
    best = [each for each, weight in zip(known, weights, strict=True) if weight == max(weights)]
    active = [each for each in best if each.status == "active"] if len(best) > 1 else best
    return Choice(active[0], ()) if len(active) == 1 else Choice(None, ids)


def _weight(each: Wire, country: str | None, language: str | None) -> int:
    weight = 0
    if country is not None:
        weight += 4 if each.country == country else 2 if each.world else 0
    if language is not None:
        weight += 2 if language[:2] == each.languages[0] else 1 if language[:2] in each.languages else 0
    return weight
