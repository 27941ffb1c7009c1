"""Who is meant by the sources of quotes.  The stories and the people in them are invented; sources stand in braces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wireparse import parse
from wireparse.draft import Prose
from wireparse.model import Speaker
from wireparse.speakers import find_speakers
from wireparse.speakers.names import find_runs, read_run
from wireparse.text.view import View

pytestmark = pytest.mark.usefixtures("everything_found")


def read(story: str) -> tuple[tuple[Speaker, ...], list[int | None]]:
    """The speakers of a story whose sources stand in braces, and the index of each source's speaker."""
    text = story.replace("{", "").replace("}", "")
    sources: list[tuple[int, int] | None] = []
    for number, match in enumerate(re.finditer(r"\{([^}]*)\}", story)):
        start = match.start() - 2 * number
        sources.append((start, start + len(match[1])))
    view = View(text)
    prose = [
        Prose(match.start(), match.end(), match.start(), "paragraph", number)
        for number, match in enumerate(re.finditer(r"[^\n]+", view.text))
    ]
    return who_speaks(view, prose, sources)


def who_speaks(
    view: View, prose: list[Prose], sources: list[tuple[int, int] | None], language: str | None = "en"
) -> tuple[tuple[Speaker, ...], list[int | None]]:
    """The speakers of some sources, and for each source the index of its speaker."""
    found = find_speakers(view, prose, sources, language=language)
    entities = [meaning.entity for meaning in found.meanings]
    named = [(one, who) for one, who in zip(sources, entities, strict=True) if one and who is not None]
    speakers, places = found.speakers(named)
    return speakers, [None if who is None else places.get(who) for who in entities]


def names(story: str) -> list[str | None]:
    speakers, heard = read(story)
    return [None if who is None else speakers[who].name for who in heard]


def only(story: str) -> Speaker:
    speakers, _ = read(story)
    assert len(speakers) == 1
    return speakers[0]


@pytest.mark.parametrize(
    ("story", "honorific", "role", "affiliation"),
    [
        (
            "Northern Shield mission spokesman {Col. Ivo Hartmann} told reporters.",
            "Col.",
            "Northern Shield mission spokesman",
            "Northern Shield",
        ),
        ("The harbour is full, said {Mayor Ivo Hartmann}.", None, "Mayor", None),
        ("Steel Council President {Ivo Hartmann} said so.", None, "Steel Council President", None),
        ("Transport Cabinet Secretary {Ivo Hartmann} said so.", None, "Transport Cabinet Secretary", None),
        ("Energy Minister {Prince Ivo Hartmann} said so.", "Prince", "Energy Minister", None),
        ("Retired Navy Capt. {Ivo Hartmann} said so.", "Capt.", None, None),
        ("Sheikh {Ivo Hartmann} said so.", "Sheikh", None, None),
        ("{Ivo Hartmann, the trust's warden}, said so.", None, "warden", "trust"),
        ("{Ivo Hartmann, a nurse in Hamburg}, said so.", None, "nurse in Hamburg", None),
        ("Guild of Bakers clerk {Ivo Hartmann} said so.", None, "Guild of Bakers clerk", "Guild of Bakers"),
        ("Opposition leader {Ivo Hartmann} said so.", None, "Opposition leader", None),
        ("{Ivo Hartmann, the head of Radio Delta,} said so.", None, "head of Radio Delta", "Radio Delta"),
        ("{Ivo Hartmann, 52, a nurse at Mercy Hospital}, said so.", None, "nurse at Mercy Hospital", "Mercy Hospital"),
        ("The chief scientist, {Ivo Hartmann}, said so.", None, "chief scientist", None),
        ("{Ivo Hartmann of the Delta Institute} said so.", None, None, "Delta Institute"),
        ("Radio Delta's {Ivo Hartmann} said so.", None, None, "Radio Delta"),
    ],
)  # fmt: skip
def test_what_titles_and_appositions_say(
    story: str, honorific: str | None, role: str | None, affiliation: str | None
) -> None:
    speaker = only(story)
    assert speaker.name == "Ivo Hartmann"
    assert (speaker.honorific, speaker.role, speaker.affiliation) == (honorific, role, affiliation)
    assert speaker.kind == "person"


