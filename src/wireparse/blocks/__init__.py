"""Blocks: every line lands in exactly one.

Lines become letters and features, the window's states cut them into zones, and each zone is tiled with the patterns of
`wireparse.blocks.rules`: a lexer over lines whose last rule takes anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import groupby
from typing import Final

from wireparse.blocks.boundaries import opens_untitled, place_above, settle_end
from wireparse.blocks.context import Settings, settings
from wireparse.blocks.features import Shape, shapes_of
from wireparse.blocks.headline import choose_headline
from wireparse.blocks.marked import MarkedLines, divide
from wireparse.blocks.notation import HEADLINE, LONG_PROSE, PAGE_TITLE, compiled
from wireparse.blocks.repeats import authors_again, authors_introduced, captions_again, headlines_again, page_titles
from wireparse.blocks.rules import BLOCK_RULES, BlockRule, Zone
from wireparse.blocks.signature import unsigned
from wireparse.blocks.window import AFTER, ASIDE, BEFORE, STATES, STORY, Evidence, contributions, evidence, find_window
from wireparse.draft import Line, Tile
from wireparse.lines.features import look as look_at
from wireparse.lines.letters import (
    OPENS_WITH_DATELINE,
    PROSE,
    SENTENCE,
)
from wireparse.lines.rules import LINE_RULES, LineRule, classify
from wireparse.metadata import KIND_OF_BLOCK, Mark, given_rule
from wireparse.model import BlockKind
from wireparse.record import Record, records
from wireparse.text.view import View
from wireparse.text.wrapping import logical_lines

__all__ = ["Trace", "look", "tile", "trace"]

_ZONES: Final[tuple[Zone, ...]] = ("head", "story", "aside", "tail")
#: Letters of lines that are prose whatever stands around them.
_PROSE_LETTERS: Final = frozenset((PROSE, OPENS_WITH_DATELINE, SENTENCE))
#: Prose right below the headline that is longer, in characters, is no subheadline.
LONGEST_SUBHEADLINE: Final = 400
_CAPTION: Final = next(rule for rule in LINE_RULES if rule.letter == "c")
_AUTHOR: Final = next(rule for rule in LINE_RULES if rule.letter == "a")
_DATELINE: Final = next(rule for rule in LINE_RULES if rule.letter == "D")
#: READ MORE and bulleted lines below it: no list of the story's.
_LINKS: Final = re.compile(compiled("[read-more-header read-more-label] [list-item menu-item]{1,12}"))
_IN_CORE: Final = frozenset(("first", "in", "last"))
#: A window that leaves a core of so many times its length out is not believed.
MUCH_SMALLER: Final = 3
_CERTAIN: Final = 1e6


class Reading(Record):
    """What was found out about a text's logical lines, one entry each."""

    lines: list[Line]
    rules: list[LineRule]
    letters: list[str]
    shapes: list[Shape]
    settings: Settings
    evidence: list[Evidence]
    states: list[int]


class Trace(Record):
    """Why a line is or is not the story's: its span in the view, letter and rule, the state that the window gives it,
    `score` (evidence for *story* above the best other state) and the features that carried it, the weightiest first."""

    start: int
    end: int
    letter: str
    rule: str
    state: str
    score: float
    features: tuple[tuple[str, float], ...]


def tile(
    view: View,
    lines: list[Line],
    *,
    disabled: AbstractSet[str] = frozenset(),
    marks: Sequence[Mark] = (),
    form: str | None = None,
) -> list[Tile]:
    """The blocks of a text, in order; they tile it.

    `lines` are its physical lines; `disabled` the ids of rules that are switched off; `marks`, in view offsets, what
    the file of that `form` states about it.
    """
    size = len(view.text)
    marked = divide(view.text, lines, marks) if marks else None
    logical = marked.lines if marked else unsigned(logical_lines(view.text, lines))
    if not logical:
        return [Tile("other", 0, size, 0, 0, "block.other", "sure")] if size else []
    reading = _read(view.text, logical, disabled, marked)
    letters = reading.letters
    title = marked.first("headline") if marked else None
    if title is None:
        title = choose_headline(reading.lines, letters, reading.shapes, reading.states)
    if title is not None:
        for at in page_titles(reading.lines, letters, title):
            letters[at] = PAGE_TITLE
        for at in (title, *headlines_again(reading.lines, reading.states, title)):
            letters[at] = HEADLINE
        below = title + 1
        if below < len(letters) and letters[below] == PROSE and len(reading.lines[below].text) > LONGEST_SUBHEADLINE:
            letters[below] = LONG_PROSE
    if marked:
        return list(_marked_tiles(reading, marked, size, given_rule(form), frozenset(disabled)))
    groups = list(_groups("".join(letters), reading.states, frozenset(disabled)))
    starts = [0, *[reading.lines[first].start for _, first, _ in groups[1:]], size]
    rows = [
        (rule.kind, start, end, reading.lines[first].first, reading.lines[last].last, rule.id, rule.certainty)
        for (rule, first, last), start, end in zip(groups, starts, starts[1:], strict=False)
    ]
    return list(records(Tile, rows))


