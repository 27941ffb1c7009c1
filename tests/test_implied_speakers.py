"""Who says a quotation that has no attribution of its own, and whom a description or a reply means."""

from __future__ import annotations

import pytest

from wireparse import parse

pytestmark = pytest.mark.usefixtures("everything_found")

HEAD = "Ferry owners end strike in Bergen\n\nBERGEN, Norway (AP) - Ferries sail again.\n\n"
DAHL, BERG = "Marit Dahl", "Ola Berg"


def speaker_of(words: str, *paragraphs: str, head: str = HEAD) -> str | None:
    """The name of whoever says some words; what they are must be a quote."""
    story = parse(head + "\n\n".join(paragraphs))
    quote = next(quote for quote in story.quotes if quote.text.startswith(words))
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        # Who reports, not a noun of what is reported.
        (
            (
                "Marit Dahl owns the ferries. She said the ministry would have to pay for the quays, and stressed that "
                "captains would have to wait.",
                "“The quays are older than any of us and they will not last another winter.”",
            ),
            DAHL,
        ),
        (
            (
                "In Stavanger, harbour master Ola Berg said the state of alert along the coast, which includes the "
                "islands, gave crews early warning to prepare.",
                "“The quays are going to be under water tonight and tomorrow. Stay at home.”",
            ),
            BERG,
        ),
        # Whom the paragraph is about, where its last sentence has only what was done to somebody.
        (
            (
                "“We will sail,” Marit Dahl said.",
                "Ola Berg was tired of the whole affair. The loss of so many good captains was offered as a reason.",
                "“The quays are no excuse. From what I saw of the crews I would sail with them any day.”",
            ),
            BERG,
        ),
        # Not by whoever tells the story.
        (
            (
                "“We will sail,” Marit Dahl said.",
                "When I say that the islands resent the fares, she laughs.",
                "“The quays cost us more than the crews do.”",
            ),
            DAHL,
        ),
        # The last speaker answers, not a noun of the question.
        (
            (
                "“We will sail,” Marit Dahl said.",
                "What does the new report on the harbour say about captains?",
                "“The quays matter more than captains ever did.”",
            ),
            DAHL,
        ),
        # A line between two paragraphs is nobody's words.
        (
            (
                "A spokeswoman of the port, Marit Dahl, said: “We will sail when the wind has gone down.",
                "more from the coast",
                "“The quays have been cleared of ice since noon.”",
                "The ferries carried 12,000 people last year, the port says on its page, and as many cars.",
            ),
            DAHL,
        ),
        # Behind a whole sentence with its full stop.
        (
            ("Speaking with this paper, Ola Berg was short. “The quays are closed.” Berg told reporters.",),
            BERG,
        ),
    ],
)
def test_a_quotation_without_an_attribution(paragraphs: tuple[str, ...], speaker: str) -> None:
    assert speaker_of("The quays", *paragraphs) == speaker


def test_an_interview_opens_with_who_answers() -> None:
    head = "Marit Dahl: 'I never liked the sea'\n\n"
    asked = (
        "Marit Dahl is late for our talk, as ever.",
        "Why did she buy the ferries?",
        "“Because nobody else would.”",
    )
    assert speaker_of("Because nobody", *asked, head=head) == DAHL


def test_who_was_asked_replies() -> None:
    told = (
        "“She knows the coast,” said harbour master Anna Lie. “She knows it by night.”",
        "In the harbour hall a student asked Marit Dahl, “What is the worst of the job?”",
        "“The worst of it is the waiting,” she replied. “The rest is easy.”",
    )
    assert speaker_of("The worst of it", *told) == DAHL


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        (("Marit Dahl said the quays were old. She said that the crews were tired.", "“Go,” the expert said."), DAHL),
        # Somebody else was introduced by the noun, or by its plural.
        (
            (
                "An expert wrote the report. Marit Dahl said the quays were old. She said that the crews were tired.",
                "“Go,” the expert said.",
            ),
            None,
        ),
        (
            (
                "Experts wrote the report. Marit Dahl said the quays were old. She said that the crews were tired.",
                "“Go,” the expert said.",
            ),
            None,
        ),
        # Who spoke once may be anybody.
        (("Marit Dahl said the quays were old.", "“Go,” the expert said."), None),
        (("President-elect Ola Berg came by ferry.", "“Go,” the future president said."), BERG),
    ],
)
def test_a_noun_that_may_be_anybodys(told: tuple[str, ...], speaker: str | None) -> None:
    found = speaker_of("Go,", *told)
    assert found == speaker if speaker else found not in (DAHL, BERG)


def test_titles_with_articles_stand_before_a_name() -> None:
    told = "“We will pay,” Minister of Fisheries, Trade and Commerce, Senator the Hon. Aubrey Pell, told reporters."
    assert speaker_of("We will pay", told) == "Aubrey Pell"


def test_names_that_look_like_function_words() -> None:
    story = parse(HEAD + "“We will wait,” the US president said. “You will wait,” the WHO said on Monday.")
    assert [quote.source.text for quote in story.quotes if quote.source] == ["the US president", "the WHO"]
