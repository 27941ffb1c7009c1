"""Reading a page: what its lines are by themselves and among the others, and which of them are the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from wireparse.blocks.boundaries import opens_untitled, place_above, settle_end, unsigned
from wireparse.blocks.context import Context, context_of
from wireparse.blocks.features import Shape
from wireparse.blocks.looks import looks_at
from wireparse.blocks.marked import MarkedLines
from wireparse.blocks.marks import NO_PAGE, Page, mark_names
from wireparse.blocks.notation import compiled
from wireparse.blocks.repeats import authors_again, authors_introduced, captions_again
from wireparse.blocks.site_evidence import REPEATED, contribution, shown_by, with_site
from wireparse.blocks.window import AFTER, ASIDE, BEFORE, STATES, STORY, Scores, contributions, find_window, scores_of
from wireparse.draft import Line
from wireparse.knowledge.site_lines import NOWHERE, SitePages
from wireparse.lines.classify import line_rule
from wireparse.lines.letters import COMMENT, HOUR, OPENS_WITH_DATELINE, PROSE, SENTENCE
from wireparse.lines.rules import LineRule
from wireparse.pattern import regex
from wireparse.record import Record
from wireparse.text.view import View
from wireparse.text.wrapping import logical_lines

__all__ = ["PageReading", "Trace", "classify_lines", "read_page", "trace"]

#: Letters of lines that are prose whatever stands around them.
_PROSE_LETTERS: Final = frozenset((PROSE, OPENS_WITH_DATELINE, SENTENCE))
_CAPTION: Final = line_rule("line.caption")
_AUTHOR: Final = line_rule("line.author-note")
_DATELINE: Final = line_rule("line.dateline")
#: READ MORE and bulleted lines below it: no list of the story's.
_LINKS: Final = regex(compiled("[read-more-header read-more-label] [list-item menu-item]{1,12}"))
#: Readers' comments above a headline: who, when and what.
_COMMENTS: Final = regex(
    compiled("comment+ ([name word]{1,2} timestamp [prose sentence]+)+ before([title word name heading byline])")
)
#: An entry of a running story; so many of them make one.
_ENTRY: Final = regex(compiled("hour name? [title heading] [prose sentence]{1,30}"))
_FEW: Final = 2
_IN_CORE: Final = frozenset(("first", "in", "last"))
#: A window that leaves a core of so many times its length out is not believed.
MUCH_SMALLER: Final = 3
_CERTAIN: Final = 1e6
#: Comments above a headline end within so many lines.
_TOP: Final = 60


class PageReading(Record):
    """What was found out about a text's logical lines, one entry each; `shown` is what the other pages of the site show
    of a line, and empty where nothing is known of the site."""

    lines: list[Line]
    rules: list[LineRule]
    letters: list[str]
    shapes: list[Shape]
    context: Context
    marked: list[tuple[str, ...]]
    evidence: list[Scores]
    states: list[int]
    shown: list[str | None]


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


def trace(
    view: View,
    lines: list[Line],
    *,
    disabled: AbstractSet[str] = frozenset(),
    pages: SitePages = NOWHERE,
    page: Page = NO_PAGE,
    top: int = 6,
) -> list[Trace]:
    """Why each logical line is or is not the story's; of what was weighed the `top` weightiest features.

    `pages` is what the other pages of the site have shown, `page` what an HTML page says of its lines.
    """
    logical = unsigned(logical_lines(view.text, lines))
    if not logical:
        return []
    reading = read_page(view.text, logical, disabled, None, pages, page)
    traces = []
    for at, (line, rule, row, state) in enumerate(
        zip(reading.lines, reading.rules, reading.evidence, reading.states, strict=True)
    ):
        carried = contribution(line, pages) + contributions(reading.shapes, reading.context, at, reading.marked)
        score = row[STORY] - max(row[BEFORE], row[ASIDE], row[AFTER])
        traces.append(
            Trace(line.first, line.last, rule.letter, rule.id, STATES[state], round(score, 3), tuple(carried[:top]))
        )
    return traces


def read_page(
    text: str,
    logical: list[Line],
    disabled: AbstractSet[str],
    marked: MarkedLines | None = None,
    pages: SitePages = NOWHERE,
    page: Page = NO_PAGE,
) -> PageReading:
    """What the logical lines of a text, one at least, are; `marked` are the same lines with what the file states of
    each, `pages` what the other pages of the site have shown, `page` what an HTML page says of its lines."""
    rules, shapes, around = classify_lines(text, logical, disabled)
    letters = [rule.letter for rule in rules]
    shown = shown_by(pages, logical)
    names = mark_names(logical, page) if page.marks else []
    rows = with_site(scores_of(shapes, around, names), shown)
    if marked:
        marked.settle(rules)
        states = find_window(marked.weighed(rows))
        if STORY not in states:
            states = _fall_back([letter if marked.marks[at] is None else "" for at, letter in enumerate(letters)])
        return PageReading(logical, rules, letters, shapes, around, names, rows, states, shown)
    states = find_window(rows)
    if STORY not in states:
        states = _fall_back(_unless_repeated(letters, shown))
    elif core := _missed_core(around, states, logical, shown):
        states = find_window([_certainly_story(row) if at in core else row for at, row in enumerate(rows)])
    if opens_untitled(logical, letters, shapes, states):
        states[0] = STORY
    if _DATELINE.id not in disabled and (place := place_above(logical, letters, states)) is not None:
        rules[place], letters[place], states[place] = _DATELINE, _DATELINE.letter, BEFORE
    if (comments := _COMMENTS.search("".join(letters[:_TOP])) if COMMENT in letters[:_TOP] else None) is not None:
        end = next((at for at in range(comments.end(), len(letters)) if letters[at] in _PROSE_LETTERS), 0)
        states[:end] = [BEFORE] * end
    _join_entries(letters, states)
    settle_end(logical, letters, states, rows)
    for at, rule in list(_echoes(logical, letters, states, disabled)):
        rules[at], letters[at] = rule, rule.letter
        states[at] = AFTER if rule is _AUTHOR else ASIDE if states[at] == STORY else states[at]
    for found in _LINKS.finditer("".join(letters)):
        for at in range(*found.span()):
            if states[at] == STORY:
                states[at] = ASIDE
    return PageReading(logical, rules, letters, shapes, around, names, rows, states, shown)


def _join_entries(letters: Sequence[str], states: list[int]) -> None:
    """Give the entries of a running story below its window to it: as its own, they have a time, a heading and text."""
    if STORY not in states or letters.count(HOUR) <= _FEW:
        return
    end = len(states) - states[::-1].index(STORY)
    whole = "".join(letters)
    if len(_ENTRY.findall(whole, states.index(STORY), end)) < _FEW:
        return
    while (entry := _ENTRY.match(whole, end)) is not None:
        states[end : entry.end()] = [STORY] * (entry.end() - end)
        end = entry.end()


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


def classify_lines(
    text: str, lines: list[Line], disabled: AbstractSet[str] = frozenset()
) -> tuple[list[LineRule], list[Shape], Context]:
    """The rules, shapes and settings of a text's logical lines, one at least."""
    looks = looks_at([line.text for line in lines], disabled)
    rules, shapes, counts, words = map(list, zip(*looks, strict=True))
    ends = [0, *[line.end for line in lines]]
    gaps = [text.count("\n", end, line.start) for end, line in zip(ends, lines, strict=False)]
    letters = "".join([rule.letter for rule in rules])
    return rules, shapes, context_of(lines, words, letters, shapes, counts, [*gaps, 1])


