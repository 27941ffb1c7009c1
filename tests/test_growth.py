"""Twice the text takes twice the work, whatever it looks like: counted in steps of the interpreter, not in seconds."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from wireparse import parse

ROOT = Path(__file__).parents[1]


def _shapes(size: int) -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("speed", ROOT / "benchmarks" / "speed.py")
    assert spec is not None
    assert spec.loader is not None
    speed: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(speed)
    found: dict[str, str] = speed.shapes(size)
    return found


SIZE = 2400
SHAPES = _shapes(SIZE)


def steps(work: Callable[[str], object], text: str) -> int:
    """How many steps the interpreter takes over a text."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_text_takes_twice_the_steps(name: str) -> None:
    text = SHAPES[name]
    parse(text)  # what is read only once
    assert steps(parse, text) <= 2.1 * steps(parse, text[: SIZE // 2])


def test_the_count_would_see_it() -> None:
    def pairs(text: str) -> int:
        return sum(one == other for one in text for other in text)

    assert steps(pairs, "a" * 100) > 3.5 * steps(pairs, "a" * 50)
