"""What each start of the command line would make anew, kept ready-made in one file: the code of regular expressions
and of the package's modules.

Compiling the expressions that one story needs takes a fifth of a cold start, loading their code a hundredth; finding
and opening 150 modules one by one takes a tenth, reading them from one file a hundredth.  The file is this module's
`.pyo`, a name that Python has not looked at since 3.5, but that goes when pip uninstalls the module.  It is written
only where Python would write bytecode, too (`PYTHONDONTWRITEBYTECODE`, `PYTHONPYCACHEPREFIX` and read-only folders are
heeded), by each interpreter for itself.  What is not there, or not to be read, is made as ever.

A module's code is Python's own bytecode of it, and holds as Python's does: while its source has the same size and time.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any, Final, TypeAlias

__all__ = ["expressions", "find_modules", "keep"]

#: A module's code: whether it is a package, the time and size of its source as in bytecode files, the bytecode.
_Module: TypeAlias = tuple[bool, bytes, bytes]

_INTERPRETER: Final = f"{sys.version} {sys.flags.optimize}"
# More expressions than this are no longer those of one version, more interpreters no longer those in use: begin anew.
_MOST: Final = 2_000
_MOST_INTERPRETERS: Final = 4
_BYTECODE: Final = __spec__.cached if __spec__ is not None else None
_FILE: Final = f"{os.path.splitext(_BYTECODE if sys.pycache_prefix else __file__)[0]}.pyo" if _BYTECODE else None
# A bytecode file begins with a magic number, flags (none: it is held against time and size), and these.
_FLAGS, _STAMP, _HEAD = slice(4, 8), slice(8, 16), 16


def _kept() -> dict[str, bytes]:
    """What the file keeps for each interpreter: that of another one would be nonsense."""
    if _FILE is not None:
        with suppress(OSError, EOFError, ValueError, TypeError), open(_FILE, "rb") as file:
            kept = marshal.loads(file.read())  # `marshal.load` asks the file for each piece, ten times slower
            if isinstance(kept, dict):
                return kept
    return {}


def _load() -> tuple[dict[Any, Any], dict[str, _Module]]:
    with suppress(EOFError, KeyError, ValueError, TypeError):
        expressions, modules = marshal.loads(_kept()[_INTERPRETER])
        if isinstance(expressions, dict) and isinstance(modules, dict):
            return expressions, modules
    return {}, {}


#: The code of regular expressions, by expression and flags; and that of modules, by name.
expressions, _modules = _load()


class _Loader(SourceFileLoader):
    """Loads a module whose code is kept."""

    def get_code(self, fullname: str) -> CodeType | None:
        code = marshal.loads(_modules[fullname][2])
        return code if isinstance(code, CodeType) else super().get_code(fullname)


class _Finder:
    """Finds the modules whose code is kept and whose source is still the same."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        kept = _modules.get(name)
        if kept is None or path is None:
            return None
        package, stamp, _ = kept
        place = os.path.join(path[0], name.rpartition(".")[2])
        source = os.path.join(place, "__init__.py") if package else f"{place}.py"
        try:
            found = os.stat(source)
        except OSError:
            return None
        if stamp != _number(int(found.st_mtime)) + _number(found.st_size):
            return None
        spec = ModuleSpec(name, _Loader(name, source), origin=source, is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations = [place]
        return spec


def _number(value: int) -> bytes:
    return (value & 0xFFFFFFFF).to_bytes(4, "little")


def find_modules() -> None:
    """Load modules from their kept code from now on.  Only the command line does: others may want to see imports."""
    if _modules:
        sys.meta_path.insert(0, _Finder)


def keep(new: dict[Any, Any]) -> None:
    """Keep the code of new expressions, and of the modules that this run has met, for later runs.

    Nothing happens where that is not possible, or where there is nothing new.
    """
    if _FILE is None or sys.dont_write_bytecode:
        return
    modules = _modules | _met()
    if not new and modules == _modules:
        return
    old = expressions if len(expressions) + len(new) <= _MOST else {}
    kept = _kept()
    kept = (kept if len(kept) < _MOST_INTERPRETERS else {}) | {_INTERPRETER: marshal.dumps((old | new, modules))}
    part = f"{os.path.splitext(_FILE)[0]}.{os.getpid()}.pyo"
    try:
        with open(part, "xb") as file:
            file.write(marshal.dumps(kept))
        os.replace(part, _FILE)
    except (OSError, ValueError):
        with suppress(OSError):
            os.unlink(part)


def _met() -> dict[str, _Module]:
    """The modules that were loaded from bytecode files."""
    met: dict[str, _Module] = {}
    for name, module in list(sys.modules.items()):
        if not name.startswith("wireparse."):
            continue
        spec = module.__spec__
        if spec is None or type(spec.loader) is not SourceFileLoader:
            continue
        with suppress(OSError, TypeError), open(spec.cached, "rb") as file:  # type: ignore[arg-type]
            bytecode = file.read()
            if not any(bytecode[_FLAGS]):
                met[name] = spec.submodule_search_locations is not None, bytecode[_STAMP], bytecode[_HEAD:]
    return met