def _marked_tiles(
    reading: Reading, marked: MarkedLines, size: int, rule: str, disabled: frozenset[str]
) -> Iterator[Tile]:
    """The blocks of a text with marks, which go by `rule`; the lines between them are tiled as those of any text."""
    spans: list[tuple[BlockKind, int, int, BlockRule | None]] = []
    run: list[int] = []
    letters = "".join(reading.letters)
    for at in range(len(reading.lines)):
        mark = marked.stated(at)
        if mark is None:
            run.append(at)
            continue
        spans += _unmarked(letters, reading.states, run, disabled)
        run = []
        spans.append((KIND_OF_BLOCK[mark.kind or "other"], at, at, None))
    spans += _unmarked(letters, reading.states, run, disabled)
    starts = [0, *[reading.lines[first].start for _, first, _, _ in spans[1:]], size]
    for (kind, first, last, found), start, end in zip(spans, starts, starts[1:], strict=False):
        inside = reading.lines[first].first, reading.lines[last].last
        if found is not None:
            yield Tile(found.kind, start, end, *inside, found.id, found.certainty)
        else:
            yield Tile(kind, start, end, *inside, rule, "sure" if marked.is_sure(first) else "likely")


def _unmarked(
    letters: str, states: Sequence[int], run: Sequence[int], disabled: frozenset[str]
) -> list[tuple[BlockKind, int, int, BlockRule | None]]:
    """The blocks of a run of lines without marks."""
    if not run:
        return []
    first, end = run[0], run[-1] + 1
    groups = _groups(letters[:end], states[first:end], disabled, first)
    return [(rule.kind, opening, last, rule) for rule, opening, last in groups]


def trace(view: View, lines: list[Line], *, disabled: AbstractSet[str] = frozenset(), top: int = 6) -> list[Trace]:
    """Why each logical line is or is not the story's."""
    logical = unsigned(logical_lines(view.text, lines))
    if not logical:
        return []
    reading = _read(view.text, logical, disabled)
    found = []
    for at, (line, rule, row, state) in enumerate(
        zip(reading.lines, reading.rules, reading.evidence, reading.states, strict=True)
    ):
        carried = contributions(reading.shapes, reading.settings, at)
        score = row[STORY] - max(row[BEFORE], row[ASIDE], row[AFTER])
        found.append(
            Trace(line.first, line.last, rule.letter, rule.id, STATES[state], round(score, 3), tuple(carried[:top]))
        )
    return found


def _read(text: str, logical: list[Line], disabled: AbstractSet[str], marked: MarkedLines | None = None) -> Reading:
    rules, shapes, around = look(text, logical, disabled)
    letters = [rule.letter for rule in rules]
    rows = evidence(shapes, around)
    if marked:
        marked.settle(rules)
        states = find_window(marked.weighed(rows))
        if STORY not in states:
            states = _fall_back([letter if marked.marks[at] is None else "" for at, letter in enumerate(letters)])
        return Reading(logical, rules, letters, shapes, around, rows, states)
    states = find_window(rows)
    if STORY not in states:
        states = _fall_back(letters)
    elif core := _missed_core(around, states, logical):
        states = find_window([_certainly_story(row) if at in core else row for at, row in enumerate(rows)])
    if opens_untitled(logical, letters, shapes, states):
        states[0] = STORY
    if _DATELINE.id not in disabled and (place := place_above(logical, letters, states)) is not None:
        rules[place], letters[place], states[place] = _DATELINE, _DATELINE.letter, BEFORE
    settle_end(logical, letters, states, rows)
    for at, rule in list(_echoes(logical, letters, states, disabled)):
        rules[at], letters[at] = rule, rule.letter
        states[at] = AFTER if rule is _AUTHOR else ASIDE if states[at] == STORY else states[at]
    for found in _LINKS.finditer("".join(letters)):
        for at in range(*found.span()):
            if states[at] == STORY:
                states[at] = ASIDE
    return Reading(logical, rules, letters, shapes, around, rows, states)


