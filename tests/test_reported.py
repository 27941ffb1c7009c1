"""Reported speech: cue words, constructions, where a content begins and ends, and the time it takes."""

from __future__ import annotations

import pytest

from tests.stories import HEAD, story
from wireparse import Parser, parse
from wireparse.draft import Prose
from wireparse.knowledge.reporting import CueWord, Reporting, reporting
from wireparse.model import Quote
from wireparse.quotes.linear_model import Group, model_of
from wireparse.quotes.passages import read_passages
from wireparse.quotes.sentences import Sentence, read_sentences
from wireparse.quotes.word_classes import word_classes
from wireparse.quotes.word_letters import LETTERS, NAMES
from wireparse.text.tokens import tokenise

pytestmark = pytest.mark.usefixtures("everything_found")


def reported(sentence: str) -> list[Quote]:
    return [quote for quote in story(sentence).quotes if quote.kind != "direct"]


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("said", "say", "past"),
        ("denies", "deny", "s"),
        ("pledging", "pledge", "ing"),
        ("known", "know", "participle"),
        ("admitted", "admit", "past"),
        ("statement", "statement", "noun"),
        ("theories", "theory", "plural"),
        ("reportedly", "reportedly", "adverb"),
        ("confident", "confident", "adjective"),
    ],
)
def test_forms(word: str, lemma: str, form: str) -> None:
    found = Reporting("en").cues[word]
    assert (found.lemma, found.form) == (lemma, form)


def test_homographs_are_no_cues() -> None:
    assert "states" not in Reporting("en").cues
    assert Reporting("en").cues["stated"] == CueWord("state", "say", "past")
    assert reporting("xx") is None


@pytest.mark.parametrize(
    ("sentence", "kind", "source", "cue", "content"),
    [
        (
            "Harbor master Odd Moen said on Tuesday that the pier would open in May.",
            "indirect", "Harbor master Odd Moen", "say", "that the pier would open in May",
        ),
        (
            "Mayor Solveig Aas told reporters that the storm was “a warning” to the coast.",
            "mixed", "Mayor Solveig Aas", "tell", "that the storm was “a warning” to the coast",
        ),
        ("The company promised to repair the boats.", "indirect", "The company", "promise", "to repair the boats"),
        ("They believe the sea will rise.", "indirect", "They", "believe", "the sea will rise"),
        (
            "The pier would open in May, the harbor master said.",
            "indirect", "the harbor master", "say", "The pier would open in May",
        ),
        (
            "The pier will open in May, according to two officials.",
            "indirect", "two officials", "according", "The pier will open in May",
        ),
        (
            "The town’s claim that the storm broke the pier is wrong, Harbor Guard spokesman Lt. Odd Moen told "
            "reporters on Tuesday.",
            "indirect", "Harbor Guard spokesman Lt. Odd Moen", "tell",
            "The town’s claim that the storm broke the pier is wrong",
        ),
        (
            "The pier was closed by the storm, Odd Moen, the harbor master, said on Tuesday in a statement.",
            "indirect", "Odd Moen, the harbor master", "say", "The pier was closed by the storm",
        ),
        (
            "The pier will stay closed, two officials told AFP on condition of anonymity.",
            "indirect", "two officials", "tell", "The pier will stay closed",
        ),
        (
            "The pier, the mayor told reporters on Tuesday, would open in May.",
            "indirect", "the mayor", "tell", "The pier would open in May",
        ),
        (
            "The town showed photographs that it said proved that the storm broke the pier.",
            "indirect", "it", "say", "proved that the storm broke the pier",
        ),
        (
            "Odd Moen was quoted by the newspaper as saying that the pier would open in May.",
            "indirect", "Odd Moen", "say", "that the pier would open in May",
        ),
        (
            "The pier, the mayor said, would open in May.",
            "indirect", "the mayor", "say", "The pier would open in May",
        ),
        (
            "Ann Lee, who owns the largest boat in town, said she was tired of waiting.",
            "indirect", "Ann Lee, who owns the largest boat in town", "say", "she was tired of waiting",
        ),
        (
            "Odd Moen, 54, a former fisherman, told a newspaper he would run again.",
            "indirect", "Odd Moen, 54, a former fisherman", "tell", "he would run again",
        ),
        (
            "The ministry said in a statement on Friday that the dam was safe.",
            "indirect", "The ministry", "say", "that the dam was safe",
        ),
        ("The pier is safe, says the mayor.", "indirect", "the mayor", "say", "The pier is safe"),
        ("Moen was quoted as saying that the pier was safe.", "indirect", "Moen", "say", "that the pier was safe"),
        (
            "It was announced by the ministry that the pier would close.",
            "indirect", "the ministry", "announce", "that the pier would close",
        ),
        (
            "The terminal is expected to cost twice as much.",
            "indirect", None, "expect", "The terminal to cost twice as much",
        ),
    ],
)  # fmt: skip
def test_constructions(sentence: str, kind: str, source: str | None, cue: str, content: str) -> None:
    (quote,) = reported(sentence)
    assert quote.kind == kind
    assert (quote.source and quote.source.text) == source
    assert quote.cue is not None
    assert quote.cue.lemma == cue
    assert quote.text == content


