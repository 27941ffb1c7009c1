"""Who is quoted in other languages than English: the name or noun phrase beside a verb of saying."""

from __future__ import annotations

import pytest

from wireparse import Parser, parse

_ = ""
#: Language, text, and for each quote what it opens with, its source and the lemma of its cue.
STORIES: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "de",
        "Kiel (dpa) - „Wir fahren ab Montag wieder“, sagte Verkehrsminister Jonas Wiebe der Deutschen Presse-Agentur. "
        "„Die Fähren sind bereit.“",
        (("Wir fahren", "Verkehrsminister Jonas Wiebe", "sagen"), ("Die Fähren", "Verkehrsminister Jonas Wiebe", _)),
    ),
    (
        "de",
        "Wiebe sagte am Dienstag in Kiel: „Das ist ein guter Tag für die Inseln.“ Reeder sah man neben Wiebe keine.",
        (("Das ist", "Wiebe", "sagen"),),
    ),
    (
        "de",
        "„Der Streik“, betonte die Sprecherin der Gewerkschaft, Hanna Thoms, „ist noch nicht zu Ende.“",
        (("Der Streik ist", "Hanna Thoms", "betonen"),),
    ),
    (
        "de",
        "„Wir haben lange gewartet“, erklärte sie. Auf der Insel war die Freude groß.",
        (("Wir haben", "sie", "erklären"),),
    ),
    (
        "de",
        "Anschließend sagte Thoms: „Es bleibt noch viel zu tun.“ Das sahen auch die Reeder so.",
        (("Es bleibt", "Thoms", "sagen"),),
    ),
    (
        "de",
        "„Das war so nicht vereinbart“, so der Vorsitzende des Betriebsrats am Abend. Er will klagen.",
        (("Das war", "der Vorsitzende des Betriebsrats", "so"),),
    ),
    (
        "de",
        "Karl Brodersen, Chef der Reederei, sagte am Abend: „Wir nehmen das sehr ernst.“ Dann ging er.",
        (("Wir nehmen", "Karl Brodersen", "sagen"),),
    ),
    (
        "fr",
        "« Nous reprenons la mer lundi », a déclaré le ministre des Transports, Alain Verdier, lors d'une conférence "
        "de presse à Brest. « Les bateaux sont prêts. »",
        (("Nous reprenons", "Alain Verdier", "déclarer"), ("Les bateaux", "Alain Verdier", _)),
    ),
    (
        "fr",
        "« La grève est finie », a-t-elle ajouté devant la presse. Les passagers sont contents.",
        (("La grève", "elle", "ajouter"),),
    ),
    (
        "fr",
        "Mme Carole Lestrade a dit lundi à l'AFP : « Nous n'avons pas été entendus. » Elle est partie avant midi.",
        (("Nous n'avons", "Mme Carole Lestrade", "dire"),),
    ),
    (
        "fr",
        "« C'est une bonne nouvelle », selon la porte-parole du syndicat. Le port de Brest est ouvert.",
        (("C'est une", "la porte-parole du syndicat", "selon"),),
    ),
    (
        "fr",
        "« La mer », explique Paul Kermadec, un marin de 54 ans, « ne nous attend pas. »",
        (("La mer ne", "Paul Kermadec", "expliquer"),),
    ),
    (
        "fr",
        "Le ministre a assuré que « les bateaux partiront tous à l'heure » et que les prix ne changeront pas.",
        (("les bateaux", "Le ministre", "assurer"),),
    ),
    (
        "fr",
        "« Quand partons-nous vraiment ? » demande Lestrade. Personne ne le sait dans le port.",
        (("Quand partons", "Lestrade", "demander"),),
    ),
    (
        "es",
        'Vigo (EFE).- "Volvemos a navegar el lunes", dijo el ministro de Transportes, Andrés Lodeiro, en una rueda '
        'de prensa. "Los barcos están listos", añadió.',
        (("Volvemos", "Andrés Lodeiro", "decir"), ("Los barcos", "Andrés Lodeiro", "añadir")),
    ),
    (
        "es",
        '"La huelga ha terminado", según la portavoz del sindicato. Los pasajeros están contentos.',
        (("La huelga", "la portavoz del sindicato", "según"),),
    ),
    (
        "es",
        'Lodeiro afirmó este lunes que "no habrá más retrasos en los puertos" y pidió paciencia a los viajeros.',
        (("no habrá", _, _),),
    ),
    (
        "es",
        'Marta Seoane, capitana del barco, ha declarado: "Nadie nos ha preguntado nada". Después se fue a su casa.',
        (("Nadie", "Marta Seoane", "declarar"),),
    ),
    (
        "es",
        '"El mar", explicó Seoane, "no espera a nadie en este puerto". La capitana lleva veinte años en el mar.',
        (("El mar no", "Seoane", "explicar"),),
    ),
    (
        "es",
        '"Estamos muy cansados", señaló ella. El puerto de Vigo está abierto desde las ocho.',
        (("Estamos", "ella", "señalar"),),
    ),
    (
        "es",
        "«Los precios no van a subir», subrayó el presidente de la naviera Castro Rial. Los viajeros lo dudan.",
        (("Los precios", "el presidente de la naviera Castro Rial", "subrayar"),),
    ),
    (
        "es",
        "«Nunca habíamos visto el puerto así», dijo a Efe este lunes la capitana Marta Seoane. Lo dice con pena.",
        (("Nunca", "la capitana Marta Seoane", "decir"),),
    ),
    (
        "fr",
        "« On n'avait jamais vu ça », a dit à l'AFP Paul Kermadec, marin à Brest. Il part demain matin.",
        (("On n'avait", "Paul Kermadec", "dire"),),
    ),
    (
        "es",
        'El presidente del puerto, Luis Mora, ha dicho este martes que "no habrá más huelgas este año" en Vigo.',
        (("no habrá", "Luis Mora", "decir"),),
    ),
    (
        "es",
        "«Nos vamos de aquí», dijo a Ruiz. El puerto estaba vacío y nadie esperaba a nadie.",
        (("Nos vamos", _, _),),
    ),
    (
        "it",
        '(ANSA) - GENOVA, 22 MAR - "Da lunedì si torna a navigare", ha detto il ministro dei Trasporti Carlo Ravera '
        'a Genova. "Le navi sono pronte", ha aggiunto.',
        (
            ("Da lunedì", "il ministro dei Trasporti Carlo Ravera", "dire"),
            ("Le navi", "il ministro dei Trasporti Carlo Ravera", "aggiungere"),
        ),
    ),
    (
        "it",
        '"Lo sciopero è finito", secondo la portavoce del sindacato. I passeggeri sono contenti.',
        (("Lo sciopero", "la portavoce del sindacato", "secondo"),),
    ),
    (
        "it",
        'Ravera ha spiegato: "Non ci saranno altri ritardi nel porto". La portavoce non ha risposto.',
        (("Non ci", _, _),),
    ),
    (
        "it",
        '"Il mare", osserva Lucia Parodi, "non aspetta nessuno in questo porto". Poi è salita sulla nave.',
        (("Il mare non", "Lucia Parodi", "osservare"),),
    ),
    (
        "it",
        "«Siamo molto stanchi», racconta lei. Il porto di Genova è aperto dalle otto di questa mattina.",
        (("Siamo molto", "lei", "raccontare"),),
    ),
    (
        "it",
        'Il capitano Lucia Parodi ha detto: "Nessuno ci ha chiesto niente di tutto questo". Poi è andata a casa.',
        (("Nessuno", "Il capitano Lucia Parodi", "dire"),),
    ),
    (
        "it",
        '"I prezzi non saliranno", ha poi sottolineato l\'amministratore delegato della compagnia. I sindacati no.',
        (("I prezzi", "l'amministratore delegato della compagnia", "sottolineare"),),
    ),
    (
        "pt",
        'Setúbal (Lusa) - "Voltamos a navegar na segunda-feira", disse o ministro dos Transportes, Rui Salgueiro, '
        'em Setúbal. "Os barcos estão prontos", acrescentou.',
        (("Voltamos", "Rui Salgueiro", "dizer"), ("Os barcos", "Rui Salgueiro", "acrescentar")),
    ),
    (
        "pt",
        '"A greve acabou", segundo a porta-voz do sindicato. Os passageiros não estão contentes.',
        (("A greve", "a porta-voz do sindicato", "segundo"),),
    ),
    (
        "pt",
        'Segundo Rui Salgueiro, "não haverá mais atrasos nos portos do sul". Os sindicatos não dizem o mesmo.',
        (("não haverá", "Rui Salgueiro", "segundo"),),
    ),
    (
        "pt",
        '"O mar", explicou a capitã Teresa Lobo, "não espera por ninguém". Depois foi para o barco.',
        (("O mar não", "a capitã Teresa Lobo", "explicar"),),
    ),
    (
        "pt",
        '"Estamos muito cansados", afirmou ela à Lusa. O porto de Setúbal está aberto desde as oito.',
        (("Estamos", "ela", "afirmar"),),
    ),
    (
        "pt",
        'Teresa Lobo disse à Lusa: "Ninguém nos perguntou nada sobre isto". Depois foi para casa.',
        (("Ninguém", "Teresa Lobo", "dizer"),),
    ),
    (
        "pt",
        "“Os preços não vão subir”, garantiu o presidente da empresa. “Nem este ano nem no próximo.”",
        (("Os preços", "o presidente da empresa", "garantir"), ("Nem este", "o presidente da empresa", _)),
    ),
    (
        "ru",
        "МУРМАНСК, 21 ноября. /ТАСС/. «Паромы снова пойдут в понедельник», — заявил министр транспорта области "
        "Игорь Лапшин. «Суда готовы», — добавил он.",
        (("Паромы", "министр транспорта области Игорь Лапшин", "заявить"), ("Суда", "он", "добавить")),
    ),
    (
        "ru",
        '"Забастовка окончена", - сообщила ТАСС представитель профсоюза. Пассажиры ждут на причале.',
        (("Забастовка", "представитель профсоюза", "сообщить"),),
    ),
    (
        "ru",
        "Лапшин сказал журналистам: «Цены на билеты не вырастут». Профсоюз не верит, что это так.",
        (("Цены", _, _),),
    ),
    (
        "ru",
        "«Море, — это работа», — отметила Вера Сомова, капитан судна. Она на этом море двадцать лет.",
        (("Море", "Вера Сомова", "отметить"),),
    ),
    (
        "ru",
        "Вера Сомова подчеркнула: «Нас никто ни о чем не спросил». После этого она ушла на судно.",
        (("Нас никто", "Вера Сомова", "подчеркнуть"),),
    ),
    (
        "ru",
        "«Мы», — сказал Игорь Лапшин, — «не будем ждать до весны». Суда стоят в порту.",
        (("Мы не", "Игорь Лапшин", "сказать"),),
    ),
    (
        "ru",
        "«Мы очень устали», — говорит она. Порт Мурманска открыт с восьми часов утра.",
        (("Мы очень", "она", "говорить"),),
    ),
)


