"""Names: runs of capitalised words, and what each says: titles, the name itself, its kind and gender.

A run is found by shape; the word lists of `data/LANG/people.json` and `data/given_names.json` decide what it is.
Reading a run looks at nothing but the run, so the result is remembered: the same names come again and again.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, Literal, TypeAlias

from wireparse.pattern import regex
from wireparse.speakers.lexicon import lexicon

__all__ = ["Name", "Sort", "Trust", "abbreviates", "find_runs", "read_run", "split_runs"]

#: `person`: two words or more; `bare`: one word, or a family name of several; `organisation`.
Sort: TypeAlias = Literal["person", "bare", "organisation"]
#: `full`: a whole name; `doubtful`: to be checked against the other names of the story; `short`: a short form, or one
#: word.
Trust: TypeAlias = Literal["full", "doubtful", "short"]

# Latin, Greek and Cyrillic capitals (some small letters of Latin Extended-A come along; they seldom open a word).
_CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀ-žΑ-ΩА-ЯЁЄІЇ"


class Name:
    """What a stretch of a run is: `start` and `end` (within the run) are the name's without its titles; `opens` is
    where the titles begin; `titles` are the words before the name, `words` the name's own, `low` these in small
    letters; `gender` is m, f or empty; `trust` says how sure it is that all the words are the name's.  `given` and
    `family` are what a whole name may be shortened to if it is a person's, in small letters: the given name first in
    `given`, the family name first in `family`."""

    __slots__ = ("end", "family", "gender", "given", "low", "opens", "sort", "start", "titles", "trust", "words")

    def __init__(
        self,
        span: tuple[int, int, int],
        sort: Sort,
        titles: tuple[str, ...],
        words: tuple[str, ...],
        gender: str,
        trust: Trust = "short",
    ) -> None:
        self.opens, self.start, self.end = span
        self.sort = sort
        self.titles = titles
        self.words = words
        self.low = " ".join(words).lower()
        self.gender = gender
        self.trust = trust
        self.given, self.family = ((), ()) if trust == "short" else _short_forms(self.low)

    def short(self, start: int, end: int, words: tuple[str, ...], titles: tuple[str, ...] = ()) -> Name:
        """Some words of the name as a short form; `start` to `end` is where they stand."""
        return Name((start, start, end), "bare", titles, words, self.gender)


@cache
def _run(plain: bool) -> re.Pattern[str]:
    """One or more capitalised words in a row; in `plain` ASCII, as most texts are, the search need not know other
    letters and takes less time.  Branches open with a plain character where they can, by which the engine leaves them
    at once: few of the words behind a capitalised one go on with the run."""
    known = lexicon()
    particles = "|".join(sorted(known.particles))
    capital, inside = "A-Z", r"(?:'(?!s\b)|[-.&])\w{1,40}+"
    if not plain:
        # Accents may follow their letter (U+0300 to U+036F), and "PeÃ±a", UTF-8 read as Latin-1, is common in scraped
        # copy.
        capital = _CAPITAL
        inside += r"|(?<=[Ã\u0303])[^\w\s'\"]\w{1,40}+|[\u0300-\u036f]\w{0,40}+"
    letters = rf"\w{{0,40}}+(?:{inside}){{0,6}}"
    joiner = rf"(?:(?:{'|'.join(known.joining)})(?:[ \n]{known.article}|)|&|{particles})"
    return regex(
        rf"""([{capital}](?<!\w.){letters}
        (?:
            (?: [ \n](?: {joiner}(?:[ \n]{joiner}|)[ \n]    # "Bank of the West", "Bruno de la Cruz"
                       | \ ?\n                            # a line's end, perhaps of CR and LF
                       | "(?<=\ ")\w{{1,20}}+(?:\ \w{{1,12}}+|)"\   # a nickname
                       |                                  # "Ryan Dillon"
                       )
              | \.[ \n]{{1,3}}                             # "Col. Dillon", "J. Dillon"
              | '(?<=s')\                                 # "Workers' Union"
              | ,\ (?=(?:{"|".join(known.generations)})\b)
            )(?:[a-z]{{2}}-|)[{capital}]{letters}
        ){{0,12}})""",
        re.VERBOSE | re.ASCII if plain else re.VERBOSE,
    )


def find_runs(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The runs of capitalised words in `text[start:end]`, each with its offset."""
    return [(match.start(), match.group()) for match in _run(text.isascii()).finditer(text, start, end)]


def split_runs(text: str) -> list[str]:
    """A text as what stands between the runs and the runs, in turn: the runs are the odd ones."""
    return _run(text.isascii()).split(text)