def test_a_report_ends_where_the_next_begins() -> None:
    first, second = reported("Moen said the pier was safe, and Aas said the town would pay for the repairs.")
    assert (first.text, second.text) == ("the pier was safe", "the town would pay for the repairs")
    assert first.source is not None
    assert second.source is not None
    assert (first.source.text, second.source.text) == ("Moen", "Aas")


def test_the_subject_of_a_participle_is_that_of_its_clause() -> None:
    quotes = reported("Moen closed the pier on Monday, saying that the waves were too high.")
    assert [quote.source and quote.source.text for quote in quotes if quote.cue and quote.cue.lemma == "say"] == [
        "Moen"
    ]


def test_contents_never_nest() -> None:
    quotes = reported("Moen said that the mayor believes the owners plan to sell the boats.")
    assert [quote.cue and quote.cue.lemma for quote in quotes] == ["say"]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Moen did not say that the pier was safe.", "negated"),
        ("Moen hasn't said that the pier was safe.", "negated"),
        ("Moen would say that the pier was safe.", "hypothetical"),
        ("The boats will stay if Moen says that the pier is safe.", "hypothetical"),
        ("Moen said that the pier was not safe.", None),
    ],
)
def test_modality(sentence: str, modality: str | None) -> None:
    (quote,) = reported(sentence)
    assert quote.modality == modality


def test_what_is_quoted_whole_is_not_reported() -> None:
    assert reported("“The pier is safe,” Moen said.") == []


def test_a_construction_can_be_switched_off() -> None:
    text = HEAD + "The pier will open in May, according to two officials.\n"
    assert [quote.rule for quote in parse(text).quotes] == ["quote.reported-according-to"]
    assert Parser(disable={"quote.reported-according-to"}).parse(text).quotes == ()


def test_a_subheadline_may_quote() -> None:
    story = parse(
        "Ferry owners give in\n\nMayor of Odda says the strike is over\n\n"
        "ODDA, Norway (NTB) - The owners of nine ferries have given the crews what they asked for in autumn.\n\n"
        "The crews will be back on board by Friday and sail again on Monday morning from all five harbours."
    )
    assert story.subheadline is not None
    assert ("the strike is over", None) in [(quote.text, quote.paragraph) for quote in story.quotes]


@pytest.mark.parametrize("text", [". ,0 SAID", "Yes. , said Ida Dahl.", "No. , Ida Dahl said."])
def test_a_content_is_never_empty(text: str) -> None:
    """A comma may open a sentence; then nothing stands before it."""
    assert all(segment.text for quote in parse(text).quotes for segment in quote.segments)


def test_a_model_adds_the_weights_of_its_rows() -> None:
    """What stands in one table for all rows that weigh a value adds up to what the rows say one by one."""
    group = Group(
        by=("lemma", "shape"),
        of=("follows", "before"),
        rows={("lemma",): ("follows", "shape"), ("shape",): ("follows", "before"), ("lemma", "shape"): ()},
    )
    rows = {
        "lemma": {"say": {"": {"say": 20}, "follows": {"that": 5}, "shape": {"right": 1}}},
        "shape": {"right": {"follows": {"that": 7, "to": -9}}},
        "lemma shape": {"say right": {"": {"say right": 100}}},
    }
    model = model_of({"bias": -10, "rows": rows}, (group,))
    assert model.score(((("say", "right"), ("that", "^")),)) == -10 + 20 + 1 + 100 + 5 + 7
    assert model.score(((("tell", "right"), ("to", "^")),)) == -10 - 9
    assert model.score(((("tell", "left"), ("to", "^")),)) == -10
    assert model.reasons(((("say", "right"), ("that", "^")),)) == [
        ("lemma shape say right", 100),
        ("lemma say", 20),
        ("shape right, follows that", 7),
        ("lemma say, follows that", 5),
        ("lemma say, shape right", 1),
    ]


def test_each_word_class_has_a_letter_of_its_own_and_no_mark_can_be_one() -> None:
    assert len(NAMES) == len(LETTERS)
    assert all(letter.isalnum() and len(letter) == 1 for letter in NAMES)


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("The mayor's plan failed, he said.", "DwSve,Pe."),
        ("Citing a report, he rose. Sterling Moss said", "gDv,Pe.NNe"),
        ("Added Ann Lee: no. United Airlines fell", "eNN:D.NNe"),
        ("Will Jones go? Will they say it?", "NNv?MPvP?"),
        ("Don't -- ever ... stop", "d-l.w"),
    ],
)
def test_the_word_classes_a_passage_are_one_string(text: str, classes: str) -> None:
    assert word_classes(tokenise(text, [Prose(0, len(text), 0, "paragraph", 0)]).words, Reporting("en")) == classes