def test_a_family_name_means_the_full_name_wherever_it_stands() -> None:
    story = 'The dam holds, {Hartmann} said.\n"It holds," {he} said.\nLater Col. Ivo Hartmann, an engineer, left.'
    assert names(story) == ["Ivo Hartmann", "Ivo Hartmann"]
    assert only(story).honorific == "Col."


def test_a_speaker_is_mentioned_where_introduced_and_where_heard() -> None:
    speaker = only("Ivo Hartmann came.\n{Hartmann} spoke. {He} left.")
    assert [piece.text for piece in speaker.mentions] == ["Ivo Hartmann", "Hartmann", "He"]


def test_a_word_that_opens_the_sentence_is_no_title() -> None:
    speaker = only("Ivo Hartmann came early.\nAs President {Hartmann} said, the dam holds.")
    assert (speaker.name, speaker.role) == ("Ivo Hartmann", "President")


def test_no_name_goes_on_into_the_next_paragraph() -> None:
    assert names("The prize went to Ivo Hartmann\nClara Okafor came second. {Hartmann} and {Okafor} spoke.") == [
        "Ivo Hartmann",
        "Clara Okafor",
    ]


def test_two_people_with_one_name_are_kept_apart() -> None:
    story = (
        "Ivo Hartmann and his sister, Clara Hartmann, run the yard.\n"
        "{Mr. Hartmann} said orders were up. {Ms. Hartmann} said costs were too.\n"
        "{Clara Hartmann} hoped for more. {Hartmann} did not say when."
    )
    assert names(story) == ["Ivo Hartmann", "Clara Hartmann", "Clara Hartmann", "Clara Hartmann"]


def test_forms_of_a_given_name_are_one_person() -> None:
    assert names("{Joseph R. Marlow} spoke. Then {Joe Marlow} did.") == ["Joseph R. Marlow", "Joseph R. Marlow"]


def test_pronouns_agree_in_gender() -> None:
    story = 'Clara Hartmann met David Okafor on Monday.\n"We agreed," {she} said.\n"We did not," {he} said.'
    assert names(story) == ["Clara Hartmann", "David Okafor"]


def test_people_named_inside_a_quote_are_not_meant() -> None:
    story = '{David Okafor} spoke first. "Peter Lund is a friend. Peter Lund is late," {he} said.'
    assert names(story) == ["David Okafor", "David Okafor"]


def test_possessives_and_objects_give_way_to_the_subject() -> None:
    assert names("David Okafor praised Peter Lund's book. {He} said it was good.")[-1] == "David Okafor"


def test_who_is_named_right_before() -> None:
    story = "The prize went to {Clara Hartmann}, {who} said she was glad."
    assert names(story) == ["Clara Hartmann", "Clara Hartmann"]


def test_titles_and_roles_come_back_as_descriptions() -> None:
    story = (
        "Sen. David Okafor, a Democrat, and Gov. Peter Lund spoke in Hale.\n"
        '"No," {the governor} said.\n"Yes," {the senator} said.'
    )
    assert names(story) == ["Peter Lund", "David Okafor"]


def test_organisations_are_named_in_full() -> None:
    story = (
        "The Ruritanian Defense Ministry sent ships.\n"
        "{The ministry} said they were safe. {It} added nothing. {Ruritania's Defense Ministry} called twice."
    )
    speaker = only(story)
    assert (speaker.name, speaker.kind) == ("Ruritanian Defense Ministry", "organisation")


def test_a_bracketed_acronym_stands_for_the_name() -> None:
    story = "The Coastal Wind Energy Council (CWEC) met. Costs fell, {the CWEC} said."
    assert names(story) == ["Coastal Wind Energy Council"]


