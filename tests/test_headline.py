"""Which of two titles above a story is its headline, where one sign alone decides."""

from __future__ import annotations

from types import SimpleNamespace

from wireparse.blocks.headline import choose_headline
from wireparse.blocks.window import AFTER, BEFORE, STORY
from wireparse.lines.letters import LETTERS
from wireparse.text.lines import split_lines

FAR, NEAR = "Quay lamps lit", "Lit quay lamps"  # both say what the story says, none more
BETWEEN = "Somebody walks by"


def chosen(*kinds: str, titles: tuple[str, str] = (FAR, NEAR)) -> str | None:
    """The headline above a paragraph on lamps, of lines of these kinds; `far` and `near` are the titles."""
    texts = [titles[("far", "near").index(kind)] if kind in ("far", "near") else BETWEEN for kind in kinds]
    lines = split_lines("\n".join([*texts, "The lamps on the quay were lit.", "That was all."]))
    letters = "".join(LETTERS["title" if kind in ("far", "near") else kind] for kind in kinds)
    letters += LETTERS["prose"] * 2
    states = [BEFORE] * len(kinds) + [STORY, AFTER]
    at = choose_headline(lines, letters, [SimpleNamespace(case="sentence")] * len(lines), states)  # type: ignore[list-item]
    return None if at is None else lines[at].text


def test_the_nearer_of_two_that_are_alike() -> None:
    assert chosen("far", "promo", "near") == NEAR
    assert chosen("far", "promo", "near", titles=(NEAR, FAR)) == FAR


def test_a_title_above_a_picture_s_credit_is_its_caption() -> None:
    assert chosen("far", "promo", "promo", "promo", "near", "promo") == NEAR
    assert chosen("far", "promo", "promo", "promo", "near", "photo-credit") == FAR


def test_a_byline_below_points_to_its_title() -> None:
    assert chosen("far", "byline", "promo", "near", "promo") == FAR


def test_a_title_that_a_list_s_header_stands_above_is_the_list_s() -> None:
    assert chosen("far", "promo", "related-header", "near", "promo") == FAR
