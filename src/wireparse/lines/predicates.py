"""Judgements on a line: whether its words amount to names, a time, a path of sections, a dateline.

Each takes a `LineFeatures` and is asked only of lines of which something that speaks for it was seen.
"""

from __future__ import annotations

from typing import Final

from wireparse.lexicon import given_names
from wireparse.lines.features import EDGE, LineFeatures
from wireparse.pattern import pattern, regex

__all__ = [
    "ADDRESS", "NAMES", "UPPER", "about_comments", "address_alone", "around_date", "breadcrumb", "date_and_section",
    "dateline_alone", "hour_alone", "label_and_title", "named_person",
    "opens_with_dateline", "prose", "row_of", "time_alone",
]  # fmt: skip

#: `re` has no class for capital letters.
UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁĽŃŅŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩА-ЯЁЂІЇЄҐ"
_NAME: Final = rf"[{UPPER}][\w'.-]*+"
#: Two words or more as in names.  Between them stand short small ones: of, de, van der, and.
NAMES: Final = pattern(rf"{_NAME}(?:,? (?:{_NAME}|&|\w{{1,3}}+ {_NAME}|\w{{1,3}}+ \w{{1,3}}+ {_NAME})){{1,9}}")
# Two people or more, of two or three words each, perhaps "in" a place each.
_IN: Final = rf"(?: [a-z]{{2}} {_NAME})?"
_PERSON: Final = rf"{_NAME} {_NAME}(?: {_NAME})?{_IN}"
_PEOPLE: Final = pattern(rf"{_NAME} {_NAME}{_IN}(?:, {_PERSON}){{0,4}},? \w{{1,3}} {_NAME} {_NAME}{_IN}(?= |,|$)")

_PLACE: Final = rf"{_NAME}(?:[ /][\w'.&-]++){{0,5}}(?:, {_NAME}(?: [\w.]++){{0,2}})?"
# What an agency opens with: no small letter.  Plain, as a class of many capitals takes long to compile.
_LETTER: Final = r"(?![а-ё])[^\W\d_a-zß-öø-ÿ]"
_DATELINE: Final = regex(
    rf"{_PLACE}(?:, [^,()/\n-]{{2,24}}){{0,2}} ?(?:"
    rf"\({_LETTER}[^()\n]{{1,40}}\)(?: ?[-:_.,]| (?=\S))"  # FLINT, Mich. (AP) -
    r"|\([a-z]{2,6}\) ?-"  # Leipzig (dpa) -
    rf"|/{_LETTER}[^/\n]{{1,30}}/\.?"  # MOSCOW, May 5. /TASS/.
    rf"|--?\({_LETTER}[^()\n]{{1,30}}\)-"  # OSLO--(BUSINESS WIRE)--
    r"|(?<! )--? |(?<= )--? )"  # FLINT, Mich. --
    rf"|\({_LETTER}[^()\n]{{1,24}}\) ?[-:_]"  # (Reuters) -
    rf"|/{_LETTER}[^/\n]{{1,24}}/ ?-"
)

