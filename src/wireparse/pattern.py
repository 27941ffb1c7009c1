"""Regular expressions that are compiled when they are first used.

Compiling every expression of the engines takes as long as parsing several stories, and a clean story meets few of
them.  `pattern` is `re.compile` for those that many stories do without; what each story needs is compiled at once, as
a call of a compiled method is a little faster.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern"]


class _Pattern:
    """Stands for a compiled expression: what it is asked for it keeps as its own."""

    def __init__(self, expression: str, flags: int) -> None:
        self._given = expression, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._given), name)
        setattr(self, name, value)
        return value


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression, to be compiled when it is first used."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))
