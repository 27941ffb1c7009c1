"""The lexicon: what is known about words, agencies and places, as data files.

Engines hold no vocabulary; they ask here.  A file is JSON or a table, lies in `wireparse/data` and is read at most
once, when it is first needed.  A language is a folder, with a file a topic: `pack("calendar", "de")` is
`data/de/calendar.json`.  Of thousands of weights a story needs few, so theirs are files of lines, each with a value in
JSON, which is read when it is asked for.  The files are asked of whatever has loaded this module, so that the package
runs from a wheel or another zip as it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

__all__ = [
    "DEFAULT",
    "ByWord",
    "content",
    "function_words",
    "given_names",
    "language_letters",
    "languages",
    "lines",
    "load",
    "pack",
    "rows",
]

DATA: Final = os.path.join(os.path.dirname(__file__), "data")
#: The language whose files have every key: it stands in where a text's own has no file, and pages in any language have
#: furniture in it.
DEFAULT: Final = "en"
#: Words remembered at most: what bounds memory, however many texts are read.
_MOST: Final = 50_000


class ByWord(dict[str, str]):
    """Something about each word as typed, worked out when it is first asked for and then remembered."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._read(word)
        return found


def content(name: str) -> bytes:
    """The bytes of `data/NAME`, wherever the package lies.  Raises `OSError`."""
    return cast("ResourceLoader", __spec__.loader).get_data(os.path.join(DATA, *name.split("/")))


@cache
def load(name: str) -> Any:
    """The content of `data/NAME.json`.  The caller must not change it."""
    return json.loads(content(f"{name}.json"))


@cache
def lines(name: str) -> dict[str, str]:
    """The lines of `data/NAME.tsv`: the value in the last column by the columns before it."""
    return dict([line.rsplit("\t", 1) for line in content(f"{name}.tsv").decode().splitlines()])


@cache
def rows(name: str) -> list[list[str]]:
    """The rows of the table `data/NAME.tsv` as cells, without its head."""
    return [line.split("\t") for line in content(f"{name}.tsv").decode().splitlines()[1:]]


def pack(topic: str, language: str) -> Any:
    """The pack of one language for a topic."""
    return load(f"{language}/{topic}")


@cache
def languages(topic: str) -> tuple[str, ...]:
    """The languages that have a pack for a topic, the default one first."""
    found = [folder for folder, files in _folders().items() if f"{topic}.json" in files]
    return tuple(sorted(found, key=lambda language: (language != DEFAULT, language)))


@cache
def _folders() -> dict[str, frozenset[str]]:
    """The files of each folder in `data`: looked at once, because asking for one file after another takes longer."""
    if os.path.isdir(DATA):
        names = [name for name in os.listdir(DATA) if "." not in name]
        return {name: frozenset(os.listdir(os.path.join(DATA, name))) for name in names}
    from importlib.resources import files  # it takes long to import, and only a zip needs it

    folders = [folder for folder in files("wireparse").joinpath("data").iterdir() if folder.is_dir()]
    return {folder.name: frozenset(file.name for file in folder.iterdir()) for folder in folders}


@cache
def given_names() -> dict[str, str]:
    """Given names, in small letters, each with the gender that it tells."""
    found: dict[str, str] = {}
    for gender, names in load("given_names").items():
        found |= dict.fromkeys(names.split(), gender)
    return found


@cache
def language_letters() -> dict[str, str]:
    """A letter for each language whose function words are known."""
    return {language: chr(ord("a") + at) for at, language in enumerate(load("stopwords"))}


@cache
def function_words() -> dict[str, str]:
    """The function words of all languages, each with the letters of those that have it."""
    found: dict[str, str] = {}
    for language, letter in language_letters().items():
        for word in load("stopwords")[language].split():
            found[word] = found.get(word, "") + letter
    return found
