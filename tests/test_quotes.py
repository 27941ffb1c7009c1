"""Quotation marks, the constructions of direct quotes, and how direct and reported speech meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stories import story
from wireparse import explain, parse
from wireparse.draft import Prose
from wireparse.model import Quote
from wireparse.quotes import marks
from wireparse.quotes.marks import find_segments
from wireparse.text.tokens import sentence_starts, tokenise
from wireparse.text.view import View

pytestmark = pytest.mark.usefixtures("everything_found")


def segments(*paragraphs: str) -> tuple[list[str], int]:
    """What stands between marks, and how many marks are odd."""
    view = View("\n".join(paragraphs))
    prose, at = [], 0
    for number, text in enumerate(paragraphs):
        prose.append(Prose(at, at + len(text), at, "paragraph", number))
        at += len(text) + 1
    found, notices = find_segments(view, prose)
    return [view.raw[one.start : one.end] for each in found for one in each], len(notices)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail,” she said.", ["We sail,"]),
        ('"We sail," she said. "Now."', ["We sail,", "Now."]),
        ("« Nous partons », dit-elle.", ["Nous partons"]),
        ("„Wir fahren“, sagte sie.", ["Wir fahren"]),
        ("„Płyniemy”, powiedziała.", ["Płyniemy"]),
        ("»Wir fahren«, sagte sie, »niemals«.", ["Wir fahren", "niemals"]),
        ("``We sail,'' she said.", ["We sail,"]),
        ("''We sail,'' she said. ''Don't wait.''", ["We sail,", "Don't wait."]),
        ("「出発します」と彼女は言った。", ["出発します"]),
        ("‘We don’t sail,’ she said. ‘The boats’ engines fail.’", ["We don’t sail,", "The boats’ engines fail."]),
        ("'We don't sail,' she said.", ["We don't sail,"]),
        ("“He told me ‘no’ and left,” she said.", ["He told me ‘no’ and left,"]),
        ("“He told me “no” and left,” she said.", ["He told me “no” and left,"]),
        ("”We sail,“ she said.", ["We sail,"]),
        ("” … We sail,” she said.", ["… We sail,"]),
        ("The 12\" mast of the 30' boat broke.", []),
        ("It's the crews' own '90s boat, isn't it?", []),
    ],
)
def test_marks_pair_by_shape_and_neighbourhood(text: str, expected: list[str]) -> None:
    assert segments(text) == (expected, 0)


def test_an_odd_mark_costs_its_own_paragraph_only() -> None:
    texts, odd = segments(
        "She said “never and left.", "He said “now” and stayed.", "It is over” for them.", "“Go,” he said."
    )
    assert texts[1:] == ["now", "Go,"]
    assert odd == 2


def test_a_quotation_goes_on_over_paragraphs() -> None:
    texts, odd = segments("“We sail tonight.", "“We sail at dawn.", "“We always sail,” she said.")
    assert texts == ["We sail tonight.", "We sail at dawn.", "We always sail,"]
    assert odd == 0


@given(st.text(alphabet="“”„‟«»‹›「」『』〝〞\"″＂`'´‘’‚ A.as…9(-\u00a0", max_size=12))
def test_every_mark_looks_like_one_in_the_folded_text(text: str) -> None:
    view = View(text)
    if marks._DOUBLE.search(view.raw) or marks._SINGLE_OPEN.search(view.raw):
        assert marks._LIKELY.search(view.text)


def test_a_quotation_left_open_goes_on_in_the_next_paragraph_alone() -> None:
    texts, odd = segments("“We sail tonight.", "The wind is down.", "“We sail at dawn,” she said.")
    assert texts == ["We sail tonight.", "We sail at dawn,"]
    assert odd == 1


@given(st.lists(st.sampled_from(["“a”", '"b."', "„c“", "«d»", "``e,''", "f", "(“g”)", '12" h']), max_size=8))
def test_marks_that_only_alternate_pair_like_any_others(words: list[str]) -> None:
    found, _ = segments(" ".join(words))
    nested, _ = segments(" ".join([*words, "“x “y” z”"]))
    assert nested == [*found, "x “y” z"]


def test_many_marks_take_no_longer_than_they_should() -> None:
    texts, _ = segments('"' * 20_000)
    assert not texts


def only(*paragraphs: str) -> Quote:
    quotes = story(*paragraphs).quotes
    assert len(quotes) == 1, quotes
    return quotes[0]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ('"We sail tonight," Marit Dahl said.', "Marit Dahl", "said"),
        ('"We sail tonight," said Marit Dahl, a ferry owner from Voss.', "Marit Dahl, a ferry owner from Voss", "said"),
        ('"We sail tonight," Marit Dahl, 61, of Voss, told reporters.', "Marit Dahl, 61, of Voss", "told"),
        ('"We sail tonight," Will Berg told the agency.', "Will Berg", "told"),
        ('"Shall we sail?" she asked.', "she", "asked"),
        ('Marit Dahl said: "We sail tonight, all of us."', "Marit Dahl", "said"),
        ('The owners\' lawyer replied, "We sail tonight, all of us."', "The owners' lawyer", "replied"),
        ('"We sail tonight, all of us." - Marit Dahl', "Marit Dahl", "-"),
        ('Marit Dahl: "We sail tonight, all of us."', "Marit Dahl", ":"),
        ('Said Marit Dahl: "We sail tonight, all of us."', "Marit Dahl", "Said"),
        ('"We sail tonight," said 9/11 widow Marit Dahl.', "9/11 widow Marit Dahl", "said"),
    ],
)
def test_the_source_of_a_direct_quote(text: str, source: str, cue: str) -> None:
    quote = only(text)
    assert quote.kind == "direct"
    assert quote.source
    assert quote.source.text == source
    assert quote.cue
    assert quote.cue.text == cue


def test_a_split_quote_is_one_quote() -> None:
    quote = only('"We sail," Marit Dahl said, "when the wind has gone down."')
    assert [piece.text for piece in quote.segments] == ["We sail,", "when the wind has gone down."]


def test_a_second_quotation_continues_the_first() -> None:
    first, second = story('"We sail," Marit Dahl said. "The wind has gone down."').quotes
    assert second.continues == first.id
    assert second.source == first.source
    assert second.cue is None


def test_a_quotation_over_paragraphs_keeps_its_speaker() -> None:
    first, second, third = story(
        '"We sail," Ola Berg said. "The wind is down.', '"The crews have been on board."'
    ).quotes
    assert {quote.source.text for quote in (first, second, third) if quote.source} == {"Ola Berg"}
    assert third.continues in (first.id, second.id)


def test_a_fragment_belongs_to_the_clause_that_reports_it() -> None:
    quote = only('Marit Dahl said the strike was "a very bad week" for the crews.')
    assert quote.kind == "mixed"
    assert '"a very bad week"' in quote.text


def test_scare_quotes_and_nicknames_are_no_quotes() -> None:
    assert not story('Ola "Shorty" Berg sails the "Queen of Voss" again.').quotes


def test_a_nickname_is_no_quote_and_parts_no_name() -> None:
    found = story(
        "Robert “Bobby” Lang told reporters: “I am glad we sail.”", "Ann “the Ice” Lee said she was old."
    ).quotes
    assert [quote.text for quote in found] == ["I am glad we sail.", "she was old"]


def test_nothing_of_a_dateline_speaks() -> None:
    found = parse('Marks that do not match\n\nTALLINN (BNS) - "The door was open all night long.\n').quotes
    assert [quote.source for quote in found] == [None]


def test_a_headline_in_single_marks() -> None:
    found = parse(
        "‘I wanted to hear the ice,’ says the woman who wintered alone on a glacier\n\n"
        "TROMSO, Norway (AP) - Marit Dahl spent the winter on a glacier with a dog.\n"
    ).quotes
    assert [(quote.kind, quote.text) for quote in found] == [("direct", "I wanted to hear the ice,")]


def test_the_marks_around_a_turn_take_its_label_in() -> None:
    found = story(
        "Partial transcript as follows:",
        '"MOEN:  Did the ferry leave on time?',
        '"AAS: It left when the captain said "go" and not before.',
        '"MOEN: And who paid for it?"',
    )
    assert [(one.rule, one.kind, one.text, one.source and one.source.text) for one in found.quotes] == [
        ("quote.turn", "direct", "Did the ferry leave on time?", "MOEN"),
        ("quote.turn", "mixed", 'It left when the captain said "go" and not before.', "AAS"),
        ("quote.turn", "direct", "And who paid for it?", "MOEN"),
    ]


def test_turns_of_an_interview() -> None:
    quotes = story("Q: When will you sail?", "A: When the wind has gone down.", "Q: And not before?").quotes
    assert [quote.source.text for quote in quotes if quote.source] == ["Q", "A", "Q"]


def test_a_language_without_cues_has_quotes_without_sources() -> None:
    found = parse("Streik beendet\n\n„Wir fahren heute noch aus“, sagte Marit Dahl.\n", language="nn").quotes
    assert [(quote.text, quote.source) for quote in found] == [("Wir fahren heute noch aus", None)]


def test_tokens_tell_where_they_stand() -> None:
    text = "Gov. Ann O'Hara's U.S. plan: 3.5 or 1,000? “No.” She left… '90s"
    folded = View(text).text
    tokens = tokenise(folded, [Prose(5, len(folded), 5, "paragraph", 0)])
    assert [folded[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert {"O'Hara", "'s", "U.S", "3.5", "1,000"} <= set(tokens.words)


def test_sentences_end_where_they_end() -> None:
    text = 'Mr. Dahl left the U.S. on No. 5 pier. "Why?" he said. "We go." They went to J.P. Berg Inc. in Voss.'
    tokens = tokenise(text, [Prose(0, len(text), 0, "paragraph", 0)])
    starts = [tokens.starts[first] for first in sentence_starts(tokens)]
    assert [text[start:][:4] for start in starts] == ["Mr. ", '"Why', '"We ', "They"]


def test_explain_names_what_decided() -> None:
    found = story(
        '"We never slept," said Marit Dahl. "We sail," she told Ola Berg, "when the wind has gone down."',
        'Marit Dahl told Ola Berg that she had smiled. "The wind has gone down and we are off."',
        "Marit Dahl owns the ferries and, as all know, hopes to sail in May.",
    )
    decisions = {reason.what: reason.decisions for reason in explain(found) if reason.what.startswith("quote ")}
    assert len(decisions) == len(found.quotes)
    first, *_, last = decisions.values()
    assert first == ()  # a plain attribution
    assert [decision.question for decision in last] == ["report", "source"]
    every = [decision for weighed in decisions.values() for decision in weighed]
    assert {"speech", "source"} <= {decision.question for decision in every}
    for decision in every:
        weights = [abs(weight) for _, weight in decision.features]
        assert 0 < len(weights) <= 5
        assert weights == sorted(weights, reverse=True)
    assert any(decision.second for decision in every if decision.question == "source")


def test_explain_weighs_nothing_in_a_language_without_cues() -> None:
    found = parse("Streik beendet\n\n„Wir fahren heute noch aus“, sagte Marit Dahl.\n", language="nn")
    assert [reason.decisions for reason in explain(found) if reason.what == "quote q1"] == [()]
