"""The cast: the people and organisations that a story names, known by their full names, short forms and acronyms."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from wireparse.mentions.names import Name, lexicon, read_run
from wireparse.model import SpeakerKind

__all__ = ["Cast", "Figure", "Mention"]

_NAMESAKES: Final = 24  # figures of one family name that are told apart; no story has more


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
    known; `head` is the head noun of a description, the last word of a body's name; `heard` the spans where the
    figure is the source of a quote."""

    kind: SpeakerKind | None
    words: tuple[str, ...]
    gender: str = ""
    head: str = ""
    mentions: list[Mention] = field(default_factory=list)
    titles: list[tuple[str, ...]] = field(default_factory=list)
    heard: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name; a person's in capitals is written normally."""
        if self.kind != "person" or not all(word.isupper() for word in self.words) or len("".join(self.words)) < 5:
            return " ".join(self.words)
        return " ".join(word if "." in word or len(word) == 1 else word.title() for word in self.words)


class Cast:
    """The figures of a story and, once settled, all their mentions in reading order."""

    __slots__ = ("_aliases", "_by_first", "_by_last", "_exact", "_organisations", "figures", "mentions", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.figures: list[Figure] = []
        self.mentions: list[Mention] = []
        self.starts: list[int] = []
        self._exact: dict[tuple[str, ...], int] = {}
        self._by_last: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self._organisations: dict[str, list[int]] = {}
        self._aliases: dict[str, int] = {}

    def add(self, figure: Figure) -> int:
        """Take in a figure; its index."""
        self.figures.append(figure)
        return len(self.figures) - 1

    def settle(self, found: list[Mention]) -> None:
        """Take the mentions."""
        found.sort()
        self.mentions = found
        self.starts = [mention[0] for mention in found]
        figures = self.figures
        for mention in found:
            figures[mention[3]].mentions.append(mention)

    def between(self, start: int, end: int, most: int = 1 << 30) -> list[Mention]:
        """The mentions that begin in a span, the last `most` of them."""
        stop = bisect_left(self.starts, end)
        return self.mentions[max(bisect_left(self.starts, start), stop - most) : stop]

    def before_bracket(self, start: int) -> Mention | None:
        """The mention before an opening bracket right before an offset."""
        if not self.text.startswith(" (", start - 2):
            return None
        index = bisect_left(self.starts, start) - 1
        return self.mentions[index] if index >= 0 and self.mentions[index].end == start - 2 else None

    def person(self, words: tuple[str, ...], gender: str, given: bool = True) -> int:
        """The figure of a full name: one met before under a compatible name, or a new one.  A name of which it is not
        `given` that its first word is a given name may be a family name of two words."""
        exact = self._exact.get(words)
        if exact is not None:
            self.figures[exact].gender = self.figures[exact].gender or gender
            return exact
        first, last = _ends(words)
        whole = " ".join(words).lower()
        if not given and whole in self._by_last:
            return self._by_last[whole][0]  # "Wasserman Schultz"
        for index in self._by_last.get(last, ())[-_NAMESAKES:]:
            known = self.figures[index]
            if len(known.words) > 1 and _same_given(_ends(known.words)[0], first) and not _clash(known.gender, gender):
                if _fuller(words, known.words):
                    known.words = words
                known.gender = known.gender or gender
                self._exact[words] = index
                return index
        index = self.add(Figure("person", words, gender))
        self._exact[words] = index
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
        exact = self._exact.get(words)
        if exact is not None:
            return exact
        low = [word.lower() for word in words]
        for index in self._organisations.get(low[-1], ())[-_NAMESAKES:]:
            known = [word.lower() for word in self.figures[index].words]
            size = min(len(low), len(known))
            if low == known or (size > 1 and low[-size:] == known[-size:]):
                if len(low) > len(known):
                    self.figures[index].words = words
                self._exact[words] = index
                return index
        index = self.add(Figure("organisation", words, head=low[-1]))
        self._exact[words] = index
        self._organisations.setdefault(low[-1], []).append(index)
        return index

    def group(self, words: tuple[str, ...]) -> int:
        """The figure of people named together."""
        exact = self._exact.get(words)
        if exact is None:
            exact = self._exact[words] = self.add(Figure("group", words))
        return exact

    def stranger(self, name: Name) -> int:
        """The figure of a short form that nothing else explains."""
        if name.low in self._by_last:
            return self._by_last[name.low][0]
        index = self.add(Figure("person" if name.titles else None, name.words, name.gender if name.titles else ""))
        self._by_last[name.low] = [index]
        return index

    def alias(self, short: str, index: int) -> None:
        """Let an acronym stand for an organisation."""
        self._aliases[short] = index

    def known_as(self, name: str) -> list[int]:
        """The people whose family name, else given name, else both in turn, is `name` (small letters)."""
        found = self._by_last.get(name) or self._by_first.get(name)
        if found is None and " " in name:
            given, _, family = name.partition(" ")
            return [index for index in self._by_last.get(family, ()) if self.figures[index].words[0].lower() == given]
        return found or []

    def named_after(self, word: str) -> int | None:
        """The organisation that one word stands for: an acronym, the whole name, or its end ("the Post")."""
        if word in self._aliases:
            return self._aliases[word]
        low = word.lower()
        for index in self._organisations.get(low, ())[-_NAMESAKES:]:
            words = self.figures[index].words
            if len(words) == 1:
                return index
            # "the House" is not the White House, nor is ESPN the World of ESPN
            if not word.isupper() and low not in lexicon().places and not words[-2].islower():
                return index
        return None

    def called(self, text: str) -> int | None:
        """The person, else the organisation, that a name means."""
        people = self.known_as(text.lower())
        return people[0] if people else self.named_after(text)

    def meant(self, text: str) -> int:
        """Whom a name means that stands outside the prose, or in a headline."""
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
                return self.stranger(name)
        return self.organisation(tuple(text.split()) or (text,))


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
        return one[:1] == other[:1]
    nicknames = lexicon().nicknames
    return nicknames.get(one, one) == nicknames.get(other, other)


def _clash(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _fuller(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if all(word.isupper() for word in words) != all(word.isupper() for word in known):
        return not words[-1].isupper()
    return len("".join(words)) > len("".join(known))
