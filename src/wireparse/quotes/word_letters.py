"""Word classes, one letter each: the classes of a passage are one string, which patterns can read.

A mark stands for itself.  Where a class is shown or weighed, it has its name.
"""

import re
from typing import Final

__all__ = ["FINITE", "GROUP", "LETTERS", "NAMES", "any_of", "name_of", "of"]

NAME: Final = "N"
WORD: Final = "w"
NUMBER: Final = "9"
PRONOUN: Final = "P"
OBJECT: Final = "O"  # him
DETERMINER: Final = "D"
POSSESSIVE: Final = "H"  # his
POSSESSOR: Final = "S"  # 's
THERE: Final = "E"
BASE: Final = "v"  # forms of the verbs of reporting, the past of others too
THIRD: Final = "s"
ING: Final = "g"
PAST: Final = "e"
PARTICIPLE: Final = "p"
BE: Final = "B"
HAVE: Final = "h"
DO: Final = "d"
MODAL: Final = "M"
CONTRACTED: Final = "c"  # they'll
NEGATION: Final = "n"
ADVERB: Final = "l"
TIME: Final = "y"  # Friday
OF: Final = "o"
TO: Final = "t"
PREPOSITION: Final = "i"
AS: Final = "A"
AND: Final = "a"
BUT: Final = "b"
WHEN: Final = "W"
THAT: Final = "T"
RELATIVE: Final = "R"
QUESTION: Final = "Q"

#: What stands for any token of a quoted segment where only the words outside are read: a mark that no folded text has.
QUOTED: Final = "«"

#: The letters by the names that the data files use.
LETTERS: Final = {
    "name": NAME,
    "word": WORD,
    "number": NUMBER,
    "pronoun": PRONOUN,
    "object": OBJECT,
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "possessor": POSSESSOR,
    "there": THERE,
    "base": BASE,
    "s": THIRD,
    "ing": ING,
    "past": PAST,
    "participle": PARTICIPLE,
    "be": BE,
    "have": HAVE,
    "do": DO,
    "modal": MODAL,
    "contracted": CONTRACTED,
    "negation": NEGATION,
    "adverb": ADVERB,
    "time": TIME,
    "of": OF,
    "to": TO,
    "preposition": PREPOSITION,
    "as": AS,
    "and": AND,
    "but": BUT,
    "when": WHEN,
    "that": THAT,
    "relative": RELATIVE,
    "question": QUESTION,
}
NAMES: Final = {letter: name for name, letter in LETTERS.items()}


def name_of(letter: str) -> str:
    """The name of a class, or the mark itself."""
    return NAMES.get(letter, letter)


def of(names: str) -> str:
    """The letters of several classes and marks, named with spaces between them."""
    return "".join([LETTERS.get(name, name) for name in names.split()])


def any_of(names: str) -> str:
    """A pattern for one of several classes and marks."""
    return f"[{re.escape(of(names))}]"


#: Classes that make a clause finite, and what can stand in a verb group before its verb.
FINITE: Final = of("s past be have do modal contracted")
GROUP: Final = of("be have do modal negation adverb contracted")
