"""Bylines: the people that a byline names, with their roles and affiliations.

A byline is cut at its marks (commas, bars, "and"), and each stretch is a person, a remark about the people before it,
or the end.  Better none than a wrong one: a name counts only if it looks like a person's and holds no word of a
newsroom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from wireparse.datelines.date_spans import date_end
from wireparse.details.fields import BlockText
from wireparse.knowledge.agencies import agency_at, identify
from wireparse.knowledge.dates import date_at
from wireparse.lexicon import given_names, load
from wireparse.model import Author, Byline
from wireparse.pattern import pattern, regex
from wireparse.record import Record
from wireparse.rule import Rule
from wireparse.text.view import View

__all__ = [
    "BylineName",
    "BylineNames",
    "given",
    "label_end",
    "make_author",
    "make_byline",
    "person_end",
    "read_names",
    "words",
    "written",
]

_WORD: Final = regex(r"(?:[^\W\d_]\.){1,4}(?!\w)|[^\W\d_]+(?>(?:['\-][^\W\d_]+)*)\.?(?![\w@])")
_HEAD: Final = regex(r"\W{0,2}(\w+)")
_LABEL_END: Final = pattern(r" ?: {0,2}| {1,2}|\n ?")
_INITIALS: Final = regex(r"(?:[^\W\d_]\.)+")
_RUN_TOGETHER: Final = pattern(r"(?<!M)(?<!Ma)(?<!\b[DLF])[a-zß-ÿ][A-Z]{2}")  # "GarberFOXBusiness"
_REMARK_END: Final = regex(r" ?[\d(@<]| ?https?:| [-|]|\. ")
_NAME_WORDS: Final = 5
_AUTHORS: Final = 8
_REACH: Final = 300


class BylineName(Record):
    """A person in view offsets, with what the byline adds about them."""

    start: int
    end: int
    role: str | None
    affiliation: str | None


class BylineNames(Record):
    """What a byline names: people, and the span of the first agency; `end` is where the byline ends."""

    people: tuple[BylineName, ...]
    agency: tuple[int, int] | None
    end: int


@cache
def words(key: str) -> frozenset[str]:
    """A word list of the bylines' data file."""
    return frozenset(load("bylines")[key])


@cache
def _suffix() -> re.Pattern[str]:
    """ "Jr." or a numeral behind a name."""
    generations, numerals = "|".join(load("bylines")["generations"]), "|".join(load("bylines")["numerals"])
    return regex(rf",? (?:(?:{generations})\.?|{numerals})(?!\w)")


def given(name: str) -> bool:
    """Whether a name opens with a given name that is known."""
    return name.split(" ", 1)[0].split("-", 1)[0].casefold() in given_names()


@cache
def _label_heads() -> frozenset[str]:
    """The first word of every label: few names are behind one, and most lines need not be matched with all of them."""
    return frozenset(_HEAD.findall(label)[0] for label in load("bylines")["labels"])


@cache
def _labels() -> re.Pattern[str]:
    labels = sorted({re.escape(label.rstrip(":")) for label in load("bylines")["labels"]}, key=len, reverse=True)
    return regex(rf"[\^*•|]? ?(?:{'|'.join(labels)})(?![\w'-])", re.I)


@cache
def _separators() -> re.Pattern[str]:
    known = {form for joiner in load("bylines")["joiners"] for form in (joiner, joiner.upper())}  # but Dan is a name
    joiners = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return regex(rf"(?P<mark> ?[,;|•·/(\n][ \n^]{{0,3}}(?:(?:{joiners}) )?| -{{1,3}} )|(?P<joiner> (?:{joiners}) )")


def label_end(text: str, start: int, end: int) -> int | None:
    """Where the names begin behind a label such as "By" or "Text:"; None where no label stands."""
    head = _HEAD.match(text, start, end)
    if not head or head[1].lower() not in _label_heads():
        return None
    label = _labels().match(text, start, end)
    gap = _LABEL_END.match(text, label.end(), end) if label else None
    return gap.end() if gap else None


