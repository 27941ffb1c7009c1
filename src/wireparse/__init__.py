"""wireparse turns wire stories, as messy text, into structured data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wireparse.model import Story as Story
    from wireparse.parser import Parser as Parser

__version__ = "0.1.0"
__all__ = ["Parser", "Story", "__version__", "parse"]


def parse(text: str, *, name: str | None = None, date: Any = None, language: str | None = None) -> Story:
    """Parse one story with every rule on.  See `Parser.parse`."""
    from wireparse.parser import Parser

    return Parser().parse(text, name=name, date=date, language=language)


def __getattr__(attribute: str) -> Any:
    if attribute == "Parser":
        from wireparse.parser import Parser

        return Parser
    if attribute == "Story":
        from wireparse.model import Story

        return Story
    raise AttributeError(f"module 'wireparse' has no attribute {attribute!r}")
