"""What a site's other pages say of a line: that they have it too, or that none of many has it.

It is one more piece of evidence for the window, with weights in `data/site-lines.json`; no line is settled by it alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wireparse.blocks.window import AFTER, BEFORE, STORY, Scores
from wireparse.draft import Line
from wireparse.knowledge.site_lines import SitePages, line_key
from wireparse.lexicon import load
from wireparse.lines.letters import HEADING, NAME, SENTENCE, TITLE, WORD

__all__ = ["REPEATED", "contribution", "shown_by", "title_states", "unheaded", "with_site"]

#: The features: other pages of the site have the line; none of many has it.
REPEATED: Final = "site:repeated"
_NEW: Final = "site:new"
#: Letters of lines that may be a headline, and its words at most.
_TITLES: Final = frozenset((TITLE, HEADING, SENTENCE, NAME, WORD))
_LONGEST: Final = 32
_SENTENCE: Final = 18


def shown_by(site: SitePages, lines: Sequence[Line]) -> list[str | None]:
    """The feature that the site adds to each line; empty where nothing is known of the site."""
    return [_shown(line, site) for line in lines] if site.repeated else []


def with_site(rows: list[Scores], shown: Sequence[str | None]) -> list[Scores]:
    """Each line's evidence for the states, and what its site says for or against the story."""
    if not shown:
        return rows
    weights = load("site-lines")
    return [(row[0], row[1] + weights[name], *row[2:]) if name else row for row, name in zip(rows, shown, strict=True)]


def contribution(line: Line, site: SitePages) -> list[tuple[str, float]]:
    """The feature that the site adds to a line, with how much it says for the line's being the story's."""
    name = _shown(line, site) if site.repeated else None
    if name is None:
        return []
    return [(name, load("site-lines")[name])]


def title_states(states: Sequence[int], shown: Sequence[str | None]) -> Sequence[int]:
    """The states among which the headline is looked for: what the site repeats is none."""
    if not shown:
        return states
    return [AFTER if name == REPEATED and state != STORY else state for state, name in zip(states, shown, strict=True)]


def unheaded(
    letters: Sequence[str], lines: Sequence[Line], states: list[int], shown: Sequence[str | None]
) -> int | None:
    """The first line of a story that has no headline above it, if it looks like one and all above is the site's; it is
    taken out of the story."""
    if not shown or STORY not in states:
        return None
    first = states.index(STORY)
    words = lines[first].text.count(" ") + 1
    titled = letters[first] in _TITLES and words <= _LONGEST
    # It may be a sentence: then nothing above it is new, and it is short.
    titled = titled or (shown[first] == _NEW and words <= _SENTENCE and _NEW not in shown[:first])
    if titled and shown[first] != REPEATED and states[first + 1 : first + 2] == [STORY]:
        states[first] = BEFORE
        return first
    return None


def _shown(line: Line, site: SitePages) -> str | None:
    keys = [key for part in line.text.split("\n") if (key := line_key(part))]
    if not keys:
        return None
    if all(key in site.repeated for key in keys):
        return REPEATED
    return _NEW if site.well_known and not any(key in site.repeated for key in keys) else None