@pytest.mark.parametrize(("language", "text", "expected"), STORIES, ids=lambda value: value if len(value) == 2 else "")
def test_the_source_stands_beside_the_cue(language: str, text: str, expected: tuple[tuple[str, str, str], ...]) -> None:
    quotes = parse(text, language=language).quotes
    found = [(quote.source.text if quote.source else "", quote.cue.lemma if quote.cue else "") for quote in quotes]
    assert found == [(source, lemma) for _, source, lemma in expected]
    for quote, (opening, _, _) in zip(quotes, expected, strict=True):
        assert opening in quote.text
        assert quote.certainty == "likely"


SPEAKERS = (
    (
        "de",
        "„Das freut uns sehr“, sagte Ministerin Petra Wiebe in Kiel. Danach sprach die Gewerkschaft.\n\n"
        "„Wir fahren ab Montag“, sagte Ministerin Wiebe. „Das ist gut“, sagte er. „Das ist es“, sagte ein Reeder.",
        ["Petra Wiebe", "Petra Wiebe", None, "ein Reeder"],
    ),
    (
        "es",
        "El ministro Carlos Lodeiro llegó a Vigo.\n\n«Volvemos a navegar», dijo Lodeiro. «Ya era hora», señaló un "
        "miembro del Consejo Portuario.",
        ["Carlos Lodeiro", "un miembro del Consejo Portuario"],
    ),
)


