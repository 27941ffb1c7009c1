"""Fuzz by a grammar of constructions: what news is made of, put together as no newsroom would.

    python -m fuzz.grammar --seconds 3600 --seed 1

Bytes chosen at random seldom make a name, a comma, five blanks and a bracket in a row; this does nothing else.  Each
story must keep what `fuzz.target` asks of every text.  One that does not is made as short as it can be and written to
the current folder: move it to `fixtures/crashes`, where the tests replay it, and mend the fault.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final

from fuzz.target import check_text

__all__ = ["shortest", "story"]

# What stories are put together from, by kind.
WORDS: Final[dict[str, list[str]]] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))


def story(chance: Random) -> str:
    """One story."""
    parts: list[str] = []
    if chance.random() < 0.6:
        parts += [_phrase(chance), chance.choice(WORDS["breaks"])]
    if chance.random() < 0.6:
        parts += [_dateline(chance)]
    for _ in range(chance.randint(1, 9)):
        parts += [_paragraph(chance), chance.choice(WORDS["breaks"])]
        if chance.random() < 0.4:
            parts += [chance.choice(WORDS["lines"]), chance.choice(WORDS["breaks"])]
    return _torn(chance, "".join(parts))


def _torn(chance: Random, text: str) -> str:
    """The text with, now and then, a place where something is put in, cut out or doubled."""
    while chance.random() < 0.35:
        at = chance.randint(0, len(text))
        match chance.randint(0, 3):
            case 0:
                text = text[:at] + chance.choice(WORDS["characters"]) * chance.choice((1, 1, 2, 50)) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 40) :]
            case 2:
                text = text[:at] + text[max(0, at - chance.randint(1, 80)) :]
            case _:
                text = text.upper() if chance.random() < 0.2 else text[:at] + chance.choice(WORDS["stops"]) + text[at:]
    return text


def _dateline(chance: Random) -> str:
    blank, dash = _blank(chance), chance.choice(["-", "—", "–", "--", ":", ".", "", "_"])
    open_, close = _pair(chance, WORDS["brackets"])
    date = chance.choice(["", "", ", Nov. 22", ", 22 November", " 22/11", ", 2017-11-22", " (Nov 22)", ", 十一月"])
    wire = f"{open_}{chance.choice(WORDS['wires'])}{close}"
    return f"{chance.choice(WORDS['places'])}{date}{blank}{wire}{blank}{dash}{blank}"


def _paragraph(chance: Random) -> str:
    return _blank(chance).join(_sentence(chance) for _ in range(chance.randint(1, 4)))


def _sentence(chance: Random) -> str:
    return "".join(part + _blank(chance) for part in _parts(chance))


def _parts(chance: Random) -> Iterator[str]:
    for _ in range(chance.randint(1, 6)):
        pick: Callable[[Random], str] = chance.choice((_quoted, _quoted, _source, _source, _source, _phrase, _aside))
        yield pick(chance) + (chance.choice(WORDS["stops"]) if chance.random() < 0.6 else "")


def _quoted(chance: Random) -> str:
    open_, close = _pair(chance, WORDS["marks"])
    inside = _quoted(chance) if chance.random() < 0.1 else _phrase(chance)
    return f"{open_}{inside}{chance.choice(WORDS['stops'])}{close}"


def _source(chance: Random) -> str:
    words = [chance.choice(WORDS["names"]), chance.choice(WORDS["cues"])]
    if chance.random() < 0.3:
        words.insert(1, _aside(chance))
    if chance.random() < 0.3:
        words.reverse()
    return f"{chance.choice(['', ',', ', ', ','])}{_blank(chance)}".join(words)


def _aside(chance: Random) -> str:
    open_, close = _pair(chance, WORDS["brackets"])
    return f"{open_}{_blank(chance) if chance.random() < 0.3 else ''}{_phrase(chance)}{close}"


def _phrase(chance: Random) -> str:
    return _blank(chance).join(
        chance.choice(WORDS[chance.choice(("words", "words", "names", "cues"))]) for _ in range(chance.randint(1, 7))
    )


def _blank(chance: Random) -> str:
    return chance.choice(WORDS["blanks"]) if chance.random() < 0.3 else " "


def _pair(chance: Random, pairs: list[str]) -> tuple[str, str]:
    pair = chance.choice(pairs)
    return (pair[: len(pair) // 2], pair[len(pair) // 2 :]) if len(pair) % 2 == 0 else (pair, "")


def shortest(text: str, fails: Callable[[str], bool]) -> str:
    """The text with everything cut out without which it still fails."""
    piece = len(text) // 2
    while piece:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + piece :]
            if shorter != text and fails(shorter):
                text = shorter
            else:
                at += piece
        piece //= 2
    return text


def _fault(text: str) -> str | None:
    """What went wrong with a text: the kind of the error and where it came up."""
    try:
        check_text(text)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
    return None


def main() -> int:
    """Fuzz for so many seconds; 1 if a fault was found."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.grammar")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    end, count, slowest = time.monotonic() + wanted.seconds, 0, 0.0
    faults: dict[str, str] = {}
    while time.monotonic() < end:
        text = story(Random(f"{wanted.seed} {count}"))
        begun = time.process_time()
        fault = _fault(text)
        slowest = max(slowest, time.process_time() - begun)
        count += 1
        if fault is not None and fault not in faults:
            small = shortest(text, lambda shorter, fault=fault: _fault(shorter) == fault)  # type: ignore[misc]
            data = small.encode("utf-8", "surrogatepass")
            path = Path(f"crash-{sha256(data).hexdigest()[:12]}")
            path.write_bytes(data)
            faults[fault] = str(path)
            print(f"{fault}: {small!r} ({path})", flush=True)
        if count % 1000 == 0:
            print(f"{count:,} stories, {len(faults)} faults, slowest {slowest:.2f} s", file=sys.stderr, flush=True)
    print(f"{count:,} stories in {wanted.seconds:.0f} s, {len(faults)} faults, slowest {slowest:.2f} s")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
