"""The places of a dateline: names in capitals or not, with region and country, one or several."""

from __future__ import annotations

from functools import cache
from typing import Final

from wireparse.datelines.date_spans import date_end, date_in_name
from wireparse.knowledge.agencies import agency_at, identify
from wireparse.knowledge.places import is_place, region
from wireparse.lexicon import load
from wireparse.pattern import pattern, regex
from wireparse.record import Record

__all__ = ["PlaceRun", "PlaceSpan", "Surface", "read_places"]

# A word of a name; a hyphen as typed joins, a dash does not.  The second form is for scripts without capitals.
_WORD: Final = regex(r"[^\W\d_]+(?:['’.}\-‐‑][^\W\d_]+)*")
_PLAIN_WORD: Final = regex(r"[^\s\d()\[\]/,.:;|=_–—\-\"'«»“”]{2,24}+")
_BRACKETED: Final = regex(r" ?[(\[]([^()\[\]\n]{2,40}+)[)\]]")
_SLASH: Final = regex(r" ?/ ?")
_COMMA: Final = regex(r"\.?, {0,2}")
_WORDS_AT_MOST: Final = 5
_PLACES_AT_MOST: Final = 6
# What stands behind a region that is not known as one: "SHANGHAI, CHNA /".
_BEHIND: Final = pattern(r"\.?(?: ?\(| ?/ | ?--| - | _|, )")


class Surface(Record):
    """A text as the readers of datelines see it: folded and as typed, both with spaces for wrapped lines' breaks."""

    text: str
    raw: str


class PlaceSpan(Record):
    """A place as printed, `start` to `end` with its region; `name_end` where the bare name ends; the region and the
    country as printed, in view offsets."""

    start: int
    name_end: int
    end: int
    areas: tuple[str, ...]


class PlaceRun(Record):
    """The places at one point of a dateline.  `letter` says what speaks for them, see `lexer`."""

    places: tuple[PlaceSpan, ...]
    end: int
    letter: str


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("datelines")[key])


def read_places(surface: Surface, at: int, end: int) -> PlaceRun | None:
    """The places that are named from `at` on, at most to `end`; None where no name starts."""
    spans: list[PlaceSpan] = []
    sure, caps = False, True
    position: int | None = at
    while position is not None and len(spans) < _PLACES_AT_MOST:
        name = _name_at(surface, position, end)
        if name is None:
            break
        stop, capitals = name
        wider = _whole_name(surface, position, stop, end)
        place, strong = _with_areas(surface, position, wider, end, capitals)
        spans.append(place)
        sure, caps = sure or strong, caps and capitals
        position = _next_place(surface, place.end, end)
    if not spans:
        return None
    return PlaceRun(tuple(spans), spans[-1].end, _letter(surface, spans, sure, caps))


def _whole_name(surface: Surface, at: int, stop: int, end: int) -> int:
    """The end of a name with the part behind its slash: "Frankfurt/Main" is one place, "Berlin/Frankfurt" two."""
    slash = _SLASH.match(surface.text, stop, end)
    part = _name_at(surface, slash.end(), end) if slash else None
    return part[0] if part and is_place(surface.text[at : part[0]]) else stop


def _letter(surface: Surface, spans: list[PlaceSpan], sure: bool, caps: bool) -> str:
    """What a run of places is in a dateline's shape."""
    first = surface.text[spans[0].start : spans[0].name_end]
    if not first[:1].isupper():
        return ("l" if is_place(first) else "w") if first[:1].islower() else "u"
    if sure:
        return "K" if caps else "R"
    familiar = all(is_place(surface.text[span.start : span.name_end]) for span in spans)
    if caps:
        if not familiar and first.lower().endswith(tuple(_words("endings"))) and len(first) > 6 and " " not in first:
            familiar = True
        return "K" if familiar else "C"
    if familiar:
        return "k"
    return "m" if len(first.split()) > 1 and not _words("particles") & set(first.split()) else "n"


def _name_at(surface: Surface, at: int, end: int) -> tuple[int, bool] | None:
    """The end of the name that starts at `at`, capitalised words with particles between them, and whether it stands
    in capitals.  A name in capitals ends before a word that does not: the text behind ("ROMA Il presidente")."""
    raw, text = surface.raw, surface.text
    head = raw[at : at + 1]
    if head.islower() or not head.isupper():
        stop = _plain_name_end(surface, at, end, small=head.islower())
        return (stop, False) if stop else None
    stop, position, caps = at, at, False
    decided = False
    for count in range(_WORDS_AT_MOST):
        match = _WORD.match(raw, position, end)
        if match is None or (count and date_in_name(text, position)):
            break
        word = match.group()
        short = word.lower().rpartition("-")[2] in _words("short_words") or len(word) == 1
        if count and not short and word.lower() in _words("joiners"):
            break
        if word[0].islower():
            if not count or word.lower() not in _words("particles"):
                break
        elif decided and not short and (word[-1].isupper() or word in _words("particles")) is not caps:
            break
        elif not short and not decided:
            decided, caps = True, word[-1].isupper() and len(word) > 1
        position = match.end()
        if short and raw[position : position + 1] == ".":
            position += 1
        if word[0].isupper():
            stop = position
        if text[position : position + 1] != " ":
            break
        position += 1
        if text[position : position + 1] == " ":
            break
    return (stop, caps) if stop > at else None


