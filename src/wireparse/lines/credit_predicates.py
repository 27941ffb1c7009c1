"""Judgements on a line: whether it says who wrote, edited, photographed or first published something.

Each takes a `LineFeatures` and is asked only of lines of which something that speaks for it was seen.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Final

from wireparse.lexicon import given_names
from wireparse.lines.features import EDGE, LineFeatures
from wireparse.lines.furniture import Furniture
from wireparse.lines.predicates import NAMES, UPPER, around_date, dateline_alone, time_alone
from wireparse.pattern import pattern

__all__ = [
    "agency_alone", "captioned", "credits_source", "describes_author", "label_of_byline", "owned", "picture_credit",
    "signed", "signed_off",
]  # fmt: skip

# The bracket, or the part after a slash or a label, that ends a line.
_BRACKET: Final = pattern(r"\(([^()]{3,110})\)[ .]?$")
_LABELLED: Final = pattern(r"(?:^|[.!?\"')|/ ])\s?([^\W\d_][^:.()/\n]{2,24}): ?[^:]{3,80}$")
_SPLIT: Final = pattern(r"[/,;|]")
_OWNER: Final = pattern(r"([^\W\d_][\w -]{1,20}?) ?/ ?([^\W\d_][\w -]{1,20})")
# A caption ends in whose picture it is: at most so many words behind the sign.
_SIGN: Final = "©"
_OWNERS_WORDS: Final = 6
# Two names and a slash in brackets: (Ida Moen / Harbour Gazette).
_BRACKETED: Final = pattern(rf"[(\[][{UPPER}][^()\[\]/]{{2,40}} ?/ ?[{UPPER}][^()\[\]/]{{2,40}}[)\]]")
# The end of a sentence before a credit.
_CREDITED: Final = pattern(r"[.!?]\"? (?=\w)")
# A sentence and an agency's name make a caption of at most so many characters: "... the cape on Tuesday. EFE".
_CAPTION: Final = 120
# A caption has more words than this.
_SHORT: Final = 6
# "1 of 4. Ferries wait ...": a picture of a gallery.
_COUNTED: Final = pattern(r"\d{1,2} of \d{1,2}[.:] ")
# A name with the account of the same person; and so many words are a byline of this kind, at most.
_HANDLE: Final = pattern(
    rf"[{UPPER}][\w'.-]{{1,20}} [{UPPER}][\w'.-]{{1,20}}(?: [{UPPER}][\w'.-]{{1,20}})? @\w{{3,30}}"
)
_SIGNED: Final = 9
# A name, perhaps with the section's behind it.
_NAME_AND_SECTION: Final = 8

# A sentence ends, another word begins.
_SENTENCES: Final = pattern(rf"[^\n]{{12}}\w{{3}}[.!?] [{UPPER}]")
_INITIALS: Final = pattern(r"[a-z]{2,4}(?:[/-][a-z]{1,4}){1,4}|[A-Z]{2,4} // [A-Z]{2,4}")
# (PAP), /ritzau/, --IANS, ==Kyodo; (NAN)(www.nannews.ng); AP-NY-03-12-00 1801EST.
_AGENCY_ALONE: Final = pattern(
    rf"/[\w -]{{2,14}}/|\([{UPPER}][\w -]{{1,13}}\)\.?(?: ?\((?:www\.)?[\w-]{{2,30}}(?:\.[a-z]{{2,4}}){{1,2}}\))?"
    rf"|(?:--|==) ?[{UPPER}][\w ]{{1,13}}|[A-Z]{{2,3}}-[A-Z]{{2}}(?:-\d\d){{3}} \d{{4}}[A-Z]{{3}}"
)

_SOURCE: Final = frozenset(("source.lines", "source.labels", "source.openings", "source.inside", "contributor.inside"))


def signed_off(line: LineFeatures) -> bool:
    """Names behind a label of those who worked on the story, or somebody but a wire before "contributed reporting"; or
    initials: "hga/mlr"."""
    if len(line.text) > 400:
        return False
    if "editor.labels" in line.flags or "editor.openings" in line.flags:
        return _credits_people(line) or ("bracketed" in line.flags and line.word_count <= 3)
    if "contributor.inside" not in line.flags:
        return bool(_INITIALS.fullmatch(line.text))
    contributions = line.furniture.named["contributor.inside"]
    at = min((at for at in map(line.low.find, contributions) if at > 0), default=0)
    subject = line.low[:at].strip(EDGE)
    return at > 0 and subject.count(" ") < 12 and "source.lines" not in line.furniture.lines.get(subject, ())


def _hails_from(line: LineFeatures) -> bool:
    """ "SOURCE Halden Valves, Inc.": the word in capitals, then a name."""
    first, _, name = line.bare.partition(" ")
    if not first.isupper() or line.word_count > 10 or name.isupper():
        return False
    return name[:1].isupper() and (not line.sentence or all(map(str.isupper, map(itemgetter(0), name.split()))))


def _credits_people(line: LineFeatures) -> bool:
    """Behind the label or the first word, capitalised words."""
    colon = line.bare.find(":", 0, 40)
    rest = line.bare[colon + 1 :].split() if colon > 0 else line.bare.split()[1:]
    letters = [word for word in rest if word.strip("(\"'")[:1].isalpha()]
    capitals = sum(word.strip("(\"'")[0].isupper() for word in letters)
    return 2 * capitals >= len(letters) > 0


def credits_source(line: LineFeatures) -> bool:
    """Short, and no time of publication; "According to" must be a line's beginning and a colon its end."""
    if len(line.text) > 240 or ("digits" in line.flags and time_alone(line)):
        return False
    if not _SOURCE.isdisjoint(line.flags):
        return True
    if "shouted.openings" in line.flags:
        return _hails_from(line)
    return line.word_count <= 9 and line.text[-1] == ":"


