"""What the shape of an opening cannot say: whether its words can be a dateline's, and whether a story follows."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireparse.datelines.lexer import Part
from wireparse.datelines.place_names import Surface
from wireparse.knowledge import places
from wireparse.knowledge.agencies import is_alias
from wireparse.lexicon import load
from wireparse.pattern import regex
from wireparse.record import Record

__all__ = ["Opening", "body_start", "sensible"]

# A body shorter than this says nothing: a place before a dash is a line of a list then.
_BODY_AT_LEAST: Final = 24
# Up to this length a body must end as a sentence does; a longer one may have been cut off.
_SHORT_BODY: Final = 72
# How many thousands of people must live in a place that is not in capitals, before a dash and before a colon: small
# towns are also surnames ("Clinton: ...").
_BEFORE_DASH: Final = 50
_BEFORE_COLON: Final = 300
# Shapes that need something else to speak for them: a person in front of a party's acronym, "Ali Rahim (PTI)".
_PERSON_AND_ACRONYM: Final = regex(r"m[,.]?\(a")
_UNKNOWN_AND_COLON: Final = regex(r"[nmCu][,.]?\([Aa]\):")


class Opening(Record):
    """A text's opening that fits a rule: its parts and shape, the match (group 1 the dateline), the text's end."""

    parts: list[Part]
    shape: str
    match: re.Match[str]
    end: int

    @property
    def line(self) -> str:
        """The letters of the dateline itself."""
        return self.match.group(1)

    @property
    def follows(self) -> str:
        """The letter behind the dateline: its separator, or the text."""
        return self.shape[self.match.end(1) : self.match.end(1) + 1]


def body_start(parts: list[Part], after: int) -> int:
    """Where the text begins behind the separator; the end of the last part where none does."""
    return parts[after].start if after < len(parts) else parts[-1].end


def sensible(surface: Surface, opening: Opening) -> bool:
    """Whether the words behind a shape can be what the shape says."""
    if "A" in opening.line.upper():
        return _agency_is_one(surface, opening)
    if opening.shape[: opening.match.end()].endswith("$"):  # the place alone in its line, which was taken for one
        return _kickers().isdisjoint(_name(surface, opening).lower().split())
    if opening.line[0] == "R" and opening.follows not in "-~" and not places.is_place(_name(surface, opening)):
        return False
    return _day_is_one(surface, opening) if "D" in opening.line else _place_opens_a_story(surface, opening)


def _name(surface: Surface, opening: Opening) -> str:
    """The bare name of the first place."""
    first = next(part.places[0] for part in opening.parts if part.places)
    return surface.text[first.start : first.name_end]


def _agency_is_one(surface: Surface, opening: Opening) -> bool:
    line, match = opening.line, opening.match
    if _PERSON_AND_ACRONYM.match(opening.shape) or _UNKNOWN_AND_COLON.match(opening.shape):
        return "D" in line or line[0] == "C"
    if line == "(A)":
        agency = opening.parts[1]
        if opening.follows == "$":  # nothing else on the line: "(Foto: Ruiz/dpa)" is a credit
            return is_alias(surface.text[agency.start : agency.end])
        return match.end() > match.end(1) or opening.follows != "w"
    if line[0] in "Aa" and opening.follows == "/":  # "APA/Ana Ruiz" is a credit, "Shafaq News/ The" a dateline
        return surface.text[body_start(opening.parts, match.end()) - 1] == " "
    return True


def _day_is_one(surface: Surface, opening: Opening) -> bool:
    """Whether place and date can be a dateline: the date more than a number with a point, which in a table is a
    price; a name that is no known place without a word of the desk's, and marked by comma and dash."""
    parts = opening.parts[: len(opening.line)]
    dates = [surface.text[part.start : part.end] for part in parts if part.letter == "D"]
    if not any(len(date) > 7 or any(map(str.isalpha, date)) for date in dates):
        return False
    if opening.line[0] == "C":
        words = surface.text[parts[0].start : parts[0].end].lower().split()
        return opening.line == "C,D" and opening.follows in "-~" and _kickers().isdisjoint(words)
    return True


def _place_opens_a_story(surface: Surface, opening: Opening) -> bool:
    """Whether a place alone opens a sentence, not a row of names, a heading or a speaker's words."""
    first = next(part for part in opening.parts if part.places)
    name = surface.text[first.start : first.places[0].end]
    start = body_start(opening.parts, opening.match.end())
    size = opening.end - start
    if len(name) < 3 or name.lower() in _kickers() or size < _BODY_AT_LEAST:
        return False
    body = surface.text[start : min(opening.end, start + 160)]
    bare = first.places[0].end == first.places[0].name_end
    if bare and size < _SHORT_BODY and body.rstrip(" \"')")[-1:] not in (".", "!", "?", "…"):
        return False
    colon = opening.follows in ":."
    if opening.line != "k":
        return not colon or not bare or places.people(name) >= _BEFORE_COLON or not places.resolve(name).candidates
    row = " - " in body[:48] or " | " in body[:80] or body[0] in '"0123456789' or len(body.split()) < 7
    several = len(first.places) > 1
    least = _BEFORE_COLON if colon else _BEFORE_DASH
    return not row and (several or places.people(name) >= least) and not (colon and places.region(name))


@cache
def _kickers() -> frozenset[str]:
    return frozenset(load("datelines")["kickers"])
