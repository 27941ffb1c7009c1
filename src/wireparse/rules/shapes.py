"""Judgements on a line: whether its words amount to names, a time, a path of sections, a dateline, a caption.

Each takes a `Sight` and is asked only of lines of which something that speaks for it was seen.
"""

from __future__ import annotations

import re
from typing import Final

from wireparse.rules.sight import EDGE, Furniture, Sight

__all__ = [
    "about_comments", "address_alone", "agency_alone", "breadcrumb", "captioned", "credits_source", "dateline_alone",
    "describes_author", "hour_alone", "label_and_title", "named_person", "opens_with_dateline", "picture_credit",
    "prose", "signed", "signed_off", "time_alone",
]  # fmt: skip

# `re` has no class for capital letters.
_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁĽŃŅŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩА-ЯЁЂІЇЄҐ"
_NAME: Final = rf"[{_UPPER}][\w'.-]*+"
# Between names stand short small words: of, de, van der, and.
_NAMES: Final = re.compile(rf"{_NAME}(?:,? (?:{_NAME}|&|\w{{1,3}}+ {_NAME}|\w{{1,3}}+ \w{{1,3}}+ {_NAME})){{1,9}}")
# Two people or more, of two or three words each.
_PERSON: Final = rf"{_NAME} {_NAME}(?: {_NAME})?"
_PEOPLE: Final = re.compile(rf"{_NAME} {_NAME}(?:, {_PERSON}){{0,4}},? \w{{1,3}} {_NAME} {_NAME}(?= |,|$)")

_PLACE: Final = rf"{_NAME}(?:[ /][\w'.&-]++){{0,5}}(?:, {_NAME}(?: [\w.]++){{0,2}})?"
_DATELINE: Final = re.compile(
    rf"{_PLACE}(?:, [^,()/\n-]{{2,24}}){{0,2}} ?(?:"
    rf"\([{_UPPER}][^()\n]{{1,40}}\)(?: ?[-:_.,]| (?=\S))"  # FLINT, Mich. (AP) -
    r"|\([a-z]{2,6}\) ?-"  # Leipzig (dpa) -
    rf"|/[{_UPPER}][^/\n]{{1,30}}/\.?"  # MOSCOW, May 5. /TASS/.
    rf"|--?\([{_UPPER}][^()\n]{{1,30}}\)-"  # OSLO--(BUSINESS WIRE)--
    r"|(?<! )--? |(?<= )--? )"  # FLINT, Mich. --
    rf"|\([{_UPPER}][^()\n]{{1,24}}\) ?[-:_]"  # (Reuters) -
    rf"|/[{_UPPER}][^/\n]{{1,24}}/ ?-"
)

_TIME: Final = re.compile(r"\b(?:\d{1,2}[:.h]\d\d|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d(?:\d\d)?)\b")
_COUNT: Final = re.compile(r"\b\d{1,3}(?:st|nd|rd|th|er|\.|,)? ?(?=[^\W\d])|\b[^\W\d]{3,12}\.? \d{1,2}\b")
_HOUR: Final = re.compile(r"\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]\.? ?m\.?|[^\W\d]{0,3})[.:]?", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]++(?:\.[^\W\d_]++)*+")
_STEP: Final = re.compile(r' [|/"] | ?[>›→] ?| --? | :: ')
_HARD_STEP: Final = re.compile(r' [>|"/›→] | :: ')
# The bracket, or the part after a slash or a label, that ends a line.
_BRACKET: Final = re.compile(r"\(([^()]{3,110})\)[ .]?$")
_LABELLED: Final = re.compile(r"(?:^|[.!?\"')|/ ])\s?([^\W\d_][^:.()/\n]{2,24}): ?[^:]{3,80}$")
_OWNERS: Final = re.compile(r"[/,;|]|\bvia\b")
_OWNER: Final = re.compile(r"([^\W\d_][\w -]{1,20}?) ?/ ?([^\W\d_][\w -]{1,20})")

