"""The language of a text."""

from __future__ import annotations

import pytest

from wireparse import parse
from wireparse.lexicon import function_words, lines, load
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
    "bg": "Фериботите няма да отплават преди края на седмицата, съобщиха собствениците им в понеделник.",
    "mk": "Траектите нема да испловат пред крајот на неделата, соопштија нивните сопственици во понеделникот.",
    "sr": "Трајекти неће исплoвити пре краја недеље, саопштили су у понедељак њихови власници.",
    "kk": "Паромдар аптаның соңына дейін теңізге шықпайды, деп хабарлады кеме иелері дүйсенбіде.",
    "sk": "Trajekty nevyplávajú pred koncom týždňa, oznámili v pondelok ich majitelia.",
    "cs": "Trajekty nevyplují před koncem týdne, oznámili v pondělí jejich majitelé.",
    "sl": "Trajekti do konca tedna ne bodo izpluli, so v ponedeljek sporočili njihovi lastniki.",
    "hr": "Trajekti neće isploviti prije kraja tjedna, priopćili su u ponedjeljak njihovi vlasnici.",
    "tr": "Feribotların hafta sonundan önce sefere çıkmayacağı pazartesi günü açıklandı.",
    "no": "Fergene går ikke før slutten av uken, sa rederne mandag etter møtet med mannskapet.",
    "da": "Færgerne sejler ikke før slutningen af ugen, sagde rederne mandag efter mødet med besætningen.",
    "sv": "Färjorna går inte före slutet av veckan, sade rederierna på måndagen efter mötet.",
    "fi": "Lautat eivät lähde ennen viikon loppua, varustamot ilmoittivat maanantaina.",
    "fa": "صاحبان کشتی‌ها روز دوشنبه گفتند که کشتی‌ها پیش از پایان هفته حرکت نمی‌کنند.",
    "ur": "کشتیوں کے مالکان نے پیر کو کہا کہ کشتیاں ہفتے کے آخر سے پہلے نہیں چلیں گی۔",
    "ar": "قال أصحاب العبارات يوم الاثنين إن السفن لن تبحر قبل نهاية الأسبوع.",
    "hi": "नौकाओं के मालिकों ने सोमवार को कहा कि वे सप्ताह के अंत से पहले नहीं चलेंगी।",
    "ne": "डुंगाहरू साता नसकिएसम्म चल्ने छैनन् भने मालिकहरूले सोमबार बताए र यात्रुहरूलाई फर्काए।",
    "gl": "Os barcos non sairán antes de que remate a semana, segundo anunciou onte unha das confrarías.",
    "ca": "Els vaixells no sortiran abans del final de la setmana, segons van dir dilluns els armadors.",
    "ms": "Feri tidak akan belayar sebelum hujung minggu, kata pemiliknya pada Isnin.",
    "hy": "Լաստանավերը մինչև շաբաթվա վերջ չեն մեկնի։",
    "ka": "ბორნები კვირის ბოლომდე არ გავლენ.",
    "my": "ကူးတို့သင်္ဘောများ သီတင်းပတ်ကုန်မတိုင်မီ မထွက်ပါ။",
}


@pytest.mark.parametrize("language", TEXTS)
def test_language(language: str) -> None:
    assert find_language(TEXTS[language]) == language
    assert parse(TEXTS[language]).language == language


@pytest.mark.parametrize("text", ["", "1987", "Ferries", "Oslo Bergen", "\ud800\ud800"])
def test_undecided(text: str) -> None:
    assert find_language(text) is None


def test_what_the_caller_says_stands() -> None:
    assert parse(TEXTS["de"], language="nds").language == "nds"


def test_what_is_of_no_known_language_is_not_read_as_english(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“The dam held through the night,” Olena Marchuk said."
    assert [quote.cue is not None for quote in parse(text).quotes] == [True]
    monkeypatch.setattr("wireparse.parser.find_language", lambda _: None)
    assert [(quote.cue, quote.source) for quote in parse(text).quotes] == [(None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "OSLO (NTB) - “We wait,” said Ida Dahl.",
        "Police arrested two men in Oslo on Monday.",
        "Banks fell. Stocks in Milan dropped 3 percent, Intesa Sanpaolo said.",
    ],
)
def test_a_sentence_of_english_is_enough(text: str) -> None:
    assert find_language(text) == "en"


@pytest.mark.parametrize("script", ["latin", "cyrillic", "arabic"])
def test_a_trigram_has_a_sign_for_each_language(script: str) -> None:
    table = dict(lines(f"trigrams/{script}"))
    names = table.pop("languages").split()
    assert {len(gram) for gram in table} == {3}
    assert {len(signs) for signs in table.values()} == {len(names)}
    assert len(names) == len(set(names))


def test_telling_words_are_of_the_language_or_script_that_they_stand_for() -> None:
    for found, telling in load("telling_words").items():
        assert len(telling) > 1, found
        assert all(len(name) == 2 for name in telling)


def test_a_vote_is_divided_without_a_rest() -> None:
    """Else the sums would depend on the order in which words come out of a set, which differs from run to run."""
    assert {VOTE % len(languages) for languages in function_words().values()} == {0}
