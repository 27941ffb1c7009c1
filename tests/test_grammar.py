"""Who says what in a dozen languages, by the grammar of a sentence and the record of each."""

from __future__ import annotations

import pytest

from wireparse import parse
from wireparse.lexicon import languages, pack

#: Language, text, and for each quote what it opens with and the name of its speaker.
STORIES: tuple[tuple[str, str, tuple[tuple[str, str | None], ...]], ...] = (
    # A dash opens speech, another before the verb closes it, one behind its sentence opens it again.
    (
        "pl",
        "Prezes portu Marek Zieliński spotkał się z załogą.\n\n– Promy wypłyną w poniedziałek – powiedział Zieliński. "
        "– Wszystko jest gotowe – dodał.\n\n– Czekaliśmy długo – mówi Anna Wrona, kapitan promu.",
        (("Promy", "Marek Zieliński"), ("Wszystko", "Marek Zieliński"), ("Czekaliśmy", "Anna Wrona")),
    ),
    # The name is printed as where it is shortest, whatever form the sentence has.
    (
        "pl",
        "Z Markiem Zielińskim rozmawiano w Gdyni. Marek Zieliński jest prezesem portu.\n\nWedług Zielińskiego "
        "„promy wypłyną w poniedziałek”.",
        (("promy", "Marek Zieliński"),),
    ),
    (
        "sv",
        "– Färjorna går igen på måndag, säger Karin Lindahl, vd för rederiet.\n\n– Vi har väntat länge, säger hon.",
        (("Färjorna", "Karin Lindahl"), ("Vi har", "Karin Lindahl")),
    ),
    (
        "no",
        "– Fergene går igjen på mandag, sier havnesjef Tor Hauge til NTB.\n\nSlik svarer reder Ida Moen:\n\n"
        "– Vi har ventet lenge, sier Moen.",
        (("Fergene", "Tor Hauge"), ("Vi har", "Ida Moen")),
    ),
    (
        "da",
        "»Færgerne sejler igen på mandag«, siger direktør Mette Kjær til Ritzau. »Alt er klar.«",
        (("Færgerne", "Mette Kjær"), ("Alt er", "Mette Kjær")),
    ),
    (
        "nl",
        "“De veerboten varen maandag weer uit”, zegt burgemeester Joost van der Meer. Hij sprak met de bemanning.",
        (("De veerboten", "Joost van der Meer"),),
    ),
    (
        "cs",
        "„Trajekty vyplují v pondělí,“ řekla ČTK ředitelka přístavu Jana Malá. „Všechno je připraveno,“ dodala.",
        (("Trajekty", "Jana Malá"), ("Všechno", "Jana Malá")),
    ),
    (
        "uk",
        "«Пороми вийдуть у понеділок», - сказав директор порту Іван Бондар. За його словами, «усе готово до рейсу».",
        (("Пороми", "Іван Бондар"), ("усе готово", "Іван Бондар")),
    ),
    (
        "tr",
        'Müdür Ahmet Yılmaz, "Feribotlar pazartesi günü yeniden kalkacak" dedi.',
        (("Feribotlar", "Ahmet Yılmaz"),),
    ),
    # A relative pronoun stands for what is right before it, whoever is named in that.
    (
        "fr",
        "La grève a commencé avec Paul Kermadec, le successeur de Marie Le Goff, qui a déclaré : « Nous ne "
        "partirons pas "
        "avant lundi. »",
        (("Nous ne", "Paul Kermadec"),),
    ),
    # An infinitive behind a preposition has the last speaker.
    (
        "fr",
        "« Les bateaux sont prêts », a dit Claire Verdier. Avant d'ajouter : « Nous attendions ce jour "
        "depuis un mois. »",
        (("Les bateaux", "Claire Verdier"), ("Nous attendions", "Claire Verdier")),
    ),
    # An impersonal verb tells what a document says.
    (
        "uk",
        "Директор порту Іван Бондар підписав звернення. «Пороми мають вийти в море до кінця тижня», - "
        "йдеться у зверненні.",
        (("Пороми", "зверненні"),),
    ),
    (
        "pl",
        "Załoga wydała oświadczenie. „Promy wypłyną w poniedziałek” – czytamy w komunikacie.",
        (("Promy", "komunikacie"),),
    ),
    # "Literally:" is nobody's name.
    (
        "uk",
        "Про рейси розповів директор порту Іван Бондар.\n\nПряма мова: «Пороми вийдуть у понеділок, усе готово».",
        (("Пороми", "Іван Бондар"),),
    ),
    # A king has one name; a pronoun means whoever opens the sentence before.
    (
        "fr",
        "Le roi Édouard a tenu à recevoir Carlo Ravera à Gand.\n\n« Nous recevons un ami de longue date », dit-il.",
        (("Nous recevons", "Édouard"),),
    ),
    # In Turkish the subject stands right before what is quoted, and its verb behind it.
    (
        "tr",
        'Seferlerin yeniden başladığını belirten Ahmet Yılmaz, "Yolcularımız uzun süre bekledi" ifadelerini kullandı.',
        (("Yolcularımız", "Ahmet Yılmaz"),),
    ),
    (
        "no",
        "– Fergene går igjen på mandag, sier havnesjef Tor Hauge.\n\n– Vi har ventet lenge, utbryter "
        "forsvarsadvokaten.",
        (("Fergene", "Tor Hauge"), ("Vi har", "forsvarsadvokaten")),
    ),
    # A body is no person, though its head was heard.
    (
        "sv",
        "– Färjan ligger kvar i hamnen, säger Karin Lindahl från polisen.\n\n”Sökandet fortsätter i "
        "morgon”, skriver polisen.",
        (("Färjan", "Karin Lindahl"), ("Sökandet", "polisen")),
    ),
    # Where the verb comes second, a pronoun behind it is its subject.
    (
        "de",
        "Ministerin Petra Wiebe sprach mit Jonas Thoms. Die Pläne der Reeder nannte er „eine Schande für die Inseln“.",
        (("eine Schande", "Jonas Thoms"),),
    ),
    # One attribution has all the fragments of its sentence; the next goes on with it.
    (
        "it",
        "Il ministro Carlo Ravera ha detto che lo sciopero è «una vergogna per tutti» e che i traghetti ripartiranno "
        "«entro la fine della settimana».",
        (("una vergogna", "Carlo Ravera"), ("entro la fine", "Carlo Ravera")),
    ),
    # A verb without a subject has the last speaker's.
    (
        "es",
        "El consejero Carlos Lodeiro visitó Vigo. Lodeiro dijo que el puerto está abierto.\n\n«Volvemos a navegar», "
        "añadió. Después pidió «un poco de paciencia a todos».",
        (("Volvemos", "Carlos Lodeiro"), ("un poco", "Carlos Lodeiro")),
    ),
    # A pronoun agrees with the given name, a description with the noun beside the name.
    (
        "fr",
        "La ministre Claire Verdier a reçu Paul Kermadec à Brest.\n\n« Les bateaux sont prêts », a-t-elle dit. "
        "« Nous attendions ce jour », a répondu Kermadec. « Tout ira bien », a promis la ministre.",
        (("Les bateaux", "Claire Verdier"), ("Nous attendions", "Paul Kermadec"), ("Tout ira", "Claire Verdier")),
    ),
    # The name in an apposition, behind a title with a complement.
    (
        "pt",
        '"As barcas voltam na segunda-feira", disse o presidente da Câmara dos Portos, Nuno Valadares, na televisão.',
        (("As barcas", "Nuno Valadares"),),
    ),
    (
        "ru",
        "Министр транспорта Олег Самарин приехал в Мурманск. «Паромы пойдут в понедельник», — цитирует ТАСС Самарина. "
        "По его словам, «всё готово к выходу в море».",
        (("Паромы", "Олег Самарин"), ("всё готово", "Олег Самарин")),
    ),
    (
        "de",
        "Verkehrsministerin Petra Wiebe gab bekannt, die Fähren führen „schon am kommenden Montag wieder“. Nach "
        "Angaben von Reeder Jonas Thoms ist das „leider noch etwas zu früh“.",
        (("schon am", "Petra Wiebe"), ("leider noch", "Jonas Thoms")),
    ),
)


