"""Tiling: every line lands in exactly one block.

The window's states cut the lines into zones, and each zone is tiled with the patterns of `wireparse.blocks.rules`: a
lexer over lines whose last rule takes anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import groupby
from typing import Final

from wireparse.blocks.boundaries import unsigned
from wireparse.blocks.deck import deck_below
from wireparse.blocks.headline import choose_headline
from wireparse.blocks.marked import MarkedLines, divide
from wireparse.blocks.marks import NO_PAGE, Page, headings
from wireparse.blocks.notation import DECK, HEADLINE, LONG_PROSE, PAGE_TITLE, compiled
from wireparse.blocks.page_title import titled
from wireparse.blocks.reading import PageReading, read_page
from wireparse.blocks.repeats import headlines_again, page_titles
from wireparse.blocks.rules import BLOCK_RULES, BlockRule, Zone
from wireparse.blocks.site_evidence import title_states, unheaded
from wireparse.blocks.window import ASIDE, BEFORE, STATES, STORY
from wireparse.draft import Line, Tile
from wireparse.knowledge.site_lines import NOWHERE, SitePages
from wireparse.lines.letters import PROSE
from wireparse.metadata import KIND_OF_BLOCK, Mark, given_rule
from wireparse.model import BlockKind
from wireparse.pattern import regex
from wireparse.record import records
from wireparse.text.view import View
from wireparse.text.wrapping import logical_lines

__all__ = ["tile"]

#: Prose right below the headline that is longer, in characters, is no subheadline.
LONGEST_SUBHEADLINE: Final = 400


def tile(
    view: View,
    lines: list[Line],
    *,
    disabled: AbstractSet[str] = frozenset(),
    marks: Sequence[Mark] = (),
    form: str | None = None,
    pages: SitePages = NOWHERE,
    page: Page = NO_PAGE,
) -> list[Tile]:
    """The blocks of a text, in order; they tile it.

    `lines` are its physical lines; `disabled` the ids of rules that are switched off; `marks`, in view offsets, what
    the file of that `form` states about it; `pages` what the other pages of its site have shown; `page` what an HTML
    page says of its lines.
    """
    size = len(view.text)
    marked = divide(view.text, lines, marks) if marks else None
    logical = marked.lines if marked else unsigned(logical_lines(view.text, lines))
    if not logical:
        return [Tile("other", 0, size, 0, 0, "block.other", "sure")] if size else []
    reading = read_page(view.text, logical, disabled, marked, pages, page)
    letters = reading.letters
    title = marked.first("headline") if marked else None
    if title is None and page.titles:
        title = titled(reading.lines, page.titles, reading.states, headings(reading.lines, page))
        if title is not None and reading.states[title] == STORY:
            reading.states[title] = BEFORE if STORY not in reading.states[:title] else ASIDE
    if title is None:
        states = title_states(reading.states, reading.shown)
        title = choose_headline(reading.lines, letters, reading.shapes, states)
    if title is None and not marked:
        title = unheaded(letters, reading.lines, reading.states, reading.shown)
    if title is not None:
        for at in page_titles(reading.lines, letters, title):
            letters[at] = PAGE_TITLE
        for at in (title, *headlines_again(reading.lines, reading.states, title)):
            letters[at] = HEADLINE
        below = title + 1
        if below < len(letters) and letters[below] == PROSE and len(reading.lines[below].text) > LONGEST_SUBHEADLINE:
            letters[below] = LONG_PROSE
    if title is not None and page.marks:
        deck = deck_below(reading.lines, page, reading.states, title)
        if deck is not None:
            letters[deck], reading.states[deck] = DECK, BEFORE
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
    reading: PageReading, marked: MarkedLines, size: int, rule: str, disabled: frozenset[str]
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


def _groups(
    letters: str, states: Sequence[int], disabled: frozenset[str], start: int = 0
) -> Iterator[tuple[BlockRule, int, int]]:
    """Each block's rule, first and last line; `states` are those of the lines from `start` on."""
    for state, run in groupby(states):
        end = start + len(list(run))
        pattern, rules = _lexer(STATES[state], disabled)
        for found in pattern.finditer(letters, start, end):
            yield rules[found.lastgroup or ""], found.start(), found.end() - 1
        start = end


@cache
def _lexer(zone: Zone, disabled: frozenset[str]) -> tuple[re.Pattern[str], dict[str, BlockRule]]:
    """One pattern for a zone, a group a rule.  The last rule of a zone cannot be switched off."""
    rules = [rule for rule in BLOCK_RULES if zone in rule.zones]
    named = {f"r{at}": rule for at, rule in enumerate(rules) if rule.id not in disabled or rule is rules[-1]}
    pattern = regex("|".join(f"(?P<{name}>{compiled(rule.lines)})" for name, rule in named.items()))
    return pattern, {**named, "": rules[-1]}