def read_names(view: View, start: int, end: int) -> BylineNames:
    """The names from `start` on: "A B and C D, Reuters", "A B | Reuters", "A B in ROME", "A B Staff Writer"."""
    text = view.text
    people: list[BylineName] = []
    agency: tuple[int, int] | None = None
    stop = start
    group = 0
    for first, last, listed in _stretches(text, start, min(end, start + _REACH)):
        if text[start:first].rstrip()[-1:] in (",", ";", "."):
            group = len(people)
        first = _title_end(text, first, last)
        name = person_end(text, first, last) if len(people) < _AUTHORS else None
        if name is not None and (not people or listed or given(text[first:name])):
            people.append(BylineName(first, name, None, None))
            stop = name
            first = name + (text[name : name + 1] == " ")
            if first >= last:
                continue
        remark = _remark(text, first, last)
        if remark is None:
            if text[first:last].split(" ", 1)[0] in words("helped"):  # "C D and E F contributed reporting"
                del people[group:]
            break
        if remark.agency and agency is None:
            agency = remark.agency
        people = [_with_remark(person, remark) for person in people]
        stop = max(stop, remark.end)
        if remark.end < last or (not people and remark.agency is None):
            break
    return BylineNames(tuple(people), agency, stop)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The stretches between the marks of a byline, and whether a joiner makes the stretch one of a list of people.

    In "A B, C D and E F" the joiner behind speaks for the comma before; "Ortega y Gasset" is one name, as one word
    behind a joiner is no person.
    """
    cuts = list(_separators().finditer(text, start, end))
    cuts = [cut for cut in cuts if cut.lastgroup == "mark" or _two_words(text, cut.end(), end)]
    joined = [
        cut.lastgroup == "joiner" or cut.group().strip(" \n").lower()[1:].strip() in words("joiners") for cut in cuts
    ]
    first = start
    for index in range(len(cuts) + 1):
        last = cuts[index].start() if index < len(cuts) else end
        if last > first:
            yield first, last, any(joined[max(0, index - 1) :])
        first = cuts[index].end() if index < len(cuts) else end


def _title_end(text: str, at: int, end: int) -> int:
    """Past a title before a name: "Dr. Ana Ruiz"."""
    word = _WORD.match(text, at, end)
    title = word is not None and word.group().lower() in words("titles") and text[word.end() : word.end() + 1] == " "
    return word.end() + 1 if word and title else at


def _two_words(text: str, at: int, end: int) -> bool:
    one = _WORD.match(text, at, end)
    other = _WORD.match(text, one.end() + 1, end) if one and text[one.end() : one.end() + 1] == " " else None
    return bool(one and other and other.group().lower() not in words("joiners"))


def person_end(text: str, at: int, end: int) -> int | None:
    """The end of a person's name that starts at `at`: two to five words, none of a newsroom's."""
    position, stop, count = at, at, 0
    caps = False
    for _ in range(_NAME_WORDS):
        word = _WORD.match(text, position, end)
        if word is None or (count and date_end(text, position, len(text))):
            break
        printed = word.group()
        lower = printed.lower().rstrip(".")
        initials = _INITIALS.fullmatch(printed) is not None
        if not count:
            caps = _shouted(printed)
        if not count and date_at(text, position) is not None and not given(printed):
            return None  # "By Friday …"
        if printed[0].islower() and lower not in words("particles"):
            break
        if count >= 2 and _ends_a_name(lower, printed, caps):
            break
        if count >= 2 and lower in words("organisations") and given(text[at:stop]):
            break
        if lower in words("organisations") or lower in words("other_labels") or _RUN_TOGETHER.search(printed):
            return None
        if count and not initials and agency_at(text, position, end) is not None:
            break
        point = printed.endswith(".") and not initials and lower not in words("suffixes")
        position = word.end() - point
        if printed[0].isupper():
            stop = position
        count += 1
        if point or text[position : position + 1] != " ":
            break
        position += 1
    suffix = _suffix().match(text, stop, end)
    stop = suffix.end() if suffix else stop
    name = text[at:stop]
    full = [part for part in name.split() if len(part.strip(".")) > 1]
    return stop if count >= 2 and full and len(name) < 48 and not identify(name) else None


def _ends_a_name(lower: str, printed: str, caps: bool) -> bool:
    """Whether a third or later word is no part of the name: a role, a label, capitals behind ordinary letters."""
    if lower in words("roles") or lower in words("other_labels") or lower in words("stops"):
        return True
    return (lower in words("organisations") or len(printed) > 2) and _shouted(printed) and not caps


def _shouted(word: str) -> bool:
    return len(word.strip(".")) > 1 and word.isupper()


class _Remark(Record):
    """What a stretch says about the people before it."""

    role: str | None
    affiliation: str | None
    agency: tuple[int, int] | None
    end: int


def _remark(text: str, first: int, last: int) -> _Remark | None:
    """A role, an affiliation or both; None where the byline is over."""
    cut = _REMARK_END.search(text, first, last)
    last = cut.start() if cut else last
    said = text[first:last].rstrip(" .-=")
    if not said or date_end(text, first, len(text)) is not None:
        return None
    bracketed = text[first - 1 : first] == "("
    said = said.rstrip(")") if bracketed else said
    parts = said.split(" ")
    if len(parts) > 8 or parts[0].lower() in words("other_labels"):
        return None
    if any(part[-1:] == ":" and part[:-1].lower() in words("stops") for part in parts[:2]):  # "Updated: May 27"
        return None
    end = first + len(said)
    if parts[0].lower() in words("places_after"):
        return _Remark(None, None, None, end)
    agency = _agency_in(text, first, end)
    if agency != (first, end) and any(part.lower().strip(".,") in words("roles") for part in parts):
        return _Remark(said, text[slice(*agency)] if agency else None, agency, end)
    if agency:
        return _Remark(None, text[slice(*agency)], agency, end)
    if len(said) <= 3 and said.isupper():  # a degree
        return _Remark(None, None, None, end)
    named = not bracketed and parts[0][:1].isupper() and all(part[:1].isupper() or len(part) < 4 for part in parts)
    return _Remark(None, said, None, end) if named and len(parts) < 7 else None


def _agency_in(text: str, first: int, last: int) -> tuple[int, int] | None:
    """The first agency's name in a stretch of a byline."""
    if identify(text[first:last]):
        return first, last
    for start in [first, *(index + 1 for index in range(first, last) if text[index] == " ")]:
        stop = agency_at(text, start, last)
        if stop is not None:
            return start, stop
    return None


