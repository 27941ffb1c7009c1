"""Buckets: more numbers than memory should hold, by their high bits, each bucket sorted by itself.

A bucket lies in memory until all of them together are too large, then in a file under TMPDIR that goes with the object.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Final

__all__ = ["Buckets"]

#: So many buckets, and so many numbers (of 8 bytes) in memory before they are written out.
COUNT: Final = 64
MOST: Final = 4_000_000


class Buckets:
    """Numbers of at most `bits` bits, to be read back in order."""

    def __init__(self, bits: int) -> None:
        self._shift = max(0, bits - COUNT.bit_length() + 1)
        self._arrays = [array("Q") for _ in range(COUNT)]
        self._files: list[IO[bytes] | None] = [None] * COUNT
        self._held = 0

    def __enter__(self) -> Buckets:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def extend(self, numbers: list[int]) -> None:
        """Take in some numbers."""
        shift, arrays = self._shift, self._arrays
        for number in numbers:
            arrays[number >> shift].append(number)
        self._held += len(numbers)
        if self._held > MOST:
            self._spill()

    def _spill(self) -> None:
        for index, held in enumerate(self._arrays):
            if held:
                file = self._files[index]
                if file is None:
                    file = self._files[index] = TemporaryFile(prefix="wireparse-")  # noqa: SIM115 - `close` does
                held.tofile(file)
                self._arrays[index] = array("Q")
        self._held = 0

    def sorted(self) -> Iterator[list[int]]:
        """The numbers of each bucket in order, bucket by bucket, so that all of them are in order."""
        for index in range(COUNT):
            held = self._read(index)
            if held:
                yield sorted(held)

    def _read(self, index: int) -> array[int]:
        file = self._files[index]
        if file is None:
            return self._arrays[index]
        found = array("Q")
        file.seek(0)
        found.frombytes(file.read())
        file.seek(0, 2)
        found.extend(self._arrays[index])
        return found

    def close(self) -> None:
        """Let go of what was written out."""
        for file in self._files:
            if file is not None:
                file.close()
        self._files = [None] * COUNT