@lru_cache(maxsize=1 << 14)
def read_run(run: str) -> tuple[Name, ...]:
    """The names in a run: seldom more than one, none in words that only open a sentence or are titles."""
    if " " not in run and "\n" not in run:
        return _single(run)
    words = run.split()
    starts = []
    at = 0
    for word in words:
        at = run.index(word, at)
        starts.append(at)
        at += len(word)
    names: list[Name] = []
    first = 0
    for index in range(1, len(words)):
        if (words[index - 1][-1] == "." and not abbreviates(words[index - 1])) or (
            words[index - 1][-1] == "'" and not _owned_body(words, index)
        ):
            names += _read(words, starts, first, index)
            first = index
    names += _read(words, starts, first, len(words))
    return tuple(names)


def _owned_body(words: list[str], index: int) -> bool:
    """Is a plural's apostrophe part of an organisation's name ("Workers' Union"), not the mark of an owner ("the
    Torres' Senate seat")?"""
    known = lexicon()
    rest = [word.lower() for word in words[index : index + 3]]
    return words[index - 1].lower().rstrip("'") not in known.given and any(word in known.organisations for word in rest)


def abbreviates(word: str) -> bool:
    """Does a full stop that ends a word abbreviate it, so that a name may go on ("J.", "U.S.", "Col.", "Jr.")?"""
    core = word[:-1].lower()
    return (len(core) == 1 and core.isalpha()) or "." in core or core in lexicon().abbreviations


def _single(word: str) -> tuple[Name, ...]:
    known = lexicon()
    low = word.lower()
    if low in known.small or low in known.labels or low.rpartition("-")[2] in known.groups:
        return ()
    if low in known.roles or low in known.honorifics:
        return ()
    sort: Sort = "bare"
    if (word.isupper() and len(word) <= 5) or low in known.organisations or "." in word or _brand().match(word):
        sort = "organisation"
    return (Name((0, 0, len(word)), sort, (), (word,), known.given.get(low, "")),)


@cache
def _brand() -> re.Pattern[str]:
    """A capital inside a word: "SoftBank", but neither "DeWitt" nor "FitzGerald"."""
    return regex(rf"[A-Z][a-z]{{3,}}[A-Z](?!{'|'.join(lexicon().family_tails)})")


def _read(words: list[str], starts: list[int], first: int, end: int) -> list[Name]:
    known = lexicon()
    low = [word.lower().rstrip(".") for word in words]
    while first < end and (
        low[first] in known.small or low[first] in known.joiners or low[first].endswith(known.compound_ends)
    ):
        if low[first] in known.given and first < end - 1:
            break  # "Will Torres"
        first += 1
    while first < end and (low[end - 1] in known.weekdays or low[end - 1] in known.joiners):
        end -= 1
    if first == end:
        return []
    opens, name = first, _name_start(low, words, first, end)
    stop = end
    for index in range(name, end):
        if low[index] in known.joiners:  # "Ana Torres of Ohio"
            if index - name >= (1 if name > opens else 2) and _personal(low[name:index]):
                stop = index
            break
    sort = _sort(low, words, name, stop, name > opens)
    if sort is None:
        return []
    if sort == "organisation":
        name = opens
    last = words[stop - 1]
    if low[stop - 1] not in known.suffixes:
        last = last.rstrip(".")
    own = _without_nickname((*words[name : stop - 1], last))
    given = known.given.get(low[name])
    gender = (_title_gender(low[opens:name]) or given or "") if sort != "organisation" else ""
    trust: Trust = "full"
    if sort == "bare" or len(own) == 1:
        trust = "short"
    elif sort == "organisation":
        trust = "doubtful" if words[name + 1] == known.genitive or _like_a_place(low, name, stop) else "full"
    elif low[name] in known.openers or (name == opens and given is None):
        trust = "doubtful"
    titles = tuple(words[opens:name])
    span = starts[opens], starts[name], starts[stop - 1] + len(last)
    return [Name(span, sort, titles, own, gender, trust)]


