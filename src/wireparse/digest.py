"""SHA-256 without OpenSSL, whose loading by `hashlib` takes as long as reading a small story.

As in the standard library's `random`, what the interpreter itself can do comes first.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

__all__ = ["sha256"]

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:
        from hashlib import sha256
