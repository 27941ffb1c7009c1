"""The cast: the people and organisations that a story names, and every place where it does.

Full names come first, wherever they stand; then the short forms (a family name, a given name, an acronym, the last
words of an organisation's name) are given to whom they must mean, in reading order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from wireparse.draft import Prose
from wireparse.mentions.names import Name, find_runs, lexicon, read_run
from wireparse.model import SpeakerKind

__all__ = ["Cast", "Figure", "Mention", "gather"]


class Mention(NamedTuple):
    """A place where a figure is named: `opens` is where its titles begin; `full` if the name is more than a short
    form; `prose` is an index into the prose."""

    start: int
    end: int
    opens: int
    figure: int
    full: bool
    prose: int


@dataclass(slots=True)
class Figure:
    """Somebody or something named or described.  `kind` is None for one capitalised word of which nothing more is
    known; `heads` are the words that say what the figure is, in small letters."""

    kind: SpeakerKind | None
    words: tuple[str, ...]
    gender: str = ""
    mentions: list[Mention] = field(default_factory=list)
    titles: list[tuple[str, ...]] = field(default_factory=list)
    head: str = ""
    partners: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The fullest name, words all in capitals written normally."""
        if self.kind != "person" or not all(word.isupper() for word in self.words) or len("".join(self.words)) < 5:
            return " ".join(self.words)
        return " ".join(word if "." in word or len(word) == 1 else word.title() for word in self.words)


