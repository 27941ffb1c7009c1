"""Evidence in words: what speaks for a line's being the story's, and against it, without the names of features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from wireparse.lexicon import load

if TYPE_CHECKING:
    from wireparse.explanation import Decision, Evidence

__all__ = ["decided", "told"]

#: So many things that speak for what was found are told, and so many that speak against it.
_FOR: Final = 3
_AGAINST: Final = 1
#: What weighs less than this is not told, in units of log odds.
_LEAST: Final = 0.1


def told(line: Evidence) -> str:
    """Why a line was found to be of the story, or not."""
    own = line.zone == "story"
    reasons = ", ".join(_reasons(line.features, own, _FOR))
    but = ", ".join(_reasons(line.features, not own, _AGAINST))
    because = f", for {reasons}" if reasons else ""
    return f"{load('evidence')['zones'][line.zone]}{because}{f'; though {but}' if but else ''}"


def decided(decision: Decision) -> str:
    """What was weighed for a quote, and who came second."""
    question: str = load("evidence")["questions"].get(decision.question, decision.question)
    second = f"; next came {' '.join(decision.second.split())!r}" if decision.second is not None else ""
    return f"weighed: {question}{second}"


def _reasons(features: Iterable[tuple[str, float]], positive: bool, most: int) -> Iterator[str]:
    """The weightiest features of one sign in words, each said once."""
    words = (_phrase(name) for name, weight in features if abs(weight) >= _LEAST and (weight > 0) is positive)
    return islice(dict.fromkeys(filter(None, words)), most)


def _phrase(feature: str) -> str | None:
    """A feature in words; None for one that says what lines are as a rule."""
    known = load("evidence")
    group, _, rest = feature.partition(":")
    name, _, value = rest.partition("=")
    phrases = known["self"] if group in known["subjects"] else known.get(group)
    if not isinstance(phrases, dict) or name not in phrases:
        return None
    value = known["values"].get(name, {}).get(value, value.replace("-", " to " if value[:1].isdigit() else " "))
    phrase: str = phrases[name]
    return phrase.format(subject=known["subjects"].get(group, ""), value=value)
