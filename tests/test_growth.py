"""Twice the text takes twice the work, whatever it looks like: counted in steps of the interpreter, not in seconds."""

from __future__ import annotations

import importlib.util
import sys
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


def steps(text: str) -> int:
    """How many steps the interpreter takes to parse a text."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_text_takes_twice_the_steps(name: str) -> None:
    text = SHAPES[name]
    parse(text)  # what is read only once
    assert steps(text) <= 2.1 * steps(text[: SIZE // 2])


def test_the_count_would_see_it() -> None:
    """Steps are counted in what a parse calls, and are the same each time."""
    text = SHAPES["prose"]
    parse(text)
    assert steps(text) == steps(text) > SIZE
