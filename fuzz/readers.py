"""Fuzz the readers of every form of input: samples of each, damaged, mixed and put into one another.

    python -m fuzz.readers --seconds 1800 --seed 1

Whatever a file holds, each of its stories must come out and keep what `fuzz.target` asks of the model's laws, or be
refused with a code; nothing else may be raised, nothing may take longer than its size allows.  A file that breaks this
is written to the current folder: move it to `fixtures/crashes/forms`, where the tests replay it, and mend the fault.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final

from fuzz.target import check_laws
from wireparse.errors import InputError
from wireparse.parser import Parser
from wireparse.readers import Settings
from wireparse.readers.sniffing import form_of_bytes
from wireparse.readers.stories import found_form, named_pieces, read_story, story_of

__all__ = ["check_file", "damaged", "samples"]

SAMPLES: Final = Path(__file__).parent.parent / "samples"
PARSER: Final = Parser()
#: Seconds of the processor's time that a file of some kilobytes may take.
SLOW: Final = 5.0
#: What breaks readers: ends, marks and numbers that promise too much.
BITS: Final = (
    b"\0", b"\x02", b"\x03", b"\xff", b"\xc3", b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&amp;",
    b"&#0;", b"&#x110000;", b"<!DOCTYPE x [", b"\r", b"\n\n", b"\t", b"{", b"}", b"[", b"\\u0", b"\\'", b'"', b"null",
    b"-1", b"9" * 30, b"{\\rtf1", b"\\bin99 ", b"\nFrom a@b Mon Jan 1 00:00:00 2018\n", b"=?utf-8?q?=", b"\xff\xfe",
    b"Content-Type: multipart/mixed; boundary=x\n", b"3 of 2 DOCUMENTS\n", b"_" * 60, b"BYLINE: ", b"End of Document",
    b"\xef\xbb\xbf", "\u2028".encode(),
)  # fmt: skip


def samples() -> list[bytes]:
    """The files to begin with, among them a zip of some and a packed one."""
    whole = [path.read_bytes() for path in sorted(SAMPLES.iterdir())]
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w") as archive:
        for number, data in enumerate(whole[:4]):
            archive.writestr(f"{number}/a.x", data)
    return [*whole, container.getvalue(), gzip.compress(whole[0])]


def damaged(chance: Random, whole: list[bytes]) -> bytes:
    """One of the samples with some places damaged."""
    data = chance.choice(whole)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randint(0, len(data))
        match chance.randint(0, 6):
            case 0:
                data = data[:at] + chance.choice(BITS) * chance.choice((1, 1, 1, 300)) + data[at:]
            case 1:
                data = data[:at] + data[at + chance.randint(1, 80) :]
            case 2:
                data = data[:at] + data[max(0, at - chance.randint(1, 600)) :]
            case 3:
                data = data[:at]
            case 4:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 5:
                other = chance.choice(whole)
                cut = chance.randint(0, len(other))
                data = data[:at] + other[cut : cut + chance.randint(1, 2000)] + data[at:]
            case _:
                word = data[at : at + chance.randint(1, 12)]
                data = data.replace(word, chance.choice(BITS)) if word.strip() else data
    return data[:200_000]


def check_file(data: bytes) -> None:
    """Raises `AssertionError`, or whatever escapes, if a file with these bytes shows a fault."""
    begun = time.process_time()
    settings = Settings(max_size=1 << 20)
    try:
        form = found_form(form_of_bytes(data, "text"), "fuzz")
        for of, name, piece in named_pieces(form, io.BufferedReader(io.BytesIO(data)), "fuzz", settings):
            try:
                if isinstance(piece, InputError):
                    raise piece
                reading = read_story(of, piece, name, settings)
            except InputError:
                continue
            for mark in reading.marks:
                assert 0 <= mark.start <= mark.end <= len(reading.text), mark
            story = story_of(PARSER, reading, name, None, None)
            check_laws(reading.text, story)
    except InputError:
        pass
    assert time.process_time() - begun < SLOW, "it takes too long"


def _fault(data: bytes) -> str | None:
    """What went wrong with a file: the kind of the error and where it came up."""
    try:
        check_file(data)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
    return None


def shortest(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """The bytes with what can be cut out and leave the fault."""
    piece, end = len(data) // 2, time.monotonic() + 60
    while piece and time.monotonic() < end:
        at = 0
        while at < len(data) and time.monotonic() < end:
            shorter = data[:at] + data[at + piece :]
            if fails(shorter):
                data = shorter
            else:
                at += piece
        piece //= 2
    return data


def main() -> int:
    """Fuzz for so many seconds; 1 if a fault was found."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.readers")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    end, count, slowest, whole = time.monotonic() + wanted.seconds, 0, 0.0, samples()
    faults: set[str] = set()
    while time.monotonic() < end:
        data = damaged(Random(f"{wanted.seed} {count}"), whole)
        begun = time.process_time()
        fault = _fault(data)
        slowest = max(slowest, time.process_time() - begun)
        count += 1
        if fault is not None and fault not in faults:
            faults.add(fault)
            small = shortest(data, lambda shorter, fault=fault: _fault(shorter) == fault)  # type: ignore[misc]
            path = Path(f"crash-{sha256(small).hexdigest()[:12]}")
            path.write_bytes(small)
            print(f"{fault}: {len(small)} bytes ({path})", flush=True)
        if count % 1000 == 0:
            print(f"{count:,} files, {len(faults)} faults, slowest {slowest:.2f} s", file=sys.stderr, flush=True)
    print(f"{count:,} files in {wanted.seconds:.0f} s, {len(faults)} faults, slowest {slowest:.2f} s")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