def _fall_back(letters: Sequence[str]) -> list[int]:
    """The states of a text in which no window was found: what reads as prose is the story, and all between; of a text
    of one or two lines the last."""
    prose = [at for at, letter in enumerate(letters) if letter in _PROSE_LETTERS]
    if not prose and len(letters) < 3:
        prose = [len(letters) - 1]
    if not prose:
        return [BEFORE] * len(letters)
    return [BEFORE if at < prose[0] else AFTER if at > prose[-1] else STORY for at in range(len(letters))]


def _unless_repeated(letters: Sequence[str], shown: Sequence[str | None]) -> Sequence[str]:
    """The letters of the lines that the site does not repeat, if there are any."""
    if REPEATED not in shown:
        return letters
    kept = ["" if name == REPEATED else letter for letter, name in zip(letters, shown, strict=True)]
    return kept if any(kept) else letters


def _missed_core(
    around: Context, states: Sequence[int], lines: Sequence[Line], shown: Sequence[str | None]
) -> set[int]:
    """The lines of prose in the core of a text, if the window has none of them and is much smaller; else nothing.
    What the site repeats, as is `shown`, is in no core.

    A long menu adds up: where its items look a little more as if they came after a story, all of them together can
    outweigh the story itself.
    """
    core = set()
    columns = zip(states, around.position.core, around.neighbours.around, strict=True)
    for at, (state, place, kinds) in enumerate(columns):
        if place in _IN_CORE and kinds[1] == "P" and not (shown and shown[at] == REPEATED):
            if state == STORY:
                return set()
            core.add(at)
    found = sum(len(line.text) for line, state in zip(lines, states, strict=True) if state == STORY)
    return core if found * MUCH_SMALLER < sum(len(lines[at].text) for at in core) else set()


def _certainly_story(row: Scores) -> Scores:
    return row[0], row[1] + _CERTAIN, row[2], row[3]
