"""Lines to the desk in raw copy: lists of pictures, and the notebook behind a story."""

from __future__ import annotations

import pytest

from wireparse import parse

STORY = """Ferries stay in harbour for a third day
{above}
BERGEN, Norway (AP) — Ferries stayed in harbour for a third day on Tuesday, their owners said.

"We want longer breaks," said Ola Berg, who speaks for the crews.
{below}
"""


@pytest.mark.parametrize("above", ["AP Photo NYHF101, NYHF102", "AP Photos OSL201"])
def test_a_list_of_pictures_is_no_subheadline(above: str) -> None:
    story = parse(STORY.format(above=above, below=""))
    assert story.subheadline is None
    assert next(block.kind for block in story.blocks if above in block.text) == "other"


@pytest.mark.parametrize("heading", ["# Notebook", "# Notizblock"])
def test_a_notebook_ends_the_story(heading: str) -> None:
    below = (
        f"\n{heading}\n\n## For editors\n- adds the crews in the second paragraph\n\nThe town hall is not for print."
    )
    assert len(parse(STORY.format(above="", below=below)).paragraphs) == 2
