"""Make `data/trigrams/`, by which languages that share a script are told apart, from lingua's models.

    pip install brotli lingua-language-detector==1.3.5
    python scripts/build_trigrams.py

lingua (Peter M. Stahl, Apache-2.0) has, for each language, how often a letter follows the two before it in a million
sentences of news.  Of these trigrams the frequent ones are kept, each with one sign a language: the quarters of a nat
that it speaks against that language, counted from "0".  The languages stand in the first line.
"""

from __future__ import annotations

import json
import math
from importlib.resources import files
from pathlib import Path
from typing import Final

import brotli

DATA: Final = Path(__file__).parent.parent / "src/wireparse/data/trigrams"

#: Languages by script, as the news writes them; Serbian in Latin letters is made from Serbian in Cyrillic ones.
SCRIPTS: Final = {
    "latin": "af az ca cs cy da de en es et eu fi fr ga hr hu id is it lt lv "
    "ms no nl pl pt ro sk sl sq sr sv sw tl tr vi",
    "cyrillic": "be bg kk mk mn ru sr uk",
    "arabic": "ar fa ur",
}
#: What a language is called there.
CALLED: Final = {"no": "nb"}
LATINISED: Final = dict(zip("абвгдђежзијкл мн опрстћуфхцч ш", "abvgdđežzijkl mn oprstćufhcč š", strict=True))
LATINISED.update({"љ": "lj", "њ": "nj", "џ": "dž"})
#: A trigram is kept if one language at least has so many of it among all its trigrams.
FREQUENT: Final = 2e-4
QUARTERS: Final = 4
MOST: Final = 32
NEVER: Final = 1e-9


def read(language: str, name: str) -> dict[str, float]:
    """Of each n-gram how often its last letter follows the others."""
    packed = files("lingua").joinpath("language-models", CALLED.get(language, language), f"{name}.json.br").read_bytes()
    shares = json.loads(brotli.decompress(packed))["ngrams"]
    found = {}
    for share, grams in shares.items():
        part, whole = map(int, share.split("/"))
        found |= dict.fromkeys(grams.split(), part / whole)
    return found


def model(language: str, script: str) -> tuple[dict[str, float], dict[str, float]]:
    """Of each trigram how often its last letter follows, and its share of all trigrams."""
    ones, twos, threes = (read(language, name) for name in ("unigrams", "bigrams", "trigrams"))
    shares = {gram: p * twos.get(gram[:2], 0) * ones.get(gram[0], 0) for gram, p in threes.items()}
    if (language, script) == ("sr", "latin"):
        begun, shares = latinised({gram: p * ones.get(gram[0], 0) for gram, p in twos.items()}, shares)
        return {gram: min(1.0, share / begun[gram[:2]]) for gram, share in shares.items()}, shares
    return threes, shares


def latinised(*tables: dict[str, float]) -> list[dict[str, float]]:
    """Shares of n-grams in Cyrillic letters as shares of those of the same length in Latin ones, two of which may
    stand for one."""
    made = []
    for shares in tables:
        size = len(next(iter(shares)))
        written: dict[str, float] = {}
        for gram, share in shares.items():
            letters = "".join([LATINISED.get(letter, letter) for letter in gram])
            for at in range(len(letters) - size + 1):
                piece = letters[at : at + size]
                written[piece] = written.get(piece, 0) + share / (len(letters) - size + 1)
        made.append(written)
    return made


def main() -> None:
    """Write the table of each script."""
    DATA.mkdir(exist_ok=True)
    for script, names in SCRIPTS.items():
        models = [model(language, script) for language in names.split()]
        kept = sorted({gram for _, shares in models for gram, share in shares.items() if share >= FREQUENT})
        rows = [f"languages\t{names}"]
        for gram in kept:
            against = [-math.log(follows.get(gram) or NEVER) for follows, _ in models]
            rows.append(f"{gram}\t{''.join([chr(48 + min(MOST, round(QUARTERS * nats))) for nats in against])}")
        (DATA / f"{script}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
