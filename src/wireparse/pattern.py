"""Regular expressions that cost a start little: compiled when they are first used, and kept ready-made.

Compiling the expressions that one story needs takes a fifth of a cold start; loading their code takes a hundredth.
So the command line keeps the code of what it had to compile, for each interpreter apart, and only where Python would
write bytecode, too (`PYTHONDONTWRITEBYTECODE`, `PYTHONPYCACHEPREFIX` and read-only folders are heeded).  Its file is
this module's `.pyo`, a name that Python has not looked at since 3.5, but that goes when pip uninstalls the module.
What is not there, or not to be read, is compiled as ever: an expression that is loaded equals the one that
`re.compile` makes.

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

# More expressions than this are no longer those of one version, more interpreters no longer those in use: begin anew.
_MOST: Final = 2_000
_MOST_INTERPRETERS: Final = 4
_BYTECODE: Final = __spec__.cached if __spec__ is not None else None
_FILE: Final = f"{os.path.splitext(_BYTECODE if sys.pycache_prefix else __file__)[0]}.pyo" if _BYTECODE else None


def _kept() -> dict[str, bytes]:
    """The code that the file keeps for each interpreter, by its version: that of another one would be nonsense."""
    if _FILE is not None:
        with suppress(OSError, EOFError, ValueError, TypeError), open(_FILE, "rb") as file:
            kept = marshal.loads(file.read())  # `marshal.load` asks the file for each piece, ten times slower
            if isinstance(kept, dict):
                return kept
    return {}


def _load() -> dict[_Key, _Ready]:
    with suppress(EOFError, KeyError, ValueError, TypeError):
        ready = marshal.loads(_kept()[sys.version])
        if isinstance(ready, dict):
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
    kept = _kept()
    kept = (kept if len(kept) < _MOST_INTERPRETERS else {}) | {sys.version: marshal.dumps(ready)}
    part = f"{os.path.splitext(_FILE)[0]}.{os.getpid()}.pyo"
    try:
        with open(part, "xb") as file:
            file.write(marshal.dumps(kept))
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
