"""Speakers by the look of their names alone, for languages in which titles and names are known, but no roles.

A name is a run of two capitalised words or more; a word alone stands for the one full name that ends with it.
Descriptions come back as they stand, and pronouns stay open.
"""

from __future__ import annotations

from itertools import dropwhile, pairwise
from typing import Final

from wireparse.lexicon import given_names, pack
from wireparse.model import Speaker, SpeakerKind
from wireparse.record import Record
from wireparse.text.view import View

__all__ = ["speakers_by_name"]

_SIGNS: Final = ".,;:!?()\"'"


class _Forms(Record):
    """A language's pronouns, articles and titles, and what goes on with a name and with a noun phrase."""

    pronouns: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    joints: frozenset[str]


def speakers_by_name(
    view: View, sources: list[tuple[int, int] | None], language: str
) -> tuple[tuple[Speaker, ...], list[int | None]]:
    """The speakers behind some sources, and for each source the index of its speaker."""
    data = pack("reporting", language)
    forms = _Forms._make([frozenset(data[name].split()) for name in _Forms._fields])
    text = view.text
    spans = sorted(filter(None, set(sources)))
    known = _full_names(text) if spans else {}
    phrases = {span: text[slice(*span)] for span in spans}
    names = {span: _name(told, forms) for span, told in phrases.items() if told.lower() not in forms.pronouns}
    for full in names.values():
        if full and " " in full:
            known.setdefault(full.rpartition(" ")[2], set()).add(full)
    heard: dict[str, list[tuple[int, int]]] = {}
    kinds: dict[str, SpeakerKind] = {}
    who: dict[tuple[int, int] | None, str] = {}
    for span, name in names.items():
        fuller = known.get(name or "", set())
        who[span] = told = next(iter(fuller)) if len(fuller) == 1 else name or phrases[span]
        heard.setdefault(told, []).append(span)
        kinds[told] = "unnamed" if name is None else "organisation" if told.isupper() else "person"
    speakers = tuple(
        Speaker(f"s{number}", name, None, None, None, kinds[name], tuple(view.pieces(places)))
        for number, (name, places) in enumerate(heard.items(), 1)
    )
    rank = {name: number for number, name in enumerate(heard)}
    return speakers, [rank[who[source]] if source in who else None for source in sources]


def _full_names(text: str) -> dict[str, set[str]]:
    """The names of a given name and a family name in a text, by the family name."""
    found: dict[str, set[str]] = {}
    given = given_names()
    for first, last in pairwise(text.split()):
        family = last.rstrip(_SIGNS)
        if family[:1].isupper() and first[0].isupper() and first.lower() in given:
            found.setdefault(family, set()).add(f"{first} {family}")
    return found


def _name(source: str, forms: _Forms) -> str | None:
    """The name in a source phrase: its first run of two capitalised words or more, from a given name on where there
    is one, or the one word that it is but for titles; None if it is a description ("un miembro del Poder Judicial")."""
    words = source.split()
    opened = words[0].lower() in forms.articles
    words = list(dropwhile(lambda word: word.lower().rstrip(".") in forms.titles, words[opened:]))
    if len(words) == 1 and not opened:
        return words[0]
    given = given_names()
    run: list[str] = []
    before = ""
    for word in [*words, ""]:
        if (word[:1].isupper() and word.lower().rstrip(".") not in forms.titles) or (run and word in forms.particles):
            run.append(word)
            continue
        while run and not run[-1][0].isupper():
            before = run.pop()
        givens = [at for at, part in enumerate(run[:-1]) if part.lower() in given]
        if givens or (len(run) > 1 and before not in forms.joints):
            return " ".join(run[givens[0] if givens else 0 :])
        run, before = [], word
    return None