def _echoes(
    lines: Sequence[Line], letters: Sequence[str], states: Sequence[int], disabled: AbstractSet[str]
) -> Iterator[tuple[int, LineRule]]:
    """The lines that echo others, with their rules; neither a caption nor a note on the author is the story."""
    if _CAPTION.id not in disabled:
        for at in captions_again(lines, letters):
            yield at, _CAPTION
    if _AUTHOR.id not in disabled:
        for at in (*authors_again(lines, letters, states), *authors_introduced(lines, letters, states)):
            yield at, _AUTHOR


def look(
    text: str, lines: list[Line], disabled: AbstractSet[str] = frozenset()
) -> tuple[list[LineRule], list[Shape], Settings]:
    """The rules, shapes and settings of a text's logical lines, one at least."""
    sights = look_at([line.text for line in lines])
    rules = classify(sights, disabled=disabled)
    shapes, counts = shapes_of(sights, rules)
    ends = [0, *[line.end for line in lines]]
    gaps = [text.count("\n", end, line.start) for end, line in zip(ends, lines, strict=False)]
    letters = "".join([rule.letter for rule in rules])
    return rules, shapes, settings(lines, [sight.own for sight in sights], letters, shapes, counts, [*gaps, 1])


def _fall_back(letters: Sequence[str]) -> list[int]:
    """The states of a text in which no window was found: what reads as prose is the story, and all between; of a text
    of one or two lines the last."""
    prose = [at for at, letter in enumerate(letters) if letter in _PROSE_LETTERS]
    if not prose and len(letters) < 3:
        prose = [len(letters) - 1]
    if not prose:
        return [BEFORE] * len(letters)
    return [BEFORE if at < prose[0] else AFTER if at > prose[-1] else STORY for at in range(len(letters))]


def _missed_core(around: Settings, states: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """The lines of prose in the core of a text, if the window has none of them and is much smaller; else nothing.

    A long menu adds up: where its items look a little more as if they came after a story, all of them together can
    outweigh the story itself.
    """
    core = set()
    for at, (state, place, kinds) in enumerate(zip(states, around.place.core, around.near.around, strict=True)):
        if place in _IN_CORE and kinds[1] == "P":
            if state == STORY:
                return set()
            core.add(at)
    found = sum(len(line.text) for line, state in zip(lines, states, strict=True) if state == STORY)
    return core if found * MUCH_SMALLER < sum(len(lines[at].text) for at in core) else set()


def _certainly_story(row: Evidence) -> Evidence:
    return row[0], row[1] + _CERTAIN, row[2], row[3]


def _groups(
    letters: str, states: Sequence[int], disabled: frozenset[str], start: int = 0
) -> Iterator[tuple[BlockRule, int, int]]:
    """Each block's rule, first and last line; `states` are those of the lines from `start` on."""
    for state, run in groupby(states):
        end = start + len(list(run))
        pattern, rules = _lexer(_ZONES[state], disabled)
        for found in pattern.finditer(letters, start, end):
            yield rules[found.lastgroup or ""], found.start(), found.end() - 1
        start = end


@cache
def _lexer(zone: Zone, disabled: frozenset[str]) -> tuple[re.Pattern[str], dict[str, BlockRule]]:
    """One pattern for a zone, a group a rule.  The last rule of a zone cannot be switched off."""
    rules = [rule for rule in BLOCK_RULES if zone in rule.zones]
    named = {f"r{at}": rule for at, rule in enumerate(rules) if rule.id not in disabled or rule is rules[-1]}
    pattern = re.compile("|".join(f"(?P<{name}>{compiled(rule.lines)})" for name, rule in named.items()))
    return pattern, {**named, "": rules[-1]}