_TIME: Final = regex(r"\b(?:\d{1,2}[:.h]\d\d|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d(?:\d\d)?)\b")
_COUNT: Final = regex(r"\b\d{1,3}[^\W\d]{0,2}[.,]? ?(?=[^\W\d])|\b[^\W\d]{3,12}\.? \d{1,2}\b")
# A month and a year in a menu, perhaps with a count: the archive.
_ARCHIVE: Final = pattern(r"[^\W\d]{3,12}\.? (?:19|20)\d\d(?: ?\(\d+\))?")
_CLOCK: Final = pattern(r"\d[:.h]\d\d")
_HOUR: Final = pattern(r"\d{1,2}(?:[:.h]\d\d)? ?[^\W\d]{0,3}(?:\. ?[^\W\d])?[.:]?")
# Day, month and year; the month in letters is a group.
_DATE: Final = pattern(
    r"(?<![\d.,])\d{1,2}(?:[./-]\d{1,2}[./-](?:19|20)?|\. \d{1,2}\. (?:19|20))\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d"
    r"|\d{1,2}[^\W\d]{0,2}\.? (?:[^\W\d]{2,3} )?([^\W\d]{3,12})\.?,? (?:[^\W\d]{2,3} )?(?:19|20)\d\d"
    r"|([^\W\d]{3,12})\.? \d{1,2}[^\W\d]{0,2},? ?(?:19|20)\d\d"
)
_WORD: Final = regex(r"[^\W\d_]++(?:\.[^\W\d_]++)*")
_STEP: Final = pattern(r' [|/"] | ?[>›→] ?| --? | :: ')
_HARD_STEP: Final = pattern(r' [>|"/›→] | :: ')
_ADDRESS: Final = pattern(r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,40}|(?:\+\d|\(?0|\(\d{3}\))[\d ()/.-]{6,22}\d")
#: A web address; marks at its end are not part of it.
ADDRESS: Final = pattern(r"(?:https?://|www\.|pic\.twitter\.com/)[^\s<>\"]{3,500}(?<![.,;:!?)\]'])")
_FIGURE: Final = regex(r"\d")
# A telephone number has so many figures, at least.
_FIGURES: Final = 7
# Marks of a path, which is no row.
_ARROWS: Final = frozenset(">›→")
# A row of a menu's items has at most so many words.
_LONGEST_ROW: Final = 24
# Where one cell of a table ends; a cell of nothing but figures.
_CELLS: Final = regex(r"(?: {2}|\t)[ \t]*")
_FIGURES_ALONE: Final = regex(r"[-+($€£]{0,2}\d[\d.,:]{0,14}[%)]?")


def named_person(line: LineFeatures) -> bool:
    """Two to eight words as in names, perhaps with a role behind a comma."""
    if not 2 <= line.word_count <= 9 or "sentence" in line.flags:
        return False
    if line.bare.isupper():
        return False
    roles = line.furniture.words["byline"]
    name, comma, role = line.bare.partition(", ")
    role = role.casefold().strip(" .")
    if comma and (role in roles or (role.count(" ") < 5 and role.rpartition(" ")[2] in roles)):
        return bool(NAMES.fullmatch(name))
    if line.word_count <= 4 and NAMES.fullmatch(line.bare):
        return True
    first, _, rest = line.bare.casefold().partition(" ")
    if (
        line.word_count <= 6 and rest.rpartition(" ")[2] in roles and first in given_names()
    ):  # "Ida Moen Science editor"
        return True
    people = _PEOPLE.match(line.bare) if line.bare.partition(" ")[2][:1].isupper() else None
    if not people:
        return False
    rest = line.bare[people.end() :].strip(" ,").casefold()
    return not rest or rest in roles


def hour_alone(line: LineFeatures) -> bool:
    """A time of day and nothing else."""
    if len(line.text) > 12 or not _HOUR.fullmatch(line.bare):
        return False
    words = _WORD.findall(line.bare.casefold())
    clock = line.furniture.words["clock"]
    return bool(words or ":" in line.bare) and all(word.strip(".") in clock for word in words)


def time_alone(line: LineFeatures) -> bool:
    """A year, day or hour in figures and few words but those of clocks and calendars; or only such, with a number
    ("20 hours ago")."""
    if len(line.text) > 110 or (line.sentence and line.bare[0].islower()):
        return False
    if "bulleted" in line.flags and _ARCHIVE.fullmatch(line.bare):
        return False
    plain = _TIME.search(line.bare) is not None
    if not plain and not _COUNT.search(line.bare):
        return False
    clock = line.furniture.words["clock"]
    words = _WORD.findall(line.bare.casefold())
    strange = sum(word not in clock for word in words)
    if strange == 0:
        return plain or 0 < len(words) <= 6
    return plain and strange <= 2 and len(words) >= 3 * strange


def date_and_section(line: LineFeatures) -> bool:
    """A date with its year and up to four words in capitals, two where neither the date comes first nor an hour with
    it."""
    if len(line.text) > 110 or line.sentence or (around := around_date(line)) is None:
        return False
    before, behind = around
    count = len(before) + len(behind)
    if count <= 1 and _CLOCK.search(line.bare):  # "ažurirano 19.2.2020 16:20"
        return True
    if count > 4 or not all(word[0].isupper() for word in (*before, *behind)):
        return False
    return count <= 2 or not before or _CLOCK.search(line.bare) is not None


def around_date(line: LineFeatures) -> tuple[list[str], list[str]] | None:
    """The words before and behind a date with its year, less those of clocks; None where there is no such date."""
    found = _DATE.search(line.bare)
    if found is None:
        return None
    clock = line.furniture.words["clock"]
    month = found.group(1) or found.group(2)
    if month and month.casefold() not in clock:
        return None
    before, behind = (
        [word for word in _WORD.findall(part) if word.casefold() not in clock]
        for part in (line.bare[: found.start()], line.bare[found.end() :])
    )
    return before, behind


def row_of(line: LineFeatures, name: str) -> bool:
    """Three or more of a kind of furniture's lines in a row: "Home News Sport Contact us".

    Each begins in a capital, and three words in four are part of one.
    """
    words = line.bare.split()
    if not 3 <= len(words) <= _LONGEST_ROW or not words[0][0].isupper() or not _ARROWS.isdisjoint(line.bare):
        return False
    low = line.bare.casefold().split()
    at = items = inside = 0
    while at < len(words):
        size = next((size for size in (3, 2, 1) if name in _line(line, low[at : at + size])), 0)
        if size and words[at][0].isupper():
            items, inside = items + 1, inside + size
        at += size or 1
    return items >= 3 and 4 * inside >= 3 * len(words)


def _line(line: LineFeatures, words: list[str]) -> tuple[str, ...]:
    return line.furniture.lines.get(" ".join(words).strip(EDGE), ())


def breadcrumb(line: LineFeatures) -> bool:
    """Two steps or more of a few capitalised words each; three, where a dash is the steps' mark."""
    if "<" in line.bare or ("bulleted" in line.flags and ">" not in line.bare):
        return False
    steps = [step.strip() for step in _STEP.split(line.bare)]
    steps = [step for step in steps if step]
    if not 2 <= len(steps) <= 8 or any(step.count(" ") > 3 for step in steps):
        return False
    if not all(step[0].isupper() for step in steps):
        return False
    return len(steps) >= 3 or bool(_HARD_STEP.search(line.bare))


def about_comments(line: LineFeatures) -> bool:
    """Short, and more than the name of a menu's tab; or a row of tools with those of comments among them; or the name
    of a field that must be filled in ("Name *")."""
    seen = line.flags
    if line.text[-1] == "*" and line.word_count <= 3 and line.text[-2:-1] == " ":
        return "bulleted" not in seen
    if "comment.lines" in seen or "comment.openings" in seen or "comment.inside" in seen:
        return len(line.text) <= 260 and not (line.word_count <= 2 and "bulleted" in seen)
    lines = line.furniture.lines
    return any("comment.lines" in lines.get(step.strip(EDGE), ()) for step in _STEP.split(line.low))


def opens_with_dateline(line: LineFeatures) -> bool:
    """A place in capitals and a dash, or a place with an agency in brackets or slashes; and text behind it."""
    found = _DATELINE.match(line.bare)
    if not found or len(line.text) < found.end() + 20:
        return False
    opening = found.group()
    if "(" in opening or "/" in opening:
        return opening[0] in "(/" or opening.find("(") < 50
    place = opening.split(",")[0].split(" -")[0].split("--")[0].strip()
    return len(place) > 2 and place.isupper() and len(line.text) > found.end() + 30


def dateline_alone(line: LineFeatures) -> bool:
    """A dateline with nothing behind it: with its agency, or with a dash and the place in capitals."""
    bare = line.bare
    if line.word_count > 14:
        return False
    if "(" not in bare and "/" not in bare and not (bare[-1] == "-" and bare.partition(",")[0].isupper()):
        return False
    shouted = bare[-1] == ")" and bare.partition("(")[0].partition(",")[0].isupper()
    found = _DATELINE.match(f"{bare} -" if shouted else f"{bare} ")
    return found is not None and found.end() >= len(bare) - 2


def table_row(line: LineFeatures) -> bool:
    """Three cells or more, set apart by white space, and two of them of figures."""
    cells = _CELLS.split(line.text.strip())
    return len(cells) > 2 and sum(_FIGURES_ALONE.fullmatch(cell) is not None for cell in cells) > 1


def prose(line: LineFeatures) -> bool:
    """Ends as a sentence and has words enough for one, or is longer than any title."""
    if line.sentence:
        return line.word_count >= 9 or len(line.text) >= 60
    return len(line.text) >= 200


def address_alone(line: LineFeatures) -> bool:
    """An e-mail address or a telephone number, and nothing else."""
    if not _ADDRESS.fullmatch(line.bare) or time_alone(line):
        return False
    return "@" in line.bare or len(_FIGURE.findall(line.bare)) >= _FIGURES


def label_and_title(line: LineFeatures) -> bool:
    """A label and what may be a headline behind it."""
    return 3 <= line.word_count <= 30
