"""A short wire story around the paragraphs that a test is about."""

from __future__ import annotations

from wireparse import Story, parse

HEAD = "Ferry owners end strike in Bergen\n\nBERGEN, Norway (AP) - Ferries sail again.\n\n"


def story(*paragraphs: str) -> Story:
    """The story of these paragraphs below a headline and a first paragraph that nobody says."""
    return parse(HEAD + "\n\n".join(paragraphs))
