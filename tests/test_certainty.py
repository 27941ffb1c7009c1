"""Certainty: what is put out, and who is left unnamed."""

from __future__ import annotations

import pytest

from wireparse import Parser, UsageError, parse


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Hartmann's campaign said the plan was dead. Ms. Ana Torres did not agree. "
        "Her campaign said on Monday that it would go on.",
        "The Campaign Law Center has closed. The campaign said on Monday that it would go on.",
        "The Bank of Hale said on Monday that it would close. The company said more jobs would go.",
    ],
)
def test_a_doubtful_speaker_is_left_open(text: str) -> None:
    quote = parse(f"HALE (AP) - {text}").quotes[-1]
    assert quote.source
    assert quote.speaker is None


def test_less_is_put_out_the_more_certain_it_must_be() -> None:
    text = (
        'HALE (AP) - Ivo Hartmann said he would stay.\n\n"I like it here," he said.\n\nMany wonder whether it rains.\n'
    )
    sure, likely, guess = (Parser(certainty=tier).parse(text).quotes for tier in ("sure", "likely", "guess"))
    assert len(sure) <= len(likely) <= len(guess)
    assert {quote.certainty for quote in sure} == {"sure"}
    assert "guess" not in {quote.certainty for quote in likely}
    assert Parser().parse(text).quotes == likely


def test_a_tier_that_does_not_exist_is_told() -> None:
    with pytest.raises(UsageError, match="give one of sure, likely, guess"):
        Parser(certainty="certain")  # type: ignore[arg-type]
