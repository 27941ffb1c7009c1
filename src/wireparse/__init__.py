"""wireparse turns wire stories, as messy text, into structured data.

    >>> import wireparse
    >>> story = wireparse.parse("KYIV (Reuters) - The dam held, officials said on Monday.")
    >>> story.dateline.text
    'KYIV (Reuters)'

`parse` and `parse_file` give a `Story`, `parse_stories` those of a file of many; `export` writes stories, `explain`
says why each part was read as it was.
Everything is imported when it is first used.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from wireparse.errors import InputError as InputError
    from wireparse.errors import UsageError as UsageError
    from wireparse.errors import WireparseError as WireparseError
    from wireparse.explanation import explain as explain
    from wireparse.exporters import export as export
    from wireparse.model import Story as Story
    from wireparse.parser import Parser as Parser
    from wireparse.readers.stories import parse_file as parse_file
    from wireparse.readers.stories import parse_stories as parse_stories
    from wireparse.schema import json_schema as json_schema

__version__ = "0.1.0"

_HOMES: Final = {
    "InputError": "errors",
    "Parser": "parser",
    "Story": "model",
    "UsageError": "errors",
    "WireparseError": "errors",
    "explain": "explanation",
    "export": "exporters",
    "json_schema": "schema",
    "parse_file": "readers.stories",
    "parse_stories": "readers.stories",
}
__all__ = [
    "InputError",
    "Parser",
    "Story",
    "UsageError",
    "WireparseError",
    "__version__",
    "explain",
    "export",
    "json_schema",
    "parse",
    "parse_file",
    "parse_stories",
]


def parse(text: str, *, name: str | None = None, date: Any = None, language: str | None = None) -> Story:
    """Parse one story with every rule on.  See `Parser.parse`."""
    from wireparse.parser import Parser

    return Parser().parse(text, name=name, date=date, language=language)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'wireparse' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"wireparse.{home}"), name)
    setattr(sys.modules[__name__], name, value)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