def test_a_newspaper_is_known_by_its_last_word() -> None:
    assert names("The Hale Morning Post saw the files. The files, {the Post} said, were old.") == ["Hale Morning Post"]


@pytest.mark.parametrize(
    ("story", "name", "kind"),
    [
        ("{A senior official} said so.", "senior official", "unnamed"),
        ("{a source close to the talks} said so.", "source close to the talks", "unnamed"),
        ("{Residents} fled.", "Residents", "group"),
        ("{Some critics} disagree.", "Some critics", "group"),
        ("{Republicans} disagree.", "Republicans", "group"),
        ("Losses grew, according to {the annual report}.", "annual report", "document"),
        ("{A spokesman for Peter Lund} said so.", "spokesman for Peter Lund", "unnamed"),
        ("{21 percent of voters} said so.", "21 percent of voters", "group"),
        ("{The Lund campaign} said so.", "Lund campaign", "organisation"),
    ],
)
def test_what_has_no_name_is_described(story: str, name: str, kind: str) -> None:
    speaker = only(story)
    assert (speaker.name, speaker.kind) == (name, kind)


def test_the_same_description_is_the_same_speaker() -> None:
    assert only("{A police officer} saw it. {The officer} ran.").name == "police officer"


@pytest.mark.parametrize(
    ("story", "heard"),
    [
        (
            "{The Torres campaign} said so. {The Hartmann campaign} said no. {The campaign} stayed.",
            ["Torres campaign", "Hartmann campaign", "Hartmann campaign"],
        ),
        ("{The campaign} said so. {The Hartmann campaign} said no.", ["campaign", "Hartmann campaign"]),
        ("The Bank of Hale has closed. {The bank} said so.", ["Bank of Hale"]),
    ],
)
def test_a_description_means_nobody_of_another_name(story: str, heard: list[str]) -> None:
    assert names(story) == heard


def test_nobody_is_invented() -> None:
    speakers, heard = read("{He} said so. {They} agreed. {It} was late. {I} was there.")
    assert speakers == ()
    assert heard == [None] * 4


def test_a_word_that_opens_a_sentence_is_no_given_name() -> None:
    assert names("Clara Hartmann left early.\nYesterday {Hartmann} said so.")[0] == "Clara Hartmann"


def test_names_in_capitals_are_written_normally() -> None:
    assert names("CLARA HARTMANN spoke. {HARTMANN} said no.") == ["Clara Hartmann"]


def test_a_possessive_source() -> None:
    story = "Clara Hartmann resigned. {Hartmann's} words were few. In {her statement} there was more."
    assert names(story) == ["Clara Hartmann", "Clara Hartmann"]


def test_two_people_who_speak_together() -> None:
    speaker = only("{Clara Hartmann and David Okafor} wrote it.")
    assert (speaker.name, speaker.kind) == ("Clara Hartmann and David Okafor", "group")


def test_a_name_behind_its_description() -> None:
    assert names("{Her campaign manager, David Okafor,} said so.") == ["David Okafor"]
    assert names("{Former secretary of state David Okafor} said so.") == ["David Okafor"]


