"""Descriptions: what one says of somebody, held against what the story has said ("the former Florida governor")."""

from __future__ import annotations

from wireparse.knowledge.places import region
from wireparse.record import Record
from wireparse.speakers.lexicon import lexicon

__all__ = ["Description", "placed", "read_description"]


class Description(Record):
    """What a description says of somebody: words of which one must have been said (`heads`), the party's other names,
    the places, and whether it is past ("the former Florida governor")."""

    heads: frozenset[str]
    party: frozenset[str]
    places: tuple[str, ...]
    former: bool

    def agrees(self, said: frozenset[str]) -> bool:
        """Is nothing said that speaks against the party?"""
        if not self.party or not self.party.isdisjoint(said):
            return True
        return all(names.isdisjoint(said) for names in lexicon().sides.values())

    def fits(self, said: frozenset[str]) -> bool:
        """Has everything been said?"""
        if self.former != (not lexicon().past.isdisjoint(said)):
            return False
        return all(any(_same_place(place, word) for word in said) for place in self.places)


def read_description(text: str, head: str) -> Description:
    """What the words of a description, head noun `head`, claim."""
    known = lexicon()
    words = text.split()
    low = [word.lower().rstrip(".,") for word in words]
    heads = {head}.union(*(known.implies.get(word, frozenset((word,))) for word in low if word in known.roles))
    party: frozenset[str] = frozenset().union(*(known.sides[word] for word in low if word in known.sides))
    places = tuple(
        word.lower() for word in words[:-1] if word[0].isupper() and word.lower() not in known.labels and word.isalpha()
    )
    return Description(frozenset(heads), party, places, not known.past.isdisjoint(low))


def placed(said: frozenset[str]) -> bool:
    """Has it been said where somebody is from?"""
    return any(word[0] == "-" or region(word) for word in said)


def _same_place(place: str, said: str) -> bool:
    """Is a word that was said a place's name or its abbreviation ("-fla" of "florida")?"""
    if said[0] != "-":
        return said[:4] == place[:4]
    letters = iter(place)
    return said[1] == place[0] and all(letter in letters for letter in said[1:])