def _without_nickname(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name but for a nickname between marks."""
    opening = next((index for index, word in enumerate(words) if word[0] == '"'), None)
    if not opening:
        return words
    closing = next((index for index, word in enumerate(words) if word[-1] == '"'), opening)
    return words[:opening] + words[closing + 1 :] if closing + 1 < len(words) else words


def _short_forms(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a whole name (small letters) may be shortened to: the given names and the family names."""
    words = name.split()
    known = lexicon()
    end = len(words) - 1
    while end > 1 and words[end].rstrip(".") in known.suffixes:
        end -= 1
    first = words[1 if len(words[0].rstrip(".")) == 1 and end > 1 else 0].rstrip(".")  # "J. Anders Holm"
    last = words[end]
    family = [last]
    if "-" in last[:4]:  # "al-Sadr"
        family.append(last.partition("-")[2])
    family.append(f"{first} {last}")
    if len(words) == 2:
        return (first,), tuple(family)
    family += [" ".join(words[cut:]) for cut in range(len(words) - 1)]
    return (first, words[1]), tuple(family)  # "Ana Torres Vega", then "Ms. Torres"


def _like_a_place(low: list[str], name: int, stop: int) -> bool:
    """Is it only its last word, a place's ("Hall"), that makes an organisation of a name?"""
    known = lexicon()
    last = low[stop - 1]
    return 1 < stop - name < 4 and last in known.place_ends and last not in known.organisations


def _name_start(low: list[str], words: list[str], first: int, end: int) -> int:
    """Where the name begins behind titles ("Hale City Mayor"), labels ("Republican") and whom it belongs to."""
    known = lexicon()
    name = first
    for index in range(end - 1, first - 1, -1):
        if low[index] in known.honorifics or low[index] in known.roles:
            if index == first == end - 2 and low[index] in known.given:
                break  # "Dean Torres"
            if index > first and _surname(low, index, end):
                continue
            if index + 1 < end and low[index + 1] in known.joiners:
                return _behind_of(low, first, index + 1, end)
            name = index + 1
            break
    while name < end - 1 and low[name] in known.labels and (name < end - 2 or low[name] not in known.given):
        name += 1
    if name < end and low[name] not in known.given and len(low[name]) > 1:
        joined = any(word in known.joiners for word in low[name:end])
        for index in range(name + 1, end - 1):
            # "Radio Delta CEO Ana Torres": a given name with at least one word before and behind it
            before, after = low[index - 1], low[index + 1]
            if low[index] in known.given and before not in known.joiners and after not in known.place_ends:
                if index - name >= 2 or low[name] in known.places or words[name].isupper() or "-" in low[name]:
                    return index if not joined or not known.joiners.isdisjoint(low[name:index]) else name
                break
    return name


def _surname(low: list[str], index: int, end: int) -> bool:
    """Is a word that could be a title a family name ("Ana Bishop", "Ana T. King", "Ms. Boxer") or part of another
    name ("Department of Justice")?"""
    known = lexicon()
    before = low[index - 1]
    if len(before) == 1 or before in known.joiners:
        return True
    last = index == end - 1 or low[index + 1] in known.suffixes or low[index + 1] in known.joiners
    if before in known.given and (last or index == end - 2):
        return True  # but "Forest Officer Ivo Hartmann"
    if not last:
        return False
    if low[0] in known.given:
        return True
    gendered = bool(known.honorifics.get(before))
    return before in known.abbreviations and (gendered or low[index] not in known.honorifics)


def _behind_of(low: list[str], first: int, joiner: int, end: int) -> int:
    """Where the name begins in "Secretary of State Ana Torres"; `first` if there is none."""
    known = lexicon()
    for index in range(joiner + 1, end - 1):
        if low[index] in known.given and low[index - 1] not in known.joiners:
            return index
    return end - 2 if end - joiner > 3 and low[end - 1] not in known.place_ends else first


def _personal(low: list[str]) -> bool:
    """May these words be a person's name?"""
    known = lexicon()
    if low[0] in known.given:
        return True
    return not any(
        word in known.organisations or word in known.places or word in known.place_ends or word in known.openers
        for word in low
    )


def _sort(low: list[str], words: list[str], name: int, stop: int, titled: bool) -> Sort | None:
    """What the words from `name` to `stop` are; None if no name."""
    known = lexicon()
    if name >= stop:
        return None
    core = stop
    while core - name > 1 and low[core - 1] in known.suffixes:
        core -= 1
    own = low[name:core]
    if len(own) == 1:
        if titled:
            return "organisation" if own[0] in known.organisations else "bare"
        alone = _single(words[name])
        return alone[0].sort if alone else None
    given = own[0] in known.given
    if own[-1] in known.groups:
        return None  # "Ohio Republicans": no name, though capitalised
    if (
        not known.linking.isdisjoint(own)
        or len([word for word in own if word not in known.particles]) > _LONGEST_NAME
        or (not given and not known.things.isdisjoint((own[0], own[-1].rsplit("-", 1)[-1])))
        or (own[0] in known.places and not given)
        or (len(words[name]) >= _ACRONYM and words[name].isupper() and not words[name + 1].isupper())
        or (own[-1] in known.place_ends and not given and not titled)
    ):
        return "organisation"
    return "bare" if own[0] in known.particles else "person"


_LONGEST_NAME: Final = 4  # words of a person's name, particles ("bin", "van") left out
_ACRONYM: Final = 3  # letters of one that opens an organisation's name ("NATO Flotilla"); fewer may be initials


def _title_gender(titles: list[str]) -> str:
    known = lexicon()
    for title in reversed(titles):
        gender = known.honorifics.get(title) or known.roles.get(title)
        if gender:
            return gender
    return ""
