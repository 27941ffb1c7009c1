"""What is known about people: the word lists of `data/LANG/people.json` as sets and dicts."""

from __future__ import annotations

from functools import cache

from wireparse.lexicon import given_names, languages, pack

__all__ = ["Lexicon", "lexicon"]


class Lexicon:
    """The word lists as sets and dicts."""

    def __init__(self) -> None:
        words = pack("people", languages("people")[0])
        self.honorifics: dict[str, str] = words["honorifics"]
        self.compounds = frozenset(words["compounds"])
        self.offices = frozenset(words["offices"])
        self.trades = frozenset(words["trades"])
        self.crafts = frozenset(words["crafts"])
        self.companies = frozenset(words["companies"])
        self.askers = frozenset(words["askers"])
        self.answerers = frozenset(words["answerers"])
        self.bodies = {head: frozenset(before) for head, before in words["bodies"].items()}
        self.roles: dict[str, str] = words["roles"]
        self.implies = {head: frozenset((head, *others)) for head, others in words["implies"].items()}
        self.reticent = frozenset(words["reticent"])
        self.replying = frozenset(words["replying"])
        self.asking = frozenset(words["asking"])
        self.groups = frozenset(words["plurals"] + words["parties"])
        self.documents = frozenset(words["documents"])
        self.organisations = frozenset(words["organisations"])
        self.things = self.organisations | self.documents
        self.generic = {head: frozenset(names) for head, names in words["generic"].items()}
        self.articles = frozenset(words["articles"])
        self.quantifiers = frozenset(words["quantifiers"])
        self.definite = frozenset(words["definite"])
        self.possessive = frozenset(words["possessive"])
        self.prepositions = frozenset(words["prepositions"])
        self.relatives = frozenset(words["relatives"])
        self.verbs = frozenset(words["verbs"])
        self.says = frozenset(words["says"])
        self.speaking = self.says | self.verbs.difference(self.prepositions, words["conjunctions"])
        self.modifiers = frozenset(words["modifiers"])
        self.labels = frozenset(words["labels"])
        self.openers = frozenset(words["openers"])
        self.small = frozenset(words["openers"] + words["days"])
        self.nations = frozenset(words["labels"]).difference(words["parties_of"], words["past"])
        self.weekdays = frozenset(words["weekdays"])
        self.sides = {label: frozenset(names) for label, names in words["parties_of"].items()}
        self.past = frozenset(words["past"])
        self.places = frozenset(words["places"])
        self.place_ends = frozenset(words["place_ends"])
        self.particles = frozenset(words["particles"])
        self.suffixes = frozenset(words["suffixes"])
        self.nicknames: dict[str, str] = words["nicknames"]
        self.kin = frozenset(words["kin"])
        self.abbreviations = frozenset(words["abbreviations"])
        self.pronouns: dict[str, str] = words["pronouns"]
        self.reflexive = frozenset(words["reflexive"])
        self.addressing = frozenset(words["addressing"])
        self.aged: str = words["aged"]
        self.article: str = words["article"]
        self.articled = f"{self.article} "
        self.plain_articles = frozenset(words["plain_articles"])
        self.appositive: list[str] = words["appositive"]
        self.joining: list[str] = words["joining"]
        self.conjunctions = frozenset(words["conjunctions"])
        self.linking = frozenset((*self.joining, "&"))
        self.joiners = self.linking | {self.article}
        self.inner = frozenset((*self.joining, self.article, *self.conjunctions))
        self.genitive: str = words["genitive"]
        self.links = tuple(words["links"])
        self.belonging: list[str] = words["belonging"]
        self.located = frozenset(words["located"])
        self.whereabouts = frozenset(words["whereabouts"])
        self.agents = frozenset(words["agents"])
        self.leading = frozenset(words["leading"])
        self.generations: list[str] = words["generations"]
        self.family_tails: list[str] = words["family_tails"]
        self.compound_ends = tuple(words["compound_ends"])
        self.participle_ends = tuple(words["participle_ends"])
        self.small_ends = tuple(words["small_ends"])
        self.common_ends = tuple(words["common_ends"])
        self.reflexive_ends = tuple(words["reflexive_ends"])
        self.personal_ends = tuple(words["personal_ends"])
        self.singulars: list[tuple[str, int, str, int]] = words["singulars"]
        self.no_plural_ends = tuple(words["no_plural_ends"])
        self.who: list[str] = words["who"]
        self.which: list[str] = words["which"]
        self.person_again: list[str] = words["person_again"]
        self.body_again: list[str] = words["body_again"]
        self.given = given_names()


@cache
def lexicon() -> Lexicon:
    """The word lists; they are read when the first name is."""
    return Lexicon()
