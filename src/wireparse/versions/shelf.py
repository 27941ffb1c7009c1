"""The shelf: the imprints of all stories of a run, on disk, and of each what fits memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import lru_cache
from tempfile import TemporaryFile
from typing import Final

from wireparse.knowledge.site_lines import SiteLines
from wireparse.versions.imprint import Imprint

__all__ = ["Shelf"]

_REMEMBERED: Final = 512
# Where the first half of the story's digest stands in a packed imprint.
_DIGEST: Final = slice(2, 18)


class Shelf:
    """Imprints, in a file under TMPDIR that goes with the object.  Once `sort` is called they are numbered by what is
    their own, not by when they came."""

    def __init__(self) -> None:
        self._file = TemporaryFile(prefix="wireparse-")  # noqa: SIM115 - `close` does
        self._starts = array("Q", [0])
        self._keys = array("Q")
        self._order = array("I")
        self._furniture: SiteLines | None = None
        self.get = lru_cache(_REMEMBERED)(self._get)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, data: bytes) -> None:
        """Take in a packed imprint."""
        self._file.write(data)
        self._starts.append(self._starts[-1] + len(data))
        self._keys.append(int(data[_DIGEST], 16))

    def sort(self, furniture: SiteLines | None = None) -> None:
        """Number the imprints by digest, name and site, and leave out of them what their sites repeat."""
        self._furniture = furniture
        order = sorted(range(len(self)), key=self._keys.__getitem__)
        at = 0
        while at < len(order):  # the same text under several names
            end = at + 1
            while end < len(order) and self._keys[order[end]] == self._keys[order[at]]:
                end += 1
            if end - at > 1:
                order[at:end] = sorted(order[at:end], key=lambda story: self._read(story).key)
            at = end
        self._order = array("I", order)

    def _read(self, place: int) -> Imprint:
        start, end = self._starts[place], self._starts[place + 1]
        self._file.seek(start)
        imprint = Imprint.unpacked(self._file.read(end - start))
        if self._furniture is None or imprint.site is None:
            return imprint
        return imprint.without(self._furniture.of(imprint.site).repeated)

    def _get(self, number: int) -> Imprint:
        """The imprint of that number."""
        return self._read(self._order[number])

    def __iter__(self) -> Iterator[Imprint]:
        """All imprints by number; none is remembered."""
        return map(self._read, self._order)

    def close(self) -> None:
        """Let go of the file."""
        self.get.cache_clear()
        self._file.close()