def describes_author(line: LineFeatures) -> bool:
    """About the author, or a line that begins with a name and says what that person writes."""
    if "author.inside" not in line.flags:
        return line.word_count <= 12
    if len(line.text) > 420 or not NAMES.match(line.bare):
        return False
    if not line.furniture.words["verb"].isdisjoint(line.low.split(None, 5)[2:5]):
        return True
    # "Ida Moen, a retired pilot, is the author of ..."
    return any(f", {phrase}" in line.low for phrase in line.furniture.named["author.inside"])


def signed(line: LineFeatures) -> bool:
    """A label, then names; not "By Friday, ...".  Or a name and a date: "Ida Moen, May 4, 2017"."""
    if line.word_count > 18 or (line.sentence and line.word_count > 6 and not _ends_in_clock(line)):
        return False
    if "byline.openings" in line.flags or "byline.labels" in line.flags:
        if label_of_byline(line):
            return False
        if _credits_people(line) or len(line.low) < 12:
            return True
        if (
            "digits" in line.flags and line.word_count <= _NAME_AND_SECTION and around_date(line)
        ):  # "By admin - 2018-09-16"
            return True
    if "bulleted" in line.flags or line.word_count > 14:
        return False
    if line.word_count <= _SIGNED and (
        _with_account(line) or _with_wire(line) or (_opens_as_byline(line) and _credits_people(line))
    ):
        return True
    if "digits" not in line.flags:
        return False
    around = around_date(line)
    return around is not None and _is_name(line, around[0] or around[1])


def _ends_in_clock(line: LineFeatures) -> bool:
    """Whether a full stop is that of "11:04 a.m."."""
    return "digits" in line.flags and line.low.rpartition(" ")[2].strip(".") in line.furniture.words["clock"]


def label_of_byline(line: LineFeatures) -> bool:
    """Nothing but what stands before an author's name."""
    low = line.low.strip(EDGE)
    if "byline.labels" in line.furniture.labels.get(low, ()):
        return True
    phrases = line.furniture.openings.get(low.partition(" ")[0], ())
    return any(name == "byline.openings" and phrase.strip(EDGE) == low for phrase, name in phrases)


def _with_account(line: LineFeatures) -> bool:
    """A name and an account: "Ida Moen @idamoen"."""
    return " @" in line.bare and _HANDLE.match(line.bare) is not None and line.low.partition(" ")[0] in given_names()


def _with_wire(line: LineFeatures) -> bool:
    """A name, a bar, a role or a wire: "Ida Moen | Reuters"."""
    name, bar, rest = line.low.partition(" | ")
    named = bool(bar) and " " in name and name.partition(" ")[0] in given_names()
    return named and rest in line.furniture.words["byline"]


def _opens_as_byline(line: LineFeatures) -> bool:
    first = line.low.split(None, 1)[0]
    return any(name == "byline.openings" and phrase == first for phrase, name in line.furniture.openings.get(first, ()))


def _is_name(line: LineFeatures, words: list[str]) -> bool:
    """A word or two of a byline and capitalised words, a given name and others, or the name of a wire."""
    if _opens_as_byline(line):
        return len(words) > 1 and words[1][0].isupper()
    if not 1 <= len(words) <= _NAME_AND_SECTION or not words[0][0].isupper():
        return False
    if "source.lines" in line.furniture.lines.get(" ".join(words).casefold(), ()):
        return True
    return len(words) > 1 and words[1][0].isupper() and words[0].casefold() in given_names()


def picture_credit(line: LineFeatures) -> bool:
    """Short, and a picture's label, owner or maker from its first word on."""
    seen = line.flags
    if line.word_count > 14 or (line.sentence and line.word_count > 8):
        return False
    if _SENTENCES.search(line.bare):
        return False
    if "photo.labels" in seen and _names_a_story(line):
        return False
    if "photo.lines" in seen or "photo.labels" in seen or "photo.openings" in seen:
        return "menu.openings" not in seen and not ("bulleted" in seen and line.word_count == 1)
    if "bracketed" in seen and ("photo.inside" in seen or _BRACKETED.fullmatch(line.bare)):
        return True
    if (
        "|" in line.bare
        and line.word_count <= _SIGNED
        and line.bare.rpartition("| ")[2].casefold() in line.furniture.words["photo"]
    ):
        return True
    if line.word_count <= _SIGNED and not line.sentence and "credited" in line.flags and _names_two(line):
        return True
    found = _OWNER.match(line.low)
    return (
        found is not None
        and line.word_count <= 6
        and any(part in line.furniture.words["photo"] for part in found.groups())
    )


