"""Gathering the cast: every run of capitalised words is given to the figure that it names.

Full names come first, wherever they stand; then the short forms (a family name, a given name, an acronym, the last
words of an organisation's name) are given to whom they must mean, in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from wireparse.draft import Prose
from wireparse.mentions.cast import Cast, Figure, Mention
from wireparse.mentions.names import Name, find_runs, lexicon, read_run

__all__ = ["gather"]

#: Where a run stands, what it says, and the index of its prose.
_Found: TypeAlias = tuple[int, Name, int]

_LONGEST_HEADLINE: Final = 200
_FEWEST_CAPITALS: Final = 5
_SMALL: Final = re.compile(r"(?<![\w'-])[a-zß-öø-ÿ]{5}")  # a headline in title case writes no longer word small
_FRESH: Final = 1.5  # full mentions that the latest one, in an earlier paragraph, is worth


def gather(text: str, prose: list[Prose]) -> Cast:
    """Everybody and everything that the prose names."""
    cast = Cast(text)
    full: list[Mention] = []
    short: list[_Found] = []
    doubtful: list[_Found] = []
    capitals: list[_Found] = []
    for number, piece in enumerate(prose):
        runs = find_runs(text, piece.body, piece.end)
        headline = _headline(piece, text, runs)
        for at, run in runs:
            for name in read_run(run):
                if headline:
                    capitals.append((at, name, number))
                elif name.trust == "short":
                    short.append((at, name, number))
                elif name.trust == "full" or (name.trust == "unproven" and not _opens_sentence(text, at + name.opens)):
                    full.append(_meet(cast, at, name, number))
                else:
                    doubtful.append((at, name, number))
    for at, name, number in doubtful:
        shorter = _shorter(cast, name)
        if shorter is None:
            full.append(_meet(cast, at, name, number))
        else:
            short.append((at, shorter, number))
    for at, name, number in capitals:
        short += _known_words(cast, at, name, number)
    if doubtful or capitals:
        full.sort()
        short.sort(key=lambda found: found[0])
    cast.settle([*full, *_short_forms(cast, short, full)])
    return cast


def _headline(piece: Prose, text: str, runs: list[tuple[int, str]]) -> bool:
    """Is a piece a headline, or written like one, so that capitals say little?"""
    if piece.paragraph is None:
        return True
    if piece.end - piece.body > _LONGEST_HEADLINE or sum([run.count(" ") + 1 for _, run in runs]) < _FEWEST_CAPITALS:
        return False
    return _SMALL.search(text, piece.body, piece.end) is None


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in '.!?\n"\':-('


def _meet(cast: Cast, at: int, name: Name, number: int) -> Mention:
    """The mention of a full name."""
    words = _completed(cast.text, at + name.end, name.words)
    if name.sort == "organisation":
        index = cast.organisation(words)
    else:
        index = cast.person(words, name.gender, name.trust == "full")
        if name.titles:
            cast.figures[index].titles.append(name.titles)
    return Mention(at + name.start, at + name.end, at + name.opens, index, True, number)


def _completed(text: str, end: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the full stop of an abbreviation at their end ("Jr.", "U.S.")."""
    last = words[-1]
    if text.startswith(".", end) and (last in ("Jr", "Sr") or ("." in last and last[-1] != ".")):
        return (*words[:-1], last + ".")
    return words


def _shorter(cast: Cast, name: Name) -> Name | None:
    """What of a doubtful name is a name, going by the other names of the story; None if all of it."""
    words = name.words
    if name.sort == "organisation":
        if words[1] == "of" and cast.known_as(words[0].lower()):  # "Dillon of the coalition"
            low = words[0].lower()
            return name._replace(end=name.start + len(words[0]), words=words[:1], low=low, sort="bare")
        return None
    if cast.known_as(name.low):
        return name._replace(sort="bare")
    low = words[-1].lower()
    if cast.known_as(low):  # "Yesterday Dillon": the first word is no name
        cut = name.end - len(words[-1])
        return name._replace(opens=cut, start=cut, words=words[-1:], low=low, sort="bare")
    return None


