"""Text on a terminal: control characters are shown, not obeyed."""

from __future__ import annotations

import re
from typing import Final

from wireparse.pattern import pattern

__all__ = ["visible"]

# Controls other than tab and newline, marks that turn the direction of what follows, and what has no UTF-8 form.
_UNSAFE: Final = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""`text` with every character that a terminal may obey made visible: ESC as `␛`, others as `\u202e`."""
    return _UNSAFE.sub(_picture, text) if not text.isprintable() else text


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