@pytest.mark.parametrize(("language", "text", "expected"), STORIES)
def test_who_says_what(language: str, text: str, expected: tuple[tuple[str, str | None], ...]) -> None:
    quotes = [quote for quote in parse(text, language=language).quotes if quote.kind != "indirect"]
    assert len(quotes) == len(expected)
    for quote, (opening, name) in zip(quotes, expected, strict=True):
        assert quote.segments[0].text.startswith(opening) or opening in quote.text
        assert (quote.speaker and quote.speaker.name) == name


#: Reported speech: language, text, and of each content how it opens, its kind and its source.
REPORTED: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    # The mood goes on where the verb of saying does not.
    (
        "de",
        "Der Staatsanwalt sagte, der Kapitän habe das Signal „leider ganz übersehen“. Er sei zu müde gewesen.",
        (("der Kapitän", "mixed", "Der Staatsanwalt"), ("Er sei", "indirect", "Der Staatsanwalt")),
    ),
    (
        "de",
        "Nach Angaben der Reederei ist niemand verletzt worden. Das Schiff lag nach Angaben der Polizei schon fest.",
        (("ist niemand", "indirect", "der Reederei"), ("Das Schiff lag", "indirect", "der Polizei")),
    ),
    (
        "fr",
        "Claire Verdier a affirmé que les bateaux étaient prêts. Les équipages attendent, a précisé Paul Kermadec.",
        (("que les bateaux", "indirect", "Claire Verdier"), ("Les équipages", "indirect", "Paul Kermadec")),
    ),
    (
        "es",
        "Carlos Lodeiro dijo que el puerto está «abierto a todos desde hoy». Según la capitanía, no hay heridos.",
        (("que el puerto", "mixed", "Carlos Lodeiro"), ("no hay heridos", "indirect", "la capitanía")),
    ),
)


