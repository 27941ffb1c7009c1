"""The article's window: which lines are the story's own.

A line's features carry evidence for one of four states: *before* the story, in the *story*, an *aside* in its
middle, *after* it.  A story is one window: before, then story and asides in turn, then after.  The best such
sequence is found by the Viterbi algorithm, a generalisation of maximum subsequence segmentation (Pasternack and Roth,
WWW 2009) to windows with interruptions; the weights are those of a linear-chain conditional random field (Lafferty,
McCallum and Pereira, ICML 2001) and lie in `data/window.json`, by name.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

from wireparse import lexicon
from wireparse.blocks.likeness import Likeness
from wireparse.blocks.setting import Near, Place, Setting, close_names
from wireparse.blocks.setting import names_of as names_of_part
from wireparse.blocks.shape import Shape

__all__ = [
    "AFTER",
    "ASIDE",
    "BEFORE",
    "STATES",
    "STORY",
    "Evidence",
    "contributions",
    "evidence",
    "find_window",
    "names_of",
]

BEFORE, STORY, ASIDE, AFTER = range(4)
#: The states' names.
STATES: Final = ("before", "story", "aside", "after")

#: A weight for each state.
Evidence: TypeAlias = tuple[float, float, float, float]
_NONE: Final[Evidence] = (0.0, 0.0, 0.0, 0.0)


class Model(NamedTuple):
    """The weights: of features, of moves from state to state, of the first and last line's state."""

    weights: dict[str, Evidence]
    moves: dict[str, float]


@cache
def _model() -> Model:
    return read_model(lexicon.load("window"))


def read_model(data: dict[str, Any]) -> Model:
    """The model in a weights' file."""
    return Model({name: tuple(row) for name, row in data["weights"].items()}, data["moves"])


@lru_cache(maxsize=4096)
def _shape_evidence(shape: Shape) -> tuple[Evidence, Evidence, Evidence]:
    """What a shape says of its own line, of the line below it and of the line above it."""
    names = shape.names
    return _weigh("self", names), _weigh("above", names), _weigh("below", names)


@lru_cache(maxsize=4096)
def _part_evidence(part: Near | Place | Likeness) -> Evidence:
    return _weigh("set", names_of_part(part))


@lru_cache(maxsize=1024)
def _close_evidence(side: str, telling: str) -> Evidence:
    return _weigh("set", close_names(side, telling))


def _weigh(role: str, names: Iterable[str]) -> Evidence:
    weights = _model().weights
    return _total(weights.get(f"{role}:{name}", _NONE) for name in names)


def _total(rows: Iterable[Evidence]) -> Evidence:
    before = story = aside = after = 0.0
    for row in rows:
        before += row[0]
        story += row[1]
        aside += row[2]
        after += row[3]
    return before, story, aside, after


def evidence(shapes: Sequence[Shape], settings: Sequence[Setting]) -> list[Evidence]:
    """Each line's evidence for each state."""
    weights = _model().weights
    b0, b1, b2, b3 = weights["bias"]
    parts = [_shape_evidence(shape) for shape in shapes]
    edge = weights.get("above:^", _NONE), weights.get("below:$", _NONE)
    above = [edge[0], *[part[1] for part in parts[:-1]]]
    below = [*[part[2] for part in parts[1:]], edge[1]]
    return [
        (
            s[0] + u[0] + d[0] + n[0] + p[0] + c[0] + x[0] + y[0] + b0,
            s[1] + u[1] + d[1] + n[1] + p[1] + c[1] + x[1] + y[1] + b1,
            s[2] + u[2] + d[2] + n[2] + p[2] + c[2] + x[2] + y[2] + b2,
            s[3] + u[3] + d[3] + n[3] + p[3] + c[3] + x[3] + y[3] + b3,
        )
        for (s, _, _), u, d, n, p, c, x, y in zip(
            parts,
            above,
            below,
            [_part_evidence(setting.near) for setting in settings],
            [_part_evidence(setting.place) for setting in settings],
            [_part_evidence(setting.likeness) for setting in settings],
            [_close_evidence("above", setting.above) for setting in settings],
            [_close_evidence("below", setting.below) for setting in settings],
            strict=True,
        )
    ]


def forget() -> None:
    """Forget what was weighed, after the weights have changed."""
    for remembered in (_shape_evidence, _part_evidence, _close_evidence):
        remembered.cache_clear()


def find_window(rows: Sequence[Evidence]) -> list[int]:
    """The best sequence of states."""
    if not rows:
        return []
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


def names_of(shapes: Sequence[Shape], settings: Sequence[Setting], at: int) -> list[str]:
    """The names of all features of one line: its own shape and setting, and the shapes of the lines next to it."""
    names = ["bias", *(f"self:{name}" for name in shapes[at].names), *(f"set:{name}" for name in settings[at].names)]
    names += [f"above:{name}" for name in shapes[at - 1].names] if at else ["above:^"]
    names += [f"below:{name}" for name in shapes[at + 1].names] if at + 1 < len(shapes) else ["below:$"]
    return names


def contributions(shapes: Sequence[Shape], settings: Sequence[Setting], at: int) -> list[tuple[str, float]]:
    """The features of one line and how much each says for its being the story's (above the best other state), the
    weightiest first."""
    weights = _model().weights
    rows = {name: weights[name] for name in names_of(shapes, settings, at) if name in weights}
    totals = _total(rows.values())
    rival = max((BEFORE, ASIDE, AFTER), key=totals.__getitem__)
    found = [(name, round(row[STORY] - row[rival], 3)) for name, row in rows.items()]
    return sorted(found, key=lambda item: -abs(item[1]))
