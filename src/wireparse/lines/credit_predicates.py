"""Judgements on a line: whether it says who wrote, edited, photographed or first published something.

Each takes a `Sight` and is asked only of lines of which something that speaks for it was seen.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Final

from wireparse.lexicon import given_names
from wireparse.lines.features import EDGE, Furniture, Sight
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


def signed_off(sight: Sight) -> bool:
    """Names behind a label of those who worked on the story, or somebody but a wire before "contributed reporting"; or
    initials: "hga/mlr"."""
    if len(sight.text) > 400:
        return False
    if "editor.labels" in sight.seen or "editor.openings" in sight.seen:
        return _credits_people(sight) or ("bracketed" in sight.seen and sight.words <= 3)
    if "contributor.inside" not in sight.seen:
        return bool(_INITIALS.fullmatch(sight.text))
    contributions = sight.known.named["contributor.inside"]
    at = min((at for at in map(sight.low.find, contributions) if at > 0), default=0)
    subject = sight.low[:at].strip(EDGE)
    return at > 0 and subject.count(" ") < 12 and "source.lines" not in sight.known.lines.get(subject, ())


def _hails_from(sight: Sight) -> bool:
    """ "SOURCE Halden Valves, Inc.": the word in capitals, then a name."""
    first, _, name = sight.bare.partition(" ")
    if not first.isupper() or sight.words > 10 or name.isupper():
        return False
    return name[:1].isupper() and (not sight.sentence or all(map(str.isupper, map(itemgetter(0), name.split()))))


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
    if len(sight.text) > 420 or not NAMES.match(sight.bare):
        return False
    return not sight.known.words["verb"].isdisjoint(sight.low.split(None, 5)[2:5])


def signed(sight: Sight) -> bool:
    """A label, then names; not "By Friday, ...".  Or a name and a date: "Ida Moen, May 4, 2017"."""
    if sight.words > 18 or (sight.sentence and sight.words > 6 and not _ends_in_clock(sight)):
        return False
    if "byline.openings" in sight.seen or "byline.labels" in sight.seen:
        if label_of_byline(sight):
            return False
        if _credits_people(sight) or len(sight.low) < 12:
            return True
        if (
            "digits" in sight.seen and sight.words <= _NAME_AND_SECTION and around_date(sight)
        ):  # "By admin - 2018-09-16"
            return True
    if "bulleted" in sight.seen or sight.words > 14:
        return False
    if sight.words <= _SIGNED and (
        _with_account(sight) or _with_wire(sight) or (_opens_as_byline(sight) and _credits_people(sight))
    ):
        return True
    if "digits" not in sight.seen:
        return False
    around = around_date(sight)
    return around is not None and _is_name(sight, around[0] or around[1])


def _ends_in_clock(sight: Sight) -> bool:
    """Whether a full stop is that of "11:04 a.m."."""
    return "digits" in sight.seen and sight.low.rpartition(" ")[2].strip(".") in sight.known.words["clock"]


def label_of_byline(sight: Sight) -> bool:
    """Nothing but what stands before an author's name."""
    low = sight.low.strip(EDGE)
    if "byline.labels" in sight.known.labels.get(low, ()):
        return True
    phrases = sight.known.openings.get(low.partition(" ")[0], ())
    return any(name == "byline.openings" and phrase.strip(EDGE) == low for phrase, name in phrases)


def _with_account(sight: Sight) -> bool:
    """A name and an account: "Ida Moen @idamoen"."""
    return " @" in sight.bare and _HANDLE.match(sight.bare) is not None and sight.low.partition(" ")[0] in given_names()


def _with_wire(sight: Sight) -> bool:
    """A name, a bar, a role or a wire: "Ida Moen | Reuters"."""
    name, bar, rest = sight.low.partition(" | ")
    return bool(bar) and " " in name and name.partition(" ")[0] in given_names() and rest in sight.known.words["byline"]


def _opens_as_byline(sight: Sight) -> bool:
    first = sight.low.split(None, 1)[0]
    return any(name == "byline.openings" and phrase == first for phrase, name in sight.known.openings.get(first, ()))


def _is_name(sight: Sight, words: list[str]) -> bool:
    """A word or two of a byline and capitalised words, a given name and others, or the name of a wire."""
    if _opens_as_byline(sight):
        return len(words) > 1 and words[1][0].isupper()
    if not 1 <= len(words) <= _NAME_AND_SECTION or not words[0][0].isupper():
        return False
    if "source.lines" in sight.known.lines.get(" ".join(words).casefold(), ()):
        return True
    return len(words) > 1 and words[1][0].isupper() and words[0].casefold() in given_names()


