"""The one family of errors.  Parsing text never raises; reading inputs and writing outputs may."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["InputError", "OutputError", "UsageError", "WireparseError", "unknown"]


# So many names may stand in a message.
_FEW = 20


class WireparseError(Exception):
    """Base of every error that wireparse raises on purpose.

    The message is one sentence that says what is wrong and, where there is one, what to do next.
    """


class UsageError(WireparseError, ValueError):
    """The caller asked for something that does not exist: a format, a table, a rule, a date."""


class InputError(WireparseError):
    """One input could not be turned into a story.

    `code` is stable (`E_READ`, `E_DECODE`, `E_BINARY`, `E_EMPTY`, `E_TOO_BIG`, `E_RECORD`, `E_EXTRA`, …), `source` is
    the path or the record's id.
    """

    def __init__(self, code: str, source: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.source = source
        self.message = message


class OutputError(WireparseError):
    """The output of a whole run cannot be written: the disk is full, the folder is not writable."""


def unknown(what: str, word: str, known: Iterable[str], hint: str, *, meant: str | None = None) -> UsageError:
    """The error for a `word` that is none of the `known` ones: it names the one `meant`, else the nearest, and `hint`
    says where to look."""
    from difflib import get_close_matches

    words = list(known)
    near = [meant] if meant else get_close_matches(word, words, n=1)
    more = f"; did you mean {near[0]!r}?" if near else ""
    if not near and len(words) <= _FEW and not hint.startswith("one of"):
        more = f"; there are {', '.join(words)}"
    return UsageError(f"unknown {what} {word!r}{more} ({hint})")