def _with_remark(person: BylineName, remark: _Remark) -> BylineName:
    if person.role or person.affiliation:
        return person if person.affiliation or remark.role else person._replace(affiliation=remark.affiliation)
    return person._replace(role=remark.role, affiliation=remark.affiliation)


def make_author(view: View, name: BylineName, value: str | None = None) -> Author:
    """The author as the model has it, the name, or the `value` that stands for it, in ordinary letters."""
    text, start, end = view.span(name.start, name.end)
    return Author(written(value or view.text[name.start : name.end]), name.role, name.affiliation, text, start, end)


def make_byline(blocks: BlockText, start: int, end: int, people: tuple[BylineName, ...], rule: Rule) -> Byline | None:
    """The byline over a view span, unless its rule is switched off."""
    if rule.id in blocks.disabled:
        return None
    authors = tuple(make_author(blocks.view, name) for name in people)
    return Byline(*blocks.view.span(start, end), authors=authors, rule=rule.id, certainty=rule.certainty)


def written(name: str) -> str:
    """A name as normally written: capitals brought down ("O'BRIEN", "McDONALD", "van der BERG"), initials kept."""
    name = " ".join(name.split())
    parts = name.split(" ")
    if not any(len(part) > 2 and sum(map(str.isupper, part)) > 2 for part in parts):
        return name
    shouted = all(not part.isalpha() or part.isupper() for part in parts)
    small = [_small(part) for part in parts]
    if shouted:
        for index, (one, other) in enumerate(pairwise(parts)):
            if f"{one} {other}".lower() in words("lower_pairs") and index:
                small[index : index + 2] = [one.lower(), other.lower()]
    return " ".join(small)


def _small(word: str) -> str:
    """One word of a name in capitals, brought down."""
    if _INITIALS.fullmatch(word) or word.upper() in load("bylines")["numerals"] or sum(map(str.isupper, word)) < 2:
        return word
    if len(word) <= 2 and not set(word.lower()) & set("aeiouy"):
        return word
    if any(map(str.islower, word)) and not word.startswith(tuple(load("bylines")["prefixes"])):
        return word
    pieces = re.split(r"(['-])", word)
    return "".join(_title(piece, index, pieces) for index, piece in enumerate(pieces))


def _title(piece: str, index: int, pieces: list[str]) -> str:
    if piece in "'-" or not piece:
        return piece
    if index and pieces[index - 1] == "'" and len(pieces[index - 2]) > 2:  # "MA'AN": no new name behind
        return piece.lower()
    prefixes: list[str] = load("bylines")["prefixes"]
    prefix = re.match(rf"(?:{'|'.join(prefixes)})(?=[A-Z])", piece)
    if prefix:
        return prefix.group() + piece[prefix.end() :].capitalize()
    shortest = prefixes[0]
    if piece.startswith(shortest.upper()) and len(piece) > 4:
        return shortest + piece[len(shortest) :].capitalize()
    return piece.capitalize()
