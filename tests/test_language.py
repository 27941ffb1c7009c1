"""The language of a text."""

from __future__ import annotations

import pytest

from wireparse import parse
from wireparse.lexicon import function_words
from wireparse.text.language import VOTE, find_language

TEXTS = {
    "en": "The ferries will not sail before the end of the week, the owners said on Monday.",
    "de": "Die Fähren werden nicht vor dem Ende der Woche fahren, teilten die Reeder am Montag mit.",
    "fr": "Les bateaux ne partiront pas avant la fin de la semaine, ont annoncé lundi les armateurs.",
    "es": "Los barcos no saldrán antes del fin de la semana, según dijeron el lunes los armadores.",
    "it": "I traghetti non partiranno prima della fine della settimana, hanno detto gli armatori.",
    "pt": "As barcas não vão sair antes do fim da semana, disseram os donos na segunda-feira.",
    "pl": "Promy nie wypłyną przed końcem tygodnia, ale armatorzy są w tej sprawie już po rozmowach.",
    "ru": "Паромы не выйдут в море до конца недели, сообщили судовладельцы в понедельник.",
    "uk": "Пороми не вийдуть у море до кінця тижня, повідомили їхні власники в понеділок.",
    "ja": "フェリーは週末まで出航しないと船主が月曜日に発表した。",
    "ko": "여객선은 주말까지 운항하지 않을 것이라고 선주들이 월요일 밝혔다.",
    "zh": "船东周一表示，渡轮在本周末之前不会开航。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_language(language: str) -> None:
    assert find_language(TEXTS[language]) == language
    assert parse(TEXTS[language]).language == language


@pytest.mark.parametrize("text", ["", "1987", "Ferries", "Oslo Bergen Stavanger", "\ud800\ud800"])
def test_undecided(text: str) -> None:
    assert find_language(text) is None


def test_what_the_caller_says_stands() -> None:
    assert parse(TEXTS["de"], language="nds").language == "nds"


def test_a_vote_is_divided_without_a_rest() -> None:
    """Else the sums would depend on the order in which words come out of a set, which differs from run to run."""
    assert {VOTE % len(languages) for languages in function_words().values()} == {0}