def _known_words(cast: Cast, at: int, name: Name, number: int) -> Iterator[_Found]:
    """The words of a headline that name somebody whom the story names: "Dillon Says Strike Failed"."""
    offset = at + name.start
    words = cast.text[offset : at + name.end].split()
    for first, word in enumerate(words):
        offset = cast.text.index(word, offset)
        both = " ".join(words[first : first + 2]).lower()
        found: tuple[str, ...] = ()
        if first + 1 < len(words) and cast.known_as(both):
            found = tuple(words[first : first + 2])
        elif cast.known_as(word.lower()) and not (first and cast.known_as(f"{words[first - 1]} {word}".lower())):
            found = (word,)
        if found:
            end = cast.text.index(found[-1], offset + len(word) * (len(found) - 1)) + len(found[-1]) - offset
            low = " ".join(found).lower()
            yield offset, name._replace(opens=0, start=0, end=end, titles=(), words=found, low=low, sort="bare"), number
        offset += len(word)


class _Record:
    """How often each figure has been named in full so far, and who of each family name was last."""

    __slots__ = ("_at", "_full", "counts", "first", "nearest")

    def __init__(self, full: list[Mention]) -> None:
        self._full = full
        self._at = 0
        self.counts: dict[int, int] = {}
        self.first: dict[str, Mention] = {}
        self.nearest: dict[str, Mention] = {}

    def read(self, cast: Cast, offset: int) -> None:
        """Read on to an offset."""
        full = self._full
        while self._at < len(full) and full[self._at].start < offset:
            mention = full[self._at]
            self.counts[mention.figure] = self.counts.get(mention.figure, 0) + 1
            family = cast.figures[mention.figure].words[-1].lower()
            if family not in self.first or self.first[family].prose != mention.prose:
                self.first[family] = mention
            self.nearest[family] = mention
            self._at += 1


def _short_forms(cast: Cast, short: list[_Found], full: list[Mention]) -> Iterator[Mention]:
    """The mentions of short forms, each given to the figure that it must mean where it stands."""
    text, figures = cast.text, cast.figures
    for at, name, _ in short:
        if text.startswith(")", at + name.end) and text.startswith("(", at - 1) and name.words[0].isupper():
            words = _spelled_out(text, at - 1, name.words[0])
            if words:
                cast.alias(name.words[0], cast.organisation(words))
    record = _Record(full)
    settled: dict[str, int] = {}  # what can only mean one figure
    for at, name, number in short:
        start = at + name.start
        index = settled.get(name.low)
        if index is None or name.titles:
            index = None
            if name.titles or not text.startswith("the ", start - 4):
                people = cast.known_as(name.low)
                if len(people) == 1 and _fits(figures[people[0]], name):
                    index = people[0]
                    settled[name.low] = index
                elif people:
                    record.read(cast, start)
                    index = _choose(figures, people, name, record, number)
            if index is None:
                index = _body(cast, name, at)
            if name.titles:
                figure = figures[index]
                figure.titles.append(name.titles)
                figure.gender = figure.gender or name.gender
        yield Mention(start, at + name.end, at + name.opens, index, len(name.words) == 2, number)


def _body(cast: Cast, name: Name, at: int) -> int:
    """The organisation that a short form means, else somebody new."""
    if not name.titles:
        index = cast.named_after(" ".join(name.words))
        if index is not None:
            return index
    elif name.titles[-1].lower() in lexicon().nations:
        return cast.organisation((name.titles[-1], *name.words))  # "American Crossroads"
    if name.sort == "organisation":
        return cast.organisation(_completed(cast.text, at + name.end, name.words))
    return cast.stranger(name)


def _fits(figure: Figure, name: Name) -> bool:
    return not (name.titles and name.gender and figure.gender and name.gender != figure.gender)


def _choose(figures: list[Figure], people: list[int], name: Name, record: _Record, number: int) -> int | None:
    """Who of several with one name is meant: who was last named in full in this paragraph, else who is named in full
    most often, the first of the last paragraph that names any of them preferred."""
    fitting = [index for index in people if _fits(figures[index], name)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    nearest = record.nearest.get(name.low)
    if nearest is not None and nearest.prose == number and nearest.figure in fitting:
        return nearest.figure
    first = record.first.get(name.low)
    fresh = first.figure if first is not None else -1
    return max(fitting, key=lambda index: record.counts.get(index, 0) + (_FRESH if index == fresh else 0.0))


def _spelled_out(text: str, end: int, acronym: str) -> tuple[str, ...]:
    """The words before a bracketed acronym whose initials it gives ("World Health Organization (WHO)")."""
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
