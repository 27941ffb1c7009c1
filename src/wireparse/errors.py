"""The one family of errors.  Parsing text never raises; reading inputs and writing outputs may.

    WireparseError              every error that wireparse raises on purpose
     ├─ UsageError              what was asked for does not exist (also a ValueError)
     ├─ InputError              one input gives no story; its `code` is one of a list, such as E_BINARY
     └─ OutputError             the output cannot be written

The page on errors of the documentation lists the codes of inputs and those of a story's warnings.
"""

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

    `code` is stable: `E_READ`, `E_BINARY`, `E_EMPTY`, `E_TOO_BIG`, `E_RECORD` or `E_EXTRA`; a batch has more.
    `source` is the path or the record's id, `message` the sentence without them.
    """

    def __init__(self, code: str, source: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.source = source
        self.message = message


class OutputError(WireparseError):
    """The output of a whole run cannot be written: the disk is full, the folder is not writable."""


def unknown(what: str, word: str, known: Iterable[str], hint: str, *, meant: str | None = None) -> UsageError:
    """The error for a `word` that is none of the `known` ones, of which it names the one `meant`, else the nearest;
    `what` says what it is not ("format"), `hint` where to look."""
    from difflib import get_close_matches

    words = list(known)
    near = [meant] if meant else get_close_matches(word, words, n=1)
    more = f"; did you mean {near[0]!r}?" if near else ""
    if not near and words and len(words) <= _FEW and not hint.startswith("one of"):
        more = f"; there are {', '.join(words)}"
    return UsageError(f"unknown {what} {word!r}{more} ({hint})")
