"""Regular expressions that cost a start little: compiled when they are first used, and kept ready-made.

The command line keeps the code of what it had to compile (`ready`).  What is not there is compiled as ever: an
expression that is loaded equals the one that `re.compile` makes.

`regex` is `re.compile` for what each story needs; `pattern` for what many stories do without.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, AnyStr, Final, TypeAlias, cast

from wireparse import ready

__all__ = ["keep", "pattern", "regex"]

_Key: TypeAlias = tuple[str | bytes, int]
#: What `_sre.compile` takes behind the expression: flags, code, and the groups' number, names and places.
_Ready: TypeAlias = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]

_new: Final[set[_Key]] = set()


def regex(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The regular expression, as `re.compile` makes it."""
    key = expression, int(flags)
    if key in ready.expressions:
        import _sre  # type: ignore[import-not-found,unused-ignore]

        with suppress(RuntimeError, TypeError, ValueError, OverflowError):
            return cast("re.Pattern[AnyStr]", _sre.compile(expression, *ready.expressions[key]))
    _new.add(key)
    return re.compile(expression, flags)


class _Pattern:
    """Stands for a compiled expression: what it is asked for it keeps as its own."""

    def __init__(self, expression: str, flags: int) -> None:
        self._given = expression, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(regex(*self._given), name)
        setattr(self, name, value)
        return value


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression, to be compiled when it is first used."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))


def keep() -> None:
    """Keep the code of what had to be compiled for later runs; nothing happens where that is not possible."""
    ready.keep({key: code for key in _new if (code := _code(*key)) is not None})


def _code(expression: str | bytes, flags: int) -> _Ready | None:
    """The code of an expression, taken only if it gives what `re.compile` gives; None on other implementations."""
    try:
        import _sre  # type: ignore[import-not-found,unused-ignore]
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(expression, flags)
        names = dict(parsed.state.groupdict)
        places: list[str | None] = [None] * parsed.state.groups
        for name, place in names.items():
            places[place] = name
        code = list(map(int, _compiler._code(parsed, flags)))
        made = int(flags | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(places)
        same = _sre.compile(expression, *made) == re.compile(expression, flags)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None
    return made if same else None
