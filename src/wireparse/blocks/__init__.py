"""Blocks: every line lands in exactly one.

Lines become letters and features, the window's states cut them into zones, and each zone is tiled with the patterns of
`wireparse.rules.blocks`: a lexer over lines whose last rule takes anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import groupby
from typing import Final, NamedTuple

from wireparse.blocks.features import Setting, Shape, function_words, settings, shape_of
from wireparse.blocks.headline import choose_headline
from wireparse.blocks.layout import logical_lines
from wireparse.blocks.window import AFTER, BEFORE, STATES, STORY, Evidence, contributions, evidence, find_window
from wireparse.draft import Line, Tile
from wireparse.rules.blocks import BLOCK_RULES, BlockRule, Zone
from wireparse.rules.lines import LineRule, classify
from wireparse.view import View

__all__ = ["Trace", "tile", "trace"]

_ZONES: Final[tuple[Zone, ...]] = ("head", "story", "aside", "tail")
#: Letters of lines that are prose whatever stands around them.
_PROSE_LETTERS: Final = frozenset("pds")
HEADLINE: Final = "T"


class Reading(NamedTuple):
    """What was found out about a text's logical lines, one entry each."""

    lines: list[Line]
    rules: list[LineRule]
    shapes: list[Shape]
    settings: list[Setting]
    evidence: list[Evidence]
    states: list[int]


class Trace(NamedTuple):
    """Why a line is or is not the story's: its span in the view, letter and rule, the state that the window gives it,
    `score` (evidence for *story* above the best other state) and the features that carried it, the weightiest first."""

    start: int
    end: int
    letter: str
    rule: str
    state: str
    score: float
    features: tuple[tuple[str, float], ...]


def tile(view: View, lines: list[Line], *, disabled: AbstractSet[str] = frozenset()) -> list[Tile]:
    """The blocks of a text, in order; they tile it."""
    reading = _read(view, lines, disabled)
    size = len(view.text)
    if not reading.lines:
        return [Tile("other", 0, size, 0, 0, "block.other", "sure")] if size else []
    letters = [rule.letter for rule in reading.rules]
    title = choose_headline(reading.lines, letters, reading.states)
    if title is not None:
        letters[title] = HEADLINE
    groups = list(_groups("".join(letters), reading.states, frozenset(disabled)))
    starts = [0, *[reading.lines[first].start for _, first, _ in groups[1:]], size]
    return [
        Tile(rule.kind, start, end, reading.lines[first].first, reading.lines[last].last, rule.id, rule.certainty)
        for (rule, first, last), start, end in zip(groups, starts, starts[1:], strict=False)
    ]


def trace(view: View, lines: list[Line], *, disabled: AbstractSet[str] = frozenset(), top: int = 6) -> list[Trace]:
    """Why each logical line is or is not the story's."""
    reading = _read(view, lines, disabled)
    found = []
    for at, (line, rule, row, state) in enumerate(
        zip(reading.lines, reading.rules, reading.evidence, reading.states, strict=True)
    ):
        carried = contributions(reading.shapes, reading.settings, at)
        score = row[STORY] - max(row[:STORY] + row[STORY + 1 :])
        found.append(
            Trace(line.first, line.last, rule.letter, rule.id, STATES[state], round(score, 3), tuple(carried[:top]))
        )
    return found


def _read(view: View, lines: list[Line], disabled: AbstractSet[str]) -> Reading:
    text = view.text
    logical = logical_lines(text, lines)
    rules = classify(logical, disabled=disabled)
    known = function_words()
    shapes, counts = [], []
    for line, rule in zip(logical, rules, strict=True):
        shape, count = shape_of(line.text, rule.letter, known)
        shapes.append(shape)
        counts.append(count)
    gaps, end = [], 0
    for line in logical:
        gaps.append(text.count("\n", end, line.start))
        end = line.end
    around = settings(logical, shapes, counts, [*gaps, 1])
    rows = evidence(shapes, around)
    states = find_window(rows)
    if STORY not in states:
        states = _fall_back(rules)
    return Reading(logical, rules, shapes, around, rows, states)


def _fall_back(rules: Sequence[LineRule]) -> list[int]:
    """The states of a text in which no window was found: what reads as prose is the story; of a text of one or two
    lines the last."""
    prose = [at for at, rule in enumerate(rules) if rule.letter in _PROSE_LETTERS]
    if not prose and len(rules) < 3:
        prose = [len(rules) - 1]
    if not prose:
        return [BEFORE] * len(rules)
    first, last = prose[0], prose[-1]
    inside = set(prose)
    return [
        BEFORE if at < first else AFTER if at > last else STORY if at in inside else STORY for at in range(len(rules))
    ]


def _groups(letters: str, states: Sequence[int], disabled: frozenset[str]) -> Iterator[tuple[BlockRule, int, int]]:
    """Each block's rule, first and last line."""
    start = 0
    for state, run in groupby(states):
        end = start + len(list(run))
        pattern, rules = _lexer(_ZONES[state], disabled)
        while start < end:
            found = pattern.match(letters, start, end)
            last = found.end() if found and found.end() > start else start + 1
            yield rules[found.lastgroup if found and found.lastgroup else ""], start, last - 1
            start = last


@cache
def _lexer(zone: Zone, disabled: frozenset[str]) -> tuple[re.Pattern[str], dict[str, BlockRule]]:
    """One pattern for a zone, a group a rule.  The last rule of a zone cannot be switched off."""
    rules = [rule for rule in BLOCK_RULES if zone in rule.zones]
    named = {f"r{at}": rule for at, rule in enumerate(rules) if rule.id not in disabled or rule is rules[-1]}
    pattern = re.compile("|".join(f"(?P<{name}>{rule.letters})" for name, rule in named.items()))
    return pattern, {**named, "": rules[-1]}
