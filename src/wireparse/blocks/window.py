"""The article's window: which lines are the story's own.

A line's features carry evidence for one of four states: *before* the story, in the *story*, an *aside* in its
middle, *after* it.  A story is one window: before, then story and asides in turn, then after.  The best such
sequence is found by the Viterbi algorithm, a generalisation of maximum subsequence segmentation (Pasternack and Roth,
WWW 2009) to windows with interruptions; the weights are those of a linear-chain conditional random field (Lafferty,
McCallum and Pereira, ICML 2001) and lie in `data/window.json`, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, Final, TypeAlias

from wireparse import lexicon
from wireparse.blocks.context import Context, Neighbours, Position, close_names, row_names
from wireparse.blocks.features import LINE_NAMES, Shape
from wireparse.blocks.similarity import Similarity
from wireparse.record import Record

__all__ = [
    "AFTER",
    "ASIDE",
    "BEFORE",
    "STATES",
    "STORY",
    "Scores",
    "contributions",
    "find_window",
    "mark_scores",
    "names_of",
    "scores_of",
]

BEFORE, STORY, ASIDE, AFTER = range(4)
#: The states' names.
STATES: Final = ("before", "story", "aside", "after")

#: A weight for each state.
Scores: TypeAlias = tuple[float, ...]
_NONE: Final[Scores] = (0.0, 0.0, 0.0, 0.0)


class WindowModel(Record):
    """The weights: of features, of moves from state to state, of the first and last line's state."""

    weights: dict[str, Scores]
    moves: dict[str, float]


@cache
def _model() -> WindowModel:
    return read_model(lexicon.load("window"))


def read_model(data: dict[str, Any]) -> WindowModel:
    """The model in a weights' file; for a rule for lines that has no weight there, what the rule itself says."""
    weights: dict[str, Scores] = {f"self:line={name}": (0.0, rule.story, 0.0, 0.0) for name, rule in LINE_NAMES.items()}
    weights |= {name: tuple(row) for name, row in data["weights"].items()}
    return WindowModel(weights, data["moves"])


@lru_cache(maxsize=4096)
def _shape_scores(shape: Shape) -> tuple[Scores, Scores, Scores]:
    """What a shape says of its own line, of the line below it and of the line above it."""
    names = shape.names
    return _weigh("self", names), _weigh("above", names), _weigh("below", names)


@lru_cache(maxsize=4096)
def _neighbours_scores(row: tuple[str, ...]) -> Scores:
    return _weigh("set", row_names(Neighbours._fields, row))


@lru_cache(maxsize=4096)
def _position_scores(row: tuple[str, ...]) -> Scores:
    return _weigh("set", row_names(Position._fields, row))


@lru_cache(maxsize=1024)
def _similarity_scores(row: tuple[str, ...]) -> Scores:
    return _weigh("set", row_names(Similarity._fields, row))


@lru_cache(maxsize=1024)
def _close_scores(side: str, telling: str) -> Scores:
    return _weigh("set", close_names(side, telling))


@lru_cache(maxsize=4096)
def mark_scores(names: tuple[str, ...]) -> Scores:
    """What the page's elements say of a line, by the features' names."""
    return _weigh("mark", names)


def _weigh(role: str, names: Iterable[str]) -> Scores:
    weights = _model().weights
    return _total(weights.get(f"{role}:{name}", _NONE) for name in names)


def _total(rows: Iterable[Scores]) -> Scores:
    return tuple(map(sum, zip(*rows, strict=True))) or _NONE


def scores_of(shapes: Sequence[Shape], around: Context, marked: Sequence[tuple[str, ...]] = ()) -> list[Scores]:
    """Each line's evidence for each state; `marked` are the names of what the page says of each line."""
    weights = _model().weights
    own, above, below = zip(*map(_shape_scores, shapes), strict=True)
    sides = (("above", around.above), ("below", around.below))
    columns = (
        own,
        (weights.get("above:^", _NONE), *above[:-1]),
        (*below[1:], weights.get("below:$", _NONE)),
        map(_neighbours_scores, zip(*around.neighbours, strict=True)),
        map(_position_scores, zip(*around.position, strict=True)),
        map(_similarity_scores, zip(*around.similarity, strict=True)),
        *[map(_close_scores, repeat(side), close) for side, close in sides if any(close)],
        *([map(mark_scores, marked)] if marked else []),
        repeat(weights["bias"], len(shapes)),
    )
    seen: dict[Scores, Scores] = {}
    return [seen.setdefault(row, row) for row in map(_total, zip(*columns, strict=True))]  # equal rows are one


def forget() -> None:
    """Forget what was weighed, after the weights have changed."""
    for remembered in (
        mark_scores,
        _shape_scores,
        _neighbours_scores,
        _position_scores,
        _similarity_scores,
        _close_scores,
    ):
        remembered.cache_clear()


def find_window(rows: Sequence[Scores]) -> list[int]:
    """The best sequence of states."""
    moves = _model().moves
    bb, bs, ss, sa, sz = (moves[key] for key in ("before", "before>story", "story", "story>aside", "story>after"))
    as_, aa, zz = (moves[key] for key in ("aside>story", "aside", "after"))
    before, story, aside, after = rows[0]
    before += moves["^before"]
    story += moves["^story"]
    aside = after = -1e9
    trail = []
    for to_before, to_story, to_aside, to_after in rows[1:]:
        enter, stay, back = before + bs, story + ss, aside + as_
        if stay >= enter and stay >= back:
            best, from_story = stay, STORY
        elif enter >= back:
            best, from_story = enter, BEFORE
        else:
            best, from_story = back, ASIDE
        leave, rest = story + sa, aside + aa
        from_aside, pause = (STORY, leave) if leave > rest else (ASIDE, rest)
        close, done = story + sz, after + zz
        from_after, end = (STORY, close) if close > done else (AFTER, done)
        before += bb + to_before
        story = best + to_story
        aside = pause + to_aside
        after = end + to_after
        trail.append((BEFORE, from_story, from_aside, from_after))
    finals = (before + moves["before$"], story + moves["story$"], -1e9, after + moves["after$"])
    state = max(range(4), key=finals.__getitem__)
    states = [state]
    for step in reversed(trail):
        state = step[state]
        states.append(state)
    states.reverse()
    return states


def names_of(shapes: Sequence[Shape], around: Context, at: int, marked: Sequence[tuple[str, ...]] = ()) -> list[str]:
    """The names of all features of one line: its own shape and context, the shapes of the lines next to it, and what
    the page says of it."""
    names = ["bias", *(f"self:{name}" for name in shapes[at].names), *(f"set:{name}" for name in around.names(at))]
    names += [f"mark:{name}" for name in marked[at]] if marked else []
    names += [f"above:{name}" for name in shapes[at - 1].names] if at else ["above:^"]
    names += [f"below:{name}" for name in shapes[at + 1].names] if at + 1 < len(shapes) else ["below:$"]
    return names


def contributions(
    shapes: Sequence[Shape], around: Context, at: int, marked: Sequence[tuple[str, ...]] = ()
) -> list[tuple[str, float]]:
    """The features of one line and how much each says for its being the story's (above the best other state), the
    weightiest first."""
    weights = _model().weights
    rows = {name: weights[name] for name in names_of(shapes, around, at, marked) if name in weights}
    totals = _total(rows.values())
    rival = max((BEFORE, ASIDE, AFTER), key=totals.__getitem__)
    found = [(name, round(row[STORY] - row[rival], 3)) for name, row in rows.items()]
    return sorted(found, key=lambda item: -abs(item[1]))