def _names_two(line: LineFeatures) -> bool:
    """A name, a slash, and an agency or a stock of pictures: "Ida Moen/Anadolu via Getty Images"."""
    name, slash, owner = line.bare.rpartition("/")
    return (
        bool(slash)
        and 1 < len(name.split()) < 4
        and bool(NAMES.fullmatch(name))
        and owned(owner.casefold(), line.furniture)
    )


def _names_a_story(line: LineFeatures) -> bool:
    """Behind the label ("Photos:") four words or more, most of them in small letters and none an agency."""
    rest = line.bare.partition(":")[2]
    words = [word for word in rest.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(words) >= 4 and 2 * small > len(words) and not owned(rest.casefold(), line.furniture)


def captioned(line: LineFeatures) -> bool:
    """Says that it is a caption, or ends with the credit of a picture."""
    seen = line.flags
    if len(line.text) > 700 or line.word_count < 3:
        return False
    if "caption.labels" in seen or "caption.openings" in seen:
        return True
    if _COUNTED.match(line.bare) and line.word_count > _SHORT:
        return True
    if "pictured.inside" in seen and len(line.text) <= 400 and '"' not in line.text:
        return True
    if "caption.inside" in seen and "photo.inside" in seen:
        return True
    _, stop, last = line.low.rpartition(". ")
    if stop and len(line.text) <= _CAPTION and last in line.furniture.words["photo"]:
        return True
    if "photo.inside" in seen and _CREDITED.search(line.tail) and _credited_last(line):
        return True
    if "credited" not in seen:
        return False
    tail = line.tail[-110:]
    before, sign, behind = tail.rpartition(_SIGN)
    if sign and before.count(" ") >= 3 and behind.count(" ") <= _OWNERS_WORDS:
        return True
    if found := _BRACKET.search(tail):
        if tail.count(" ", 0, found.start()) < 2:
            return False
        credit = found.group(1)
        return (owned(credit, line.furniture) or _by_someone(line, credit)) and not dateline_alone(line)
    if tail[-1] == "]" and "/" in tail:
        return _by_someone(line, tail[tail.rfind("[") + 1 : -1])
    if ":" in tail and (found := _LABELLED.search(tail)):
        words = found.group(1).split()
        labels = (line.furniture.labels.get(" ".join(words[-count:]).strip(EDGE), ()) for count in (1, 2, 3))
        return any("photo.labels" in label for label in labels) and not (found.start() == 0 and _names_a_story(line))
    if "/" not in tail or line.sentence:
        return False
    before, _, behind = tail.rpartition("/")
    if owned(behind, line.furniture):
        return True
    words = before.split()
    return behind.count(" ") <= 3 and any(" ".join(words[-count:]) in line.furniture.words["photo"] for count in (1, 2))


def _credited_last(line: LineFeatures) -> bool:
    """Whether behind the last sentence stands what introduces a picture's credit: "last week. Credit... Ida Moen"."""
    phrases = tuple(line.furniture.named["photo.inside"])
    rests = (line.tail[found.end() :] for found in _CREDITED.finditer(line.tail))
    return any(rest.count(" ") <= _SHORT and rest.startswith(phrases) for rest in rests)


def _by_someone(line: LineFeatures, credit: str) -> bool:
    """A bracket that begins as a picture's credit does, or names two and a slash: "(Ida Moen/Harbour Gazette)"."""
    phrases = line.furniture.openings.get(credit.partition(" ")[0], ())
    if any(name == "photo.openings" and credit.startswith(phrase) for phrase, name in phrases):
        return True
    at = max(map(line.text.rfind, "(["))
    return line.word_count > _SHORT and _BRACKETED.fullmatch(line.text[at:].rstrip(" .")) is not None


def owned(credit: str, furniture: Furniture) -> bool:
    """Whether a part of a credit, in small letters, is a picture's label, or begins with the name of an agency or a
    stock of pictures."""
    colon = credit.find(":")
    if colon > 0 and "photo.labels" in furniture.labels.get(credit[:colon].strip(), ()):
        return True
    owners, through = furniture.words["photo"], furniture.words["through"]
    for part in _SPLIT.split(credit):
        words = part.split()
        starts = [0, *(at + 1 for at, word in enumerate(words) if word in through)]
        if any(" ".join(words[at : at + count]).strip(".") in owners for at in starts for count in (1, 2)):
            return True
    return False


def agency_alone(line: LineFeatures) -> bool:
    """A wire's sign-off behind its story: /ritzau/, (PAP), --IANS."""
    if not _AGENCY_ALONE.fullmatch(line.text):
        return False
    if line.text[0] == "/" or line.text.isupper() or ")" in line.text[:-2]:
        return True
    return "source.lines" in line.furniture.lines.get(line.low.strip(EDGE), ())
