"""The packs of page furniture are in the form that the look-ups rely on, and each kind has its letter."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from wireparse.lexicon import DATA, languages, pack
from wireparse.lines.classify import classify
from wireparse.lines.features import EDGE, features_of, signs_of
from wireparse.lines.furniture import furniture_of, packs_for
from wireparse.lines.rules import LINE_RULES
from wireparse.text.lines import split_lines
from wireparse.text.view import View, fold

PLACES = {"lines", "labels", "openings", "inside", "words"}
GATES = {gate for rule in LINE_RULES for gate in rule.gates}


def letters(text: str) -> str:
    features = features_of([line.text for line in split_lines(View(text).text)])
    return "".join(rule.letter for rule in classify(features))


@pytest.mark.parametrize("language", languages("furniture"))
def test_phrases_are_as_a_line_is_looked_up(language: str) -> None:
    for kind, places in pack("furniture", language).items():
        assert set(places) <= PLACES, kind
        for place, phrases in places.items():
            for phrase in phrases:
                assert phrase == fold(phrase).casefold().strip(), phrase
                if place in ("lines", "labels"):
                    assert phrase == phrase.strip(EDGE), phrase
            twice = [phrase for phrase, count in Counter(phrases).items() if count > 1]
            assert not twice, (kind, place)


@pytest.mark.parametrize("language", languages("furniture"))
def test_every_kind_is_asked_for(language: str) -> None:
    for kind, places in pack("furniture", language).items():
        for place in places.keys() - {"words"}:
            assert f"{kind}.{place}" in GATES


@pytest.mark.parametrize("language", languages("furniture"))
def test_english_has_every_kind(language: str) -> None:
    assert set(pack("furniture", language)) <= set(pack("furniture", "en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(ANSA).", "z"), ("Artikel anhören", "u"), ("Temps de lecture : 3 min", "n"), ("Passer la publicité", "m"),
        ("Mehr zum Thema", "g"), ("Lesen Sie auch: Fährstreik dauert an", "r"), ("Teilen", "u"), ("Anzeige", "m"),
        ("À lire aussi : La grève des ferries continue", "r"), ("Publicité", "m"), ("Lire la suite", "R"),
        ("Lea también: Sigue la huelga de los transbordadores", "r"), ("Compartir en Facebook", "u"),
        ("Leggi anche: Continua lo sciopero dei traghetti", "r"), ("Riproduzione riservata", "y"),
        ("Leia também: Greve dos barcos continua", "r"), ("Foto: Ana Reis/Lusa", "f"), ("Comentários", "o"),
        ("Czytaj także: Strajk promów trwa", "r"), ("Reklama", "m"), ("Fot. Jan Lis/PAP", "f"),
        ("Читайте также: Забастовка паромов продолжается", "r"), ("Реклама", "m"), ("© Фото: ТАСС", "f"),
        ("Paylaş", "u"), ("İlgili Haberler", "g"), ("Fotoğraf: Ece Aydın/AA", "f"), ("Devamını oku", "R"),
        ("Bunu da okuyun: Feribot grevi sürüyor", "r"), ("Bültenimize abone olun", "m"), ("Yorumlar", "o"),
        ("Von Eva Dahl", "b"), ("Par Eva Dahl", "b"), ("Автор: Иван Петров", "b"),
        ("Stand: 21.11.2017, 18:34 Uhr", "t"),
        ("Publié le 21 novembre 2017 à 18h34", "t"), ("21 listopada 2017, 18:34", "t"), ("21 ноября 2017", "t"),
    ],
)  # fmt: skip
def test_letters_in_other_languages(text: str, expected: str) -> None:
    assert letters(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell by a tenth on Monday, and traders said that they would follow us into the autumn.",
        "By Friday the last ferry had left, and the owners said that they were reading more of the crews' letters.",
        "Photo albums from the war years were found in the attic, the museum said in a statement on Monday.",
        '"Sign up for nothing," she told the crews, who had come to the town hall with their families.',
        "Source of the fire was a stove in the galley, the investigators wrote in their report on Monday.",
    ],
)
def test_prose_that_begins_as_furniture_does(text: str) -> None:
    assert letters(text) == "p"


def test_a_phrase_inside_a_line_may_go_on_in_its_last_word() -> None:
    assert letters("Get the Harbour Report and other email newsletters") == letters("Get our email newsletter and more")
    assert letters("All of it ©2019 Moen Group") == letters("All of it © 2019 Moen Group")


def test_all_signs_that_tell_furniture_are_seen() -> None:
    signs = "|»©@#>]\\<…[/:)-"
    plain = '"Ferries wait, don\'t they?" said Ida Moen; 3.5 million people sail each year...'
    assert signs_of([plain, *[f"Ferries{sign}wait" for sign in signs], plain]) == ["", *signs, ""]


def test_packs_follow_the_language_of_the_prose() -> None:
    german = "Die Fähren liegen seit drei Tagen im Hafen, und die Eigner haben sich nicht mit der Besatzung geeinigt."
    assert packs_for([german] * 3) == ("en", "de")
    assert packs_for(["Ferries"]) == languages("furniture")


def test_packs_are_read_once() -> None:
    assert furniture_of(("en",)) is furniture_of(("en",))


def test_packs_are_json_that_diffs_well() -> None:
    for language in languages("furniture"):
        text = Path(DATA, language, "furniture.json").read_text(encoding="utf-8")
        assert max(map(len, text.splitlines())) <= 160
        assert json.loads(text)