def _plain_name_end(surface: Surface, at: int, end: int, *, small: bool) -> int | None:
    """The end of a name without capitals, in a script that has none or in copy that is all in small letters: up to
    three words before a date, a bracket or a dash."""
    stop, position = None, at
    for _ in range(3):
        match = _PLAIN_WORD.match(surface.text, position, end)
        if match is None or date_in_name(surface.text, position):
            break
        if (
            stop
            and match.group() in _words("before_date")
            and surface.text[match.end() + 1 : match.end() + 2].isdigit()
        ):
            break
        stop = position = match.end()
        if surface.text[position : position + 1] != " ":
            break
        position += 1
    if stop and surface.text[stop - 1] == "۔":
        stop -= 1
    return stop if stop is None or not small or surface.text[stop : stop + 1] == "," else None


def _with_areas(surface: Surface, at: int, name_end: int, end: int, caps: bool) -> tuple[PlaceSpan, bool]:
    """The place whose name ends at `name_end`, with the regions and the country behind it, and whether they are
    known for that."""
    text = surface.text
    areas: list[str] = []
    strong = False
    position = name_end
    while len(areas) < 3:
        bracket = _BRACKETED.match(text, position, end)
        if bracket is not None:
            inside = bracket.group(1)
            other = _BRACKETED.match(text, bracket.end(), end)  # "Halle (Saale) (dpa)"
            named = region(inside) or is_place(inside) or (other is not None and inside[0].isupper())
            if not _dated_credit(text, bracket.end(), end) and (identify(inside) or not named):
                break
            areas.append(inside)
            strong, position = True, bracket.end()
            continue
        comma = _COMMA.match(text, position, end)
        found = _area(surface, comma.end(), end, caps) if comma else None
        if found is None:
            break
        areas.append(text[comma.end() : found[0]] if comma else "")
        position, strong = found[0], strong or found[1]
    return PlaceSpan(at, name_end, position, tuple(areas)), strong


def _dated_credit(text: str, at: int, end: int) -> bool:
    """Do a comma, a date and a bracket follow, as behind a region in a dateline ("Noja (Cantabria), 23 may (EFE)")?"""
    comma = _COMMA.match(text, at, end)
    stop = date_end(text, comma.end(), end) if comma else None
    return stop is not None and text.startswith(" (", stop)


def _area(surface: Surface, at: int, end: int, caps: bool) -> tuple[int, bool] | None:
    """The end of a region's or country's name that starts at `at`, and whether it is known as one."""
    text = surface.text
    stops: list[int] = []
    position = at
    while len(stops) < 4:
        match = _WORD.match(surface.raw, position, end)
        if match is None or date_in_name(text, position):
            break
        stops.append(match.end())
        position = match.end()
        if text[position : position + 1] == "." and len(match.group()) <= 2:
            position += 1
        if text[position : position + 1] != " ":
            break
        position += 1
    for stop in reversed(stops):
        if text[at].isupper() and _is_area(text[at:stop]):
            return _with_point(text, stop, end), True
    if not stops or not text[at].isupper() or date_end(text, at, end) or agency_at(text, at, end, in_dateline=True):
        return None
    stop = stops[-1]
    if len(stops) <= 3 and _BEHIND.match(text, stop, end):
        name = text[at:stop]
        if is_place(name) or (caps and name.isupper()):
            return _with_point(text, stop, end), is_place(name)
    return None


def _is_area(name: str) -> bool:
    """Whether a region or country is printed so, or would be with the point of its abbreviation ("Pa", "Calif")."""
    return region(name) or (len(name) < 7 and region(name + "."))


def _with_point(text: str, stop: int, end: int) -> int:
    """Past the point of an abbreviation, where it is not the end of a sentence."""
    if text[stop : stop + 1] != ".":
        return stop
    behind = text[stop + 1 : min(end, stop + 6)].lstrip(" ")
    ends = behind[:1] in ("", "(", "-", "_", "[", ",") or _joiner_at(text, stop + 1, end)
    return stop + 1 if ends else stop


def _next_place(surface: Surface, at: int, end: int) -> int | None:
    """Where the next of several places starts; None behind the last."""
    text = surface.text
    slash = _SLASH.match(text, at, end)
    if slash:
        start = slash.end()
        if text[at] == " " and text[start - 1] == "/":  # "Минск /Корр. БЕЛТА/": the slash opens a credit
            return None
        other = not text[start : start + 1].isupper() or date_end(text, start, end) is not None
        return None if other or agency_at(text, start, end, in_dateline=True) is not None else start
    if text.startswith("; ", at):
        return at + 2 if text[at + 2 : at + 3].isupper() else None
    at += text.startswith(", ", at)  # "ORLANDO, Fla., and CINCINNATI"
    joiner = _joiner_at(text, at, end)
    return at + len(joiner) + 2 if joiner and text[at + len(joiner) + 2].isupper() else None


def _joiner_at(text: str, at: int, end: int) -> str | None:
    """The word behind a space at `at` that joins two places, if more follows it."""
    word, space, rest = text[at + 1 : min(end, at + 12)].partition(" ")
    return word if text.startswith(" ", at) and space and rest and word.lower() in _words("joiners") else None