@pytest.mark.parametrize(
    ("story", "name", "kind"),
    [
        ("The mining company {Salvo Norte} said so.", "Salvo Norte", "organisation"),
        ("Forest firm {Suo-Kallio} said so.", "Suo-Kallio", "organisation"),
        ("{The coal miner Salvo Norte} said it regretted that.", "Salvo Norte", "organisation"),
        ("{Oktava}, the environment agency, said so.", "Oktava", "organisation"),
        ("{Oktava} said in a note that it supported the plan.", "Oktava", "organisation"),
        ("{Salvo Norte}, a Ruritanian shipping company, said so.", "Salvo Norte", "organisation"),
        ("{Salvo Norte}, a sailor living in Hale, said so.", "Salvo Norte", "person"),
        ("{Oktava}, the captain of the tug, said so.", "Oktava", "person"),
        ("{Oktava} said she would stay.", "Oktava", "person"),
        ("{Oktava} said so.", "Oktava", "person"),
        ("{OTSC Flotilla} said so.", "OTSC Flotilla", "organisation"),
        ("{The Ruritania Blue Cross} said so.", "Ruritania Blue Cross", "organisation"),
        ("The coast guard spokeswoman {Ottoka Hall} said so.", "Ottoka Hall", "person"),
        ("{Ottoka Hall}, 52, said so.", "Ottoka Hall", "person"),
        ("{The coast guard} said so.", "coast guard", "organisation"),
        ("{A rights group} said so.", "rights group", "organisation"),
        ("{A group of nurses} said so.", "group of nurses", "group"),
        ("{Two Ruritanian agencies} said so.", "Two Ruritanian agencies", "group"),
        ("{The Rope Makers' Union} said so.", "Rope Makers' Union", "organisation"),
    ],
)
def test_what_stands_beside_a_name_tells_its_kind(story: str, name: str, kind: str) -> None:
    speaker = only(story)
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("{The yard's union}, the Rope Makers' Guild (RMG), said so.", "Rope Makers' Guild"),
        ("{The man's lawyer}, Clara Hartmann, said so.", "Clara Hartmann"),
        ("Hale Valves ASA (HVA), {a maker of valves} for dams, today said so.", "Hale Valves ASA"),
        ("Clara Hartmann, {an engineer} from Hale, also said so.", "Clara Hartmann"),
        ("In Hale, {a spokesman} for the yard, now closed, said so.", "spokesman"),
        ("According to Clara Hartmann, {the company} that runs it, now closed, said so.", "company"),
    ],
)
def test_a_description_means_the_name_beside_it(story: str, name: str) -> None:
    assert names(story) == [name]


@pytest.mark.parametrize(
    ("story", "kind"),
    [
        ("{Xinhua} said so. He left.", "organisation"),
        ("{HarbourFeed} said so. He left.", "organisation"),
        ("Growers in {Ohio} who left said so.", "organisation"),
        ("{Petra} said so. He left.", "person"),
        ("{McHartmann} said so.", "person"),
        ("{FitzGerald} said so.", "person"),
    ],
)
def test_a_wire_a_brand_or_a_place_is_no_person(story: str, kind: str) -> None:
    assert only(story).kind == kind


def test_a_word_that_only_opens_its_sentence_is_no_name() -> None:
    speaker = only("The gate stayed shut. {Growers} said so, and more growers came.")
    assert (speaker.name, speaker.kind) == ("Growers", "group")
    assert only("The gate stayed shut. {Participants} said so.").kind == "group"
    assert only('"{Participants} stayed," the gate keeper said.').kind == "group"
    assert names("{Repeatedly} the gate was shut. {Fenwick} said so. Some fenwick, {Fenwick} said.") == [
        None,
        "Fenwick",
        "Fenwick",
    ]


@pytest.mark.parametrize("name", ["Team Torres", "Hale River Survey", "Exit Polls", "Delta Rights Watch"])
def test_what_has_a_noun_for_things_in_its_name_is_nobody(name: str) -> None:
    assert only(f"{{{name}}} said so.").kind == "organisation"


def test_a_body_that_goes_by_a_family_name_is_not_the_family() -> None:
    assert names("{Team Torres} said so. Ana Torres left. {Torres} said more.") == ["Team Torres", "Ana Torres"]


def test_a_given_name_is_no_month() -> None:
    story = "Jan Hartmann and his sister, Clara Hartmann, run the yard. {Jan Hartmann} left. {Jan} was late."
    assert names(story) == ["Jan Hartmann", "Jan Hartmann"]


def test_labels_of_an_interview_name_nobody_but_the_one_who_is_asked() -> None:
    assert names("Clara Hartmann spoke.\n{Q}: Why?\n{A}: Because.") == [None, "Clara Hartmann"]
    assert names("Clara Hartmann met Peter Lund.\n{A}: Because.") == [None]


