"""Regular expressions that cost a start little: compiled when they are first used, and kept ready-made.

Compiling the expressions that one story needs takes a fifth of a cold start; loading their code takes a hundredth.
So the command line keeps the code of what it had to compile beside Python's own bytecode, for the interpreter that
made it, and only where Python would write bytecode, too (`PYTHONDONTWRITEBYTECODE`, `PYTHONPYCACHEPREFIX` and read-only
folders are heeded).  What is not there, or not to be read, is compiled as ever: an expression that is loaded equals
the one that `re.compile` makes.

`regex` is `re.compile` for what each story needs; `pattern` for what many stories do without.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from contextlib import suppress
from typing import Any, AnyStr, Final, TypeAlias, cast

__all__ = ["keep", "pattern", "regex"]

_Key: TypeAlias = tuple[str | bytes, int]
#: What `_sre.compile` takes behind the expression: flags, code, and the groups' number, names and places.
_Ready: TypeAlias = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]

# Code of another interpreter would be nonsense, so the file's first part must be this.
_INTERPRETER: Final = sys.version
# More expressions than this are no longer those of one version: the file is begun anew.
_MOST: Final = 2_000
_BYTECODE: Final = __spec__.cached if __spec__ is not None else None
_FILE: Final = f"{os.path.splitext(_BYTECODE)[0]}.expressions" if _BYTECODE else None


def _load() -> dict[_Key, _Ready]:
    if _FILE is None:
        return {}
    with suppress(OSError, EOFError, ValueError, TypeError), open(_FILE, "rb") as file:
        interpreter, ready = marshal.loads(file.read())  # `marshal.load` asks the file for each piece, ten times slower
        if interpreter == _INTERPRETER and isinstance(ready, dict):
            return ready
    return {}


_ready: Final = _load()
_new: Final[set[_Key]] = set()


def regex(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The regular expression, as `re.compile` makes it."""
    key = expression, int(flags)
    if key in _ready:
        import _sre  # type: ignore[import-not-found,unused-ignore]

        with suppress(RuntimeError, TypeError, ValueError, OverflowError):
            return cast("re.Pattern[AnyStr]", _sre.compile(expression, *_ready[key]))
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
    if not _new or _FILE is None or sys.dont_write_bytecode:
        return
    old = _ready if len(_ready) + len(_new) <= _MOST else {}
    ready = old | {key: code for key in _new if (code := _code(*key)) is not None}
    part = f"{_FILE}.{os.getpid()}"
    try:
        with open(part, "xb") as file:
            file.write(marshal.dumps((_INTERPRETER, ready)))
        os.replace(part, _FILE)
    except (OSError, ValueError):
        with suppress(OSError):
            os.unlink(part)


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
        ready = int(flags | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(places)
        same = _sre.compile(expression, *ready) == re.compile(expression, flags)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None
    return ready if same else None