# A sentence ends, another word begins.
_SENTENCES: Final = re.compile(rf"[^\n]{{12}}\w{{3}}[.!?] [{_UPPER}]")
_INITIALS: Final = re.compile(r"[a-z]{2,4}(?:/[a-z]{1,4}){1,4}")
_AGENCY_ALONE: Final = re.compile(rf"/[\w -]{{2,14}}/|\([{_UPPER}][\w -]{{1,13}}\)")
_ADDRESS: Final = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,40}|(?:\+\d|\(?0)[\d ()/.-]{6,22}\d")

_SOURCE: Final = frozenset(("source.lines", "source.labels", "source.openings", "source.inside", "contributor.inside"))


def signed_off(sight: Sight) -> bool:
    """Names behind a label of those who worked on the story, or somebody but a wire before "contributed reporting"; or
    initials: "hga/mlr"."""
    if len(sight.text) > 400:
        return False
    if "editor.labels" in sight.seen or "editor.openings" in sight.seen:
        return _credits_people(sight) or ("bracketed" in sight.seen and sight.words <= 3)
    if "contributor.inside" not in sight.seen:
        return bool(_INITIALS.fullmatch(sight.text))
    at = min((at for at in map(sight.low.find, _contributions(sight.known)) if at > 0), default=0)
    subject = sight.low[:at].strip(EDGE)
    return at > 0 and subject.count(" ") < 12 and "source.lines" not in sight.known.lines.get(subject, ())


def _hails_from(sight: Sight) -> bool:
    """ "SOURCE Halden Valves ASA": the word in capitals, then a name."""
    first, _, name = sight.bare.partition(" ")
    return first.isupper() and sight.words <= 10 and not sight.sentence and name[:1].isupper() and not name.isupper()


def _contributions(known: Furniture) -> list[str]:
    return [phrase for phrases in known.inside.values() for phrase, name in phrases if name == "contributor.inside"]


def _credits_people(sight: Sight) -> bool:
    """Behind the label or the first word, capitalised words."""
    colon = sight.bare.find(":", 0, 40)
    rest = sight.bare[colon + 1 :].split() if colon > 0 else sight.bare.split()[1:]
    letters = [word for word in rest if word.strip("(\"'")[:1].isalpha()]
    capitals = sum(word.strip("(\"'")[0].isupper() for word in letters)
    return 2 * capitals >= len(letters) > 0


def credits_source(sight: Sight) -> bool:
    """Short, and no time of publication; "According to" must be a line's beginning and a colon its end."""
    if len(sight.text) > 240 or ("digits" in sight.seen and time_alone(sight)):
        return False
    if not _SOURCE.isdisjoint(sight.seen):
        return True
    if "shouted.openings" in sight.seen:
        return _hails_from(sight)
    return sight.words <= 9 and sight.text[-1] == ":"


def describes_author(sight: Sight) -> bool:
    """About the author, or a line that begins with a name and says what that person writes."""
    if "author.inside" not in sight.seen:
        return sight.words <= 12
    if len(sight.text) > 420 or not _NAMES.match(sight.bare):
        return False
    return not sight.known.words["verb"].isdisjoint(sight.low.split(None, 5)[2:5])


def signed(sight: Sight) -> bool:
    """A label, then names; not "By Friday, ..."."""
    if sight.words > 18 or (sight.sentence and sight.words > 6):
        return False
    return _credits_people(sight) or len(sight.low) < 12


def named_person(sight: Sight) -> bool:
    """Two to eight words as in names, perhaps with a role behind a comma."""
    if not 2 <= sight.words <= 9 or "sentence" in sight.seen:
        return False
    if sight.bare.isupper():
        return False
    roles = sight.known.words["byline"]
    name, comma, role = sight.bare.partition(", ")
    if comma and role.casefold().strip(" .") in roles:
        return bool(_NAMES.fullmatch(name))
    if sight.words <= 4:
        return bool(_NAMES.fullmatch(sight.bare))
    people = _PEOPLE.match(sight.bare)
    if not people:
        return False
    rest = sight.bare[people.end() :].strip(" ,").casefold()
    return not rest or rest in roles


def hour_alone(sight: Sight) -> bool:
    """A time of day and nothing else."""
    if len(sight.text) > 12 or not _HOUR.fullmatch(sight.bare):
        return False
    words = _WORD.findall(sight.bare.casefold())
    clock = sight.known.words["clock"]
    return bool(words or ":" in sight.bare) and all(word.strip(".") in clock for word in words)


def time_alone(sight: Sight) -> bool:
    """A year, day or hour in figures and few words but those of clocks and calendars; or only such, with a number
    ("20 hours ago")."""
    if len(sight.text) > 110 or (sight.sentence and sight.bare[0].islower()):
        return False
    plain = _TIME.search(sight.bare) is not None
    if not plain and not _COUNT.search(sight.bare):
        return False
    clock = sight.known.words["clock"]
    words = _WORD.findall(sight.bare.casefold())
    strange = sum(word not in clock for word in words)
    if strange == 0:
        return plain or 0 < len(words) <= 6
    return plain and strange <= 2 and len(words) >= 3 * strange


def breadcrumb(sight: Sight) -> bool:
    """Two steps or more of a few capitalised words each; three, where a dash is the steps' mark."""
    if "<" in sight.bare:
        return False
    steps = [step.strip() for step in _STEP.split(sight.bare)]
    steps = [step for step in steps if step]
    if not 2 <= len(steps) <= 8 or any(step.count(" ") > 3 for step in steps):
        return False
    if not all(step[0].isupper() for step in steps):
        return False
    return len(steps) >= 3 or bool(_HARD_STEP.search(sight.bare))


def about_comments(sight: Sight) -> bool:
    """Short, and more than the name of a menu's tab; or a row of tools with those of comments among them."""
    seen = sight.seen
    if "comment.lines" in seen or "comment.openings" in seen or "comment.inside" in seen:
        return len(sight.text) <= 260 and not (sight.words <= 2 and "bulleted" in seen)
    lines = sight.known.lines
    return any("comment.lines" in lines.get(step.strip(EDGE), ()) for step in _STEP.split(sight.low))


def opens_with_dateline(sight: Sight) -> bool:
    """A place in capitals and a dash, or a place with an agency in brackets or slashes; and text behind it."""
    found = _DATELINE.match(sight.bare)
    if not found or len(sight.text) < found.end() + 20:
        return False
    opening = found.group()
    if "(" in opening or "/" in opening:
        return opening[0] in "(/" or opening.find("(") < 50
    place = opening.split(",")[0].split(" -")[0].split("--")[0].strip()
    return len(place) > 2 and place.isupper() and len(sight.text) > found.end() + 30


def dateline_alone(sight: Sight) -> bool:
    """A dateline with its agency and nothing behind it; without a dash, its place is in capitals."""
    bare = sight.bare
    if sight.words > 14 or ("(" not in bare and "/" not in bare):
        return False
    shouted = bare[-1] == ")" and bare.partition("(")[0].partition(",")[0].isupper()
    found = _DATELINE.match(f"{bare} -" if shouted else f"{bare} ")
    return found is not None and found.end() >= len(bare) - 2


def prose(sight: Sight) -> bool:
    """Ends as a sentence and has words enough for one, or is longer than any title."""
    if sight.sentence:
        return sight.words >= 9 or len(sight.text) >= 60
    return len(sight.text) >= 200


def picture_credit(sight: Sight) -> bool:
    """Short, and a picture's label, owner or maker from its first word on."""
    seen = sight.seen
    if sight.words > 14 or (sight.sentence and sight.words > 8):
        return False
    if _SENTENCES.search(sight.bare):
        return False
    if "photo.lines" in seen or "photo.labels" in seen or "photo.openings" in seen:
        return "menu.openings" not in seen
    if "bracketed" in seen and "photo.inside" in seen:
        return True
    found = _OWNER.match(sight.low)
    return found is not None and sight.words <= 6 and any(part in sight.known.words["photo"] for part in found.groups())


def captioned(sight: Sight) -> bool:
    """Says that it is a caption, or ends with the credit of a picture."""
    seen = sight.seen
    if len(sight.text) > 700 or sight.words < 3:
        return False
    if "caption.labels" in seen or "caption.openings" in seen:
        return True
    if "pictured.inside" in seen and len(sight.text) <= 400 and '"' not in sight.text:
        return True
    if "caption.inside" in seen and "photo.inside" in seen:
        return True
    if "credited" not in seen:
        return False
    tail = sight.tail[-110:]
    if found := _BRACKET.search(tail):
        return _owned(sight, found.group(1)) and not dateline_alone(sight)
    if found := _LABELLED.search(tail):
        return "photo.labels" in sight.known.labels.get(found.group(1).strip(), ())
    if "/" not in tail or sight.sentence:
        return False
    before, _, behind = tail.rpartition("/")
    if _owned(sight, behind):
        return True
    words = before.split()
    return behind.count(" ") <= 3 and any(" ".join(words[-count:]) in sight.known.words["photo"] for count in (1, 2))


def _owned(sight: Sight, credit: str) -> bool:
    """Whether a part of a credit is a picture's label, or begins with the name of an agency or a stock of pictures."""
    colon = credit.find(":")
    if colon > 0 and "photo.labels" in sight.known.labels.get(credit[:colon].strip(), ()):
        return True
    owners = sight.known.words["photo"]
    for part in _OWNERS.split(credit):
        words = part.split()
        if any(" ".join(words[:count]).strip(".") in owners for count in (1, 2)):
            return True
    return False


def agency_alone(sight: Sight) -> bool:
    """A wire's sign-off behind its story: /ritzau/, (PAP)."""
    if not _AGENCY_ALONE.fullmatch(sight.text):
        return False
    if sight.text[0] == "/" or sight.text.isupper():
        return True
    return "source.lines" in sight.known.lines.get(sight.low.strip(EDGE), ())


def address_alone(sight: Sight) -> bool:
    """An e-mail address or a telephone number, and nothing else."""
    return bool(_ADDRESS.fullmatch(sight.bare)) and not time_alone(sight)


def label_and_title(sight: Sight) -> bool:
    """A label and what may be a headline behind it."""
    return 3 <= sight.words <= 30