def test_a_dateline_and_a_year_say_nothing() -> None:
    view = View("HALE — Clara Hartmann spoke in 1987.")
    prose = [Prose(0, len(view.text), 7, "paragraph", 0)]
    assert who_speaks(view, prose, [(0, 4), (31, 35)]) == ((), [None, None])


def test_sources_keep_their_order_and_gaps() -> None:
    view = View("Clara Hartmann spoke. Peter Lund spoke.")
    prose = [Prose(0, 39, 0, "paragraph", 0)]
    speakers, heard = who_speaks(view, prose, [(22, 32), None, (0, 14)], None)
    assert [speaker.name for speaker in speakers] == ["Clara Hartmann", "Peter Lund"]
    assert [speaker.id for speaker in speakers] == ["s1", "s2"]
    assert heard == [1, None, 0]


def test_mentions_point_into_the_source_text() -> None:
    text = "Clara\u200b Hart\u00admann and “Ja,” she said."
    view = View(text)
    at = view.text.index("she")
    speakers, _ = who_speaks(view, [Prose(0, len(view.text), 0, "paragraph", 0)], [(at, at + 3)])
    assert all(text[piece.start : piece.end] == piece.text for speaker in speakers for piece in speaker.mentions)
    assert speakers[0].name == "Clara Hartmann"


@pytest.mark.parametrize(
    ("run", "words", "titles"),
    [
        ("Lt. Gen. Anders J. Holm Jr", ("Anders", "J.", "Holm", "Jr"), ("Lt.", "Gen.")),
        ("Secretary of State Clara Hartmann", ("Clara", "Hartmann"), ("Secretary", "of", "State")),
        ("But Hale City Mayor Bruno de la Cruz", ("Bruno", "de", "la", "Cruz"), ("Hale", "City", "Mayor")),
        ("Department of Justice", ("Department", "of", "Justice"), ()),
        ("Sen. Rand Holm of Kentucky", ("Rand", "Holm"), ("Sen.",)),
        ("Omar al-Masri", ("Omar", "al-Masri"), ()),
        ("Ms. Boxer", ("Boxer",), ("Ms.",)),
        ("Holm Friday", ("Holm",), ()),
    ],
)
def test_a_run_is_read_as_titles_and_name(run: str, words: tuple[str, ...], titles: tuple[str, ...]) -> None:
    assert [(name.words, name.titles) for name in read_run(run)] == [(words, titles)]


def test_a_full_stop_ends_a_run_unless_it_abbreviates() -> None:
    [(_, run)] = find_runs("the Holm. Lund", 0, 14)
    assert [name.words for name in read_run(run)] == [("Holm",), ("Lund",)]


WORLD = (Path(__file__).parent / "speakers.txt").read_text(encoding="utf-8").rstrip("\n").split("\n%%\n")


@pytest.mark.parametrize("case", WORLD, ids=lambda case: case.partition("\n")[0])
def test_short_stories_of_the_world(case: str) -> None:
    """Behind each story the speakers that it names: kind, name, honorific, role and affiliation."""
    story, _, expected = case.partition("\n--\n")
    found = {
        " | ".join(part or "-" for part in (who.kind, who.name, who.honorific, who.role, who.affiliation))
        for who in parse(story).speakers
    }
    assert set(expected.split("\n")) - found == set()


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("Divisional Forest Officer Ivo Hartmann", "Ivo Hartmann"),
        ("Charlotte Mayor Ivo Hartmann", "Ivo Hartmann"),
        ("Ana Bishop Torres", "Ana Bishop Torres"),
        ("Senator Ana Boxer of Ohio", "Ana Boxer"),
    ],
)
def test_a_title_behind_what_could_be_a_given_name(run: str, name: str) -> None:
    assert [" ".join(found.words) for found in read_run(run)] == [name]


def test_a_people_with_a_hyphen_is_no_person() -> None:
    assert only("{African-Americans} said so.").kind == "group"
