"""What a story says of an entity beside the name: honorific, role and affiliation, from the titles before the name and
the apposition after it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from wireparse.knowledge.places import is_place, region
from wireparse.pattern import pattern, regex
from wireparse.record import Record
from wireparse.speakers.entities import Entity, Mention
from wireparse.speakers.lexicon import lexicon
from wireparse.speakers.names import abbreviates, find_runs, read_run
from wireparse.speakers.source_phrases import singular

__all__ = ["SEEN", "PersonDetails", "heads", "person_details"]


class PersonDetails(Record):
    """Honorific ("Col."), role ("Operation Inherent Resolve spokesman") and affiliation, as printed."""

    honorific: str | None
    role: str | None
    affiliation: str | None


_LONGEST_ROLE: Final = 24  # characters of a role noun
_REACH: Final = 110  # characters before a name in which its role may begin
_APPOSITION: Final = regex(r"(?: \([^()\n]{1,40}\))?(?:, \d{1,3})?, ([^,.;:()\"\n]{3,120})")
SEEN: Final = 6  # mentions in full that are looked at; what an entity is, a story says early


def person_details(text: str, mentions: list[Mention]) -> PersonDetails:
    """What the story says of the entity of some mentions; None for what it does not."""
    honorific = role = affiliation = owner = None
    for start, end, opens, _ in mentions:
        titles = text[opens:start].rstrip() if opens < start else ""
        short = _honorific(titles) if titles else None
        if short and (honorific is None or (len(honorific) < 4 and honorific[0] == "M" and short[0] != "M")):
            honorific = short
        if role is None:
            role = _role_before(text, opens) or _role_after(text, end)
            if role is None and titles:
                role = _office(titles.removesuffix(short or ""))
            if role is not None:
                owner, role = _owned(role)
        if affiliation is None:
            affiliation = _belongs(text, opens, end)
            if affiliation is not None and region(affiliation):
                affiliation = None  # "Ana Torres of Ohio"
    return PersonDetails(honorific, role, affiliation or owner or (_affiliation(role) if role else None))


def _office(titles: str) -> str | None:
    """The role that titles before a name give: "Transport Cabinet Secretary", not the "Retired Army" of a colonel."""
    known = lexicon()
    words = titles.split()
    last = words[-1].lower().rstrip(".") if words else ""
    return " ".join(words) if last in known.offices or last in known.roles else None


def _owned(role: str) -> tuple[str | None, str]:
    """A role apart from whom it belongs to: "the trust's warden" is the warden of the trust."""
    owner, mark, rest = role.partition("'s ")
    if not mark:
        owner, mark, rest = role.partition("s' ")
        owner += mark[:1]
    if not mark or not lexicon().prepositions.isdisjoint(owner.split()):
        return None, role
    last = owner.removesuffix("'").rpartition(" ")[2]
    body = last.lower() in lexicon().organisations or (last[:1].isupper() and not region(owner) and not is_place(owner))
    return owner if body else None, rest


def heads(text: str, entity: Entity, mentions: list[Mention]) -> frozenset[str]:
    """The words, in small letters, that say what an entity is: of titles, roles, affiliation and party, a region's
    abbreviation with a hyphen before it ("-fla")."""
    known = lexicon()
    found = {word.lower().rstrip(".") for titles in entity.titles for word in titles}
    for _, end, opens, _ in mentions:
        for role in (_role_before(text, opens), _role_after(text, end), _belongs(text, opens, end)):
            if role:
                found.update([word.rstrip(".") for word in role.lower().split()])
        party = _PARTY.match(text, end)
        if party:
            found.update((party[1].lower(), f"-{party[2].lower().replace('.', '')}"))
        before = text[max(0, opens - _LONGEST_PAST) : opens].rstrip().rpartition(" ")[2].lower()
        if before in known.past:
            found.add(before)
        if _AGE.match(text, end):
            found.add(known.aged.strip("-"))
    found.update(*[word.split("-") for word in found if "-" in word[1:]])  # "President-elect"
    return frozenset(found - {"", "-"})


_LONGEST_PAST: Final = 12  # characters of "former"
_AGE: Final = pattern(r", \d{1,3},")
_PARTY: Final = pattern(r"(?: \(|, )([A-Z])-([A-Z][\w.]{1,6})")


def _honorific(titles: str) -> str | None:
    """The title of address that ends the titles: "Col." in "Retired Army Col."; an office ("Mayor") is a role."""
    known = lexicon()
    words = titles.split()
    if words[-1].lower().rstrip(".") not in known.honorifics:
        return None
    first = len(words) - 1
    while first > 0 and " ".join(words[first - 1 :]).lower().replace(".", "") in known.compounds:
        first -= 1
    title = " ".join(words[first:])
    return None if title.lower().replace(".", "") in known.offices else title


def _role_before(text: str, end: int) -> str | None:
    """The role in small letters before a name ("White House press secretary", "the agency's director,")."""
    if not _speaks(text[max(0, end - _LONGEST_ROLE) : end].rstrip(" ,").rpartition(" ")[2]) or text[end - 1] == "\n":
        return None
    known = lexicon()
    before = text[max(0, end - _REACH) : end]
    words = before.split()
    last = words[-1].rstrip(",")
    index = len(words) - 1
    at = before.rindex(words[-1])
    stop = at + len(last)
    while index > 0:
        previous = before.rindex(words[index - 1], 0, at)
        if "\n" in before[previous:at]:
            break
        if index > 1 and words[index - 1] == known.genitive and _is_name(words[index - 2]) and _is_name(words[index]):
            index -= 1  # "Chamber of Civil Engineers spokesman"
            previous = before.rindex(words[index - 1], 0, previous)
        elif not _in_role(words[index - 1]):
            break
        index -= 1
        at = previous
    opener = words[index - 1].lower() if index else ""
    if words[-1].endswith(",") and opener not in known.articles and not opener.endswith("'s"):
        return None
    return before[at:stop].lstrip("\"'(")


@lru_cache(maxsize=1 << 12)
def _speaks(word: str) -> bool:
    """Can a word in small letters end a role?"""
    known = lexicon()
    return word in known.roles or singular(word) in known.roles or word in known.crafts


def _is_name(word: str) -> bool:
    return word[0].isupper() and word[-1].isalnum() and word.lower() not in lexicon().openers


def _in_role(word: str) -> bool:
    """May a word be part of a role that stands before a name: a name, a modifier, or a noun that nothing speaks
    against ("mission" in "Northern Shield mission spokesman")?"""
    known = lexicon()
    low = word.lower()
    if not word[-1].isalnum():
        return word[-1] == "." and word[0].isupper() and abbreviates(word)
    if low in known.modifiers or low in known.roles:
        return True
    if low in known.articles or low in known.verbs or low in known.relatives or low in known.openers:
        return False
    return not word[0].islower() or not low.endswith(known.small_ends)


def _role_after(text: str, end: int) -> str | None:
    """The apposition after a name (", the director of the institute,")."""
    match = _APPOSITION.match(text, end)
    if match is None:
        return None
    known = lexicon()
    words = match[1].split()
    if not words:
        return None  # nothing but white space behind the comma
    first = 1 if words[0].lower() in known.articles and len(words) > 1 else 0
    stop = next((index for index, word in enumerate(words) if word.lower() in known.relatives), len(words))
    core = next((index for index in range(first + 1, stop) if words[index].lower() in known.prepositions), stop)
    if first >= core:
        return None
    head = words[core - 1].lower()
    if head not in known.roles and head not in known.crafts and not (core - first == 1 and head in known.labels):
        return None
    for index in range(core, stop):
        if (
            words[index].lower() in known.verbs
            and words[index].lower() not in known.prepositions
            and words[index] not in known.conjunctions
        ):
            stop = index
            break
    return " ".join(words[first:stop]).rstrip("'\"- ") or None


def _belongs(text: str, opens: int, end: int) -> str | None:
    """The affiliation right at the name from `opens` to `end`: "Fox's NAME", "NAME of Rutgers University"."""
    links = lexicon().links
    for link in links if text.startswith(links, end) else ():
        if text.startswith(link, end):
            begin = end + len(link)
            runs = find_runs(text, begin, begin + 80)
            if runs and runs[0][0] == begin and (names := read_run(runs[0][1])):
                return runs[0][1][: names[0].end]
    if text.startswith("'s ", opens - 3):
        begin = max(0, opens - 60)
        for at, run in reversed(find_runs(text, begin, opens - 3)):
            return run if at + len(run) == opens - 3 and (at > begin or begin == 0) else None
    return None


@cache
def _belonging() -> re.Pattern[str]:
    """The preposition between a role and what it belongs to."""
    return regex(rf"\s({'|'.join(lexicon().belonging)})\s")


def _affiliation(role: str) -> str | None:
    """The organisation in a role: "director of X", "X spokesman"."""
    known = lexicon()
    words = role.split()
    low = [word.lower().replace(".", "") for word in words]
    if not low:
        return None
    match = _belonging().search(role) if low[-1] not in known.roles or low[0] in known.roles else None
    if match:
        runs = find_runs(role, match.end(), len(role))
        if runs and runs[0][1].lower() not in known.places:
            name = runs[0][1].rstrip(".")
            final = name.rpartition(" ")[2].lower()
            body = final in known.organisations or final in known.place_ends
            where = match[1] in known.located or (match[1] in known.whereabouts and is_place(name))
            return name if body or not where else None
    first, last = 0, len(words)
    while first < last and (
        low[first] in known.labels or (low[first] in known.modifiers and not words[first][0].isupper())
    ):
        first += 1
    end = first
    while end < last and (
        (words[end][0].isupper() and low[end] not in known.roles and low[end] not in known.honorifics)
        or (first < end < last - 1 and words[end] in known.inner and words[end + 1][0].isupper())
    ):
        end += 1
    if first < end < last and low[last - 1] in known.roles and low[last - 1] not in known.honorifics:
        name = " ".join(words[first:end])
        if region(name) or known.places.issuperset(low[first:end]):
            return None
        return None if name.istitle() and name.lower() in known.modifiers else name  # "Opposition leader"
    return None