def picture_credit(sight: Sight) -> bool:
    """Short, and a picture's label, owner or maker from its first word on."""
    seen = sight.seen
    if sight.words > 14 or (sight.sentence and sight.words > 8):
        return False
    if _SENTENCES.search(sight.bare):
        return False
    if "photo.labels" in seen and _names_a_story(sight):
        return False
    if "photo.lines" in seen or "photo.labels" in seen or "photo.openings" in seen:
        return "menu.openings" not in seen and not ("bulleted" in seen and sight.words == 1)
    if "bracketed" in seen and ("photo.inside" in seen or _BRACKETED.fullmatch(sight.bare)):
        return True
    if (
        "|" in sight.bare
        and sight.words <= _SIGNED
        and sight.bare.rpartition("| ")[2].casefold() in sight.known.words["photo"]
    ):
        return True
    found = _OWNER.match(sight.low)
    return found is not None and sight.words <= 6 and any(part in sight.known.words["photo"] for part in found.groups())


def _names_a_story(sight: Sight) -> bool:
    """Behind the label ("Photos:") four words or more, most of them in small letters and none an agency."""
    rest = sight.bare.partition(":")[2]
    words = [word for word in rest.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(words) >= 4 and 2 * small > len(words) and not owned(rest.casefold(), sight.known)


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
    _, stop, last = sight.low.rpartition(". ")
    if stop and len(sight.text) <= _CAPTION and last in sight.known.words["photo"]:
        return True
    if "photo.inside" in seen and _CREDITED.search(sight.tail) and _credited_last(sight):
        return True
    if "credited" not in seen:
        return False
    tail = sight.tail[-110:]
    before, sign, behind = tail.rpartition(_SIGN)
    if sign and before.count(" ") >= 3 and behind.count(" ") <= _OWNERS_WORDS:
        return True
    if found := _BRACKET.search(tail):
        if tail.count(" ", 0, found.start()) < 2:
            return False
        credit = found.group(1)
        return (owned(credit, sight.known) or _by_someone(sight, credit)) and not dateline_alone(sight)
    if tail[-1] == "]" and "/" in tail:
        return _by_someone(sight, tail[tail.rfind("[") + 1 : -1])
    if ":" in tail and (found := _LABELLED.search(tail)):
        words = found.group(1).split()
        labels = (sight.known.labels.get(" ".join(words[-count:]).strip(EDGE), ()) for count in (1, 2, 3))
        return any("photo.labels" in label for label in labels) and not (found.start() == 0 and _names_a_story(sight))
    if "/" not in tail or sight.sentence:
        return False
    before, _, behind = tail.rpartition("/")
    if owned(behind, sight.known):
        return True
    words = before.split()
    return behind.count(" ") <= 3 and any(" ".join(words[-count:]) in sight.known.words["photo"] for count in (1, 2))


def _credited_last(sight: Sight) -> bool:
    """Whether behind the last sentence stands what introduces a picture's credit: "last week. Credit... Ida Moen"."""
    phrases = tuple(sight.known.named["photo.inside"])
    rests = (sight.tail[found.end() :] for found in _CREDITED.finditer(sight.tail))
    return any(rest.count(" ") <= _SHORT and rest.startswith(phrases) for rest in rests)


def _by_someone(sight: Sight, credit: str) -> bool:
    """A bracket that begins as a picture's credit does, or names two and a slash: "(Ida Moen/Harbour Gazette)"."""
    first = credit.split(None, 1)[0]
    phrases = sight.known.openings.get(first, ())
    if any(name == "photo.openings" and credit.startswith(phrase) for phrase, name in phrases):
        return True
    at = max(map(sight.text.rfind, "(["))
    return sight.words > _SHORT and _BRACKETED.fullmatch(sight.text[at:].rstrip(" .")) is not None


def owned(credit: str, known: Furniture) -> bool:
    """Whether a part of a credit, in small letters, is a picture's label, or begins with the name of an agency or a
    stock of pictures."""
    colon = credit.find(":")
    if colon > 0 and "photo.labels" in known.labels.get(credit[:colon].strip(), ()):
        return True
    owners, through = known.words["photo"], known.words["through"]
    for part in _SPLIT.split(credit):
        words = part.split()
        starts = [0, *(at + 1 for at, word in enumerate(words) if word in through)]
        if any(" ".join(words[at : at + count]).strip(".") in owners for at in starts for count in (1, 2)):
            return True
    return False


def agency_alone(sight: Sight) -> bool:
    """A wire's sign-off behind its story: /ritzau/, (PAP), --IANS."""
    if not _AGENCY_ALONE.fullmatch(sight.text):
        return False
    if sight.text[0] == "/" or sight.text.isupper() or ")" in sight.text[:-2]:
        return True
    return "source.lines" in sight.known.lines.get(sight.low.strip(EDGE), ())
