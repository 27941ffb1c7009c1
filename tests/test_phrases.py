"""The noun phrases that can be sources: before a verb, behind it, across asides; and the time they take."""

from __future__ import annotations

import pytest

from wireparse.draft import Prose
from wireparse.knowledge.reporting import Reporting
from wireparse.quotes.noun_phrases import clause_subject, phrase_after, phrase_before, phrases, subject
from wireparse.quotes.word_classes import word_classes
from wireparse.text.tokens import tokenise


def read(text: str) -> tuple[list[str], str]:
    """The words of a text, and their classes."""
    words = tokenise(text, [Prose(0, len(text), 0, "paragraph", 0)]).words
    return words, word_classes(words, Reporting("en"))


def words_of(words: list[str], phrase: tuple[int, int] | None) -> str | None:
    return " ".join(words[slice(*phrase)]) if phrase else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Odda said", "The mayor of Odda"),
        ("Ann Lee, who owns the boat, said", "Ann Lee , who owns the boat"),
        ("Ann Lee, 39, of Odda, said", "Ann Lee , 39 , of Odda"),
        ("Ann Lee of Voss, the old teacher, of Odda, said", "Ann Lee of Voss , the old teacher , of Odda"),
        ("Ann Lee and Ola Berg, 61, of Voss, who owns it, said", "Ann Lee and Ola Berg , 61 , of Voss , who owns it"),
        ("She, who owns the boat, said", "She , who owns the boat"),
        ("Amazon on Monday (Aug 31) said", "Amazon"),
        ("Amazon on Monday, Aug. 31, said", "Amazon"),
        ("The company last year said", "The company"),
        ("The port (whose boats are old) said", "The port"),
        ("The port - it is a small one - later said", "The port"),
        ("Dock master and NATO harbor pilot Ann Lee said", "Dock master and NATO harbor pilot Ann Lee"),
        ("He saw the dock and Ann Lee said", "Ann Lee"),
        ("His injured brother said", "His injured brother"),
        ("The owners both said", "The owners"),
        ("He left. Both said", "Both"),
        ("Ann Lee has in recent years said", "Ann Lee"),
        ("The storm that said", "that"),
        ("He left. All the owners of the old ferries said", "All the owners of the old ferries"),
        ("On Monday a spokesman for the old port said", "a spokesman for the old port"),
        ("Ann and Odd Moen rose and said", None),
        ("Yesterday, said", None),
    ],
)
def test_the_subject_right_before_a_verb(text: str, expected: str | None) -> None:
    words, classes = read(text)
    assert words_of(words, subject(classes, words.index("said"))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann and Odd Moen rose and said", "Ann and Odd Moen"),
        ("Ann Lee, 39, has often been here, adding", "Ann Lee , 39"),
        ("Yesterday, adding", None),
    ],
)
def test_the_subject_of_the_verb_before(text: str, expected: str | None) -> None:
    words, classes = read(text)
    assert words_of(words, clause_subject(classes, len(words) - 1)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, 61, of Voss, who owns it.", "Ann Lee , 61 , of Voss , who owns it"),
        ("a spokesman for the port and he left", "a spokesman for the port"),
        ("they, of Voss, who own it", "they"),
        ("9/11 widow Ann Lee.", "9 / 11 widow Ann Lee"),
        ("the", None),
    ],
)
def test_the_phrase_behind_a_verb(text: str, expected: str | None) -> None:
    words, classes = read(text)
    assert words_of(words, phrase_after(classes, 0, len(words))) == expected


def test_a_wide_phrase_takes_in_what_modifies_it() -> None:
    words, classes = read("people briefed on the plan, it is old")
    assert words_of(words, phrase_after(classes, 0, len(words), wide=True)) == "people briefed on the plan"


def test_a_phrase_before_a_place() -> None:
    words, classes = read("Ann Lee and Ola Berg: no")
    assert words_of(words, phrase_before(classes, 5)) == "Ann Lee and Ola Berg"


def test_the_noun_phrases_of_a_sentence_are_its_owners_and_wholes() -> None:
    """An age is none."""
    words, classes = read("The mayor's boat, 54, and his old boats in Odda pleased Ann and Odd Moen, he said.")
    assert [words_of(words, phrase) for phrase in phrases(classes)] == [
        "The mayor",
        "The mayor 's boat",
        "his",
        "his old boats",
        "Odda",
        "Ann and Odd Moen",
        "he",
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "Ann ",
        "a and ",
        "(Ann ",
        "Ann, ",
        "Ann, of ",
        "Ann - ",
        "Ann, who ",
        "'s ",
        "May ",
        "on May ",
        "this May ",
        "in it is ",
    ],
)
def test_no_shape_of_a_sentence_holds_a_reading_up(piece: str) -> None:
    _, classes = read(piece * 40 + "said")
    for at in range(1, len(classes)):
        subject(classes, at)
        clause_subject(classes, at)
        phrase_after(classes, at, len(classes))