def test_what_is_quoted_attributes_nothing() -> None:
    """An "according to" in a quotation is the speaker's own."""
    quotes = reported("The report found “many berths, according to the harbor, empty” and said the pier failed.")
    assert [quote.cue and quote.cue.lemma for quote in quotes] == ["say"]


def sentences_in(*paragraphs: str) -> list[Sentence]:
    text = "\n".join(paragraphs)
    prose, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        prose.append(Prose(start, start + len(paragraph), start, "paragraph", number))
        start += len(paragraph) + 1
    return list(read_sentences(read_passages(tokenise(text, prose), prose, [[] for _ in prose], Reporting("en"))))


def words(sentence: Sentence, phrase: tuple[int, int] | None) -> str | None:
    return " ".join(sentence.lower[slice(*phrase)]) if phrase else None


def test_only_sentences_with_a_cue_are_read() -> None:
    found = sentences_in("The pier is old. Moen said so. Nobody came.", "It rains.", "The town plans to act, he said.")
    assert [(one.paragraph, one.classes.strip(), one.heads) for one in found] == [
        (0, "Neb.", [2]),
        (2, "Dwstw,Pe.", [3, 8]),
    ]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Amazon on Monday (Aug 31) said it would build a second port in the north.", "Amazon"),
        ("The company, which builds boats, on Monday said it would leave.", "The company"),
        ("People familiar with the plan say the pier will close this year.", "People familiar with the plan"),
        ("Dock master and NATO pilot Ann Lee said the pier was old.", "Dock master and NATO pilot Ann Lee"),
        ("According to people briefed on the plan, the pier will close.", "people briefed on the plan"),
        ("Saying that the pier was old, the mayor closed it on Tuesday.", "the mayor"),
    ],
)
def test_the_whole_subject_is_the_source(sentence: str, source: str) -> None:
    (quote,) = reported(sentence)
    assert quote.source
    assert quote.source.text == source


def test_an_unlikely_cue_takes_nothing_from_a_likely_one() -> None:
    found = reported("In a Facebook message posted Friday, Moen said he has had “many areas of disagreement” with Lee.")
    assert [(quote.source and quote.source.text, quote.cue and quote.cue.lemma) for quote in found] == [("Moen", "say")]


def test_according_is_no_source() -> None:
    found = reported("According to Lee, he was a fine captain, but is now “a broken man, and an old one”.")
    assert {quote.source and quote.source.text for quote in found} == {"Lee"}


@pytest.mark.parametrize("headline", ["Engineers Reject Pay Offer", "Police Deny Report of a Second Boat"])
def test_many_can_say_something_in_a_headline(headline: str) -> None:
    lead = "BODO, Norway (AP) - The boats stood still on Tuesday after a long day of talks."
    quote, *_ = parse(f"{headline}\n\n{lead}\n").quotes
    assert quote.source
    assert headline.startswith(quote.source.text)


_STORY = (
    "The ferry to Odda is back.\n\n"
    "ODDA, Norway (AP) - The talks broke off in May, Solveig Aas said. Forecasters in Assam said it would rain.\n\n"
    "Officials said there was no end to the talks, and that the strike would hurt the town.\n"
)


@pytest.mark.parametrize("label", ["BREAKING", "Assam", "Storm Ffion", "Q&A", "World Cup"])
def test_a_label_that_says_nothing_in_the_story_is_no_source(label: str) -> None:
    quotes = parse(f"{label}: Ferry to Odda will sail again\n\n{_STORY}").quotes
    assert quotes
    assert not [quote for quote in quotes if quote.paragraph is None]


@pytest.mark.parametrize("label", ["Mayor", "Police", "UN chief", "Poll", "Aas", "Ann Coulter"])
def test_a_label_that_speaks_is_a_source(label: str) -> None:
    quote, *_ = parse(f"{label}: Ferry to Odda will sail again\n\n{_STORY}").quotes
    assert (quote.source and quote.source.text, quote.text) == (label, "Ferry to Odda will sail again")


def test_a_noun_of_the_story_is_no_verb_of_its_headline() -> None:
    headline = "Glacier talks resume"
    assert not [quote for quote in parse(f"{headline}\n\n{_STORY}").quotes if quote.paragraph is None]
    told = _STORY.replace("The talks broke off", "The owners talked of it")
    assert [quote for quote in parse(f"{headline}\n\n{told}").quotes if quote.paragraph is None]


@pytest.mark.parametrize("opening", ["Bus strike called off in Odda", "The crew called off the strike"])
def test_a_verb_with_its_particle_may_tell_nothing(opening: str) -> None:
    assert not parse(f"Ferry to Odda sails again\n\nODDA, Norway (AP) - {opening} after a long night.\n").quotes


@pytest.mark.parametrize("when", ["next month", "Monday"])
def test_a_time_behind_a_passive_is_no_content(when: str) -> None:
    assert [quote.text for quote in reported(f"The old map will be shown {when}.")] == ["The old map"]
