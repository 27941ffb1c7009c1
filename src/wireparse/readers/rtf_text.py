"""The lines of RTF: its words, without what they look like.

A small reader of our own: striprtf, the kept library for this, loses where cells end and reads a torn file as if it
were whole.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from wireparse.errors import InputError

__all__ = ["lines"]

_TOKEN: Final = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]{1,4000})|[\r\n]"
)
#: Groups whose text is none of the document's.
_LEFT_OUT: Final = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "header",
        "footer",
        "headerl",
        "headerr",
        "headerf",
        "footerl",
        "footerr",
        "footerf",
        "footnote",
        "object",
        "themedata",
        "datastore",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "xmlnstbl",
        "fldinst",
        "bkmkstart",
        "bkmkend",
        "latentstyles",
        "mmathPr",
        "shppict",
        "nonshppict",
        "filetbl",
        "revtbl",
    ]
)
_SINGLE: Final = {"~": "\u00a0", "_": "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
_BREAKS: Final = {
    "par": "\n",
    "line": "\n",
    "page": "\n",
    "sect": "\n",
    "row": "\n",
    "cell": "\t",
    "nestcell": "\t",
    "tab": " ",
}
_SIGNS: Final = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ",
}  # fmt: skip


def lines(data: bytes, source: str) -> list[str]:
    """The lines of a document; the cells of a row stand in one, set apart by tabs, with a vertical tab for a break
    inside a cell.  Raises `InputError` with `E_RECORD` for one that breaks off."""
    words = _Words()
    for token in _TOKEN.finditer(data.decode("latin-1")):
        code, word, value, sign, brace, text = token.groups()
        if code is not None:
            words.byte(int(code, 16))
            continue
        words.flush()
        if brace is not None:
            words.group(opens=brace == "{")
        elif text is not None:
            words.text(text)
        elif sign is not None:
            words.sign(sign)
        elif word is not None:
            words.word(word, value)
    words.flush()
    if words.depth > 0:
        raise InputError("E_RECORD", source, "the RTF breaks off: braces are left open at its end; fetch the file anew")
    whole = "".join(words.parts)
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split("\n")


class _Words:
    """The words of a document, as its controls come."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.depth = 0
        self._stack: list[tuple[bool, int]] = []
        self._hidden, self._skip = False, 1
        self._skipped = 0  # characters that stand in for one by its number, still to come
        self._codec = "cp1252"
        self._bytes = bytearray()
        self._in_row = False

    def byte(self, code: int) -> None:
        """Take in a byte of the document's code page."""
        if self._skipped:
            self._skipped -= 1
        elif not self._hidden:
            self._bytes.append(code)

    def flush(self) -> None:
        """Decode the bytes that came one by one."""
        if self._bytes:
            self.parts.append(bytes(self._bytes).decode(self._codec, "replace"))
            self._bytes.clear()

    def group(self, *, opens: bool) -> None:
        """Take in a brace."""
        self.depth += 1 if opens else -1
        if opens:
            self._stack.append((self._hidden, self._skip))
        elif self._stack:
            self._hidden, self._skip = self._stack.pop()

    def text(self, text: str) -> None:
        """Take in characters as they stand."""
        cut = min(self._skipped, len(text))
        self._skipped -= cut
        if not self._hidden:
            self.parts.append(text[cut:])

    def sign(self, sign: str) -> None:
        """Take in a control that is one sign."""
        if sign == "*":
            self._hidden = True
        elif not self._hidden:
            self.parts.append(_SINGLE.get(sign, ""))

    def word(self, word: str, value: str | None) -> None:
        """Take in a control word with its number."""
        self._skipped = 0
        if word in _LEFT_OUT:
            self._hidden = True
        elif word == "ansicpg" and value:
            self._codec = _codec(value)
        elif word == "uc" and value:
            self._skip = int(value)
        elif word == "u" and value:
            self._skipped = self._skip
            self._put(chr(int(value) % 65536))
        elif word == "trowd":
            self._in_row = True
        elif word in _BREAKS:
            self._in_row = self._in_row and word != "row"
            self._put("\v" if self._in_row and word in ("par", "line") else _BREAKS[word])
        elif word in _SIGNS:
            self._put(_SIGNS[word])

    def _put(self, text: str) -> None:
        if not self._hidden:
            self.parts.append(text)


def _codec(page: str) -> str:
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"