class Cast:
    """The figures of a story and all their mentions in reading order."""

    __slots__ = ("_aliases", "_by_first", "_by_last", "_organisations", "figures", "mentions", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.figures: list[Figure] = []
        self.mentions: list[Mention] = []
        self.starts: list[int] = []
        self._by_last: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self._organisations: dict[str, list[int]] = {}
        self._aliases: dict[str, int] = {}

    def add(self, figure: Figure) -> int:
        """Take in a figure; its index."""
        self.figures.append(figure)
        return len(self.figures) - 1

    def mention_at(self, start: int, end: int) -> Mention | None:
        """The first mention that begins in a span."""
        index = bisect_left(self.starts, start)
        if index < len(self.mentions) and self.mentions[index].start < end:
            return self.mentions[index]
        return None

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a span."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def person(self, words: tuple[str, ...], gender: str) -> int:
        """The figure of a full name: one met before under a compatible name, or a new one."""
        first, last = _ends(words)
        for index in self._by_last.get(last, ()):
            known = self.figures[index]
            if len(known.words) > 1 and _same_given(_ends(known.words)[0], first) and not _clash(known.gender, gender):
                if _fuller(words, known.words):
                    known.words = words
                known.gender = known.gender or gender
                return index
        index = self.add(Figure("person", words, gender))
        self._by_last.setdefault(last, []).append(index)
        self._by_first.setdefault(first, []).append(index)
        if "-" in last[:4]:  # "al-Sadr"
            self._by_last.setdefault(last.partition("-")[2], []).append(index)
        if len(words) > 2:
            self._by_first.setdefault(words[1].lower(), []).append(index)  # "Ana Torres Vega", then "Ms. Torres"
            for cut in range(1, len(words) - 1):
                self._by_last.setdefault(" ".join(words[cut:]).lower(), []).append(index)
        return index

    def organisation(self, words: tuple[str, ...]) -> int:
        """The figure of an organisation: one whose name ends, or ended before, in the same words."""
        low = [word.lower() for word in words]
        for index in self._organisations.get(low[-1], ()):
            known = [word.lower() for word in self.figures[index].words]
            size = min(len(low), len(known))
            if low == known or (size > 1 and low[-size:] == known[-size:]):
                if len(low) > len(known):
                    self.figures[index].words = words
                return index
        index = self.add(Figure("organisation", words, head=low[-1]))
        self._organisations.setdefault(low[-1], []).append(index)
        return index

    def alias(self, short: str, index: int) -> None:
        """Let an acronym stand for an organisation."""
        self._aliases[short] = index

    def known_as(self, word: str) -> list[int]:
        """The people whose family name, else given name, is `word` (small letters)."""
        return self._by_last.get(word) or self._by_first.get(word) or []

    def full(self, name: str) -> bool:
        """Is `name` (small letters) somebody's given and family name?"""
        given, _, family = name.partition(" ")
        return any(self.figures[index].words[0].lower() == given for index in self._by_last.get(family, ()))

    def named_after(self, word: str) -> int | None:
        """The organisation that one word stands for: an acronym, the whole name, or its end ("the Post")."""
        if word in self._aliases:
            return self._aliases[word]
        low = word.lower()
        for index in self._organisations.get(low, ()):
            words = self.figures[index].words
            if len(words) == 1:
                return index
            # "the House" is not the White House, nor is ESPN the World of ESPN
            if not word.isupper() and low not in lexicon().places and words[-2].islower() is False:
                return index
        return None

    def meant(self, text: str) -> int:
        """Whom a name that stands outside the prose, or in a headline, means."""
        index = self.called(text)
        if index is not None:
            return index
        for name in read_run(text):
            index = self.called(" ".join(name.words))
            if index is not None:
                return index
            if name.sort == "person":
                return self.person(name.words, name.gender)
            if name.sort == "bare":
                return self.stranger(name.words, name)
        return self.organisation(tuple(text.split()))

    def called(self, text: str) -> int | None:
        """The person, else the organisation, that a name means."""
        people = self.known_as(text.lower())
        return people[0] if people else self.named_after(text)

    def settle(self, found: list[Mention]) -> None:
        """Take the mentions, in reading order."""
        self.mentions = sorted(found)
        self.starts = [mention.start for mention in self.mentions]
        for mention in self.mentions:
            self.figures[mention.figure].mentions.append(mention)

    def stranger(self, words: tuple[str, ...], name: Name) -> int:
        """The figure of one word that nothing else explains."""
        low = " ".join(words).lower()
        for index in self._by_last.get(low, ()):
            return index
        kind: SpeakerKind | None = "person" if name.titles else None
        index = self.add(Figure(kind, words, name.gender if name.titles else ""))
        self._by_last[low] = [index]
        return index


_LONGEST_HEADLINE: Final = 200
_FEWEST_CAPITALS: Final = 5
_SMALL: Final = re.compile(r"(?<![\w'-])[a-zß-öø-ÿ]{5}")  # a headline in title case writes no longer word small


def gather(text: str, prose: list[Prose]) -> Cast:
    """Everybody and everything that the prose names."""
    cast = Cast(text)
    loose = lexicon().openers | lexicon().days
    found: list[Mention] = []
    short: list[tuple[int, Name, int]] = []
    doubtful: list[tuple[int, Name, int]] = []
    capitals: list[tuple[int, Name, int]] = []
    for number, piece in enumerate(prose):
        runs = find_runs(text, piece.body, piece.end)
        headline = _headline(piece, text, runs)
        for at, run in runs:
            for name in read_run(run):
                if name.sort == "title":
                    continue
                if headline:
                    capitals.append((at, name, number))
                elif name.sort == "bare" or len(name.words) == 1:
                    short.append((at, name, number))
                elif not (name.given or name.titles) and (
                    name.words[0].lower() in loose or _opens_sentence(text, at + name.opens)
                ):
                    doubtful.append((at, name, number))
                elif name.sort == "organisation" and name.words[1] == "of":
                    doubtful.append((at, name, number))  # "Dillon of the coalition"
                else:
                    found.append(_meet(cast, at, name, number))
    for at, name, number in doubtful:
        if name.sort == "person" and cast.known_as(" ".join(name.words).lower()):
            short.append((at, name._replace(sort="bare"), number))
        elif name.sort == "organisation" and name.words[1] == "of" and cast.known_as(name.words[0].lower()):
            end = name.start + len(name.words[0])
            short.append((at, name._replace(end=end, words=name.words[:1], sort="bare"), number))
        elif name.sort == "person" and cast.known_as(name.words[-1].lower()):  # "Yesterday Dillon": the first word is no name
            cut = name.end - len(name.words[-1])
            short.append((at, name._replace(opens=cut, start=cut, words=name.words[-1:], sort="bare"), number))
        else:
            found.append(_meet(cast, at, name, number))
    for at, name, number in capitals:
        short += _known_words(cast, at, name, number)
    short.sort(key=lambda item: item[0])
    found += _short_forms(cast, short, sorted(found))
    cast.settle(found)
    return cast


def _known_words(cast: Cast, at: int, name: Name, number: int) -> Iterator[tuple[int, Name, int]]:
    """The words of a headline that name somebody whom the story names: "Dillon Says Strike Failed"."""
    offset = at + name.start
    words = cast.text[offset : at + name.end].split()
    for first, word in enumerate(words):
        offset = cast.text.index(word, offset)
        both = " ".join(words[first : first + 2]).lower()
        if first + 1 < len(words) and cast.full(both):
            size = cast.text.index(words[first + 1], offset) + len(words[first + 1]) - offset
            yield offset, name._replace(opens=0, start=0, end=size, titles=(), words=tuple(words[first : first + 2])), number
        elif cast.known_as(word.lower()) and not (first and cast.full(f"{words[first - 1]} {word}".lower())):
            yield offset, name._replace(opens=0, start=0, end=len(word), titles=(), words=(word,)), number
        offset += len(word)


def _headline(piece: Prose, text: str, runs: list[tuple[int, str]]) -> bool:
    """Is a piece a headline, or written like one, so that capitals say little?"""
    if piece.paragraph is None:
        return True
    if piece.end - piece.body > _LONGEST_HEADLINE or sum([run.count(" ") + 1 for _, run in runs]) < _FEWEST_CAPITALS:
        return False
    return _SMALL.search(text, piece.body, piece.end) is None


def _meet(cast: Cast, at: int, name: Name, number: int) -> Mention:
    """The mention of a full name."""
    words = _completed(cast.text, at + name.end, name.words)
    if name.sort == "organisation":
        index = cast.organisation(words)
    else:
        if len(words) == 2 and not name.given and cast.known_as(" ".join(words).lower()):
            index = cast.known_as(" ".join(words).lower())[0]  # "Wasserman Schultz"
        else:
            index = cast.person(words, name.gender)
    if name.titles:
        cast.figures[index].titles.append(name.titles)
    return Mention(at + name.start, at + name.end, at + name.opens, index, True, number)


def _completed(text: str, end: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the full stop of an abbreviation at their end ("Jr.", "U.S.")."""
    last = words[-1]
    if text.startswith(".", end) and (last in ("Jr", "Sr") or ("." in last and last[-1] != ".")):
        return (*words[:-1], last + ".")
    return words


def _short_forms(cast: Cast, short: list[tuple[int, Name, int]], full: list[Mention]) -> Iterator[Mention]:
    """The mentions of short forms, each given to the figure that it must mean where it stands."""
    text = cast.text
    for at, name, _ in short:
        if name.words[0].isupper() and text.startswith("(", at - 1) and text.startswith(")", at + name.end):
            words = _spelled_out(text, at - 1, name.words[0])
            if words:
                cast.alias(name.words[0], cast.organisation(words))
    starts = [mention.start for mention in full]
    for at, name, number in short:
        start, end = at + name.start, at + name.end
        word = " ".join(name.words).lower()
        if len(name.words) == 2 and cast.full(word):
            name = name._replace(given=True)
            index: int | None = cast.person(name.words, "")
            yield Mention(start, end, at + name.opens, index, True, number)
            continue
        index = None
        if name.titles or not text.startswith("the ", start - 4):
            people = cast.known_as(word)
            index = people[0] if len(people) == 1 and _fits(cast.figures[people[0]], name) else None
            if index is None and people:
                index = _choose(cast, people, name, full[: bisect_left(starts, start)], number)
        if index is None and not name.titles:
            index = cast.named_after(" ".join(name.words))
        if index is None and name.sort == "organisation":
            index = cast.organisation(_completed(text, end, name.words))
        if index is None:
            index = cast.stranger(name.words, name)
        figure = cast.figures[index]
        if name.titles:
            figure.titles.append(name.titles)
            figure.gender = figure.gender or name.gender
        yield Mention(start, end, at + name.opens, index, False, number)


def _fits(figure: Figure, name: Name) -> bool:
    return not (name.titles and _clash(figure.gender, name.gender))


def _choose(cast: Cast, people: list[int], name: Name, before: list[Mention], number: int) -> int | None:
    """Who of several with one name is meant: who was last named in full in this paragraph, else who is named in full
    most often, the first of the last paragraph that names any of them preferred."""
    fitting = [index for index in people if _fits(cast.figures[index], name)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    counts: dict[int, float] = dict.fromkeys(fitting, 0.0)
    latest: Mention | None = None
    for mention in before:
        if mention.figure in counts:
            counts[mention.figure] += 1
            if latest is None or mention.prose != latest.prose or mention.prose == number:
                latest = mention
    if latest is not None:
        if latest.prose == number:
            return latest.figure
        counts[latest.figure] += _FRESH
    return max(fitting, key=counts.__getitem__)


_FRESH: Final = 1.5  # full mentions that the latest one, in an earlier paragraph, is worth


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
    return tuple(words[at:]) if words[at][0].isupper() else ()


def _ends(words: tuple[str, ...]) -> tuple[str, str]:
    """The given and the family name, in small letters."""
    known = lexicon()
    last = len(words) - 1
    while last > 1 and words[last].lower().rstrip(".") in known.suffixes:
        last -= 1
    first = 1 if len(words[0].rstrip(".")) == 1 and last > 1 else 0  # "J. Edgar Hoover"
    return words[first].lower().rstrip("."), words[last].lower()


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    nicknames = lexicon().nicknames
    return nicknames.get(one, one) == nicknames.get(other, other)


def _clash(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _fuller(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if all(word.isupper() for word in words) != all(word.isupper() for word in known):
        return words[-1] != words[-1].upper()
    return len("".join(words)) > len("".join(known))


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in '.!?\n"\':-('