@pytest.mark.parametrize(("language", "text", "expected"), SPEAKERS, ids=lambda value: value if len(value) == 2 else "")
def test_short_names_join_full_ones_and_pronouns_stay_open(
    language: str, text: str, expected: list[str | None]
) -> None:
    quotes = parse(text, language=language).quotes
    assert [quote.speaker and quote.speaker.name for quote in quotes] == expected


#: Quotations that nobody beside them says, or somebody who cannot be told.
OPEN = (
    ("de", "„Wir fahren“, sagte Jonas Wiebe. „Das glaube ich noch nicht“, hieß es in Kiel. Die Reeder schwiegen."),
    ("de", "„Wir fahren“, sagte Jonas Wiebe. Am Hafen hing ein Schild: „Heute fährt hier kein Schiff.“ Es regnete."),
    ("fr", "« Nous partons », a dit Paul Kermadec. « Nous restons à quai », ont répondu certains de ses collègues."),
    ("es", "«Nos vamos», dijo Marta Seoane. «Nos quedamos en el puerto», respondió uno de los marineros."),
)


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_no_source_is_better_than_a_wrong_one(language: str, text: str) -> None:
    assert parse(text, language=language).quotes[-1].source is None


#: Names of works, right behind a noun for one.
WORKS = (
    ("de", "In Kiel lief das Stück „Das lange Warten auf den Wind“ vor vollem Haus. Die Zuschauer waren begeistert."),
    ("fr", "Le film « Une nuit sur le quai » est sorti mercredi dans les salles de Brest et de Quimper."),
    ("es", 'La novela "Una noche en el muelle" salió el lunes y ya es la más vendida en Vigo.'),
    ("it", 'Il romanzo "Una notte sul molo vecchio" è uscito lunedì ed è il più venduto della città.'),
    ("pt", 'O romance "Uma noite no cais velho" saiu na segunda-feira e já é o mais vendido da cidade.'),
    ("ru", "Роман «Одна ночь на старом причале» вышел в понедельник и уже стал самым продаваемым в городе."),
)


@pytest.mark.parametrize(("language", "text"), WORKS)
def test_names_of_works_are_no_quotes(language: str, text: str) -> None:
    assert not parse(text, language=language).quotes


def test_a_rule_can_be_switched_off() -> None:
    text = "„Wir fahren ab Montag“, sagte Jonas Wiebe in Kiel. Die Reeder schwiegen dazu."
    assert not Parser(disable={"quote.content-cue-source"}).parse(text, language="de").quotes
