"""Reading the words beside a quotation: a verb of saying with the name, noun phrase or pronoun that is its subject."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from wireparse.knowledge.reporting import Reporting
from wireparse.lexicon import load
from wireparse.quotes.assembly import is_long
from wireparse.record import Record
from wireparse.text.tokens import Tokens

__all__ = ["PAUSES", "Inquit", "Reader", "words_beside"]

_FAR: Final = 40  # tokens from a quotation to the beginning of the sentence that introduces it, at most
_LONG: Final = 12  # tokens of a phrase at most
_IDLE: Final = 6  # tokens between a verb and its subject, at most
_STOPS: Final = frozenset(".!?…")
PAUSES: Final = frozenset((",", "-", "--"))


class _Words(Record):
    """A language's words: forms of verbs of saying with their lemmas; "according to"; what may stand between a subject
    and its verb; what opens a content without marks; what may stand between a verb and its subject; articles; what
    goes on with a noun phrase, and with a name; pronouns; titles; who is spoken to; and words
    that belong to no noun phrase."""

    verbs: dict[str, str]
    according: frozenset[str]
    auxiliaries: frozenset[str]
    that: frozenset[str]
    asides: frozenset[str]
    articles: frozenset[str]
    joints: frozenset[str]
    particles: frozenset[str]
    pronouns: frozenset[str]
    titles: frozenset[str]
    audience: frozenset[str]
    small: frozenset[str]


@cache
def words_beside(reporting: Reporting) -> _Words:
    """What stands beside quotations in a language."""
    verbs = {form: cue.lemma for form, cue in reporting.cues.items()}
    lists = [frozenset(reporting.data[name].split()) for name in _Words._fields[1:-1]]
    return _Words._make([verbs, *lists, frozenset(load("stopwords")[reporting.language].split())])


class Inquit(Record):
    """A cue as a view span with its lemma, its source as a view span, and how they stand to the quotation."""

    cue: tuple[int, int, str]
    source: tuple[int, int] | None
    way: str
    side: str
    kind: str


class Reader:
    """Reads what stands beside quotations."""

    def __init__(self, tokens: Tokens, known: _Words) -> None:
        self.tokens, self.words, self.lower, self.known = tokens, tokens.words, tokens.lower, known
        self._inside: frozenset[str] | None = None

    def beside(self, opening: int, behind: int, first: int, limit: int, content: str) -> Inquit | None:
        """The inquit of the quotation between the tokens `opening` and `behind`, which has the sentence up to others,
        or the paragraph's edges, for itself."""
        inside = opening > first and self.words[opening - 1][-1].isalnum()
        title = inside and (content[0].isupper() or not is_long(content))
        found = None if title else self._behind(behind, limit, content)
        return found or self._before(opening, first)

    def goes_on(self, gap: list[str], behind: int, limit: int, content: str) -> bool:
        """Does a quotation go on with the speaker of the one before, going by the words between and behind them?"""
        following = self.words[behind] if behind < limit else "."
        if following in PAUSES or not (following in _STOPS or content[-1] in _STOPS):
            return False
        large = content[0].isupper()
        if not gap:
            return large
        if len(gap) > _FAR or sum([word.lower() in self.known.verbs for word in gap]) > 1:
            return False
        stops = [at for at, word in enumerate(gap) if word in _STOPS and not self._abbreviated(gap[at - 1])]
        if gap[-1] in PAUSES:
            return not stops and not large and len(gap) > 1
        return large and stops == [len(gap) - 1]

    def _behind(self, at: int, limit: int, content: str) -> Inquit | None:
        start = at
        while at < min(limit, start + 2) and self.words[at] in PAUSES:
            at += 1
        if at == start and not (content[-1] in "?!" or is_long(content)):
            return None
        at, inverted = self._past(at, limit, self.known.auxiliaries | self.known.asides)
        if at >= limit:
            return None
        verb, _, pronoun = self.lower[at].partition("-")
        lemma = self.known.verbs.get(verb) or (verb if verb in self.known.according else None)
        if lemma is None:
            return None
        begin = self.tokens.starts[at]
        cue = (begin, begin + len(verb), lemma)
        kind = "according" if verb in self.known.according else ""
        source = inverted or (self._clitic(at) if pronoun else None)
        if source is None:
            then = self._addressed(at + 1, limit)
            phrase = self._phrase(then, limit)
            if phrase is None and then < limit and self.words[then][0].isalnum():
                return Inquit(cue, None, "none", "", "")  # somebody, who cannot be told
            source = self.tokens.span(*phrase[:2]) if phrase else None
        return Inquit(cue, source, "after", "behind", kind)

    def _before(self, opening: int, first: int) -> Inquit | None:
        """An inquit that introduces a quotation: at a distance with a colon, else right before it."""
        last = opening - 1
        colon = last >= first and self.words[last] == ":"
        comma = last >= first and self.words[last] == ","
        last -= colon or comma
        last -= last >= first and self.lower[last] in self.known.that
        start = last + 1
        while start > max(first, opening - _FAR) and not self._ends(start - 1):
            start -= 1
        if start >= opening:
            return None
        if comma and self.lower[start] in self.known.according:
            phrase = self._phrase(start + 1, opening)
            if phrase and phrase[2] == opening - 1:
                cue = (*self.tokens.span(start, start + 1), self.lower[start])
                return Inquit(cue, self.tokens.span(*phrase[:2]), "after", "before", "according")
            return None
        at = last
        while not colon and at > start and self.lower[at] in self.known.asides:
            at -= 1
        while colon and at > start and self.lower[at] not in self.known.verbs:
            at -= 1
        if at < start + (not colon) or self.lower[at] not in self.known.verbs:
            return None
        source = self._subject(start, at, opening)
        cue = (*self.tokens.span(at, at + 1), self.known.verbs[self.lower[at]])
        return Inquit(cue, source, "before", "before", "") if source else None

    def _subject(self, start: int, cue: int, limit: int) -> tuple[int, int] | None:
        """The subject of a cue in the sentence that begins at `start`: before the cue, perhaps with an apposition
        between commas, or right behind it."""
        idle = self.known.auxiliaries | self.known.asides | {","}
        doubtful = False
        for begin in [start, *[at + 1 for at in range(start, cue) if self.words[at] == ","]]:
            phrase = self._phrase(begin, cue)
            if phrase is None:
                continue
            end, _ = self._past(phrase[2], cue, idle)
            between = begin == start and self._has_apposition(phrase[2], cue)
            if end != cue and not between:
                continue
            if begin == start and phrase[1] - phrase[0] == 1 and not self._is_name(phrase[0]):
                doubtful = True
                continue
            return self.tokens.span(*phrase[:2])
        phrase = self._phrase(self._addressed(cue + 1, limit), limit)
        if phrase is None or (doubtful and self.lower[phrase[0]] in self.known.articles):
            return None
        return self.tokens.span(*phrase[:2])

    def _has_apposition(self, first: int, cue: int) -> bool:
        """Does nothing but what stands between two commas lie between a phrase and its verb?"""
        words = self.words[first:cue]
        return words[:1] == [","] and words.count(",") == 2 and "," in words[-2:]

    def _phrase(self, first: int, limit: int) -> tuple[int, int, int] | None:
        """The pronoun, name or noun phrase at a token: where it begins and ends, and where what belongs to it ends."""
        known, words, lower = self.known, self.words, self.lower
        if first >= limit:
            return None
        if lower[first] in known.pronouns:
            return first, first + 1, first + 1
        opened = self._in(known.articles, first)
        plain = opened or not known.articles  # may a noun be written small?
        at = first + (opened and lower[first] in known.articles)
        kept, named = first, False
        while at < min(limit, first + _LONG):
            word = lower[at]
            if word in known.audience or word in known.asides or word in known.verbs or word in known.auxiliaries:
                break
            if words[at][0].isupper() and not (word in known.small and kept == first):
                named = True
                kept = at + 1
                if word in known.titles and words[at + 1 : at + 2] == ["."]:
                    at += 1
            elif (plain and self._in(known.joints, at)) or (kept > first and word in known.particles):
                if "'" in word:
                    kept, named = at + 1, named or words[at].rpartition("'")[2][:1].isupper()
            elif plain and not named and words[at][0].isalpha() and word not in known.small:
                kept = at + 1
            else:
                break
            at += 1
        if kept == first or not any(words[at][0].isalpha() for at in range(first, kept)):
            return None
        if plain and words[kept : kept + 1] == [","] and kept + 1 < limit:
            name = self._name(kept + 1, limit)
            if name:
                return kept + 1, name, name
        return first, kept, kept

    def _name(self, first: int, limit: int) -> int | None:
        """Where a name of two words or more ends that fills the space up to the next sign."""
        at = first
        while at < limit and (self.words[at][0].isupper() or (at > first and self.lower[at] in self.known.particles)):
            at += 1
        ends = at == limit or not self.words[at][0].isalnum()
        return at if ends and at - first > 1 and self.words[at - 1][0].isupper() else None

    def _past(self, at: int, limit: int, idle: frozenset[str]) -> tuple[int, tuple[int, int] | None]:
        """The token behind some idle ones, and the pronoun that one of them has at its end ("a-t-elle")."""
        for here in range(at, min(limit, at + _IDLE)):
            verb, _, pronoun = self.lower[here].partition("-")
            if self.lower[here] not in idle:
                if pronoun and verb in self.known.auxiliaries and verb in idle:
                    return here + 1, self._clitic(here)
                return here, None
        return min(limit, at + _IDLE), None

    def _addressed(self, at: int, limit: int) -> int:
        """The token behind asides and whoever is spoken to ("dijo a Efe este lunes", "a dit à l'AFP")."""
        at, _ = self._past(at, limit, self.known.asides)
        for here in range(at, min(limit, at + _IDLE)):
            if self.lower[here].rpartition("'")[2] in self.known.audience:
                at = here + 1
            elif self.lower[here] not in self.known.small or self.lower[here] in self.known.pronouns:
                break
        return self._past(at, limit, self.known.asides)[0]

    def _clitic(self, at: int) -> tuple[int, int] | None:
        """The pronoun behind a token's last hyphen."""
        pronoun = self.lower[at].rpartition("-")[2]
        end = self.tokens.ends[at]
        return (end - len(pronoun), end) if pronoun in self.known.pronouns else None

    def _in(self, words: frozenset[str], at: int) -> bool:
        """Is a token among some words, or does it open with one of them elided ("l'ancien")?"""
        word = self.lower[at]
        elided, mark, _ = word.partition("'")
        return word in words or (mark != "" and elided + mark in words)

    def _ends(self, at: int) -> bool:
        """Does a token end what stands before the sentence behind it?"""
        return self.words[at] == '"' or (self.words[at] in _STOPS and not self._abbreviated(self.words[at - 1]))

    def _abbreviated(self, word: str) -> bool:
        return word.lower() in self.known.titles or (len(word) == 1 and word.isupper())

    def _is_name(self, at: int) -> bool:
        """Has a word that opens its sentence its capital also inside of one?"""
        if self._inside is None:
            pairs = pairwise(self.words)
            self._inside = frozenset([word for before, word in pairs if word[0].isupper() and before[-1].isalnum()])
        return self.words[at] in self._inside