@pytest.mark.parametrize(("language", "text", "expected"), REPORTED)
def test_what_is_reported(language: str, text: str, expected: tuple[tuple[str, str, str], ...]) -> None:
    quotes = parse(text, language=language).quotes
    found = [(quote.kind, quote.source and quote.source.text) for quote in quotes]
    assert found == [(kind, source) for _, kind, source in expected]
    for quote, (opening, _, _) in zip(quotes, expected, strict=True):
        assert quote.text.startswith(opening)


#: What stands in marks without being said by anybody near it.
SILENT = (
    ("es", "En Vigo se estrenó «El largo viento del norte». El público aplaudió."),
    ("it", "A Bari hanno riaperto il teatro «La lunga notte». Molti gli applausi."),
    ("pl", "W Gdyni pokazano film „Długa droga do domu”. Widzowie byli zachwyceni."),
)


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_names_of_works_are_said_by_nobody(language: str, text: str) -> None:
    assert all(quote.speaker is None for quote in parse(text, language=language).quotes)


def test_a_list_with_dashes_is_no_speech() -> None:
    text = "W porcie czekają trzy promy:\n\n- Wisła\n- Narew\n- Bug\n\nZałogi są na pokładzie i czekają na sygnał."
    assert not parse(text, language="pl").quotes


def test_the_body_behind_a_title_is_nobodys_name() -> None:
    text = "Порт открыла секретарь Рады Ырыс Токтова. Секретарь Рады сообщил: «Пароходы выйдут в море в понедельник»."
    (quote,) = parse(text, language="ru").quotes
    assert quote.speaker
    assert "Токтова" not in quote.speaker.name


def test_dash_lines_in_a_row_that_nobody_says_are_a_list() -> None:
    items = "- Fergen ligger til kai i Bergen.\n\n- Mannskapet er om bord.\n\n- Billettene er gyldige til mandag."
    assert not parse(f"Kort fortalt\n\n{items}\n\nFergen går igjen på mandag.", language="no").quotes


#: Every key that a record without word classes may have.
KEYS = frozenset(
    [
        *("verbs", "forms", "paradigms", "homographs", "separable", "citing", "according", "according_behind", "that"),
        *("auxiliaries", "asides", "articles", "indefinite", "possessives", "prepositions", "joints", "particles"),
        *("titles", "roles", "audience", "relatives", "conjunctions", "pronouns", "plural", "dropped", "dash"),
        *(
            "given",
            "inflected",
            "capital_nouns",
            "compounds",
            "reported",
            "subjunctive",
            "impersonal",
            "works",
            "labels",
        ),
        *("according_opening", "bodies", "nominative", "verb_second", "verb_last", "article_genders", "feminine_ends"),
    ]
)
OTHERS = [language for language in languages("reporting") if language not in languages("people")]


@pytest.mark.parametrize("language", OTHERS)
def test_a_record_has_known_keys_and_no_word_twice(language: str) -> None:
    data = pack("reporting", language)
    assert data.keys() <= KEYS
    for key, value in data.items():
        if isinstance(value, str):
            assert len(value.split()) == len(set(value.split())), key
    assert set(data["verbs"]["say"]) == set(data["forms"])
    assert set(data.get("pronouns", {})) <= {"m", "f", "p", "r", "1", ""}
    assert data.get("dash", "line") in ("line", "between")
