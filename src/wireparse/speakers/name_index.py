"""The index of names: every run of capitalised words, each a full name or a short form of one.

Full names come first, wherever they stand; the short forms (a family name, a given name, an acronym, the last words
of an organisation's name) are given to whom they must mean where it matters.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from itertools import accumulate, chain, compress, islice, repeat
from operator import itemgetter, sub
from typing import Final, TypeAlias

from wireparse.draft import Prose
from wireparse.pattern import regex
from wireparse.speakers.entities import EntityTable
from wireparse.speakers.entity_kinds import kind_from_context, kind_from_pronoun
from wireparse.speakers.lexicon import lexicon
from wireparse.speakers.names import Name, Sort, read_run, split_runs

__all__ = ["common", "index_names"]

#: Where a name begins and what it says.
_Found: TypeAlias = tuple[int, Name]

_LONGEST_HEADLINE: Final = 200
_FEWEST_CAPITALS: Final = 5
_READ: Final = 20_000  # characters in which a word is looked for
_SMALLS: Final = 4  # capitalised words for each small one in a headline in title case
_SMALL: Final = regex(r"[a-zß-öø-ÿ](?<![\w'-].)")
_OUTSIDE: Final = "\0"  # stands for each character that is no prose, so that no run goes on across it


def index_names(text: str, prose: list[Prose]) -> EntityTable:
    """Everybody and everything that the prose names."""
    begins, ends, bodies, _, _ = zip(*prose, strict=True)
    table = EntityTable(text, begins)
    offsets, runs = _runs(text, bodies, ends)
    plain = [True] * len(runs)
    capitals: list[tuple[int, str]] = []
    for part in _headlines(text, prose, offsets, runs):
        capitals += zip(offsets[part], runs[part], strict=True)
        plain[part] = repeat(False, part.stop - part.start)
    names, short = table.names, table.short
    doubtful: list[_Found] = []
    titled: list[int] = []
    for at, read in filter(itemgetter(1), compress(zip(offsets, map(read_run, runs), strict=True), plain)):
        for name in read:
            start = at + name.start
            if name.trust == "short":
                names[start] = name
                short[name.low].append(start)
                if name.titles:
                    titled.append(start)
            elif name.trust == "full":
                names[start] = name
                table.add_name(start, name, name.sort)
            else:
                doubtful.append((start, name))
    later: list[_Found] = []
    kinds = _kinds(text, doubtful)
    for start, name in doubtful:
        shorter = _shorter(table, name)
        if shorter is None:
            names[start] = name
            table.add_name(start, name, kinds.get(name.words, name.sort))
        else:
            later.append((start - name.start + shorter.start, shorter))
    for at, run in capitals:
        if not table.knows(run.lower().split()):
            continue
        for name in read_run(run):
            later += _known_words(table, at, name)
    for start, name in later:
        names[start] = name
        insort(short[name.low], start)
        if name.titles:
            titled.append(start)
    _learn_acronyms(table)
    table.link_short_forms(titled)
    return table


def _runs(text: str, starts: tuple[int, ...], ends: tuple[int, ...]) -> tuple[list[int], list[str]]:
    """Where the runs of capitalised words in some stretches of a text begin, and the runs themselves.

    What lies between the stretches is blotted out, so that one search finds all runs and offsets stay what they are.
    """
    gaps = map(_OUTSIDE.__mul__, map(sub, starts, (0, *ends)))
    stretches = map(text.__getitem__, map(slice, starts, ends))
    parts = split_runs("".join(chain(*zip(gaps, stretches, strict=True))))
    return list(accumulate(map(len, parts)))[:-1:2], parts[1::2]


def _headlines(text: str, prose: list[Prose], offsets: list[int], runs: list[str]) -> list[slice]:
    """Which runs stand in headlines, or in what is written like one: capitals say little there."""
    headlines: list[slice] = []
    firsts = list(map(bisect_left, repeat(offsets), map(itemgetter(2), prose)))
    for (_, end, body, _, paragraph), first, last in zip(prose, firsts, [*firsts[1:], len(runs)], strict=True):
        if end - body < _LONGEST_HEADLINE and first < last:
            capitals = " ".join(runs[first:last]).count(" ") + 1
            if paragraph is None or (capitals >= _FEWEST_CAPITALS and _title_case(text, body, end, capitals)):
                headlines.append(slice(first, last))
    return headlines


def _title_case(text: str, start: int, end: int, capitals: int) -> bool:
    """Are hardly any words of `text[start:end]`, which has some `capitals`, written small?"""
    smalls = _SMALL.finditer(text, start, end)
    return len(list(islice(smalls, capitals // _SMALLS + 1))) <= capitals // _SMALLS


def _kinds(text: str, doubtful: list[_Found]) -> dict[tuple[str, ...], Sort]:
    """What the words around doubtful names say that they are: for each name what is told first."""
    kinds: dict[tuple[str, ...], Sort] = {}
    later: dict[tuple[str, ...], Sort] = {}
    for start, name in doubtful:
        if name.words in kinds or name.titles or name.gender or lexicon().genitive in name.words:
            continue
        end = start - name.start + name.end
        said = kind_from_context(text, start, end)
        if said is not None:
            kinds[name.words] = said
        elif name.sort == "person" and name.words not in later:
            said = kind_from_pronoun(text, end)
            if said is not None:
                later[name.words] = said
    return later | kinds


def _shorter(table: EntityTable, name: Name) -> Name | None:
    """What of a doubtful name is a name, going by the other names of the story; None if all of it."""
    words = name.words
    if name.sort == "organisation":
        if words[1] == lexicon().genitive and table.known_as(words[0].lower()):  # "Dillon of the coalition"
            return name.short(name.start, name.start + len(words[0]), words[:1], name.titles)
        return None
    if table.known_as(name.low):
        return name.short(name.start, name.end, words, name.titles)
    if table.known_as(words[-1].lower()) and common(table.text, words[0].lower()):
        return name.short(name.end - len(words[-1]), name.end, words[-1:], name.titles)  # "Yesterday Dillon"
    return None


def common(text: str, word: str) -> bool:
    """Is a word (small letters) no name: by its ending, or because the story writes it small elsewhere?"""
    known = lexicon()
    if word in known.given and word not in known.openers:
        return False  # "Jan", "June"
    return word.endswith(known.common_ends) or word in known.small or text.find(f" {word} ", 0, _READ) >= 0


def _known_words(table: EntityTable, at: int, name: Name) -> Iterator[_Found]:
    """The words of a headline that name somebody whom the story names: "Dillon Says Strike Failed"."""
    offset = at + name.start
    words = table.text[offset : at + name.end].split()
    for first, word in enumerate(words):
        offset = table.text.index(word, offset)
        both = " ".join(words[first : first + 2]).lower()
        found: tuple[str, ...] = ()
        if first + 1 < len(words) and table.known_as(both):
            found = tuple(words[first : first + 2])
        elif table.known_as(word.lower()) and not (first and table.known_as(f"{words[first - 1]} {word}".lower())):
            found = (word,)
        if found:
            end = table.text.index(found[-1], offset + len(word) * (len(found) - 1)) + len(found[-1]) - offset
            yield offset, name.short(0, end, found)
        offset += len(word)


def _learn_acronyms(table: EntityTable) -> None:
    """Let bracketed acronyms stand for what is spelled out before them ("World Health Organization (WHO)")."""
    bodies: dict[int, int] | None = None
    for match in _ACRONYM.finditer(table.text):
        words = _spelled_out(table.text, match.start(), match[1])
        if words:
            table.alias(match[1], table.organisation(words))
        elif match[1].isalpha():
            if bodies is None:
                bodies = table.bodies()
            body = bodies.get(match.start() - 1)
            if body is not None:  # "Security Service of Ukraine (SBU)", the letters of its own language
                table.alias(match[1], body)


_ACRONYM: Final = regex(r"\(([A-Z][A-Z&.-]{1,9})\)")


def _spelled_out(text: str, end: int, acronym: str) -> tuple[str, ...]:
    """The words before an offset whose initials an acronym gives, small words left out; none if they don't."""
    letters = [letter for letter in acronym.lower() if letter.isalpha()]
    words = text[max(0, end - 120) : end].split()
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at > 0 and words[at][0].islower() and words[at][0] != letter and len(words[at]) < 5:
            at -= 1
        if at < 0 or words[at][0].lower() != letter:
            return ()
    return tuple(words[at:]) if words and words[at][0].isupper() else ()
