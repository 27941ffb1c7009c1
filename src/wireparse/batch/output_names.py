"""The names of output files: the input's place in its tree with another suffix, or a record's id made harmless."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from typing import Final

from wireparse.atomic_files import LONGEST_NAME
from wireparse.exporters import Format
from wireparse.pattern import pattern

__all__ = ["MANIFEST", "base", "grouped", "output_name", "part_name", "parts_in", "record_name"]

#: The list of what is finished, in a folder that mirrors the tree of the inputs.
MANIFEST: Final = ".wireparse.resume"

# What a record's id may keep in a file name; everything else is written %XX, as in a URL.
_OTHER: Final = pattern(r"[^\w .,@=+~()-]|^[.~-]|[ .]$")
_PART: Final = pattern(r"(?:part|stories|quotes|speakers|blocks|related)-([0-9]{5,9})")
# Bytes of a record's name: it leaves room for a suffix, and for what is written beside it.
_LONGEST: Final = 180


def base(place: str) -> str:
    """The place of an input without its suffix, and without the `.gz` before that."""
    return os.path.splitext(place.removesuffix(".gz"))[0]


def output_name(stem: str, suffix: str) -> str:
    """The place of an output: `stem` (where it stands, without a suffix) with `suffix`, its last part cut and made
    unique where that makes it too long for a file system."""
    folder, name = os.path.split(stem)
    return os.path.join(folder, _shortened(name, LONGEST_NAME - len(suffix)) + suffix)


def grouped(form: Format) -> bool:
    """Whether the stories of a file of records stay together, in one file of records."""
    return form.id == "jsonl"


def part_name(table: str | None, number: int, suffix: str) -> str:
    """The name of a part file, of a table of the stories if there are tables; `number` counts from 0."""
    return f"{table or 'part'}-{number:05}{suffix}"


def parts_in(folder: str, suffix: str) -> list[tuple[int, str]]:
    """The part files that a folder holds, with their numbers.  Raises `OSError`."""
    named = [(name, _PART.fullmatch(name.removesuffix(suffix))) for name in os.listdir(folder) if name.endswith(suffix)]
    return [(int(part[1]), os.path.join(folder, name)) for name, part in named if part]


def record_name(identity: str) -> str:
    """A file name for a record's id, without a suffix.

    Different ids get different names, none of them leads out of a folder or hides; a long one is cut and made unique
    by its checksum.
    """
    name = _OTHER.sub(_percent, identity) or "%"
    return _shortened(name, _LONGEST)


def _shortened(name: str, room: int) -> str:
    encoded = name.encode("utf-8", "surrogatepass")
    if len(encoded) <= room:
        return name
    return f"{encoded[: room - 20].decode('utf-8', 'ignore')}%{sha256(encoded).hexdigest()[:16]}"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))
