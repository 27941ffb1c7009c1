"""Source phrases: what kind of words name a source ("he", "Dillon", "a senior official who was there"), and their
head."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, TypeAlias

from wireparse.model import SpeakerKind
from wireparse.pattern import regex
from wireparse.record import Record
from wireparse.speakers.lexicon import lexicon

__all__ = ["Form", "SourcePhrase", "kind_of", "read_phrase", "singular", "speaks"]

#: `interviewee`: the "A" of an interview.
Form: TypeAlias = Literal["pronoun", "name", "description", "interviewee", "none"]

_WORD: Final = regex(r"(?:[^\s,;:()\"]|(?<=\d),(?=\d{3}))+|[,;:()\"]")
_BREAKS: Final = frozenset({",", ";", ":", "(", ")", "-", "--"})
_CAPITALISED: Final = regex(r"(?:[a-z]{1,3}['-])?[^\W\d_a-zß-öø-ÿ]")  # "al-Hariri", "d'Estaing"


class SourcePhrase(Record):
    """A source phrase, in offsets from the start of the source: its form; `start` to `end` is the phrase without
    article and without what follows a comma or a relative pronoun; `head` the head noun or the pronoun in small
    letters; `opener` the article or other determiner in front; `core` where the words before the first preposition
    end; `rest` where what follows a first comma begins."""

    form: Form
    start: int
    end: int
    head: str
    opener: str
    core: int
    rest: int

    @property
    def complemented(self) -> bool:
        """Is there more than the noun and what stands before it ("a source close to the talks")?"""
        return self.core < self.end

    def moved(self, offset: int) -> SourcePhrase:
        """The phrase in the text that holds its source at an offset."""
        form, start, end, head, opener, core, rest = self
        return SourcePhrase(form, start + offset, end + offset, head, opener, core + offset, rest + offset)


def read_phrase(source: str) -> SourcePhrase:
    """Read a source phrase."""
    return _read(source[:_LONGEST])


@lru_cache(maxsize=1 << 12)
def _read(source: str) -> SourcePhrase:
    """Read a source phrase.  Sources repeat ("he said"), so the result is kept."""
    known = lexicon()
    words = [(match.start(), match.group()) for match in _WORD.finditer(source)]
    while words and not words[0][1][0].isalnum() and words[0][1][0] not in "@#":
        words.pop(0)
    while words and not words[-1][1][-1].isalnum() and words[-1][1][-1] not in ".'":
        words.pop()
    while len(words) > 1 and words[-1][1].lower().endswith(known.reflexive_ends):
        words.pop()
    size = len(source)
    if not words:
        return SourcePhrase("none", 0, 0, "", "", size, size)
    # "WHO" and "US" are no pronouns.
    low = [
        word if word.isupper() and len(word) > 1 and word.lower() in known.pronouns else word.lower()
        for _, word in words
    ]
    if len(words) == 1 and low[0] in known.pronouns:
        return SourcePhrase("pronoun", words[0][0], words[0][0] + len(low[0]), low[0], "", size, size)
    first, opener = _opened(low)
    stop = first
    while stop < len(words) and low[stop] not in _BREAKS and low[stop] not in known.relatives:
        stop += 1
    if stop == first:
        return SourcePhrase("none", 0, 0, "", opener, size, size)
    begin = first
    while begin < stop - 1 and (low[begin] in known.quantifiers or low[begin][0].isdigit()):
        begin += 1
    if low[begin] in known.prepositions and begin > first:
        begin -= 1  # "some of those"
    core = begin + 1
    while core < stop and low[core] not in known.prepositions and not _participle(low, core):
        core += 1
    at, word = words[core - 1]
    head = low[core - 1].rstrip(".'").removesuffix("'s").strip("'")
    if not head:
        return SourcePhrase("none", 0, 0, "", opener, size, size)
    given = core - begin > 1 and low[core - 2] in known.given
    named = bool(_CAPITALISED.match(word)) and (given or not _common(head, core - begin, bool(opener) or begin > first))
    start, end = words[first][0], words[stop - 1][0] + len(words[stop - 1][1])
    rest = low.index(",", first) + 1 if "," in low[first:] else len(words)
    return SourcePhrase(
        _labelled(source[start:end].lower()) or ("name" if named else "description"),
        start,
        end,
        head,
        opener,
        at + len(word),
        words[rest][0] if rest < len(words) else size,
    )


def _labelled(words: str) -> Form | None:
    """The form of what is no speaker but the label of a question ("Q"), of an answer ("A"), or a year."""
    if words in lexicon().answerers:
        return "interviewee"
    return "none" if words in lexicon().askers or _YEAR.fullmatch(words) else None


_YEAR: Final = regex(r"1[5-9]\d\d|20\d\d")


_LONGEST: Final = 400  # characters of a source; what follows says no more who it is


def _opened(low: list[str]) -> tuple[int, str]:
    """Where a phrase begins without its article, and the article."""
    known = lexicon()
    first, opener = 0, ""
    while first < len(low) - 1 and (low[first] in known.articles or low[first] in known.leading):
        opener = low[first] if low[first] in known.articles else opener
        first += 1
    return first, opener


def _participle(low: list[str], index: int) -> bool:
    """Does a participle end the noun phrase ("senators running for president")?"""
    known = lexicon()
    if len(low[index]) < 5 or not low[index].endswith(known.participle_ends):
        return False
    noun = low[index - 1]
    return noun in known.groups or singular(noun) in known.roles


def _common(head: str, size: int, opened: bool) -> bool:
    """Is a capitalised head noun a common noun that opens its sentence, or stands for a group ("Republicans")?"""
    known = lexicon()
    one = singular(head)
    if head.rpartition("-")[2] in known.groups or (one != head and one in known.roles):
        return True
    if head in known.labels:
        return opened
    if head in known.roles or head in known.offices:
        return size == 1 or opened or head in known.offices  # "the future President", "U.S. President"
    if size == 1 and not opened and (head in known.documents or one in known.documents or head in known.openers):
        return True
    return head.split("-", 1)[0] in known.quantifiers


@lru_cache(maxsize=1 << 12)
def singular(noun: str) -> str:
    """The singular of a regular plural; other words as they are."""
    known = lexicon()
    if not noun.endswith(known.no_plural_ends):
        for end, least, singular_end, cut in known.singulars:
            if noun.endswith(end) and len(noun) >= least:
                return noun[:-cut] + singular_end
    return noun


@lru_cache(maxsize=1 << 12)
def kind_of(head: str) -> SpeakerKind:
    """What a description's head noun stands for.  A noun that nothing is known of and that is not shaped like one for
    people ("a Vermonter", "the 46-year-old") is taken for something written ("the inquiry")."""
    known = lexicon()
    if head in known.groups or not head or head[0].isdigit() or head.split("-", 1)[0] in known.quantifiers:
        return "unnamed" if head.endswith(known.aged) else "group"
    for noun in (head, singular(head)):
        plural = noun != head
        if noun in known.roles or noun in known.crafts:
            return "group" if plural else "unnamed"
        if noun in known.documents:
            return "document"
        if noun in known.organisations:
            return "group" if plural else "organisation"
    if head.endswith("s") and singular(head) != head:
        return "group"
    return "unnamed" if head.endswith(known.personal_ends) else "document"


def speaks(source: str) -> bool:
    """Can the words of a source, by themselves, name nothing but who or what says something: a role, a group, a body,
    something written, a person's whole name?  ("Assam" can name a place, "Breaking" is no name at all.)"""
    known = lexicon()
    head = read_phrase(source).head
    first, _, rest = source.lower().partition(" ")
    if rest and first in known.given:
        return True
    return any(
        noun in words
        for noun in (head, singular(head))
        for words in (known.roles, known.crafts, known.groups, known.things)
    )
